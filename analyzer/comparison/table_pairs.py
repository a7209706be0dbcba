"""Which table of one document is which of the other: matched once, for clauses and for rates.

Clauses of both documents → pairs of tables with their cells side by side, by caption, header and
row labels, wherever they stand. A table that runs on over a page is one table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from analyzer.comparison.in_force import find_in_force, start_of
from analyzer.comparison.rate_tables import Table, fold_name, list_tables
from analyzer.comparison.table_cells import TablePair
from analyzer.comparison.table_rows import pair_rows
from analyzer.records import Clause

#: tables that agree less are two
_ALIKE = 0.5
#: what caption, header and row labels weigh
_CAPTION, _HEADER, _ROWS = 0.3, 0.2, 0.5
#: what the same place in the tree adds
_PLACE = 0.1
#: the tables of a series in both documents, by their numbers
_Series = tuple[Sequence[int], Sequence[int]]
#: tables of one place with so many row labels in common are a series
_SAME_ROWS = 0.7


@dataclass(frozen=True, slots=True)
class TablePairs:
    """The tables of two documents that hold figures: those that are one, in the order of the new
    document, those of each side without a counterpart, and the new tables with the old ones against
    which their figures are held: of a series, those in force."""

    matched: tuple[TablePair, ...]
    alone: tuple[tuple[Table, ...], tuple[Table, ...]]
    rated: tuple[TablePair, ...]


def pair_tables(old: Sequence[Clause], new: Sequence[Clause]) -> TablePairs:
    """Match the tables of two documents."""
    ours, theirs = _join_continued(list_tables(old)), _join_continued(list_tables(new))
    series = list(_match(ours, theirs))
    back = _pair_series(series)
    left = set(range(len(ours))).difference(back.values())
    right = set(range(len(theirs))).difference(back)
    if left or right:
        ours, theirs = _join_continued(ours, left), _join_continued(theirs, right)
        series = list(_match(ours, theirs))
        back = _pair_series(series)
    base = back | _find_bases(ours, theirs, series)
    laid = {(i, j): TablePair.of(ours[i], theirs[j]) for j, i in {*back.items(), *base.items()}}
    held = {*back.values()}
    return TablePairs(
        tuple(laid[back[j], j] for j in sorted(back)),
        (
            tuple(table for i, table in enumerate(ours) if i not in held),
            tuple(table for j, table in enumerate(theirs) if j not in base),
        ),
        tuple(laid[base[j], j] for j in sorted(base)),
    )


def _pair_series(series: Iterable[_Series]) -> dict[int, int]:
    """By new table the old one in its place: the last of a series with the last, and so on."""
    return {
        j: i
        for ours, theirs in series
        for i, j in zip(reversed(ours), reversed(theirs), strict=False)
    }


def _find_bases(
    old: Sequence[Table], new: Sequence[Table], series: Iterable[_Series]
) -> dict[int, int]:
    """By new table of a series of other periods the old one that was in force."""
    bases: dict[int, int] = {}
    for ours, theirs in series:
        places = find_in_force(
            [start_of(old[i].period) for i in ours], [start_of(new[j].period) for j in theirs]
        )
        bases.update((j, ours[at]) for j, at in zip(theirs, places or (), strict=False))
    return bases


def _join_continued(tables: Sequence[Table], alone: Collection[int] = ()) -> list[Table]:
    """The tables, those that only continue the one before them on the next page joined to it: as
    many columns without names, or, of `alone`, the same columns; other rows, no caption."""
    joined: list[Table] = []
    for at, table in enumerate(tables):
        may_go_on = at in alone or not table.names_columns
        if may_go_on and joined and _continues(joined[-1], table):
            joined[-1] = replace(joined[-1], rows=(*joined[-1].rows, *table.rows))
        else:
            joined.append(table)
    return joined


def _continues(before: Table, table: Table) -> bool:
    last = before.rows[-1].clause
    if table.caption or not last.pages or not table.clause.pages:
        return False
    same_place = [one.at for one in before.columns] == [one.at for one in table.columns]
    return (
        table.clause.pages[0] == last.pages[-1] + 1
        and table.clause.labels == last.labels
        and same_place
        and (before.column_keys == table.column_keys or not table.names_columns)
        and set(before.row_keys).isdisjoint(table.row_keys)
    )


def _match(old: Sequence[Table], new: Sequence[Table]) -> Iterator[_Series]:
    """Pairs of series. Tables of one place with the same rows are a series, one a period: the most
    alike series go together."""
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
            yield ours[i], theirs[j]


def _list_series(tables: Sequence[Table]) -> list[list[int]]:
    """Tables of one place whose rows bear the same names, by their numbers."""
    series: list[list[int]] = []
    here: dict[tuple[str, ...], list[list[int]]] = defaultdict(list)
    for at, table in enumerate(tables):
        for known in here[table.clause.labels]:
            if _overlap(tables[known[0]].row_keys, table.row_keys) >= _SAME_ROWS:
                known.append(at)
                break
        else:
            series.append([at])
            here[table.clause.labels].append(series[-1])
    return series


def _keys(table: Table) -> set[str]:
    names = {name for row in table.rows for name in (row.key, row.first)}
    return names | {fold_name(table.caption)} - {""}


def _likeness(old: Table, new: Table) -> float:
    rows = max(_overlap(old.row_keys, new.row_keys), _share_of_rows(old, new))
    heads = _overlap(old.column_keys, new.column_keys)
    if not old.caption and not new.caption:
        return (_ROWS * rows + _HEADER * heads) / (_ROWS + _HEADER)
    caption = fuzz.token_sort_ratio(fold_name(old.caption), fold_name(new.caption)) / 100
    return _CAPTION * caption + _HEADER * heads + _ROWS * rows


def _overlap(old: Sequence[str], new: Sequence[str]) -> float:
    return float(Indel.normalized_similarity(old, new))


def _share_of_rows(old: Table, new: Table) -> float:
    """Of the rows of both, how many have a partner."""
    both = sum(None not in pair for pair in pair_rows(old.rows, new.rows))
    return 2 * both / (len(old.rows) + len(new.rows))
