"""Each kind of fault is named with what mends it, and repair mends it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from analyzer.engines.library_lock import LibraryLock
from analyzer.errors import LibraryDamagedError, LibraryLockedError
from analyzer.pipeline import Analyzer
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


def test_nobody_repairs_what_is_open_and_nothing_said_is_lost(
    library: Path, settings: Settings
) -> None:
    with Analyzer.open(settings=settings) as opened:
        with pytest.raises(LibraryLockedError, match=f"process {os.getpid()}") as caught:
            Analyzer.repair(settings=settings)
        assert caught.value.exit_code == 5
        clause = next(clause for clause in opened.clauses() if "meal" in clause.text)
        opened.overrule_topic(clause.id, "enforcement", True, note="ours")
    Analyzer.repair(settings=settings)
    with Analyzer.open(settings=settings) as opened:
        assert [correction.note for correction in opened.corrections()] == ["ours"]


READER = """
import sys
from pathlib import Path
from analyzer.pipeline import Analyzer
from analyzer.settings import Settings
folder = Path(sys.argv[1])
library = Analyzer.open(settings=Settings(library=folder, encoder=str(folder / "none")))
print("open", flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a signal that cannot be caught")
def test_another_program_that_has_it_open_is_named_until_it_is_killed(
    library: Path, settings: Settings
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", READER, str(library)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(LibraryLockedError, match=f"process {other.pid}"):
            Analyzer.repair(settings=settings)
        other.kill()
    assert not Analyzer.repair(settings=settings).left


def test_nobody_opens_what_is_being_repaired(library: Path, settings: Settings) -> None:
    lock = LibraryLock(library)
    lock.take_alone()
    try:
        for read_only in (False, True):
            with pytest.raises(LibraryLockedError, match="being repaired"):
                Analyzer.open(settings=settings, read_only=read_only)
    finally:
        lock.release()
    Analyzer.open(settings=settings).close()


def test_nothing_is_written_into_a_catalog_that_was_moved_away(
    library: Path, settings: Settings
) -> None:
    with Analyzer.open(settings=settings) as opened:
        clause = next(clause for clause in opened.clauses() if "meal" in clause.text)
        (library / "catalog.sqlite").rename(library / "moved.sqlite")
        with pytest.raises(LibraryDamagedError, match="start it again"):
            opened.overrule_topic(clause.id, "enforcement", True)


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
