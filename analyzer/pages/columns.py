"""Two columns and more: rows that stand beside a gutter → each column read from top to bottom.

A gutter is a height of the page through which no word runs. Prose in columns fills both sides, and
lists of names stand in columns too; figures in columns are a table and are read across.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.pages.sheet import Row, Sheet
from analyzer.records import LineRole, Rule, Word

#: rows that stand on both sides before there is a gutter
FEWEST_ROWS = 6
#: and in which share of the rows between the first and the last of them
BOTH_SIDES = 0.55
#: an empty place of this width, in points and in type sizes, may be a gutter
GAP, GAP_IN_SIZES = 9.0, 0.9
#: words of a column on a line: prose has more, lists of names fewer
PROSE_WORDS, MOST_LIST_WORDS = 4.5, 9.0
#: the gutter of a list stands in this part of the text's width
MIDDLE = (0.28, 0.72)
#: of the words beside a gutter so many may be figures or amounts
FIGURES = 0.14
#: rows of a column begin on one left edge, in points, in this share
SAME_EDGE, ALIGNED = 4.0, 0.45
MOST_COLUMNS = 4
#: where the lines of two columns are not level: rows with words of each, and without any beside
ROWS_OF_COLUMN, ALONE_IN_COLUMN = 8, 3

# '$1,250.00'  '12%'  '8/1/24'
_FIGURE = re.compile(r"[$£€(]*\d[\d.,/:%)–-]*")


@dataclass(frozen=True, slots=True)
class Band:
    """Rows `first` to `last` of a sheet, read in columns cut at `gutters`."""

    first: int
    last: int
    gutters: tuple[float, ...]


def set_columns(sheet: Sheet) -> None:
    """Put the rows of every band of columns into reading order."""
    rows = sheet.rows
    if len(rows) < FEWEST_ROWS or not sheet.drawn or sheet.sideways:
        return
    offset = _find_offset_band(rows, sheet.rules)
    bands = [offset] if offset is not None else _find_bands(rows, sheet.rules)
    if not bands:
        return
    ordered: list[Row] = []
    at = 0
    for band in bands:
        ordered += rows[at : band.first]
        ordered += _read_band(rows[band.first : band.last + 1], band.gutters)
        at = band.last + 1
    sheet.rows = ordered + rows[at:]


def _find_offset_band(rows: Sequence[Row], rules: Sequence[Rule]) -> Band | None:
    """Two columns of prose whose lines are not level with each other: in one column of text hardly
    a row begins in the right half, and hardly one ends in the left."""
    body = [row.words for row in rows if row.role is LineRole.BODY]
    if len(body) < 2 * ROWS_OF_COLUMN:
        return None
    left, right = min(words[0].x0 for words in body), max(words[-1].x1 for words in body)
    middle = (left + right) / 2 - 0.05 * (right - left)
    starts = Counter(round(words[0].x0) for words in body if words[0].x0 > middle)
    if starts.total() < ALONE_IN_COLUMN:
        return None
    x = min((edge for edge, count in starts.items() if count > 1), default=right) - 4.0
    parted = [words for words in body if not _crosses(words, x)]
    if sum(words[-1].x1 <= x for words in parted) < ALONE_IN_COLUMN:
        return None
    own = [side for words in parted if (side := [word for word in words if word.x0 >= x])]
    other = [side for words in parted if (side := [word for word in words if word.x0 < x])]
    if min(len(own), len(other)) < ROWS_OF_COLUMN or not (_aligned(own) and _aligned(other)):
        return None
    if min(sum(map(len, side)) / len(side) for side in (own, other)) < PROSE_WORDS:
        return None
    first, last = _between_crossings(rows, x)
    band = [row.words for row in rows[first : last + 1]]
    crossing = sum(_crosses(words, x) for words in band)
    words = [word for words in band for word in words]
    figures = sum(bool(_FIGURE.fullmatch(word.text)) for word in words)
    if crossing > 0.1 * len(band) or figures > FIGURES * len(words):
        return None
    return None if _crossed_by_rule(x, band, rules) else Band(first, last, (x,))


def _between_crossings(rows: Sequence[Row], x: float) -> tuple[int, int]:
    """First and last row of the columns: from the right one's first and last row on, as far as no
    row runs through the gutter."""
    right = [
        at for at, row in enumerate(rows) if _may_stand_in_column(row, x) and row.words[-1].x0 >= x
    ]
    first, last = right[0], right[-1]
    while first and _may_stand_in_column(rows[first - 1], x):
        first -= 1
    while last + 1 < len(rows) and _may_stand_in_column(rows[last + 1], x):
        last += 1
    return first, last


def _may_stand_in_column(row: Row, x: float) -> bool:
    return row.role is LineRole.BODY and not _crosses(row.words, x)


def _crosses(words: Sequence[Word], x: float) -> bool:
    return any(word.x0 < x < word.x1 for word in words)


def _find_bands(rows: Sequence[Row], rules: Sequence[Rule]) -> list[Band]:
    bands: list[Band] = []
    for first, last in _stretches(rows):
        found = _gutters(rows[first : last + 1], rules)
        if found:
            bands.append(Band(first, last, found))
    return bands


def _stretches(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Longest runs of rows between which a gutter may stand: body rows, cut where a role begins
    and where several rows in turn run over the whole width."""
    gaps = [row.role is LineRole.BODY and _widest_gap(row) > 0 for row in rows]
    stretches: list[tuple[int, int]] = []
    start: int | None = None
    last = -10
    for at, has in enumerate(gaps):
        if rows[at].role is not LineRole.BODY:
            _close(stretches, start, last)
            start = None
        elif has:
            if start is None or at - last > 4:
                _close(stretches, start, last)
                start = at
            last = at
    _close(stretches, start, last)
    return stretches


