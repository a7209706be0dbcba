"""Tables: rows inside a ruled grid, or rows whose parts stand below one another.

Rather no table than prose called one: rows without rules make a table only where several in turn
have the same columns and most of what stands in them is figures or very short.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analyzer.pages.grids import Grid, find_grids
from analyzer.pages.sheet import Row, Sheet
from analyzer.pages.typed_tables import (
    CLOSE,
    MOST_HEADERS,
    SHORT_WORDS,
    part_typed,
    with_typed_head,
)
from analyzer.ports import TableReader
from analyzer.records import Box, LineRole, RuledTable, Word

#: rows of tables closer than this many type sizes belong together
JOINED = 1.1
#: parts of a row without rules stand this far apart, in points and in type sizes
GAP, GAP_IN_SIZES = 12.0, 1.2
#: parts below one another share an edge or their middle, in points; typed ones within two columns
ALIGNED, TYPED = 6.0, 12.5
#: rows with columns that make a table without rules
FEWEST_ROWS = 3
#: this share of the parts behind the first is figures, or short
FIGURES = 0.6
#: a part that begins with a figure and has more words is a sentence
MOST_FIGURE_WORDS = 8
#: between two rows of a table lie at most so many others
BETWEEN = 2
#: a header stands this close above its rows, in type sizes
ABOVE = 1.5

# '$1,250.00'  '12%'  '8/1/24'  '—'  'n/a'
_FIGURE = re.compile(r"[$£€(]*[\d½¼¾][\d.,/:%)½¼¾*†–-]*|[-–—]+|n/a", re.IGNORECASE)
# '(a)'  '1.'  '“IV.'  '•'
_LABEL = re.compile(
    r"[\"“‘'(\[]*[A-Za-z0-9]{1,5}[.)\]]+[:.]?|[^\w$]|[A-Za-z]|Section|Article|Item|§+"
)


def find_tables(
    sheets: Sequence[Sheet], reader: TableReader | None = None
) -> tuple[RuledTable, ...]:
    """Give the rows of tables their role and each table its number, from 1 in the document; the
    cells of those with rules."""
    number = 0
    ruled: list[RuledTable] = []
    for sheet in sheets:
        if sheet.sideways:
            continue
        grids = find_grids(sheet)
        framed = [_set_table(rows, at + 1) for at, rows in enumerate(_ruled(sheet, grids))]
        loose = [_set_table(rows, -at - 1) for at, rows in enumerate(_unruled(sheet))]
        if framed or loose:
            number = _number_in_order(sheet.rows, number)
            ruled += _read_cells(sheet, grids, reader) if reader and grids else ()
    return tuple(ruled)


def _set_table(rows: Sequence[Row], number: int) -> int:
    for row in rows:
        row.role, row.table = LineRole.TABLE, number
    return number


def _read_cells(sheet: Sheet, grids: Sequence[Grid], reader: TableReader) -> Iterator[RuledTable]:
    """The cells of each numbered table; more than one part of cells may lie in a table."""
    cells: dict[int, list[Box]] = {}
    for grid in grids:
        inside = [rule for rule in sheet.rules if grid.encloses(rule)]
        for part in reader.read(inside, page=sheet.number):
            number = _table_around(sheet.rows, part)
            if number is not None and len(part) > 1:
                cells.setdefault(number, []).extend(part)
    for number in sorted(cells):
        yield RuledTable(number, tuple(cells[number]))


def _table_around(rows: Sequence[Row], cells: Sequence[Box]) -> int | None:
    """The number of the table to which most rows between the edges of the cells belong."""
    top, bottom = min(cell.top for cell in cells), max(cell.bottom for cell in cells)
    numbers = [
        row.table
        for row in rows
        if row.table is not None and top <= (row.top + row.bottom) / 2 <= bottom
    ]
    return max(set(numbers), key=numbers.count) if numbers else None


def _number_in_order(rows: Sequence[Row], number: int) -> int:
    """Number the tables of a page from the top; parts of one kind that follow hard upon one
    another, or parts that lie inside one another, are one. Gives the last number."""
    names: dict[int, int] = {}
    inside = 0
    for at, row in enumerate(rows):
        if row.table is None:
            continue
        if row.table > 0:
            inside = row.table if any(row.table == other.table for other in rows[at + 1 :]) else 0
        elif inside:
            row.table = inside
    before: Row | None = None
    part: int | None = None
    for row in rows:
        mine = row.table
        if mine is not None:
            apart = part is None or before is None or mine * part < 0
            if mine not in names:
                if apart or (before and row.top - before.bottom > JOINED * row.size):
                    number += 1
                names[mine] = number
            row.table = names[mine]
        before, part = row, mine
    return number


# ── with rules ───────────────────────────────────────────────────────────────────────────────────
def _ruled(sheet: Sheet, grids: Sequence[Grid]) -> Iterator[list[Row]]:
    for grid in grids:
        rows = [row for row in sheet.rows if row.role is LineRole.BODY and grid.holds(row)]
        if len(rows) > 1:
            yield rows


# ── without rules ────────────────────────────────────────────────────────────────────────────────
def _unruled(sheet: Sheet) -> Iterator[list[Row]]:
    rows = sheet.rows
    near, parts_of = (ALIGNED, _parts) if sheet.drawn else (TYPED, _parts_typed)
    parts = [parts_of(row) if row.role is LineRole.BODY and not row.column else [] for row in rows]
    at = 0
    while at < len(rows):
        last = _with_tail(rows, parts, _end_of_run(parts, at, near), near)
        members = [index for index in range(at, last + 1) if len(parts[index]) > 1]
        if len(members) >= FEWEST_ROWS and _is_figures([parts[index] for index in members]):
            first = _with_head(rows, parts, at)
            if not sheet.drawn:
                first = with_typed_head(rows, parts, at, below=members)
            yield [row for row in rows[first : last + 1] if row.role is LineRole.BODY]
        at = last + 1


def _end_of_run(parts: Sequence[list[list[Word]]], first: int, near: float) -> int:
    """The last row that goes on with the columns of row `first`; `first` where none does."""
    last = first
    if len(parts[first]) < 2:
        return first
    for at in range(first + 1, len(parts)):
        if at - last > BETWEEN + 1:
            break
        if len(parts[at]) > 1 and _go_together(parts[last], parts[at], near):
            last = at
        elif len(parts[at]) == 1 and len(parts[at][0]) > 9:
            break
    return last


def _with_head(rows: Sequence[Row], parts: Sequence[list[list[Word]]], first: int) -> int:
    """The first row, or the bold ones hard above it that have as many parts at most: a header that
    need not stand straight above its figures."""
    head = first
    while head and first - head < MOST_HEADERS and 1 < len(parts[head - 1]) <= len(parts[first]):
        row = rows[head - 1]
        if rows[head].top - row.bottom > ABOVE * row.size or not all(
            word.style.bold or word.caption for word in row.words
        ):
            break
        head -= 1
    return head


def _with_tail(
    rows: Sequence[Row], parts: Sequence[list[list[Word]]], last: int, near: float
) -> int:
    """The last row, or a line hard below it that goes on with one of its parts."""
    if last + 1 == len(rows) or len(parts[last]) < 2 or len(parts[last + 1]) != 1:
        return last
    row, below = rows[last], parts[last + 1][0]
    hard = rows[last + 1].top - row.bottom < CLOSE * row.size
    goes_on = any(abs(part[0].x0 - below[0].x0) < near / 2 for part in parts[last][1:])
    return last + 1 if hard and goes_on else last


def _parts(row: Row) -> list[list[Word]]:
    """The row's parts, its label taken as part of what follows."""
    groups = row.segments(max(GAP, GAP_IN_SIZES * row.size))
    while len(groups) > 1 and all(_LABEL.fullmatch(word.text) for word in groups[0]):
        groups = [groups[0] + groups[1], *groups[2:]]
    return groups


