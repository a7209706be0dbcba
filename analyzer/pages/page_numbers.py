"""Printed page numbers: what is printed at the edge of each sheet → the page's printed label.

A figure alone proves nothing; that it grows with the pages does. Every way to read a number at the
top or foot of a sheet votes for the difference between number and page, and a difference with
enough votes is believed. Decorated numbers ('- 6 -', 'Page 3 of 9') are believed by themselves.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzer.pages.sheet import Row, Sheet
from analyzer.records import Word

#: a number is looked for in so many rows from the top and from the foot
ROWS_AT_EDGE = 4
#: and within this share of the page's height
EDGE = 0.16
#: sheets that must agree on a difference
VOTES = 3
#: numbers of one series stand at the same height, in points, more or less
SAME_HEIGHT = 6.0
#: a row with more words is no running head
MOST_WORDS = 20

# '- 6 -'  '-6-'  '–iv–'
_DASHED = re.compile(r"[-–—]\s*(\d{1,4}|[ivxlc]{1,8})\s*[-–—]\.?")
# 'Page 3 of 9'  'page 12'  'Pg. 3'  '3 of 9'  'Page | 7'
_PAGE = re.compile(
    r"(?:(?:page|pg\.?)\s*[|:]?\s*(\d{1,4}|[ivxlc]{1,8})(?:\s*(?:of|/)\s*\d{1,4})?"
    r"|(\d{1,4})\s+of\s+\d{1,4})",
    re.IGNORECASE,
)
# '17'  'xiv'  'A-3'  'I-2-4'
_BARE = re.compile(r"(\d{1,4}|[ivxlc]{1,8})")
_PREFIXED = re.compile(r"([A-Z]{1,3}(?:-\d{1,2})?)-(\d{1,3})")
# '- 6 -', 'xiv.': every way to read a number needs a figure, or romans that stand apart
_HAS_NUMBER = re.compile(
    r"\d|(?:(?<![^\s|:–—-])|(?<=page)|(?<=pg)|(?<=pg\.))[ivxlc]{1,8}(?![^\s/.–—-])", re.IGNORECASE
)
# 'Article 7' at the edge of a page names a part, not the page
_LEVEL = re.compile(r"article|art\.?|section|sec\.?|chapter|part|item|§+", re.IGNORECASE)
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


#: series, number less sheet, height, the words beside it where they count
_Alike = tuple[str, int, float, str | None]


@dataclass(frozen=True, slots=True)
class Printed:
    """One way to read a page number on one sheet."""

    sheet: int
    row: int
    words: tuple[Word, ...]
    series: str
    value: int
    height: float
    #: the other words of the row
    rest: str
    decorated: bool
    #: at either end of its row; one in the middle is believed only among the same words
    at_end: bool

    @property
    def alone(self) -> bool:
        """True when nothing else stands on the row."""
        return not self.rest

    @property
    def names_its_part(self) -> bool:
        """True for 'Exhibit D   D-1': the number begins with the letter of the part beside it."""
        prefix = self.series.removeprefix("prefix ")
        return prefix != self.series and prefix in self.rest.split()


def find_page_numbers(sheets: Sequence[Sheet]) -> dict[int, Printed]:
    """The printed number of each sheet that has one, by the sheet's place in `sheets`."""
    readings = [reading for at, sheet in enumerate(sheets) for reading in _readings(at, sheet)]
    series: dict[tuple[str, int], list[Printed]] = defaultdict(list)
    for reading in readings:
        series[reading.series, reading.value - reading.sheet].append(reading)
    chosen: dict[int, tuple[int, Printed]] = {}
    alike: dict[_Alike, list[Printed]] = {}
    voted = []
    for reading in readings:
        rest = None if reading.at_end else reading.rest
        key = (reading.series, reading.value - reading.sheet, reading.height, rest)
        if key not in alike:
            alike[key] = _alike(reading, series[key[:2]])
        voted.append((reading, _votes(reading, alike[key])))
    usual = {round(reading.height / SAME_HEIGHT) for reading, votes in voted if votes >= VOTES}
    beside = Counter(_beside(reading) for reading, votes in voted if votes >= VOTES)
    for reading, votes in voted:
        weight = votes + (2 if reading.decorated and reading.alone else 0)
        if reading.names_its_part and round(reading.height / SAME_HEIGHT) in usual:
            weight += VOTES  # more than the title below: 'EXHIBIT A-3' that 'EXHIBIT A-4' follows
        if not weight and reading.rest:  # a sheet that was scanned smaller or askew
            weight = int(beside[_beside(reading)] >= VOTES)
        if weight > chosen.get(reading.sheet, (0, reading))[0]:
            chosen[reading.sheet] = (weight, reading)
    return {sheet: reading for sheet, (_, reading) in chosen.items()}


def _beside(reading: Printed) -> tuple[str, int, str]:
    """What tells a number of a series at another height: its step, and the words beside it."""
    return reading.series, reading.value - reading.sheet, reading.rest


def _alike(reading: Printed, series: Sequence[Printed]) -> list[Printed]:
    """Numbers of a series that go with this one, at this height."""
    return [
        other
        for other in series
        if abs(other.height - reading.height) <= SAME_HEIGHT
        and (reading.at_end or other.rest == reading.rest)
    ]


def _votes(reading: Printed, alike: Sequence[Printed]) -> int:
    """Sheets whose numbers go with this one; 0 where they prove nothing."""
    sheets = {other.sheet for other in alike}
    if len(sheets) >= VOTES:
        return len(sheets)
    twins = [other for other in alike if other.sheet != reading.sheet and other.rest]
    return 2 if any(_are_twins(reading, other) for other in twins) else 0


def _are_twins(reading: Printed, other: Printed) -> bool:
    """True for two sheets in a row that print the same words beside their numbers."""
    return abs(reading.sheet - other.sheet) == 1 and reading.rest == other.rest


def _readings(at: int, sheet: Sheet) -> Iterator[Printed]:
    rows = [] if sheet.sideways else sheet.rows
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
    if not _HAS_NUMBER.search(row.text):
        return
    for start, end in _parts(len(words)):
        read = _read(" ".join(word.text for word in words[start:end]))
        if read is None:
            continue
        series, value, decorated = read
        if start and not decorated and _LEVEL.fullmatch(words[start - 1].text):
            continue
        rest = " ".join(word.text for word in (*words[:start], *words[end:]))
        part = tuple(words[start:end])
        at_end = start == 0 or end == len(words)
        yield Printed(at, index, part, series, value, height, rest, decorated, at_end)


def _parts(count: int) -> list[tuple[int, int]]:
    """One to five words at either end of a row of `count` words, then each word between."""
    lengths = range(min(5, count), 0, -1)
    ends = [(start, start + length) for length in lengths for start in (0, count - length)]
    between = [(at, at + 1) for at in range(1, count - 1)] if count <= MOST_WORDS else []
    return list(dict.fromkeys((*ends, *between)))


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


def is_decorated_number(text: str) -> bool:
    """True for 'Page 3' and '- 3 -', which are page numbers wherever they stand alone."""
    read = _read(text)
    return read is not None and read[2]


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
