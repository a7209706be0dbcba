"""Tables of a document → CSV, or the sheets of a workbook: rows and columns as they are printed.

What a spreadsheet program would take for a formula is made harmless here, so that nothing that a
document says is ever carried out.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from analyzer.ports import Worksheet
from analyzer.records import Cell, Clause, TableFacts

#: what stands before the cells in each line of the CSV
LEADING = ("table", "citation", "page", "caption", "period", "header")
#: columns of the first sheet
OVERVIEW = ("Table", "Citation", "Page", "Caption", "Periods", "Units", "Rows", "Columns", "Clause")
# '=1+1'  '+1'  '-1'  '@SUM(A1)'  '\t=1'  '＝1' (full width): read as a formula somewhere
_FORMULA = re.compile(r"[=+\-@\t\r\n|＝＋－＠]")
# control characters that no XML and no spreadsheet takes, and halves of surrogate pairs
_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def to_csv(clauses: Sequence[Clause]) -> str:
    """Every table, one after the other: a line a row, cells behind the columns of LEADING."""
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\r\n")
    tables = [clause for clause in clauses if clause.cells]
    widest = max((_count_columns(clause) for clause in tables), default=0)
    writer.writerow([*LEADING, *(f"column {number}" for number in range(1, widest + 1))])
    for number, clause in enumerate(tables, start=1):
        facts = clause.table or TableFacts()
        told = [str(number), clause.citation, _page(clause), facts.caption or "", _period(facts)]
        for _, row in groupby(clause.cells or (), key=lambda cell: cell.row):
            cells = list(row)
            texts = [""] * widest
            for cell in cells:
                texts[cell.column] = cell.text
            header = "yes" if all(cell.header for cell in cells) else "no"
            writer.writerow([harmless(text) for text in (*told, header, *texts)])
    return output.getvalue()


def to_sheets(clauses: Sequence[Clause]) -> tuple[Worksheet, ...]:
    """An overview, then a sheet a table."""
    tables = [clause for clause in clauses if clause.cells]
    names = [f"{number} p. {_page(clause)}"[:31] for number, clause in enumerate(tables, start=1)]
    sheets = [
        Worksheet(name, tuple(_fit(cell) for cell in clause.cells or ()))
        for name, clause in zip(names, tables, strict=True)
    ]
    return (Worksheet("Tables", tuple(_overview(names, tables)), labels=1), *sheets)


def harmless(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would take for a formula, and without
    control characters."""
    if _FORMULA.match(text.lstrip(" ")):
        text = f"'{text}"
    return _UNFIT.sub("", text.replace("\r", " ").replace("\n", " ").replace("\t", " "))


def fit_text(text: str) -> str:
    """The text without characters that no spreadsheet takes."""
    return _UNFIT.sub("", text)


def _fit(cell: Cell) -> Cell:
    return Cell(
        cell.row,
        cell.column,
        _UNFIT.sub("", cell.text),
        cell.row_span,
        cell.column_span,
        cell.header,
        notes=tuple(_UNFIT.sub("", note) for note in cell.notes),
    )


def _overview(names: Sequence[str], tables: Sequence[Clause]) -> Iterator[Cell]:
    yield from (Cell(0, column, title, header=True) for column, title in enumerate(OVERVIEW))
    for row, (name, clause) in enumerate(zip(names, tables, strict=True), start=1):
        facts = clause.table or TableFacts()
        units = "; ".join(unit for unit in dict.fromkeys(facts.units) if unit)
        rows = str(1 + max(cell.row for cell in clause.cells or ()))
        told = (name, clause.citation, _page(clause), facts.caption or "", _period(facts))
        columns = str(_count_columns(clause))
        for column, text in enumerate((*told, units, rows, columns, str(clause.id))):
            yield Cell(row, column, _UNFIT.sub("", text))


def _count_columns(clause: Clause) -> int:
    return max((cell.column + cell.column_span for cell in clause.cells or ()), default=0)


def _page(clause: Clause) -> str:
    return str(clause.pages[0]) if clause.pages else ""


def _period(facts: TableFacts) -> str:
    return "; ".join(period for period in dict.fromkeys(facts.periods) if period)
