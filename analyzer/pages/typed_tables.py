"""Tables of typed text, whose columns are parted by blanks: rows → their cells, and the header.

A blank or two parts amounts; a header is a line hard above whose words stand over the columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.pages.sheet import Row
from analyzer.records import LineRole, Word

#: a line this close to a row, in type sizes, may go with it
CLOSE = 0.45
#: a header has at most so many lines
MOST_HEADERS = 3
#: a part of at most so many words is short; a typed part of more than so many is prose
SHORT_WORDS, LONGEST_CELL = 3, 9

# '3,649'  '$41.94'; not the '2' of 'Specialist 2'
_AMOUNT = re.compile(r"[$£€]?\d[\d,]+(?:\.\d+)?%?")
# '17.1'  '4.2.1.'
_DECIMAL = re.compile(r"\d{1,3}(?:\.\d{1,3})+\.?")


def part_typed(row: Row, parts: Sequence[list[Word]]) -> list[list[Word]]:
    """The parts of a typed row; prose set off from its label is one with it, and amounts one space
    apart are as many."""
    parts = [cell for part in parts for cell in _split_amounts(part)]
    is_labelled = len(parts) > 1 and len(parts[0]) == 1 and _DECIMAL.fullmatch(parts[0][0].text)
    if is_labelled and parts[1][0].text[0].isalpha():
        parts = [parts[0] + parts[1], *parts[2:]]
    return [row.words] if any(len(part) > LONGEST_CELL for part in parts[1:]) else parts


def _split_amounts(part: list[Word]) -> list[list[Word]]:
    amounts = len(part) > 1 and all(_AMOUNT.fullmatch(word.text) for word in part)
    return [[word] for word in part] if amounts else [part]


def with_typed_head(
    rows: Sequence[Row], parts: Sequence[list[list[Word]]], first: int, *, below: Sequence[int]
) -> int:
    """The first row, or those hard above it whose short parts each stand over a column of the rows
    below; one of them may stand beside."""
    head = first
    columns = _columns_of([part for at in below for part in parts[at]])
    while head and first - head < MOST_HEADERS and len(parts[head - 1]) > 1:
        row = rows[head - 1]
        if rows[head].top - row.bottom > CLOSE * row.size or row.role is not LineRole.BODY:
            break
        over = [
            sum(part[0].x0 < right and left < part[-1].x1 for left, right in columns)
            for part in parts[head - 1]
        ]
        if max(over) > 1 or sum(over) < len(over) - 1 or any(map(_is_long, parts[head - 1])):
            break
        head -= 1
    return head


def _columns_of(parts: Sequence[list[Word]]) -> list[tuple[float, float]]:
    columns: list[tuple[float, float]] = []
    for left, right in sorted((part[0].x0, part[-1].x1) for part in parts):
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _is_long(part: Sequence[Word]) -> bool:
    return len(part) > SHORT_WORDS
