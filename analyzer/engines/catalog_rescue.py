"""A catalog that cannot be trusted: what is left of it, and room for a new one in its place.

A library's folder → what the old catalog still tells of its documents, and the folder it was put
into. While a new one is being filled a note stands in it, so that a repair that was cut off is
neither taken for a whole library nor for one whose copies nobody needs.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import time
from collections.abc import Collection, Iterable, Sequence
from contextlib import closing, suppress
from enum import StrEnum
from pathlib import Path
from typing import Any

from analyzer import wire
from analyzer.engines.catalog_files import FileCopies, flush_folder
from analyzer.engines.catalog_rows import text_of
from analyzer.engines.catalog_schema import LIBRARY
from analyzer.engines.catalog_seals import open_value
from analyzer.errors import LibraryDamagedError
from analyzer.records import Hints, Salvaged

#: the note of a catalog that is being filled again
UNFINISHED = "unfinished"
#: and of one that is being mended: what is to be told at the end
MENDING = "mending"
#: what `salvaged` takes of a row of documents
SALVAGED = "id, sha256, path, hints, record"
#: notes of what a user said
_SAID = ("correction", "overruled")
_ASIDE = "damaged-"
#: and of what is not ready
MAKING = "anew-"
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


def put_aside(folder: Path, making: Path) -> Path:
    """Move a catalog that cannot be trusted into a folder of its own; gives that folder. All its
    files stand there, made ready in `making`, before one of them goes from its place: what was
    written last is in the second."""
    aside = folder / time.strftime(f"{_ASIDE}%Y%m%d-%H%M%S")
    while aside.exists():
        aside = aside.with_name(f"{aside.name}-again")
    ready = making / "aside"
    ready.mkdir()
    old = [folder / f"{LIBRARY.file_name}{ending}" for ending in ("", "-wal", "-shm")]
    old = [path for path in old if path.exists()]
    for path in old:
        _link(path, ready / path.name)
    ready.replace(aside)
    flush_folder(folder)
    for path in old:
        path.unlink()
    return aside


def _link(path: Path, other: Path) -> None:
    try:
        other.hardlink_to(path)
    except OSError:  # a disk that knows no links
        shutil.copyfile(path, other)


def sweep_making(folder: Path) -> None:
    """Delete what an earlier repair that was cut off left of its work."""
    for path in folder.glob(f"{MAKING}*"):
        shutil.rmtree(path, ignore_errors=True)


class _Told(StrEnum):
    """What a catalog is, by its notes: whole so far, being filled again, or not to be read."""

    WHOLE = "whole"
    UNFINISHED = "unfinished"
    SILENT = "silent"


def salvage(folder: Path) -> tuple[tuple[Salvaged, ...], dict[str, str]]:
    """What can be trusted of each document of a catalog that is damaged, and the settings that fit
    their checksum; those of catalogs put aside earlier too, where a repair was cut off, or nothing
    can be read of the later one: then only of documents whose copy is there, since others may have
    been removed."""
    copies = FileCopies(folder / "files").names()
    documents: dict[tuple[str, str], Salvaged] = {}
    notes: dict[str, str] = {}
    asides = sorted(folder.glob(f"{_ASIDE}*/{LIBRARY.file_name}"), reverse=True)
    unsure = False
    for path in (folder / LIBRARY.file_name, *asides):
        found, said, told = _salvage_file(path, copies)
        documents = {
            (of.sha256, of.row): of for of in found if not unsure or of.sha256 in copies
        } | documents
        notes = said | notes
        if told is _Told.WHOLE:
            break
        unsure = unsure or told is _Told.SILENT
    return tuple(documents.values()), notes


def _salvage_file(
    path: Path, copies: Collection[str]
) -> tuple[list[Salvaged], dict[str, str], _Told]:
    documents: list[Salvaged] = []
    notes: dict[str, str] = {}
    keys: set[str] = set()
    if not path.is_file():
        # lost, or taken away by a repair that was cut off before another one stood in its place
        return documents, notes, _Told.UNFINISHED
    with suppress(sqlite3.Error), closing(sqlite3.connect(path)) as sql:
        sql.text_factory = text_of
        documents += [salvaged(copies, row) for row in _rows(sql, "documents", SALVAGED, "number")]
        for key, value in _rows(sql, "meta", "key, value", "key"):
            name = text_of(key)
            keys.add(name)
            with suppress(LibraryDamagedError):
                if name.partition(":")[0] in _SAID or name == MENDING:
                    notes[name] = open_value(name, text_of(value))
    if UNFINISHED in keys:
        return documents, notes, _Told.UNFINISHED
    return documents, notes, _Told.WHOLE if keys else _Told.SILENT


def _rows(
    sql: sqlite3.Connection, table: str, columns: str, order: str
) -> Iterable[tuple[Any, ...]]:
    """As many rows as can be read, in their order: those before what is damaged, and behind it."""
    found: dict[object, tuple[Any, ...]] = {}
    behind: dict[object, tuple[Any, ...]] = {}
    for rows, way in ((found, "ASC"), (behind, "DESC")):
        with suppress(sqlite3.Error):
            for at, *row in sql.execute(
                f"SELECT {order}, {columns} FROM {table} ORDER BY {order} {way}"
            ):
                rows[at] = tuple(row)
            break
    found |= {at: behind[at] for at in reversed(behind) if at not in found}
    return found.values()


def salvaged(copies: Collection[str], row: Sequence[object]) -> Salvaged:
    """What two columns of a row of `SALVAGED` agree on: a byte turned in one of them. The checksum
    is the one of which there is a copy."""
    name, sha256, path, hints, record = map(text_of, row)
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
        hints=_hints(said) if agreed else None,
    )


def _hints(said: dict[str, Any]) -> Hints | None:
    """What was said of a document; None where it is not what this program writes."""
    with suppress(ValueError, TypeError, LookupError, AttributeError):
        return wire.hints_from_json(said)
    return None


def _parsed(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
