"""The last days of two terms, by the changes that move one: 'expires June 30, 2025 → 2027'.

Changes → both days, where most of the changes agree; the old one of a document; and whether words
lead to the end of a term.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from analyzer.records import Change, WordOperation
from analyzer.wording.days import find_days

# 'and expires', 'shall remain in effect through', 'will sunset on'
_ENDS = re.compile(
    r"\b(?:expires?|expiring|expire|sunsets?|ends?|terminates?|in (?:full )?(?:force|effect)"
    r"(?: and effect)?) ?(?:on|through|until|to and including)?\s*$",
    re.IGNORECASE,
)
#: characters before a date in which a word says what the day is
_BEFORE = 40
#: days that a term lasts at least
_SHORTEST_TERM = 150


def names_end(before: str) -> bool:
    """True of words before a day that is the end of something: 'and shall expire on'."""
    return _ENDS.search(before[-_BEFORE:]) is not None


def find_moved_ends(changes: Iterable[Change]) -> tuple[date, date] | None:
    """The last days of both terms by most of the changes that move one."""
    ends = Counter(days for change in changes for days in _list_moved_ends(change))
    return max(ends, key=lambda days: (ends[days], days), default=None)


def find_old_end(expires: str | None, changes: Iterable[Change]) -> date | None:
    """The last day of the old term, where its document says it; else the day that most changed
    ends of a term had before; None where neither is plain."""
    if expires:
        return date.fromisoformat(expires)
    ends = find_moved_ends(changes)
    return ends[0] if ends else None


def _list_moved_ends(change: Change) -> Iterator[tuple[date, date]]:
    """Of 'expires June 30, 2025 → June 30, 2027' both days."""
    before = ""
    for at, piece in enumerate(change.words):
        after = change.words[at + 1] if at + 1 < len(change.words) else None
        if piece.op is WordOperation.DELETE and after and after.op is WordOperation.INSERT:
            olds, news = find_days(piece.text), find_days(after.text)
            if len(olds) == len(news) == 1 and names_end(before + piece.text[: olds[0][0]]):
                old, new = olds[0][2], news[0][2]
                if (new - old).days >= _SHORTEST_TERM:
                    yield old, new
        before = before + piece.text if piece.op is not WordOperation.INSERT else before
