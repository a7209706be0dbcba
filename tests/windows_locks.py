"""What `msvcrt.locking` and the file system of Windows do, on a system that has neither.

As Python's documentation and the C library's say: a lock covers so many bytes from the position of
the descriptor on, which may lie behind the end of the file; regions of one file must not overlap,
not even of one holder, whatever its descriptor may do with the file; it cannot be shared; locked
bytes are read by nobody else; it goes when the file is closed, whatever closes it. And no file goes
or takes another name while anybody has it open.
"""

from __future__ import annotations

import errno
import fcntl
import importlib.util
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from analyzer import file_locks, whole_files
from analyzer.engines import library_lock
from analyzer.pipeline import locking

#: the C library tells the position as a signed number of 32 bits
LAST = (1 << 31) - 1
#: a mark on an open file, which one that is opened later under the same number does not bear
MARK = signal.SIGURG


@dataclass(frozen=True)
class Region:
    """Bytes of a file that an open one holds."""

    descriptor: int
    file: tuple[int, int]
    first: int
    count: int

    def overlaps(self, other: Region) -> bool:
        """Whether a byte stands in both."""
        same = self.file == other.file
        before = self.first + self.count <= other.first
        behind = other.first + other.count <= self.first
        return same and not before and not behind

    @property
    def is_held(self) -> bool:
        """Whether the file is open still that took it."""
        try:
            now = os.fstat(self.descriptor)
            marked = fcntl.fcntl(self.descriptor, fcntl.F_GETSIG) == MARK
        except OSError:
            return False
        return marked and (now.st_dev, now.st_ino) == self.file


class Msvcrt:
    """The part of `msvcrt` that locks."""

    LK_UNLCK, LK_LOCK, LK_NBLCK, LK_RLCK, LK_NBRLCK = range(5)

    def __init__(self) -> None:
        self.regions: list[Region] = []

    def locking(self, descriptor: int, mode: int, count: int) -> None:
        """Lock a region, or raise at once."""
        assert mode == self.LK_NBLCK, "no other one is known here"
        self.regions = [region for region in self.regions if region.is_held]
        first, now = os.lseek(descriptor, 0, os.SEEK_CUR), os.fstat(descriptor)
        assert first + count <= LAST
        assert first >= now.st_size, "nobody could read what is locked"
        wanted = Region(descriptor, (now.st_dev, now.st_ino), first, count)
        if any(wanted.overlaps(region) for region in self.regions):
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, MARK)
        self.regions.append(wanted)


def load_for_windows(patched: pytest.MonkeyPatch) -> ModuleType:
    """`analyzer.file_locks` as Windows would load it, in the place of the one of this system."""
    found = importlib.util.spec_from_file_location("file_locks_of_windows", file_locks.__file__)
    assert found is not None and found.loader is not None
    module = importlib.util.module_from_spec(found)
    with pytest.MonkeyPatch.context() as there:
        there.setattr(sys, "platform", "win32")
        there.setitem(sys.modules, "msvcrt", Msvcrt())
        found.loader.exec_module(module)
    for user in (library_lock, locking, whole_files):
        patched.setattr(user, "try_lock", module.try_lock)
    _keep_what_is_open(patched)
    return module


def _keep_what_is_open(patched: pytest.MonkeyPatch) -> None:
    unlink, replace = Path.unlink, Path.replace

    def unlink_closed(path: Path, *, missing_ok: bool = False) -> None:
        _refuse_open(path)
        unlink(path, missing_ok=missing_ok)

    def replace_closed(path: Path, target: Path) -> Path:
        _refuse_open(path, target)
        return replace(path, target)

    patched.setattr(Path, "unlink", unlink_closed)
    patched.setattr(Path, "replace", replace_closed)


def _refuse_open(*paths: Path) -> None:
    """Raise PermissionError where this process has one of them open."""
    there = [path.stat() for path in paths if path.exists()]
    meant = {(found.st_dev, found.st_ino) for found in there}
    for opened in Path("/proc/self/fd").iterdir():
        try:
            found = opened.stat()
        except OSError:
            continue
        if (found.st_dev, found.st_ino) in meant:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(paths[0]))


#: what a test asks of the system that stands in for Windows
CAN_STAND_IN = hasattr(fcntl, "F_SETSIG") and Path("/proc/self/fd").is_dir()
