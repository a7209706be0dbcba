"""The heat map of the tab Terms: terms × documents, each cell its values in words. Cells of a row
with one colour say the same; grey is silent.

A matrix → a table whose chosen cell becomes the open one of the tab.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import streamlit as st

from analyzer.assessments import Matrix
from analyzer.records import Document, MatrixCell, MatrixRow, TermReading
from analyzer.ui import state, widgets

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


def _column_names(documents: Sequence[Document]) -> list[str]:
    """Titles; a second document of one title bears its id too."""
    titles = [document.title for document in documents]
    return [
        document.title if titles.count(document.title) == 1 else f"{document.title} ({document.id})"
        for document in documents
    ]


def show_map(rows: Sequence[MatrixRow], matrix: Matrix) -> None:
    """Draw the map of these rows, a column a document."""
    import pandas as pd

    names = _column_names(matrix.documents)
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
        columns[name] = [_what_it_is(document), *(cell_words(row.cells[at]) for row in rows)]
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


def cell_words(cell: MatrixCell) -> str:
    """All values of a cell in words."""
    values = dict.fromkeys(value_words(reading) for reading in cell.readings)
    return "; ".join(values) or SILENT


def value_words(reading: TermReading) -> str:
    """One value in words; what a user said bears a pencil."""
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
