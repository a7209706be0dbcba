"""The words of an amount → its value: hours for a period, days for a date, a number else."""

from __future__ import annotations

import re
from enum import StrEnum

from analyzer.wording.days import MONTHS
from analyzer.wording.numbers import read_number


class AmountKind(StrEnum):
    """What an amount counts."""

    MONEY = "money"
    PERCENTAGE = "percentage"
    DATE = "date"
    PERIOD = "period"
    PAY = "pay"
    NUMBER = "number"


#: kinds that say what is paid
OF_PAY = frozenset({AmountKind.MONEY, AmountKind.PERCENTAGE, AmountKind.PAY})
_HOURS = {"minute": 1 / 60, "hour": 1, "day": 24, "week": 168, "month": 730, "year": 8760}
_HOURS |= {"season": 8760, "fortnight": 336, "quarter": 2190, "decade": 87600}
_ORDINALS = [
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth"),
]
_WEEK = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
#: hours that are paid: a day's pay is no length of time
_PAID_HOURS = {"minute": 1 / 60, "hour": 1, "day": 8, "week": 40, "month": 173}
#: hours of what never ends
FOR_EVER = 1e9
#: times of the hourly rate
_TIMES = {"straight time": 1.0, "double time": 2.0, "triple time": 3.0}
_TIMES |= {"once": 1.0, "twice": 2.0, "thrice": 3.0, "double": 2.0, "triple": 3.0}
# "time and one-half", "time-and-a-quarter", "one and three-quarters times"
_TIME_AND = re.compile(
    r"(?:time|one)[ -]and[ -](?P<count>one|a|two|three)[ -](?P<share>half|quarter|third)s?"
    r"(?: times)?",
    re.IGNORECASE,
)
_COUNTS = {"one": 1, "a": 1, "two": 2, "three": 3}
_SHARES = (("half", 0.5), ("quarter", 0.25), ("third", 1 / 3))
# "ten working days": so many calendar days a working day
_WORKING = re.compile(r"\b(?:working|work|business|week) ?-?(?=days?\b)", re.IGNORECASE)
_CALENDAR = 7 / 5
# "($4.513)", "(18.7¢)", "(6.5%)", "($2 million)": figures behind the same amount in words
_FIGURES = re.compile(
    r"\([$£€]? ?(?P<figures>\d*\.?\d[\d,]*(?:\.\d+)?) ?"
    r"(?:(?P<cents>¢)|(?P<times>million|thousand))?%?\)$"
)
#: words behind a figure, and how many times it they are
_FACTORS = {"million": 1e6, "thousand": 1e3}
# "forty dollars and fifty cents"
_AND_CENTS = re.compile(r"\bdollars?,? (?:and )?(?P<cents>.+) cents?\b", re.IGNORECASE)


def read_value(kind: AmountKind, match: re.Match[str]) -> tuple[float | None, bool]:
    """The value of an amount and whether it is a part of a date; None where it is none."""
    text = match.group()
    if kind is AmountKind.DATE:
        return _days(text)
    if kind is AmountKind.PERIOD:
        return _hours(match), False
    if kind is AmountKind.PAY:
        return _paid_hours(match), False
    if kind is AmountKind.MONEY:
        return _money(text), False
    figures = _FIGURES.search(text)
    if figures:
        return float(figures["figures"].replace(",", "")), False
    if text.lower() in _TIMES:
        return _TIMES[text.lower()], False
    if times := _TIME_AND.fullmatch(text.lower()):
        return 1 + _COUNTS[times["count"]] * dict(_SHARES)[times["share"]], False
    number = read_number(text)
    return (number.value if number else None), False


def _money(text: str) -> float | None:
    figures = _FIGURES.search(text)
    if figures:
        factor = 0.01 if figures["cents"] else _FACTORS.get(figures["times"] or "", 1)
        return float(figures["figures"].replace(",", "")) * factor
    number = read_number(text if not text.startswith("$.") else "0" + text[1:])
    if number is None:
        return None
    if text.endswith("¢"):
        return number.value / 100
    for word, factor in _FACTORS.items():
        if word in text.lower() and text[0] in "$£€U":
            return number.value * factor
    if "dollar" in text.lower():
        cents = _AND_CENTS.search(text)
        more = read_number(cents["cents"]) if cents else None
        return number.value + (more.value / 100 if more else 0)
    return number.value * (0.01 if "cent" in text.lower() else 1)


def _hours(match: re.Match[str]) -> float | None:
    if "unit" not in match.re.groupindex:
        return FOR_EVER
    number, unit = match.group("n").lower(), _HOURS[match.group("unit").lower()]
    if number in ("a", "an"):
        return unit
    if number.startswith("half a"):
        return unit / 2
    value = read_number(number)
    if value is None:
        return None
    working = _WORKING.search(match.group()) if match.group("unit").lower() == "day" else None
    return value.value * unit * (_CALENDAR if working else 1)


def _paid_hours(match: re.Match[str]) -> float | None:
    number, unit = match.group("n").lower(), _PAID_HOURS[match.group("unit").lower()]
    if number in ("a", "an", "full", "a full"):
        return unit
    share = next((value for word, value in _SHARES if word in number), None)
    value = read_number(number) if share is None else None
    if share is None and value is None:
        return None
    return (share if share is not None else value.value if value else 0) * unit


def _days(text: str) -> tuple[float, bool]:
    """Days since the year 0, near enough to order two dates; and whether it is a part of one."""
    lowered = text.lower()
    clock = _clock(lowered)
    if clock is not None:
        return clock, True
    month = next((at for at, name in enumerate(MONTHS) if name in lowered), None)
    numbers = [int(found) for found in re.findall(r"\d+", text)]
    if month is None:
        if "/" in text and len(numbers) == 3:
            year = numbers[2] + (0 if numbers[2] > 99 else 2000 if numbers[2] < 70 else 1900)
            return year * 365.25 + (numbers[0] - 1) * 30.5 + numbers[1], False
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
