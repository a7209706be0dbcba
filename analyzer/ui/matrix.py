"""The tab Terms: terms × documents as a heat map. Cells of a row with one colour say the same;
grey is silent. The cell that is open shows its words and its page, or the proof of search.

Draws; documents in.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from analyzer.assessments import Matrix
from analyzer.records import Clause, ClauseId, Document, MatrixCell, MatrixRow, TermReading
from analyzer.ui import address, correcting, page_view, silences, state, taking, widgets
from analyzer.ui.listing import choose_part
from analyzer.ui.second_reading import Twice

#: background of a cell by its group, counted from 1; beyond the last they begin anew
COLORS = ("#bfdbfe", "#fde68a", "#bbf7d0", "#fbcfe8", "#ddd6fe", "#fed7aa", "#a5f3fc")
GREY, PLAIN, INK = "#e7e5e4", "#ffffff", "#1e293b"
TERM = "Term"
SILENT = "silent"
WHAT_IT_IS = "What the text is"
#: lines of a cell; what does not fit stands whole beside the map when the cell is open
_MOST_LINES = 3
#: pixels; a column is as wide as the name of its document, within these bounds
_HEAD, _MOST_HEIGHT = 36, 520
#: rows of one line, and of several: the table wraps nothing in rows of 64 and less
ONE_LINE, SEVERAL_LINES = 35, 66
_TERM_WIDTH, _WIDTH, _WIDEST, _A_SIGN, _AROUND = 250, 220, 360, 7.0, 24


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
        _show_map(rows, matrix, _column_names(matrix.documents))
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


# ── the map ──────────────────────────────────────────────────────────────────────────────────────
def _column_names(documents: Sequence[Document]) -> list[str]:
    """Titles; a second document of one title bears its id too."""
    titles = [document.title for document in documents]
    return [
        document.title if titles.count(document.title) == 1 else f"{document.title} ({document.id})"
        for document in documents
    ]


def _show_map(rows: Sequence[MatrixRow], matrix: Matrix, names: Sequence[str]) -> None:
    import pandas as pd

    widths = {TERM: _TERM_WIDTH, **{name: column_width(name) for name in names}}
    words = _words_of_map(rows, matrix, names)
    lines = {name: [wrap_cell(text, widths[name]) for text in words[name]] for name in words}
    wrapped = any(len(cell) > 1 for column in lines.values() for cell in column)
    height = SEVERAL_LINES if wrapped else ONE_LINE
    frame = pd.DataFrame({name: [" ".join(c) for c in column] for name, column in lines.items()})
    styles = pd.DataFrame(_styles_of_map(rows, names), index=frame.index, columns=frame.columns)
    key = f"map_{'_'.join(document.id for document in matrix.documents)}_{len(rows)}"
    st.dataframe(
        # a matrix of styles is given, so that terms of one name do not matter
        frame.style.apply(lambda _: styles, axis=None),
        key=key,
        hide_index=True,
        on_select=lambda: _take_cell(key, rows, matrix, names),
        selection_mode="single-cell",
        row_height=height,
        height=min(_MOST_HEIGHT, _HEAD + height * len(frame) + 2),
        column_config={
            TERM: st.column_config.TextColumn(width=_TERM_WIDTH, pinned=True),
            **{name: st.column_config.TextColumn(width=widths[name], help=name) for name in names},
        },
        alt="Terms by document; the open cell is told below",
    )


def _words_of_map(
    rows: Sequence[MatrixRow], matrix: Matrix, names: Sequence[str]
) -> dict[str, list[str]]:
    """By the head of each column its words, from top to bottom."""
    term_name = state.taxonomy().term_name
    columns = {TERM: [WHAT_IT_IS, *(term_name(row.term) for row in rows)]}
    for at, (name, document) in enumerate(zip(names, matrix.documents, strict=True)):
        columns[name] = [_what_it_is(document), *(_cell_words(row.cells[at]) for row in rows)]
    return columns


def _styles_of_map(rows: Sequence[MatrixRow], names: Sequence[str]) -> list[list[str]]:
    head = f"font-weight: 600; color: {INK}"
    first = [head, *[f"background-color: {PLAIN}; font-style: italic"] * len(names)]
    return [first, *([head, *map(_style, row.cells)] for row in rows)]


def wrap_cell(text: str, width: int) -> list[str]:
    """The lines of a cell of so many pixels; what does not fit into the last one is cut."""
    signs = int((width - _AROUND) / _A_SIGN)
    if len(text) <= signs:
        return [text]
    return textwrap.wrap(
        text, signs, max_lines=_MOST_LINES, placeholder=" …", break_on_hyphens=False
    )


def column_width(name: str) -> int:
    """The pixels of a column in which the whole name stands; a longer one is told on pointing."""
    return int(min(_WIDEST, max(_WIDTH, _A_SIGN * len(name) + _AROUND)))


def _what_it_is(document: Document) -> str:
    status = widgets.NOT_IN_FORCE.get(document.status, widgets.words(document.status))
    sample = "; invented sample" if document.sample else ""
    return f"{widgets.words(document.kind)}; {status}{sample}"


def _cell_words(cell: MatrixCell) -> str:
    values = dict.fromkeys(_value_words(reading) for reading in cell.readings)
    return "; ".join(values) or SILENT


def _value_words(reading: TermReading) -> str:
    theirs = "✎ " if reading.correction else ""
    return theirs + widgets.scalar_words(reading.value, reading.unit)


def _style(cell: MatrixCell) -> str:
    if not cell.readings:
        return f"background-color: {GREY}; color: #57534e"
    return f"background-color: {COLORS[(cell.group - 1) % len(COLORS)]}; color: {INK}"


def _take_cell(key: str, rows: Sequence[MatrixRow], matrix: Matrix, names: Sequence[str]) -> None:
    """The cell that was chosen on the map becomes the open one."""
    cells = st.session_state[key]["selection"]["cells"]
    if not cells:
        return
    row, name = cells[0]
    if 1 <= row <= len(rows):
        st.session_state["cell_term"] = rows[row - 1].term
    if name in names:
        st.session_state["cell_document"] = matrix.documents[names.index(name)].id


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
    said = _cell_words(cell)
    several = said != _value_words(reading)
    every = f'<p class="where">In all: {escape(said)}</p>' if several else ""
    st.html(
        f'{every}<div class="value">{value} {widgets.theirs_html(reading.correction)}</div>'
        + widgets.passage_html(reading.passage, clause, document)
    )
    if clause is None:
        return
    span = (reading.passage.start, reading.passage.end)
    if said := twice.html((clause, *span)):
        st.html(said)
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
