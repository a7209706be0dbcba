"""Each kind of fault is named with what mends it, and repair mends it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from analyzer.errors import LibraryDamagedError, LibraryLockedError
from analyzer.pipeline import Analyzer
from analyzer.pipeline.locking import WorkerLock
from analyzer.records import LibraryFaultKind
from analyzer.settings import Settings


@pytest.fixture
def library(papers: Path, settings: Settings) -> Path:
    with Analyzer.open(settings=settings) as opened:
        opened.ingest(papers)
    return settings.library


def spoil(library: Path, statement: str) -> None:
    with closing(sqlite3.connect(library / "catalog.sqlite")) as sql, sql:
        sql.execute(statement)


SPOILED = {
    "UPDATE clauses SET text = replace(text, 'written', 'spoken')": LibraryFaultKind.DOCUMENT,
    "UPDATE documents SET record = replace(record, 'BASIC', 'BASIL')": LibraryFaultKind.DOCUMENT,
    "DELETE FROM clauses WHERE number = 3": LibraryFaultKind.DOCUMENT,
    "UPDATE findings SET record = replace(record, 'consent', 'convent')": LibraryFaultKind.FINDINGS,
    "UPDATE findings SET asserted = 1 - asserted": LibraryFaultKind.FINDINGS,
    "UPDATE silences SET topic = 'consent'": LibraryFaultKind.FINDINGS,
    "INSERT INTO full_text (full_text) VALUES ('delete-all')": LibraryFaultKind.WORDS,
    "UPDATE meta SET value = 'x' WHERE key LIKE 'judged:%'": LibraryFaultKind.NOTES,
}


@pytest.mark.parametrize("statement", SPOILED)
def test_a_spoiled_row_is_named_and_mended(
    library: Path, settings: Settings, statement: str
) -> None:
    with Analyzer.open(settings=settings) as opened:
        wanted = (opened.catalog.clauses(), opened.find().to_json())
        hits = [hit.clause.id for hit in opened.search("consent", mode="lexical")]
    spoil(library, statement)
    found = Analyzer.verify(settings=settings)
    assert not found.sound
    assert SPOILED[statement] in {fault.kind for fault in found.faults}
    assert all(fault.place and fault.what and fault.do for fault in found.faults)
    mended = Analyzer.repair(settings=settings)
    assert mended.done and not mended.left
    assert Analyzer.verify(settings=settings).sound
    with Analyzer.open(settings=settings) as opened:
        assert (opened.catalog.clauses(), opened.find().to_json()) == wanted
        assert [hit.clause.id for hit in opened.search("consent", mode="lexical")] == hits


def test_damaged_words_are_never_shown(library: Path, settings: Settings) -> None:
    spoil(library, "UPDATE clauses SET text = replace(text, 'written', 'spoken')")
    with (
        Analyzer.open(settings=settings) as opened,
        pytest.raises(LibraryDamagedError, match="library repair"),
    ):
        opened.find(topic="consent")


def vanish(library: Path) -> None:
    spoil(library, "DELETE FROM documents WHERE number = 1")


def be_no_catalog(library: Path) -> None:
    (library / "catalog.sqlite").write_bytes(b"no catalog at all " * 400)


@pytest.mark.parametrize("destroy", [vanish, be_no_catalog])
def test_what_cannot_be_trusted_is_made_again_from_the_copies(
    library: Path, settings: Settings, destroy: Callable[[Path], None]
) -> None:
    with Analyzer.open(settings=settings) as opened:
        texts = {clause.text for clause in opened.catalog.clauses()}
    destroy(library)
    assert not Analyzer.verify(settings=settings).sound
    mended = Analyzer.repair(settings=settings)
    assert not mended.left
    assert any(path.name.startswith("damaged-") for path in library.iterdir())
    with Analyzer.open(settings=settings) as opened:
        assert {clause.text for clause in opened.catalog.clauses()} == texts


def test_a_lost_copy_is_taken_from_where_the_file_stands_or_named(
    library: Path, settings: Settings, papers: Path
) -> None:
    (papers / "proposal.txt").unlink()
    for copy in (library / "files").iterdir():
        copy.unlink()
    mended = Analyzer.repair(settings=settings)
    assert len(mended.left) == 1
    assert mended.left[0].kind is LibraryFaultKind.COPY
    assert "proposal" in mended.left[0].place
    with Analyzer.open(settings=settings) as opened:
        assert opened.catalog.file(opened.document("agreement-2023").id)
        assert len(opened.documents()) == 2


def test_nobody_repairs_while_files_come_in(library: Path, settings: Settings) -> None:
    lock = WorkerLock(library)
    assert lock.acquire()
    try:
        with pytest.raises(LibraryLockedError):
            Analyzer.repair(settings=settings)
    finally:
        lock.release()


def test_where_no_library_is_nothing_is_made(settings: Settings) -> None:
    for look in (Analyzer.verify, Analyzer.repair):
        with pytest.raises(LibraryDamagedError, match="no library"):
            look(settings=settings)
    assert not (settings.library / "catalog.sqlite").exists()


def test_a_library_of_the_version_before_gets_its_checksums(
    library: Path, settings: Settings
) -> None:
    with Analyzer.open(settings=settings) as opened:
        wanted = (opened.catalog.clauses(), opened.find().to_json())
    with closing(sqlite3.connect(library / "catalog.sqlite")) as sql, sql:
        for table in ("documents", "clauses", "findings", "silences"):
            sql.execute(f"ALTER TABLE {table} DROP COLUMN seal")
        sql.execute("DROP TABLE second")
        sql.execute("ALTER TABLE documents DROP COLUMN clauses")
        sql.execute("ALTER TABLE documents DROP COLUMN reading_seal")
        sql.execute("DELETE FROM meta WHERE key = 'documents'")
        for key, value in sql.execute("SELECT key, value FROM meta").fetchall():
            plain = value.partition("\x1f")[0]
            sql.execute("UPDATE meta SET value = ? WHERE key = ?", (plain, key))
        sql.execute("PRAGMA user_version = 2")
    with Analyzer.open(settings=settings) as opened:
        assert (opened.catalog.clauses(), opened.find().to_json()) == wanted
    assert Analyzer.verify(settings=settings).sound
