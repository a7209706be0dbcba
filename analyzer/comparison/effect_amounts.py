"""Amounts of a sentence: money, shares, dates, lengths of time and bare counts, with their place.

Input: a sentence with plain marks. Output: `Amount`s in order; two of a kind can be held against
each other by `value`. Numbers of articles, sections and pages are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from analyzer.taxonomy import NUMBER
from analyzer.wording.numbers import read_number


class AmountKind(StrEnum):
    """What an amount counts."""

    MONEY = "money"
    PERCENTAGE = "percentage"
    DATE = "date"
    PERIOD = "period"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount as printed, with its value: hours for a period, days for a date."""

    kind: AmountKind
    value: float
    text: str
    start: int
    end: int
    #: a day of any month or year ('the tenth of the month'), or a date without its year
    partial: bool = False


_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_HOURS = {"minute": 1 / 60, "hour": 1, "day": 24, "week": 168, "month": 730, "year": 8760}
_HOURS |= {"season": 8760, "fortnight": 336, "quarter": 2190, "decade": 87600}
# "thirty (30)", "7.5", "48"
_AMOUNT = rf"(?:{NUMBER})"
_PATTERNS: tuple[tuple[AmountKind, re.Pattern[str]], ...] = (
    (
        AmountKind.DATE,
        # "July 31, 2018", "1 September 2024", "August 1", "June 2027"
        re.compile(
            rf"\b(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?\b|"
            rf"\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}(?:,? \d{{4}})?\b|"
            rf"{_MONTH},? \d{{4}}\b|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}\b|"
            rf"\b(?:19|20)\d\d(?:[-/](?:19|20)?\d\d)?\b)"
        ),
    ),
    (
        AmountKind.DATE,
        # "the tenth of the month", "the 15th day of each month"
        re.compile(
            r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|"
            r"twelfth|fifteenth|twentieth|last|\d{1,2}(?:st|nd|rd|th))"
            r"(?: (?:business |working )?day)?"
            r" (?:of|in) (?:the|each|every|that)(?: \w+)? (?:month|quarter|year|week)\b",
            re.IGNORECASE,
        ),
    ),
    (
        AmountKind.DATE,
        # "Friday", "6 p.m.", "noon"
        re.compile(
            r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|noon|midnight|"
            r"\d{1,2}(?::\d\d)? ?[ap]\.?m\b\.?)",
            re.IGNORECASE,
        ),
    ),
    (
        AmountKind.PERIOD,
        # "in perpetuity", "for ever", "perpetual"
        re.compile(r"\b(?:in perpetuity|for ?ever|perpetual(?:ly)?|indefinite(?:ly)?)\b", re.I),
    ),
    (
        AmountKind.MONEY,
        # "$1,250.50", "£ 40", "forty dollars", "12 cents"
        re.compile(
            rf"(?:US)?[$£€] ?\d[\d,]*(?:\.\d+)?(?: (?:million|thousand))?|"
            rf"\b{_AMOUNT} (?:dollars?|euros?|pounds|cents?)\b(?: [(\[][$£€]?\d[\d,.]*[)\]])?",
            re.IGNORECASE,
        ),
    ),
    (
        AmountKind.PERCENTAGE,
        # "12.5%", "eight per cent", "ten percent (10%)"
        re.compile(
            rf"\b{_AMOUNT} ?(?:%|per ?cent(?:um)?\b|percentage points?\b)(?: \(\d[\d.]* ?%\))?",
            re.IGNORECASE,
        ),
    ),
    (
        AmountKind.PERIOD,
        # "thirty (30) days'", "48 consecutive hours", "a twelve-month term", "one and a half days"
        re.compile(
            rf"\b(?P<n>{_AMOUNT}|an?(?= (?:week|month|year|day|hour|fortnight)\b)|half an?)"
            rf"[ -](?:(?!of\b|or\b|and\b)[a-z-]+ )??(?P<unit>minute|hour|day|week|month|year|"
            rf"season|fortnight|quarter|decade)s?\b'?",
            re.IGNORECASE,
        ),
    ),
    (
        AmountKind.NUMBER,
        # "four stagehands", "three times", "once", "twice"
        re.compile(rf"\b(?:{_AMOUNT}|once|twice|thrice|double|triple)\b", re.IGNORECASE),
    ),
)
# "12", "forty", "tenth", "Friday", "noon", "perpetual", "June", "a day"
_COUNTING = re.compile(
    rf"\d|{NUMBER}|{_MONTH}|\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|noon|midnight|"
    r"perpetu\w+|for ?ever|indefinite\w*|first|second|third|"
    r"\w+(?:if|ur|en|ven|gh|elf)th|ninth|twentieth|last|once|twice|thrice|double|"
    r"triple|half|an? (?:minute|hour|day|week|month|year))\b",
    re.IGNORECASE,
)
# "Article 12", "Section 3", "page 4", "(a)(1)"
_REFERENCE = re.compile(
    r"(?:\b(?:article|section|paragraph|subparagraph|appendix|exhibit|schedule|sideletter|"
    r"item|page|local|part|clause|rule|step|no\.|number|note|group|form|title|chapter|letter)s?|"
    r"#|§|\)\(|\d[.:-]|[A-Z]-)\s?(?:\()?$",
    re.IGNORECASE,
)
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
_WEEK = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
#: hours of what never ends
_FOR_EVER = 1e9
#: so many characters before a number tell whether it is that of an article
_NEAR = 24
_TIMES = {"once": 1.0, "twice": 2.0, "thrice": 3.0, "double": 2.0, "triple": 3.0}


