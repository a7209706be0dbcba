"""Documents and their clauses in the catalog: kept, replaced, read back, removed.

Reading + bytes of the file → rows, in one transaction; and back, equal.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from analyzer import wire
from analyzer.engines.catalog_database import Database
from analyzer.engines.catalog_files import FileCopies
from analyzer.engines.catalog_filter import clause_condition, document_condition
from analyzer.engines.catalog_rows import (
    CLAUSE_COLUMNS,
    INSERT_CLAUSE,
    broken_seal,
    clause_from_row,
    clauses_to_rows,
    fits,
    seal,
)
from analyzer.engines.catalog_seals import SEALED, check_count, count_documents
from analyzer.errors import UnknownDocumentError
from analyzer.ports import ClauseFilter
from analyzer.records import (
    Clause,
    ClauseId,
    Document,
    DocumentId,
    Hints,
    PageSize,
    Reading,
    SetAside,
    Stage,
)

STAGES = tuple(Stage)
#: what of a clause is searched by words: rowid, heading, body, above
FULL_TEXT = "number, heading, CASE text WHEN '' THEN cell_words ELSE text END, above"
#: what `_document` takes
_DOCUMENT = f"record, stages, seal, id, {SEALED['documents']}"


class DocumentTables:
    """The part of the catalog that holds documents and clauses."""

    def __init__(self, database: Database, files: FileCopies) -> None:
        self._database = database
        self._files = files

    def documents(self) -> tuple[Document, ...]:
        """All, in the order in which they came."""
        with self._database.snapshot() as sql:
            rows = sql.execute(f"SELECT {_DOCUMENT} FROM documents ORDER BY number").fetchall()
            kept = sql.execute("SELECT value FROM meta WHERE key = 'documents'").fetchone()
        check_count("The list of documents", found=len(rows), kept=kept[0] if kept else 0)
        return tuple(_document(*row) for row in rows)

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

    def reading(self, document: DocumentId) -> Reading:
        """All that was read of a document; its stages are those of now."""
        with self._database.snapshot() as sql:
            row = document_row(sql, document, _DOCUMENT)
            kept = _reading_of(sql, document)
            clauses = _clauses(sql, ClauseFilter(documents=frozenset({document})))
        read = _document(*row)
        rest = wire.reading_from_json({"document": json.loads(row[0]), "clauses": [], **kept})
        return Reading(
            document=read,
            clauses=clauses,
            set_aside=rest.set_aside,
            account=rest.account,
            outline=rest.outline,
            warnings=rest.warnings,
            page_sizes=rest.page_sizes,
            definitions=rest.definitions,
        )

    def clauses(self, only: ClauseFilter | None = None) -> tuple[Clause, ...]:
        """Clauses in the order of documents, then reading order."""
        with self._database.snapshot() as sql:
            return _clauses(sql, only)

    def clause_ids(self, only: ClauseFilter | None = None) -> tuple[ClauseId, ...]:
        """The ids of `clauses(only)`, without loading them."""
        condition, values = clause_condition(only)
        with self._database.reading() as sql:
            rows = sql.execute(
                "SELECT c.id FROM clauses c JOIN documents d ON d.number = c.document "
                f"WHERE {condition} ORDER BY d.number, c.position",
                values,
            ).fetchall()
        return tuple(ClauseId(row[0]) for row in rows)

    def clause(self, clause: ClauseId) -> Clause:
        """One clause. Raises KeyError."""
        with self._database.reading() as sql:
            row = sql.execute(
                f"SELECT {CLAUSE_COLUMNS} FROM clauses c JOIN documents d "
                "ON d.number = c.document WHERE c.id = ?",
                (clause,),
            ).fetchone()
        if row is None:
            raise KeyError(clause)
        return clause_from_row(row)

    def page_sizes(self, document: DocumentId) -> tuple[PageSize, ...]:
        """Sizes of the document's pages."""
        return tuple(PageSize(*size) for size in self._kept(document)["page_sizes"])

    def set_aside(self, document: DocumentId) -> tuple[SetAside, ...]:
        """What was set aside."""
        items = self._kept(document)["set_aside"]
        return tuple(wire.set_aside_from_json(item) for item in items)

    def _kept(self, document: DocumentId) -> dict[str, Any]:
        with self._database.reading() as sql:
            return _reading_of(sql, document)

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
    document = reading.document
    body = wire.reading_to_json(reading, private=True)
    record = body.pop("document")
    del body["clauses"]
    kept = _dump(body)
    sealed = (
        document.id,
        document.path,
        sha256,
        document.kind.value,
        document.status.value,
        document.guild,
        document.effective,
        document.expires,
        _dump(record),
        _dump(wire.hints_to_json(hints)) if hints else None,
        len(reading.clauses),
        seal([kept]),
    )
    cursor = sql.execute(
        f"INSERT INTO documents (number, stages, reading, seal, {SEALED['documents']}) "
        f"VALUES (?{', ?' * (3 + len(sealed))})",
        (number, Stage.READ.value, kept, seal(sealed), *sealed),
    )
    return cursor.lastrowid or 0


def _document(record: str, stages: str, sealed: int, name: str, *values: Any) -> Document:  # noqa: ANN401
    """The document of a row: its record and stages, its seal, its id, and what is sealed."""
    _check_row(sealed, name, *values)
    try:
        return wire.document_from_json({**json.loads(record), "stages": stages.split()})
    except ValueError as error:
        raise broken_seal(name) from error


def _check_row(sealed: int, name: str, *values: Any) -> None:  # noqa: ANN401
    if not fits(values, sealed):
        raise broken_seal(name)


def _reading_of(sql: sqlite3.Connection, document: str) -> dict[str, Any]:
    kept, sealed = document_row(sql, document, "reading, reading_seal")
    if not fits([kept], sealed):
        raise broken_seal(document)
    found: dict[str, Any] = json.loads(kept)
    return found


def _clauses(sql: sqlite3.Connection, only: ClauseFilter | None) -> tuple[Clause, ...]:
    condition, values = clause_condition(only)
    rows: Iterable[Any] = sql.execute(
        f"SELECT {CLAUSE_COLUMNS} FROM clauses c JOIN documents d ON d.number = c.document "
        f"WHERE {condition} ORDER BY d.number, c.position",
        values,
    )
    found = tuple([clause_from_row(row) for row in rows])
    if only is None or only == ClauseFilter(documents=only.documents):
        _check_counts(sql, only, found)
    return found


def _check_counts(
    sql: sqlite3.Connection, only: ClauseFilter | None, found: Sequence[Clause]
) -> None:
    """Raise LibraryDamagedError where a whole document was asked for and clauses are missing."""
    condition, values = document_condition(only)
    kept = sql.execute(f"SELECT d.id, d.clauses FROM documents d WHERE {condition}", values)
    counted = Counter(clause.document for clause in found)
    for name, count in kept.fetchall():
        check_count(name, found=counted[DocumentId(name)], kept=count)


def _dump(value: Any) -> str:  # noqa: ANN401
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
