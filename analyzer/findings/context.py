"""The tree around a clause: parents, children, the headings that govern it.

Input: the clauses of one document in reading order. Output: a `ClauseTree`, clauses by their place
in that order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzer.records import Clause, ClauseKind
from analyzer.wording.plain import plain_text

#: kinds that say nothing and give no context either
SILENT_KINDS = frozenset({ClauseKind.TOC, ClauseKind.SIGNATURE, ClauseKind.PARTY_LIST})
#: kinds that never get a finding, but whose words are context for what stands below them
CONTEXT_KINDS = frozenset({ClauseKind.INSTRUCTION, ClauseKind.DRAFTING_NOTE, ClauseKind.HEADING})
_OPENERS = frozenset({ClauseKind.ARTICLE, ClauseKind.SECTION, ClauseKind.HEADING})


@dataclass(frozen=True, slots=True)
class Place:
    """A clause with plain text and heading, its parent's place and its governing heading's."""

    clause: Clause
    text: str
    heading: str
    parent: int | None
    #: a heading on a line of its own that stands before the clause under the same parent
    governor: int | None

    @property
    def speaks(self) -> bool:
        """True for contract language that may get a finding."""
        kind = self.clause.kind
        return bool(self.text) and kind not in SILENT_KINDS and kind not in CONTEXT_KINDS


@dataclass(frozen=True, slots=True)
class ClauseTree:
    """Clauses by place; every parent stands before its children."""

    places: tuple[Place, ...]

    def above(self, at: int) -> Iterator[int]:
        """Places of governing heading, parent, its governing heading … from the nearest out."""
        seen = {at}
        while True:
            place = self.places[at]
            if place.governor is not None and place.governor not in seen:
                seen.add(place.governor)
                yield place.governor
            if place.parent is None or place.parent in seen:
                return
            at = place.parent
            seen.add(at)
            yield at

    def title(self, at: int) -> str:
        """The heading of a place: its own, or the words of a heading on a line of its own."""
        place = self.places[at]
        if place.heading:
            return place.heading
        return place.text if place.clause.kind is ClauseKind.HEADING else ""


def build_tree(clauses: Sequence[Clause]) -> ClauseTree:
    """The tree of one document's clauses, given in reading order."""
    at_id = {clause.id: at for at, clause in enumerate(clauses)}
    has_children = {clause.parent for clause in clauses if clause.parent is not None}
    governors: dict[int | None, int | None] = {}
    places = []
    for at, clause in enumerate(clauses):
        parent = at_id.get(clause.parent) if clause.parent is not None else None
        if parent is not None and parent >= at:
            parent = None
        opens = clause.kind in _OPENERS or bool(clause.heading)
        if opens:
            governors[parent] = None
        places.append(
            Place(
                clause=clause,
                text=plain_text(clause.text),
                heading=plain_text(clause.heading or ""),
                parent=parent,
                governor=governors.get(parent),
            )
        )
        if clause.kind is ClauseKind.HEADING and clause.id not in has_children:
            governors[parent] = at
    return ClauseTree(tuple(places))
