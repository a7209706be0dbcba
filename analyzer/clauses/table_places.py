"""Ruled cells and words → places: which words stand in which cell of the page."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from analyzer.clauses.joining import Piece
from analyzer.records import Box

#: edges closer than this are one: the sides of a shade lie inside the cell that it fills
NARROWEST_COLUMN, LOWEST_ROW = 12.0, 4.0
INSET = 8.0
#: white this many times the size of the type parts two cells of a line
GAP = 1.1
#: a word this far outside every cell belongs to none
OUTSIDE = 8.0


@dataclass(slots=True)
class Place:
    """A cell in the making: its edges, by which it is counted, and its words."""

    left: float
    top: float
    right: float
    bottom: float
    pieces: list[Piece] = field(default_factory=list)
    #: True while its edges are ruled ones
    ruled: bool = True
    row: int = 0
    column: int = 0
    row_span: int = 1
    column_span: int = 1

    def lines(self) -> list[list[Piece]]:
        """Its words by printed line."""
        return lines_of(self.pieces)

    def ordered(self) -> list[Piece]:
        """Its words from line to line; only the last word of a line ends one."""
        lines = self.lines()
        last = len(lines) - 1
        return [
            piece._replace(ends_line=at == len(line) - 1 and number < last)
            for number, line in enumerate(lines)
            for at, piece in enumerate(line)
        ]

    def box(self) -> Box:
        """The cell as it is ruled, else around its words."""
        page = self.pieces[0].page
        if self.ruled:
            return Box(page, self.left, self.top, self.right, self.bottom)
        words = [piece.word for piece in self.pieces]
        return Box(
            page,
            min(word.x0 for word in words),
            min(word.top for word in words),
            max(word.x1 for word in words),
            max(word.bottom for word in words),
        )


def lines_of(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Words by printed line, from top to bottom and left to right; raised ones stay in the line
    whose height they overlap."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.word.bottom):
        middle = (piece.word.top + piece.word.bottom) / 2
        home = next((line for line in lines[-2:] if _spans(line, middle)), None)
        if home is None:
            lines.append([piece])
        else:
            home.append(piece)
    for line in lines:
        line.sort(key=lambda piece: piece.word.x0)
    return lines


def runs_of(line: Sequence[Piece], gap: float = GAP) -> list[list[Piece]]:
    """The line's words in runs, parted by white wider than `gap` times the size of the type."""
    runs: list[list[Piece]] = [[line[0]]]
    for before, piece in itertools.pairwise(line):
        if piece.word.x0 - before.word.x1 > gap * max(piece.word.style.size, 6.0):
            runs.append([piece])
        else:
            runs[-1].append(piece)
    return runs


def _spans(line: Sequence[Piece], middle: float) -> bool:
    return any(piece.word.top < middle < piece.word.bottom for piece in line)


def place_by_rules(pieces: Sequence[Piece], boxes: Sequence[Box]) -> list[Place]:
    """Each word in the cell that holds its middle; what stands outside all cells makes places of
    its own, a printed line each."""
    lefts = _edges((box.x0 for box in boxes), NARROWEST_COLUMN)
    tops = _edges((box.top for box in boxes), LOWEST_ROW)
    places: dict[tuple[float, float], Place] = {}
    around = [_find_place(places, box, _at(lefts, box.x0), _at(tops, box.top)) for box in boxes]
    outside: list[Piece] = []
    for piece in pieces:
        found = _nearest(piece, boxes)
        if found is None:
            outside.append(piece)
        else:
            around[found].pieces.append(piece)
    return [*places.values(), *_place_outside(outside, lefts)]


def _find_place(
    places: dict[tuple[float, float], Place], box: Box, left: float, top: float
) -> Place:
    """The place that begins where the box does; boxes that begin alike are one cell."""
    place = places.get((left, top))
    if place is None:
        place = places[left, top] = Place(left, top, box.x1, box.bottom)
    place.right, place.bottom = max(place.right, box.x1), max(place.bottom, box.bottom)
    return place


def _edges(values: Iterable[float], closest: float) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] >= closest:
            edges.append(value)
    return edges


def _at(edges: Sequence[float], value: float) -> float:
    return max(edge for edge in edges if edge <= value)


def _nearest(piece: Piece, boxes: Sequence[Box]) -> int | None:
    x, y = (piece.word.x0 + piece.word.x1) / 2, (piece.word.top + piece.word.bottom) / 2
    best, shortest = None, OUTSIDE
    for at, box in enumerate(boxes):
        away = max(box.x0 - x, x - box.x1, 0.0) + max(box.top - y, y - box.bottom, 0.0)
        if away < shortest:
            best, shortest = at, away
    return best


def _place_outside(pieces: Sequence[Piece], lefts: Sequence[float]) -> list[Place]:
    places: list[Place] = []
    for line in lines_of(pieces):
        top = min(piece.word.top for piece in line)
        bottom = max(piece.word.bottom for piece in line)
        by_left: dict[float, Place] = {}
        for run in runs_of(line):
            left = max([edge for edge in lefts if edge <= run[0].word.x0 + 2] or [lefts[0]])
            place = by_left.setdefault(left, Place(left, top, left, bottom, ruled=False))
            place.right = max(place.right, run[-1].word.x1)
            place.pieces += run
        places += by_left.values()
    return places
