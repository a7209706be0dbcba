"""Longest runs in the same order: what stayed in place, so that the rest is what moved.

Numbers in old order → which of them form the longest increasing run, heaviest first among equals.
O(n log n).
"""

from __future__ import annotations

from collections.abc import Sequence


def longest_run(places: Sequence[int], weights: Sequence[int] | None = None) -> set[int]:
    """Indexes of `places` (distinct numbers) in the longest increasing run; of runs equally long
    the one with the greatest sum of weights."""
    rank = {place: at for at, place in enumerate(sorted(places), 1)}
    best: list[tuple[int, int]] = []
    came: list[int] = []
    # a Fenwick tree: tree[k] holds the best (length, weight, index) among ranks that it covers
    tree: list[tuple[int, int, int]] = [(0, 0, -1)] * (len(places) + 1)
    for at, place in enumerate(places):
        length, weight, before = _best_below(tree, rank[place] - 1)
        entry = (length + 1, weight + (weights[at] if weights else 0))
        best.append(entry)
        came.append(before)
        _raise_to(tree, rank[place], (*entry, at))
    if not best:
        return set()
    at = max(range(len(best)), key=lambda index: best[index])
    run: set[int] = set()
    while at >= 0:
        run.add(at)
        at = came[at]
    return run


def _best_below(tree: Sequence[tuple[int, int, int]], rank: int) -> tuple[int, int, int]:
    best = tree[0]
    while rank > 0:
        best = max(best, tree[rank])
        rank -= rank & -rank
    return best


def _raise_to(tree: list[tuple[int, int, int]], rank: int, entry: tuple[int, int, int]) -> None:
    while rank < len(tree):
        tree[rank] = max(tree[rank], entry)
        rank += rank & -rank
