"""Both texts beside each other: what belongs together stands at one height, and both scroll as one.

Changes with their clauses → a grid of two columns, a part of the list at a time, with what a second
reading says of each side as soon as it is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

import streamlit as st

from analyzer.records import Change, ChangeKind, ClauseId, Comparison, WordOperation
from analyzer.ui import change_pages, page_choice, state, widgets
from analyzer.ui.listing import choose_part
from analyzer.ui.second_reading import Tell

#: changes that one grid holds
A_PAGE = 40


def show_beside(changes: Sequence[Change], comparison: Comparison, *, name: str) -> None:
    """Draw the part of the changes that was turned to."""
    pages = -(-len(changes) // A_PAGE)
    at = choose_part(pages, key=f"beside_{name}")
    part = changes[(at - 1) * A_PAGE : at * A_PAGE]
    twice = state.read_twice(
        [comparison.old, comparison.new], change_pages.quotes_of(part, comparison)
    )
    # the box that scrolls stays when its words are drawn again with what was said of them
    with st.container(key="beside_texts"):
        twice.show_within(partial(_texts_html, part, comparison))
    twice.begin(state.open_library())
    page_choice.choose_change(part, comparison, key="beside")


def _texts_html(part: Sequence[Change], comparison: Comparison, tell: Tell) -> str:
    heads = "".join(
        f"<b>{widgets.title_html(document)}</b>" for document in (comparison.old, comparison.new)
    )
    rows = "".join(_row_html(change, comparison, tell=tell) for change in part)
    return (
        '<div class="beside" tabindex="0" role="region" aria-label="Both texts beside each other">'
        f'<div class="pair heads">{heads}</div>{rows}</div>'
    )


def pair_html(change: Change, comparison: Comparison) -> str:
    """One change, old words left and new words right, in one box that scrolls as one."""
    return f'<div class="beside one" tabindex="0">{_row_html(change, comparison)}</div>'


def _row_html(change: Change, comparison: Comparison, *, tell: Tell | None = None) -> str:
    """Both sides of a change; `tell` what a second reading says of each."""
    sides = (
        (change.old, change.old_citation, WordOperation.DELETE),
        (change.new, change.new_citation, WordOperation.INSERT),
    )
    cells = "".join(
        f"<div>{_side_html(change, ids, citation, side=side, comparison=comparison)}"
        f"{tell(change_pages.quotes_of([change], comparison, ids)) if tell else ''}</div>"
        for ids, citation, side in sides
    )
    return f'<div class="pair {change.kind}">{cells}</div>'


def _side_html(
    change: Change,
    ids: tuple[ClauseId, ...],
    citation: str | None,
    *,
    side: WordOperation,
    comparison: Comparison,
) -> str:
    if not ids:
        return '<span class="silent">not here</span>'
    kind = f' <span class="where">{escape(widgets.words(change.counted))}</span>'
    head = f'<span class="citation">{escape(citation or "unnumbered")}</span>{kind}'
    heading = widgets.one_side_html(change.heading_words, side) if change.heading_words else ""
    if change.words:
        return head + heading + widgets.one_side_html(change.words, side)
    return head + (heading or _whole_html(change, ids, comparison))


def words_html(change: Change, comparison: Comparison) -> str:
    """The redline; of a clause that is all heading, or reads as before, its words."""
    if change.words:
        return widgets.redline_html(change.words)
    return "" if change.heading_words else _whole_html(change, change.new or change.old, comparison)


def _whole_html(change: Change, ids: tuple[ClauseId, ...], comparison: Comparison) -> str:
    tag = {ChangeKind.ADDED: "ins", ChangeKind.REMOVED: "del"}.get(change.kind, "span")
    return "".join(
        f'<div class="clause"><{tag}>{escape(comparison.clauses[key].full_text)}</{tag}></div>'
        for key in ids
    )
