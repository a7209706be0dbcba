"""A library made sound again: everything derived made anew, what is damaged read again.

A folder → results.Repaired. What is derived (words, findings, vectors, index) is made again from
the catalog; a damaged document is read again from the library's own copy of its file; a catalog
that cannot be trusted is made anew from all copies, and the old one is kept aside. No document goes
away without being named, and no copy of a file that could not be read again is deleted.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from analyzer.engines import load
from analyzer.engines.library_lock import LibraryLock
from analyzer.errors import LibraryDamagedError, RefusedFileError, StaleIndexError
from analyzer.pipeline import library, stages
from analyzer.pipeline.corrections import correction_of
from analyzer.pipeline.files import lay_over
from analyzer.pipeline.health import CATALOG, Kind, is_there, verify
from analyzer.pipeline.left_out import LeftOut
from analyzer.pipeline.page_counts import tell_pages
from analyzer.pipeline.reading import read_bytes
from analyzer.pipeline.wiring import Wiring
from analyzer.records import (
    Document,
    DocumentId,
    Hints,
    LibraryFault,
    Salvaged,
    Stage,
)
from analyzer.results import Progress, Repaired
from analyzer.settings import Settings


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
    if not is_there(folder):
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
        self._left_out: LeftOut | None = None

    @property
    def wiring(self) -> Wiring:
        assert self._wiring is not None
        return self._wiring

    @property
    def _out(self) -> LeftOut:
        assert self._left_out is not None
        return self._left_out

    def open_or_make_anew(self) -> tuple[LibraryFault, ...]:
        """Open the library, made anew where its catalog cannot be trusted; its faults then."""
        try:
            self._work_on(Wiring.open(self._folder, settings=self._settings, lock=self._lock))
            faults = verify(self.wiring).faults
            if all(fault.kind is not Kind.CATALOG for fault in faults):
                self._left_out = LeftOut.begin(self.wiring.catalog, self._folder)
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

    def close(self) -> None:
        if self._wiring is not None:
            self._wiring.close()
            self._wiring = None

    # ── a catalog that cannot be trusted at all ──────────────────────────────────────────────────
    def _make_anew(self) -> None:
        """A new catalog from all copies, with what could be read of the old one."""
        catalog, aside, found = load("catalog", "sqlite").make_anew(self._folder, lock=self._lock)
        self._work_on(Wiring(catalog, folder=self._folder, settings=self._settings))
        self._left_out = LeftOut.begin(catalog, self._folder)
        self.done.append(f"A new catalog was made; the damaged one stands in {aside.name}.")
        known = {of.sha256 for of in found}
        # in their old order as far as it can be read
        untold = [Salvaged(name) for name in catalog.copies_there() if name not in known]
        for of in (*found, *untold):
            self._read_copy(of)
        catalog.finish_anew()

    def _read_copy(self, of: Salvaged) -> DocumentId | None:
        """Read a copy again, under the id and with all that was said of it; None where it was given
        up."""
        catalog = self.wiring.catalog
        try:
            data = catalog.copy(of.sha256)
        except (LibraryDamagedError, OSError):
            self._out.give_up(of)
            return None
        named = Hints(id=of.id) if of.id else None
        hints = lay_over(lay_over(of.hints, named), correction_of(catalog, data))
        path = of.path or of.sha256[:16]
        name = Path(path).name
        self.wiring.tell(Progress(f"Reading {name} again", 0, 0))
        try:
            read = read_bytes(
                data,
                path=path,
                reader=self._settings.reader,
                hints=hints,
                password=self._password,
                watch=tell_pages(self.wiring.tell, name),
            )
        except RefusedFileError as error:
            self._out.give_up(of, error.refusal)
            return None
        # not by way of the list of documents: others of it may be damaged still
        replaces = DocumentId(of.row) if of.row else None
        catalog.add_reading(read, data, hints=hints, replaces=replaces)
        self._out.take_back(of)
        self.done.append(f"{read.document.id}: read again from its copy.")
        return read.document.id

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
        self._out.put_others_aside()

    def what_is_left(self) -> tuple[LibraryFault, ...]:
        """What could not be mended: what is named, and what is wrong still."""
        named = {(fault.kind, fault.place) for fault in self._out.left}
        # that this repair has not ended is no fault of it
        named.add((Kind.NOTES, CATALOG))
        left = (fault for fault in verify(self.wiring).faults if not fault.harmless)
        return (*(f for f in left if (f.kind, f.place) not in named), *self._out.left)

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
                why = error.strerror or type(error).__name__
                what = f"Its copy is missing or damaged, and {document.path} cannot be read: {why}."
                do = "See that you may read it and that its disk is sound; then repair again."
                self._out.name(LibraryFault(Kind.COPY, name, what, do))
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
        before = sum(
            Stage.VECTORS in document.stages
            and stages.is_embedded_otherwise(self.wiring, document.id)
            for document in documents
        )
        if before:
            self.done.append(f"The headings of {before} documents were embedded.")
        if warning := library.finish_documents(self.wiring, documents, self.wiring.tell):
            self.done.append(warning)
