"""A sentence → the words for parties in it, each with its side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from analyzer.comparison.effect_names import keep_read, known_names
from analyzer.comparison.effect_rows import words_of
from analyzer.records import Favors

#: the two sides; what is BOTH or UNCLEAR is none of them
SIDES = frozenset({Favors.EMPLOYER, Favors.WORKER})
#: the other side; that of both, or of none, is itself
OTHER = {side: side for side in Favors} | {
    Favors.EMPLOYER: Favors.WORKER,
    Favors.WORKER: Favors.EMPLOYER,
}
#: so many texts are kept read: each is asked for several times in a row
_KEPT = 64
#: so many characters before a word are looked at
_NEAR = 60
# "rigger", "violinists", "puppeteers", "technicians"
_AGENT = re.compile(
    r"\b[a-z]{4,}\b(?<=[rtnds])(?:(?<=[a-z]{2}[eo]r)|(?<=[a-z]{2}[eo]rs)|(?<=[a-z]{2}ist)|"
    r"(?<=[a-z]{2}ists)|(?<=[a-z]{2}[im]an)|(?<=[a-z]{2}[im]ans)|(?<=[a-z]{2}hand)|"
    r"(?<=[a-z]{2}hands)|(?<=[a-z]{2}person)|(?<=[a-z]{2}persons))",
    re.IGNORECASE,
)
# "the ", "each principal "
_NAMED = re.compile(
    r"\b(?:the|an?|each|any|every|such|no|that|this|one|his|her|its|their|another|which)"
    r"(?: [\w-]+){0,2} $",
    re.I,
)
# "the parties", "either side", "the Committee": both sides at once
_JOINT = re.compile(
    r"\b(?=[pcwtameinb])(?:part(?:y|ies)(?: (?:hereto|to this agreement))?|committees?|"
    r"work ?groups?|task forces?|trustees|arbitrators?|mediators?|"
    r"(?:either|each|neither|the other) side|both sides|panel)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Party:
    """A word for a party with its side."""

    word: str
    side: Favors
    start: int
    end: int


@keep_read(_KEPT)
def find_parties(text: str) -> tuple[Party, ...]:
    """Every word for a party, in order; names that the document gives come first, and an unknown
    noun for somebody who acts is a worker."""
    found: dict[int, Party] = {}
    for match, side in known_names().find(text):
        _add(found, match, side)
    for row, side in (
        ("union", Favors.WORKER),
        ("employer", Favors.EMPLOYER),
        ("worker", Favors.WORKER),
    ):
        for match in words_of(row).finditer(text):
            _add(found, match, side)
    for match in _JOINT.finditer(text):
        _add(found, match, Favors.BOTH)
    for match in _AGENT.finditer(text):
        word = match.group().lower()
        if _is_person(word.removesuffix("s")) and (
            word.endswith("s") or _is_named(text, match.start())
        ):
            _add(found, match, Favors.WORKER)
    return tuple(found[start] for start in sorted(found))


def _add(found: dict[int, Party], match: re.Match[str], side: Favors) -> None:
    """A party more by its place, where its words are none of another's."""
    start, end = match.span()
    for party in found.values():
        if party.start < end and start < party.end:
            return
    found[start] = Party(match.group(), side, start, end)


@lru_cache(maxsize=4096)
def _is_person(word: str) -> bool:
    return words_of("not_a_person").fullmatch(word) is None


def is_name(word: str) -> bool:
    """True of a name that the document gives to a party."""
    return known_names().side_of(word) is not None


def role_of(word: str) -> str | None:
    """'union' or 'employer' for a word or a name of such a party; None for any other."""
    side = known_names().side_of(word)
    if side is not None:
        return "union" if side is Favors.WORKER else "employer"
    return next((row for row in ("employer", "union") if words_of(row).fullmatch(word)), None)


def _is_named(text: str, at: int) -> bool:
    return _NAMED.search(text, max(0, at - _NEAR), at) is not None
