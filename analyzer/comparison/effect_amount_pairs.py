"""Amounts of a sentence before and after → those that stand for each other and differ.

What no change of words touches stays as it is, and so do the same amounts in the same order. A
series of rates by date goes by its days. Else, within one change, amounts of a kind answer each
other in their order, or, where one side has more pay, by what they are counted in; what is left on
both sides may have moved. Bare counts are then a pair only where they count the same: numbers of
different things say nothing of each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from analyzer.comparison.effect_amounts import Amount, find_amounts, join_amounts
from analyzer.comparison.effect_pairs import SentencePair
from analyzer.comparison.effect_stages import pair_stages
from analyzer.comparison.effect_steps import STEPPED, pair_steps
from analyzer.comparison.effect_values import AmountKind

# "riggers", "per hour", "for each day"
_COUNTED = re.compile(r"(?:\b(?:for )?(?:per|an?|each|every|of) )?\w+")
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
        if _are_the_same(ours, theirs):
            continue
        steps = pair_steps(pair.old, pair.new, kind) if _is_touched(pair, ours, theirs) else None
        if steps is not None:
            yield from ((was, now) for was, now in steps if not _same(was.value, now.value))
            continue
        left: list[Amount] = []
        right: list[Amount] = []
        for hunk in pair.hunks:
            old = _take(ours, hunk.a0, hunk.a1)
            new = _take(theirs, hunk.b0, hunk.b1)
            old, new = _without_twins(old, new)
            count = min(len(old), len(new))
            if kind is AmountKind.NUMBER and len(old) != len(new):
                count = 0
            if kind in STEPPED and count and len(old) != len(new):
                yield from _pair_uneven(pair, old, new)
                continue
            yield from (
                (before, after)
                for before, after in zip(old[:count], new[:count], strict=True)
                if _is_of_sort(before, after)
            )
            left += old[count:]
            right += new[count:]
        yield from _pair_left(pair, *_without_twins(left, right), kind)


def _pair_left(
    pair: SentencePair, gone: Sequence[Amount], come: Sequence[Amount], kind: AmountKind
) -> Iterator[tuple[Amount, Amount]]:
    """What no change has on both sides: amounts that moved, and those of a later time."""
    if come and not gone:
        olds, news = (
            [a for a in find_amounts(text) if a.kind is kind] for text in (pair.old, pair.new)
        )
        yield from pair_stages(pair, olds, news, come)
    for before, after in zip(gone, come, strict=False):
        if not _is_of_sort(before, after):
            continue
        if kind is not AmountKind.NUMBER or _next(pair.old, before) == _next(pair.new, after):
            yield before, after


def _are_the_same(ours: Iterable[Amount], theirs: Iterable[Amount]) -> bool:
    """True of the same amounts in the same order, however often each is printed in a row."""
    sides = [[value for value, _ in groupby(a.value for a in side)] for side in (ours, theirs)]
    return sides[0] == sides[1]


def _is_touched(pair: SentencePair, ours: Iterable[Amount], theirs: Iterable[Amount]) -> bool:
    """True where a change of words touches any of these amounts."""
    return any(
        any(amount.touches(hunk.a0, hunk.a1) for amount in ours)
        or any(amount.touches(hunk.b0, hunk.b1) for amount in theirs)
        for hunk in pair.hunks
    )


def _pair_uneven(
    pair: SentencePair, old: Sequence[Amount], new: Sequence[Amount]
) -> Iterator[tuple[Amount, Amount]]:
    """Of more rates on one side than on the other, those that are counted in the same and in
    nothing else; where that does not tell, all of them together."""
    ours = [_next(pair.old, amount) for amount in old]
    theirs = [_next(pair.new, amount) for amount in new]
    shared = set(ours) & set(theirs) - {""}
    each_once = len(set(ours)) == len(old) and len(set(theirs)) == len(new)
    if each_once and len(shared) == min(len(old), len(new)):
        yield from ((old[ours.index(word)], new[theirs.index(word)]) for word in sorted(shared))
    else:
        yield join_amounts(old), join_amounts(new)


def _is_of_sort(one: Amount, other: Amount) -> bool:
    """False of a day of the week and a day of the month, of a time of day and a date."""
    if one.partial != other.partial:
        return False
    return (_CLOCK.match(one.text) is None) == (_CLOCK.match(other.text) is None)


def _next(sentence: str, amount: Amount) -> str:
    """The word behind an amount: what is counted, or 'per hour'."""
    found = _COUNTED.search(sentence, amount.end)
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
