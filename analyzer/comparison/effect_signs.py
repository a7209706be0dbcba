"""An effect before it is weighed, and how its words are quoted.

Input: a `SentencePair`. Output: `Sign`s, each an effect's name with the words on both sides and
whom it favours.
"""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.comparison.effect_pairs import SentencePair
from analyzer.comparison.effect_sides import read_rule
from analyzer.records import Favors

#: so many words of a side are quoted
_QUOTED = 12


@dataclass(frozen=True, slots=True)
class Sign:
    """One effect before it is weighed."""

    name: str
    old: str | None
    new: str | None
    favors: Favors
    #: the difference of two amounts, as a share of the old one
    share: float | None = None
    difference: str | None = None
    #: it lasts for ever now, or did
    lasting: bool = False
    #: the sentences that it was read from
    about: str = ""


def serves_either(pair: SentencePair) -> Favors:
    """Whom the rule of a pair serves: as it was, or as it is where that is not plain."""
    before = read_rule(pair.old).serves if pair.old else Favors.UNCLEAR
    if before is not Favors.UNCLEAR or not pair.new:
        return before
    return read_rule(pair.new).serves


def phrase(pair: SentencePair, *, old: bool = False) -> str | None:
    """The changed words of a side, shortened."""
    words = " … ".join(part for part in (pair.struck if old else pair.put) if part)
    return shorten(words) if words else None


def shorten(words: str) -> str:
    """The first words, with a mark where others follow."""
    parts = words.split()
    return " ".join(parts[:_QUOTED]) + (" …" if len(parts) > _QUOTED else "")
