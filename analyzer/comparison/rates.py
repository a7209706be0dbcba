"""Tables of two documents → their figures side by side, by row, column and period.

Rows and columns are found by their names, periods by their dates or, where every date is another
one, by their order. Tables without a counterpart are named, and so are those whose cells do not
answer each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from analyzer.comparison.rate_tables import (
    DATE_WORDS,
    NUMBER,
    Column,
    Row,
    Table,
    fold_name,
    has_figure,
    join_continued,
    list_tables,
    match_tables,
)
from analyzer.records import Clause, DocumentId, NotCompared, RateChange

#: names of rows and columns that agree so much are one (of 100)
_SAME_NAME = 88
#: so many cells of rows that both tables have, most of them without a like one on the other side:
#: the tables were read or laid out otherwise, and their figures say nothing of each other
_FEWEST_STRAY, _MOSTLY_STRAY = 8, 0.5

_Pair = tuple[Row | None, Row | None]
_Cells = tuple[str | None, str | None]


def compare_rates(
    old: Sequence[Clause], new: Sequence[Clause]
) -> tuple[tuple[RateChange, ...], tuple[NotCompared, ...]]:
    """Figures that differ, in the order of the new document, and the tables without a
    counterpart."""
    ours, theirs = list_tables(old), list_tables(new)
    pairs = dict(match_tables(ours, theirs))
    left = set(range(len(ours))).difference(pairs)
    right = set(range(len(theirs))).difference(pairs.values())
    if left or right:
        ours, theirs = join_continued(ours, left), join_continued(theirs, right)
        pairs = dict(match_tables(ours, theirs))
    back = {j: i for i, j in pairs.items()}
    rates: list[RateChange] = []
    apart: list[tuple[Table, Table]] = []
    for j, table in enumerate(theirs):
        if j in back:
            was = ours[back[j]]
            if answer_each_other(was, table):
                rates += _compare(was, table)
            else:
                apart.append((was, table))
    alone = [(ours[i], "the new document") for i in range(len(ours)) if i not in pairs]
    alone += [(theirs[j], "the old document") for j in range(len(theirs)) if j not in back]
    named = [_name_alone(table, other) for table, other in alone]
    return tuple(rates), (*named, *(_name_apart(*pair) for pair in apart))


def _name_alone(table: Table, other: str) -> NotCompared:
    document: DocumentId = table.clause.document
    return NotCompared(
        document, f"Table: {table.name}", f"no table of {other} has its caption and row labels"
    )


def _name_apart(old: Table, new: Table) -> NotCompared:
    return NotCompared(
        new.clause.document,
        f"Table: {new.name}",
        f"its cells do not answer those of the old document ({old.name}): read both",
    )


def answer_each_other(old: Table, new: Table) -> bool:
    """False where most cells of the rows that both have stand on one side only, or hold what
    cannot be held against the other: a date, a time of day, words."""
    cells = [
        (was, now)
        for (ours, theirs), _, (was, now) in _lay_together(old, new)
        if ours and theirs and (was or now)
    ]
    strays = sum(was != now and _subtract(was, now)[0] is None for was, now in cells)
    return strays < _FEWEST_STRAY or strays <= _MOSTLY_STRAY * len(cells)


# ── figures ──────────────────────────────────────────────────────────────────────────────────────
def _compare(old: Table, new: Table) -> Iterator[RateChange]:
    for rows, columns, (was, now) in _lay_together(old, new):
        if was == now or not (has_figure(was) or has_figure(now)):
            continue
        told = _tell(rows, columns, (was, now))
        yield replace(
            told,
            table_old=told.table_old or old.clause.id,
            table_new=told.table_new or new.clause.id,
            caption=new.caption or old.caption or None,
        )


def _lay_together(
    old: Table, new: Table
) -> Iterator[tuple[_Pair, tuple[Column | None, Column | None], _Cells]]:
    """The cells of both tables side by side, with their rows and columns."""
    columns = list(_pair_columns(old.columns, new.columns))
    for before, after in _pair_rows(old.row_names, new.row_names):
        ours = old.rows[before] if before is not None else None
        theirs = new.rows[after] if after is not None else None
        for left, right in columns:
            was = ours.cells.get(left.at) if ours and left else None
            now = theirs.cells.get(right.at) if theirs and right else None
            yield (ours, theirs), (left, right), (was, now)


def _tell(rows: _Pair, columns: tuple[Column | None, Column | None], figures: _Cells) -> RateChange:
    difference, percent = _subtract(*figures)
    before, after = rows
    row = after or before
    left, right = columns
    named = right or left
    periods = [one.period for one in (left, right) if one and one.period]
    return RateChange(
        table_old=before.clause.id if before else None,
        table_new=after.clause.id if after else None,
        row=row.name if row else "",
        column=_undated(named) if named else "",
        period=" → ".join(dict.fromkeys(periods)) or None,
        old=figures[0],
        new=figures[1],
        difference=difference,
        percent=percent,
    )


def _undated(column: Column) -> str:
    """'Effective July 1, 2020 Weekly' without its period: 'Weekly'; a name that is nothing else
    stays."""
    if not column.period or column.period not in column.name:
        return column.name
    bare = DATE_WORDS.sub("", column.name.replace(column.period, " "))
    return " ".join(bare.split()).strip(" ,-:") or column.name


def _subtract(old: str | None, new: str | None) -> tuple[float | None, float | None]:
    """Difference and per cent of two single numbers of one kind; what stands in brackets behind
    them does not count."""
    before, after = (list(NUMBER.finditer(_without_aside(text or ""))) for text in (old, new))
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
    return first if NUMBER.search(first) else figure


def _pair_columns(
    old: Sequence[Column], new: Sequence[Column]
) -> Iterator[tuple[Column | None, Column | None]]:
    """Columns of one name; among these, those of one period, or, where no period is on both sides,
    in their order."""
    names: dict[str, tuple[list[Column], list[Column]]] = {}
    for side, columns in enumerate((old, new)):
        for column in columns:
            dated = column.name.replace(column.period, "") if column.period else column.name
            names.setdefault(fold_name(dated), ([], []))[side].append(column)
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
    names: dict[str, tuple[list[Column], list[Column]]],
) -> Iterator[tuple[list[Column], list[Column]]]:
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
    ours, theirs = [fold_name(name) for name in old], [fold_name(name) for name in new]
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
