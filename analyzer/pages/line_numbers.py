"""Line numbers printed in the margin of proposals: taken out of the rows, by name.

They are bare figures left (or right) of the whole text, one below the other, that count upward
down the page by ones or fives. A column of figures inside the text, or one that does not count, is
none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from analyzer.pages.sheet import Row, Sheet
from analyzer.records import SetAsideKind, Word

#: numbers on one sheet before they are believed, and the share of them that count on
FEWEST, COUNTING = 5, 0.85
#: they stand in one column, in points, clear of the text by so much
SAME_COLUMN, CLEAR = 8.0, 4.0
#: share of the text's rows that have one (every fifth, where they count by fives)
ROWS_NUMBERED = 0.5
#: sheets that have them, where there are so many; beside them stands text, not figures
FEWEST_SHEETS, FIGURES = 2, 0.4
_STEPS = (1, 2, 5, 10)


def set_line_numbers_aside(sheets: Sequence[Sheet]) -> None:
    """Take printed line numbers out of every sheet's rows."""
    found = [(sheet, numbers) for sheet in sheets if (numbers := _on_either_side(sheet.rows))]
    if len(found) < min(FEWEST_SHEETS, len(sheets)):
        return
    for sheet, numbers in found:
        sheet.put_aside(numbers, SetAsideKind.LINE_NUMBER)
        _remove(sheet, {id(word) for word in numbers})


def _on_either_side(rows: Sequence[Row]) -> list[Word]:
    return _numbers(rows, at_left=True) or _numbers(rows, at_left=False)


def _remove(sheet: Sheet, gone: set[int]) -> None:
    kept: list[Row] = []
    for row in sheet.rows:
        words = [word for word in row.words if id(word) not in gone]
        if words:
            row.words = words
            kept.append(row)
    sheet.rows = kept


def _numbers(rows: Sequence[Row], *, at_left: bool) -> list[Word]:
    """The line numbers of a sheet; [] where it has none."""
    outer = [row.words[0 if at_left else -1] for row in rows]
    figures = [word for word in outer if word.text.isdigit() and len(word.text) <= 4]
    if len(figures) < FEWEST:
        return []
    edge = median(word.x1 for word in figures)
    column = [word for word in figures if abs(word.x1 - edge) <= SAME_COLUMN]
    if len(column) < FEWEST or not _count_on(column):
        return []
    own = {id(word) for word in column}
    text = [word for row in rows for word in row.words if id(word) not in own]
    if not text or not _stand_clear(column, text, at_left=at_left):
        return []
    if sum(not any(map(str.isalpha, word.text)) for word in text) > FIGURES * len(text):
        return []
    step = _step(column)
    numbered = len(column) * step >= ROWS_NUMBERED * sum(len(row.words) > 1 for row in rows)
    return column if numbered else []


def _count_on(column: Sequence[Word]) -> bool:
    values = [int(word.text) for word in column]
    steps = [b - a for a, b in pairwise(values)]
    usual = Counter(steps).most_common(1)[0][0]
    return usual in _STEPS and steps.count(usual) >= COUNTING * len(steps)


def _step(column: Sequence[Word]) -> int:
    values = [int(word.text) for word in column]
    return Counter(b - a for a, b in pairwise(values)).most_common(1)[0][0]


def _stand_clear(column: Sequence[Word], text: Sequence[Word], *, at_left: bool) -> bool:
    """True when (nearly) all the text stands on the inner side of the numbers."""
    if at_left:
        edge = max(word.x1 for word in column)
        outside = sum(word.x0 < edge + CLEAR for word in text)
    else:
        edge = min(word.x0 for word in column)
        outside = sum(word.x1 > edge - CLEAR for word in text)
    return outside <= 0.01 * len(text)
