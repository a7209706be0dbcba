"""A catalog that cannot be trusted: what is left of it, and room for a new one in its place.

A library's folder → what the old catalog still tells of its documents, and the folder it was put
into. While a new one is being filled a note stands in it, so that a repair that was cut off is
neither taken for a whole library nor for one whose copies nobody needs.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Collection, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from analyzer import wire
from analyzer.engines.catalog_database import LIBRARY
from analyzer.engines.catalog_files import FileCopies
from analyzer.engines.catalog_seals import open_value
from analyzer.errors import LibraryDamagedError
from analyzer.records import Salvaged

#: the note of a catalog that is being filled again
UNFINISHED = "unfinished"
#: what `salvaged` takes of a row of documents
SALVAGED = "id, sha256, path, hints, record"
#: notes of what a user said
_SAID = ("correction", "overruled")
_ASIDE = "damaged-"
_DO = "Run `analyzer library repair`: every copy is read again."


def refuse_lost(folder: Path, files: FileCopies) -> None:
    """Raise LibraryDamagedError for copies without a catalog: a new one would not know them."""
    there = len(files.names())
    if there and not (folder / LIBRARY.file_name).exists():
        raise LibraryDamagedError(
            f"{folder}: its catalog is missing, and copies of {there} files are there.", do=_DO
        )


def refuse_unfinished(folder: Path | None, notes: Collection[str]) -> None:
    """Raise LibraryDamagedError for a catalog that holds only a part of its documents."""
    if UNFINISHED in notes:
        raise LibraryDamagedError(f"{folder}: a repair of this library was interrupted.", do=_DO)


def put_aside(folder: Path) -> Path:
    """Move a catalog that cannot be trusted into a folder of its own; gives that folder."""
    aside = folder / time.strftime(f"{_ASIDE}%Y%m%d-%H%M%S")
    while aside.exists():
        aside = aside.with_name(f"{aside.name}-again")
    aside.mkdir(parents=True)
    for ending in ("", "-wal", "-shm"):
        old = folder / f"{LIBRARY.file_name}{ending}"
        if old.exists():
            old.replace(aside / old.name)
    return aside


def salvage(folder: Path) -> tuple[tuple[Salvaged, ...], dict[str, str]]:
    """What can be trusted of each document of a catalog that is damaged, and the settings that fit
    their checksum; those of catalogs put aside earlier too, where a repair was cut off."""
    copies = FileCopies(folder / "files").names()
    documents: dict[str, Salvaged] = {}
    notes: dict[str, str] = {}
    asides = sorted(folder.glob(f"{_ASIDE}*/{LIBRARY.file_name}"), reverse=True)
    for path in (folder / LIBRARY.file_name, *asides):
        if path.is_file():
            found, said, finished = _salvage_file(path, copies)
            documents = {of.sha256: of for of in found} | documents
            notes = said | notes
            if finished:
                break
    return tuple(documents.values()), notes


def _salvage_file(
    path: Path, copies: Collection[str]
) -> tuple[list[Salvaged], dict[str, str], bool]:
    documents: list[Salvaged] = []
    notes: dict[str, str] = {}
    finished = True
    with suppress(sqlite3.Error), closing(sqlite3.connect(path)) as sql:
        sql.text_factory = lambda raw: raw.decode("utf-8", "replace")
        documents += [
            salvaged(copies, *row) for row in _rows(sql, f"SELECT {SALVAGED} FROM documents")
        ]
        for key, value in _rows(sql, "SELECT key, value FROM meta"):
            finished = finished and key != UNFINISHED
            with suppress(LibraryDamagedError):
                if key.partition(":")[0] in _SAID:
                    notes[key] = open_value(key, value)
    return documents, notes, finished


def _rows(sql: sqlite3.Connection, question: str) -> Iterator[tuple[str, ...]]:
    """As many rows as can be read."""
    with suppress(sqlite3.Error):
        yield from sql.execute(question)


def salvaged(
    copies: Collection[str], name: str, sha256: str, path: str, hints: str | None, record: str
) -> Salvaged:
    """What two columns of a row agree on: a byte turned in one of them. The checksum is the one of
    which there is a copy."""
    kept = _parsed(record)
    said = _parsed(hints)
    agreed = bool(said) and all(
        kept.get(key) == value for key, value in said.items() if value is not None and key in kept
    )
    told = (sha256, str(kept.get("sha256", sha256)))
    return Salvaged(
        sha256=next((each for each in told if each in copies), sha256),
        row=name,
        id=name if kept.get("id") == name else "",
        path=path if kept.get("path") == path else None,
        hints=wire.hints_from_json(said) if agreed else None,
    )


def _parsed(text: str | None) -> dict[str, Any]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
