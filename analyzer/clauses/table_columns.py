"""Words of a table without rules → places, by the white between its columns.

A printed line is a row, unless it goes on with the row above: a name or a text too long for its
column, set hard below it.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from analyzer.clauses.joining import Piece
from analyzer.clauses.table_places import Place, lines_of, runs_of

#: a line whose top is this close to the foot of the line above, in type sizes, may go on with it
_CLOSE = 0.45


def place_by_columns(pieces: Sequence[Piece]) -> list[Place]:
    """Places in reading order; a run of words without wide white is one, or part of one."""
    lines = [runs_of(line) for line in lines_of(pieces)]
    columns = _count_columns(lines) or _find_columns([run for line in lines for run in line])
    rows: list[dict[int, list[Piece]]] = []
    for line in lines:
        by_column: dict[int, list[Piece]] = {}
        for at, run in enumerate(line):
            column = at if len(line) == len(columns) else _column_of(run, columns)
            by_column.setdefault(column, []).extend(run)
        if rows and _goes_on(rows[-1], by_column):
            for column, run in by_column.items():
                rows[-1].setdefault(column, []).extend(run)
        else:
            rows.append(by_column)
    return [
        _place(run, row, columns, column) for row in rows for column, run in sorted(row.items())
    ]


def _place(
    run: Sequence[Piece],
    row: dict[int, list[Piece]],
    columns: Sequence[tuple[float, float]],
    column: int,
) -> Place:
    top = min(piece.word.top for other in row.values() for piece in other)
    bottom = max(piece.word.bottom for other in row.values() for piece in other)
    right = max(max(piece.word.x1 for piece in run), columns[column][0] + 1)
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


def _count_columns(lines: Sequence[Sequence[Sequence[Piece]]]) -> list[tuple[float, float]]:
    """Extents of as many columns as the fullest lines have runs; none unless two lines or more
    have so many and each run stands between its neighbours' columns."""
    count = max(map(len, lines), default=0)
    full = [line for line in lines if len(line) == count]
    if count < 2 or len(full) < 2:
        return []
    columns = [
        (min(run[0].word.x0 for run in runs), max(run[-1].word.x1 for run in runs))
        for runs in zip(*full, strict=True)
    ]
    apart = all(left[1] <= right[0] for left, right in itertools.pairwise(columns))
    return columns if apart else []


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