def may_count(words: str) -> bool:
    """False where no amount can stand in these words."""
    return _COUNTING.search(words) is not None


@lru_cache(maxsize=64)
def find_amounts(sentence: str) -> tuple[Amount, ...]:
    """Every amount, in order, none inside another."""
    found: list[Amount] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(sentence):
            if any(a.start < match.end() and match.start() < a.end for a in found):
                continue
            amount = _read(kind, match)
            if amount is not None:
                found.append(amount)
    return tuple(sorted(found, key=lambda amount: amount.start))


def _read(kind: AmountKind, match: re.Match[str]) -> Amount | None:
    text = match.group()
    value: float | None
    partial = False
    if kind is AmountKind.DATE:
        value, partial = _days(text)
    elif kind is AmountKind.PERIOD:
        value = _hours(match)
    elif kind is AmountKind.MONEY:
        value = _money(text)
    else:
        if kind is AmountKind.NUMBER and _REFERENCE.search(
            match.string[max(0, match.start() - _NEAR) : match.start()]
        ):
            return None
        number = read_number(text)
        value = number.value if number else _TIMES.get(text.lower())
    if value is None:
        return None
    return Amount(kind, value, text, match.start(), match.end(), partial)


def _money(text: str) -> float | None:
    number = read_number(text)
    if number is None:
        return None
    for word, factor in (("million", 1e6), ("thousand", 1e3), ("cent", 0.01)):
        if (word in text.lower() and text[0] in "$£€U") or (
            word == "cent" and "cent" in text.lower()
        ):
            return number.value * factor
    return number.value


def _hours(match: re.Match[str]) -> float | None:
    if "unit" not in match.re.groupindex:
        return _FOR_EVER
    number, unit = match.group("n").lower(), _HOURS[match.group("unit").lower()]
    if number in ("a", "an"):
        return unit
    if number.startswith("half a"):
        return unit / 2
    value = read_number(number)
    return value.value * unit if value else None


def _days(text: str) -> tuple[float, bool]:
    """Days since the year 0, near enough to order two dates; and whether it is a part of one."""
    lowered = text.lower()
    clock = _clock(lowered)
    if clock is not None:
        return clock, True
    month = next((at for at, name in enumerate(_MONTHS) if name in lowered), None)
    numbers = [int(found) for found in re.findall(r"\d+", text)]
    if month is None:
        if "/" in text and len(numbers) == 3:
            return numbers[2] * 365.25 + numbers[0] * 30.5 + numbers[1], False
        if numbers and numbers[0] > 31:
            return numbers[0] * 365.25, False
        day = numbers[0] if numbers else _ordinal(lowered)
        return float(day), True
    year = next((number for number in numbers if number > 31), 0)
    day = next((number for number in numbers if number <= 31), 1)
    return year * 365.25 + month * 30.5 + day, not year


def _clock(text: str) -> float | None:
    """A day of the week, or a time of day as a part of one."""
    if text in _WEEK:
        return float(_WEEK.index(text))
    if text in ("noon", "midnight"):
        return 0.5 if text == "noon" else 1.0
    found = re.fullmatch(r"(\d+)(?::(\d\d))? ?([ap])\.?m\.?", text)
    if found is None:
        return None
    hour = int(found[1]) % 12 + (12 if found[3] == "p" else 0)
    return (hour + int(found[2] or 0) / 60) / 24


def _ordinal(text: str) -> int:
    for at, word in enumerate(_ORDINALS, 1):
        if re.search(rf"\b{word}\b", text):
            return at
    return 15 if "fifteenth" in text else 20 if "twentieth" in text else 31


def pair_amounts(
    old: tuple[Amount, ...], new: tuple[Amount, ...]
) -> Iterator[tuple[Amount, Amount]]:
    """Amounts of a kind that differ, paired in order; those that stand on both sides are passed."""
    for kind in AmountKind:
        ours = [amount for amount in old if amount.kind is kind]
        theirs = [amount for amount in new if amount.kind is kind]
        for amount in list(ours):
            twin = next(
                (a for a in theirs if abs(a.value - amount.value) < 1e-6 * max(1, a.value)), None
            )
            if twin is not None:
                ours.remove(amount)
                theirs.remove(twin)
        yield from zip(ours, theirs, strict=False)
