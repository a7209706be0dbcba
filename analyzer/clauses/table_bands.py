"""Ruled bands that hold several rows → a row each; ruled columns that hold several, likewise.

Rate schedules rule off a department, not a rate: a band is split where each of its lines has a name
and figures of its own, or where its figures stand in as many lines in every column.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import gt

from analyzer.clauses.joining import Piece
from analyzer.clauses.table_places import Place, lines_of, runs_of
from analyzer.records import MarkKind

#: this share of a band's lines has a figure of its own
FIGURED = 0.6
#: names of one band begin this close to one another, in points
SAME_EDGE = 3.0
#: white between two columns that no rule parts, in sizes of the type
COLUMN_GAP = 0.55
#: figures of one row stand this close to one another's height, in points
SAME_HEIGHT = 8.0
#: names longer than this are sentences
MOST_WORDS = 10

# '1,677.55'  '$41.94'  '12%'; not '(39.44/hr.)', which says the amount above in other words
_AMOUNT = re.compile(r"[$£€]?\d[\d,]*(?:\.\d+)?%?[*†‡]*")


def split_columns(places: Sequence[Place]) -> list[Place]:
    """The same places, those of a ruled column that holds several columns of figures split: all
    its lines are parted by white at the same places."""
    columns: dict[tuple[float, float], list[Place]] = defaultdict(list)
    for place in places:
        columns[place.left, round(place.right)].append(place)
    return [part for column in columns.values() for part in _split_column(column)]


def _split_column(column: Sequence[Place]) -> Iterable[Place]:
    lines = [runs_of(line, COLUMN_GAP) for place in column for line in place.lines()]
    count = len(lines[0]) if lines else 1
    if count < 2 or len(lines) < 2 or any(len(runs) != count for runs in lines):
        return column
    figures = sum(_is_amount(run) for runs in lines for run in runs)
    lefts = [min(runs[at][0].word.x0 for runs in lines) for at in range(count)]
    rights = [max(runs[at][-1].word.x1 for runs in lines) for at in range(count)]
    if figures < 0.5 * count * len(lines) or any(map(gt, rights, lefts[1:])):
        return column
    cuts = [(right + left) / 2 for right, left in zip(rights, lefts[1:], strict=False)]
    return [part for place in column for part in _cut_across(place, cuts)]


def _cut_across(place: Place, cuts: Sequence[float]) -> list[Place]:
    """The place in parts, cut upright at each of `cuts`."""
    edges = [place.left, *cuts, place.right]
    parts = [Place(left, place.top, right, place.bottom) for left, right in pairwise(edges)]
    for piece in place.pieces:
        parts[bisect(cuts, piece.word.x0)].pieces.append(piece)
    return parts


def split_bands(places: Sequence[Place]) -> list[Place]:
    """The same places, those of a band of several rows split."""
    bands: dict[tuple[float, float], list[Place]] = defaultdict(list)
    for place in places:
        bands[place.top, round(place.bottom)].append(place)
    return [place for band in bands.values() for place in _split(band)]


def _split(band: Sequence[Place]) -> Iterable[Place]:
    filled = sorted((place for place in band if place.pieces), key=lambda place: place.left)
    if len(filled) < 2:
        return band
    names, rest = filled[0], filled[1:]
    lines = lines_of([piece for place in filled for piece in place.pieces])
    if _names_each(names, rest, lines):
        heights = [max(piece.word.bottom for piece in line) for line in lines]
    else:
        heights = _shared_heights(names, rest)
    if len(heights) < 2:
        return band
    return [part for place in filled for part in _cut(place, heights)]


def _names_each(names: Place, rest: Sequence[Place], lines: Sequence[Sequence[Piece]]) -> bool:
    """True when each line begins with a name at the same edge, and most have a figure."""
    own = names.lines()
    if len(own) < 2 or len(own) != len(lines):
        return False
    edge = own[0][0].word.x0
    if any(abs(line[0].word.x0 - edge) > SAME_EDGE or len(line) > MOST_WORDS for line in own):
        return False
    figures = {
        id(piece) for place in rest for line in place.lines() if _is_amount(line) for piece in line
    }
    figured = [any(id(piece) in figures for piece in line) for line in lines]
    return sum(figured) >= max(2.0, FIGURED * len(lines))


def _shared_heights(names: Place, rest: Sequence[Place]) -> list[float]:
    """Where the figures stand, when every column has as many and the names have no fewer lines."""
    columns = [place.lines() for place in rest]
    count = len(columns[0])
    if count < 2 or len(names.lines()) < count:
        return []
    if any(len(lines) != count or not all(map(_is_amount, lines)) for lines in columns):
        return []
    heights = []
    for row in zip(*columns, strict=True):
        bottoms = [line[0].word.bottom for line in row]
        if max(bottoms) - min(bottoms) > SAME_HEIGHT:
            return []
        heights.append(sum(bottoms) / len(bottoms))
    taken = {_closest(line, heights) for line in names.lines()}
    return heights if len(taken) == count else []


def _is_amount(line: Sequence[Piece]) -> bool:
    live = [p for p in line if p.word.mark is not MarkKind.DELETED and not p.word.style.superscript]
    return len(live) == 1 and bool(_AMOUNT.fullmatch(live[0].text))


def _closest(line: Sequence[Piece], heights: Sequence[float]) -> int:
    bottom = line[0].word.bottom
    return min(range(len(heights)), key=lambda at: abs(heights[at] - bottom))


def _cut(place: Place, heights: Sequence[float]) -> list[Place]:
    """The place's lines, each in the row that is closest; rows begin at the band's own heights."""
    parts: dict[int, Place] = {}
    for line in place.lines():
        at = _closest(line, heights)
        top = place.top if at == 0 else (heights[at - 1] + heights[at]) / 2
        bottom = (heights[at] + heights[at + 1]) / 2 if at + 1 < len(heights) else place.bottom
        part = parts.setdefault(at, Place(place.left, top, place.right, bottom, ruled=False))
        part.pieces += line
    return list(parts.values())
