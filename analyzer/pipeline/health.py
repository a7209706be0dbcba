"""Is a library sound: every check named.

An open library, or a folder → results.Verified. What mends a fault is in `repairing`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from analyzer.engines.catalog_schema import LIBRARY
from analyzer.errors import (
    LibraryDamagedError,
    StaleIndexError,
)
from analyzer.pipeline.wiring import Wiring
from analyzer.records import (
    LibraryFault,
    LibraryFaultKind,
)
from analyzer.results import Progress, Verified
from analyzer.settings import Settings

Kind = LibraryFaultKind
CATALOG = LIBRARY.file_name
REPAIR = "Run `analyzer library repair`"


def is_there(folder: Path) -> bool:
    """True where a folder holds a library, or the copies of one that lost its catalog."""
    return any((folder / part).exists() for part in (CATALOG, "files"))


def verify(wiring: Wiring) -> Verified:
    """Every fault of an open library."""
    wiring.tell(Progress("Checking every row and every copy", 0, 0))
    faults = list(wiring.catalog.check())
    if any(fault.kind in (Kind.CATALOG, Kind.DOCUMENT) for fault in faults):
        return Verified(str(wiring.folder or ""), tuple(faults), not_checked=("vectors",))
    encoder, reason = wiring.encoder_or_reason()
    wiring.tell(Progress("Checking vectors", 0, 0))
    if encoder is None:
        faults += _index_faults(wiring)
        return Verified(
            str(wiring.folder or ""), tuple(faults), not_checked=(f"vectors: {reason}",)
        )
    return Verified(str(wiring.folder or ""), (*faults, *_vector_faults(wiring)))


def _vector_faults(wiring: Wiring) -> Iterator[LibraryFault]:
    from analyzer.vectors import check_encoder, damaged_vectors

    try:
        check_encoder(wiring.catalog, wiring.encoder)
    except StaleIndexError as error:
        what = f"{error.what} {error.why}"
        yield LibraryFault(
            Kind.ENCODER, CATALOG, what, f"{REPAIR}: every clause is embedded again."
        )
        return
    for document, keys in damaged_vectors(wiring.catalog, wiring.encoder).items():
        what = f"{len(keys)} of its vectors are missing or damaged."
        yield LibraryFault(Kind.VECTORS, document, what, f"{REPAIR}: they are embedded again.")
    yield from _index_faults(wiring)


def _index_faults(wiring: Wiring) -> Iterator[LibraryFault]:
    from analyzer.vectors import index_is_damaged

    if wiring.folder and index_is_damaged(wiring.folder):
        yield LibraryFault(
            Kind.INDEX,
            "vectors",
            "The index's file is not what its note says.",
            "Nothing: it is made again from the catalog before it is used.",
        )


def verify_folder(
    folder: Path, *, settings: Settings, tell: Callable[[Progress], None] | None = None
) -> Verified:
    """Every fault of the library of a folder, also of one that does not open. Raises
    StaleIndexError for a library of another version of this program."""
    try:
        wiring = Wiring.open(folder, settings=settings, read_only=True)
    except LibraryDamagedError as error:
        if not is_there(folder):
            raise
        what = " ".join(filter(None, (error.what, error.why)))
        return Verified(str(folder), (LibraryFault(Kind.CATALOG, CATALOG, what, f"{REPAIR}."),))
    try:
        if tell:
            wiring.tell = tell
        return verify(wiring)
    finally:
        wiring.close()
