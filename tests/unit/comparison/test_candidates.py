"""Candidates by meaning: the nearest of each clause on either side, however many are left."""

from __future__ import annotations

import numpy as np

from analyzer.comparison.candidates import pairs_by_vectors
from analyzer.engines import load


def test_the_nearest_few_of_each_clause_are_candidates_and_rows_of_zeros_are_not() -> None:
    old = np.eye(6, dtype=np.float32)
    new = np.roll(old, 2, axis=0)
    old[5] = 0
    found = pairs_by_vectors((old, new), set(range(6)), {2, 3, 4}, load("neighbours", "numpy")())
    assert {(0, 2), (1, 3), (2, 4)} <= found
    assert not any(i == 5 for i, _ in found)
    assert {j for _, j in found} == {2, 3, 4}
    assert pairs_by_vectors((old, new), {5}, {2}, load("neighbours", "numpy")()) == set()


def test_more_clauses_than_are_looked_at_one_by_one_have_candidates_too() -> None:
    count = 5200
    angles = np.linspace(0, np.pi / 2, count, dtype=np.float32)
    old = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    new = old[::-1].copy()
    every = set(range(count))
    found = pairs_by_vectors((old, new), every, every, load("neighbours", "faiss")())
    near = sum(abs(count - 1 - j - i) <= 5 for i, j in found)
    assert len({i for i, _ in found}) == count
    assert near > 0.95 * len(found)
    assert len(found) <= 6 * count
