"""Two tables → a redline cell by cell, so that no figure is read as having moved to another column.

Cells of both tables → pieces that rebuild both texts exactly, where a table's text is its cells in
reading order with one space between them; None where a table is set otherwise, or where whole rows
would be struck for a few words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

from rapidfuzz.distance import Indel

from analyzer.comparison.words import is_too_coarse, merge_pieces, redline
from analyzer.records import Cell, Clause, WordOperation, WordPiece
from analyzer.wording.setting import fold_heading

Row = tuple[str, ...]


def redline_tables(old: Clause, new: Clause) -> tuple[WordPiece, ...] | None:
    """The pieces in reading order; None unless both are tables whose text is their cells,
    or where that would be told far too coarsely."""
    if not old.cells or not new.cells:
        return None
    ours, theirs = _rows(old.cells), _rows(new.cells)
    if _text(ours) != old.text or _text(theirs) != new.text:
        return None
    pieces: list[WordPiece] = []
    begun = [False, False]
    for before, after in _pair_cells(ours, theirs):
        pieces += _space(before is not None and begun[0], after is not None and begun[1])
        pieces += redline(before or "", after or "")
        begun[0] |= before is not None
        begun[1] |= after is not None
    merged = merge_pieces(pieces)
    return None if is_too_coarse(merged, old.text, new.text) else merged


def _rows(cells: Sequence[Cell]) -> list[Row]:
    """The words of each row, empty cells left out."""
    printed = [cell for cell in cells if cell.text or cell.printed]
    rows = groupby(printed, key=lambda cell: cell.row)
    return [tuple(cell.printed or cell.text for cell in row) for _, row in rows]


def _text(rows: Sequence[Row]) -> str:
    return " ".join(text for row in rows for text in row)


def _pair_cells(old: Sequence[Row], new: Sequence[Row]) -> Iterator[tuple[str | None, str | None]]:
    """Cells of rows that begin alike side by side; other rows between them in their order."""
    names = [[fold_heading(row[0]) for row in rows] for rows in (old, new)]
    for step in Indel.opcodes(names[0], names[1]):
        ours = old[step.src_start : step.src_end]
        theirs = new[step.dest_start : step.dest_end]
        if step.tag == "equal":
            for before, after in zip(ours, theirs, strict=True):
                yield from _pair_row(before, after)
        else:
            yield from ((text, None) for row in ours for text in row)
            yield from ((None, text) for row in theirs for text in row)


def _pair_row(old: Row, new: Row) -> Iterator[tuple[str | None, str | None]]:
    if len(old) == len(new):
        yield from zip_longest(old, new)
    else:
        yield old[0], new[0]
        yield from ((text, None) for text in old[1:])
        yield from ((None, text) for text in new[1:])


def _space(old: bool, new: bool) -> list[WordPiece]:
    """The space before a cell, on the sides that have one."""
    if old and new:
        return [WordPiece(WordOperation.EQUAL, " ")]
    if old:
        return [WordPiece(WordOperation.DELETE, " ")]
    return [WordPiece(WordOperation.INSERT, " ")] if new else []
