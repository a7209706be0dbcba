"""Is a catalog sound, and what of it can be made again: checks, and the mending that SQLite does.

The connection and the copies → LibraryFaults; and the parts of repair that only the catalog can do:
words made searchable anew, damaged rows taken out, what could be read of them handed back.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from analyzer.engines.catalog_database import FULL_TEXT_TABLE, Database
from analyzer.engines.catalog_documents import FULL_TEXT, STAGES, document_row
from analyzer.engines.catalog_files import SWEPT_AFTER_SECONDS, FileCopies
from analyzer.engines.catalog_rescue import MENDING, SALVAGED, salvaged
from analyzer.engines.catalog_rows import fits, text_of
from analyzer.engines.catalog_seals import (
    OWN_META,
    SEALED,
    broken_documents,
    documents_with_broken_findings,
    open_value,
    seal_value,
)
from analyzer.errors import AnalyzerError, LibraryDamagedError, LibraryLockedError
from analyzer.records import (
    DocumentId,
    LibraryFault,
    LibraryFaultKind,
    Salvaged,
    Stage,
)

REPAIR = "analyzer library repair"
# the sha256 of a file: 0a3f…
_COPY = re.compile(r"[0-9a-f]{64}")
Kind = LibraryFaultKind


class HealthTables:
    """The part of the catalog that looks at itself."""

    def __init__(self, database: Database, files: FileCopies) -> None:
        self._database = database
        self._files = files

    # ── what is wrong ────────────────────────────────────────────────────────────────────────────
    def check(self) -> tuple[LibraryFault, ...]:
        """Every fault of the catalog and of the copies; vectors and their index are looked at by
        those who know the encoder."""
        try:
            with self._database.snapshot() as sql:
                said = [row[0] for row in sql.execute("PRAGMA integrity_check(5)")]
                if said != ["ok"]:
                    return (_structure(str(said[0]).splitlines()[-1]),)
                found = [*_document_faults(sql), *_word_faults(sql), *_note_faults(sql)]
                rows = sql.execute("SELECT id, sha256 FROM documents ORDER BY number").fetchall()
                needed = {text_of(name): text_of(sha256) for name, sha256 in rows}
        except LibraryDamagedError as error:
            return (_structure(error.why or error.what),)
        if not self._database.read_only:
            found += self._full_text_faults()
        return (*found, *_copy_faults(self._files, needed))

    def _full_text_faults(self) -> Iterator[LibraryFault]:
        """What the full text says of its own structure."""
        try:
            with self._database.writing() as sql:
                sql.execute("INSERT INTO full_text (full_text, rank) VALUES ('integrity-check', 0)")
        except AnalyzerError:
            yield _words_fault("the index of words is damaged")

    def is_ours(self) -> bool:
        """True when the file has the tables of a library and nothing else that SQLite would run."""
        told = "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
        with self._database.reading() as sql:
            theirs = set(sql.execute(told))
            kinds = dict(sql.execute("SELECT name, substr(sql, 1, 22) FROM sqlite_master"))
        with Database(None).reading() as sql:
            ours = set(sql.execute(told))
        virtual = {name for name, said in kinds.items() if said and "VIRTUAL" in said.upper()}
        return theirs == ours and virtual == {"full_text"}

    def write_copy(self, path: Path) -> None:
        """The catalog as it stands, in one file of its own."""
        with self._database.reading() as sql:
            sql.execute("VACUUM INTO ?", (str(path),))

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
            if _jobs_are_broken(sql):
                sql.execute("DELETE FROM jobs")
                broken.append("jobs")
        return tuple(broken)

    def keep_copy(self, data: bytes) -> str:
        """Keep a copy of a document's file again; its sha256."""
        sha256 = hashlib.sha256(data).hexdigest()
        self._files.keep(sha256, data)
        return sha256

    def copies(self) -> tuple[str, ...]:
        """The checksums of the copies that are whole."""
        return tuple(name for name in self._files.names() if self._files.is_whole(name))

    def copy(self, sha256: str) -> bytes:
        """One copy. Raises LibraryDamagedError."""
        return self._files.read(sha256)

    def copies_there(self) -> tuple[str, ...]:
        """The checksums that copies are named by, whole or not."""
        return tuple(name for name in self._files.names() if _COPY.fullmatch(name))

    def put_copy_aside(self, sha256: str, path: Path, *, of: str = "") -> bool:
        """Move a copy, whole or not, out of the library's keeping to `path`; where a document needs
        it, another one than the row `of`, it stays too. False where there is none."""
        with self._database.reading() as sql:
            needed = any(sha256 == each and name != of for name, each in _sound_rows(sql))
        return self._files.put_aside(sha256, path, needed=needed)

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


def _sound_rows(sql: sqlite3.Connection) -> list[tuple[str, str]]:
    """The id of each document whose row fits its seal, and the checksum of its file."""
    rows = sql.execute(f"SELECT seal, {SEALED['documents']} FROM documents").fetchall()
    # id, path, sha256 are sealed first
    return [(row[0], row[2]) for sealed, *row in rows if fits(row, sealed)]


