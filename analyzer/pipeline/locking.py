"""The lock of the one process that works a library's jobs off; the system frees it at its end."""

from __future__ import annotations

from pathlib import Path
from typing import IO

from analyzer.file_locks import try_lock

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
        try:
            taken = try_lock(file)
        except OSError:  # the disk knows no locks: nobody is sure to be the only one
            taken = False
        if not taken:
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
