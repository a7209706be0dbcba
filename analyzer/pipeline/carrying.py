"""A library in one file, carried to another machine: export, and import that looks first.

An open library → a zip with the catalog as it stands, the copies of the files, and a list of their
checksums. Such a file → its documents in another library, each with clauses, findings, vectors and
what a user said of it. Every name, size, checksum and row is checked first, in a folder that goes
away; a document that is held already stays as it is.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Collection, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import IO, Any

from analyzer.engines import load
from analyzer.errors import BadRequestError
from analyzer.pipeline.carried_records import find_foreign
from analyzer.pipeline.health import CATALOG
from analyzer.pipeline.library import finish_cheap_stages, finish_documents
from analyzer.pipeline.wiring import Wiring
from analyzer.ports import Catalog, ClauseFilter
from analyzer.records import Document, Findings, LibraryFaultKind, Stage
from analyzer.results import Carried, Documents, Progress
from analyzer.whole_files import whole_file

FORMAT = "analyzer-library/1"
LIST = "library.json"
# files/ and 64 hexadecimal digits: files/0a3f…
COPY = re.compile(r"files/[0-9a-f]{64}")
#: bytes unpacked at most, and what a packed byte may become
MOST_BYTES = 20 << 30
MOST_RATIO = 200
#: bytes of the list of parts
LARGEST_LIST = 16 << 20
CHUNK = 1 << 20
#: the same moment for every member: one library makes one file
_MOMENT = (1980, 1, 1, 0, 0, 0)


# ── export ───────────────────────────────────────────────────────────────────────────────────────
def export(wiring: Wiring, target: Path) -> Carried:
    """Write the library into one file. Raises BadRequestError where the file is there already,
    UnwrittenFileError, LibraryDamagedError where a copy is damaged."""
    with whole_file(target, new=True) as file:
        documents = _write_all(wiring, file)
    return Carried(str(target), Documents(documents), Documents(()), Documents(()))


def _write_all(wiring: Wiring, file: IO[bytes]) -> tuple[Document, ...]:
    """The library as it is at one moment: what comes in meanwhile is left out."""
    with tempfile.TemporaryDirectory() as scratch, zipfile.ZipFile(file, "w") as archive:
        state = Path(scratch) / CATALOG
        wiring.catalog.write_copy(state)
        checksums = {CATALOG: _pack(archive, CATALOG, state.read_bytes())}
        with contextlib.closing(load("catalog", "sqlite")(Path(scratch), read_only=True)) as kept:
            documents: tuple[Document, ...] = kept.documents()
        for number, sha256 in enumerate(sorted({d.sha256 for d in documents})):
            wiring.tell(Progress("Packing copies", number, len(documents), "files"))
            name = f"files/{sha256}"
            checksums[name] = _pack(archive, name, wiring.catalog.copy(sha256))
        said = {"format": FORMAT, "documents": len(documents), "sha256": checksums}
        _pack(archive, LIST, json.dumps(said, indent=1, sort_keys=True).encode())
    return documents


def _pack(archive: zipfile.ZipFile, name: str, data: bytes) -> str:
    member = zipfile.ZipInfo(name, date_time=_MOMENT)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o600 << 16
    archive.writestr(member, data)
    return hashlib.sha256(data).hexdigest()


# ── import ───────────────────────────────────────────────────────────────────────────────────────
def import_(wiring: Wiring, source: Path) -> Carried:
    """Add the documents of such a file. Raises BadRequestError for a file that is none, or not
    whole; then the library is as it was."""
    wiring.check_writable()
    with _checked(source) as theirs:
        return _add_all(wiring, source, theirs)


def check_import(source: Path) -> None:
    """Raise BadRequestError for a file that is no library, or not whole; touch nothing."""
    with _checked(source):
        """It is one."""


@contextlib.contextmanager
def _checked(source: Path) -> Iterator[Catalog]:
    """The catalog of such a file, with copies, in a folder that goes away."""
    with _unpacked(source) as folder, contextlib.closing(_opened(source, folder)) as theirs:
        _check(source, theirs)
        yield theirs


@contextlib.contextmanager
def _unpacked(source: Path) -> Iterator[Path]:
    """The file's members in a folder that goes away, each checked."""
    try:
        with zipfile.ZipFile(source) as archive, tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            _unpack(source, archive, folder)
            yield folder
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError) as error:
        raise _refused(source, "It is no whole zip file.") from error


def _unpack(source: Path, archive: zipfile.ZipFile, folder: Path) -> None:
    names = archive.namelist()
    strange = [name for name in names if name not in (LIST, CATALOG) and not COPY.fullmatch(name)]
    if strange or len(set(names)) < len(names) or not {LIST, CATALOG} <= set(names):
        raise _refused(source, "Its parts are not those of an exported library.")
    packed, whole = (sum(getattr(m, n) for m in archive.infolist()) for n in _SIZES)
    room = shutil.disk_usage(folder).free
    if packed > source.stat().st_size or archive.getinfo(LIST).file_size > LARGEST_LIST:
        raise _refused(source, "Its parts say that they are larger than the file, or than a list.")
    if whole > min(MOST_BYTES, MOST_RATIO * max(packed, CHUNK)) or whole * 2 > room:
        raise _refused(source, "It would unpack to more than it may, or than there is room for.")
    said = _list_of(source, archive)
    (folder / "files").mkdir()
    for name in names:
        if name != LIST:
            with archive.open(name) as member:
                sha256 = _copy_out(member, folder / name, whole)
            if said.get(name) != sha256:
                raise _refused(source, f"{name} is not what its checksum says.")
    if set(said) != set(names) - {LIST}:
        raise _refused(source, "Parts that its list names are missing.")


