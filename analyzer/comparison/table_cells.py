"""Two tables → their cells side by side, by row, column and period.

Rows and columns are found by their names, periods by their dates or, where every date is another
one, by their order, or by what was in force.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from analyzer.comparison.in_force import find_in_force, start_of
from analyzer.comparison.rate_tables import NUMBER, Column, Row, Table
from analyzer.comparison.table_rows import most_alike, pair_rows

#: so many cells of rows that both tables have, most of them without a like one on the other side:
#: the tables were read or laid out otherwise, and their figures say nothing of each other
_FEWEST_STRAY, _MOSTLY_STRAY = 8, 0.5
# 'Specialist 2', 'Grade 12'; not 'over $12', 'about 5%'
_NAMED = re.compile(r"[^\d$£€]*[^\W\d][^\d$£€]*\d[\d,.]*\s*$")
# '$3,649' is '3649'
_SETTING = re.compile(r"[\s$£€]|,(?=\d{3}\b)")
# 'Porter', '(Usher)'
_WORDS = re.compile(r"\W*[^\W\d]{2}")


@dataclass(frozen=True, slots=True)
class CellPair:
    """A cell of both tables, with its row and column on each side; None where one has it not."""

    rows: tuple[Row | None, Row | None]
    columns: tuple[Column | None, Column | None]
    old: str | None
    new: str | None

    @property
    def place(self) -> int:
        """Where its column stands."""
        left, right = self.columns
        return right.at if right else left.at if left else 0

    @property
    def is_stray(self) -> bool:
        """True where the two sides differ and no difference can be reckoned."""
        return self.old != self.new and subtract(self.old, self.new)[0] is None


@dataclass(frozen=True, slots=True)
class TablePair:
    """Two tables that are one by their names, and their cells."""

    old: Table
    new: Table
    cells: tuple[CellPair, ...]

    @classmethod
    def of(cls, old: Table, new: Table) -> TablePair:
        """Lay them side by side."""
        return cls(old, new, tuple(_lay_together(old, new)))

    @property
    def answers(self) -> bool:
        """False where most cells of the rows that both have stand on one side only, or hold what
        cannot be held against the other: a date, a time of day, words. What stands behind a column
        of other names belongs to these, not to the names of the rows."""
        shared = [cell for cell in self.cells if all(cell.rows) and (cell.old or cell.new)]
        renamed = self._other_names(shared)
        strays = sum(cell.is_stray or cell.place >= renamed for cell in shared)
        return strays < _FEWEST_STRAY or strays <= _MOSTLY_STRAY * len(shared)

    def _other_names(self, shared: Sequence[CellPair]) -> float:
        """The first column of words that are mostly other words in the other table."""
        columns: dict[int, list[CellPair]] = defaultdict(list)
        for cell in shared:
            columns[cell.place].append(cell)
        for at in sorted(columns):
            worded = sum(
                cell.is_stray and bool(_WORDS.match(cell.old or cell.new or ""))
                for cell in columns[at]
            )
            if worded >= _FEWEST_STRAY and worded > _MOSTLY_STRAY * len(columns[at]):
                return at
        return inf


def _lay_together(old: Table, new: Table) -> Iterator[CellPair]:
    """Where one table names none of its columns, as many go by their order."""
    columns: list[tuple[Column | None, Column | None]]
    if (old.names_columns and new.names_columns) or len(old.columns) != len(new.columns):
        columns = _as_printed(list(_pair_columns(old.columns, new.columns)))
    else:
        columns = list(zip(old.columns, new.columns, strict=True))
    for before, after in pair_rows(old.rows, new.rows):
        ours = old.rows[before] if before is not None else None
        theirs = new.rows[after] if after is not None else None
        for left, right in columns:
            was = ours.cells.get(left.at) if ours and left else None
            now = theirs.cells.get(right.at) if theirs and right else None
            yield CellPair((ours, theirs), (left, right), was, now)


def is_same(old: str | None, new: str | None) -> bool:
    """True of cells that say the same; a sign of money or of thousands is how it is set."""
    if old is None or new is None:
        return old == new
    return old == new or _SETTING.sub("", old) == _SETTING.sub("", new)


def subtract(old: str | None, new: str | None) -> tuple[float | None, float | None]:
    """Difference and per cent of two single numbers of one kind; what stands in brackets behind
    them does not count. A bare number behind words is part of a name."""
    sides = [_without_aside(text or "") for text in (old, new)]
    before, after = (list(NUMBER.finditer(side)) for side in sides)
    if len(before) != 1 or len(after) != 1 or any(map(_NAMED.match, sides)):
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


# ── columns ──────────────────────────────────────────────────────────────────────────────────────
def _pair_columns(
    old: Sequence[Column], new: Sequence[Column]
) -> Iterator[tuple[Column | None, Column | None]]:
    """Columns of one name; among these, those of one period, or, where no period is on both sides,
    in their order."""
    names: dict[str, tuple[list[Column], list[Column]]] = {}
    for side, columns in enumerate((old, new)):
        for column in columns:
            names.setdefault(column.key, ([], []))[side].append(column)
    for ours, theirs in _join_alike(names):
        shared = {one.period for one in ours} & {one.period for one in theirs} - {None}
        if shared:
            by_period = {one.period: one for one in theirs}
            yield from ((one, by_period.get(one.period)) for one in ours)
            known = {one.period for one in ours}
            came = [one for one in theirs if one.period not in known]
            yield from ((_before(one, ours), one) for one in came)
            continue
        places = find_in_force(
            [start_of(one.period) for one in ours], [start_of(one.period) for one in theirs]
        )
        if places is not None:
            yield from ((ours[at], one) for at, one in zip(places, theirs, strict=True))
            continue
        for at in range(max(len(ours), len(theirs))):
            left = ours[at] if at < len(ours) else None
            right = theirs[at] if at < len(theirs) else None
            yield left, right


def _before(column: Column, others: Sequence[Column]) -> Column | None:
    """Of a period that came behind all others, the last of them: it was in force."""
    begins, days = start_of(column.period), [start_of(one.period) for one in others]
    told = [day for day in days if day is not None]
    if begins is None or len(told) < len(days) or begins <= max(told):
        return None
    return others[days.index(max(told))]


def _as_printed(
    pairs: list[tuple[Column | None, Column | None]],
) -> list[tuple[Column | None, Column | None]]:
    """In the order of the new table; a column of the old one only behind those that it followed."""

    def place(pair: tuple[Column | None, Column | None]) -> tuple[int, int]:
        left, right = pair
        if right:
            return right.at, -1
        at = left.at if left else 0
        before = [b.at for a, b in pairs if a and b and a.at < at]
        return max(before, default=-1), at

    return sorted(pairs, key=place)


def _join_alike(
    names: dict[str, tuple[list[Column], list[Column]]],
) -> Iterator[tuple[list[Column], list[Column]]]:
    """Names of one side only, joined with a name of the other that is nearly the same."""
    gone = [name for name, (ours, theirs) in names.items() if ours and not theirs]
    come = [name for name, (ours, theirs) in names.items() if theirs and not ours]
    joined: dict[str, str] = {}
    for name in gone:
        best = most_alike(name, come)
        if best is not None:
            joined[name] = best
            come.remove(best)
    for name, (ours, theirs) in names.items():
        if name in joined.values():
            continue
        yield ours, names[joined[name]][1] if name in joined else theirs
