"""Copies of the files of a library, named by their sha256: written beside, flushed, renamed.

A copy is there before the catalog speaks of it, so that a crash leaves at worst a copy that nobody
speaks of; those are swept when the library is opened, an hour later at the earliest. What may be
swept, the catalog says.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from analyzer.errors import LibraryDamagedError

SWEPT_AFTER_SECONDS = 3600.0


class FileCopies:
    """The folder `files/` of a library; in memory where there is no folder."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._memory: dict[str, bytes] = {}

    def keep(self, sha256: str, data: bytes) -> None:
        """Keep a copy; nothing is written when it is there and whole."""
        if self._folder is None:
            self._memory[sha256] = data
            return
        path = self._folder / sha256
        if self.is_whole(sha256):
            os.utime(path)
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"{sha256}.{os.getpid()}.tmp")
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        flush_folder(self._folder)

    def read(self, sha256: str) -> bytes:
        """The bytes, checked. Raises LibraryDamagedError."""
        if self._folder is None:
            return self._memory[sha256]
        path = self._folder / sha256
        try:
            data = path.read_bytes()
        except FileNotFoundError as error:
            raise _damaged(path, "It is missing.") from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise _damaged(path, "Its bytes are not those that were stored.")
        return data

    def forget(self, sha256: str) -> None:
        """Delete a copy that no document needs."""
        if self._folder is None:
            self._memory.pop(sha256, None)
        else:
            (self._folder / sha256).unlink(missing_ok=True)

    def put_aside(self, sha256: str, path: Path, *, needed: bool = False) -> None:
        """Move a copy out to `path`, or put another one there where it is `needed`; where there is
        none, nothing."""
        if self._folder is None or not (self._folder / sha256).is_file():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        if needed:
            beside = path.with_name(f"{path.name}.tmp")
            shutil.copyfile(self._folder / sha256, beside)
            beside.replace(path)
        else:
            (self._folder / sha256).replace(path)
        flush_folder(path.parent)

    def names(self) -> tuple[str, ...]:
        """What stands in the folder, by name."""
        if self._folder is None:
            return tuple(self._memory)
        if not self._folder.is_dir():
            return ()
        return tuple(sorted(path.name for path in self._folder.iterdir() if path.is_file()))

    def is_whole(self, sha256: str) -> bool:
        """True for a copy that is there and is what its name says."""
        try:
            self.read(sha256)
        except (LibraryDamagedError, KeyError, OSError, ValueError):
            return False
        return True

    def changed(self, name: str) -> float:
        """When a file of the folder was last written, in seconds of the clock."""
        if self._folder is None:
            return time.time()
        try:
            return (self._folder / name).stat().st_mtime
        except FileNotFoundError:
            return time.time()

    def left_since(self, seconds: float) -> frozenset[str]:
        """What was not touched for so long: copies, and what a crash left half written."""
        too_old = time.time() - seconds
        return frozenset(name for name in self.names() if self.changed(name) < too_old)

    def delete(self, names: Iterable[str]) -> None:
        """Delete what stands in the folder by these names; what cannot be deleted stays."""
        for name in names:
            if Path(name).name == name:  # a damaged row may say anything
                with suppress(OSError):
                    self.forget(name)


def flush_folder(folder: Path) -> None:
    """Make the renaming itself outlive a power cut, where the system lets a folder be flushed."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)


def _damaged(path: Path, why: str) -> LibraryDamagedError:
    return LibraryDamagedError(
        f"{path}: the copy of a document is damaged.",
        why=why,
        do="Run `analyzer library repair`, or remove the document and ingest its file again.",
    )
