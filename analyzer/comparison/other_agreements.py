"""What a memorandum changes in agreements other than the one that it is held against.

Input: the base, the clauses of a document that speaks in instructions ('Modify Paragraph 3 of the
Stage Crew Agreement as follows:'). Output: the clauses that stand under an instruction which names
agreements and not the base, and these names. Nothing is set aside where no instruction names the
base: then nobody knows what the document calls it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.records import Clause, ClauseId, ClauseKind, Document
from analyzer.wording.plain import plain_text

# "the Stage Crew (Night Shift) Agreement", "the Stage 12 Agreement"
_NAMED = re.compile(
    r"\b(?P<name>(?:(?!Agreements?\b)(?:[A-Z][\w.&'/-]*|\d+|\([^()]{1,120}\)|and|of)[ ,]+){1,14})"
    r"Agreements?\b"
)
# "L.P.G."
_STOPS = re.compile(r"(?<=\b\w)\.")
# "crew", "12"
_WORD = re.compile(r"[a-z0-9]+")
# "2021 Basic Agreement": each edition has the name
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
#: what tells no name from another
_NO_NAME = frozenset({"the", "and", "of", "this", "that", "said", "all", "agreement", "agreements"})


@dataclass(frozen=True, slots=True)
class OtherAgreements:
    """Clauses that change other agreements, and the names of these, in the order of the text."""

    clauses: frozenset[ClauseId] = frozenset()
    names: tuple[str, ...] = ()


def find_other_agreements(base: Document, clauses: Sequence[Clause]) -> OtherAgreements:
    """The clauses whose nearest instructions name agreements and not the base."""
    known = _words(base.title)
    named = {
        clause.id: said
        for clause in clauses
        if clause.kind is ClauseKind.INSTRUCTION and (said := _names_in(clause.text))
    }
    ours = {key for key, names in named.items() if any(_words(n) <= known for n in names)}
    if not known or not ours:
        return OtherAgreements()
    below: dict[ClauseId | None, list[ClauseId]] = {}
    for clause in clauses:
        if clause.id in named and clause.label is None:
            below.setdefault(clause.parent, []).append(clause.id)
    by_id = {clause.id: clause for clause in clauses}
    found: dict[ClauseId, None] = {}
    names: dict[str, None] = {}
    for clause in clauses:
        under = _governing(clause, by_id, below, named)
        if under and not ours & set(under):
            found[clause.id] = None
            names.update(dict.fromkeys(name for key in under for name in named[key]))
    return OtherAgreements(frozenset(found), tuple(names))


def _governing(
    clause: Clause,
    by_id: dict[ClauseId, Clause],
    below: dict[ClauseId | None, list[ClauseId]],
    named: dict[ClauseId, tuple[str, ...]],
) -> Sequence[ClauseId]:
    """The nearest instructions around a clause that name agreements: one that it stands under, or
    all without a label that stand beside it or beside what it stands under."""
    at: Clause | None = clause
    while at is not None:
        if at.id in named and at is not clause:
            return (at.id,)
        if at.parent is not None and at.parent in below:
            return below[at.parent]
        at = by_id.get(at.parent) if at.parent is not None else None
    return ()


def _names_in(text: str) -> tuple[str, ...]:
    names = (
        " ".join(found["name"].split()).strip(" ,").removeprefix("and ")
        for found in _NAMED.finditer(_plain(text))
    )
    return tuple(dict.fromkeys(f"{name} Agreement" for name in names if _words(name)))


def _plain(text: str) -> str:
    return _STOPS.sub("", plain_text(text))


def _words(name: str) -> frozenset[str]:
    """The words of a name that tell it from another."""
    return frozenset(_WORD.findall(_YEAR.sub("", _plain(name)).lower())) - _NO_NAME