def _close(stretches: list[tuple[int, int]], start: int | None, last: int) -> None:
    if start is not None and last - start + 1 >= FEWEST_ROWS:
        stretches.append((start, last))


def _widest_gap(row: Row) -> float:
    least = max(GAP, GAP_IN_SIZES * row.size)
    widest = row.gap
    return widest if widest >= least else 0.0


def _gutters(rows: Sequence[Row], rules: Sequence[Rule]) -> tuple[float, ...]:
    """Where the rows are cut into columns; () where they are not."""
    found: list[float] = []
    parts = [[list(row.words) for row in rows]]
    while parts and len(found) < MOST_COLUMNS - 1:
        part = parts.pop()
        x = _gutter(part)
        if x is None or _crossed_by_rule(x, part, rules):
            continue
        found.append(x)
        parts.append([[word for word in words if word.x0 < x] for words in part])
        parts.append([[word for word in words if word.x0 >= x] for words in part])
    return tuple(sorted(found))


def _gutter(rows: Sequence[Sequence[Word]]) -> float | None:
    """The best place to cut these rows in two; None where they are one column or a table."""
    filled = [words for words in rows if words]
    if len(filled) < FEWEST_ROWS:
        return None
    for x in _candidates(filled):
        sides = [
            ([word for word in words if word.x1 <= x], [word for word in words if word.x0 >= x])
            for words in filled
        ]
        whole = sum(
            len(a) + len(b) < len(words) for (a, b), words in zip(sides, filled, strict=True)
        )
        both = [(a, b) for a, b in sides if a and b]
        if len(both) >= max(FEWEST_ROWS, BOTH_SIDES * len(filled)) and whole <= 0.1 * len(filled):
            if _are_columns(sides, both, x):
                return x
            return None
    return None


def _candidates(rows: Sequence[Sequence[Word]]) -> list[float]:
    """Left edges, to a point, before which many rows have a gap; the commonest first."""
    edges: Counter[int] = Counter()
    for words in rows:
        for word, last in zip(words[1:], words, strict=False):
            if word.x0 - last.x1 >= max(GAP, GAP_IN_SIZES * word.style.size):
                edges[round(word.x0 / 3)] += 1
    return [3.0 * edge - 4.0 for edge, count in edges.most_common(3) if count >= 3]


def _are_columns(
    sides: Sequence[tuple[list[Word], list[Word]]],
    both: Sequence[tuple[list[Word], list[Word]]],
    x: float,
) -> bool:
    left = [a for a, _ in sides if a]
    right = [b for _, b in sides if b]
    if not (_aligned(left) and _aligned(right)):
        return False
    words = [word for a, b in both for word in (*a, *b)]
    if sum(bool(_FIGURE.fullmatch(word.text)) for word in words) > FIGURES * len(words):
        return False
    means = [sum(map(len, side)) / len(side) for side in (left, right)]
    if min(means) >= PROSE_WORDS:
        return True
    x0 = min(words[0].x0 for words in left)
    x1 = max(words[-1].x1 for words in right)
    balanced = MIDDLE[0] < (x - x0) / max(x1 - x0, 1.0) < MIDDLE[1]
    return balanced and min(means) >= 1.4 and max(means) <= MOST_LIST_WORDS and _are_names(both)


def _are_names(both: Sequence[tuple[list[Word], list[Word]]]) -> bool:
    """True when most entries on both sides begin with a capital or figure, as names do, and no
    sentence runs on; labels beside terms do not."""
    entries = [side for pair in both for side in pair]
    capital = sum(not entry[0].text[0].islower() for entry in entries)
    sentences = sum(len(entry) > 8 for entry in entries)
    return capital >= 0.8 * len(entries) and sentences <= 0.15 * len(entries)


def _aligned(lines: Sequence[Sequence[Word]]) -> bool:
    edges = Counter(round(words[0].x0 / SAME_EDGE) for words in lines)
    return edges.most_common(1)[0][1] >= ALIGNED * len(lines)


def _crossed_by_rule(x: float, rows: Sequence[Sequence[Word]], rules: Sequence[Rule]) -> bool:
    """True when level rules run through the gutter, as the frame of a table does."""
    words = [word for row in rows for word in row]
    top, bottom = min(word.top for word in words), max(word.bottom for word in words)
    across = [
        rule
        for rule in rules
        if rule.is_horizontal and rule.x0 < x - 8 < x + 8 < rule.x1 and top < rule.top < bottom
    ]
    return len(across) >= 3


def _read_band(rows: Sequence[Row], gutters: tuple[float, ...]) -> list[Row]:
    """The rows of a band, column after column; a row through a gutter parts the band."""
    ordered: list[Row] = []
    columns: list[list[Row]] = [[] for _ in range(len(gutters) + 1)]
    for row in rows:
        if any(_crosses(row.words, x) for x in gutters):
            ordered += [part for column in columns for part in column] + [row]
            columns = [[] for _ in columns]
            continue
        for number, words in enumerate(_cut(row.words, gutters)):
            if words:
                columns[number].append(Row(words, row.role, number + 1))
    return ordered + [part for column in columns for part in column]


def _cut(words: Sequence[Word], gutters: Sequence[float]) -> list[list[Word]]:
    edges = (*gutters, float("inf"))
    parts: list[list[Word]] = [[] for _ in edges]
    for word in words:
        parts[next(at for at, x in enumerate(edges) if word.x0 < x)].append(word)
    return parts
