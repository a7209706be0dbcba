"""Which files are meant: paths, folders and manifests → named files, each once, in order.

A folder with a `manifest.toml` gives its entries, then the other documents that lie directly in it;
a folder without one gives every document in it and below.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from analyzer.records import Hints

MANIFEST = "manifest.toml"
#: endings of what may be a document; whether it is one, the bytes say. The formats that are not
#: read are here too, so that they are refused by name and not passed over.
DOCUMENT_ENDINGS = frozenset(
    {".pdf", ".txt", ".docx", ".doc", ".rtf", ".odt", ".html", ".htm", ".pages"}
)


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file to be read, and what somebody says of it; one that was found in a folder may not lead
    out of it."""

    path: Path
    hints: Hints | None = None
    within: Path | None = None


def find_files(paths: Iterable[str | Path], *, hints: Hints | None = None) -> Iterator[NamedFile]:
    """The files that paths, folders and manifests mean, each once, in order; `hints` overrule what
    a manifest says, field by field. A path that does not exist is given back: it is refused when
    it is read. Raises ManifestError."""
    seen: set[Path] = set()
    for path in map(Path, paths):
        for file in _expand(path):
            key = file.path.absolute() if leads_out(file.path, file.within) else _real(file.path)
            if key not in seen:
                seen.add(key)
                yield replace(file, hints=lay_over(file.hints, hints))


def find_passed_over(paths: Iterable[str | Path]) -> tuple[Path, ...]:
    """What lies in the folders that are named and is not read, since its ending is of no document;
    what a manifest names is read, whatever its ending."""
    folders = [path for path in map(Path, paths) if path.is_dir()]
    meant = {file.path.absolute() for file in find_files(folders)}
    found = (
        path
        for folder in folders
        for path in _walk(folder, below=not (folder / MANIFEST).is_file())[0]
        if path.name != MANIFEST and path.absolute() not in meant
    )
    return tuple(sorted(dict.fromkeys(found)))


def leads_out(path: Path, within: Path | None) -> bool:
    """True for a link that leads out of the folder that it was found in."""
    return within is not None and not _real(path).is_relative_to(_real(within))


def _real(path: Path) -> Path:
    """Where a path leads; Path.resolve would raise for a link that leads to itself."""
    return Path(os.path.realpath(path))


def lay_over(said: Hints | None, also: Hints | None) -> Hints | None:
    """What was said, overruled field by field by what is also said."""
    if said is None or also is None:
        return also or said
    return replace(said, **also.said)


def _expand(path: Path) -> tuple[NamedFile, ...]:
    if path.is_dir():
        if (path / MANIFEST).is_file():
            return (*_listed(path / MANIFEST), *_documents_in(path, below=False))
        return tuple(_documents_in(path, below=True))
    if path.suffix == ".toml" and path.is_file():
        return _listed(path)
    return (NamedFile(path),)


def _listed(manifest: Path) -> tuple[NamedFile, ...]:
    from analyzer.pipeline.manifest import read_manifest

    return read_manifest(manifest)


def _documents_in(folder: Path, *, below: bool) -> Iterator[NamedFile]:
    """What lies in a folder and may be a document, devices and broken links too: they are refused
    by name when they are read, and so is a folder that may not be looked into. Links to folders are
    not followed."""
    found, closed = _walk(folder, below=below)
    documents = [path for path in found if path.suffix.lower() in DOCUMENT_ENDINGS]
    for path in sorted([*documents, *closed]):
        yield NamedFile(path, within=folder)


def _walk(folder: Path, *, below: bool) -> tuple[list[Path], list[Path]]:
    """The files of a folder that are not hidden, and the folders that may not be looked into."""
    closed: list[Path] = []
    found: list[Path] = []

    def note(error: OSError) -> None:
        closed.append(Path(error.filename))

    for place, folders, names in os.walk(folder, onerror=note):
        folders[:] = [name for name in folders if below and not _is_hidden(name)]
        found += [Path(place) / name for name in names if not _is_hidden(name)]
    return found, closed


def _is_hidden(name: str) -> bool:
    """'.git', and '~$offer.docx', which a word processor makes while it has the file open."""
    return name.startswith((".", "~$"))
