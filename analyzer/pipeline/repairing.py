"""A library made sound again: everything derived made anew, what is damaged read again.

A folder → results.Repaired. What is derived (words, findings, vectors, index) is made again from
the catalog; a damaged document is read again from the library's own copy of its file; a catalog
that cannot be trusted is made anew from all copies, and the old one is kept aside. No document goes
away without being named, and no copy of a file that could not be read again is deleted.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from analyzer.engines import load
from analyzer.engines.library_lock import LibraryLock
from analyzer.errors import LibraryDamagedError, RefusedFileError, StaleIndexError
from analyzer.pipeline import library, stages
from analyzer.pipeline.corrections import correction_of
from analyzer.pipeline.files import lay_over
from analyzer.pipeline.health import CATALOG, Kind, verify
from analyzer.pipeline.inbox import safe_name
from analyzer.pipeline.reading import read_bytes
from analyzer.pipeline.wiring import Wiring
from analyzer.records import (
    Document,
    DocumentId,
    Hints,
    LibraryFault,
    Refusal,
    Salvaged,
    Stage,
)
from analyzer.results import Progress, Repaired
from analyzer.settings import Settings

#: the folder of a library for files that could not be read again
ASIDE = "not-read"


def repair(
    folder: Path,
    *,
    settings: Settings,
    password: str | None = None,
    tell: Callable[[Progress], None] | None = None,
) -> Repaired:
    """Mend what can be mended; nothing else may work on the library meanwhile. `password` opens
    copies that are encrypted. Raises LibraryLockedError, and StaleIndexError for a library of a
    newer program."""
    if not (folder / CATALOG).exists() and not (folder / "files").exists():
        raise LibraryDamagedError(
            f"{folder}: there is no library.", do="Name another folder with --library."
        )
    lock = LibraryLock(folder)
    lock.take_alone()
    mender = _Mender(folder, settings, lock=lock, password=password)
    mender.tell = tell
    try:
        faults = mender.open_or_make_anew()
        mender.mend(faults)
        left = mender.what_is_left()
        mender.end()
        return Repaired(str(folder), tuple(mender.done), left)
    finally:
        mender.close()
        lock.release()


class _Mender:
    """One repair: what was done, and what could not be."""

    def __init__(
        self, folder: Path, settings: Settings, *, lock: LibraryLock, password: str | None
    ) -> None:
        self._folder = folder
        self._settings = settings
        self._lock = lock
        self._password = password
        self._wiring: Wiring | None = None
        self.tell: Callable[[Progress], None] | None = None
        self.done: list[str] = []
        self.left: list[LibraryFault] = []
        self._cut_off = False

    @property
    def wiring(self) -> Wiring:
        assert self._wiring is not None
        return self._wiring

    def open_or_make_anew(self) -> tuple[LibraryFault, ...]:
        """Open the library, made anew where its catalog cannot be trusted; its faults then."""
        try:
            self._work_on(Wiring.open(self._folder, settings=self._settings, lock=self._lock))
            faults = verify(self.wiring).faults
            if all(fault.kind is not Kind.CATALOG for fault in faults):
                self._begin()
                return faults
        except (LibraryDamagedError, StaleIndexError) as error:
            if isinstance(error, StaleIndexError) and "newer" in error.what:
                raise
        self.close()
        self._make_anew()
        return verify(self.wiring).faults

    def _work_on(self, wiring: Wiring) -> None:
        self._wiring = wiring
        if self.tell:
            wiring.tell = self.tell

    def _begin(self) -> None:
        """From now on nothing is swept; what a repair that was cut off had to tell is told now."""
        noted = self.wiring.catalog.begin_mending()
        self._cut_off = noted is not None
        # whether a copy is there is looked at again
        self.left = [f for f in _faults_from(noted or "") if f.kind is not Kind.COPY]

    def close(self) -> None:
        if self._wiring is not None:
            self._wiring.close()
            self._wiring = None

    # ── a catalog that cannot be trusted at all ──────────────────────────────────────────────────
    def _make_anew(self) -> None:
        """A new catalog from all copies, with what could be read of the old one."""
        catalog, aside, found = load("catalog", "sqlite").make_anew(self._folder, lock=self._lock)
        self._work_on(Wiring(catalog, folder=self._folder, settings=self._settings))
        self._begin()
        self.done.append(f"A new catalog was made; the damaged one stands in {aside.name}.")
        known = {of.sha256 for of in found}
        # in their old order as far as it can be read
        for of in (
            *found,
            *(Salvaged(name) for name in catalog.copies_there() if name not in known),
        ):
            self._read_copy(of)
        catalog.finish_anew()

    def _read_copy(self, of: Salvaged) -> DocumentId | None:
        """Read a copy again, under the id and with all that was said of it; None where it was given
        up."""
        catalog = self.wiring.catalog
        try:
            data = catalog.copy(of.sha256)
        except (LibraryDamagedError, OSError):
            self._give_up(of)
            return None
        named = Hints(id=of.id) if of.id else None
        hints = lay_over(lay_over(of.hints, named), correction_of(catalog, data))
        path = of.path or of.sha256[:16]
        self.wiring.tell(Progress(f"Reading {Path(path).name} again", 0, 0))
        try:
            read = read_bytes(
                data,
                path=path,
                reader=self._settings.reader,
                hints=hints,
                password=self._password,
            )
        except RefusedFileError as error:
            self._give_up(of, error.refusal)
            return None
        # not by way of the list of documents: others of it may be damaged still
        replaces = DocumentId(of.row) if of.row else None
        catalog.add_reading(read, data, hints=hints, replaces=replaces)
        self.left = [f for f in self.left if (f.kind, f.place) != (Kind.DOCUMENT, _name(of))]
        self.done.append(f"{read.document.id}: read again from its copy.")
        return read.document.id

    # ── what cannot be read again ────────────────────────────────────────────────────────────────
    def _give_up(self, of: Salvaged, refusal: Refusal | None = None) -> None:
        """Take a document out, named, and put what is left of its file aside."""
        aside, is_there = self._place_aside(of.sha256, of.path or of.id)
        if refusal:
            what = f"It could not be read again: {refusal.what} {refusal.why}"
            do = f"Its file stands in {aside}: ingest that. {refusal.do}"
        elif is_there and not self._is_kept(of.sha256) and _is_whole(aside, of.sha256):
            what = "It could not be read again: its file was put aside before."
            do = f"Its file stands in {aside}: ingest that."
        else:
            what = "It could not be read again: its copy is missing or damaged too."
            do = "Ingest its file again from where you have it."
            if is_there:
                do += f" The damaged copy stands in {aside}."
        self._leave(LibraryFault(Kind.DOCUMENT, _name(of), f"{what} It was taken out.", do))
        self.wiring.catalog.put_copy_aside(of.sha256, aside, of=of.row)

    def _leave(self, fault: LibraryFault) -> None:
        """Name what cannot be mended; also when this repair is cut off before it can tell."""
        if all((f.kind, f.place) != (fault.kind, fault.place) for f in self.left):
            self.left.append(fault)
            said = [[each.kind, each.place, each.what, each.do] for each in self.left]
            self.wiring.catalog.note_mending(json.dumps(said))

    def _put_copy_aside(self, sha256: str, path: str, *, of: str = "") -> Path | None:
        """Where the copy stands now: put there now, or by a repair that was cut off."""
        aside = self._aside(sha256, path)
        if self.wiring.catalog.put_copy_aside(sha256, aside, of=of):
            return aside
        there = sorted(aside.parent.glob("*"))
        return next((p for p in there if p.name.startswith(sha256[:16])), None)

    def _aside(self, sha256: str, path: str) -> Path:
        return self._folder / ASIDE / f"{sha256[:16]}-{safe_name(path)}"

    def _place_aside(self, sha256: str, path: str) -> tuple[Path, bool]:
        """Where a copy is put aside, and whether there is one: here, or there already."""
        folder = self._folder / ASIDE
        aside = folder / f"{sha256[:16]}-{safe_name(path)}"
        if self._is_kept(sha256):
            return aside, True
        there = [p for p in sorted(folder.glob("*")) if p.name.startswith(f"{sha256[:16]}-")]
        return (there[0], True) if there else (aside, False)

    def _is_kept(self, sha256: str) -> bool:
        return sha256 in self.wiring.catalog.copies_there()

    def _put_others_aside(self) -> None:
        """Where a document was given up whose copy is not there, one that nobody speaks of may be
        it: nothing is swept then."""
        catalog = self.wiring.catalog
        needed = catalog.files_needed(mending=True)
        for sha256 in catalog.copies_there():
            if needed is not None and sha256 not in needed:
                aside, _ = self._place_aside(sha256, "")
                what = "No document needs this copy of a file."
                do = f"It stands in {aside}: ingest it where it is one that you miss."
                self._leave(LibraryFault(Kind.LEFTOVER, f"files/{sha256}", what, do))
                catalog.put_copy_aside(sha256, aside)

    # ── what of a sound catalog is damaged ───────────────────────────────────────────────────────
    def mend(self, faults: Sequence[LibraryFault]) -> None:
        """Mend each kind of fault in the order in which they build on each other."""
        kinds = {fault.kind for fault in faults}
        dropped = self.wiring.catalog.drop_broken()
        self.done += [f"Damaged, and let go: {what}." for what in dict.fromkeys(dropped)]
        self._copy_again(f.place for f in faults if f.kind is Kind.COPY)
        if kinds & {Kind.WORDS, Kind.DOCUMENT}:
            self.wiring.catalog.rebuild_words()
            self.done.append("The index of words was made again.")
        if Kind.DOCUMENT in kinds:
            self._read_again()
            # vectors are looked at only where every document is sound
            faults = verify(self.wiring).faults
        self._forget_derived(faults)
        self._finish()
        # a repair that was cut off may have given up a document too
        if self.left or self._cut_off:
            self._put_others_aside()

    def what_is_left(self) -> tuple[LibraryFault, ...]:
        """What could not be mended: what is named, and what is wrong still."""
        named = {(fault.kind, fault.place) for fault in self.left}
        # that this repair has not ended is no fault of it
        named.add((Kind.NOTES, CATALOG))
        left = (fault for fault in verify(self.wiring).faults if not fault.harmless)
        return (*(f for f in left if (f.kind, f.place) not in named), *self.left)

    def end(self) -> None:
        """From now on what nobody needs may be swept."""
        self.wiring.catalog.end_mending()
        self.wiring.catalog.sweep()

    def _copy_again(self, names: Iterable[str]) -> None:
        documents = {document.id: document for document in self._documents_that_open()}
        for name in names:
            document = documents.get(DocumentId(name))
            if document is None:
                continue
            try:
                data = Path(document.path).read_bytes()
            except (FileNotFoundError, IsADirectoryError, NotADirectoryError, ValueError):
                continue
            except OSError as error:
                what = f"Its copy is missing or damaged, and {document.path} cannot be read"
                why = f"{what}: {error.strerror or type(error).__name__}."
                do = "See that you may read it and that its disk is sound; then repair again."
                self._leave(LibraryFault(Kind.COPY, name, why, do))
                continue
            if hashlib.sha256(data).hexdigest() == document.sha256:
                self.wiring.catalog.keep_copy(data)
                self.done.append(f"{name}: its file was copied again.")

    def _documents_that_open(self) -> tuple[Document, ...]:
        with contextlib.suppress(LibraryDamagedError):
            return self.wiring.catalog.documents()
        return ()

    def _read_again(self) -> None:
        for of in self.wiring.catalog.broken():
            if self._read_copy(of) is None:
                stages.remove(self.wiring, DocumentId(of.row))
            else:
                stages.forget_judged(self.wiring, DocumentId(of.row))

    def _forget_derived(self, faults: Iterable[LibraryFault]) -> None:
        from analyzer.vectors import damaged_vectors, forget_index

        catalog = self.wiring.catalog
        kinds = {fault.kind for fault in faults}
        damaged = damaged_vectors(catalog, self.wiring.encoder) if Kind.VECTORS in kinds else {}
        for fault in faults:
            if fault.kind is Kind.FINDINGS:
                catalog.forget_stages(DocumentId(fault.place), {Stage.CUES, Stage.FINDINGS})
                self.done.append(f"{fault.place}: its findings were made again.")
            elif fault.kind is Kind.VECTORS:
                keys = damaged[DocumentId(fault.place)]
                catalog.drop_vectors(self.wiring.encoder.fingerprint, keys)
                catalog.forget_stages(DocumentId(fault.place), {Stage.VECTORS, Stage.FINDINGS})
                self.done.append(f"{fault.place}: {len(keys)} vectors were embedded again.")
            elif fault.kind is Kind.ENCODER:
                catalog.drop_vectors(self.wiring.encoder.fingerprint)
                for document in catalog.documents():
                    catalog.forget_stages(document.id, {Stage.VECTORS, Stage.FINDINGS})
                self.done.append("Every clause was embedded again with the encoder of now.")
            elif fault.kind is Kind.INDEX:
                forget_index(self._folder)
                self.done.append("The index of vectors was made again.")

    def _finish(self) -> None:
        documents = self.wiring.catalog.documents()
        for document in documents:
            library.finish_cheap_stages(self.wiring, document.id)
        if warning := library.finish_documents(self.wiring, documents, self.wiring.tell):
            self.done.append(warning)


def _name(of: Salvaged) -> str:
    return of.id or of.path or of.sha256[:16]


def _faults_from(said: str) -> tuple[LibraryFault, ...]:
    """What was noted of a repair that was cut off."""
    try:
        return tuple(LibraryFault(Kind(kind), *rest) for kind, *rest in json.loads(said or "[]"))
    except (ValueError, TypeError):
        return ()


def _is_whole(file: Path, sha256: str) -> bool:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest() == sha256
    except OSError:
        return False
