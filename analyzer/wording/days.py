"""The days that a text names in full: words → where each stands, and which day it is; and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

#: the months in small letters, in their order
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH = "|".join(MONTHS)
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


def find_days(text: str) -> list[tuple[int, int, date]]:
    """Start, end and day of each date that has day, month and year, in reading order."""
    return [
        (found.start(), found.end(), day)
        for found in _find_dates(text)
        if (day := _read_date(found))
    ]


def name_day(day: date) -> str:
    """As people write it: 'June 30, 2025'."""
    return f"{day:%B} {day.day}, {day.year}"


def _find_dates(text: str) -> Iterator[re.Match[str]]:
    """Every date, looked for only in front of what may be its year."""
    last = 0
    for year in _YEAR.finditer(text):
        start, end = max(last, year.start() - _LONGEST_DATE), year.end()
        for found in _DATE.finditer(text, start, end):
            last = found.end()
            yield found


def _read_date(found: re.Match[str]) -> date | None:
    groups = found.groupdict()
    year = groups["year"] or groups["year2"] or groups["year3"]
    day = groups["day"] or groups["day2"] or groups["day3"]
    name = groups["month"] or groups["month2"]
    month = MONTHS.index(name.lower()) + 1 if name else int(groups["month3"])
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None
