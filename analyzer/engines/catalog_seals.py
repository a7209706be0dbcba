"""The seals of a catalog's rows: which columns each covers, and what does not fit.

A connection → seals written (after an upgrade), or the places whose rows are not what was kept. A
seal covers everything of a row that is shown or decides what is shown; what is derived from rows
(full text, findings by their document) is looked at by `analyzer library verify` as a whole.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from analyzer.engines.catalog_rows import (
    CLAUSE_COLUMNS,
    SEAL,
    broken_seal,
    fits,
    row_fits,
    seal,
    text_of,
)

#: kept by the catalog itself: numbers, and the encoder's fingerprint, which is compared
OWN_META = ("generation", "schema", "documents", "encoder")
#: what the seal of a row covers, by table; that of a clause is laid in catalog_rows
SEALED = {
    "documents": "id, path, sha256, kind, status, guild, effective, expires, record, hints, "
    "clauses, reading_seal",
    "findings": "document, clause, topic, score, asserted, record",
    "silences": "document, topic, record",
}


def insert_sealed(sql: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert rows, each its sealed columns in their order and of the types that SQLite gives back;
    the others keep their defaults."""
    columns = SEALED[table]
    marks = ", ".join("?" * (columns.count(",") + 2))
    sql.executemany(
        f"INSERT INTO {table} ({columns}, seal) VALUES ({marks})",
        ((*row, seal(row)) for row in rows),
    )


def seal_all(sql: sqlite3.Connection) -> None:
    """Seal every row of a library whose rows bear none."""
    sql.execute(
        "UPDATE documents SET clauses = "
        "(SELECT count(*) FROM clauses WHERE clauses.document = documents.number)"
    )
    sql.executemany(
        "UPDATE documents SET reading_seal = ? WHERE number = ?",
        [(seal(row[1:]), row[0]) for row in sql.execute("SELECT number, reading FROM documents")],
    )
    count_documents(sql)
    kept = sql.execute("SELECT key, value FROM meta").fetchall()
    sql.executemany(
        "UPDATE meta SET value = ? WHERE key = ?",
        [(seal_value(value), key) for key, value in kept if key not in OWN_META],
    )
    for table, columns in SEALED.items():
        rows = sql.execute(f"SELECT number, {columns} FROM {table}").fetchall()
        _seal(sql, table, [(seal(row[1:]), row[0]) for row in rows])
    rows = sql.execute(
        f"SELECT {CLAUSE_COLUMNS} FROM clauses c JOIN documents d ON d.number = c.document"
    ).fetchall()
    _seal(sql, "clauses", [(seal(row[1:SEAL]), row[0]) for row in rows])


def _seal(sql: sqlite3.Connection, table: str, seals: list[tuple[int, int]]) -> None:
    sql.executemany(f"UPDATE {table} SET seal = ? WHERE number = ?", seals)


def count_documents(sql: sqlite3.Connection) -> None:
    """Note how many documents there are, so that one that vanishes is missed."""
    sql.execute("INSERT OR REPLACE INTO meta SELECT 'documents', count(*) FROM documents")


def seal_value(value: str) -> str:
    """A setting as it is kept: with its checksum behind it."""
    return f"{value}\x1f{seal([value]):08x}"


def open_value(key: object, kept: object) -> str:
    """The setting that was sealed, as the catalog gives it. Raises LibraryDamagedError."""
    value, _, told = text_of(kept).rpartition("\x1f")
    if not isinstance(kept, str) or told != f"{seal([value]):08x}":
        raise broken_seal(f"the library's note {text_of(key).partition(':')[0]!r}")
    return value


def check_count(document: str, *, found: int, kept: object) -> None:
    """Raise LibraryDamagedError where clauses are missing that were kept, or more are there."""
    if str(found) != str(kept):
        raise broken_seal(document)


def broken_documents(sql: sqlite3.Connection) -> Iterator[str]:
    """The id of each document of which a row does not fit its seal, or clauses are missing."""
    for number, name, kept, reading, told, sealed, *values in sql.execute(
        "SELECT number, id, clauses, reading, reading_seal, seal, "
        f"{SEALED['documents']} FROM documents ORDER BY number"
    ).fetchall():
        sound = fits(values, sealed) and fits([reading], told)
        if not sound or not _holds_clauses(sql, number, kept):
            yield text_of(name)


def _holds_clauses(sql: sqlite3.Connection, number: int, kept: int) -> bool:
    rows = sql.execute(
        f"SELECT {CLAUSE_COLUMNS} FROM clauses c JOIN documents d ON d.number = c.document "
        "WHERE c.document = ?",
        (number,),
    ).fetchall()
    return len(rows) == kept and all(map(row_fits, rows))


def documents_with_broken_findings(sql: sqlite3.Connection) -> Iterator[str]:
    """The id of each document of which a finding or a silence does not fit its seal, or names a
    clause that is not there."""
    names = dict(sql.execute("SELECT number, id FROM documents ORDER BY number"))
    broken: set[int] = set()
    for table in ("findings", "silences"):
        for sealed, *values in sql.execute(f"SELECT seal, {SEALED[table]} FROM {table}").fetchall():
            if not fits(values, sealed):
                broken.add(values[0])
    broken |= {
        document
        for (document,) in sql.execute(
            "SELECT f.document FROM findings f LEFT JOIN clauses c ON c.number = f.clause "
            "AND c.document = f.document WHERE c.number IS NULL"
        )
    }
    # rows of a document that there is not belong to nobody: every document's are made anew
    if broken - names.keys():
        broken = set(names)
    for number in sorted(broken):
        yield text_of(names[number])
