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
    from analyzer.ports import StoreEngine, Vectors

STORES = ["numpy", "faiss"]


def unit_vectors(count: int, dimension: int = 16, seed: int = 7) -> Vectors:
    rows = np.random.default_rng(seed).normal(size=(count, dimension)).astype(np.float32)
    found: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return found


@pytest.fixture(params=STORES)
def engine(request: pytest.FixtureRequest) -> StoreEngine:
    found: StoreEngine = load("store", request.param)
    return found


def test_the_scores_are_the_inner_products_of_the_rows_asked_for(engine: StoreEngine) -> None:
    rows = unit_vectors(500)
    store = engine(16)
    store.add(rows[:200])
    store.add(rows[200:])
    assert store.size == 500
    for count in (1, 3, 60, 500):
        asked = np.random.default_rng(count).permutation(500)[:count]
        for query in unit_vectors(5, seed=8):
            wanted = rows[asked].astype(float) @ query.astype(float)
            assert np.allclose(store.scores(query, asked), wanted, atol=1e-6)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_faiss_is_numpy(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 40))
    rows = unit_vectors(count, 8, seed=data.draw(st.integers(0, 999)))
    asked = np.array(data.draw(st.lists(st.integers(0, count - 1), max_size=50)), dtype=np.int64)
    answers = []
    for name in STORES:
        store = load("store", name)(8)
        store.add(rows)
        answers.append(store.scores(rows[0], asked))
    assert answers[0].shape == answers[1].shape == asked.shape
    assert np.allclose(answers[0], answers[1], atol=1e-6)


def test_of_equal_rows_none_is_nearer(engine: StoreEngine) -> None:
    row = unit_vectors(1)
    store = engine(16)
    store.add(np.repeat(row, 5, axis=0))
    assert len(set(store.scores(row[0], np.array([4, 0, 2])).tolist())) == 1


@pytest.mark.parametrize("row", [5, -1])
def test_a_row_that_is_not_there_is_never_read(engine: StoreEngine, row: int) -> None:
    store = engine(16)
    store.add(unit_vectors(5))
    with pytest.raises(IndexError):
        store.scores(unit_vectors(1)[0], np.array([0, row]))


def test_an_empty_store_finds_nothing(engine: StoreEngine) -> None:
    store = engine(16)
    assert store.size == 0
    assert store.scores(unit_vectors(1)[0], np.array([], dtype=np.int64)).tolist() == []
    store.add(unit_vectors(0))
    assert store.size == 0


def test_what_is_saved_is_loaded_equal(engine: StoreEngine, tmp_path: Path) -> None:
    rows, query = unit_vectors(50), unit_vectors(1, seed=5)[0]
    store = engine(16)
    store.add(rows)
    store.save(tmp_path / "index")
    again = engine.load(tmp_path / "index")
    assert again.size == 50
    every = np.arange(50)
    assert again.scores(query, every).tolist() == store.scores(query, every).tolist()
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
