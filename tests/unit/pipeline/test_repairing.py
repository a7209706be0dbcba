"""Repair never loses a file: what cannot be read again is named, taken out and put aside."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from analyzer.errors import LibraryDamagedError
from analyzer.pipeline import Analyzer, repairing, stages
from analyzer.pipeline import library as library_step
from analyzer.records import DocumentId, Hints, LibraryFaultKind
from analyzer.settings import Settings
from tests.printed import Sheet, make_pdf
from tests.unit.pipeline.conftest import write_papers

WORDS = (
    "ARTICLE 1. DIGITAL REPLICAS",
    "A. Consent. The Producer shall obtain written consent before it makes a digital replica.",
    "B. Pay. The Producer shall pay for each day on which the replica is used.",
)


def draw(sheet: Sheet) -> None:
    for number, line in enumerate(WORDS):
        sheet.write(72, 120 + 40 * number, line)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two texts and a locked memorandum, in a library."""
    folder = tmp_path_factory.mktemp("whole")
    papers = write_papers(folder / "papers")
    (papers / "locked.pdf").write_bytes(make_pdf([draw], password="secret"))
    settings = Settings(library=folder / "index", encoder=str(folder / "none"), cache=folder)
    with Analyzer.open(settings=settings) as opened:
        opened.ingest(papers, password="secret")
        assert len(opened.documents()) == 3
    shutil.rmtree(papers)
    return settings.library


@pytest.fixture
def library(whole: Path, settings: Settings) -> Path:
    """That library two hours later."""
    shutil.copytree(whole, settings.library)
    make_old(settings.library)
    return settings.library


def make_old(library: Path) -> None:
    then = time.time() - 7200
    for copy in (library / "files").iterdir():
        os.utime(copy, (then, then))


def spoil(library: Path, statement: str) -> None:
    with closing(sqlite3.connect(library / "catalog.sqlite")) as sql, sql:
        sql.execute(statement)


#: of the first document nothing says any more which copy is its own
FORGET_CHECKSUM = (
    "UPDATE documents SET record = replace(record, sha256, 'nothing'), sha256 = 'nothing' "
    "WHERE number = 1"
)


def kept(library: Path) -> set[bytes]:
    """The bytes of every file that the library still has, in its keeping or put aside."""
    return {
        path.read_bytes()
        for folder in ("files", "not-read")
        for path in (library / folder).glob("*")
    }


def destroy(library: Path) -> None:
    (library / "catalog.sqlite").write_bytes(b"no catalog at all " * 400)


def lose(library: Path) -> None:
    for path in library.glob("catalog.sqlite*"):
        path.unlink()


def forget_documents(library: Path) -> None:
    spoil(library, "DELETE FROM documents")


@pytest.mark.parametrize("spoiled", [destroy, lose, forget_documents])
def test_old_copies_outlive_a_catalog_that_forgot_them(
    library: Path, settings: Settings, spoiled: Callable[[Path], None]
) -> None:
    files = kept(library)
    spoiled(library)
    if spoiled is forget_documents:
        Analyzer.open(settings=settings).close()
    else:
        with pytest.raises(LibraryDamagedError, match="library repair"):
            Analyzer.open(settings=settings)
    assert not Analyzer.verify(settings=settings).sound
    assert kept(library) == files
    mended = Analyzer.repair(settings=settings, password="secret")
    assert not mended.left
    assert kept(library) == files
    with Analyzer.open(settings=settings) as opened:
        assert len(opened.documents()) == 3


def test_a_locked_copy_is_put_aside_and_can_be_ingested_again(
    library: Path, settings: Settings
) -> None:
    files = kept(library)
    destroy(library)
    mended = Analyzer.repair(settings=settings)
    (left,) = mended.left
    assert left.kind is LibraryFaultKind.DOCUMENT
    (aside,) = (library / "not-read").iterdir()
    assert str(aside) in left.do
    assert "password" in left.do
    assert kept(library) == files
    assert Analyzer.verify(settings=settings).sound
    with Analyzer.open(settings=settings) as opened:
        assert len(opened.documents()) == 2
        opened.ingest(aside, password="secret")
        assert len(opened.documents()) == 3


def test_a_damaged_document_without_its_copy_is_named_and_the_others_stay(
    library: Path, settings: Settings
) -> None:
    spoil(library, "UPDATE documents SET record = replace(record, 'BASIC', 'BASIL')")
    with Analyzer.open(settings=settings) as opened:
        assert opened.catalog.broken()
        broken = {of.row: of.sha256 for of in opened.catalog.broken()}
    lost = broken.pop("agreement-2023")
    damaged = (library / "files" / lost).read_bytes()[:-1]
    (library / "files" / lost).write_bytes(damaged)
    mended = Analyzer.repair(settings=settings)
    (left,) = mended.left
    assert left.place == "agreement-2023"
    assert damaged in kept(library)
    assert Analyzer.verify(settings=settings).sound
    with Analyzer.open(settings=settings) as opened:
        assert "agreement-2023" not in {document.id for document in opened.documents()}
        assert len(opened.documents()) == 2


