"""Documents and their clauses in the catalog: kept, replaced, removed; the list of documents.

Reading + bytes of the file → rows, in one transaction. What gives them back is in catalog_readings.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from typing import Any

from analyzer import wire
from analyzer.engines.catalog_database import Database
from analyzer.engines.catalog_files import FileCopies
from analyzer.engines.catalog_rows import (
    INSERT_CLAUSE,
    broken_seal,
    clauses_to_rows,
    fits,
    seal,
)
from analyzer.engines.catalog_seals import SEALED, check_count, count_documents
from analyzer.errors import UnknownDocumentError
from analyzer.records import Document, DocumentId, Hints, Reading, Stage

STAGES = tuple(Stage)
#: what of a clause is searched by words: rowid, heading, body, above
FULL_TEXT = "number, heading, CASE text WHEN '' THEN cell_words ELSE text END, above"
#: what `document_from_row` takes
DOCUMENT = f"record, stages, seal, id, {SEALED['documents']}"


class DocumentTables:
    """The part of the catalog that holds documents and clauses."""

    def __init__(self, database: Database, files: FileCopies) -> None:
        self._database = database
        self._files = files

    def documents(self) -> tuple[Document, ...]:
        """All, in the order in which they came."""
        with self._database.snapshot() as sql:
            rows = sql.execute(f"SELECT {DOCUMENT} FROM documents ORDER BY number").fetchall()
            kept = sql.execute("SELECT value FROM meta WHERE key = 'documents'").fetchone()
        check_count("The list of documents", found=len(rows), kept=kept[0] if kept else 0)
        return tuple(document_from_row(*row) for row in rows)

    def add_reading(
        self,
        reading: Reading,
        data: bytes,
        *,
        hints: Hints | None = None,
        replaces: DocumentId | None = None,
    ) -> None:
        """Keep a document, its clauses and a copy of its file; replaces one of the same id, and
        that of the id `replaces`, which then begins its stages anew. A document that was replaced
        keeps its place in the order."""
        with self._database.writing(grows=True) as sql:
            old = self._put(sql, reading, data, hints=hints, replaces=replaces)
        for sha256 in old:
            self._forget_file(sha256)

    def add_new(self, reading: Reading, data: bytes, *, hints: Hints | None = None) -> bool:
        """As `add_reading`, where the library holds no document of that id and none of these
        bytes; False, and nothing is changed, where it does."""
        with self._database.writing(grows=True) as sql:
            held = sql.execute(
                "SELECT 1 FROM documents WHERE id = ? OR sha256 = ?",
                (reading.document.id, hashlib.sha256(data).hexdigest()),
            ).fetchone()
            if held is None:
                self._put(sql, reading, data, hints=hints)
        return held is None

    def _put(
        self,
        sql: sqlite3.Connection,
        reading: Reading,
        data: bytes,
        *,
        hints: Hints | None,
        replaces: DocumentId | None = None,
    ) -> set[str]:
        """The copy and the rows; the checksums of the files of documents that were replaced."""
        name = reading.document.id
        sha256 = hashlib.sha256(data).hexdigest()
        # while nobody else writes: who takes the last document of a copy out, takes the copy
        self._files.keep(sha256, data)
        old = sql.execute(
            "SELECT number, sha256 FROM documents WHERE id IN (?, ?) ORDER BY number",
            (name, replaces or name),
        ).fetchall()
        for number, _ in old:
            delete_document(sql, number)
        place = old[0][0] if old else None
        number = _insert_document(sql, reading, sha256, hints, number=place)
        sql.executemany(INSERT_CLAUSE, clauses_to_rows(reading.clauses, number))
        count_documents(sql)
        return {before for _, before in old if before != sha256}

    def describe(self, document: Document, hints: Hints | None) -> None:
        """Keep what is now said of a document; its clauses, stages and findings stay."""
        columns = SEALED["documents"]
        with self._database.writing() as sql:
            kept_seal, *kept = document_row(sql, document.id, f"seal, {columns}")
            _check_row(kept_seal, document.id, *kept)
            _, _, sha256, *_, clauses, reading_seal = kept
            sealed = (*_said_columns(document, sha256, hints), clauses, reading_seal)
            sql.execute(
                f"UPDATE documents SET ({columns}, seal) = (?{', ?' * len(sealed)}) WHERE id = ?",
                (*sealed, seal(sealed), document.id),
            )

    def remove(self, document: DocumentId) -> None:
        """Remove a document with all that belongs to it, but for cached vectors."""
        with self._database.writing(grows=True) as sql:
            number, sha256 = document_row(sql, document, "number, sha256")
            delete_document(sql, number)
            count_documents(sql)
        self._forget_file(sha256)

    def _forget_file(self, sha256: str) -> None:
        with self._database.writing() as sql:
            used = sql.execute("SELECT 1 FROM documents WHERE sha256 = ?", (sha256,)).fetchone()
            if not used:
                sql.execute("DELETE FROM second WHERE sha256 = ?", (sha256,))
                self._files.delete([sha256])

    def file(self, document: DocumentId) -> bytes:
        """The copy of the document's file."""
        with self._database.reading() as sql:
            (sha256,) = document_row(sql, document, "sha256")
        return self._files.read(sha256)

    def hints(self, document: DocumentId) -> Hints | None:
        """What was said of the document when it was read."""
        with self._database.reading() as sql:
            hints, *row = document_row(sql, document, f"hints, seal, id, {SEALED['documents']}")
        _check_row(*row)
        return wire.hints_from_json(json.loads(hints)) if hints else None

    def mark_stage(self, document: DocumentId, stage: Stage) -> None:
        """Say that a stage is finished."""
        with self._database.writing() as sql:
            add_stage(sql, document, stage)


