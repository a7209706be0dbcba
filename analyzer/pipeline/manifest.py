"""A manifest: what somebody says of the files of a folder, checked → named files.

What it says overrules what is guessed from a file. It is input from outside: every mistake in it is
an error that names file, entry and key.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from analyzer.errors import ManifestError
from analyzer.pipeline.files import NamedFile
from analyzer.records import DocumentKind, Hints, Status


def _iso_date(value: object) -> object:
    """TOML has dates of its own; a string must be one: 2026-07-01."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, str):
        return datetime.date.fromisoformat(value).isoformat()
    return value


#: bytes; one comes with a folder from elsewhere
LARGEST = 4 << 20
Name = Annotated[str, Field(min_length=1)]
#: ids stand in clause ids before '#', and in addresses
Identifier = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
IsoDate = Annotated[str, BeforeValidator(_iso_date)]


class _Entry(BaseModel):
    """One [[document]]."""

    model_config = ConfigDict(extra="forbid")

    path: Name
    id: Identifier | None = None
    name: Name | None = None
    title: Name | None = None
    kind: DocumentKind | None = None
    status: Status | None = None
    guild: Name | None = None
    employer: Name | None = None
    effective: IsoDate | None = None
    expires: IsoDate | None = None
    offered_by: Name | None = None
    amends: Identifier | None = None
    answers: Identifier | None = None
    predecessor: Identifier | None = None
    sample: bool = False


def read_manifest(path: Path) -> tuple[NamedFile, ...]:
    """Every entry, in order. Raises ManifestError naming file, entry and key."""
    content = _parse(path)
    sample = bool(content.pop("sample", False))
    rows = content.pop("document", [])
    if content or not isinstance(rows, list):
        stray = ", ".join(sorted(content)) or "document"
        raise ManifestError(
            f"{path}: {stray} has no meaning in a manifest.",
            do="Write one [[document]] table a file; 'sample' may stand before them.",
        )
    files = tuple(_named_file(path, number, row) for number, row in enumerate(rows, start=1))
    _check_ids(path, files)
    if sample:
        files = tuple(
            replace(file, hints=replace(file.hints or Hints(), sample=True)) for file in files
        )
    return files


def _parse(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > LARGEST:
            raise ManifestError(
                f"{path}: the manifest is too large.",
                why=f"It has more than {LARGEST >> 20} MB.",
                do="Part the folder, with a manifest for each part.",
            )
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except RecursionError as error:
        raise ManifestError(
            f"{path}: the manifest cannot be read.",
            why="Its brackets stand too deep in each other.",
            do="Write one [[document]] table a file.",
        ) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ManifestError(
            f"{path}: the manifest cannot be read.",
            why=f"{error}.",
            do="Mend the line that it names.",
        ) from error


def _named_file(manifest: Path, number: int, row: object) -> NamedFile:
    where = f"{manifest}: document {number}"
    try:
        entry = _Entry.model_validate(row)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        key = ".".join(str(part) for part in first["loc"]) or "document"
        raise ManifestError(
            f"{where}: {key}: {first['msg']}.", do="Mend this key, or leave it out."
        ) from error
    file = manifest.parent / entry.path
    if not file.resolve().is_relative_to(manifest.parent.resolve()):
        raise ManifestError(
            f"{where}: path: {entry.path} lies outside the manifest's folder.",
            do="Move the file beside the manifest.",
        )
    said = entry.model_dump(exclude={"path"})
    return NamedFile(file, Hints(**said))


def _check_ids(manifest: Path, files: Iterable[NamedFile]) -> None:
    seen: set[str] = set()
    for file in files:
        for name in {file.hints.id, file.hints.name} - {None} if file.hints else ():
            assert name is not None
            if name in seen:
                raise ManifestError(
                    f"{manifest}: {name} names two documents.", do="Give each an id of its own."
                )
            seen.add(name)
