"""Tables of two documents → the figures that differ, told by row, column and period.

Tables without a counterpart are named, and so are those whose cells do not answer each other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from analyzer.comparison.rate_tables import DATE_WORDS, Column, Table, has_figure
from analyzer.comparison.table_cells import CellPair, TablePair, is_same, subtract
from analyzer.comparison.table_pairs import TablePairs
from analyzer.records import ClauseId, DocumentId, NotCompared, RateChange

#: a table of which this share of the rows is printed is restated as a whole
_MOST_PRINTED = 0.5


def compare_rates(
    tables: TablePairs, *, passed_over: Collection[ClauseId] = (), in_part: bool = False
) -> tuple[tuple[RateChange, ...], tuple[NotCompared, ...]]:
    """Figures that differ, in the order of the new document, and the tables whose figures are not
    compared; tables of clauses `passed_over` are not looked for. Of a table of which a document
    that restates `in_part` only prints the smaller part of the rows, the others stay."""
    rates: list[RateChange] = []
    apart: list[NotCompared] = []
    for pair in tables.rated:
        absent = _list_unprinted(pair) if in_part else ()
        if absent:
            apart.append(_name_unprinted(pair, absent))
        if pair.answers:
            rates += _compare(pair, absent)
        else:
            apart.append(_name_apart(pair))
    old, new = (
        [table for table in side if table.clause.id not in passed_over] for side in tables.alone
    )
    alone = [_name_alone(table, "the new document") for table in old]
    alone += [_name_alone(table, "the old document") for table in new]
    return tuple(rates), (*alone, *apart)


def _name_alone(table: Table, other: str) -> NotCompared:
    document: DocumentId = table.clause.document
    return NotCompared(
        document, f"Table: {table.name}", f"no table of {other} has its caption and row labels"
    )


def _name_apart(pair: TablePair) -> NotCompared:
    return NotCompared(
        pair.new.clause.document,
        f"Table: {pair.new.name}",
        f"its cells do not answer those of the old document ({pair.old.name}): read both",
    )


def _list_unprinted(pair: TablePair) -> tuple[str, ...]:
    """The names of the old rows that the new table leaves out; () where it prints most of them."""
    printed = {cell.rows[0].name for cell in pair.cells if all(cell.rows) and cell.rows[0]}
    absent = [row.name for row in pair.old.rows if row.name not in printed]
    return tuple(absent) if len(printed) < _MOST_PRINTED * len(pair.old.rows) else ()


def _name_unprinted(pair: TablePair, rows: Sequence[str]) -> NotCompared:
    return NotCompared(
        pair.old.clause.document,
        f"Table: {pair.old.name}, rows {'; '.join(rows)}",
        "not restated in the new document; its silence strikes nothing",
    )


def _compare(pair: TablePair, unprinted: Collection[str] = ()) -> Iterator[RateChange]:
    old, new = pair.old, pair.new
    for cell in pair.cells:
        if cell.rows[1] is None and cell.rows[0] and cell.rows[0].name in unprinted:
            continue
        if is_same(cell.old, cell.new) or not (has_figure(cell.old) or has_figure(cell.new)):
            continue
        told = _tell(cell, pair)
        yield replace(
            told,
            table_old=told.table_old or old.clause.id,
            table_new=told.table_new or new.clause.id,
            caption=new.caption or old.caption or None,
        )


def _tell(cell: CellPair, pair: TablePair) -> RateChange:
    difference, percent = subtract(cell.old, cell.new)
    before, after = cell.rows
    row = after or before
    left, right = cell.columns
    table, named = (pair.new, right) if right and right.name else (pair.old, left or right)
    periods = [one.period for one in (left, right) if one and one.period]
    return RateChange(
        table_old=before.clause.id if before else None,
        table_new=after.clause.id if after else None,
        row=row.name if row else "",
        column=_title(named, table) if named else "",
        period=" → ".join(dict.fromkeys(periods)) or None,
        old=cell.old,
        new=cell.new,
        difference=difference,
        percent=percent,
    )


def _title(column: Column, table: Table) -> str:
    """Its name without its period; of several that are called alike, with the column before."""
    alike = [one for one in table.columns if (one.key, one.period) == (column.key, column.period)]
    keys = table.column_keys
    before = [one for one in table.columns if one.at < column.at and keys.count(one.key) == 1]
    if len(alike) > 1 and before and column.name:
        return f"{_undated(column)} ({_undated(before[-1])})"
    return _undated(column)


def _undated(column: Column) -> str:
    """'Effective July 1, 2020 Weekly' without its period: 'Weekly'; a name that is nothing else
    stays."""
    if not column.period or column.period not in column.name:
        return column.name
    bare = DATE_WORDS.sub("", column.name.replace(column.period, " "))
    return " ".join(bare.split()).strip(" ,-:") or column.name
