"""Tables of two documents → their figures side by side, by row, column and period.

Tables are the same one where caption, header and row labels agree best, wherever they stand; rows
and columns are found by their names, periods by their dates or, where every date is another one, by
their order. Tables without a counterpart are named.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from analyzer.records import Cell, Clause, DocumentId, NotCompared, RateChange, TableFacts
from analyzer.wording.setting import fold_heading

#: tables that agree less are two
_ALIKE = 0.5
#: what caption, header and row labels weigh
_CAPTION, _HEADER, _ROWS = 0.3, 0.2, 0.5
#: what the same place in the tree adds
_PLACE = 0.1
#: tables of one place with so many row labels in common are a series
_SAME_ROWS = 0.7
#: names of rows and columns that agree so much are one (of 100)
_SAME_NAME = 88
# 'July 1, 2020', '8/1/15', '2023': a table of other years is the same table
_YEARS = re.compile(r"\b(?:19|20)\d\d\b|\d{1,2}/\d{1,2}/\d{2,4}")
# 'July 29,', 'Effective on … only': what is left of a date
_DATE_WORDS = re.compile(
    r"\b(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}\b,?|effective|"
    r"beginning|commencing|only|from|through|thru|until|to and including)(?=\W|$)",
    re.IGNORECASE,
)
# '$1,147', '3.6%', '(39.44'
_NUMBER = re.compile(r"(?P<sign>[$£€]?)\s?(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<percent>%?)")


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of figures: its place, its name without dates, its period."""

    at: int
    name: str
    period: str | None


@dataclass(frozen=True, slots=True)
class _Table:
    """A table by its names."""

    clause: Clause
    caption: str
    columns: tuple[_Column, ...]
    #: for each row its name and its cells by column
    rows: tuple[tuple[str, dict[int, str]], ...]

    @classmethod
    def of(cls, clause: Clause) -> _Table:
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
                names[cell.row].append(cell.text)
            else:
                rows[cell.row][cell.column] = cell.text
        return cls(
            clause,
            facts.caption or "",
            columns,
            tuple((" ".join(names[at]), rows[at]) for at in sorted(rows) if rows[at]),
        )

    @property
    def has_figures(self) -> bool:
        """True where any cell holds a number."""
        return any(_NUMBER.search(text) for _, row in self.rows for text in row.values())

    @property
    def name(self) -> str:
        """Its caption, else where it stands."""
        page = f", page {self.clause.pages[0]}" if self.clause.pages else ""
        return (self.caption or f"table in {self.clause.citation or 'no article'}") + page


def _name_column(at: int, heads: Sequence[Cell], facts: TableFacts) -> _Column:
    period = facts.periods[at] if at < len(facts.periods) else None
    said = [
        cell.text
        for cell in heads
        if cell.column <= at < cell.column + cell.column_span and cell.text
    ]
    name = " ".join(dict.fromkeys(said))
    return _Column(at, name, period)


def compare_rates(
    old: Sequence[Clause], new: Sequence[Clause]
) -> tuple[tuple[RateChange, ...], tuple[NotCompared, ...]]:
    """Figures that differ, in the order of the new document, and the tables without a
    counterpart."""
    ours, theirs = _tables_of(old), _tables_of(new)
    pairs = dict(_match(ours, theirs))
    back = {j: i for i, j in pairs.items()}
    rates = tuple(
        rate
        for j, table in enumerate(theirs)
        if j in back
        for rate in _compare(ours[back[j]], table)
    )
    alone = [(ours[i], "the new document") for i in range(len(ours)) if i not in pairs]
    alone += [(theirs[j], "the old document") for j in range(len(theirs)) if j not in back]
    return rates, tuple(_name_alone(table, other) for table, other in alone)


def _tables_of(clauses: Sequence[Clause]) -> list[_Table]:
    tables = [_Table.of(clause) for clause in clauses if clause.cells]
    return [table for table in tables if table.has_figures]


def _name_alone(table: _Table, other: str) -> NotCompared:
    document: DocumentId = table.clause.document
    return NotCompared(
        document, f"Table: {table.name}", f"no table of {other} has its caption and row labels"
    )


# ── tables ───────────────────────────────────────────────────────────────────────────────────────
def _match(old: Sequence[_Table], new: Sequence[_Table]) -> Iterator[tuple[int, int]]:
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


def _list_series(tables: Sequence[_Table]) -> list[list[int]]:
    """Tables of one place whose rows bear the same names, by their numbers."""
    series: list[list[int]] = []
    here: dict[tuple[str, ...], list[list[int]]] = defaultdict(list)
    for at, table in enumerate(tables):
        rows = [name for name, _ in table.rows]
        for known in here[table.clause.labels]:
            first = tables[known[0]]
            if _overlap([name for name, _ in first.rows], rows) >= _SAME_ROWS:
                known.append(at)
                break
        else:
            series.append([at])
            here[table.clause.labels].append(series[-1])
    return series


def _keys(table: _Table) -> set[str]:
    return {_fold(name) for name, _ in table.rows} | {_fold(table.caption)} - {""}


def _fold(name: str) -> str:
    undated = _DATE_WORDS.sub("", _YEARS.sub("", fold_heading(name)))
    return " ".join(undated.replace(" on ", " ").split()).strip(" ,-")


def _likeness(old: _Table, new: _Table) -> float:
    rows = _overlap([name for name, _ in old.rows], [name for name, _ in new.rows])
    heads = _overlap([one.name for one in old.columns], [one.name for one in new.columns])
    if not old.caption and not new.caption:
        return (_ROWS * rows + _HEADER * heads) / (_ROWS + _HEADER)
    caption = fuzz.token_sort_ratio(_fold(old.caption), _fold(new.caption)) / 100
    return _CAPTION * caption + _HEADER * heads + _ROWS * rows


