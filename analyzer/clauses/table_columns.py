"""Words of a table without rules → places, by the white between its columns.

A printed line is a row, unless it goes on with the row above: a name or a text too long for its
column, set hard below it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from math import inf
from statistics import median

from analyzer.clauses.joining import Piece
from analyzer.clauses.table_places import Place, lines_of, runs_of

# '1,677.55'  '$41.94'  '12%'
_AMOUNT = re.compile(r"[$£€]?\d[\d,]*(?:\.\d+)?%?")
#: a line whose top is this close to the foot of the line above, in type sizes, may go on with it
_CLOSE = 0.45
#: at least so many of the fullest lines stand in the columns that they have in common
_FITTING = 0.5


def place_by_columns(pieces: Sequence[Piece]) -> list[Place]:
    """Places in reading order; a run of words without wide white is one, or part of one."""
    lines = [_cells_of(line) for line in lines_of(pieces)]
    columns = _count_columns(lines) or _find_columns([run for line in lines for run in line])
    rows: list[dict[int, list[Piece]]] = []
    for line in (_part_names(line, columns) for line in lines):
        by_column: dict[int, list[Piece]] = {}
        for run, column in zip(line, _columns_of(line, columns), strict=True):
            by_column.setdefault(column, []).extend(run)
        if rows and _goes_on(rows[-1], by_column):
            for column, run in by_column.items():
                rows[-1].setdefault(column, []).extend(run)
        else:
            rows.append(by_column)
    return [
        _place(run, row, columns, column) for row in rows for column, run in sorted(row.items())
    ]


def _columns_of(
    line: Sequence[Sequence[Piece]], columns: Sequence[tuple[float, float]]
) -> list[int]:
    """The column of each run: that which it overlaps most; where two amounts would share one, the
    nearest columns in which each has its own."""
    if len(line) == len(columns):
        return list(range(len(columns)))
    homes = [_column_of(run, columns) for run in line]
    crowded = {home for home in homes if homes.count(home) > 1}
    amounts = [
        _AMOUNT.fullmatch(run[0].text)
        for run, home in zip(line, homes, strict=True)
        if home in crowded
    ]
    if not crowded or not all(amounts) or len(line) > len(columns):
        return homes
    return _apart(line, columns)


def _apart(line: Sequence[Sequence[Piece]], columns: Sequence[tuple[float, float]]) -> list[int]:
    """Columns in their order, one for each run, so that all runs together stand nearest."""
    best: list[tuple[float, list[int]]] = [(0.0, [])] * (len(columns) + 1)
    for run in line:
        row: list[tuple[float, list[int]]] = [(inf, [])]
        for at, (left, right) in enumerate(columns):
            away = abs(run[0].word.x0 + run[-1].word.x1 - left - right)
            taken = (best[at][0] + away, [*best[at][1], at])
            row.append(min(row[-1], taken, key=lambda item: item[0]))
        best = row
    return best[-1][1]


def _cells_of(line: Sequence[Piece]) -> list[list[Piece]]:
    """The runs of a line; one of nothing but amounts, or of one word again and again, is as many
    cells: '3,649 3,793', 'Step Step Step'."""
    cells: list[list[Piece]] = []
    for run in runs_of(line):
        texts = [piece.text for piece in run]
        raised = any(piece.word.style.superscript for piece in run)
        if not raised and (all(map(_AMOUNT.fullmatch, texts)) or len(set(texts)) == 1):
            cells += [[piece] for piece in run]
        else:
            cells.append(run)
    return cells


def _place(
    run: Sequence[Piece],
    row: dict[int, list[Piece]],
    columns: Sequence[tuple[float, float]],
    column: int,
) -> Place:
    top = min(piece.word.top for other in row.values() for piece in other)
    bottom = max(piece.word.bottom for other in row.values() for piece in other)
    right = max(max(piece.word.x1 for piece in run), columns[column][0] + 1)
    right = min([right, *(columns[other][0] for other in row if other > column)])
    return Place(columns[column][0], top, right, bottom, list(run), ruled=False)


def _goes_on(above: dict[int, list[Piece]], below: dict[int, list[Piece]]) -> bool:
    """True for a line set hard below the row above that fills only some of its columns: without a
    name, or with nothing but the rest of a name."""
    foot = max(piece.word.bottom for run in above.values() for piece in run)
    words = [piece.word for run in below.values() for piece in run]
    size = max(words[0].style.size, words[0].bottom - words[0].top, 6.0)
    if min(word.top for word in words) - foot > _CLOSE * size or not below.keys() < above.keys():
        return False
    if 0 not in below:
        return len(below) == 1
    first = below[0][0].word
    as_head = all(p.word.style.bold or p.word.caption for p in (*below[0], *above[0]))
    return len(below) == 1 and (as_head or first.text[:1].islower())


def _part_names(
    line: list[list[Piece]], columns: Sequence[tuple[float, float]]
) -> list[list[Piece]]:
    """The runs of a line; where it has one too few and two words of one run stand over a column
    each, these are two: 'Range Option'."""
    if len(line) != len(columns) - 1:
        return line
    for at, run in enumerate(line):
        homes = [_column_of([piece], columns) for piece in run]
        if homes == [at, at + 1]:
            return [*line[:at], run[:1], run[1:], *line[at + 1 :]]
    return line


def _count_columns(lines: Sequence[Sequence[Sequence[Piece]]]) -> list[tuple[float, float]]:
    """Extents of as many columns as the fullest lines have runs; none unless two lines or more
    have so many and each run stands between its neighbours' columns, but for a few lines."""
    count = max(map(len, lines), default=0)
    full = [line for line in lines if len(line) == count]
    if count < 2 or len(full) < 2:
        return []
    usual = [
        (median(run[0].word.x0 for run in runs), median(run[-1].word.x1 for run in runs))
        for runs in zip(*full, strict=True)
    ]
    fitting = [line for line in full if all(map(_overlaps, line, usual))]
    if len(fitting) < max(2.0, _FITTING * len(full)):
        fitting = full
    return _extents(full) or _extents(fitting)


