"""The nearest of many vectors to many others by FAISS.

Among some thousands every row is looked at. Among more, the rows are sorted into cells round as
many centres as the root of their number, and only the cells nearest to a query are searched: work
and memory then grow far slower than the product of both. The centres are found from a fixed seed in
one thread, so that the same vectors always give the same rows.
"""

from __future__ import annotations

from math import isqrt
from typing import TYPE_CHECKING, Any

import faiss
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analyzer.ports import Vectors

#: rows up to which every one is looked at
EXACT = 4000
#: cells searched for each query, and rounds in which the centres are found
_CELLS, _ROUNDS = 12, 8
#: queries at once
_AT_ONCE = 1024


class FaissNeighbours:
    """A Neighbours over faiss.IndexFlatIP and faiss.IndexIVFFlat."""

    def nearest(self, rows: Vectors, queries: Vectors, *, top: int) -> NDArray[np.int64]:
        """(queries, top) numbers of rows, best first; -1 where fewer were found."""
        faiss.omp_set_num_threads(1)
        index = _build(np.ascontiguousarray(rows, dtype=np.float32))
        asked = np.ascontiguousarray(queries, dtype=np.float32)
        found = np.full((len(asked), top), -1, dtype=np.int64)
        for start in range(0, len(asked), _AT_ONCE):
            _, near = index.search(asked[start : start + _AT_ONCE], min(top, len(rows)))
            found[start : start + len(near), : near.shape[1]] = near
        return found


def _build(rows: Vectors) -> Any:  # noqa: ANN401
    flat = faiss.IndexFlatIP(rows.shape[1])
    if len(rows) <= EXACT:
        flat.add(rows)
        return flat
    index = faiss.IndexIVFFlat(flat, rows.shape[1], isqrt(len(rows)), faiss.METRIC_INNER_PRODUCT)
    index.cp.niter, index.cp.seed = _ROUNDS, 1
    index.train(rows)
    index.add(rows)
    index.nprobe = _CELLS
    return index
