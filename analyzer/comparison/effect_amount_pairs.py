"""Amounts of a sentence before and after → those that stand for each other and differ.

What no change of words touches stays as it is. Within one change amounts of a kind answer each
other in their order; what is left on both sides may have moved. Bare counts are then a pair only
where they count the same: numbers of different things say nothing of each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from analyzer.comparison.effect_amounts import Amount, find_amounts
from analyzer.comparison.effect_pairs import SentencePair
from analyzer.comparison.effect_values import AmountKind

# "riggers"
_WORD = re.compile(r"\w+")
# "Friday", "6 p.m.", "noon"
_CLOCK = re.compile(r"[\d: ]+[ap]\.?m|noon|midnight|\w+day$", re.IGNORECASE)
#: two values that differ by a smaller share are one
_EQUAL = 1e-6


def pair_amounts(pair: SentencePair) -> Iterator[tuple[Amount, Amount]]:
    """Amounts of a kind that differ, each with the one in its place."""
    every_old, every_new = find_amounts(pair.old), find_amounts(pair.new)
    for kind in AmountKind:
        ours = [a for a in every_old if a.kind is kind]
        theirs = [a for a in every_new if a.kind is kind]
        left: list[Amount] = []
        right: list[Amount] = []
        for hunk in pair.hunks:
            old = _take(ours, hunk.a0, hunk.a1)
            new = _take(theirs, hunk.b0, hunk.b1)
            old, new = _without_twins(old, new)
            count = min(len(old), len(new))
            if kind is AmountKind.NUMBER and len(old) != len(new):
                count = 0
            yield from (
                (before, after)
                for before, after in zip(old[:count], new[:count], strict=True)
                if _is_of_sort(before, after)
            )
            left += old[count:]
            right += new[count:]
        for before, after in zip(*_without_twins(left, right), strict=False):
            if not _is_of_sort(before, after):
                continue
            if kind is not AmountKind.NUMBER or _next(pair.old, before) == _next(pair.new, after):
                yield before, after


def _is_of_sort(one: Amount, other: Amount) -> bool:
    """False of a day of the week and a day of the month, of a time of day and a date."""
    if one.partial != other.partial:
        return False
    return (_CLOCK.match(one.text) is None) == (_CLOCK.match(other.text) is None)


def _next(sentence: str, amount: Amount) -> str:
    """The word behind an amount: what is counted."""
    found = _WORD.search(sentence, amount.end)
    return found.group().lower() if found else ""


def _take(amounts: list[Amount], start: int, end: int) -> list[Amount]:
    """The amounts that a span touches, taken out."""
    taken = [amount for amount in amounts if amount.touches(start, end)]
    for amount in taken:
        amounts.remove(amount)
    return taken


def _without_twins(
    ours: Iterable[Amount], theirs: Sequence[Amount]
) -> tuple[list[Amount], list[Amount]]:
    """Without those of the same value on both sides."""
    left: list[Amount] = []
    right = list(theirs)
    for amount in ours:
        twin = next((a for a in right if _same(a.value, amount.value)), None)
        if twin is None:
            left.append(amount)
        else:
            right.remove(twin)
    return left, right


def _same(value: float, other: float) -> bool:
    return abs(value - other) < _EQUAL * max(1, abs(other))
