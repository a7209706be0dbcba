"""Tables of two documents → the figures that differ, told by row, column and period.

Tables without a counterpart are named, and so are those whose cells do not answer each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from analyzer.comparison.rate_tables import DATE_WORDS, Column, Table, has_figure
from analyzer.comparison.table_cells import CellPair, TablePair, subtract
from analyzer.comparison.table_pairs import TablePairs
from analyzer.records import DocumentId, NotCompared, RateChange


def compare_rates(tables: TablePairs) -> tuple[tuple[RateChange, ...], tuple[NotCompared, ...]]:
    """Figures that differ, in the order of the new document, and the tables whose figures are not
    compared."""
    rates: list[RateChange] = []
    apart: list[NotCompared] = []
    for pair in tables.matched:
        if pair.answers:
            rates += _compare(pair)
        else:
            apart.append(_name_apart(pair))
    old, new = tables.alone
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


def _compare(pair: TablePair) -> Iterator[RateChange]:
    old, new = pair.old, pair.new
    for cell in pair.cells:
        if cell.old == cell.new or not (has_figure(cell.old) or has_figure(cell.new)):
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
