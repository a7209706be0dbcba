"""Caches that lie before or beside another: what one of them knows is not embedded again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from analyzer.ports import VectorCache


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
