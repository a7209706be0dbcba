"""Tables of contents: rows that lead by dots to a page number, and what stands between them.

A page of contents bears several such rows; the rows between them are entries that run over a line.
Rows of a contents page without dots are known by their heading and the column of page numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.pages.sheet import Row, Sheet
from analyzer.records import LineRole

#: rows with leaders that make a page of contents
FEWEST_ENTRIES = 3
#: at most so many rows without a page number lie between two entries
LONGEST_ENTRY = 4

# 'Section 3. Auditions ........... 12'  'Preface . . . . . . iv'
_LEADERS = re.compile(
    r"(?:\.{4,}|(?:[.·…]\s+){4,}|(?:\s[.·…]){2,}\s(?=\d)|…{2,})\s*(?:\d{1,4}|[ivxlc]{1,8}|[A-Z]{1,2}(?:-\d+)+)?\s*$"
)
# 'Section 3. Auditions 12'
_NUMBER_LAST = re.compile(r"\S\s+(?:\d{1,4}|[ivxlc]{1,8})$")
# 'TABLE OF CONTENTS'
_HEADING = re.compile(r"(?:table of )?contents(?: \(?cont(?:inued|['’]d|\.)?\)?)?", re.IGNORECASE)


def find_contents(sheets: Sequence[Sheet]) -> None:
    """Give the rows of every table of contents their role."""
    goes_on = False
    above: list[Row] = []
    for sheet in sheets:
        rows = [row for row in sheet.rows if row.role is LineRole.BODY]
        heading = next((at for at, row in enumerate(rows[:8]) if _is_heading(row)), None)
        entries = _entries(rows, by_number=heading is not None or goes_on)
        if len(entries) < FEWEST_ENTRIES and not (entries and (heading is not None or goes_on)):
            goes_on = False
            continue
        first = 0 if goes_on else heading if heading is not None else _first(entries)
        for row in (*above, *rows[first : entries[-1] + 1]):
            row.role = LineRole.TOC
        goes_on = True
        rest = rows[entries[-1] + 1 :]
        above = rest if len(rest) < LONGEST_ENTRY else []


def _is_heading(row: Row) -> bool:
    return bool(_HEADING.fullmatch(row.text.strip(" .:")))


def _entries(rows: Sequence[Row], *, by_number: bool) -> list[int]:
    """Places of rows that end an entry."""
    found = [at for at, row in enumerate(rows) if _has_leaders(row.text)]
    if len(found) >= FEWEST_ENTRIES or not by_number:
        return found
    numbered = [at for at, row in enumerate(rows) if _has_page_column(row)]
    return numbered if len(numbered) >= max(FEWEST_ENTRIES, 0.5 * len(rows)) else found


def _has_leaders(text: str) -> bool:
    return (".." in text or ". ." in text or "…" in text or "· ·" in text) and bool(
        _LEADERS.search(text)
    )


def _has_page_column(row: Row) -> bool:
    """True when the row ends in a number that stands apart from its words."""
    return bool(_NUMBER_LAST.search(row.text)) and len(row.segments(2 * row.size)) > 1


def _first(entries: Sequence[int]) -> int:
    """Entries may begin a few rows before the first leaders; prose before them does not."""
    first = entries[0]
    return first if first > LONGEST_ENTRY else 0
