"""Letterheads: rows → where a letter's head begins; drafts → the head inside its letter.

A letter is known by its subject ('Re:') before a salutation, but begins above it, with who writes,
when and to whom. Those lines hang under the letter that they open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.clauses.drafts import Draft
from analyzer.clauses.rows import Row
from analyzer.records import LineRole

#: rows above the subject of a letter that may be its head
_MOST_ROWS = 24
#: words of a line of a letterhead
_MOST_WORDS = 10
# 'Sincerely,', 'Very truly yours', 'ACCEPTED AND AGREED', 'By: ____': the end of another letter
_ENDS_LETTER = re.compile(
    r"^(?:(?:sincerely|respectfully|cordially|very truly|yours)\b|accepted and agreed|agreed\b|"
    r"by:|_{4,}|/s/|cc:)",
    re.IGNORECASE,
)


def mark_letterheads(rows: Sequence[Row]) -> None:
    """Notes at each letter's subject where its head begins, when that is the top of its page."""
    for at, row in enumerate(rows):
        if not row.labels or not row.labels[0].readings[0].form.salutation:
            continue
        first = at
        while first and rows[first - 1].line.page == row.line.page:
            first -= 1
        head = rows[first:at]
        if 2 <= len(head) <= _MOST_ROWS and all(map(_may_head, head)):
            row.letter_from = first


def _may_head(row: Row) -> bool:
    """A short line that is no sentence and ends no other letter."""
    words = row.text.split()
    small = sum(word.islower() for word in words)
    if len(words) > _MOST_WORDS or 2 * small > len(words) or _ENDS_LETTER.match(row.text):
        return False
    return not (row.labels and row.labels[0].has_word)


def place_letterheads(drafts: Sequence[Draft]) -> list[Draft]:
    """Each letterhead as one draft, right after and inside the letter that it opens."""
    placed: list[Draft] = []
    for draft in drafts:
        if draft.letter_from is None:
            placed.append(draft)
            continue
        head: list[Draft] = []
        while placed and _is_head(placed[-1], draft.letter_from):
            head.insert(0, placed.pop())
        placed.append(draft)
        if head:
            placed.append(_join(head, draft))
    return placed


def _is_head(draft: Draft, first: int) -> bool:
    return draft.row >= first and draft.label is None and draft.role is LineRole.BODY


def _join(head: Sequence[Draft], letter: Draft) -> Draft:
    whole = head[0]
    whole.parent, whole.heading_length, whole.is_heading = letter.order, 0, False
    for draft in head[1:]:
        whole.pieces += draft.pieces
        whole.lines += draft.lines
    return whole
