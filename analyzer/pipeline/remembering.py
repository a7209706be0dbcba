"""Encoders and caches that remember: what any library or run has embedded is not so again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from analyzer.ports import Encoder, VectorCache

if TYPE_CHECKING:
    from analyzer.ports import Vectors


class RememberingEncoder:
    """An encoder before a cache, for texts that are embedded again and again: examples, queries.

    What it keeps is as the encoder gives it, not normalised, and apart from clauses' vectors.
    """

    def __init__(self, encoder: Encoder, cache: VectorCache) -> None:
        self._encoder = encoder
        self._cache = cache
        self._kept_as = f"{encoder.fingerprint}:raw"

    @property
    def name(self) -> str:
        """As the setting names it."""
        return self._encoder.name

    @property
    def fingerprint(self) -> str:
        """That of the encoder: its vectors are the same."""
        return self._encoder.fingerprint

    @property
    def dimension(self) -> int:
        """Columns of a vector."""
        return self._encoder.dimension

    def windows(self, text: str) -> tuple[str, ...]:
        """The text in parts that the encoder reads whole."""
        return self._encoder.windows(text)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """(n, dimension) float32, rows in the order of the texts; only new texts are encoded."""
        import numpy as np

        keys = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
        by_key = dict(zip(keys, texts, strict=True))
        known = self._cache.known_vectors(self._kept_as, by_key)
        new = [key for key in by_key if key not in known]
        if new:
            vectors = self._encoder.encode([by_key[key] for key in new])
            rows = zip(new, vectors, strict=True)
            made = {key: row.astype("<f4").tobytes() for key, row in rows}
            self._cache.save_vectors(self._kept_as, made)
            known = {**known, **made}
        joined = b"".join(known[key] for key in keys)
        found = np.frombuffer(joined, dtype="<f4").reshape(len(keys), self.dimension)
        return found.astype(np.float32)


class Forgetful:
    """A cache for what must leave no trace, such as pasted language: it knows and keeps nothing."""

    def known_vectors(self, fingerprint: str, keys: Iterable[str]) -> dict[str, bytes]:
        """None."""
        return {}

    def save_vectors(self, fingerprint: str, vectors: Mapping[str, bytes]) -> None:
        """Keep none."""


class TwoCaches:
    """A cache in memory before one on disk: what either knows is known, both learn what is new."""

    def __init__(self, near: VectorCache, far: VectorCache) -> None:
        self._near = near
        self._far = far

    def known_vectors(self, fingerprint: str, keys: Iterable[str]) -> dict[str, bytes]:
        """Cached vectors by key; what only the far cache knew is near from now on."""
        wanted = set(keys)
        known = self._near.known_vectors(fingerprint, wanted)
        farther = self._far.known_vectors(fingerprint, wanted - known.keys())
        self._near.save_vectors(fingerprint, farther)
        return {**known, **farther}

    def save_vectors(self, fingerprint: str, vectors: Mapping[str, bytes]) -> None:
        """Add to both."""
        self._near.save_vectors(fingerprint, vectors)
        self._far.save_vectors(fingerprint, vectors)
