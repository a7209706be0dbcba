"""What was done once, or by a day that is past: sentences and a day → the last of such, or None.

A rule that was to be carried out by a day, a payment that is made once and a committee that had to
report by a day bind nobody any more when that day is over; what holds again and again does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from analyzer.wording.days import find_days
from analyzer.wording.sentences import list_sentences

# "$", "12 percent", "cents"
MONEY_SIGN = re.compile(r"[$£€¢%]|\b(?:per ?cent|dollars?|cents?)\b", re.IGNORECASE)
# 'a one-time payment', 'a lump sum of', 'ratification bonus', 'shall be paid once'
PAID_ONCE = re.compile(
    r"\b(?:one[ -]time|one[ -]off|lump[ -]sum|single payment|(?:signing|ratification) bonus(?:es)?"
    r"|(?:paid|payable|granted) (?:only )?once)\b",
    re.IGNORECASE,
)
#: characters before a date in which a word says what the day is
_BEFORE = 40
# 'by January 31, 2025', 'no later than', 'expires', 'through'
_BOUND = re.compile(
    r"\b(?:by|before|prior to|until|through|(?:no|not) later than|expires?|sunsets?|ends?)"
    r"(?: on)?\s*$",
    re.IGNORECASE,
)
# 'will be removed', 'shall then be moved', 'is to be placed': done on one day
_DONE_ONCE = re.compile(
    r"\b(?:shall|will|is to|are to|have|has) (?:\w+ )?(?:be )?(?:an? \w+ \w+ )?\w+(?:ed|en|wn)\b",
    re.IGNORECASE,
)
# 'Effective July 1,', 'Beginning', 'as of': from then on, and for good …
_SINCE = re.compile(
    r"\b(?:effective|beginning|starting|commencing|from|as of|since|on (?:or|and) after)"
    r"(?: on)?(?: the)?\s*$",
    re.IGNORECASE,
)
# … but for what is done in one step: 'shall be moved to', 'will be truncated'
_IN_A_STEP = re.compile(
    r"\b(?:moved|removed|placed|truncated|adjusted|assigned|converted|reclassified|transferred|"
    r"increased|raised|reduced|renamed|merged|reallocated|deleted|eliminated|granted|decided)\b",
    re.IGNORECASE,
)
# 'hour', 'calendar month'
_PERIOD = (
    r"(?:calendar )?"
    r"(?:hour|day|night|shift|week|pay period|month|quarter|year|season|call|crossing)"
)
# 'if', 'whenever', 'each month', 'per hour', 'only have at most', 'monthly': what holds again and
# again
_RECURS = re.compile(
    r"\b(?:if|when|whenever|while|unless|may|hourly|daily|weekly|monthly|annual|annually|yearly|"
    rf"at (?:all|any) times?|from time to time|(?:per|each|every|an?) {_PERIOD})\b",
    re.IGNORECASE,
)
# 'If the town grants it in calendar year 2024,': what was decided in a year that is over
_DECIDED = re.compile(
    r"^\W*if\b[^,.;]*?\b(?:in|during|by the end of) (?:the )?(?:(?:calendar|fiscal) )?(?:year )?"
    r"(?P<year>(?:19|20)\d\d)\b[^,.;]*,",
    re.IGNORECASE,
)
# 'the raise will be effective', 'shall take effect on': of what was decided, from which day it held
_HELD_FROM = re.compile(
    r"\b(?:shall|will|is to|are to) (?:\w+ )?(?:be|become|take) effect(?:ive)?(?: on)?\s*$",
    re.IGNORECASE,
)
# 'each week', 'every season': of what a committee does not do itself
_AGAIN = re.compile(rf"\b(?:per|each|every) {_PERIOD}\b", re.IGNORECASE)
_COMMITTEE = (
    r"\b(?:committees?|work ?groups?|working groups?|task ?forces?|panels?|study groups?)\b"
)
# 'the committee shall report', "the workgroup's findings", 'the task force will complete its work'
_REPORTS = re.compile(
    _COMMITTEE + r"[^.;]{0,120}\b"
    r"(?:reports?|recommendations?|findings|completed?|concluded?)\b",
    re.IGNORECASE,
)


def find_last_day(sentences: Iterable[str], end: date) -> date | None:
    """The last day that it names, where each of them is one by which something was done, or from
    which it held as was decided in a year that is over, all lie before `end`, and nothing in it
    holds again and again or pays without a day."""
    days: list[date] = []
    for sentence in sentences:
        decided = _DECIDED.match(sentence)
        if decided and int(decided["year"]) < end.year:
            sentence = sentence[decided.end() :]
        else:
            decided = None
        found = find_days(sentence)
        if _RECURS.search(sentence) or (not found and MONEY_SIGN.search(sentence)):
            return None
        once = _DONE_ONCE.search(sentence) is not None
        for start, _, day in found:
            before = sentence[max(0, start - _BEFORE) : start]
            is_bound = once or _BOUND.search(before) or (decided and _HELD_FROM.search(before))
            goes_on = not decided and _SINCE.search(before) and not _IN_A_STEP.search(sentence)
            if day >= end or not is_bound or goes_on:
                return None
            days.append(day)
    return max(days, default=None)


def pays_once(text: str) -> bool:
    """True where all that a text says of money is paid a single time."""
    if not PAID_ONCE.search(text):
        return False
    return all(PAID_ONCE.search(each) for each in list_sentences(text) if MONEY_SIGN.search(each))


def find_report_day(sentences: Sequence[str], end: date) -> date | None:
    """The last day by which a committee had to report or to be done, where all days that the
    sentences name lie before `end`, none pays money without a day, and what is done again and
    again is the committee's."""
    days: list[date] = []
    for sentence in sentences:
        found = find_days(sentence)
        if any(day >= end for _, _, day in found):
            return None
        if not found and MONEY_SIGN.search(sentence):
            return None
        if _AGAIN.search(sentence) and not re.search(_COMMITTEE, sentence, re.IGNORECASE):
            return None
        if _REPORTS.search(sentence):
            bounds = (day for at, _, day in found if _BOUND.search(sentence[:at][-_BEFORE:]))
            days.extend(bounds)
    return max(days, default=None)
