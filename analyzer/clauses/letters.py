"""Letterheads: rows → where a letter's head begins; drafts → the head inside its letter.

A letter is known by its subject ('Re:') before a salutation, or by the salutation where it has no
subject, but begins above it, with who writes, when and to whom. Those lines hang under the letter
that they open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.clauses.drafts import Draft
from analyzer.clauses.rows import Row
from analyzer.records import LineRole

#: rows above the subject of a letter that may be its head; of one without a subject, at least
_MOST_ROWS = 24
_LEAST_ROWS = 4
#: rows between a subject and its salutation
_BETWEEN = 9
#: words of a line of a letterhead
_MOST_WORDS = 10
_SALUTATION = ("Dear ", "DEAR ")
_SALUTATIONS = (*_SALUTATION, "To ", "Gentle")
# 'Sincerely,', 'Very truly yours', 'ACCEPTED AND AGREED', 'By: ____': the end of another letter
_ENDS_LETTER = re.compile(
    r"^(?:(?:sincerely|respectfully|cordially|very truly|yours)\b|accepted and agreed|agreed\b|"
    r"by:|_{4,}|/s/|cc:)",
    re.IGNORECASE,
)


def settle_letters(rows: Sequence[Row]) -> None:
    """'Re:' opens a letter only where 'Dear …' follows on the next lines; 'Dear …:' itself only
    without a subject, below a letterhead that begins its page."""
    for at, row in enumerate(rows):
        if not _opens_letter(row):
            continue
        if row.text.startswith(_SALUTATION):
            opens = not _has_subject(rows, at) and len(_head_above(rows, at)) >= _LEAST_ROWS
        else:
            following = rows[at + 1 : at + 1 + _BETWEEN]
            opens = any(other.text.startswith(_SALUTATIONS) for other in following)
        if not opens:
            row.labels, row.rest = (), row.text


def mark_letterheads(rows: Sequence[Row]) -> None:
    """Notes at each letter's subject where its head begins, when that is the top of its page."""
    for at, row in enumerate(rows):
        if _opens_letter(row) and (head := _head_above(rows, at)):
            row.letter_from = at - len(head)


def _opens_letter(row: Row) -> bool:
    return bool(row.labels) and row.labels[0].readings[0].form.salutation


def _has_subject(rows: Sequence[Row], at: int) -> bool:
    """True when a letter's subject stands on the lines before."""
    return any(_opens_letter(row) for row in rows[max(0, at - _BETWEEN) : at])


def _head_above(rows: Sequence[Row], at: int) -> Sequence[Row]:
    """The rows from the top of the page, where all of them may be a letter's head; else none."""
    first = at
    while first and rows[first - 1].line.page == rows[at].line.page:
        first -= 1
    head = rows[first:at]
    return head if 2 <= len(head) <= _MOST_ROWS and all(map(_may_head, head)) else ()


def _may_head(row: Row) -> bool:
    """A short line that is no sentence and ends no other letter; a letter alone is a speck."""
    words = row.text.split()
    small = sum(word.islower() and len(word) > 1 for word in words)
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
