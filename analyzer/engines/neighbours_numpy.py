"""The reference of the nearest of many vectors to many others: every product, some rows at a time.

What FAISS answers is held against this; it also does the work where FAISS is not installed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analyzer.ports import Vectors

#: queries at once
_AT_ONCE = 512


class NumpyNeighbours:
    """A Neighbours in plain NumPy."""

    def nearest(self, rows: Vectors, queries: Vectors, *, top: int) -> NDArray[np.int64]:
        """(queries, top) numbers of rows, best first, of equal ones the earlier; -1 where there are
        fewer."""
        found = np.full((len(queries), top), -1, dtype=np.int64)
        for start in range(0, len(queries), _AT_ONCE):
            scores = queries[start : start + _AT_ONCE] @ rows.T
            best = np.argsort(-scores, axis=1, kind="stable")[:, :top]
            found[start : start + len(best), : best.shape[1]] = best
        return found
