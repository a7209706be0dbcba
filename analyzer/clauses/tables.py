"""Lines of a table → cells by row and column.

Columns are found from the white that no line of the table crosses; a first line set off in bold or
without figures is the header.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from analyzer.records import Box, Cell, Line, Word

#: white this many times the size of the type parts two cells of a line
_GAP = 1.1


def read_cells(lines: Sequence[Line]) -> tuple[Cell, ...]:
    """Cells in reading order; a line is a row, a run of words without wide white a cell."""
    runs = [_split_runs(line.words) for line in lines]
    edges = _find_columns([run for row in runs for run in row])
    cells: list[Cell] = []
    header = _header_rows(lines)
    for number, (line, row) in enumerate(zip(lines, runs, strict=True)):
        by_column: dict[int, list[Word]] = {}
        for run in row:
            by_column.setdefault(_column_of(run, edges), []).extend(run)
        for column, words in sorted(by_column.items()):
            cells.append(
                Cell(
                    row=number,
                    column=column,
                    text=" ".join(word.text for word in words),
                    header=number < header,
                    box=Box(
                        line.page,
                        min(word.x0 for word in words),
                        min(word.top for word in words),
                        max(word.x1 for word in words),
                        max(word.bottom for word in words),
                    ),
                )
            )
    return tuple(cells)


def _split_runs(words: Sequence[Word]) -> list[list[Word]]:
    runs: list[list[Word]] = [[words[0]]]
    for before, word in itertools.pairwise(words):
        if word.x0 - before.x1 > _GAP * max(word.style.size, 6.0):
            runs.append([word])
        else:
            runs[-1].append(word)
    return runs


def _find_columns(runs: Sequence[Sequence[Word]]) -> list[tuple[float, float]]:
    """Column extents: narrow runs joined where they overlap, wide ones (captions) left out."""
    spans = sorted((run[0].x0, run[-1].x1) for run in runs)
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


def _column_of(run: Sequence[Word], columns: Sequence[tuple[float, float]]) -> int:
    """The column that a run overlaps most; the nearest when it overlaps none."""
    start, end = run[0].x0, run[-1].x1
    overlaps = [min(end, right) - max(start, left) for left, right in columns]
    return max(range(len(columns)), key=lambda index: (overlaps[index], -index))


def _header_rows(lines: Sequence[Line]) -> int:
    """How many first rows are a header: bold ones, or those before the first figure."""
    for number, line in enumerate(lines[:4]):
        bold = all(word.style.bold for word in line.words)
        if not bold and any(word.text[:1].isdigit() or word.text[:1] == "$" for word in line.words):
            return number
    return 1 if lines and all(word.style.bold for word in lines[0].words) else 0
