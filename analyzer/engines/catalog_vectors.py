"""Vectors in the catalog: raw float32 by encoder fingerprint and sha256 of the embedded text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from analyzer.engines.catalog_database import Database
from analyzer.engines.catalog_schema import VECTOR_CACHE
from analyzer.errors import LibraryDamagedError, StaleIndexError

#: keys asked for in one query; SQLite takes 32,766 values at most
_AT_ONCE = 10_000


class VectorTable:
    """The part of the catalog that remembers what was embedded, so that nothing is so twice."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def known_vectors(self, fingerprint: str, keys: Iterable[str]) -> dict[str, bytes]:
        """Those of the keys that are cached, with their vectors."""
        wanted = sorted(set(keys))
        found: dict[str, bytes] = {}
        with self._database.reading() as sql:
            for start in range(0, len(wanted), _AT_ONCE):
                part = wanted[start : start + _AT_ONCE]
                found.update(
                    sql.execute(
                        "SELECT key, vector FROM vectors WHERE fingerprint = ? "
                        f"AND typeof(vector) = 'blob' AND key IN ({', '.join('?' * len(part))})",
                        (fingerprint, *part),
                    )
                )
        return found

    def vectors(self, fingerprint: str) -> Iterator[dict[str, bytes]]:
        """Every vector of an encoder by its key, some thousands at a time."""
        last = ""
        while True:
            with self._database.reading() as sql:
                part: dict[str, bytes] = dict(
                    sql.execute(
                        "SELECT key, vector FROM vectors WHERE fingerprint = ? AND key > ? "
                        "ORDER BY key LIMIT ?",
                        (fingerprint, last, _AT_ONCE),
                    )
                )
            if not part:
                return
            yield part
            last = max(part)

    def save_vectors(self, fingerprint: str, vectors: Mapping[str, bytes]) -> None:
        """Add to the cache; the library notes which encoder it was last embedded with."""
        if not vectors:
            return
        with self._database.writing(grows=True) as sql:
            sql.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
                [(fingerprint, key, vector) for key, vector in sorted(vectors.items())],
            )
            sql.execute("INSERT OR REPLACE INTO meta VALUES ('encoder', ?)", (fingerprint,))


class CachedVectors(VectorTable):
    """Vectors of files that enter no library, in a folder of their own; None: in memory."""

    def __init__(self, folder: Path | None) -> None:
        super().__init__(_open_cache(folder))

    def close(self) -> None:
        """Give the file back."""
        self._database.close()


def _open_cache(folder: Path | None) -> Database:
    """The cache; one that cannot be read is begun anew, since nothing in it is the only copy."""
    try:
        return Database(folder, schema=VECTOR_CACHE)
    except (LibraryDamagedError, StaleIndexError):
        if folder is None:
            raise
        for ending in ("", "-wal", "-shm"):
            (folder / f"{VECTOR_CACHE.file_name}{ending}").unlink(missing_ok=True)
        return Database(folder, schema=VECTOR_CACHE)
