"""Uploads are copied under safe names, and noted until they are read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from analyzer.errors import UnwrittenFileError
from analyzer.pipeline import Analyzer
from analyzer.pipeline import inbox as inbox_step
from analyzer.pipeline.inbox import Inbox, safe_name
from analyzer.ports import Catalog
from analyzer.records import DocumentKind, Hints, Job
from analyzer.settings import Settings


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("offer.pdf", "offer.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\papers\\offer 2.pdf", "offer 2.pdf"),
        ("<img src=x onerror=alert(1)>.pdf", "_img src_x onerror_alert(1)_.pdf"),
        ("..", "upload"),
        ("", "upload"),
        (".pdf", "pdf"),
        ("a\x00b\nc.pdf", "a_b_c.pdf"),
        ("offer.of the guild, in its final form", "offer.of the gui"),
        ("offer.of April 2 and more", "offer.of April 2"),
        ("offer.12345678 and more", "offer.12345678 a"),
        ("offer.123456789 and more", "offer.123456789"),
        ("Verhandlung über KI.pdf", "Verhandlung über KI.pdf"),
        ("nul .txt", "_nul .txt"),
        ("COM².pdf", "_COM².pdf"),
        ("context.pdf", "context.pdf"),
    ],
)
def test_uploaded_name_is_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_long_name_keeps_its_ending() -> None:
    made = safe_name("x" * 400 + ".pdf")
    assert made.endswith("x.pdf")
    assert len(made) == 120


@pytest.mark.parametrize("name", ["合" * 200 + ".pdf", "合" * 200, "合." + "合" * 200])
def test_a_name_that_takes_many_bytes_is_one_that_a_disk_takes(tmp_path: Path, name: str) -> None:
    path = Inbox(tmp_path).keep(name, b"bytes")
    assert path.read_bytes() == b"bytes"
    assert path.name.startswith("合")
    assert Path(name).suffix[:11] in ("", path.suffix)


def test_upload_lies_in_the_inbox_until_it_is_forgotten(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path)
    path = inbox.keep("../offer.pdf", b"bytes")
    hints = Hints(kind=DocumentKind.PROPOSAL)
    inbox.note(path, hints=hints, tries=2)
    assert path.read_bytes() == b"bytes"
    assert path.is_relative_to(tmp_path)
    assert inbox.shown_path(path) == "offer.pdf"
    assert inbox.noted(path) == (hints, 2)
    inbox.forget(path)
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []
    assert inbox.noted(path) == (None, 0)


def test_same_bytes_under_two_names_are_two_files(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path)
    first, second = inbox.keep("a.pdf", b"bytes"), inbox.keep("b.pdf", b"bytes")
    inbox.forget(first)
    assert second.read_bytes() == b"bytes"


def test_user_s_own_file_is_never_deleted(tmp_path: Path) -> None:
    own = tmp_path / "mine.pdf"
    own.write_bytes(b"bytes")
    inbox = Inbox(tmp_path / "library")
    inbox.note(own)
    inbox.forget(own)
    assert own.read_bytes() == b"bytes"
    assert inbox.shown_path(own) == str(own)


def test_a_note_that_cannot_be_written_leaves_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a user said of a file outlives a full disk, and a worker that is killed."""
    inbox = Inbox(tmp_path)
    path = inbox.keep("offer.pdf", b"bytes")
    hints = Hints(kind=DocumentKind.PROPOSAL)
    inbox.note(path, hints=hints)

    def fill_disk(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fill_disk)
        with pytest.raises(UnwrittenFileError, match="No space"):
            inbox.note(path, hints=hints, tries=1)
        with pytest.raises(UnwrittenFileError, match="No space"):
            inbox.keep("offer.pdf", b"bytes")
    assert inbox.noted(path) == (hints, 0)
    assert path.read_bytes() == b"bytes"
    assert not list(tmp_path.rglob("*.part"))


def test_what_is_said_of_a_file_is_noted_before_there_is_a_job(
    papers: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that is awake takes a job up at once."""
    monkeypatch.setattr(inbox_step, "wake_worker", lambda _: None)
    with Analyzer.open(settings=settings) as library:
        add_job = type(library.catalog).add_job
        noted: list[Hints | None] = []

        def look(catalog: Catalog, path: str) -> Job:
            noted.append(Inbox(settings.library).noted(Path(path))[0])
            return add_job(catalog, path)

        monkeypatch.setattr(type(library.catalog), "add_job", look)
        library.start_ingest([papers / "manifest.toml"])
        assert noted[0] is not None
        assert noted[0].id == "agreement-2023"
