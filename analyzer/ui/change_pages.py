"""The pages of a change: old and new beside each other; of a document's own marks, the one page.

A change and its comparison → drawn page images, and those that a next step may open.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import streamlit as st

from analyzer.pipeline.confirming import Quote, whole
from analyzer.records import (
    Change,
    ChangeKind,
    Clause,
    ClauseId,
    Comparison,
    Document,
    WordOperation,
)
from analyzer.ui import page_view, state, widgets
from analyzer.ui.listing import beside
from analyzer.ui.stops import Way, spans_by_clause, way_of_change


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a change: its document, its clauses with the spans that changed, its pages."""

    which: str
    document: Document
    clauses: tuple[Clause, ...]
    way: Way


def show(change: Change, comparison: Comparison, *, name: str = "change") -> None:
    """The page of each side on which its first changed words stand, with ways to the others; of own
    marks, the page on which the first mark of the clause is drawn."""
    sides = _sides(change, comparison)
    _draw((side, _opened(side, name)) for side in sides)  # the second while the first is waited for
    if comparison.own_marks is not None:
        _show_side(sides[0], change, name)
        return
    for column, side in zip(st.columns(2, gap="small"), sides, strict=True):
        with column:
            _show_side(side, change, name)


def quotes_of(
    changes: Iterable[Change], comparison: Comparison, only: Collection[ClauseId] | None = None
) -> list[Quote]:
    """The words of all clauses that change, on both sides, to be read twice; `only` those of these
    clauses."""
    return [
        whole(comparison.clauses[name])
        for change in changes
        if change.kind is not ChangeKind.UNCHANGED
        for name in dict.fromkeys((*change.old, *change.new))
        if only is None or name in only
    ]


def draw_ahead(
    changes: Sequence[Change], at: int, comparison: Comparison, *, name: str = "change"
) -> None:
    """Draw beside the screen what the next click may open: the changes next to the open one, and
    the page that follows on the open one's."""
    following, *others = [*beside(changes, at), changes[at]]
    opened = [(side, _opened(side, name) + 1) for side in _sides(changes[at], comparison)]
    _draw(
        [
            *((side, side.way.first) for side in _sides(following, comparison)),
            *opened,
            *((side, side.way.first) for one in others for side in _sides(one, comparison)),
        ]
    )


def _show_side(side: Side, change: Change, name: str) -> None:
    if not side.clauses:
        st.html(f"<p>Not in the {side.which} document.</p>")
        return
    view = _view(side, name)
    if not state.has_page_images(side.document):
        operation = _OPERATIONS[side.which]
        for number, (clause, spans) in enumerate(spans_by_clause(change, side.clauses, operation)):
            st.html(f"<p>{_place_html(side, clause, number)}</p>")
            page_view.show_clause_page(side.document, clause, spans, name=f"{view}_{number}")
        return
    clause = side.way.stops[_opened(side, name)].clause
    st.html(f"<p>{_place_html(side, clause, side.clauses.index(clause))}</p>")
    page_view.show_way(side.document, side.way, name=view)


def _place_html(side: Side, clause: Clause, number: int) -> str:
    """Where a clause stands; of several, which it is."""
    said = widgets.place_html(clause, None if side.which else side.document)
    count = len(side.clauses)
    which = f' <span class="where">clause {number + 1} of {count}</span>' if count > 1 else ""
    return said + which


#: a document's own marks have one side: the words as they now read
_OPERATIONS = {
    "old": WordOperation.DELETE,
    "new": WordOperation.INSERT,
    "": WordOperation.INSERT,
}


def _sides(change: Change, comparison: Comparison) -> tuple[Side, ...]:
    told = [("old", comparison.old, change.old), ("new", comparison.new, change.new)]
    if comparison.own_marks is not None:
        told = [("", comparison.new, change.new)]
    sides = []
    for which, document, ids in told:
        clauses = tuple(comparison.clauses[each] for each in ids)
        way = way_of_change(change, clauses, _OPERATIONS[which])
        if not which and clauses and clauses[0].marks:
            way = way.opened_at(clauses[0].marks[0].page)
        sides.append(Side(which, document, clauses, way))
    return tuple(sides)


def _opened(side: Side, name: str) -> int:
    return page_view.open_stop(side.document, side.way, _view(side, name))


def _view(side: Side, name: str) -> str:
    """What tells the view of a side from the others of a screen."""
    return f"{name}_{side.which}" if side.which else name


def _draw(places: Iterable[tuple[Side, int]]) -> None:
    page_view.draw_ways_ahead((side.document, side.way, at) for side, at in places)
