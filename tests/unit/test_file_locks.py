"""The system's own locks, and those of Windows as its documentation tells them: of one or of many,
never waited for, gone with whoever held them.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Protocol

import pytest

from analyzer import file_locks
from analyzer.engines.library_lock import NOTES, LibraryLock
from analyzer.errors import LibraryLockedError
from analyzer.pipeline.locking import WorkerLock
from analyzer.whole_files import write_whole

if sys.platform == "win32":  # the real one is tested by all the other tests there
    pytest.skip("stands in for Windows on another system", allow_module_level=True)
from tests import windows_locks

needs_stand_in = pytest.mark.skipif(
    not windows_locks.CAN_STAND_IN, reason="this system does not tell which files are open"
)
#: what a library is at most shared by on Windows
MOST = 1024


class TryLock(Protocol):
    """What `file_locks.try_lock` is."""

    def __call__(self, file: IO[bytes], *, shared: bool = False) -> bool: ...


@pytest.fixture(params=["here", pytest.param("Windows", marks=needs_stand_in)])
def try_lock(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> TryLock:
    """The one of this system, and the one of Windows."""
    if request.param == "Windows":
        found: TryLock = windows_locks.load_for_windows(monkeypatch).try_lock
        return found
    return file_locks.try_lock


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[list[IO[bytes]]]:
    """One file, opened by four."""
    path = tmp_path / "lock"
    path.write_bytes(b"words")
    files: list[IO[bytes]] = [path.open(mode) for mode in ("ab", "rb", "r+b", "rb")]
    yield files
    for file in files:
        file.close()


def test_many_share_or_one_is_alone(try_lock: TryLock, opened: list[IO[bytes]]) -> None:
    writer, reader, another, late = opened
    assert try_lock(writer, shared=True)
    assert try_lock(reader, shared=True)
    assert not try_lock(another)
    assert try_lock(late, shared=True)
    for file in (writer, reader, late):
        assert not try_lock(another)
        file.close()
    assert try_lock(another)


def test_who_is_alone_keeps_all_others_away(try_lock: TryLock, opened: list[IO[bytes]]) -> None:
    alone, reader, another, _ = opened
    assert try_lock(alone)
    assert not try_lock(reader, shared=True)
    assert not try_lock(another)
    alone.close()
    assert try_lock(reader, shared=True)


def test_what_is_locked_is_read_and_written_as_before(
    try_lock: TryLock, opened: list[IO[bytes]], tmp_path: Path
) -> None:
    writer, reader, another, _ = opened
    assert try_lock(writer)
    assert not try_lock(reader, shared=True)
    assert reader.read() == b"words"
    writer.write(b" more")
    writer.flush()
    assert not try_lock(another)
    assert another.read() == b"words more"
    assert (tmp_path / "lock").stat().st_size == len(b"words more")


@needs_stand_in
def test_every_place_of_windows_is_taken_before_one_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = windows_locks.load_for_windows(monkeypatch)
    monkeypatch.setattr(lock, "_SHARERS", 8)  # a process may not have 1024 files open everywhere
    files = [(tmp_path / "lock").open("ab") for _ in range(9)]
    assert [lock.try_lock(file, shared=True) for file in files] == [True] * 8 + [False]
    assert not lock.try_lock(files[-1])
    files[3].close()
    assert lock.try_lock(files[-1], shared=True)
    for file in files:
        file.close()


@needs_stand_in
def test_a_disk_of_windows_that_knows_no_locks_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))

    lock = windows_locks.load_for_windows(monkeypatch)
    monkeypatch.setattr(lock.msvcrt, "locking", refuse)
    with (tmp_path / "lock").open("ab") as file, pytest.raises(OSError, match="Invalid"):
        lock.try_lock(file)


@needs_stand_in
@pytest.mark.parametrize("read_only", [False, True])
def test_a_library_is_shared_or_held_alone_on_windows_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read_only: bool
) -> None:
    windows_locks.load_for_windows(monkeypatch)
    first, second, alone = (LibraryLock(tmp_path) for _ in range(3))
    first.share()
    reader = LibraryLock(tmp_path, read_only=read_only)
    reader.share()
    second.share()
    with pytest.raises(LibraryLockedError, match=f"process {os.getpid()}"):
        alone.take_alone()
    for each in (first, second, reader):
        each.release()
    alone.take_alone()
    with pytest.raises(LibraryLockedError, match=f"process {os.getpid()}"):
        first.share()
    alone.release()
    assert not list((tmp_path / NOTES).iterdir())


@needs_stand_in
def test_the_note_of_a_dead_process_goes_on_windows_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows_locks.load_for_windows(monkeypatch)
    (tmp_path / NOTES).mkdir()
    (tmp_path / NOTES / "4242-1").write_text("process 4242, analyzer ingest")
    alone = LibraryLock(tmp_path)
    alone.take_alone()
    assert [path.name.partition("-")[0] for path in (tmp_path / NOTES).iterdir()] == [
        str(os.getpid())
    ]
    alone.release()


@needs_stand_in
def test_one_worker_a_library_on_windows_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows_locks.load_for_windows(monkeypatch)
    first, second = WorkerLock(tmp_path), WorkerLock(tmp_path)
    assert first.acquire()
    assert not second.acquire()
    first.release()
    assert second.is_free()
    assert second.acquire()
    second.release()


@needs_stand_in
def test_a_report_is_written_and_swept_on_windows_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows_locks.load_for_windows(monkeypatch)
    left = tmp_path / "report.html.0123456789ab.part"
    left.write_bytes(b"half")
    os.utime(left, (0, 0))
    for words in (b"old", b"new"):
        assert write_whole(tmp_path / "report.html", words).read_bytes() == words
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
