"""The index on disk: a file of vectors, with a note beside it that says of which encoder, how many,
of which generation of the catalog and with which checksum.

A note that does not fit is not believed: the index is made again from the catalog.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analyzer.errors import LibraryDamagedError
from analyzer.ports import StoreEngine, VectorStore
from analyzer.records import ClauseId

_INDEX_ENDING = ".faiss"
_NOTE_FILE = "clauses.json"
#: stands for no row: the clause has no headings, or they are not embedded
NO_ROW = -1


@dataclass(frozen=True, slots=True)
class Owners:
    """Whose vectors a store holds: the row of each clause's words and the row of the headings that
    it stands under, or `NO_ROW`."""

    clauses: Sequence[ClauseId]
    rows: Sequence[int]
    headings: Sequence[int]

    @property
    def seal(self) -> str:
        """A checksum of whose vectors they are."""
        told = hashlib.sha256()
        for clause, row, heading in zip(self.clauses, self.rows, self.headings, strict=True):
            under = "" if heading == NO_ROW else f"{heading} "
            told.update(f"{row} {under}{clause}\n".encode())
        return told.hexdigest()


def read_index(
    folder: Path, wanted: Mapping[str, Any], store: StoreEngine
) -> tuple[VectorStore, Owners] | None:
    """The index of a library whose note says what is wanted, checked; None when anything does not
    fit. A note of before names no headings."""
    place = _place(folder)
    try:
        note = json.loads((place / _NOTE_FILE).read_text(encoding="utf-8"))
        if any(note[key] != value for key, value in wanted.items()):
            return None
        file = place / f"{note['sha256']}{_INDEX_ENDING}"
        headings = note.get("headings") or [NO_ROW] * len(note["clauses"])
        owners = Owners(note["clauses"], note["rows"], headings)
        if _sha256(file) != note["sha256"] or owners.seal != note["seal"]:
            return None
        found = store.load(file)
    except (OSError, ValueError, KeyError, TypeError, LibraryDamagedError):
        return None
    return (found, owners) if found.size == note["count"] else None


def write_index(folder: Path, said: Mapping[str, Any], made: VectorStore, owners: Owners) -> None:
    """The vectors under their checksum first, then the note that names them: two processes that
    write at once never mix theirs."""
    place = _place(folder)
    place.mkdir(parents=True, exist_ok=True)
    beside = place / f"{os.getpid()}.tmp"
    made.save(beside)
    sha256 = _sha256(beside)
    file = beside.replace(place / f"{sha256}{_INDEX_ENDING}")
    note = {
        **said,
        "clauses": owners.clauses,
        "rows": owners.rows,
        "headings": owners.headings,
        "seal": owners.seal,
        "count": made.size,
        "sha256": sha256,
    }
    beside.write_text(json.dumps(note), encoding="utf-8")
    beside.replace(place / _NOTE_FILE)
    for old in place.glob(f"*{_INDEX_ENDING}"):
        if old != file:
            old.unlink(missing_ok=True)


def index_is_damaged(folder: Path) -> bool:
    """True where the index's file is not what its note says; none, or one of another generation,
    is sound: it is made again."""
    place = _place(folder)
    try:
        note = json.loads((place / _NOTE_FILE).read_text(encoding="utf-8"))
        return bool(_sha256(place / f"{note['sha256']}{_INDEX_ENDING}") != note["sha256"])
    except FileNotFoundError:
        return (place / _NOTE_FILE).is_file()
    except (OSError, ValueError, KeyError, TypeError):
        return True


def forget_index(folder: Path) -> None:
    """Delete the index's files: it is made again from the catalog."""
    place = _place(folder)
    for path in (*place.glob(f"*{_INDEX_ENDING}"), *place.glob("*.tmp"), place / _NOTE_FILE):
        path.unlink(missing_ok=True)


def _place(folder: Path) -> Path:
    return folder / "vectors"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
