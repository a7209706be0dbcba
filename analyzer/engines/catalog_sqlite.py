"""The truth of a library in one SQLite file, with copies of the documents' files beside it.

`SqliteCatalog(folder)` is a ports.Catalog. Each part of it (documents, words, findings, vectors,
jobs) has its own module and works on the one connection that they share; every writing method is
one transaction.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import Self

from analyzer.engines.catalog_database import BUSY_SECONDS, LIBRARY, Database
from analyzer.engines.catalog_documents import DocumentTables
from analyzer.engines.catalog_files import FileCopies
from analyzer.engines.catalog_findings import FindingTables
from analyzer.engines.catalog_health import HealthTables, salvage
from analyzer.engines.catalog_jobs import JobTable
from analyzer.engines.catalog_seals import OWN_META, open_value, seal_value
from analyzer.engines.catalog_second import SecondTable
from analyzer.engines.catalog_vectors import VectorTable
from analyzer.engines.catalog_words import WordTable
from analyzer.records import Salvaged


class SqliteCatalog(
    DocumentTables, WordTable, FindingTables, VectorTable, JobTable, SecondTable, HealthTables
):
    """A library's catalog; usable from several threads, and beside other processes."""

    def __init__(
        self,
        folder: Path | str | None,
        *,
        read_only: bool = False,
        busy_seconds: float = BUSY_SECONDS,
    ) -> None:
        """Open the library of a folder, made if missing unless `read_only`; None: in memory."""
        place = Path(folder) if folder is not None else None
        files = FileCopies(place / "files" if place else None)
        database = Database(place, read_only=read_only, busy_seconds=busy_seconds)
        super().__init__(database, files)
        if not read_only:
            files.sweep(self._files_needed)

    @classmethod
    def in_memory(cls) -> Self:
        """A catalog that is gone when it is closed."""
        return cls(None)

    @staticmethod
    def salvage(folder: Path) -> tuple[tuple[Salvaged, ...], dict[str, str]]:
        """What can be trusted of a catalog that cannot be opened: documents, and settings."""
        return salvage(folder / LIBRARY.file_name)

    @staticmethod
    def put_aside(folder: Path) -> Path:
        """Move a catalog that cannot be opened into a folder of its own; gives that folder."""
        aside = folder / time.strftime("damaged-%Y%m%d-%H%M%S")
        aside.mkdir(parents=True, exist_ok=True)
        for ending in ("", "-wal", "-shm"):
            old = folder / f"{LIBRARY.file_name}{ending}"
            if old.exists():
                old.replace(aside / old.name)
        return aside

    def _files_needed(self) -> frozenset[str]:
        with self._database.reading() as sql:
            return frozenset(row[0] for row in sql.execute("SELECT sha256 FROM documents"))

    @property
    def read_only(self) -> bool:
        """True when nothing can be written."""
        return self._database.read_only

    @property
    def generation(self) -> int:
        """Grows with every change of clauses or vectors: derived files bear it."""
        with self._database.reading() as sql:
            found: int = sql.execute(
                "SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'generation'"
            ).fetchone()[0]
        return found

    def meta(self) -> dict[str, str]:
        """Schema version and settings that the library depends on; `encoder` is the fingerprint
        of the encoder that it was last embedded with."""
        with self._database.reading() as sql:
            kept = sql.execute("SELECT key, value FROM meta").fetchall()
        found = {key: value if key in OWN_META else open_value(key, value) for key, value in kept}
        return {**found, "schema": str(LIBRARY.version)}

    def set_meta(self, key: str, value: str) -> None:
        """Keep one such setting."""
        if key in OWN_META:
            raise ValueError(f"{key!r} is kept by the catalog itself.")
        with self._database.writing() as sql:
            sql.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, seal_value(value)))

    def drop_meta(self, keys: Iterable[str]) -> None:
        """Forget such settings; one that is not there is no mistake."""
        with self._database.writing() as sql:
            sql.executemany("DELETE FROM meta WHERE key = ?", [(key,) for key in keys])

    def close(self) -> None:
        """Give the files back."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