_SIZES = ("compress_size", "file_size")


def _list_of(source: Path, archive: zipfile.ZipFile) -> dict[str, str]:
    try:
        said: Any = json.loads(archive.read(LIST))
        if said["format"] != FORMAT:
            raise _refused(
                source, f"Its format is {said['format']!r}; this program reads {FORMAT}."
            )
        return {str(name): str(sha256) for name, sha256 in said["sha256"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _refused(source, "Its list of parts cannot be read.") from error


def _copy_out(member: IO[bytes], target: Path, most: int) -> str:
    digest, written = hashlib.sha256(), 0
    with target.open("wb") as file:
        while chunk := member.read(CHUNK):
            written += len(chunk)
            if written > most:
                raise zipfile.BadZipFile("larger than it says")
            digest.update(chunk)
            file.write(chunk)
    return digest.hexdigest()


def _opened(source: Path, folder: Path) -> Catalog:
    """The catalog of the file. Raises StaleIndexError where a newer program wrote it."""
    try:
        theirs: Catalog = load("catalog", "sqlite")(folder)
    except sqlite3.Error as error:
        raise _refused(source, "Its catalog cannot be opened.") from error
    return theirs


def _check(source: Path, theirs: Catalog) -> None:
    if not theirs.is_ours():
        raise _refused(source, "Its catalog has another make than a library of this program.")
    faults = [f for f in theirs.check() if not f.harmless and f.kind is not LibraryFaultKind.WORDS]
    if faults:
        raise _refused(source, f"{faults[0].place}: {faults[0].what}")
    foreign = find_foreign(theirs)
    if foreign:
        raise _refused(source, foreign)


def _refused(source: Path, why: str) -> BadRequestError:
    return BadRequestError(
        f"{source}: no library can be imported from it.",
        why=why,
        do="Export the library again with `analyzer library export FILE`, and carry that.",
    )


def _add_all(wiring: Wiring, source: Path, theirs: Catalog) -> Carried:
    added, held, clashes = [], [], []
    documents = theirs.documents()
    embedded = _take_vectors(wiring, theirs)
    for number, document in enumerate(documents):
        wiring.tell(Progress(f"Adding {document.title}", number, len(documents), "documents"))
        if _add(wiring.catalog, theirs, document, embedded=embedded):
            added.append(document)
        elif any(ours.sha256 == document.sha256 for ours in wiring.catalog.documents()):
            held.append(document)
        else:
            clashes.append(document)
    _take_notes(wiring.catalog, theirs, {document.id for document in added})
    # those held too: an import that was cut off may have left them half way
    here = _held_here(wiring.catalog, (*added, *held))
    for document in here:
        finish_cheap_stages(wiring, document.id)
    finish_documents(wiring, here, wiring.tell)
    lists = (Documents(tuple(each)) for each in (added, held, clashes))
    return Carried(str(source), *lists)


def _held_here(ours: Catalog, carried: Iterable[Document]) -> tuple[Document, ...]:
    """The documents of this library that came from the same files."""
    files = {document.sha256 for document in carried}
    return tuple(document for document in ours.documents() if document.sha256 in files)


def _take_vectors(wiring: Wiring, theirs: Catalog) -> bool:
    """Their vectors into our cache; False where another encoder made them, and they stay."""
    fingerprint = theirs.meta().get("encoder")
    ours = wiring.catalog.meta().get("encoder", fingerprint)
    if fingerprint is None or ours != fingerprint:
        return False
    for vectors in theirs.vectors(fingerprint):
        wiring.catalog.save_vectors(fingerprint, vectors)
    return True


def _add(ours: Catalog, theirs: Catalog, document: Document, *, embedded: bool) -> bool:
    """One document with all that was made of it, its stages as far as they came; False, and nothing
    is changed, where its file or its id is held already."""
    reading, data = theirs.reading(document.id), theirs.file(document.id)
    if not ours.add_new(reading, data, hints=theirs.hints(document.id)):
        return False
    only = ClauseFilter(documents=frozenset({document.id}))
    found = Findings(theirs.findings(only, asserted_only=False), theirs.silences(only))
    for stage in (each for each in Stage if each in document.stages):
        if stage is Stage.LEXICAL:
            ours.index_words(document.id)
        elif stage is Stage.CUES or (stage is Stage.FINDINGS and embedded):
            ours.save_findings(document.id, found, stage=stage)
        elif stage is Stage.VECTORS and embedded:
            ours.mark_stage(document.id, stage)
    return True


def _take_notes(ours: Catalog, theirs: Catalog, added: Collection[str]) -> None:
    """What a user said of a file comes along, unless something was said of it here; and who made
    the findings of what was added."""
    for key, value in theirs.meta().items():
        kind, _, about = key.partition(":")
        if kind == "judged" and about.partition(":")[2] in added:
            ours.set_meta(key, value)
        elif kind in ("correction", "overruled"):
            ours.change_meta(key, partial(_unless_known, value))


def _unless_known(value: str, known: str | None) -> str | None:
    return value if known is None else None
