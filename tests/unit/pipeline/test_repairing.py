"""Repair never loses a file: what cannot be read again is named, taken out and put aside."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from analyzer.errors import LibraryDamagedError
from analyzer.pipeline import Analyzer, repairing
from analyzer.records import LibraryFaultKind
from analyzer.settings import Settings
from tests.printed import Sheet, make_pdf

WORDS = (
    "ARTICLE 1. DIGITAL REPLICAS",
    "A. Consent. The Producer shall obtain written consent before it makes a digital replica.",
    "B. Pay. The Producer shall pay for each day on which the replica is used.",
)


def draw(sheet: Sheet) -> None:
    for number, line in enumerate(WORDS):
        sheet.write(72, 120 + 40 * number, line)


@pytest.fixture
def library(papers: Path, settings: Settings) -> Path:
    """Two texts and a locked memorandum, in a library two hours old."""
    (papers / "locked.pdf").write_bytes(make_pdf([draw], password="secret"))
    with Analyzer.open(settings=settings) as opened:
        opened.ingest(papers, password="secret")
        assert len(opened.documents()) == 3
    for path in papers.iterdir():
        path.unlink()
    make_old(settings.library)
    return settings.library


def make_old(library: Path) -> None:
    then = time.time() - 7200
    for copy in (library / "files").iterdir():
        os.utime(copy, (then, then))


def spoil(library: Path, statement: str) -> None:
    with closing(sqlite3.connect(library / "catalog.sqlite")) as sql, sql:
        sql.execute(statement)


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
    spoil(
        library,
        "UPDATE documents SET record = replace(record, sha256, 'nothing'), sha256 = 'nothing' "
        "WHERE number = 1",
    )
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