def _overlap(old: Sequence[str], new: Sequence[str]) -> float:
    ours, theirs = [_fold(name) for name in old], [_fold(name) for name in new]
    return float(Indel.normalized_similarity(ours, theirs))


# ── figures ──────────────────────────────────────────────────────────────────────────────────────
def _compare(old: _Table, new: _Table) -> Iterator[RateChange]:
    columns = list(_pair_columns(old.columns, new.columns))
    for before, after in _pair_rows([n for n, _ in old.rows], [n for n, _ in new.rows]):
        ours = old.rows[before][1] if before is not None else {}
        theirs = new.rows[after][1] if after is not None else {}
        row = (new.rows[after] if after is not None else old.rows[before or 0])[0]
        for left, right in columns:
            was = ours.get(left.at) if left else None
            now = theirs.get(right.at) if right else None
            if was == now or not _NUMBER.search(f"{was or ''}{now or ''}"):
                continue
            yield _tell(old, new, row, (left, right), (was, now))


def _tell(
    old: _Table,
    new: _Table,
    row: str,
    columns: tuple[_Column | None, _Column | None],
    figures: tuple[str | None, str | None],
) -> RateChange:
    difference, percent = _subtract(*figures)
    left, right = columns
    named = right or left
    periods = [one.period for one in (left, right) if one and one.period]
    return RateChange(
        table_old=old.clause.id,
        table_new=new.clause.id,
        row=row,
        column=named.name if named else "",
        period=" → ".join(dict.fromkeys(periods)) or None,
        old=figures[0],
        new=figures[1],
        difference=difference,
        percent=percent,
        caption=new.caption or old.caption or None,
    )


def _subtract(old: str | None, new: str | None) -> tuple[float | None, float | None]:
    """Difference and per cent of two single numbers of one kind; what stands in brackets behind
    them does not count."""
    before, after = (list(_NUMBER.finditer(_without_aside(text or ""))) for text in (old, new))
    if len(before) != 1 or len(after) != 1:
        return None, None
    if before[0]["percent"] != after[0]["percent"]:
        return None, None
    was, now = (float(found[0]["number"].replace(",", "")) for found in (before, after))
    difference = round(now - was, 4)
    return difference, round(100 * difference / was, 2) if was else None


def _without_aside(figure: str) -> str:
    """'1,624.80 ($40.62/hr.)' without what stands in brackets behind the figure."""
    first = figure.partition("(")[0]
    return first if _NUMBER.search(first) else figure


def _pair_columns(
    old: Sequence[_Column], new: Sequence[_Column]
) -> Iterator[tuple[_Column | None, _Column | None]]:
    """Columns of one name; among these, those of one period, or, where no period is on both sides,
    in their order."""
    names: dict[str, tuple[list[_Column], list[_Column]]] = {}
    for side, columns in enumerate((old, new)):
        for column in columns:
            dated = column.name.replace(column.period, "") if column.period else column.name
            names.setdefault(_fold(dated), ([], []))[side].append(column)
    for ours, theirs in _join_alike(names):
        shared = {one.period for one in ours} & {one.period for one in theirs} - {None}
        if shared:
            by_period = {one.period: one for one in theirs}
            yield from ((one, by_period.get(one.period)) for one in ours)
            known = {one.period for one in ours}
            yield from ((None, one) for one in theirs if one.period not in known)
            continue
        for at in range(max(len(ours), len(theirs))):
            left = ours[at] if at < len(ours) else None
            right = theirs[at] if at < len(theirs) else None
            yield left, right


def _join_alike(
    names: dict[str, tuple[list[_Column], list[_Column]]],
) -> Iterator[tuple[list[_Column], list[_Column]]]:
    """Names of one side only, joined with a name of the other that is nearly the same."""
    gone = [name for name, (ours, theirs) in names.items() if ours and not theirs]
    come = [name for name, (ours, theirs) in names.items() if theirs and not ours]
    joined: dict[str, str] = {}
    for name in gone:
        best = max(come, key=lambda other, name=name: fuzz.ratio(name, other), default=None)  # type: ignore[misc]
        if best is not None and fuzz.ratio(name, best) >= _SAME_NAME:
            joined[name] = best
            come.remove(best)
    for name, (ours, theirs) in names.items():
        if name in joined.values():
            continue
        yield ours, names[joined[name]][1] if name in joined else theirs


def _pair_rows(old: Sequence[str], new: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """Rows of one name in their order, then those left whose names are nearly the same."""
    ours, theirs = [_fold(name) for name in old], [_fold(name) for name in new]
    partner: dict[int, int] = {}
    for step in Indel.opcodes(ours, theirs):
        if step.tag == "equal":
            partner.update(
                zip(
                    range(step.dest_start, step.dest_end),
                    range(step.src_start, step.src_end),
                    strict=True,
                )
            )
    free = [i for i in range(len(old)) if i not in partner.values()]
    for j in range(len(new)):
        if j in partner or not free:
            continue
        best = max(free, key=lambda i: fuzz.ratio(ours[i], theirs[j]))
        if fuzz.ratio(ours[best], theirs[j]) >= _SAME_NAME:
            partner[j] = best
            free.remove(best)
    pairs: list[tuple[int | None, int | None]] = [(partner.get(j), j) for j in range(len(new))]
    return [*pairs, *((i, None) for i in free)]