def _parts_typed(row: Row) -> list[list[Word]]:
    return part_typed(row, _parts(row))


def _go_together(above: list[list[Word]], below: list[list[Word]], near: float) -> bool:
    """True when at least one part behind the first stands below a part of the other row, and no
    two columns overlap crosswise."""
    return any(_stand_below(part, other, near) for part in above[1:] for other in below[1:])


def _stand_below(a: list[Word], b: list[Word], near: float) -> bool:
    a0, a1, b0, b1 = a[0].x0, a[-1].x1, b[0].x0, b[-1].x1
    return abs(a0 - b0) < near or abs(a1 - b1) < near or abs((a0 + a1) / 2 - (b0 + b1) / 2) < near


def _is_figure(cell: Sequence[Word]) -> bool:
    """True for '$1,235', '27%', '100 ng/ml', '$900,000 or more'; not for 'Local No. 44'."""
    if not any(map(str.isalnum, cell[0].text)):
        return len(cell) == 1 and bool(_FIGURE.fullmatch(cell[0].text))
    return bool(_FIGURE.fullmatch(cell[0].text)) and len(cell) <= MOST_FIGURE_WORDS


def _is_figures(rows: Sequence[list[list[Word]]]) -> bool:
    cells = [cell for row in rows for cell in row[1:]]
    figures = sum(_is_figure(cell) for cell in cells)
    short = sum(len(cell) <= SHORT_WORDS for cell in cells)
    wide = sum(len(row) > 2 for row in rows)
    if figures >= FIGURES * len(cells):
        return True
    return wide >= FIGURES * len(rows) and short >= 0.8 * len(cells)
