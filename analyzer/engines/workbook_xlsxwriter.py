"""Sheets of cells → an .xlsx file by xlsxwriter, in which no cell can be a formula or a link.

Every cell is written as a string, whatever it begins with; the note signs of a cell are raised
behind it. The head of a sheet and the labels of a list stay in sight, and stand on every page that
is printed.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from math import ceil
from typing import Any

from analyzer.errors import MissingLibraryError
from analyzer.ports import Worksheet
from analyzer.records import Cell

#: what a cell of a workbook holds at most, with room for the sign that something was cut
LONGEST_TEXT = 32_000
#: a column is as wide as its longest short cell, within these
NARROWEST, WIDEST = 8, 48
#: and where there is room on a page one of long cells is up to so wide
WIDEST_ALONE = 100
#: characters that stand beside each other on a page, upright and turned
UPRIGHT, TURNED = 90, 150
#: and on a turned page on which letters are made smaller so that all columns find room
SMALLER = 230
#: what a column has at least there, and by which power of its words it has more
_LEAST, _BY = 9, 0.75
#: characters that a cell needs for its edges, and the head of a list for the sign that filters it
_EDGES, _FILTER = 2, 3
#: points of a line and of the highest row, and letters for the width of a digit
_LINE, _HIGHEST, _LETTERS = 15.0, 409.0, 1.1
_HEADER_GREY = "#E2E8F0"

#: the file bears no time, so that one comparison always gives one file
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
_SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class XlsxWorkbook:
    """Makes a spreadsheet in which every cell is words."""

    def write(self, sheets: Sequence[Worksheet]) -> bytes:
        """The bytes of the file. Raises MissingLibraryError."""
        try:
            import xlsxwriter
        except ModuleNotFoundError as error:
            raise MissingLibraryError.of("xlsxwriter", feature="The workbook") from error
        output = io.BytesIO()
        book = xlsxwriter.Workbook(output, _SAFE)
        book.set_properties({"created": _NO_DATE})
        styles = {
            "plain": book.add_format({"text_wrap": True, "valign": "top", "border": 1}),
            "header": book.add_format(
                {
                    "text_wrap": True,
                    "valign": "top",
                    "border": 1,
                    "bold": True,
                    "bg_color": _HEADER_GREY,
                }
            ),
            "raised": book.add_format({"font_script": 1}),
        }
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            for cell in sheet.cells:
                _write_cell(page, cell, styles)
            _lay_out(page, sheet)
        book.close()
        return output.getvalue()


def _write_cell(page: Any, cell: Cell, styles: dict[str, Any]) -> None:  # noqa: ANN401
    style = styles["header" if cell.header else "plain"]
    text = cell.text if len(cell.text) <= LONGEST_TEXT else cell.text[:LONGEST_TEXT] + " …"
    row, column = cell.row, cell.column
    last_row, last_column = row + cell.row_span - 1, column + cell.column_span - 1
    if (row, column) != (last_row, last_column):
        page.merge_range(row, column, last_row, last_column, "", style)
    if cell.notes and text:
        notes = ", ".join(cell.notes)
        page.write_rich_string(row, column, text, styles["raised"], notes, style)
    else:
        page.write_string(row, column, text, style)


def _count_headers(cells: Sequence[Cell]) -> int:
    """How many first rows hold header cells only."""
    plain = [cell.row for cell in cells if not cell.header]
    return min(plain, default=0)


def _lay_out(page: Any, sheet: Worksheet) -> None:  # noqa: ANN401
    """Widths, what stays in sight, and how it is printed."""
    headers = _count_headers(sheet.cells)
    widths = _fit_widths(sheet)
    for column, width in widths.items():
        page.set_column(column, column, width)
    for row, lines in _count_lines(sheet, widths).items():
        page.set_row(row, min(lines * _LINE, _HIGHEST))
    page.freeze_panes(headers, sheet.labels)
    if sheet.labels and headers == 1:
        page.autofilter(0, 0, max(cell.row for cell in sheet.cells), max(widths))
    printed = sheet.printed or len(widths)
    across = sum(width for column, width in widths.items() if column < printed)
    if across > UPRIGHT:
        page.set_landscape()
    page.fit_to_pages(1 if sheet.printed else max(1, round(across / TURNED)), 0)
    if sheet.printed:
        page.print_area(0, 0, max(cell.row for cell in sheet.cells), printed - 1)
    if headers:
        page.repeat_rows(0, headers - 1)
    if sheet.labels:
        page.repeat_columns(0, sheet.labels - 1)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    page.set_footer("&L&A&RPage &P of &N")


def _fit_widths(sheet: Worksheet) -> dict[int, float]:
    """The characters of each column; columns of long cells share the room that a page has left."""
    longest: dict[int, float] = {}
    for cell in sheet.cells:
        if cell.column_span == 1:
            width = len(cell.text) + _EDGES + _FILTER * bool(sheet.labels and cell.header)
            longest[cell.column] = max(width, NARROWEST, longest.get(cell.column, 0))
    if sheet.printed:
        return _share_page(sheet, longest)
    long = [column for column, width in longest.items() if width > WIDEST]
    left = TURNED - sum(width for width in longest.values() if width <= WIDEST)
    most = min(max(left / len(long), WIDEST), WIDEST_ALONE) if long else WIDEST
    return {column: min(width, most) for column, width in longest.items()}


def _share_page(sheet: Worksheet, longest: Mapping[int, float]) -> dict[int, float]:
    """The characters of each column where all that are printed stand on one page: each has what it
    needs at least, and of the rest the more the more words stand in it. A column that is not
    printed is as wide as the widest that is."""
    printed = [column for column in longest if column < sheet.printed]
    words: dict[int, int] = dict.fromkeys(printed, 0)
    least: dict[int, float] = dict.fromkeys(printed, _LEAST)
    for cell in sheet.cells:
        if cell.column in words:
            words[cell.column] += len(cell.text)
            if cell.header:
                least[cell.column] = max(least[cell.column], len(cell.text) + _EDGES + _FILTER)
    widths = dict(least)
    short = [column for column in printed if longest[column] > least[column]]
    while short:
        share = (SMALLER - sum(widths.values())) / sum(words[column] ** _BY for column in short)
        wanted = {column: least[column] + share * words[column] ** _BY for column in short}
        full = [column for column in short if longest[column] <= wanted[column]]
        widths |= {column: min(longest[column], wanted[column]) for column in full or short}
        short = [column for column in short if column not in full] if full else []
    return {column: widths.get(column, max(widths.values())) for column in longest}


def _count_lines(sheet: Worksheet, widths: Mapping[int, float]) -> dict[int, int]:
    """The lines of each row that has more than one. Not every program counts them itself when it
    opens a file, and words would lie upon words."""
    lines: dict[int, int] = {}
    for cell in sheet.cells:
        if cell.row_span == 1:
            columns = range(cell.column, cell.column + cell.column_span)
            letters = sum(widths.get(column, NARROWEST) for column in columns)
            letters *= 1.0 if cell.header else _LETTERS  # bold ones are wider
            text = cell.text[:LONGEST_TEXT]
            count = sum(max(1, ceil(len(line) / letters)) for line in text.split("\n"))
            lines[cell.row] = max(count, lines.get(cell.row, 1))
    return {row: count for row, count in lines.items() if count > 1}