def _structure(said: str) -> LibraryFault:
    return LibraryFault(
        Kind.CATALOG, "catalog.sqlite", f"The file is damaged: {said}.", f"Run `{REPAIR}`."
    )


def _document_faults(sql: sqlite3.Connection) -> Iterator[LibraryFault]:
    broken = list(broken_documents(sql))
    for name in broken:
        what = "Its clauses or what is known of it do not fit their checksums."
        yield LibraryFault(Kind.DOCUMENT, name, what, f"Run `{REPAIR}`: its copy is read again.")
    (kept,) = sql.execute("SELECT value FROM meta WHERE key = 'documents'").fetchone() or ("0",)
    (there,) = sql.execute("SELECT count(*) FROM documents").fetchone()
    if str(kept) != str(there):
        what = f"There are {there} documents where {kept} were kept."
        yield LibraryFault(Kind.CATALOG, "catalog.sqlite", what, f"Run `{REPAIR}`.")
    for name in documents_with_broken_findings(sql):
        if name not in broken:
            what = "Its findings do not fit their checksums."
            yield LibraryFault(Kind.FINDINGS, name, what, f"Run `{REPAIR}`: they are made again.")


def _word_faults(sql: sqlite3.Connection) -> Iterator[LibraryFault]:
    indexed = (
        "SELECT c.number FROM clauses c JOIN documents d ON d.number = c.document "
        f"WHERE instr(' ' || d.stages || ' ', ' {Stage.LEXICAL.value} ') > 0"
    )
    held = "SELECT rowid FROM full_text"
    for one, other in ((indexed, held), (held, indexed)):
        if sql.execute(f"{one} EXCEPT {other} LIMIT 1").fetchone():
            yield _words_fault("words of some clauses are missing in the index of words, or extra")
            return


def _words_fault(what: str) -> LibraryFault:
    said = f"Search by words is not to be trusted: {what}."
    return LibraryFault(Kind.WORDS, "catalog.sqlite", said, f"Run `{REPAIR}`: it is made again.")


def _note_faults(sql: sqlite3.Connection) -> Iterator[LibraryFault]:
    broken = list(_broken_notes(sql))
    if _jobs_are_broken(sql):
        broken.append("jobs")
    if sql.execute("SELECT 1 FROM meta WHERE key = ?", (MENDING,)).fetchone():
        what = "A repair of this library was interrupted."
        yield LibraryFault(Kind.NOTES, "catalog.sqlite", what, f"Run `{REPAIR}`: it goes on.")
    for key in broken:
        kind = key.partition(":")[0]
        what = "It does not fit its checksum, and nothing says what it was."
        yield LibraryFault(
            Kind.NOTES, f"the library's note {kind!r}", what, f"Run `{REPAIR}`: it is let go."
        )


def _broken_notes(sql: sqlite3.Connection) -> Iterator[str]:
    for key, value in sql.execute("SELECT key, value FROM meta ORDER BY key").fetchall():
        if key not in OWN_META:
            try:
                open_value(key, value)
            except LibraryDamagedError:
                yield text_of(key)


def _drop_broken_notes(sql: sqlite3.Connection) -> list[str]:
    broken = list(_broken_notes(sql))
    sql.executemany(
        "DELETE FROM meta WHERE CAST(key AS TEXT) = ?", [(key,) for key in broken if key != MENDING]
    )
    return broken


def _jobs_are_broken(sql: sqlite3.Connection) -> bool:
    states = "('waiting', 'running', 'done', 'refused', 'failed')"
    types = " OR ".join(
        f"typeof({name}) NOT IN ('text', 'null')"
        for name in ("path", "state", "document", "stages", "detail", "refusal")
    )
    return bool(
        sql.execute(
            f"SELECT 1 FROM jobs WHERE state NOT IN {states} OR {types} "
            "OR (refusal IS NOT NULL AND NOT json_valid(refusal)) LIMIT 1"
        ).fetchone()
    )


def _copy_faults(files: FileCopies, needed: dict[str, str]) -> Iterator[LibraryFault]:
    for name, sha256 in needed.items():
        if not files.is_whole(sha256):
            yield LibraryFault(
                Kind.COPY,
                name,
                "The library's copy of its file is missing or damaged: its pages cannot be shown.",
                f"Run `{REPAIR}`: where the file still stands in its place it is copied again.",
            )
    old = time.time() - SWEPT_AFTER_SECONDS
    for name in sorted(set(files.names()) - set(needed.values())):
        if files.changed(name) < old:
            yield LibraryFault(
                Kind.LEFTOVER,
                str(Path("files") / name),
                "No document needs it: an interrupted ingest left it.",
                "Nothing: it goes when the library is opened for writing and its rows are sound.",
            )
