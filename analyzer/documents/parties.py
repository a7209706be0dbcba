"""Who agrees with whom: lines of the title page → the union's side and the employers' side.

The two names stand around 'between … and …'; which is whose is told by words that name unions and
employers in general (kinds.toml).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

#: so much of the front is read for a 'between'
_REACH = 6_000
_LONGEST_NAME = 130
_SMALL = frozenset({"of", "and", "the", "for", "in", "on", "to", "a", "an", "its"})

# 'by and between the X and the Y'
_BETWEEN = re.compile(r"\b(?:by and )?between\b:?", re.IGNORECASE)
# 'X and Y'
_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)
# what follows a name: '(hereinafter', 'effective', '2024', 'witnesseth'
_ENDS = re.compile(
    r"\(|\[|“|\"|;|:|_{3,}|\*|\.\s"
    r"|\b(?:hereinafter|effective|dated?|covering|for the (?:term|period)|"
    r"with respect|relating|witnesseth|whereas|made|entered|shall|which|who|on behalf|table of|"
    r"preamble|article|section|whose|executed|this (?:agreement|memorandum))\b|\b(?:19|20)\d\d\b|"
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r" \d",
    re.IGNORECASE,
)
# 'Proposal No. 7 of the Meridian Producers' Association'
_OFFERED = re.compile(
    r"\b(?:counter[- ]?)?(?:proposals?|offer)(?: no\. ?\w+)?,? (?:of|by|from) (?:the )?"
    r"(?P<name>.+)",
    re.IGNORECASE,
)
# "The Guild's Counterproposal"
_OWNED = re.compile(
    r"^(?:the )?(?P<name>[\w .&-]{3,60}?)(?:['’]s?)? (?:\w+ )?"
    r"(?:counter[- ]?)?(?:proposals?|offer)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Parties:
    """The two sides and who offers, as printed; None where the front does not say."""

    guild: str | None = None
    employer: str | None = None
    offered_by: str | None = None


@cache
def _cues() -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    data = tomllib.loads(
        resources.files("analyzer.data").joinpath("kinds.toml").read_text(encoding="utf-8")
    )["parties"]
    guild, employer = (
        tuple(re.compile(pattern, re.IGNORECASE) for pattern in data[side])
        for side in ("guild", "employer")
    )
    return guild, employer


def find_parties(lines: Sequence[str], *, words: frozenset[str] = frozenset()) -> Parties:
    """The parties that the first lines of a document name; `words` give names in capitals their
    case."""
    text = " ".join(" ".join(lines).split())[:_REACH]
    best: tuple[float, str, str] | None = None
    for found in _BETWEEN.finditer(text):
        for first, second in _splits(text[found.end() : found.end() + 4 * _LONGEST_NAME]):
            guild, employer, score = _sides(first, second)
            score -= found.start() / _REACH
            if score > 0 and (best is None or score > best[0]):
                best = (score, guild, employer)
    offered = _offered_by(lines)
    if best is None:
        return Parties(offered_by=_cased(offered, words))
    _, guild, employer = best
    return Parties(_cased(guild, words), _cased(employer, words), _cased(offered, words))


def _splits(text: str) -> list[tuple[str, str]]:
    """Every way to read 'X and Y', each name cut where it ends."""
    found = []
    for joint in _AND.finditer(text):
        first, rest = _cut(text[: joint.start()]), _cut(text[joint.end() :])
        if first and rest and joint.start() <= 3 * _LONGEST_NAME:
            found.append((first, rest))
    return found


def _cut(text: str) -> str:
    text = text.strip(" ,.-–—_:")
    end = _ENDS.search(text, 3)
    name = (text[: end.start()] if end else text).strip(" ,.-–—_:")
    name = re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)
    return name if 2 < len(name) <= _LONGEST_NAME else ""


def _sides(first: str, second: str) -> tuple[str, str, float]:
    one, two = _lean(first), _lean(second)
    score = abs(one - two) - 0.004 * (len(first) + len(second))
    if one > two:
        return first, second, score
    return second, first, score


def _lean(name: str) -> float:
    """Above zero: a union's name; below: an employer's."""
    guild, employer = _cues()
    unions = sum(bool(cue.search(name)) for cue in guild)
    employers = sum(bool(cue.search(name)) for cue in employer)
    return min(unions, 2) - 0.7 * min(employers, 2)


def _offered_by(lines: Sequence[str]) -> str | None:
    for line in lines[:12]:
        for pattern in (_OFFERED, _OWNED):
            found = pattern.search(line)
            if found and (name := _cut(found["name"])) and any(c.isalpha() for c in name):
                return name
    return None


def _cased(name: str | None, words: frozenset[str]) -> str | None:
    """A name in capitals in the case in which the document prints its words elsewhere."""
    if name is None or not name.isupper():
        return name
    return " ".join(_cased_word(word, words, first=at == 0) for at, word in enumerate(name.split()))


def _cased_word(word: str, words: frozenset[str], *, first: bool) -> str:
    core = word.strip(".,;:()'’")
    if core.lower() in _SMALL and not first:
        return word.lower()
    known = core.capitalize() in words or core.lower() in words
    return word.replace(core, core.capitalize()) if core and known else word
