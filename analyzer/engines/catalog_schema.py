"""What stands in the SQLite file of a library, and in that of a cache of vectors: tables, their
version, and how one of before becomes one of now.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from analyzer.engines.catalog_seals import seal_all

_VECTORS = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES ('generation', '0');
CREATE TABLE vectors (
    fingerprint TEXT NOT NULL, key TEXT NOT NULL, vector BLOB NOT NULL,
    PRIMARY KEY (fingerprint, key)) WITHOUT ROWID;
"""
FULL_TEXT_TABLE = (
    "CREATE VIRTUAL TABLE full_text USING fts5 (heading, body, above, content = '', "
    "tokenize = 'porter unicode61 remove_diacritics 2')"
)
SECOND_TABLE = (
    "CREATE TABLE second (sha256 TEXT NOT NULL, page INTEGER NOT NULL, words TEXT NOT NULL, "
    "PRIMARY KEY (sha256, page)) WITHOUT ROWID"
)
_LIBRARY = f"""
CREATE TABLE documents (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, path TEXT NOT NULL, sha256 TEXT NOT NULL,
    kind TEXT NOT NULL, status TEXT NOT NULL, guild TEXT, effective TEXT, expires TEXT,
    stages TEXT NOT NULL, record TEXT NOT NULL, hints TEXT, reading TEXT NOT NULL,
    clauses INTEGER NOT NULL DEFAULT 0, reading_seal INTEGER NOT NULL DEFAULT 0,
    seal INTEGER NOT NULL DEFAULT 0);
CREATE TABLE clauses (
    number INTEGER PRIMARY KEY, document INTEGER NOT NULL, position INTEGER NOT NULL,
    id TEXT NOT NULL UNIQUE, parent TEXT, kind TEXT NOT NULL, text TEXT NOT NULL, label TEXT,
    old_label TEXT, citation TEXT NOT NULL, heading TEXT, old_text TEXT, marked_text TEXT,
    defines TEXT, source TEXT NOT NULL, confidence REAL NOT NULL, words INTEGER NOT NULL,
    lists TEXT NOT NULL, offsets BLOB NOT NULL, cell_words TEXT, above TEXT NOT NULL,
    seal INTEGER NOT NULL DEFAULT 0);
CREATE INDEX clauses_in_order ON clauses (document, position);
{FULL_TEXT_TABLE};
CREATE TABLE findings (
    number INTEGER PRIMARY KEY, document INTEGER NOT NULL, clause INTEGER NOT NULL,
    topic TEXT NOT NULL, score REAL NOT NULL, asserted INTEGER NOT NULL, record TEXT NOT NULL,
    seal INTEGER NOT NULL DEFAULT 0);
CREATE INDEX findings_of_document ON findings (document);
CREATE INDEX findings_of_clause ON findings (clause);
CREATE TABLE silences (
    number INTEGER PRIMARY KEY, document INTEGER NOT NULL, topic TEXT, record TEXT NOT NULL,
    seal INTEGER NOT NULL DEFAULT 0);
{SECOND_TABLE};
CREATE TABLE jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL, state TEXT NOT NULL, document TEXT,
    stages TEXT NOT NULL, detail TEXT NOT NULL, done INTEGER NOT NULL, total INTEGER NOT NULL,
    refusal TEXT);
"""


@dataclass(frozen=True, slots=True)
class Schema:
    """What a file holds; `version` grows when a program of before could not read it. `before`: the
    version from which `upgrade` leads to this one, in one transaction."""

    file_name: str
    version: int
    statements: str
    before: int = 0
    upgrade: Callable[[sqlite3.Connection], None] | None = None


def _add_seals(sql: sqlite3.Connection) -> None:
    """From 2 to 3: what is there gets its checksums; pages may be read a second time."""
    for table in ("documents", "clauses", "findings", "silences"):
        sql.execute(f"ALTER TABLE {table} ADD COLUMN seal INTEGER NOT NULL DEFAULT 0")
    for column in ("clauses", "reading_seal"):
        sql.execute(f"ALTER TABLE documents ADD COLUMN {column} INTEGER NOT NULL DEFAULT 0")
    sql.execute(SECOND_TABLE)
    seal_all(sql)


LIBRARY = Schema("catalog.sqlite", 3, _VECTORS + _LIBRARY, before=2, upgrade=_add_seals)
VECTOR_CACHE = Schema("vectors.sqlite", 1, _VECTORS)
