"""Is a catalog sound, and what of it can be made again: checks, and the mending that SQLite does.

The connection and the copies → LibraryFaults; and the parts of repair that only the catalog can do:
words made searchable anew, damaged rows taken out, what could be read of them handed back.
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from analyzer.engines.catalog_database import FULL_TEXT_TABLE, Database
from analyzer.engines.catalog_documents import FULL_TEXT, STAGES, document_row
from analyzer.engines.catalog_files import SWEPT_AFTER_SECONDS, FileCopies
from analyzer.engines.catalog_rescue import SALVAGED, salvaged
from analyzer.engines.catalog_rows import seal
from analyzer.engines.catalog_seals import (
    OWN_META,
    SEALED,
    broken_documents,
    documents_with_broken_findings,
    open_value,
)
from analyzer.errors import AnalyzerError, LibraryDamagedError
from analyzer.records import (
    DocumentId,
    LibraryFault,
    LibraryFaultKind,
    Salvaged,
    Stage,
)

REPAIR = "analyzer library repair"
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
                needed = dict(sql.execute("SELECT id, sha256 FROM documents ORDER BY number"))
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
                salvaged(copies, *document_row(sql, name, SALVAGED))
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
        self._files.forget(sha256)
        self._files.keep(sha256, data)
        return sha256

    def copies(self) -> tuple[str, ...]:
        """The checksums of the copies that are whole."""
        return tuple(name for name in self._files.names() if self._files.is_whole(name))

    def copy(self, sha256: str) -> bytes:
        """One copy. Raises LibraryDamagedError."""
        return self._files.read(sha256)

    def put_copy_aside(self, sha256: str, path: Path) -> bool:
        """Move a copy, whole or not, out of the library's keeping to `path`; False where there is
        none."""
        return self._files.put_aside(sha256, path)

    def sweep(self) -> None:
        """Delete at once what nobody speaks of; only while no other process works."""
        self._files.sweep(self.files_needed, after_seconds=0.0)

    def files_needed(self) -> frozenset[str] | None:
        """The checksums of the copies that documents need; None while that is not sure."""
        try:
            with self._database.snapshot() as sql:
                rows = sql.execute(f"SELECT sha256, seal, {SEALED['documents']} FROM documents")
                needed = [row[0] for row in rows.fetchall() if seal(row[2:]) == row[1]]
                kept = sql.execute("SELECT value FROM meta WHERE key = 'documents'").fetchone()
        except LibraryDamagedError:
            return None
        return frozenset(needed) if kept and str(len(needed)) == str(kept[0]) else None


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
                yield key


def _drop_broken_notes(sql: sqlite3.Connection) -> list[str]:
    broken = list(_broken_notes(sql))
    sql.executemany("DELETE FROM meta WHERE key = ?", [(key,) for key in broken])
    return broken


def _jobs_are_broken(sql: sqlite3.Connection) -> bool:
    states = "('waiting', 'running', 'done', 'refused', 'failed')"
    return bool(
        sql.execute(
            f"SELECT 1 FROM jobs WHERE state NOT IN {states} "
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
