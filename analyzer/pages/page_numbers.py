"""Printed page numbers: what is printed at the edge of each sheet → the page's printed label.

A figure alone proves nothing; that it grows with the pages does. Every way to read a number at the
top or foot of a sheet votes for the difference between number and page, and a difference with
enough votes is believed. Decorated numbers ('- 6 -', 'Page 3 of 9') are believed by themselves.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from analyzer.pages.sheet import Row, Sheet
from analyzer.records import Word

#: a number is looked for in so many rows from the top and from the foot
ROWS_AT_EDGE = 4
#: and within this share of the page's height
EDGE = 0.16
#: sheets that must agree on a difference
VOTES = 3
#: numbers of one series stand at the same height, in points, more or less
SAME_HEIGHT = 12.0

# '- 6 -'  '-6-'  '–iv–'
_DASHED = re.compile(r"[-–—]\s*(\d{1,4}|[ivxlc]{1,8})\s*[-–—]\.?")
# 'Page 3 of 9'  'page 12'  'Pg. 3'  '3 of 9'  'Page | 7'
_PAGE = re.compile(
    r"(?:(?:page|pg\.?)\s*[|:]?\s*(\d{1,4}|[ivxlc]{1,8})(?:\s*(?:of|/)\s*\d{1,4})?"
    r"|(\d{1,4})\s+of\s+\d{1,4})",
    re.IGNORECASE,
)
# '17'  'xiv'  'A-3'
_BARE = re.compile(r"(\d{1,4}|[ivxlc]{1,8})")
_PREFIXED = re.compile(r"([A-Z]{1,3})-(\d{1,3})")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class Printed:
    """One way to read a page number on one sheet."""

    sheet: int
    row: int
    words: tuple[Word, ...]
    series: str
    value: int
    height: float
    alone: bool
    decorated: bool


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers that grow with the pages: how many sheets bear one, and at which height."""

    votes: int
    height: float


def find_page_numbers(sheets: Sequence[Sheet]) -> dict[int, Printed]:
    """The printed number of each sheet that has one, by the sheet's place in `sheets`."""
    readings = [reading for at, sheet in enumerate(sheets) for reading in _readings(at, sheet)]
    believed = _believed_series(readings, len(sheets))
    chosen: dict[int, tuple[int, Printed]] = {}
    for reading in readings:
        series = believed.get(_difference(reading))
        near = series and abs(reading.height - series.height) <= SAME_HEIGHT
        weight = (series.votes if series and near else 0) + (
            2 if reading.decorated and reading.alone else 0
        )
        if weight > chosen.get(reading.sheet, (0, reading))[0]:
            chosen[reading.sheet] = (weight, reading)
    return {sheet: reading for sheet, (_, reading) in chosen.items()}


def _difference(reading: Printed) -> tuple[str, int]:
    return reading.series, reading.value - reading.sheet


def _believed_series(readings: Sequence[Printed], sheets: int) -> dict[tuple[str, int], Series]:
    voters: dict[tuple[str, int], dict[int, float]] = defaultdict(dict)
    for reading in readings:
        voters[_difference(reading)].setdefault(reading.sheet, reading.height)
    needed = min(VOTES, max(2, sheets))
    return {
        key: Series(len(heights), median(heights.values()))
        for key, heights in voters.items()
        if len(heights) >= needed
    }


def _readings(at: int, sheet: Sheet) -> Iterator[Printed]:
    rows = sheet.rows
    edge = EDGE * sheet.height
    for index in _edge_rows(len(rows)):
        row = rows[index]
        from_top = index < len(rows) / 2
        if not (row.top < edge or row.bottom > sheet.height - edge) and sheet.drawn:
            continue
        height = row.bottom if from_top else row.bottom - sheet.height
        yield from _readings_of_row(at, index, row, height)


def _edge_rows(count: int) -> list[int]:
    top = range(min(ROWS_AT_EDGE, count))
    foot = range(max(count - ROWS_AT_EDGE, 0), count)
    return sorted({*top, *foot})


def _readings_of_row(at: int, index: int, row: Row, height: float) -> Iterator[Printed]:
    words = row.words
    for part in _parts(words):
        alone = len(part) == len(words)
        text = " ".join(word.text for word in part)
        read = _read(text)
        if read is None:
            continue
        series, value, decorated = read
        yield Printed(at, index, part, series, value, height, alone, decorated)


def _parts(words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    """The whole row, if short, and one to five words at either end."""
    seen: set[tuple[int, int]] = set()
    for length in (5, 4, 3, 2, 1):
        for start in (0, len(words) - length):
            if start < 0 or (start, length) in seen:
                continue
            seen.add((start, length))
            yield tuple(words[start : start + length])


def _read(text: str) -> tuple[str, int, bool] | None:
    """(series, value, decorated) of a printed page number."""
    if found := _DASHED.fullmatch(text):
        return _valued(found[1], decorated=True)
    if found := _PAGE.fullmatch(text):
        return _valued(found[1] or found[2], decorated=True)
    if found := _BARE.fullmatch(text):
        return _valued(found[1], decorated=False)
    if found := _PREFIXED.fullmatch(text):
        return f"prefix {found[1]}", int(found[2]), False
    return None


def _valued(figure: str, *, decorated: bool) -> tuple[str, int, bool] | None:
    if figure.isdigit():
        return "figures", int(figure), decorated
    value = read_roman(figure.lower())
    return ("romans", value, decorated) if value else None


def read_roman(text: str) -> int | None:
    """The value of a small roman number up to 399; None when it is none."""
    total = last = 0
    for letter in reversed(text):
        value = _VALUES[letter]
        total += value if value >= last else -value
        last = max(last, value)
    return total if 0 < total < 400 and _as_roman(total) == text else None


def _as_roman(number: int) -> str:
    parts = (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    )
    text = ""
    for value, letters in parts:
        while number >= value:
            text, number = text + letters, number - value
    return text
