"""Nearest vectors by FAISS, exact also under a filter.

A flat index: up to some 200,000 clauses it answers in milliseconds and loses nothing, where
approximate indexes lose half the answers of a narrow filter without saying so. A filter is handed
down to FAISS as a bitmap of rows.
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

    def nearest(
        self, query: Vectors, *, top: int, among: NDArray[np.int64] | None = None
    ) -> list[tuple[int, float]]:
        """(row, inner product), best first; of equal ones the earlier row."""
        parameters = None
        allowed = self.size
        if among is not None:
            passes = np.zeros(self.size, dtype=bool)
            passes[among] = True
            allowed = int(passes.sum())
            bitmap = np.packbits(passes, bitorder="little")
            selector = faiss.IDSelectorBitmap(len(bitmap), faiss.swig_ptr(bitmap))
            parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        wanted = min(top, allowed)
        if wanted < 1:
            return []
        one = np.ascontiguousarray(query, dtype=np.float32).reshape(1, -1)
        scores, rows = self._index.search(one, wanted, params=parameters)
        found = [(int(row), float(score)) for row, score in zip(rows[0], scores[0], strict=True)]
        if any(row < 0 for row, _ in found):
            raise AssertionError(f"FAISS gave fewer than the {wanted} rows that there are.")
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def save(self, path: Path) -> None:
        """Write one file (beside, then renamed)."""
        beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
        faiss.write_index(self._index, str(beside))
        beside.replace(path)
