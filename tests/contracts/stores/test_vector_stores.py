"""Every vector store gives the numbers of the plain NumPy reference."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.engines import load
from analyzer.errors import LibraryDamagedError, MissingLibraryError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analyzer.ports import StoreEngine, Vectors

STORES = ["numpy", "faiss"]


def unit_vectors(count: int, dimension: int = 16, seed: int = 7) -> Vectors:
    rows = np.random.default_rng(seed).normal(size=(count, dimension)).astype(np.float32)
    found: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return found


def expected(
    rows: Vectors, query: Vectors, top: int, among: NDArray[np.int64] | None = None
) -> list[tuple[int, float]]:
    """By the definition: the inner product with every row that may answer."""
    allowed = range(len(rows)) if among is None else sorted(set(among.tolist()))
    scores = {row: float(np.dot(rows[row].astype(float), query.astype(float))) for row in allowed}
    return sorted(scores.items(), key=lambda pair: -pair[1])[:top]


@pytest.fixture(params=STORES)
def engine(request: pytest.FixtureRequest) -> StoreEngine:
    found: StoreEngine = load("store", request.param)
    return found


def assert_same(found: list[tuple[int, float]], wanted: list[tuple[int, float]]) -> None:
    assert [row for row, _ in found] == [row for row, _ in wanted]
    assert np.allclose([score for _, score in found], [score for _, score in wanted], atol=1e-6)


def test_the_nearest_are_those_of_the_definition(engine: StoreEngine) -> None:
    rows = unit_vectors(500)
    store = engine(16)
    store.add(rows[:200])
    store.add(rows[200:])
    assert store.size == 500
    for query in unit_vectors(5, seed=8):
        assert_same(store.nearest(query, top=10), expected(rows, query, 10))


@pytest.mark.parametrize("count", [0, 1, 3, 9, 10, 60, 500])
def test_a_filter_is_exact_and_gives_all_that_there_are(engine: StoreEngine, count: int) -> None:
    rows = unit_vectors(500)
    store = engine(16)
    store.add(rows)
    among = np.random.default_rng(count).permutation(500)[:count]
    query = unit_vectors(1, seed=9)[0]
    found = store.nearest(query, top=10, among=among)
    assert len(found) == min(10, count)
    assert_same(found, expected(rows, query, 10, among))


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_faiss_is_numpy(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 40))
    rows = unit_vectors(count, 8, seed=data.draw(st.integers(0, 999)))
    among = None
    if data.draw(st.booleans()):
        listed = data.draw(st.lists(st.integers(0, count - 1), max_size=50))
        among = np.array(listed, dtype=np.int64)
    top = data.draw(st.integers(0, 60))
    answers = []
    for name in STORES:
        store = load("store", name)(8)
        store.add(rows)
        answers.append(store.nearest(rows[0], top=top, among=among))
    assert_same(answers[1], answers[0])


def test_of_equal_rows_the_earlier_comes_first(engine: StoreEngine) -> None:
    row = unit_vectors(1)
    store = engine(16)
    store.add(np.repeat(row, 5, axis=0))
    assert [found for found, _ in store.nearest(row[0], top=5)] == [0, 1, 2, 3, 4]


def test_an_empty_store_finds_nothing(engine: StoreEngine) -> None:
    store = engine(16)
    assert store.size == 0
    assert store.nearest(unit_vectors(1)[0], top=3) == []
    store.add(unit_vectors(0))
    assert store.size == 0


def test_what_is_saved_is_loaded_equal(engine: StoreEngine, tmp_path: Path) -> None:
    rows, query = unit_vectors(50), unit_vectors(1, seed=5)[0]
    store = engine(16)
    store.add(rows)
    store.save(tmp_path / "index")
    again = engine.load(tmp_path / "index")
    assert again.size == 50
    assert again.nearest(query, top=50) == store.nearest(query, top=50)
    assert [path.name for path in tmp_path.iterdir()] == ["index"]
    again.add(rows[:1])
    assert again.size == 51


def test_a_file_that_faiss_cannot_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "index").write_bytes(b"nothing of faiss")
    with pytest.raises(LibraryDamagedError, match="index"):
        load("store", "faiss").load(tmp_path / "index")


def test_a_missing_faiss_is_named_with_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, "analyzer.engines.store_faiss", raising=False)
    monkeypatch.setitem(sys.modules, "faiss", None)
    with pytest.raises(MissingLibraryError) as error:
        load("store", "faiss")
    assert error.value.do == "Install it: pip install faiss-cpu"
