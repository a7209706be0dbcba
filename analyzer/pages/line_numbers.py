"""Line numbers printed in the margin of proposals: taken out of the rows, by name.

They are bare figures left (or right) of the whole text, one below the other, that count upward
down the page by ones or fives. A column of figures inside the text, or one that does not count, is
none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
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
    """Take printed line numbers out of every sheet's rows. Where enough sheets have them, others
    may have few: there they stand in the same column and count from the same number."""
    found = {at: numbers for at, sheet in enumerate(sheets) if (numbers := _on_either_side(sheet))}
    if len(found) < min(FEWEST_SHEETS, len(sheets)):
        return
    column = _usual_column(list(found.values()))
    for at, sheet in enumerate(sheets):
        numbers = found.get(at) or (_few(sheet, column) if len(found) >= FEWEST_SHEETS else [])
        if numbers:
            sheet.put_aside(numbers, SetAsideKind.LINE_NUMBER)
            _remove(sheet, {id(word) for word in numbers})


@dataclass(frozen=True, slots=True)
class _Column:
    """Where the line numbers of a document end, what they count from, and by what."""

    edge: float
    first: int
    step: int


def _usual_column(found: Sequence[Sequence[Word]]) -> _Column:
    firsts = Counter(int(numbers[0].text) for numbers in found)
    steps = Counter(_step(numbers) for numbers in found)
    edge = median(word.x1 for numbers in found for word in numbers)
    return _Column(edge, firsts.most_common(1)[0][0], steps.most_common(1)[0][0])


def _few(sheet: Sheet, column: _Column) -> list[Word]:
    """The numbers of a short page: in the document's column, counting on without a gap."""
    words = [word for row in sheet.rows if (word := _figure(row, at_left=True)) is not None]
    words += [word for row in sheet.rows if (word := _figure(row, at_left=False)) is not None]
    own = {id(word): word for word in words if abs(word.x1 - column.edge) <= SAME_COLUMN}
    numbers = list(own.values())
    counted = [column.first + at * column.step for at in range(len(numbers))]
    return numbers if [int(word.text) for word in numbers] == counted else []


def _on_either_side(sheet: Sheet) -> list[Word]:
    return _numbers(sheet.rows, at_left=True) or _numbers(sheet.rows, at_left=False)


def _remove(sheet: Sheet, gone: set[int]) -> None:
    kept: list[Row] = []
    for row in sheet.rows:
        words = [word for word in row.words if id(word) not in gone]
        if words:
            row.words = words
            kept.append(row)
    sheet.rows = kept


def _figure(row: Row, *, at_left: bool) -> Word | None:
    """The bare figure at the outer end of a row, or behind a sign ('### 1') that stands there."""
    words = row.words if at_left else row.words[::-1]
    word = words[0]
    if len(words) > 1 and not any(map(str.isalnum, word.text)):
        word = words[1]
    return word if word.text.isdigit() and len(word.text) <= 4 else None


def _numbers(rows: Sequence[Row], *, at_left: bool) -> list[Word]:
    """The line numbers of a sheet; [] where it has none."""
    found = [(row, word) for row in rows if (word := _figure(row, at_left=at_left)) is not None]
    if len(found) < FEWEST:
        return []
    edge = median(word.x1 for _, word in found)
    column = [word for _, word in found if abs(word.x1 - edge) <= SAME_COLUMN]
    if len(column) < FEWEST:
        return []
    step = _step(column)
    numbers = _with_shifted(column, [word for _, word in found], step)
    if not _count_on(numbers):
        return []
    own = {id(word) for word in numbers}
    shifted = own - {id(word) for word in column}
    text = [
        word
        for row in rows
        if not any(id(word) in shifted for word in row.words)
        for word in row.words
        if id(word) not in own
    ]
    if not text or not _stand_clear(column, text, at_left=at_left):
        return []
    if sum(not any(map(str.isalpha, word.text)) for word in text) > FIGURES * len(text):
        return []
    numbered = len(column) * step >= ROWS_NUMBERED * sum(len(row.words) > 1 for row in rows)
    return numbers if numbered else []


def _with_shifted(column: Sequence[Word], figures: Sequence[Word], step: int) -> list[Word]:
    """The column, with the figures out of it that fill its gaps or come just before it."""
    own = {id(word) for word in column}
    numbers: list[Word] = []
    for at, word in enumerate(figures):
        following = next((one for one in figures[at + 1 :] if id(one) in own), None)
        fits = following is not None and int(following.text) - int(word.text) == step
        before = int(numbers[-1].text) if numbers else None
        if id(word) in own or (fits and before in (None, int(word.text) - step)):
            numbers.append(word)
    return numbers


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
