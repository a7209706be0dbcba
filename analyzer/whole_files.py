"""Files that are written for whoever asked: whole or not at all.

A path and its bytes → the file. It is written beside and then takes the name, so that a full disk
or a kill leaves what was there before, or nothing, never a part.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from uuid import uuid4

from analyzer.errors import BadRequestError, UnwrittenFileError

#: characters of a name that the file beside it begins with: with its ending it must not be longer
#: than the 255 bytes that a disk allows
_BEGINNING = 50


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
    try:
        try:
            with beside.open("xb") as file:
                if not new:
                    _be_like(place, beside)
                yield file
                file.flush()
                os.fsync(file.fileno())
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
