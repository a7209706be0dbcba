"""Inner products by FAISS, exact also under a filter.

A flat index: up to some 200,000 clauses it answers in milliseconds and loses nothing, where
approximate indexes lose half the answers of a narrow filter without saying so. FAISS is handed the
rows that are wanted, and computes no others.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import faiss
import numpy as np

from analyzer.errors import LibraryDamagedError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analyzer.ports import Vectors


class FaissStore:
    """A VectorStore over faiss.IndexFlatIP."""

    def __init__(self, dimension: int) -> None:
        faiss.omp_set_num_threads(1)
        self._index: Any = faiss.IndexFlatIP(dimension)

    @classmethod
    def load(cls, path: Path) -> Self:
        """A store that was saved. Raises LibraryDamagedError."""
        try:
            index = faiss.read_index(str(path))
        except RuntimeError as error:
            raise LibraryDamagedError(
                f"{path}: not a readable FAISS file.", do="Delete it; it is made again."
            ) from error
        store = cls(index.d)
        store._index = index
        return store

    @property
    def size(self) -> int:
        """How many vectors it holds."""
        return int(self._index.ntotal)

    def add(self, vectors: Vectors) -> None:
        """Append rows."""
        self._index.add(np.ascontiguousarray(vectors, dtype=np.float32))

    def scores(self, query: Vectors, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """The inner product with each of these rows, in their order."""
        wanted = np.ascontiguousarray(rows, dtype=np.int64)
        if wanted.size and not 0 <= wanted.min() <= wanted.max() < self.size:
            raise IndexError(f"rows {wanted.min()} to {wanted.max()} of {self.size}")
        one = np.ascontiguousarray(query, dtype=np.float32).reshape(-1)
        found = np.zeros(len(wanted), dtype=np.float32)
        if wanted.size:
            self._index.compute_distance_subset(
                1, faiss.swig_ptr(one), len(wanted), faiss.swig_ptr(found), faiss.swig_ptr(wanted)
            )
        return found

    def save(self, path: Path) -> None:
        """Write one file (beside, then renamed)."""
        beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
        faiss.write_index(self._index, str(beside))
        beside.replace(path)
