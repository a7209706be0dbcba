"""An effect before it is weighed, and how its words are quoted.

Input: a `SentencePair`. Output: `Sign`s, each an effect's name with the words on both sides and
whom it favours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from analyzer.comparison.effect_pairs import Lone, SentencePair
from analyzer.comparison.effect_sides import opposite, read_rule
from analyzer.records import Favors

BETWEEN = " … "
# ' the "Picture': a quotation that has no end
_QUOTES = re.compile(r'(?:^|[\s(])"[^"]+$')
# " (the", " (": a bracket of which nothing is left
_OPENED = re.compile(r"\s*\((?:the|an?|or|and)?$", re.IGNORECASE)
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
    #: it lasts for ever now, or did, or a right is given up
    lasting: bool = False
    #: the sentences that it was read from
    about: str = ""


def serves_either(pair: SentencePair) -> Favors:
    """Whom the rule of a pair serves: as it was, or as it is where that is not plain."""
    before = read_rule(pair.old).serves if pair.old else Favors.UNCLEAR
    if before is not Favors.UNCLEAR or not pair.new:
        return before
    return read_rule(pair.new).serves


def lone_sign(kind: str, lone: Lone, favors: Favors) -> Sign:
    """Of words that came and serve that side, what is added; of those that went, what is dropped,
    for the other side."""
    if lone.came:
        return Sign(f"{kind}_added", None, lone.words, favors)
    return Sign(f"{kind}_dropped", lone.words, None, opposite(favors))


def phrase(pair: SentencePair, *, old: bool = False) -> str | None:
    """The changed words of a side, shortened."""
    words = BETWEEN.join(part for part in (pair.struck if old else pair.put) if part)
    return shorten(words) if words else None


def close_brackets(words: str | None) -> str | None:
    """Quoted words with the signs that their end has lost: 'a holiday (in June' with its ')'."""
    return None if words is None else BETWEEN.join(map(_closed, words.split(BETWEEN)))


def _closed(words: str) -> str:
    if words.endswith("…"):
        return words
    if words.count('"') % 2 and _QUOTES.search(words):
        words += '"'
    if words.count("(") > words.count(")"):
        bare = _OPENED.sub("", words)
        return words + ")" if bare == words else bare
    return words


def shorten(words: str) -> str:
    """The first words, with a mark where others follow."""
    parts = words.split()
    return " ".join(parts[:_QUOTED]) + (" …" if len(parts) > _QUOTED else "")
