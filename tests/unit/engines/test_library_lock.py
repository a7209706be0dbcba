"""A library is shared by who reads and writes, and alone with who repairs it, however they end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from analyzer.engines.library_lock import NOTES, LibraryLock
from analyzer.errors import LibraryLockedError, ReadOnlyLibraryError

HOLDER = """
import sys, time
from pathlib import Path
from analyzer.engines.library_lock import LibraryLock
lock = LibraryLock(Path(sys.argv[1]))
getattr(lock, sys.argv[2])()
print("held", flush=True)
time.sleep(60)
"""


def hold(folder: Path, how: str) -> subprocess.Popen[str]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder), how], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline().strip() == "held"
    return holder


def kill(holder: subprocess.Popen[str]) -> None:
    os.kill(holder.pid, signal.SIGKILL)
    holder.communicate()


def test_many_share_and_who_wants_it_alone_is_told_who_they_are(tmp_path: Path) -> None:
    first, second, alone = (LibraryLock(tmp_path) for _ in range(3))
    first.share()
    second.share()
    with pytest.raises(LibraryLockedError, match=f"process {os.getpid()}") as caught:
        alone.take_alone()
    assert caught.value.exit_code == 5
    assert "Close" in caught.value.do
    first.release()
    with pytest.raises(LibraryLockedError):
        alone.take_alone()
    second.release()
    alone.take_alone()
    with pytest.raises(LibraryLockedError, match=f"process {os.getpid()}") as caught:
        first.share()
    assert "Wait" in caught.value.do
    alone.release()
    first.share()
    first.release()
    assert not list((tmp_path / NOTES).iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="needs a signal that cannot be caught")
@pytest.mark.parametrize("how", ["share", "take_alone"])
def test_another_process_holds_it_until_it_is_killed(tmp_path: Path, how: str) -> None:
    holder = hold(tmp_path, how)
    try:
        lock = LibraryLock(tmp_path)
        with pytest.raises(LibraryLockedError, match=f"process {holder.pid}"):
            lock.take_alone()
    finally:
        kill(holder)
    lock.take_alone()
    lock.release()
    # what the dead one left is no one's name any more
    assert not list((tmp_path / NOTES).iterdir())


def test_a_reader_leaves_nothing_behind_and_still_keeps_repair_away(tmp_path: Path) -> None:
    reader, alone = LibraryLock(tmp_path, read_only=True), LibraryLock(tmp_path)
    reader.share()
    assert not list(tmp_path.iterdir())
    alone.take_alone()
    with pytest.raises(LibraryLockedError):
        reader.share()
    alone.release()
    before = sorted(tmp_path.rglob("*"))
    reader.share()
    assert sorted(tmp_path.rglob("*")) == before
    with pytest.raises(LibraryLockedError, match="reads it"):
        alone.take_alone()
    reader.release()


def test_nobody_is_alone_with_what_he_may_not_write_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ReadOnlyLibraryError):
        LibraryLock(tmp_path).take_alone()
    lock = LibraryLock(tmp_path)
    lock.share()
    lock.release()


def test_it_may_be_given_back_twice(tmp_path: Path) -> None:
    lock = LibraryLock(tmp_path)
    lock.release()
    lock.share()
    lock.release()
    lock.release()
