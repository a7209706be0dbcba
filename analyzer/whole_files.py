"""Files that are written for whoever asked: whole or not at all.

A path and its bytes → the file. It is written beside and then takes the name, so that a full disk
or a kill leaves what was there before, or nothing, never a part. What a killed writer left beside a
file goes when the file is written the next time: who writes holds a lock on it, which a dead
process does not.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from uuid import uuid4

from analyzer.errors import BadRequestError, UnwrittenFileError
from analyzer.file_locks import try_lock

#: characters of a name that the file beside it begins with: with its ending it must not be longer
#: than the 255 bytes that a disk allows
_BEGINNING = 50
#: seconds for which a file that nobody holds is left alone: its writer may be about to take its
#: lock, or to give it the name
_LEFT_ALONE = 60.0


def write_whole(target: Path, data: bytes) -> Path:
    """Write all of it, in the place of what was there. Raises UnwrittenFileError."""
    with whole_file(target) as file:
        file.write(data)
    return target


@contextlib.contextmanager
def whole_file(target: Path, *, new: bool = False) -> Iterator[IO[bytes]]:
    """A file that takes its name when all is written. Raises UnwrittenFileError; BadRequestError
    where it must be `new` and is there already."""
    if new and target.exists():
        raise _there_already(target)
    # what a link leads to is written, the link stays
    place = Path(os.path.realpath(target))
    beside = place.with_name(f"{place.name[:_BEGINNING]}.{uuid4().hex[:12]}.part")
    _sweep(place)
    try:
        try:
            with beside.open("xb") as file:
                _hold(file)
                if not new:
                    _be_like(place, beside)
                yield file
                file.flush()
                os.fsync(file.fileno())
                os.utime(beside)  # its lock goes before it has its name
            if new:
                _move_new(beside, place)
            else:
                beside.replace(place)
        finally:
            beside.unlink(missing_ok=True)
    except FileExistsError:
        raise _there_already(target) from None
    except OSError as error:
        raise UnwrittenFileError.because(error, target) from error


def _hold(file: IO[bytes]) -> None:
    """Show that its writer lives, where the disk knows locks."""
    with contextlib.suppress(OSError):
        try_lock(file)


def _sweep(place: Path) -> None:
    """Delete what dead writers of a file left beside it; what cannot be told from the file of one
    who lives stays."""
    # report.html.0123456789ab.part
    left = re.compile(rf"{re.escape(place.name[:_BEGINNING])}\.[0-9a-f]{{12}}\.part")
    before = time.time() - _LEFT_ALONE
    with contextlib.suppress(OSError), os.scandir(place.parent) as entries:
        for entry in entries:
            if left.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                _delete_dead(Path(entry.path), before)


def _delete_dead(part: Path, before: float) -> None:
    """Delete one that was left alone since then, and that nobody holds."""
    with contextlib.suppress(OSError):
        if part.stat().st_mtime < before:
            with part.open("r+b") as file:
                held = not try_lock(file)
            if not held:
                part.unlink()


def _be_like(before: Path, beside: Path) -> None:
    """A file that is kept from others, or from being changed, stays so."""
    if before.is_file():
        before.open("ab").close()
        shutil.copymode(before, beside)


def _move_new(beside: Path, place: Path) -> None:
    """Give a file its name, but never the name of another file: two may write at once. Raises
    FileExistsError."""
    try:
        place.hardlink_to(beside)
    except FileExistsError:
        raise
    except OSError:  # a disk that knows no links
        place.open("xb").close()
        beside.replace(place)


def _there_already(target: Path) -> BadRequestError:
    return BadRequestError(f"{target}: it is there already.", do="Name another file.")
