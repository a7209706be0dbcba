"""The pages of a change: old and new beside each other; of a document's own marks, the one page.

A change and its comparison → drawn page images, and those that a next step may open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from analyzer.records import Change, Clause, Comparison, Document
from analyzer.ui import page_view, state, widgets
from analyzer.ui.listing import beside

Side = tuple[str, Document, Clause | None]


def show(change: Change, comparison: Comparison, *, name: str = "change") -> None:
    """Both pages; of own marks, the page on which the first mark of the clause is drawn."""
    if comparison.own_marks is not None:
        clause = comparison.clauses[change.new[0]]
        st.html(f"<p>{widgets.place_html(clause, comparison.new)}</p>")
        page_view.show_page(comparison.new, _marked_page(clause), clause.boxes, name=name)
        return
    _draw([change], comparison)  # the second page while the first is waited for
    for column, side in zip(st.columns(2, gap="small"), _sides(change, comparison), strict=True):
        with column:
            _show_side(side, name)


def draw_ahead(changes: Sequence[Change], at: int, comparison: Comparison) -> None:
    """Draw the pages of the changes next to the open one beside the screen."""
    _draw(beside(changes, at), comparison)


def _show_side(side: Side, name: str) -> None:
    which, document, clause = side
    if clause is None:
        st.html(f"<p>Not in the {which} document.</p>")
        return
    st.html(f"<p>{widgets.place_html(clause, None)}</p>")
    page_view.show_clause_page(document, clause, name=f"{name}_{which}")


def _sides(change: Change, comparison: Comparison) -> tuple[Side, ...]:
    return tuple(
        (which, document, comparison.clauses[ids[0]] if ids else None)
        for which, document, ids in (
            ("old", comparison.old, change.old),
            ("new", comparison.new, change.new),
        )
    )


def _marked_page(clause: Clause) -> int:
    return clause.marks[0].page if clause.marks else state.first_page(clause)


def _draw(changes: Iterable[Change], comparison: Comparison) -> None:
    if comparison.own_marks is not None:
        clauses = [comparison.clauses[change.new[0]] for change in changes]
        state.draw_ahead((comparison.new, _marked_page(clause)) for clause in clauses)
        return
    page_view.draw_ahead(
        (document, clause, ())
        for change in changes
        for _, document, clause in _sides(change, comparison)
        if clause is not None
    )
