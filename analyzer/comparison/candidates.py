"""Which clauses could be the same one: sparse candidates, by rare words, by place and by meaning.

Two sides and what is matched so far → pairs worth scoring. Every list is capped, so the work grows
with the number of clauses, not with the product of both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import log

import numpy as np
import numpy.typing as npt

from analyzer.comparison.sides import Side
from analyzer.ports import Neighbours

#: a word run in more clauses of one side than this says little and costs much
_COMMON = 60
#: rarest runs looked up for each clause
_RUNS_READ = 48
#: candidates kept for each clause and each source
_KEPT = 8
#: evens out that short clauses share little
_SMALL = 40
#: clauses nearest in meaning that are kept for each
_NEAREST = 3

Pair = tuple[int, int]
Vectors = npt.NDArray[np.float32]


class RunIndex:
    """Which of some clauses hold which words and word pairs, to find those that share rare ones."""

    def __init__(self, words: Sequence[Sequence[str]], positions: Iterable[int]) -> None:
        self._words = words
        self._holders: dict[str, list[int]] = defaultdict(list)
        self._size = 0
        for position in sorted(positions):
            self._size += 1
            for run in _runs(words[position]):
                self._holders[run].append(position)

    def nearest(self, words: Sequence[str]) -> list[int]:
        """Positions of the few clauses that share most rare runs with the words, best first."""
        known = ((len(self._holders[run]), run) for run in _runs(words) if run in self._holders)
        score: dict[int, float] = defaultdict(float)
        for count, run in sorted(known)[:_RUNS_READ]:
            if count > _COMMON:
                break
            gain = log(1 + self._size / count)
            for holder in self._holders[run]:
                score[holder] += gain
        best = sorted(
            (-gained / (len(self._words[holder]) + _SMALL) ** 0.5, holder)
            for holder, gained in score.items()
        )
        return [holder for _, holder in best[:_KEPT]]


def _runs(words: Sequence[str]) -> set[str]:
    return {*words, *(f"{a} {b}" for a, b in pairwise(words))}


def pairs_by_words(old: Side, new: Side, free_old: set[int], free_new: set[int]) -> set[Pair]:
    """Pairs of unmatched clauses that share rare words and word pairs, best few of each clause."""
    ours, theirs = RunIndex(old.words, free_old), RunIndex(new.words, free_new)
    pairs = {(i, j) for i in free_old for j in theirs.nearest(old.words[i])}
    return pairs | {(i, j) for j in free_new for i in ours.nearest(new.words[j])}


def pairs_by_place(old: Side, new: Side, partner: Sequence[int], back: Sequence[int]) -> set[Pair]:
    """Unmatched children of matched parents that bear the same label or heading, or stand beside
    the same sibling."""
    pairs: set[Pair] = set()
    parents = [(i, j) for i, j in enumerate(partner) if j >= 0] + [(-1, -1)]
    for above_old, above_new in parents:
        ours = [i for i in old.children[above_old] if partner[i] < 0]
        theirs = [j for j in new.children[above_new] if back[j] < 0]
        if not ours or not theirs:
            continue
        pairs |= _pairs_by_key(ours, theirs, old.labels, new.labels)
        pairs |= _pairs_by_key(ours, theirs, old.headings, new.headings)
        left, right = old.children[above_old], new.children[above_new]
        pairs |= _pairs_in_gaps(left, right, partner, back)
        pairs |= {(i, j) for j, i in _pairs_in_gaps(right, left, back, partner)}
    return pairs


def _pairs_by_key(
    ours: Iterable[int], theirs: Iterable[int], old: Sequence[object], new: Sequence[object]
) -> set[Pair]:
    """Pairs with the same key, the first few of each clause."""
    tables: tuple[dict[object, list[int]], ...] = (defaultdict(list), defaultdict(list))
    for table, positions, keys in ((tables[0], ours, old), (tables[1], theirs, new)):
        for position in positions:
            if keys[position]:
                table[keys[position]].append(position)
    pairs: set[Pair] = set()
    for key in tables[0].keys() & tables[1].keys():
        mine, other = tables[0][key], tables[1][key]
        pairs.update((i, j) for i in mine for j in other[:_KEPT])
        pairs.update((i, j) for j in other for i in mine[:_KEPT])
    return pairs


def _pairs_in_gaps(
    ours: Sequence[int], theirs: Sequence[int], partner: Sequence[int], back: Sequence[int]
) -> set[Pair]:
    """Unmatched siblings that follow, or precede, matched siblings in the same way."""
    pairs: set[Pair] = set()
    for step in (1, -1):
        in_order, there = ours[::step], theirs[::step]
        place = {j: at for at, j in enumerate(there)}
        at = 0
        for i in in_order:
            j = partner[i]
            if j >= 0:
                at = place.get(j, -1) + 1 if j in place else at
                continue
            while at < len(there) and back[there[at]] >= 0:
                at += 1
            if at < len(there):
                pairs.add((i, there[at]))
                at += 1
    return pairs


def pairs_by_path(old: Side, new: Side, free_old: set[int], free_new: set[int]) -> set[Pair]:
    """Unmatched clauses with the same label path, or the same heading, anywhere."""
    pairs = _pairs_by_key(sorted(free_old), sorted(free_new), old.paths, new.paths)
    return pairs | _pairs_by_key(sorted(free_old), sorted(free_new), old.headings, new.headings)


def pairs_by_vectors(
    vectors: tuple[Vectors, Vectors],
    free_old: set[int],
    free_new: set[int],
    neighbours: Neighbours,
) -> set[Pair]:
    """Unmatched clauses whose vectors lie nearest; rows of zeros take no part."""
    old, new = vectors
    ours = sorted(i for i in free_old if old[i].any())
    theirs = sorted(j for j in free_new if new[j].any())
    if not ours or not theirs:
        return set()
    forth = neighbours.nearest(new[theirs], old[ours], top=_NEAREST)
    back = neighbours.nearest(old[ours], new[theirs], top=_NEAREST)
    pairs = {(ours[at], theirs[k]) for at, best in enumerate(forth) for k in best if k >= 0}
    return pairs | {(ours[k], theirs[at]) for at, best in enumerate(back) for k in best if k >= 0}
