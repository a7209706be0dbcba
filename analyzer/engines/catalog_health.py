"""Is a catalog sound: its rows, words and notes, and the copies of its files.

The connection and the copies → LibraryFaults. What mends them is in catalog_mending.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from analyzer.engines.catalog_database import Database
from analyzer.engines.catalog_files import SWEPT_AFTER_SECONDS, FileCopies
from analyzer.engines.catalog_rescue import MENDING
from analyzer.engines.catalog_rows import text_of
from analyzer.engines.catalog_schema import LIBRARY
from analyzer.engines.catalog_seals import (
    OWN_META,
    broken_documents,
    documents_with_broken_findings,
    open_value,
)
from analyzer.errors import AnalyzerError, LibraryDamagedError
from analyzer.records import (
    LibraryFault,
    LibraryFaultKind,
    Stage,
)

CATALOG = LIBRARY.file_name
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


def _structure(said: str) -> LibraryFault:
    return LibraryFault(Kind.CATALOG, CATALOG, f"The file is damaged: {said}.", f"Run `{REPAIR}`.")


def _document_faults(sql: sqlite3.Connection) -> Iterator[LibraryFault]:
    broken = list(broken_documents(sql))
    for name in broken:
        what = "Its clauses or what is known of it do not fit their checksums."
        yield LibraryFault(Kind.DOCUMENT, name, what, f"Run `{REPAIR}`: its copy is read again.")
    (kept,) = sql.execute("SELECT value FROM meta WHERE key = 'documents'").fetchone() or ("0",)
    (there,) = sql.execute("SELECT count(*) FROM documents").fetchone()
    if str(kept) != str(there):
        what = f"There are {there} documents where {kept} were kept."
        yield LibraryFault(Kind.CATALOG, CATALOG, what, f"Run `{REPAIR}`.")
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
    return LibraryFault(Kind.WORDS, CATALOG, said, f"Run `{REPAIR}`: it is made again.")


def _note_faults(sql: sqlite3.Connection) -> Iterator[LibraryFault]:
    broken = list(broken_notes(sql))
    if jobs_are_broken(sql):
        broken.append("jobs")
    if sql.execute("SELECT 1 FROM meta WHERE key = ?", (MENDING,)).fetchone():
        what = "A repair of this library was interrupted."
        yield LibraryFault(Kind.NOTES, CATALOG, what, f"Run `{REPAIR}`: it goes on.")
    for key in broken:
        kind = key.partition(":")[0]
        what = "It does not fit its checksum, and nothing says what it was."
        yield LibraryFault(
            Kind.NOTES, f"the library's note {kind!r}", what, f"Run `{REPAIR}`: it is let go."
        )


def broken_notes(sql: sqlite3.Connection) -> Iterator[str]:
    """The key of each note that does not fit its checksum."""
    for key, value in sql.execute("SELECT key, value FROM meta ORDER BY key").fetchall():
        if key not in OWN_META:
            try:
                open_value(key, value)
            except LibraryDamagedError:
                yield text_of(key)


def jobs_are_broken(sql: sqlite3.Connection) -> bool:
    """True where a job cannot be read."""
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
