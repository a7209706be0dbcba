"""From when to when a document is in force: its first pages' lines → two ISO dates.

A pair of dates counts where the words around it speak of a term ('effective', 'in effect',
'continue', 'expire'); the pair that does so most plainly is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH = "|".join(_MONTHS)
#: years that a term of an agreement can last
_LONGEST = 12
#: how plainly the words around a pair of dates must speak of the agreement's term
LEAST_PLAIN = 2.6
_REACH = 4_000_000
#: characters of a title page
_TITLE_PAGE = 1_000

# 'August 1, 2018'  'the 1st day of August, 2018'  '8/1/2018'
_DATE = re.compile(
    rf"\b(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b"
    rf"|\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?: day)?(?: of)? (?P<month2>{_MONTH}),?"
    rf" (?P<year2>(?:19|20)\d\d)\b"
    r"|\b(?P<month3>\d{1,2})/(?P<day3>\d{1,2})/(?P<year3>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
# '2018'
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
#: characters of a date with its year, and some to spare
_LONGEST_DATE = 60
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
    dates = [
        (found.start(), found.end(), day)
        for found in _find_dates(text)
        if (day := _read_date(found))
    ]
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


def _find_dates(text: str) -> Iterator[re.Match[str]]:
    """Every date, looked for only in front of what may be its year."""
    last = 0
    for year in _YEAR.finditer(text):
        start, end = max(last, year.start() - _LONGEST_DATE), year.end()
        for found in _DATE.finditer(text, start, end):
            last = found.end()
            yield found


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


def _read_date(found: re.Match[str]) -> date | None:
    groups = found.groupdict()
    year = groups["year"] or groups["year2"] or groups["year3"]
    day = groups["day"] or groups["day2"] or groups["day3"]
    name = groups["month"] or groups["month2"]
    month = _MONTHS.index(name.lower()) + 1 if name else int(groups["month3"])
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None
