"""The matrix → HTML, Markdown, or the sheets of a workbook: a value and its words, or silence, in
every cell. Rows in which every document is silent are named together, below.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyzer.ports import Worksheet
from analyzer.records import Cell, Document, MatrixCell, MatrixRow, TermReading
from analyzer.reports.html_page import document_line, page, place_of, quoted, table
from analyzer.reports.html_parts import shown
from analyzer.reports.markdown_parts import shown as marked
from analyzer.reports.naming import count_of, name_term, name_value
from analyzer.reports.tables import fit_text

TITLE = "Terms side by side"
#: groups of a row that have a colour of their own
_COLORS = 5
SILENT = "silent"
#: documents that a printed page has room for
_A_SHEET = 4
_PRINT = """
.paper{display:none} .key span{padding:0 .4rem;border:1px solid var(--line)}
@page{size:landscape}
@media print{.screen{display:none} .paper{display:block} .wide{overflow:visible}
.wide table{table-layout:fixed;font-size:8.5pt} .wide td{min-width:0;overflow-wrap:anywhere}
.paper h2+.wide{break-before:avoid} .paper .wide+h2{break-before:page}}
"""
#: what the colours say; each group of a row has one of its own, as far as they last
_KEY = (
    '<p class="key">Colours hold within one row: cells of the same colour '
    + "".join(f'<span class="g{at}">&#160;</span> ' for at in range(1, _COLORS + 1))
    + "hold the same value, whatever their words; of more than "
    f"{_COLORS} values the colours begin again. Grey: silent; the value was looked for in the "
    "clauses about AI and not found. A colour says nothing of whom a value favours.</p>\n"
)


def _split(rows: Sequence[MatrixRow]) -> tuple[list[MatrixRow], list[MatrixRow]]:
    said = [row for row in rows if any(cell.readings for cell in row.cells)]
    return said, [row for row in rows if not any(cell.readings for cell in row.cells)]


def _value(reading: TermReading) -> str:
    unit = f" {reading.unit}" if reading.unit else ""
    theirs = " (corrected by a user)" if reading.correction else ""
    return f"{name_value(reading.value)}{unit}{theirs}"


def _searched(cell: MatrixCell) -> str:
    """How much was searched: the clauses about AI, and where there are none, nothing more."""
    if cell.silence is None:
        return ""
    if not cell.silence.looked_in:
        return "nothing in it is about AI"
    return f"{count_of(len(cell.silence.looked_in), 'clause')} about AI searched"


# ── HTML ─────────────────────────────────────────────────────────────────────────────────────────
def matrix_to_html(documents: Sequence[Document], rows: Sequence[MatrixRow]) -> str:
    """The report as one HTML document."""
    said, silent = _split(rows)
    names = "".join(
        f"<li>{shown(name_term(row.term))}: {shown('; '.join(_sought(row)))}</li>" for row in silent
    )
    below = (
        f"<h2>Silent in every document</h2><p>What was looked for:</p><ul>{names}</ul>\n"
        if names
        else ""
    )
    return page(TITLE, _KEY + _tables(documents, said) + below, style=_PRINT)


def _tables(documents: Sequence[Document], rows: Sequence[MatrixRow]) -> str:
    """All documents side by side on a screen; on paper, which nobody scrolls, a table for each few
    of them, with the terms named anew in each."""
    number = len(documents)
    if number <= _A_SHEET:
        return _html_table(documents, rows, 0, number)
    sheets = "".join(
        f"<h2>Documents {at + 1} to {min(at + _A_SHEET, number)} of {number}</h2>"
        f"{_html_table(documents, rows, at, at + _A_SHEET)}"
        for at in range(0, number, _A_SHEET)
    )
    on_screen = _html_table(documents, rows, 0, number)
    return f'<div class="screen">{on_screen}</div><div class="paper">{sheets}</div>'


def _html_table(
    documents: Sequence[Document], rows: Sequence[MatrixRow], first: int, end: int
) -> str:
    """The columns of some of the documents."""
    lines = [
        f'<tr><th scope="row">{shown(name_term(row.term))}<br><small>{shown(row.term)}</small></th>'
        + "".join(map(_html_cell, row.cells[first:end]))
        + "</tr>"
        for row in rows
    ]
    return table(["Term", *map(document_line, documents[first:end])], lines)


def _html_cell(cell: MatrixCell) -> str:
    if not cell.readings:
        return f'<td class="silent">{SILENT} <span class="place">{_searched(cell)}</span></td>'
    said = "".join(
        f"<p><strong>{shown(_value(reading))}</strong> {quoted(reading.passage)}</p>"
        for reading in cell.readings
    )
    return f'<td class="g{(cell.group - 1) % _COLORS + 1}">{said}</td>'


def _sought(row: MatrixRow) -> tuple[str, ...]:
    sought = (words for cell in row.cells if cell.silence for words in cell.silence.searched_for)
    return tuple(dict.fromkeys(sought))


# ── Markdown ─────────────────────────────────────────────────────────────────────────────────────
def matrix_to_markdown(documents: Sequence[Document], rows: Sequence[MatrixRow]) -> str:
    """The report as Markdown."""
    said, silent = _split(rows)
    head = ["Term", *(document_line(document) for document in documents)]
    lines = [f"# {TITLE}", "", f"| {' | '.join(marked(name) for name in head)} |"]
    lines += [f"|{' --- |' * len(head)}"]
    for row in said:
        cells = [marked(name_term(row.term)), *(_marked_cell(cell) for cell in row.cells)]
        lines.append(f"| {' | '.join(cells)} |")
    if silent:
        lines += ["", "## Silent in every document", ""]
        lines += [
            f"* {marked(name_term(row.term))}: {marked('; '.join(_sought(row)))}" for row in silent
        ]
    return "\n".join(lines) + "\n"


def _marked_cell(cell: MatrixCell) -> str:
    if not cell.readings:
        return f"{SILENT} ({_searched(cell)})"
    return "; ".join(
        f"**{marked(_value(reading))}** “{marked(reading.passage.quote)}” "
        f"({marked(place_of(reading.passage))})"
        for reading in cell.readings
    )


# ── sheets ───────────────────────────────────────────────────────────────────────────────────────
def matrix_to_sheets(
    documents: Sequence[Document], rows: Sequence[MatrixRow]
) -> tuple[Worksheet, ...]:
    """A sheet of values, and one with a line for each value or silence."""
    return (
        Worksheet("Matrix", tuple(_overview(documents, rows)), labels=2),
        Worksheet("Quotes", tuple(_details(documents, rows)), labels=2),
    )


def _overview(documents: Sequence[Document], rows: Sequence[MatrixRow]) -> Iterator[Cell]:
    head = ("Name", "Term", *(document_line(document) for document in documents))
    yield from line_of_cells(0, head, header=True)
    for at, row in enumerate(rows, start=1):
        values = [
            "; ".join(dict.fromkeys(_value(reading) for reading in cell.readings)) or SILENT
            for cell in row.cells
        ]
        yield from line_of_cells(at, (row.term, name_term(row.term), *values))


def _details(documents: Sequence[Document], rows: Sequence[MatrixRow]) -> Iterator[Cell]:
    head = ("Name", "Document", "Value", "Quote", "Citation", "Pages", "Clause", "Searched for")
    yield from line_of_cells(0, head, header=True)
    at = 1
    for row in rows:
        for document, cell in zip(documents, row.cells, strict=True):
            for told in _tell(cell):
                yield from line_of_cells(at, (row.term, str(document.id), *told))
                at += 1


def _tell(cell: MatrixCell) -> Iterator[tuple[str, ...]]:
    for reading in cell.readings:
        words = reading.passage
        pages = ", ".join(map(str, words.pages))
        yield _value(reading), words.quote, words.citation, pages, str(words.clause), ""
    if cell.silence:
        yield SILENT, "", "", "", "", "; ".join(cell.silence.searched_for)


def line_of_cells(row: int, texts: Sequence[str], *, header: bool = False) -> Iterator[Cell]:
    """One line of a sheet; nothing in it is a formula."""
    for column, text in enumerate(texts):
        yield Cell(row, column, fit_text(text), header=header)
