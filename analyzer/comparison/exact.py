"""Clauses that say the same on both sides, setting aside: those that stand once, then the others.

A pairing → the same pairing with exact texts joined. A text that stands several times goes where
its place says.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from analyzer.comparison.candidates import Pair
from analyzer.comparison.credibility import TELLING, tells_alone
from analyzer.comparison.pairing import Pairing
from analyzer.comparison.sides import Side

#: of a group of equal texts this many nearest are considered for each
_NEAREST = 4
Key = Callable[[Side, int], Hashable]


def join_unique(pairing: Pairing, key: Key) -> None:
    """Texts that stand once on each side and are long enough to tell."""
    for ours, theirs in shared_groups(pairing, key):
        if len(ours) == len(theirs) == 1 and len(pairing.old.words[ours[0]]) >= TELLING:
            pairing.join(ours[0], theirs[0], confidence=1.0)


def join_repeated(pairing: Pairing) -> None:
    """Texts that stand several times or are short: first in their place, then what is left over in
    order, whatever it hangs from."""
    pairing.survey()
    for ours, theirs in list(shared_groups(pairing, lambda side, i: side.printed[i])):
        if len(ours) == len(theirs) > 1:
            _join_in_order(pairing, ours, theirs)
    for leftover in (False, True):
        pairing.survey()
        scored: list[tuple[float, int, int, int]] = []
        for ours, theirs in shared_groups(pairing, lambda side, i: side.printed[i]):
            alone = leftover and len(ours) == len(theirs) == 1
            for i, j in _nearest(pairing, ours, theirs):
                place = pairing.place(i, j)
                stays = place.order if leftover else place.is_kept
                if stays or (alone and tells_alone(pairing, (i, j))):
                    scored.append((-place.prior, pairing.distance(i, j), i + j, i))
        for prior, _, both, i in sorted(scored):
            if pairing.are_free(i, both - i):
                pairing.join(i, both - i, confidence=min(1.0, 0.7 - prior))


def _join_in_order(pairing: Pairing, ours: Sequence[int], theirs: Sequence[int]) -> None:
    """What stands as often under one clause as under its partner, the first with the first: below
    each schedule of a series the same note."""
    places = [pairing.place(i, j) for i, j in zip(ours, theirs, strict=True)]
    if all(place.family and place.order for place in places):
        for i, j, place in zip(ours, theirs, places, strict=True):
            pairing.join(i, j, confidence=min(1.0, 0.7 + place.prior))


def shared_groups(pairing: Pairing, key: Key) -> Iterator[tuple[list[int], list[int]]]:
    """Unmatched clauses of both sides that have the same key; no key, no group."""
    theirs = _group(pairing.new, pairing.free_new, key)
    for text, ours in _group(pairing.old, pairing.free_old, key).items():
        if text in theirs:
            yield ours, theirs[text]


def _group(side: Side, free: Iterable[int], key: Key) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for position in sorted(free):
        own = key(side, position) if side.words[position] else ()
        if own != ():
            groups[own].append(position)
    return groups


def _nearest(pairing: Pairing, ours: Sequence[int], theirs: Sequence[int]) -> Iterable[Pair]:
    if len(ours) * len(theirs) <= _NEAREST**3:
        return {(i, j) for i in ours for j in theirs}
    forth = {(i, j) for i in ours for j in _around(theirs, pairing.expected(i))}
    return forth | {(i, j) for j in theirs for i in _around(ours, pairing.expected_back(j))}


def _around(positions: Sequence[int], expected: int) -> Sequence[int]:
    at = bisect_left(positions, expected)
    return positions[max(0, at - _NEAREST) : at + _NEAREST]
