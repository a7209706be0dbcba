"""A series of rates by date, and what became of it → each new rate with the old one it follows.

'$0.26 in 2020, $0.36 in 2021' that became '$0.53 in 2023' rose from $0.36: a new rate is held
against the old one of the same day or, where there is none, against the old one in force on that
day. What is only added to pay is no such rate: increases go by their order. Where nothing is sure
the amounts of both sides are told together. Input: two texts and a kind of amounts. Output: pairs
of `Amount`s; None where the texts hold no series.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from analyzer.comparison.effect_amounts import Amount, find_amounts, join_amounts
from analyzer.comparison.effect_values import AmountKind

AmountPairs = list[tuple[Amount, Amount]]
#: kinds of amounts that go by steps, and so many of one kind are a series
STEPPED = frozenset({AmountKind.MONEY, AmountKind.PERCENTAGE})
_SERIES = 2
#: so many characters before an amount or a date say what it is
_NEAR = 40
# 'to and including ', 'through ', 'until ': a rate ends on the day behind it
_ENDS = re.compile(
    r"(?:\b(?:to|through|thru|until|till|ending|ends|expir\w+|before|prior to|by)"
    r"(?: (?:and including|midnight|the close of business))?(?: on)?|[-–—])\s*$",
    re.IGNORECASE,
)
# 'increased by ', 'an increase of ', 'raised another ': added to pay, and no rate of its own
_ADDS = re.compile(
    r"\b(?:increas\w+|rais\w+|adjust\w+|ris\w+|bump\w*|cost[ -]of[ -]living)\b"
    r"(?: (?:by|of|an?|another|additional|further|to be|equal to))*\s*$",
    re.IGNORECASE,
)
# ' increase', ' across-the-board raise'
_ADDED = re.compile(r"\s*(?:[\w-]+ ){0,2}(?:increase|raise|adjustment|COLA)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Step:
    """A rate and the day on which it begins."""

    start: float
    rate: Amount


def pair_steps(old: str, new: str, kind: AmountKind) -> AmountPairs | None:
    """The rates that follow each other; of the same value too."""
    ours, theirs = _of(old, kind), _of(new, kind)
    if kind not in STEPPED or not ours or not theirs or max(len(ours), len(theirs)) < _SERIES:
        return None
    before, after = _read_steps(old, ours), _read_steps(new, theirs)
    if before is None and after is None:
        return None
    pairs = _pair(before, after, ours, theirs)
    if any(_is_added(old, rate) for rate in ours) or any(_is_added(new, rate) for rate in theirs):
        pairs = list(zip(ours, theirs, strict=True)) if len(ours) == len(theirs) else []
    return pairs or [(join_amounts(ours), join_amounts(theirs))]


def series_of(text: str, kind: AmountKind) -> tuple[int, int]:
    """Where the series of a text begins and ends: from its first rate to the last day told behind
    it; (0, 0) where it holds none."""
    rates = _of(text, kind)
    if len(rates) < _SERIES or _read_steps(text, rates) is None:
        return 0, 0
    days = [amount for amount in find_amounts(text) if amount.kind is AmountKind.DATE]
    return rates[0].start, max(amount.end for amount in (*rates, *days))


def _pair(
    before: Sequence[_Step] | None,
    after: Sequence[_Step] | None,
    ours: Sequence[Amount],
    theirs: Sequence[Amount],
) -> AmountPairs:
    """By day where both sides name days; one rate without a day was, or is, in force for all."""
    if before and after:
        return _by_day(before, after)
    if before and len(theirs) == 1:
        return [(before[-1].rate, theirs[0])]
    if after and len(ours) == 1:
        return [(ours[0], step.rate) for step in after]
    return []


def _by_day(before: Sequence[_Step], after: Sequence[_Step]) -> AmountPairs:
    """Each new rate with the old one of its day, or else in force on it."""
    days = [step.start for step in before]
    pairs: AmountPairs = []
    for step in after:
        at = bisect_left(days, step.start)
        if at == len(days) or days[at] != step.start:
            at -= 1
        if at < 0:
            return []
        pairs.append((before[at].rate, step.rate))
    return pairs


def _of(text: str, kind: AmountKind) -> list[Amount]:
    return [amount for amount in find_amounts(text) if amount.kind is kind]


def _read_steps(text: str, rates: Sequence[Amount]) -> list[_Step] | None:
    """Each rate with its day, the earliest first; None where any has none."""
    days = [
        amount
        for amount in find_amounts(text)
        if amount.kind is AmountKind.DATE
        and not amount.partial
        and not _ENDS.search(text, max(0, amount.start - _NEAR), amount.start)
    ]
    found = _behind(rates, days) or _before(rates, days)
    if found is None or any(one.start > two.start for one, two in pairwise(found)):
        return None
    return found


def _behind(rates: Sequence[Amount], days: Sequence[Amount]) -> list[_Step] | None:
    """'$5 on June 1, $6 on July 1': the first day behind each rate, before the next one."""
    ends = [rate.start for rate in rates[1:]] + [_END]
    steps = [
        next((_Step(day.value, rate) for day in days if rate.end <= day.start < end), None)
        for rate, end in zip(rates, ends, strict=True)
    ]
    whole = [step for step in steps if step is not None]
    return whole if len(whole) == len(steps) else None


def _before(rates: Sequence[Amount], days: Sequence[Amount]) -> list[_Step] | None:
    """'Effective June 1, $5; effective July 1, $6': the last day before each rate, behind the one
    before it."""
    starts = [0] + [rate.end for rate in rates[:-1]]
    steps = [
        next(
            (_Step(day.value, rate) for day in reversed(days) if start <= day.start < rate.start),
            None,
        )
        for rate, start in zip(rates, starts, strict=True)
    ]
    whole = [step for step in steps if step is not None]
    return whole if len(whole) == len(steps) else None


#: behind every sign of a text
_END = 1 << 40


def _is_added(text: str, rate: Amount) -> bool:
    """True of an increase: what is added to a rate."""
    near = text[max(0, rate.start - _NEAR) : rate.start]
    return _ADDS.search(near) is not None or _ADDED.match(text, rate.end) is not None
