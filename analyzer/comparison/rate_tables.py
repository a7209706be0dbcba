"""The tables of a document by their names: clauses → tables with named rows and columns.

A name is kept as printed, and once more as it is compared: without dates, capitals and setting.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analyzer.records import Cell, Clause, TableFacts
from analyzer.wording.setting import fold_heading

# 'July 1, 2020', '8/1/15', '2023': a table of other years is the same table
_YEARS = re.compile(r"\b(?:19|20)\d\d\b|\d{1,2}/\d{1,2}/\d{2,4}")
# 'July 29,', 'Effective on … only': what is left of a date
DATE_WORDS = re.compile(
    r"\b(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}\b,?|effective|"
    r"beginning|commencing|only|from|through|thru|until|to and including)(?=\W|$)",
    re.IGNORECASE,
)
# '8:30 a.m.', '1:00p.m', '9 am', '12/30/25', '2023': when, not how much
_WHEN = re.compile(
    rf"\d{{1,2}}(?::\d\d)?\s?[ap]\.?m\b\.?|\d{{1,2}}:\d\d|{_YEARS.pattern}", re.IGNORECASE
)
# '08', '0212': a number is the same without its zeros; '0.5' and '1.05' have none to spare
_ZEROS = re.compile(r"(?<![\d.,])0+(?=\d)")
# '4711' of '4711 Usher': a code, not a count
CODE = re.compile(r"\d{3,}(?=\s|$)")
# '$1,147', '3.6%', '(39.44'
NUMBER = re.compile(r"(?P<sign>[$£€]?)\s?(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<percent>%?)")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: its place, its name as printed, its period."""

    at: int
    name: str
    #: the name as it is compared, its period left out
    key: str
    period: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of figures by its name: cells by column, and the printed table in which it stands."""

    name: str
    #: the name as it is compared; of several columns of names the first, and the others
    key: str
    first: str
    others: str
    cells: Mapping[int, str]
    clause: Clause


@dataclass(frozen=True, slots=True)
class Table:
    """A table by its names."""

    clause: Clause
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, clause: Clause) -> Table:
        """Part header, names and figures."""
        facts, cells = clause.table or TableFacts(), clause.cells or ()
        width = max((cell.column + cell.column_span for cell in cells), default=0)
        heads = [cell for cell in cells if cell.row < facts.header_rows]
        columns = tuple(_name_column(at, heads, facts) for at in range(facts.label_columns, width))
        rows: dict[int, dict[int, str]] = defaultdict(dict)
        names: dict[int, list[str]] = defaultdict(list)
        for cell in cells:
            if cell.row < facts.header_rows or not cell.text:
                continue
            if cell.column < facts.label_columns:
                for row in range(cell.row, cell.row + cell.row_span):
                    names[row].append(cell.text)
            else:
                rows[cell.row][cell.column] = cell.text
        return cls(
            clause,
            facts.caption or "",
            columns,
            tuple(_name_row(names[at], rows[at], clause) for at in sorted(rows) if rows[at]),
        )

    @property
    def has_figures(self) -> bool:
        """True where any cell says how much."""
        return any(has_figure(text) for row in self.rows for text in row.cells.values())

    @property
    def row_keys(self) -> list[str]:
        """The names of the rows as they are compared, from top to bottom."""
        return [row.key for row in self.rows]

    @property
    def column_keys(self) -> list[str]:
        """The names of the columns as they are compared, from left to right."""
        return [column.key for column in self.columns]

    @property
    def names_columns(self) -> bool:
        """True where any column has a name or a period."""
        return any(column.name for column in self.columns)

    @property
    def period(self) -> str | None:
        """When its figures begin to hold: the first period of its columns, or what its caption
        says."""
        return next((one.period for one in self.columns if one.period), self.caption or None)

    @property
    def clauses(self) -> list[Clause]:
        """The printed tables that it consists of."""
        return list({row.clause.id: row.clause for row in self.rows}.values())

    @property
    def name(self) -> str:
        """Its caption, else where it stands."""
        name = self.caption or f"table in {self.clause.citation or 'no article'}"
        pages = [page for clause in self.clauses for page in clause.pages]
        if not pages:
            return name
        first, last = min(pages), max(pages)
        return name + (f", page {first}" if first == last else f", pages {first}–{last}")


def _name_row(names: Sequence[str], cells: Mapping[int, str], clause: Clause) -> Row:
    whole = " ".join(names)
    code = CODE.match(whole)
    first, others = ([code[0]], [whole[code.end() :]]) if code else (names[:1], names[1:])
    return Row(
        whole,
        fold_name(whole),
        fold_name(" ".join(first)),
        fold_name(" ".join(others)),
        cells,
        clause,
    )


def _name_column(at: int, heads: Sequence[Cell], facts: TableFacts) -> Column:
    period = facts.periods[at] if at < len(facts.periods) else None
    said = [
        cell.text
        for cell in heads
        if cell.column <= at < cell.column + cell.column_span and cell.text
    ]
    name = " ".join(dict.fromkeys(said))
    return Column(at, name, fold_name(name.replace(period, "") if period else name), period)


def has_figure(text: str | None) -> bool:
    """True for a number that is no date and no time of day."""
    return NUMBER.search(_WHEN.sub("", text or "")) is not None


def list_tables(clauses: Sequence[Clause]) -> list[Table]:
    """The tables that hold figures, in reading order."""
    tables = [Table.of(clause) for clause in clauses if clause.cells]
    return [table for table in tables if table.has_figures]


def fold_name(name: str) -> str:
    """A name without its dates, as it is compared."""
    undated = _ZEROS.sub("", DATE_WORDS.sub("", _YEARS.sub("", fold_heading(name))))
    return " ".join(undated.replace(" on ", " ").split()).strip(" ,-")