def test_a_spoiled_checksum_of_a_file_does_not_lose_the_file(
    library: Path, settings: Settings
) -> None:
    files = kept(library)
    spoil(library, "UPDATE documents SET sha256 = 'x' || sha256 WHERE number = 1")
    Analyzer.open(settings=settings).close()
    assert kept(library) == files
    mended = Analyzer.repair(settings=settings)
    assert not mended.left
    assert kept(library) == files
    with Analyzer.open(settings=settings) as opened:
        assert len(opened.documents()) == 3


def test_a_copy_that_may_be_the_missing_one_is_put_aside_too(
    library: Path, settings: Settings
) -> None:
    files = kept(library)
    spoil(library, FORGET_CHECKSUM)
    mended = Analyzer.repair(settings=settings)
    kinds = {fault.kind for fault in mended.left}
    assert kinds == {LibraryFaultKind.DOCUMENT, LibraryFaultKind.LEFTOVER}
    assert kept(library) == files


def test_a_repair_that_was_cut_off_opens_for_nobody_and_is_taken_up_again(
    library: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Analyzer.open(settings=settings) as opened:
        wanted = {document.id for document in opened.documents()}
    files = kept(library)
    spoil(library, "DELETE FROM meta WHERE key = 'documents'")
    with monkeypatch.context() as patched:
        patched.setattr(repairing, "read_bytes", cut_off)
        for _ in range(2):
            with pytest.raises(KeyboardInterrupt):
                Analyzer.repair(settings=settings)
    make_old(library)
    for read_only in (False, True):
        with pytest.raises(LibraryDamagedError, match="interrupted"):
            Analyzer.open(settings=settings, read_only=read_only)
    found = Analyzer.verify(settings=settings)
    assert "interrupted" in found.faults[0].what
    assert kept(library) == files
    mended = Analyzer.repair(settings=settings, password="secret")
    assert not mended.left
    with Analyzer.open(settings=settings) as opened:
        assert {document.id for document in opened.documents()} == wanted


def cut_off(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_bytes_where_words_stand_do_not_stop_what_is_saved_of_the_rest(
    library: Path, settings: Settings
) -> None:
    with Analyzer.open(settings=settings) as opened:
        wanted = {document.id: document.title for document in opened.documents()}
        opened.catalog.set_meta("correction:0a", "{}")
    files = kept(library)
    for number, columns in ((1, ("path", "record")), (2, ("id", "hints")), (3, ("sha256",))):
        for column in columns:
            value = f"CAST(coalesce({column}, 'x') AS BLOB)"
            spoil(library, f"UPDATE documents SET {column} = {value} WHERE number = {number}")
    spoil(library, "UPDATE meta SET value = CAST(value AS BLOB) WHERE key LIKE 'correction:%'")
    spoil(library, "INSERT INTO meta VALUES (x'ff00', x'ff'), (7, 7)")
    spoil(library, "DELETE FROM meta WHERE key = 'documents'")
    assert not Analyzer.verify(settings=settings).sound
    mended = Analyzer.repair(settings=settings, password="secret")
    assert not mended.left
    assert kept(library) == files
    with Analyzer.open(settings=settings) as opened:
        assert {document.id: document.title for document in opened.documents()} == wanted


def test_a_record_that_is_none_does_not_stop_what_is_saved_of_the_rest(
    library: Path, settings: Settings
) -> None:
    for number, record in enumerate(("[" * 100_000, "7", '{"kind": 5, "id": []}'), start=1):
        spoil(
            library,
            f"UPDATE documents SET record = '{record}', hints = '{record}' WHERE number = {number}",
        )
    spoil(library, "DELETE FROM meta WHERE key = 'documents'")
    mended = Analyzer.repair(settings=settings, password="secret")
    assert not mended.left
    with Analyzer.open(settings=settings) as opened:
        assert len(opened.documents()) == 3


def test_a_row_of_bytes_is_never_shown_as_words(library: Path, settings: Settings) -> None:
    """One turned bit makes bytes of words, and every byte of them is right."""
    spoil(library, "UPDATE clauses SET text = CAST(text AS BLOB) WHERE text LIKE '%meal%'")
    with Analyzer.open(settings=settings) as opened, pytest.raises(LibraryDamagedError):
        opened.catalog.clauses()
    Analyzer.repair(settings=settings, password="secret")
    with Analyzer.open(settings=settings) as opened:
        assert any("meal" in clause.text for clause in opened.catalog.clauses())


def test_an_original_that_cannot_be_read_is_named_and_the_others_are_copied(
    papers: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Analyzer.open(settings=settings) as opened:
        opened.ingest(papers)
    for copy in (settings.library / "files").iterdir():
        copy.unlink()
    real = Path.read_bytes

    def fail_for_one(path: Path) -> bytes:
        if path.name == "agreement.txt":
            raise OSError(5, "Input/output error", str(path))
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", fail_for_one)
    mended = Analyzer.repair(settings=settings)
    (left,) = mended.left
    assert left.kind is LibraryFaultKind.COPY
    assert left.place == "agreement-2023"
    assert "Input/output error" in left.what and "agreement.txt" in left.what
    assert any("proposal" in done for done in mended.done)


def spoil_locked(library: Path) -> str:
    """The locked memorandum's row no longer fits its seal; its id."""
    with closing(sqlite3.connect(library / "catalog.sqlite")) as sql, sql:
        (name,) = sql.execute("SELECT id FROM documents WHERE path LIKE '%locked%'").fetchone()
        sql.execute("UPDATE documents SET record = record || ' ' WHERE id = ?", (name,))
    return str(name)


def test_a_file_that_was_put_aside_before_is_found_there(
    library: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = spoil_locked(library)
    with monkeypatch.context() as patched:
        patched.setattr(stages, "remove", cut_off)
        with pytest.raises(KeyboardInterrupt):
            Analyzer.repair(settings=settings)
    (aside,) = (library / "not-read").iterdir()
    (left,) = Analyzer.repair(settings=settings).left
    assert left.place == name
    assert str(aside) in left.do
    assert "from where you have it" not in left.do


def test_what_was_given_up_is_told_after_a_repair_that_was_cut_off(
    library: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And no copy that may be of it is swept meanwhile."""
    files = kept(library)
    spoil(library, FORGET_CHECKSUM)
    with monkeypatch.context() as patched:
        patched.setattr(library_step, "finish_cheap_stages", cut_off)
        with pytest.raises(KeyboardInterrupt):
            Analyzer.repair(settings=settings)
    make_old(library)
    Analyzer.open(settings=settings).close()
    assert kept(library) == files
    assert "interrupted" in Analyzer.verify(settings=settings).faults[0].what
    mended = Analyzer.repair(settings=settings)
    kinds = {fault.kind for fault in mended.left}
    assert kinds == {LibraryFaultKind.DOCUMENT, LibraryFaultKind.LEFTOVER}
    assert kept(library) == files
    assert Analyzer.verify(settings=settings).sound


def test_a_copy_that_a_sound_document_shares_stays(
    papers: Path, settings: Settings, tmp_path: Path
) -> None:
    (papers / "locked.pdf").write_bytes(make_pdf([draw], password="secret"))
    with Analyzer.open(settings=settings) as opened:
        for name in ("one", "two"):
            opened.ingest(papers / "locked.pdf", hints=Hints(id=name), password="secret")
        assert len(opened.documents()) == 2
    spoil(settings.library, "UPDATE documents SET record = record || ' ' WHERE id = 'two'")
    (left,) = Analyzer.repair(settings=settings).left
    assert left.place == "two"
    with Analyzer.open(settings=settings) as opened:
        assert [document.id for document in opened.documents()] == ["one"]
        assert opened.catalog.file(DocumentId("one")) == (papers / "locked.pdf").read_bytes()
    assert Analyzer.verify(settings=settings).sound


def test_a_damaged_copy_of_which_no_catalog_tells_is_put_aside(
    library: Path, settings: Settings
) -> None:
    copy = next(path for path in (library / "files").iterdir() if b"MEALS" in path.read_bytes())
    copy.write_bytes(copy.read_bytes()[:-1])
    files = kept(library)
    lose(library)
    mended = Analyzer.repair(settings=settings, password="secret")
    assert [left.place for left in mended.left] == [copy.name[:16]]
    assert kept(library) == files


def test_every_document_of_the_same_bytes_comes_back(papers: Path, settings: Settings) -> None:
    with Analyzer.open(settings=settings) as opened:
        for name in ("one", "two"):
            opened.ingest(papers / "proposal.txt", hints=Hints(id=name))
    spoil(settings.library, "DELETE FROM meta WHERE key = 'documents'")
    assert not Analyzer.repair(settings=settings).left
    with Analyzer.open(settings=settings) as opened:
        assert {str(document.id) for document in opened.documents()} == {"one", "two"}
