"""The reference of every vector store: one matrix, every product computed.

Vectors → inner products with the rows asked for. What FAISS answers is held against this.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analyzer.ports import Vectors


class NumpyStore:
    """A VectorStore in plain NumPy."""

    def __init__(self, dimension: int) -> None:
        self._rows: Vectors = np.zeros((0, dimension), dtype=np.float32)

    @classmethod
    def load(cls, path: Path) -> Self:
        """A store that was saved."""
        rows = np.load(path, allow_pickle=False)
        store = cls(rows.shape[1])
        store._rows = rows
        return store

    @property
    def size(self) -> int:
        """How many vectors it holds."""
        return len(self._rows)

    def add(self, vectors: Vectors) -> None:
        """Append rows."""
        self._rows = np.vstack([self._rows, np.asarray(vectors, dtype=np.float32)])

    def scores(self, query: Vectors, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """The inner product with each of these rows, in their order."""
        if len(rows) and not 0 <= np.min(rows) <= np.max(rows) < self.size:
            raise IndexError(f"rows {np.min(rows)} to {np.max(rows)} of {self.size}")
        found: NDArray[np.float32] = self._rows[rows] @ np.asarray(query, np.float32).reshape(-1)
        return found

    def save(self, path: Path) -> None:
        """Write one file (beside, then renamed)."""
        beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
        with beside.open("wb") as file:
            np.save(file, self._rows, allow_pickle=False)
        beside.replace(path)
