"""The tab Terms: a heat map of terms × documents (term_map), and the cell that is open on it, with
its words and its page, or the proof of search.

Draws; documents in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from analyzer.assessments import Matrix
from analyzer.records import Clause, ClauseId, Document, MatrixCell, MatrixRow
from analyzer.ui import address, correcting, page_view, silences, state, taking, widgets
from analyzer.ui.listing import choose_part
from analyzer.ui.second_reading import Twice
from analyzer.ui.term_map import TERM, cell_words, show_map, value_words


def show(documents: Sequence[Document]) -> None:
    """Draw the tab."""
    left, right = st.columns([7, 4], gap="medium")
    _take_up(documents)
    with left:
        topic, everything = _ask()
        address.note(topic=topic, show="silent" if everything else None)
        matrix = state.matrix_of(tuple(documents), topic)
        rows = [row for row in matrix if everything or any(cell.readings for cell in row.cells)]
        if not rows:
            st.html(
                "<p>These documents say nothing of these terms. The tab Silences says what was "
                "looked for, and where.</p>"
            )
            silences.show_ways(documents)
            return
        st.html(f'<p class="where">{_legend(rows, matrix)}</p>')
        show_map(rows, matrix)
        row, document = _choose_cell(rows, matrix)
        st.subheader("Take the matrix along")
        titles = [each.title for each in documents] if len(documents) < 3 else []
        taking.show_reports(matrix, titles or ["terms side by side"], key="matrix")
    with right:
        cell = next(cell for cell in row.cells if cell.document == document.id)
        twice = _to_read_twice(rows, document)
        _show_open_cell(row, cell, document, twice)
    twice.begin(state.open_library())


def _to_read_twice(rows: Sequence[MatrixRow], document: Document) -> Twice:
    """The words of every cell of a document."""
    held = state.findings_of(document).clauses
    passages = [
        reading.passage
        for row in rows
        for cell in row.cells
        if cell.document == document.id
        for reading in cell.readings
    ]
    quotes = [(held[p.clause], p.start, p.end) for p in passages if p.clause in held]
    return state.read_twice([document], quotes)


def _take_up(documents: Sequence[Document]) -> None:
    """The filter and the cell that the address names."""
    asked = address.still_asked()
    if asked is None:
        return
    session, names = st.session_state, state.taxonomy()
    topics = [topic.slug for topic in names.topics]
    session["matrix_topic"] = address.one_of(asked, "topic", topics, state.ALL)
    session["matrix_everything"] = "silent" in asked.get("show", ())
    terms = [term.name for term in names.terms]
    session["cell_term"] = address.one_of(asked, "term", terms, "")
    session["cell_document"] = address.known_document(asked, "in", {d.id for d in documents})


def _legend(rows: Sequence[MatrixRow], matrix: Matrix) -> str:
    silent = len(matrix) - len(rows)
    more = f" {silent} more are silent in every document." if silent else ""
    return (
        f"{len(rows)} terms, {len(matrix.documents)} documents. In a row, one colour: the "
        "same value; grey: silent. Choose a cell, by arrow keys too, to see its words and its "
        f"page; Esc, then Tab, leaves the map.{more}"
    )


def _ask() -> tuple[str | None, bool]:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        topic = st.selectbox(
            "Topic",
            [state.ALL, *(topic.slug for topic in state.taxonomy().topics)],
            format_func=state.topic_or_all,
            key="matrix_topic",
            persist_state="session",
        )
        everything = st.toggle(
            "Also what no document says", key="matrix_everything", persist_state="session"
        )
    return topic or None, everything


# ── the open cell ────────────────────────────────────────────────────────────────────────────────
def _choose_cell(rows: Sequence[MatrixRow], matrix: Matrix) -> tuple[MatrixRow, Document]:
    terms = {row.term: row for row in rows}
    by_id = {document.id: document for document in matrix.documents}
    if st.session_state.get("cell_term") not in terms:
        st.session_state["cell_term"] = rows[0].term
    if st.session_state.get("cell_document") not in by_id:
        st.session_state["cell_document"] = matrix.documents[0].id
    first, second = st.columns(2)
    term = first.selectbox(
        TERM, list(terms), format_func=state.taxonomy().term_name, key="cell_term"
    )
    name = second.selectbox(
        "In", list(by_id), format_func=lambda key: by_id[key].title, key="cell_document"
    )
    address.note(term=term, **{"in": name})
    return terms[term], by_id[name]


def _show_open_cell(row: MatrixRow, cell: MatrixCell, document: Document, twice: Twice) -> None:
    held = state.findings_of(document).clauses
    st.html(f"<h3>{escape(state.taxonomy().term_name(row.term))}</h3>")
    if not cell.readings:
        _show_silence(row, cell, document, held)
        return
    key = f"reading_{row.term}_{document.id}"
    at = choose_part(len(cell.readings), key=key)
    reading = cell.readings[at - 1]
    clause = held.get(reading.passage.clause)
    value = escape(widgets.scalar_words(reading.value, reading.unit))
    said = cell_words(cell)
    several = said != value_words(reading)
    every = f'<p class="where">In all: {escape(said)}</p>' if several else ""
    st.html(
        f'{every}<div class="value">{value} {widgets.theirs_html(reading.correction)}</div>'
        + widgets.passage_html(reading.passage, clause, document)
    )
    if clause is None:
        return
    span = (reading.passage.start, reading.passage.end)
    twice.show((clause, *span))
    if st.button("✎ Overrule", key=f"cell_overrule_{key}_{at}", type="tertiary"):
        correcting.ask_about_term(clause, document, term=row.term)
    page_view.show_clause_page(document, clause, [span])


def _show_silence(
    row: MatrixRow, cell: MatrixCell, document: Document, held: Mapping[ClauseId, Clause]
) -> None:
    searched = cell.silence
    places = [held[name] for name in searched.looked_in if name in held] if searched else []
    sought = searched.searched_for if searched else ()
    what = state.taxonomy().term_name(row.term)
    st.html(
        '<div class="value"><span class="silent">silent</span></div>'
        + widgets.proof_html(what, sought, places, document)
    )
    if places:
        st.html(f"<p>Searched first: {widgets.place_html(places[0], document)}</p>")
        page_view.show_clause_page(document, places[0])
