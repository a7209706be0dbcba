"""What of a catalog is made again, and the mending that SQLite does.

The connection and the copies → words made searchable anew, damaged rows taken out, what could be
read of them handed back; and which copies nobody needs. While a catalog is mended a note stands in
it: nothing is swept then, and a repair that was cut off is told and taken up again.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from analyzer.engines.catalog_database import Database
from analyzer.engines.catalog_documents import FULL_TEXT, STAGES, document_row
from analyzer.engines.catalog_files import FileCopies
from analyzer.engines.catalog_health import broken_notes, jobs_are_broken
from analyzer.engines.catalog_rescue import MENDING, SALVAGED, salvaged
from analyzer.engines.catalog_rows import fits
from analyzer.engines.catalog_schema import FULL_TEXT_TABLE
from analyzer.engines.catalog_seals import SEALED, broken_documents, open_value, seal_value
from analyzer.errors import LibraryDamagedError, LibraryLockedError
from analyzer.records import DocumentId, Salvaged, Stage

# the sha256 of a file: 0a3f…
_COPY = re.compile(r"[0-9a-f]{64}")


class MendingTables:
    """The part of the catalog that is made again."""

    def __init__(self, database: Database, files: FileCopies) -> None:
        self._database = database
        self._files = files

    # ── what is made again ───────────────────────────────────────────────────────────────────────
    def rebuild_words(self) -> None:
        """Make the words of every document that had them searchable anew."""
        with self._database.writing() as sql:
            sql.execute("DROP TABLE full_text")
            sql.execute(FULL_TEXT_TABLE)
            sql.execute(
                "INSERT INTO full_text (rowid, heading, body, above) "
                f"SELECT {FULL_TEXT} FROM clauses WHERE document IN (SELECT number FROM documents "
                "WHERE instr(' ' || stages || ' ', ?) > 0)",
                (f" {Stage.LEXICAL.value} ",),
            )

    def broken(self) -> tuple[Salvaged, ...]:
        """The documents whose rows are damaged, and what could be read of each."""
        with self._database.snapshot() as sql:
            copies = self._files.names()
            return tuple(
                salvaged(copies, document_row(sql, name, SALVAGED))
                for name in list(broken_documents(sql))
            )

    def forget_stages(self, document: DocumentId, stages: Collection[Stage]) -> None:
        """Say that stages of a document are not finished."""
        with self._database.writing(grows=True) as sql:
            (kept,) = document_row(sql, document, "stages")
            left = [stage.value for stage in STAGES if stage.value in kept.split()]
            left = [stage for stage in left if Stage(stage) not in stages]
            sql.execute("UPDATE documents SET stages = ? WHERE id = ?", (" ".join(left), document))

    def drop_vectors(self, fingerprint: str, keys: Iterable[str] | None = None) -> None:
        """Forget cached vectors: those of these keys, or every one of another encoder."""
        with self._database.writing(grows=True) as sql:
            if keys is None:
                sql.execute("DELETE FROM vectors WHERE fingerprint <> ?", (fingerprint,))
                sql.execute("DELETE FROM meta WHERE key = 'encoder'")
            else:
                sql.executemany(
                    "DELETE FROM vectors WHERE fingerprint = ? AND key = ?",
                    [(fingerprint, key) for key in keys],
                )

    def drop_broken(self) -> tuple[str, ...]:
        """Forget settings that do not fit their checksum, and rows of no document; what it was.
        Jobs of which one cannot be read go with them."""
        with self._database.writing() as sql:
            broken = [key.partition(":")[0] for key in _drop_broken_notes(sql)]
            # an id that a turned byte made a row of bytes is found by no question
            sql.execute(
                "UPDATE OR IGNORE documents SET id = CAST(id AS TEXT) WHERE typeof(id) <> 'text'"
            )
            for table in ("clauses", "findings", "silences"):
                gone = sql.execute(
                    f"DELETE FROM {table} WHERE document NOT IN (SELECT number FROM documents)"
                )
                if gone.rowcount:
                    broken.append(table)
            if jobs_are_broken(sql):
                sql.execute("DELETE FROM jobs")
                broken.append("jobs")
        return tuple(broken)

    def keep_copy(self, data: bytes) -> None:
        """Keep a copy of a document's file again."""
        self._files.keep(hashlib.sha256(data).hexdigest(), data)

    def copy(self, sha256: str) -> bytes:
        """One copy. Raises LibraryDamagedError."""
        return self._files.read(sha256)

    def copies_there(self) -> tuple[str, ...]:
        """The checksums that copies are named by, whole or not."""
        return tuple(name for name in self._files.names() if _COPY.fullmatch(name))

    def put_copy_aside(self, sha256: str, path: Path, *, of: str = "") -> None:
        """Move a copy, whole or not, out of the library's keeping to `path`; where a document needs
        it, another one than the row `of`, it stays too. Where there is none, nothing."""
        if not _COPY.fullmatch(sha256):  # a damaged row may say anything
            return
        with self._database.reading() as sql:
            needed = any(sha256 == each and name != of for name, each in _sound_rows(sql))
        self._files.put_aside(sha256, path, needed=needed)

    # ── what is swept, and when ──────────────────────────────────────────────────────────────────
    def begin_mending(self) -> str | None:
        """From now on nothing is swept, until `end_mending`: also not when mending is cut off. What
        was noted by an earlier one that was cut off; None where there was none."""
        with self._database.writing() as sql:
            row = sql.execute("SELECT value FROM meta WHERE key = ?", (MENDING,)).fetchone()
            sql.execute("INSERT OR IGNORE INTO meta VALUES (?, ?)", (MENDING, seal_value("")))
        with suppress(LibraryDamagedError):
            return open_value(MENDING, row[0]) if row else None
        return ""

    def note_mending(self, said: str) -> None:
        """Keep what is to be told at the end, for the case that it is cut off."""
        with self._database.writing() as sql:
            sql.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (MENDING, seal_value(said)))

    def end_mending(self) -> None:
        """Everything is mended, or named."""
        with self._database.writing() as sql:
            sql.execute("DELETE FROM meta WHERE key = ?", (MENDING,))

    def sweep(self, *, after_seconds: float = 0.0) -> None:
        """Delete what nobody speaks of and nobody touched for so long. Where somebody else writes,
        it is left for another time."""
        old = self._files.left_since(after_seconds)
        if not self._unneeded(old):
            return
        with suppress(LibraryLockedError), self._database.writing():
            # asked again while nobody writes: a copy may be spoken of, or touched, since
            self._files.delete(self._unneeded(old & self._files.left_since(after_seconds)))

    def _unneeded(self, names: frozenset[str]) -> frozenset[str]:
        needed = self.files_needed() if names else None
        return frozenset() if needed is None else names - needed

    def files_needed(self, *, mending: bool = False) -> frozenset[str] | None:
        """The checksums of the copies that documents need; None while that is not sure, as it is
        not while the library is mended, but for the one who does that."""
        try:
            with self._database.snapshot() as sql:
                needed = [sha256 for _, sha256 in _sound_rows(sql)]
                notes = dict(
                    sql.execute(
                        "SELECT key, value FROM meta WHERE key IN ('documents', ?)", (MENDING,)
                    )
                )
        except LibraryDamagedError:
            return None
        sure = str(len(needed)) == str(notes.get("documents"))
        return frozenset(needed) if sure and (mending or MENDING not in notes) else None


def _drop_broken_notes(sql: sqlite3.Connection) -> list[str]:
    broken = list(broken_notes(sql))
    sql.executemany(
        "DELETE FROM meta WHERE CAST(key AS TEXT) = ?", [(key,) for key in broken if key != MENDING]
    )
    return broken


def _sound_rows(sql: sqlite3.Connection) -> list[tuple[str, str]]:
    """The id of each document whose row fits its seal, and the checksum of its file."""
    rows = sql.execute(f"SELECT seal, {SEALED['documents']} FROM documents").fetchall()
    # id, path, sha256 are sealed first
    return [(row[0], row[2]) for sealed, *row in rows if fits(row, sealed)]
