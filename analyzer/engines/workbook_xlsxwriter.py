"""Sheets of cells → an .xlsx file by xlsxwriter, in which no cell can be a formula or a link.

Every cell is written as a string, whatever it begins with; the note signs of a cell are raised
behind it.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from analyzer.errors import MissingLibraryError
from analyzer.ports import Worksheet
from analyzer.records import Cell

#: what a cell of a workbook holds at most, with room for the sign that something was cut
LONGEST_TEXT = 32_000
#: a column is as wide as its longest short cell, within these
NARROWEST, WIDEST = 8, 48

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
                {"text_wrap": True, "valign": "top", "border": 1, "bold": True}
            ),
            "raised": book.add_format({"font_script": 1}),
        }
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            for cell in sheet.cells:
                _write_cell(page, cell, styles)
            _set_widths(page, sheet.cells)
            page.freeze_panes(_count_headers(sheet.cells), 0)
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


def _set_widths(page: Any, cells: Sequence[Cell]) -> None:  # noqa: ANN401
    widths: dict[int, int] = {}
    for cell in cells:
        if cell.column_span == 1:
            width = min(max(len(cell.text) + 2, NARROWEST), WIDEST)
            widths[cell.column] = max(width, widths.get(cell.column, 0))
    for column, width in widths.items():
        page.set_column(column, column, width)