def _extents(lines: Sequence[Sequence[Sequence[Piece]]]) -> list[tuple[float, float]]:
    """From where to where each run of all lines reaches; none where neighbours overlap."""
    columns = [
        (min(run[0].word.x0 for run in runs), max(run[-1].word.x1 for run in runs))
        for runs in zip(*lines, strict=True)
    ]
    apart = all(left[1] <= right[0] for left, right in itertools.pairwise(columns))
    return columns if apart else []


def _overlaps(run: Sequence[Piece], column: tuple[float, float]) -> bool:
    return run[0].word.x0 < column[1] and column[0] < run[-1].word.x1


def _find_columns(runs: Sequence[Sequence[Piece]]) -> list[tuple[float, float]]:
    """Column extents: narrow runs joined where they overlap, wide ones (captions) left out."""
    spans = sorted((run[0].word.x0, run[-1].word.x1) for run in runs)
    if not spans:
        return []
    widest = max(end for _, end in spans) - spans[0][0]
    columns: list[tuple[float, float]] = []
    for start, end in spans:
        if end - start > 0.6 * widest and len(spans) > 2:
            continue
        if columns and start < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], end))
        else:
            columns.append((start, end))
    return columns or [(spans[0][0], spans[-1][1])]


def _column_of(run: Sequence[Piece], columns: Sequence[tuple[float, float]]) -> int:
    """The column that a run overlaps most; the nearest when it overlaps none."""
    start, end = run[0].word.x0, run[-1].word.x1
    overlaps = [min(end, right) - max(start, left) for left, right in columns]
    return max(range(len(columns)), key=lambda index: (overlaps[index], -index))
