"""The one SQLite file of a library: opened, checked, its schema laid, its errors named.

Folder → `Database`, which lends its connection for reading or for one writing transaction. A
library belongs on a local disk: WAL does not work over a network share. Threads of one process
take turns on one connection; processes take turns by SQLite's own locks.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from analyzer.engines.catalog_rows import text_of
from analyzer.engines.catalog_schema import LIBRARY, Schema
from analyzer.errors import (
    AnalyzerError,
    LibraryDamagedError,
    LibraryLockedError,
    ReadOnlyLibraryError,
    StaleIndexError,
)

#: how long a writer waits for another one
BUSY_SECONDS = 30.0


class Database:
    """One connection to a library's catalog, lent for reading and for writing."""

    def __init__(
        self,
        folder: Path | None,
        *,
        schema: Schema = LIBRARY,
        read_only: bool = False,
        busy_seconds: float = BUSY_SECONDS,
    ) -> None:
        self.read_only = read_only
        self._schema = schema
        path = folder / schema.file_name if folder else None
        self._where = str(path or "the library in memory")
        self._path: Path | None = None
        self._lock = RLock()
        if path is None:
            self._connection = _connect(":memory:", busy_seconds)
        elif read_only:
            self._connection = _connect_read_only(path, busy_seconds)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = _connect(str(path), busy_seconds)
        try:
            self._lay_schema()
        except BaseException:
            self._connection.close()
            raise
        self._path = path
        self._file = _file_at(path)

    def _lay_schema(self) -> None:
        with self.reading() as sql:
            version = sql.execute("PRAGMA user_version").fetchone()[0]
            if version == 0 and not self.read_only:
                sql.execute("PRAGMA journal_mode = WAL")
        if version == 0 and self.read_only:
            raise LibraryDamagedError(
                f"{self._where}: holds no library.",
                why="It was opened for reading, and nothing was ever written to it.",
                do="Ingest documents first, or open it for writing.",
            )
        if version == 0:
            with self.writing() as sql:
                if sql.execute("PRAGMA user_version").fetchone()[0] == 0:
                    for statement in self._schema.statements.split(";\n"):
                        sql.execute(statement)
                    sql.execute(f"PRAGMA user_version = {self._schema.version}")
        elif version == self._schema.before and self._schema.upgrade and not self.read_only:
            with self.writing() as sql:
                if sql.execute("PRAGMA user_version").fetchone()[0] == version:
                    self._schema.upgrade(sql)
                    sql.execute(f"PRAGMA user_version = {self._schema.version}")
        elif version != self._schema.version:
            newer = version > self._schema.version
            raise StaleIndexError(
                f"{self._where}: was written by {'a newer' if newer else 'an older'} version of "
                "this program.",
                why=f"Its schema is {version}; this program knows {self._schema.version}.",
                do=("Update the program" if newer else "Run `analyzer library repair` on it")
                + ", or name another folder with --library.",
            )

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, while no other thread uses it."""
        with self._lock, self._named_errors():
            yield self._connection

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """The connection for several reads that must see the same state."""
        with self.reading() as sql:
            if sql.in_transaction:
                yield sql
                return
            sql.execute("BEGIN")
            try:
                yield sql
            finally:
                sql.execute("ROLLBACK")

    @contextmanager
    def writing(self, *, grows: bool = False) -> Iterator[sqlite3.Connection]:
        """One transaction: all or nothing. `grows`: clauses or vectors change, so that derived
        files fall behind."""
        if self.read_only:
            raise ReadOnlyLibraryError(
                f"{self._where}: is open for reading only.", do="Open it for writing."
            )
        with self.reading() as sql:
            sql.execute("BEGIN IMMEDIATE")
            try:
                self._check_place()
                yield sql
                if grows:
                    sql.execute("UPDATE meta SET value = value + 1 WHERE key = 'generation'")
                sql.execute("COMMIT")
            except BaseException:
                if sql.in_transaction:
                    sql.execute("ROLLBACK")
                raise

    def _check_place(self) -> None:
        """Raise LibraryDamagedError where the file that is open is no longer the one of the
        folder: what is written into it would be found by nobody."""
        if self._path is not None and _file_at(self._path) != self._file:
            raise LibraryDamagedError(
                f"{self._where}: the catalog was moved or replaced while it was open.",
                why="Nothing was kept: nobody would find it there.",
                do="Close the program and start it again, so that it opens the library of now.",
            )

    @contextmanager
    def _named_errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            named = _named(error, self._where)
            if named is None:
                raise
            raise named from error

    def settle(self) -> None:
        """Bring all that was written into the one file, which closing only tries. Raises
        AnalyzerError, where the disk is full for one."""
        with self.reading() as sql:
            left, *_ = sql.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if left:
            raise LibraryLockedError(
                f"{self._where}: another process uses the library.",
                do="Wait until it has finished, then try again.",
            )

    def close(self) -> None:
        """Give the file back."""
        with self._lock:
            self._connection.close()


def _file_at(path: Path | None) -> tuple[int, int] | None:
    """What tells one file from another that takes its name."""
    try:
        found = path.stat() if path else None
    except FileNotFoundError:
        return None
    return (found.st_dev, found.st_ino) if found else None


def _open(path: str, busy_seconds: float, *, uri: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, timeout=busy_seconds, isolation_level=None, check_same_thread=False, uri=uri
    )
    # a file that came from elsewhere may bring no functions of its own
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.create_function("casefold", 1, _casefold, deterministic=True)
    return connection


def _casefold(value: object) -> str:
    return text_of(value).casefold()


def _connect(path: str, busy_seconds: float) -> sqlite3.Connection:
    connection = _open(path, busy_seconds)
    try:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA cache_size = -16000")
    except sqlite3.DatabaseError as error:
        connection.close()
        raise (_named(error, path) or error) from error
    return connection


def _connect_read_only(path: Path, busy_seconds: float) -> sqlite3.Connection:
    """Read beside a writer where that works; a folder that nobody may write to is read as is."""
    if not path.is_file():
        raise LibraryDamagedError(
            f"{path}: there is no library.",
            why="It was opened for reading, and the file does not exist.",
            do="Ingest documents first, or name another folder with --library.",
        )
    address = path.absolute().as_uri()
    connection = _open(f"{address}?mode=ro", busy_seconds, uri=True)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        if _is_locked(error):
            return connection
        connection.close()
        if isinstance(error, sqlite3.OperationalError):
            return _open(f"{address}?mode=ro&immutable=1", busy_seconds, uri=True)
        raise (_named(error, str(path)) or error) from error
    return connection


def _is_locked(error: sqlite3.Error) -> bool:
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
    )


def _named(error: sqlite3.DatabaseError, where: str) -> AnalyzerError | None:
    """SQLite's error as one of ours; None for a mistake of this program."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if _is_locked(error):
        return LibraryLockedError(
            f"{where}: another process writes to the library.",
            do="Wait until it has finished, then try again.",
        )
    said = str(error)
    # a byte that turned within words makes them no UTF-8
    foreign = said.startswith(("Could not decode", "malformed")) or (
        code == sqlite3.SQLITE_ERROR and said.startswith("no such")
    )
    if foreign or code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return LibraryDamagedError(
            f"{where}: the catalog is damaged, or is none.",
            why=f"SQLite says: {error}.",
            do="Run `analyzer library repair`: it reads the library's copies of the files again.",
        )
    if code == sqlite3.SQLITE_READONLY:
        return ReadOnlyLibraryError(
            f"{where}: the library cannot be written to.", do="Open it where you may write."
        )
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
        return AnalyzerError(
            f"{where}: the catalog cannot be used.",
            why=f"SQLite says: {error}.",
            do="See that the disk has space and that the folder may be read and written.",
        )
    return None
