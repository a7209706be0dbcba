"""Who has a library open: shared by all who read and write, alone with the one who repairs it.

A folder → a lock that is held as long as the library is open. Nobody ever waits for it: who does
not get it is told who holds it, and what to do. The system frees it when a process ends, however it
ends. Beside it lies a note of each holder, locked by its holder too: one that is not is of a dead
process and goes. Who only reads writes nothing, and so has no note.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from os import getpid
from pathlib import Path
from typing import IO

from analyzer.errors import LibraryLockedError, ReadOnlyLibraryError
from analyzer.file_locks import try_lock

FILE_NAME = "library.lock"
#: the folder of a library for the notes of those who have it open
NOTES = "in-use"
_READER = " (another program reads it)"
_numbers = count(1)


class LibraryLock:
    """The lock of one library, for one who opens it."""

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self._folder = folder
        self._read_only = read_only
        self._file: IO[bytes] | None = None
        self._note: IO[bytes] | None = None
        self._why = ""

    def share(self) -> None:
        """Hold it beside others, for reading and writing. Raises LibraryLockedError while somebody
        is alone with it. Where nothing may be written nobody can be alone either."""
        file = self._opened()
        if file is None:
            return
        if not _try(file, shared=True):
            file.close()
            raise LibraryLockedError(
                f"{self._folder}: the library is being repaired{self._by()}.",
                do="Wait until that has finished, then try again.",
            )
        self._file = file
        self._leave_note()

    def take_alone(self) -> None:
        """Hold it alone. Raises LibraryLockedError while anybody has it open, this process too, and
        ReadOnlyLibraryError."""
        file = self._opened() if not self._read_only else None
        if file is None or not file.writable():
            raise ReadOnlyLibraryError(
                f"{self._folder}: the library cannot be written to.",
                why=self._why,
                do="See that you may write there, and that the disk has space.",
            )
        if not _try(file, shared=False):
            file.close()
            raise LibraryLockedError(
                f"{self._folder}: the library is open{self._by(unnamed=_READER)}.",
                why="What a program keeps in it during a repair would be lost.",
                do="Close the app and every other program that uses the library; "
                "wait for files that are being read. Then repair it.",
            )
        self._file = file
        self._leave_note()

    def release(self) -> None:
        """Give it back."""
        if self._note is not None:
            self._note.close()
            with suppress(OSError):
                Path(self._note.name).unlink()
        if self._file is not None:
            self._file.close()
        self._note = self._file = None

    def _opened(self) -> IO[bytes] | None:
        path = self._folder / FILE_NAME
        if not self._read_only:
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                return path.open("ab")
            except OSError as error:
                self._why = f"The system says: {error.strerror or type(error).__name__}."
        with suppress(OSError):
            return path.open("rb")
        return None

    # ── who they are ─────────────────────────────────────────────────────────────────────────────
    def _leave_note(self) -> None:
        """Say who has it open; a name is a help, so that one that cannot be left is no mistake."""
        if self._read_only:
            return
        folder = self._folder / NOTES
        with suppress(OSError):
            folder.mkdir(exist_ok=True)
            tuple(_holders(folder))  # those of the dead go
            note = (folder / f"{getpid()}-{next(_numbers)}").open("wb")
            try_lock(note)
            note.write(_this_process().encode())
            note.flush()
            self._note = note

    def _by(self, *, unnamed: str = "") -> str:
        """The holders in words, to be added to a sentence."""
        with suppress(OSError):
            if told := "; ".join(_holders(self._folder / NOTES)):
                return f" ({told})"
        return unnamed


def _holders(folder: Path) -> Iterator[str]:
    """What is noted of those who live; the notes of the others are deleted."""
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        with suppress(OSError):
            with path.open("r+b") as note:
                lives = not try_lock(note)
                said = note.read(200).decode("utf-8", "replace").strip()
            if lives:
                yield said or "another program"
            else:
                path.unlink()


def _this_process() -> str:
    """'process 4242, analyzer ingest, since 10:02': no word of any document."""
    started = Path(sys.argv[0] if sys.argv else "")
    program = started.stem
    if "streamlit" in sys.modules:
        program = "the app"
    elif started.parts[-2:] == ("pipeline", "jobs.py"):
        program = "reading files for the app"
    elif program in ("analyzer", "__main__") and len(sys.argv) > 1 and sys.argv[1].isalpha():
        program = f"analyzer {sys.argv[1]}"
    return f"process {getpid()}, {program or 'Python'}, since {time.strftime('%H:%M')}"


def _try(file: IO[bytes], *, shared: bool) -> bool:
    """As `try_lock`; True where the folder lies on a disk that knows no locks."""
    try:
        return try_lock(file, shared=shared)
    except OSError:
        return True
