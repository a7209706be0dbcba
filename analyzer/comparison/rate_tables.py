"""The tables of a document by their names, and which table of another document each one is.

Clauses → tables with named rows and columns; tables of two documents → pairs, by caption, header
and row labels, wherever they stand. A table that runs on over a page is one table.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from analyzer.records import Cell, Clause, TableFacts
from analyzer.wording.setting import fold_heading

#: tables that agree less are two
_ALIKE = 0.5
#: what caption, header and row labels weigh
_CAPTION, _HEADER, _ROWS = 0.3, 0.2, 0.5
#: what the same place in the tree adds
_PLACE = 0.1
#: tables of one place with so many row labels in common are a series
_SAME_ROWS = 0.7
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
# '$1,147', '3.6%', '(39.44'
NUMBER = re.compile(r"(?P<sign>[$£€]?)\s?(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<percent>%?)")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: its place, its name as printed, its period."""

    at: int
    name: str
    period: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of figures by its name: cells by column, and the printed table in which it stands."""

    name: str
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
            tuple(Row(" ".join(names[at]), rows[at], clause) for at in sorted(rows) if rows[at]),
        )

    @property
    def has_figures(self) -> bool:
        """True where any cell says how much."""
        return any(has_figure(text) for row in self.rows for text in row.cells.values())

    @property
    def row_names(self) -> list[str]:
        """The names of the rows, from top to bottom."""
        return [row.name for row in self.rows]

    @property
    def name(self) -> str:
        """Its caption, else where it stands."""
        page = f", page {self.clause.pages[0]}" if self.clause.pages else ""
        return (self.caption or f"table in {self.clause.citation or 'no article'}") + page


def _name_column(at: int, heads: Sequence[Cell], facts: TableFacts) -> Column:
    period = facts.periods[at] if at < len(facts.periods) else None
    said = [
        cell.text
        for cell in heads
        if cell.column <= at < cell.column + cell.column_span and cell.text
    ]
    name = " ".join(dict.fromkeys(said))
    return Column(at, name, period)


def has_figure(text: str | None) -> bool:
    """True for a number that is no date and no time of day."""
    return NUMBER.search(_WHEN.sub("", text or "")) is not None


def list_tables(clauses: Sequence[Clause]) -> list[Table]:
    """The tables that hold figures, in reading order."""
    tables = [Table.of(clause) for clause in clauses if clause.cells]
    return [table for table in tables if table.has_figures]


def join_continued(tables: Sequence[Table], alone: Collection[int]) -> list[Table]:
    """The tables, those of `alone` that only continue the one before them on the next page joined
    to it: the same columns, other rows, no caption of their own."""
    joined: list[Table] = []
    for at, table in enumerate(tables):
        if at in alone and joined and _continues(joined[-1], table):
            joined[-1] = replace(joined[-1], rows=(*joined[-1].rows, *table.rows))
        else:
            joined.append(table)
    return joined


def _continues(before: Table, table: Table) -> bool:
    last = before.rows[-1].clause
    if table.caption or not last.pages or not table.clause.pages:
        return False
    return (
        table.clause.pages[0] == last.pages[-1] + 1
        and table.clause.labels == last.labels
        and [fold_name(one.name) for one in before.columns]
        == [fold_name(one.name) for one in table.columns]
        and set(before.row_names).isdisjoint(table.row_names)
    )


def match_tables(old: Sequence[Table], new: Sequence[Table]) -> Iterator[tuple[int, int]]:
    """Pairs of tables. Those of one place with the same rows are a series, one a period: the most
    alike series go together, and in them the last tables, the ones before the last, and so on."""
    ours, theirs = _list_series(old), _list_series(new)
    holders: dict[str, list[int]] = defaultdict(list)
    for j, series in enumerate(theirs):
        for key in _keys(new[series[0]]):
            holders[key].append(j)
    scored: list[tuple[float, int, int, int]] = []
    for i, series in enumerate(ours):
        table = old[series[0]]
        near = {j for key in _keys(table) for j in holders[key]}
        for j in near:
            other = new[theirs[j][0]]
            likeness = _likeness(table, other)
            if likeness >= _ALIKE:
                same_place = _PLACE * (table.clause.labels == other.clause.labels)
                scored.append((-likeness - same_place, abs(i - j), i, j))
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, _, i, j in sorted(scored):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            yield from zip(reversed(ours[i]), reversed(theirs[j]), strict=False)


def _list_series(tables: Sequence[Table]) -> list[list[int]]:
    """Tables of one place whose rows bear the same names, by their numbers."""
    series: list[list[int]] = []
    here: dict[tuple[str, ...], list[list[int]]] = defaultdict(list)
    for at, table in enumerate(tables):
        rows = table.row_names
        for known in here[table.clause.labels]:
            first = tables[known[0]]
            if _overlap(first.row_names, rows) >= _SAME_ROWS:
                known.append(at)
                break
        else:
            series.append([at])
            here[table.clause.labels].append(series[-1])
    return series


def _keys(table: Table) -> set[str]:
    return {fold_name(name) for name in table.row_names} | {fold_name(table.caption)} - {""}


def fold_name(name: str) -> str:
    """A name without its dates, as it is compared."""
    undated = DATE_WORDS.sub("", _YEARS.sub("", fold_heading(name)))
    return " ".join(undated.replace(" on ", " ").split()).strip(" ,-")


def _likeness(old: Table, new: Table) -> float:
    rows = _overlap(old.row_names, new.row_names)
    heads = _overlap([one.name for one in old.columns], [one.name for one in new.columns])
    if not old.caption and not new.caption:
        return (_ROWS * rows + _HEADER * heads) / (_ROWS + _HEADER)
    caption = fuzz.token_sort_ratio(fold_name(old.caption), fold_name(new.caption)) / 100
    return _CAPTION * caption + _HEADER * heads + _ROWS * rows


def _overlap(old: Sequence[str], new: Sequence[str]) -> float:
    ours, theirs = [fold_name(name) for name in old], [fold_name(name) for name in new]
    return float(Indel.normalized_similarity(ours, theirs))
