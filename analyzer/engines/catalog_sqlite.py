"""The truth of a library in one SQLite file, with copies of the documents' files beside it.

`SqliteCatalog(folder)` is a ports.Catalog. Each part of it (documents, words, findings, vectors,
jobs) has its own module and works on the one connection that they share; every writing method is
one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from analyzer.engines.catalog_database import BUSY_SECONDS, Database
from analyzer.engines.catalog_documents import DocumentTables
from analyzer.engines.catalog_files import SWEPT_AFTER_SECONDS, FileCopies
from analyzer.engines.catalog_findings import FindingTables
from analyzer.engines.catalog_health import HealthTables
from analyzer.engines.catalog_jobs import JobTable
from analyzer.engines.catalog_mending import MendingTables
from analyzer.engines.catalog_readings import ReadingTables
from analyzer.engines.catalog_rescue import (
    MAKING,
    UNFINISHED,
    put_aside,
    refuse_lost,
    refuse_unfinished,
    salvage,
    sweep_making,
)
from analyzer.engines.catalog_schema import LIBRARY
from analyzer.engines.catalog_seals import OWN_META, open_value, seal_value
from analyzer.engines.catalog_second import SecondTable
from analyzer.engines.catalog_vectors import VectorTable
from analyzer.engines.catalog_words import WordTable
from analyzer.engines.library_lock import LibraryLock
from analyzer.records import Salvaged


class SqliteCatalog(
    DocumentTables,
    ReadingTables,
    WordTable,
    FindingTables,
    VectorTable,
    JobTable,
    SecondTable,
    HealthTables,
    MendingTables,
):
    """A library's catalog; usable from several threads, and beside other processes."""

    def __init__(
        self,
        folder: Path | str | None,
        *,
        read_only: bool = False,
        busy_seconds: float = BUSY_SECONDS,
        unfinished: bool = False,
        lock: LibraryLock | None = None,
    ) -> None:
        """Open the library of a folder, made if missing unless `read_only`; None: in memory. It is
        shared with others unless the caller holds its `lock` alone. Raises LibraryLockedError, and
        LibraryDamagedError where documents of it would be missing, but for one that is
        `unfinished`: it is being filled again."""
        place = Path(folder) if folder is not None else None
        self._shared = LibraryLock(place, read_only=read_only) if place and not lock else None
        if self._shared:
            self._shared.share()
        try:
            files = FileCopies(place / "files" if place else None)
            if place and not unfinished:
                refuse_lost(place, files)
            database = Database(place, read_only=read_only, busy_seconds=busy_seconds)
        except BaseException:
            self._release()
            raise
        super().__init__(database, files)
        if unfinished:
            return
        try:
            refuse_unfinished(place, self._notes())
            if not read_only:
                self.sweep(after_seconds=SWEPT_AFTER_SECONDS)
        except BaseException:
            self.close()
            raise

    @classmethod
    def in_memory(cls) -> Self:
        """A catalog that is gone when it is closed."""
        return cls(None)

    @classmethod
    def make_anew(
        cls, folder: Path, *, lock: LibraryLock
    ) -> tuple[Self, Path, tuple[Salvaged, ...]]:
        """An empty catalog in the place of one that cannot be trusted, with what users said: that
        catalog, the folder that holds the old one, and what is known of its documents. It opens
        for nobody else before `finish_anew`; `lock` is held alone."""
        sweep_making(folder)
        found, notes = salvage(folder)
        with TemporaryDirectory(dir=folder, prefix=MAKING) as making:
            with cls(making) as empty:
                empty.set_meta(UNFINISHED, "")
                empty.note_mending("")
                for key, value in notes.items():
                    empty.set_meta(key, value)
                empty._database.settle()
            aside = put_aside(folder, Path(making))
            (Path(making) / LIBRARY.file_name).replace(folder / LIBRARY.file_name)
        return cls(folder, unfinished=True, lock=lock), aside, found

    def finish_anew(self) -> None:
        """Every document is read again that can be."""
        self.drop_meta([UNFINISHED])

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
        kept = self._notes().items()
        found = {key: value if key in OWN_META else open_value(key, value) for key, value in kept}
        return {**found, "schema": str(LIBRARY.version)}

    def _notes(self) -> dict[str, str]:
        with self._database.reading() as sql:
            return dict(sql.execute("SELECT key, value FROM meta"))

    def set_meta(self, key: str, value: str) -> None:
        """Keep one such setting."""
        if key in OWN_META:
            raise ValueError(f"{key!r} is kept by the catalog itself.")
        with self._database.writing() as sql:
            sql.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, seal_value(value)))

    def change_meta(self, key: str, change: Callable[[str | None], str | None]) -> None:
        """Keep what `change` makes of such a setting, while nobody else writes. It is given, and
        may give back, None: there is none, nothing is kept."""
        with self._database.writing() as sql:
            row = sql.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
            value = change(open_value(key, row[0]) if row else None)
            if value is not None:
                sql.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, seal_value(value)))

    def drop_meta(self, keys: Iterable[str]) -> None:
        """Forget such settings; one that is not there is no mistake."""
        with self._database.writing() as sql:
            sql.executemany("DELETE FROM meta WHERE key = ?", [(key,) for key in keys])

    def close(self) -> None:
        """Give the files back."""
        self._database.close()
        self._release()

    def _release(self) -> None:
        if self._shared:
            self._shared.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
