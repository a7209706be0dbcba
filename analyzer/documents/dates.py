"""From when to when a document is in force: its first pages' lines → two ISO dates.

A pair of dates counts where the words around it speak of a term ('effective', 'in effect',
'continue', 'expire'); the pair that does so most plainly is taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from analyzer.wording.days import find_days

#: years that a term of an agreement can last
_LONGEST = 12
#: how plainly the words around a pair of dates must speak of the agreement's term
LEAST_PLAIN = 2.6
_REACH = 4_000_000
#: characters of a title page
_TITLE_PAGE = 1_000

# 'the term of this Agreement shall commence on … and continue to and including …'
_OPENING = re.compile(
    r"\b(?:effective|in (?:full force and )?effect|commenc\w+|begin\w*|term|duration|from"
    r"|period)\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\b(?:to and including|through|until|expir\w+|terminat\w+|continu\w+|to midnight|ending"
    r"|ends?)\b"
    r"|^\s*(?:to|[-–—])\s*$",
    re.IGNORECASE,
)
# 'THROUGH JUNE 30, 2028'
_THROUGH = re.compile(r"\b(?:through|expires(?: on)?|expiring(?: on)?)\s*$", re.IGNORECASE)
# 'by December 31, 2022': a day to act by begins no term
_DUE = re.compile(
    r"\b(?:by|before|prior to|until|through|(?:no|not) later than)\s*$", re.IGNORECASE
)
# '2022 (…) to reopen. 9. Term of Agreement. This': another sentence begins
_NEXT_SENTENCE = re.compile(r"[.;:]\s+(?:\(?\w{1,3}[.)]\s+)?[A-Z]")
#: so near before a date a word says that a term begins on it
_RIGHT_BEFORE = 40
# 'This Letter of Agreement will be effective May 1, 2022 through': one letter's own term
_OF_LETTER = re.compile(
    r"\bthis (?:letter|side ?-?letter|sideletter|pilot|addendum|appendix)\b", re.IGNORECASE
)
#: in a document that is no letter, what stands behind so many characters is a letter of several
_WHERE_LETTERS_ARE = 20_000
_THIS = re.compile(r"\bthis (?:\S+ ){0,3}(?:agreement|memorandum|contract)\b", re.IGNORECASE)
_WHOLE = re.compile(r"\bthe (?:\S+ ){0,3}(?:agreement|memorandum|contract)\b", re.IGNORECASE)
_TERM_HEADING = re.compile(r"\b(?:term|duration)(?: of (?:the |this )?agreement)?\b", re.IGNORECASE)


def find_term(lines: Sequence[str]) -> tuple[str | None, str | None]:
    """(effective, expires) as ISO dates; None where the text does not say."""
    text = " ".join(lines)[:_REACH]
    dates = find_days(text)
    best: tuple[float, date, date] | None = None
    for (start, end, first), (after, _, second) in pairwise(dates):
        if after - end > 240 or not 150 < (second - first).days < 366 * _LONGEST:
            continue
        before, between = text[max(0, start - 200) : start], text[end:after]
        if start > _WHERE_LETTERS_ARE and _OF_LETTER.search(before[-160:] + between):
            continue
        score = _score(before, between)
        score += 0.01 * (first.year - 2000) - start / _REACH
        if score > LEAST_PLAIN and (best is None or score > best[0]):
            best = (score, first, second)
    if best:
        return best[1].isoformat(), best[2].isoformat()
    return _single(text, dates), _lone_end(text, dates)


def _score(before: str, between: str) -> float:
    if not _CLOSING.search(between) or _DUE.search(before):
        return 0.0
    if _NEXT_SENTENCE.search(between) and not _OPENING.search(before[-_RIGHT_BEFORE:]):
        return 0.0
    score = 1.0
    score += 0.7 * bool(_OPENING.search(before[-90:]))
    score += 0.3 * bool(_WHOLE.search(before[-160:] + between))
    score += 1.0 * bool(_THIS.search(before[-160:] + between))
    score += 0.5 * bool(_TERM_HEADING.search(before))
    return score


def _single(text: str, dates: Sequence[tuple[int, int, date]]) -> str | None:
    """A lone date right behind 'effective' on the first page."""
    for start, _, day in dates:
        if start > 4_000:
            break
        if re.search(
            r"\b(?:effective|as of|dated(?: as of)?|entered into on)(?: \S+){0,6}\s*$",
            text[max(0, start - 200) : start],
            re.IGNORECASE,
        ):
            return day.isoformat()
    return None


def _lone_end(text: str, dates: Sequence[tuple[int, int, date]]) -> str | None:
    """A lone date of the title page right behind 'through'."""
    for start, _, day in dates:
        if start > _TITLE_PAGE:
            break
        if _THROUGH.search(text[max(0, start - 60) : start]):
            return day.isoformat()
    return None
