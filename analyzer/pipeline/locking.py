"""The lock of the one process that works a library's jobs off; the system frees it at its end."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO

FILE_NAME = "jobs.lock"


class WorkerLock:
    """One process at a time holds it, however it ends."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._file: IO[bytes] | None = None

    def acquire(self) -> bool:
        """Take it without waiting; False when another process has it."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = self._path.open("ab")
        if not _try_lock(file):
            file.close()
            return False
        self._file = file
        return True

    def release(self) -> None:
        """Give it back."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def is_free(self) -> bool:
        """True when nobody holds it at this moment."""
        taken = self.acquire()
        self.release()
        return taken


if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: IO[bytes]) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