def document_row(sql: sqlite3.Connection, document: str, columns: str) -> tuple[Any, ...]:
    """Those columns of the document's row. Raises UnknownDocumentError."""
    row: tuple[Any, ...] | None = sql.execute(
        f"SELECT {columns} FROM documents WHERE id = ?", (document,)
    ).fetchone()
    if row is None:
        raise UnknownDocumentError(
            f"The library holds no document {document!r}.", do="See what it holds: analyzer library"
        )
    return row


def add_stage(sql: sqlite3.Connection, document: str, stage: Stage) -> None:
    """Note a finished stage; stages stand in their own order, each once."""
    (stages,) = document_row(sql, document, "stages")
    done = {*stages.split(), stage.value}
    sql.execute(
        "UPDATE documents SET stages = ? WHERE id = ?",
        (" ".join(each.value for each in STAGES if each.value in done), document),
    )


def forget_words(sql: sqlite3.Connection, number: int) -> None:
    """Take the clauses of document `number` out of the full text, where they stand in it."""
    stages = sql.execute("SELECT stages FROM documents WHERE number = ?", (number,)).fetchone()[0]
    if Stage.LEXICAL.value in stages.split():
        sql.execute(
            "INSERT INTO full_text (full_text, rowid, heading, body, above) "
            f"SELECT 'delete', {FULL_TEXT} FROM clauses WHERE document = ?",
            (number,),
        )


def delete_document(sql: sqlite3.Connection, number: int) -> None:
    """Delete every row of document `number`."""
    forget_words(sql, number)
    for table in ("findings", "silences", "clauses"):
        sql.execute(f"DELETE FROM {table} WHERE document = ?", (number,))
    sql.execute("DELETE FROM documents WHERE number = ?", (number,))


def _insert_document(
    sql: sqlite3.Connection,
    reading: Reading,
    sha256: str,
    hints: Hints | None,
    *,
    number: int | None,
) -> int:
    body = wire.reading_to_json(reading, private=True)
    del body["document"], body["clauses"]
    kept = _dump(body)
    said = _said_columns(reading.document, sha256, hints)
    sealed = (*said, len(reading.clauses), seal([kept]))
    cursor = sql.execute(
        f"INSERT INTO documents (number, stages, reading, seal, {SEALED['documents']}) "
        f"VALUES (?{', ?' * (3 + len(sealed))})",
        (number, Stage.READ.value, kept, seal(sealed), *sealed),
    )
    return cursor.lastrowid or 0


def _said_columns(document: Document, sha256: str, hints: Hints | None) -> tuple[Any, ...]:
    """The sealed columns of a document's row, but for those of what was read."""
    return (
        document.id,
        document.path,
        sha256,
        document.kind.value,
        document.status.value,
        document.guild,
        document.effective,
        document.expires,
        _dump(wire.document_to_json(document, private=True)),
        _dump(wire.hints_to_json(hints)) if hints else None,
    )


def document_from_row(record: str, stages: str, sealed: int, name: str, *values: Any) -> Document:  # noqa: ANN401
    """The document of a row: its record and stages, its seal, its id, and what is sealed."""
    _check_row(sealed, name, *values)
    try:
        return wire.document_from_json({**json.loads(record), "stages": stages.split()})
    except ValueError as error:
        raise broken_seal(name) from error


def _check_row(sealed: int, name: str, *values: Any) -> None:  # noqa: ANN401
    if not fits(values, sealed):
        raise broken_seal(name)


def _dump(value: Any) -> str:  # noqa: ANN401
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
