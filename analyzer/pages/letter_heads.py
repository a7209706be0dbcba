"""Heads of the further pages of a letter: to whom, about what, of when, 'Page 2' → set aside.

Such a head counts the pages of its letter while the sheet bears another number, and it is known by
its neighbours: the pages beside it repeat one of its lines, or bear the head before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analyzer.pages.page_numbers import Printed
from analyzer.pages.sheet import Row, Sheet
from analyzer.records import SetAsideKind

#: rows of a head with its number, words of each
_MOST_ROWS, _MOST_WORDS = 6, 12
# 'Page 2', 'PAGE 3'
_PAGE = re.compile(r"page (\d{1,2})", re.IGNORECASE)
#: rows of the page before among which a line of the head is looked for
_LETTERHEAD = 24


def set_letter_heads_aside(sheets: Sequence[Sheet], numbers: dict[int, Printed]) -> None:
    """Take the heads of further pages out of the rows, as running heads; `numbers` of the sheets
    then count the rows that are left."""
    heads = {at: head for at, sheet in enumerate(sheets) if (head := _read_head(sheet))}
    lines = {at: _lines(sheet.rows[:_LETTERHEAD]) for at, sheet in enumerate(sheets)}
    for at, (page, count) in heads.items():
        number, sheet = numbers.get(at), sheets[at]
        if number is not None and number.row < count:
            continue
        own = _lines(sheet.rows[: count - 1])
        beside = [at - 1]
        if heads.get(at + 1, (0, 0))[0] == page + 1:
            beside.append(at + 1)
        repeats = any(not own.isdisjoint(lines.get(other, ())) for other in beside)
        if not repeats and heads.get(at - 1, (0, 0))[0] != page - 1:
            continue
        for row in sheet.rows[:count]:
            sheet.put_aside(row.words, SetAsideKind.RUNNING_HEAD)
        sheet.rows = sheet.rows[count:]
        if number is not None:
            numbers[at] = replace(number, row=number.row - count)


def _read_head(sheet: Sheet) -> tuple[int, int] | None:
    """(page of the letter, rows of the head), where short lines down to 'Page 2' open the sheet."""
    for at, row in enumerate(sheet.rows[:_MOST_ROWS]):
        found = _PAGE.fullmatch(row.text)
        if found:
            return (int(found[1]), at + 1) if int(found[1]) > 1 else None
        if len(row.words) > _MOST_WORDS:
            return None
    return None


def _lines(rows: Sequence[Row]) -> frozenset[str]:
    return frozenset(row.text.casefold() for row in rows)
