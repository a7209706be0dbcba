"""What FAISS finds nearest is what plain NumPy finds, and among very many nearly so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from analyzer.engines import load
from analyzer.engines.neighbours_faiss import EXACT

if TYPE_CHECKING:
    from analyzer.ports import Neighbours, Vectors

NAMES = ["numpy", "faiss"]


def unit_vectors(count: int, *, seed: int, dimension: int = 16) -> Vectors:
    rows = np.random.default_rng(seed).normal(size=(count, dimension)).astype(np.float32)
    found: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return found


@pytest.fixture(params=NAMES)
def engine(request: pytest.FixtureRequest) -> Neighbours:
    found: Neighbours = load("neighbours", request.param)()
    return found


def test_the_nearest_rows_are_those_of_the_definition(engine: Neighbours) -> None:
    rows, queries = unit_vectors(700, seed=3), unit_vectors(1500, seed=4)
    products = queries.astype(float) @ rows.astype(float).T
    wanted = np.argsort(-products, axis=1)[:, :3]
    assert np.array_equal(engine.nearest(rows, queries, top=3), wanted)


def test_fewer_rows_than_asked_for_leave_room(engine: Neighbours) -> None:
    found = engine.nearest(unit_vectors(2, seed=5), unit_vectors(4, seed=6), top=3)
    assert found.shape == (4, 3)
    assert (found[:, 2] == -1).all() and (found[:, :2] >= 0).all()


def test_among_very_many_nearly_all_are_found_and_the_same_each_time() -> None:
    """Clauses of one meaning lie close together: round 600 centres, more rows than are all seen."""
    centres = unit_vectors(600, seed=7)
    shift = unit_vectors(EXACT + 1400, seed=8) * 0.2
    rows = centres[np.arange(len(shift)) % len(centres)] + shift
    queries = rows[::9] + unit_vectors(len(rows[::9]), seed=9) * 0.05
    exact = load("neighbours", "numpy")().nearest(rows, queries, top=1)
    found = load("neighbours", "faiss")().nearest(rows, queries, top=1)
    assert (found == exact).mean() > 0.95
    assert np.array_equal(found, load("neighbours", "faiss")().nearest(rows, queries, top=1))
