"""Fills a library with many clauses of the real agreements, for the search figures.

`python -m benchmarks.filling LIBRARY COUNT`. The words are real. The vectors are seeded noise of
unit length under the encoder's fingerprint: what is measured is time, and embedding ten thousand
clauses would take a quarter of an hour. The program finds them in its cache and embeds nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from analyzer.pipeline import Analyzer
from analyzer.pipeline.wiring import make_encoder
from analyzer.records import Stage
from analyzer.vectors import embed_clauses
from benchmarks.documents import EIGHT, path_of, real_data


class NoiseEncoder:
    """Gives noise under another encoder's name, fingerprint and dimension."""

    def __init__(self, like: Any) -> None:  # noqa: ANN401
        self.name: str = like.name
        self.fingerprint: str = like.fingerprint
        self.dimension: int = like.dimension
        self._noise = np.random.default_rng(7)

    def windows(self, text: str) -> tuple[str, ...]:
        """The text whole."""
        return (text,)

    def encode(self, texts: Sequence[str]) -> Any:  # noqa: ANN401
        """Noise."""
        return self._noise.standard_normal((len(texts), self.dimension)).astype(np.float32)


def fill(library: Path, count: int) -> None:
    """Read real files until the library holds `count` clauses that speak."""
    folder = real_data()
    assert folder is not None, "ANALYZER_REAL_DATA names no folder"
    files = [*(path_of(key) for key in EIGHT), *sorted((folder / "oregon").glob("*.txt"))]
    with Analyzer.open(library) as analyzer:
        encoder = NoiseEncoder(make_encoder(analyzer.settings))
        for file in files:
            if len(analyzer.catalog.clauses()) >= count:
                return
            reading = _reading(file)
            document = reading.document.id
            analyzer.catalog.add_reading(reading, file.read_bytes())
            analyzer.catalog.index_words(document)
            embed_clauses(reading.clauses, encoder, analyzer.catalog)
            analyzer.catalog.mark_stage(document, Stage.VECTORS)


def _reading(file: Path) -> Any:  # noqa: ANN401
    from analyzer.pipeline import read

    return read(file)


if __name__ == "__main__":
    fill(Path(sys.argv[1]), int(sys.argv[2]))
