"""The story on the Start screen: five rows of what each text says, and the open value on its page.

A story and what was found in its documents → a table whose values are opened, one after the other.
"""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from analyzer.records import Document
from analyzer.results import Found
from analyzer.ui import address, finding_shown, page_view, state, widgets
from analyzer.ui.listing import show_steps
from analyzer.ui.second_reading import TwiceFound
from analyzer.ui.story import ROWS, Story, StoryCell, Value
from analyzer.ui.verdicts import term_words

Cells = dict[tuple[str, str], StoryCell]
#: a value of the table: its row, its document, its term
Opened = tuple[str, str, str]
COLUMN_NAMES = ("Contract in force", "Producers' proposal", "Guild's counter")


def show_table(story: Story, cells: Cells, findings: dict[str, Found], twice: TwiceFound) -> None:
    """A column for each document, a row for each question: values with quotes, or silences."""
    widths = [1, *[3] * len(story.documents)]
    head = st.columns(widths)
    for column, document, name in zip(head[1:], story.documents, COLUMN_NAMES, strict=False):
        column.html(
            f'<div class="columnhead"><h3>{name}</h3><span class="where">'
            f"{escape(document.title)}</span>{widgets.badges_html(document)}</div>"
        )
    for row, _ in ROWS:
        columns = st.columns(widths)
        columns[0].html(f"<h4>{row}</h4>")
        for column, document in zip(columns[1:], story.documents, strict=True):
            with column.container(border=True, gap="xsmall"):
                cell = cells[row, document.id]
                _show_values(row, document, cell, twice)
                if not cell.values:
                    _show_silence(row, document, cell, findings[document.id])


def _show_values(row: str, document: Document, cell: StoryCell, twice: TwiceFound) -> None:
    for value in cell.first_of_each_term:
        quote = escape(value.term.quote)
        others = ", ".join(
            escape(finding_shown.value_words(other.term)) for other in cell.others(value)
        )
        also = f' <span class="where">also {others}</span>' if others else ""
        st.html(
            f'<div class="value">{escape(finding_shown.value_words(value.term))}{also}</div>'
            f'<div class="where">{escape(finding_shown.gloss(value.term))}</div>'
            f'<div class="quote">“{quote}”</div>'
            f'<div class="where">{escape(value.clause.citation)}</div>'
        )
        twice.show(document, partial(_second_words, value))
        key = f"cell_{row}_{document.id}_{value.term.name}"
        if st.button(widgets.open_words(value.clause), key=key, type="tertiary"):
            _open((row, document.id, value.term.name))


def _second_words(value: Value, found: Found) -> str:
    """What a second reading says of the words of a value."""
    wanted = (value.term.name, value.term.start, value.term.end)
    terms = (
        term
        for finding in found
        if finding.clause_id == value.clause.id
        for term in finding.terms
        if (term.name, term.start, term.end) == wanted
    )
    return term_words(next(terms, value.term))


def _show_silence(row: str, document: Document, cell: StoryCell, found: Found) -> None:
    st.html('<div class="value"><span class="silent">silent</span></div>')
    with st.popover("Proof of search", key=f"proof_{row}_{document.id}"):
        for silence in cell.silences:
            places = [found.clauses[c] for c in silence.looked_in if c in found.clauses]
            what = state.taxonomy().term_name(silence.term or "")
            st.html(widgets.proof_html(what, silence.searched_for, places, document))


def show_open_cell(story: Story, cells: Cells) -> None:
    """The open value on its page, with the steps to the one before and the next."""
    row, value, document = _open_value(story, cells)
    if value is None or document is None:
        st.html("<p>No value to show on a page. The proofs of search say what was looked for.</p>")
        return
    address.note(row=row, document=document.id, term=value.term.name)
    every = _values_shown(story, cells)
    at = every.index((row, document.id, value.term.name))
    with st.container(horizontal=True):
        show_steps(at, len(every), name="cell", go=lambda to: _open(every[to]))
    st.html(
        f"<p>{widgets.place_html(value.clause, document)}<br>{widgets.badges_html(document)}</p>"
    )
    span = (value.term.start, value.term.end)
    page_view.show_clause_page(document, value.clause, [span])


def _values_shown(story: Story, cells: Cells) -> list[Opened]:
    """Those of the table, row by row."""
    return [
        (row, document.id, value.term.name)
        for row, _ in ROWS
        for document in story.documents
        for value in cells[row, document.id].first_of_each_term
    ]


def _open(value: Opened) -> None:
    st.session_state["open_cell"] = value


def take_up(story: Story) -> None:
    """The cell that the address names."""
    asked = address.asked()
    if asked is None:
        return
    document = address.first(asked, "document")
    row = address.one_of(asked, "row", (row for row, _ in ROWS), "")
    if document not in {None, *(each.id for each in story.documents)}:
        address.miss("document", "The story of this library is shown instead.")
        document = None
    term = address.first(asked, "term")
    st.session_state["open_cell"] = (row, document, term) if row and document else None


def _open_value(story: Story, cells: Cells) -> tuple[str, Value | None, Document | None]:
    by_id = {document.id: document for document in story.documents}
    wanted = st.session_state.get("open_cell")
    if wanted and (wanted[0], wanted[1]) in cells:
        for value in cells[wanted[0], wanted[1]].values:
            if value.term.name == wanted[2]:
                return wanted[0], value, by_id[wanted[1]]
    for row, _ in ROWS:
        for document in (story.proposal, *story.documents):
            values = cells[row, document.id].values
            if values:
                return row, values[0], document
    return "", None, None
