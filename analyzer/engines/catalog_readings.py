"""What was read, given back from the catalog: clauses one or many, and whole readings, equal to
those that were kept; what does not fit its checksum or is missing is told.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from analyzer import wire
from analyzer.engines.catalog_database import Database
from analyzer.engines.catalog_documents import DOCUMENT, document_from_row, document_row
from analyzer.engines.catalog_filter import clause_condition, document_condition
from analyzer.engines.catalog_rows import CLAUSE_COLUMNS, broken_seal, clause_from_row, fits
from analyzer.engines.catalog_seals import check_count
from analyzer.ports import ClauseFilter
from analyzer.records import Clause, ClauseId, DocumentId, PageSize, Reading, SetAside


class ReadingTables:
    """The part of the catalog that gives back what was read of documents."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def reading(self, document: DocumentId) -> Reading:
        """All that was read of a document; its stages are those of now."""
        with self._database.snapshot() as sql:
            row = document_row(sql, document, DOCUMENT)
            kept = _reading_of(sql, document)
            clauses = tuple(_clauses(sql, ClauseFilter(documents=frozenset({document}))))
        read = document_from_row(*row)
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
        return tuple(self.each_clause(only))

    def each_clause(self, only: ClauseFilter | None = None) -> Iterator[Clause]:
        """As `clauses`, one at a time, so that no more than one need be in memory; until the last
        is taken nothing else is written by this process."""
        with self._database.snapshot() as sql:
            yield from _clauses(sql, only)

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


def _reading_of(sql: sqlite3.Connection, document: str) -> dict[str, Any]:
    kept, sealed = document_row(sql, document, "reading, reading_seal")
    if not fits([kept], sealed):
        raise broken_seal(document)
    found: dict[str, Any] = json.loads(kept)
    return found


def _clauses(sql: sqlite3.Connection, only: ClauseFilter | None) -> Iterator[Clause]:
    condition, values = clause_condition(only)
    rows: Iterable[Any] = sql.execute(
        f"SELECT {CLAUSE_COLUMNS} FROM clauses c JOIN documents d ON d.number = c.document "
        f"WHERE {condition} ORDER BY d.number, c.position",
        values,
    )
    counted: Counter[DocumentId] = Counter()
    for row in rows:
        clause = clause_from_row(row)
        counted[clause.document] += 1
        yield clause
    if only is None or only == ClauseFilter(documents=only.documents):
        _check_counts(sql, only, counted)


def _check_counts(
    sql: sqlite3.Connection, only: ClauseFilter | None, counted: Mapping[DocumentId, int]
) -> None:
    """Raise LibraryDamagedError where a whole document was asked for and clauses are missing."""
    condition, values = document_condition(only)
    kept = sql.execute(f"SELECT d.id, d.clauses FROM documents d WHERE {condition}", values)
    for name, count in kept.fetchall():
        check_count(name, found=counted.get(DocumentId(name), 0), kept=count)
