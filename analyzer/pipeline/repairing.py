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
from analyzer.errors import (
    LibraryDamagedError,
    LibraryLockedError,
    RefusedFileError,
    StaleIndexError,
)
from analyzer.pipeline import library, stages
from analyzer.pipeline.corrections import correction_of
from analyzer.pipeline.files import lay_over
from analyzer.pipeline.health import CATALOG, Kind, verify
from analyzer.pipeline.inbox import safe_name
from analyzer.pipeline.locking import WorkerLock
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
    lock = WorkerLock(folder)
    if not lock.acquire():
        raise LibraryLockedError(
            f"{folder}: files are being read into the library.",
            do="Wait until that has finished, then repair it.",
        )
    mender = _Mender(folder, settings, password=password, tell=tell)
    try:
        faults = mender.open_or_make_anew()
        mender.mend(faults)
        left = tuple(f for f in verify(mender.wiring).faults if not f.harmless)
        return Repaired(str(folder), tuple(mender.done), (*left, *mender.left))
    finally:
        mender.close()
        lock.release()


class _Mender:
    """One repair: what was done, and what could not be."""

    def __init__(
        self,
        folder: Path,
        settings: Settings,
        *,
        password: str | None,
        tell: Callable[[Progress], None] | None,
    ) -> None:
        self._folder = folder
        self._settings = settings
        self._password = password
        self._tell = tell
        self._wiring: Wiring | None = None
        self.done: list[str] = []
        self.left: list[LibraryFault] = []

    @property
    def wiring(self) -> Wiring:
        assert self._wiring is not None
        return self._wiring

    def open_or_make_anew(self) -> tuple[LibraryFault, ...]:
        """Open the library, made anew where its catalog cannot be trusted; its faults then."""
        try:
            self._work_on(Wiring.open(self._folder, settings=self._settings))
            faults = verify(self.wiring).faults
            if all(fault.kind is not Kind.CATALOG for fault in faults):
                return faults
        except (LibraryDamagedError, StaleIndexError) as error:
            if isinstance(error, StaleIndexError) and "newer" in error.what:
                raise
        self.close()
        self._make_anew()
        return verify(self.wiring).faults

    def _work_on(self, wiring: Wiring) -> None:
        self._wiring = wiring
        if self._tell:
            wiring.tell = self._tell

    def close(self) -> None:
        if self._wiring is not None:
            self._wiring.close()
            self._wiring = None

    # ── a catalog that cannot be trusted at all ──────────────────────────────────────────────────
    def _make_anew(self) -> None:
        """A new catalog from all copies, with what could be read of the old one."""
        catalog, aside, found = load("catalog", "sqlite").make_anew(self._folder)
        self._work_on(Wiring(catalog, folder=self._folder, settings=self._settings))
        self.done.append(f"A new catalog was made; the damaged one stands in {aside.name}.")
        salvaged = {of.sha256: of for of in found}
        whole = catalog.copies()
        # in their old order as far as it can be read
        for sha256 in dict.fromkeys((*salvaged, *whole)):
            of = salvaged.get(sha256, Salvaged(sha256))
            if sha256 in whole:
                self._read_copy(of)
            else:
                self._give_up(of)
        catalog.finish_anew()

    def _read_copy(self, of: Salvaged) -> DocumentId | None:
        """Read a copy again, under the id and with all that was said of it."""
        catalog = self.wiring.catalog
        data = catalog.copy(of.sha256)
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
        catalog.add_reading(read, data, hints=hints)
        self.done.append(f"{read.document.id}: read again from its copy.")
        return read.document.id

    # ── what cannot be read again ────────────────────────────────────────────────────────────────
    def _give_up(self, of: Salvaged, refusal: Refusal | None = None) -> None:
        """Take a document out, named, and put what is left of its file aside."""
        name = of.id or of.path or of.sha256[:16]
        aside = self._put_copy_aside(of.sha256, of.path or of.id)
        if refusal:
            what = f"It could not be read again: {refusal.what} {refusal.why}"
            do = f"Its file stands in {aside}: ingest that. {refusal.do}"
        else:
            what = "It could not be read again: its copy is missing or damaged too."
            do = "Ingest its file again from where you have it."
            if aside:
                do += f" The damaged copy stands in {aside}."
        self.left.append(LibraryFault(Kind.DOCUMENT, name, f"{what} It was taken out.", do))

    def _put_copy_aside(self, sha256: str, path: str) -> Path | None:
        aside = self._folder / ASIDE / f"{sha256[:16]}-{safe_name(path)}"
        return aside if self.wiring.catalog.put_copy_aside(sha256, aside) else None

    def _put_others_aside(self) -> None:
        """Where a document was given up whose copy is not there, one that nobody speaks of may be
        it: nothing whole is swept then."""
        if not self.left:
            return
        catalog = self.wiring.catalog
        needed = catalog.files_needed()
        for sha256 in catalog.copies():
            if needed is not None and sha256 not in needed:
                aside = self._put_copy_aside(sha256, "")
                what = "No document needs this copy of a file."
                do = f"It stands in {aside}: ingest it where it is one that you miss."
                self.left.append(LibraryFault(Kind.LEFTOVER, f"files/{sha256}", what, do))

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
        self._put_others_aside()
        self.wiring.catalog.sweep()

    def _copy_again(self, names: Iterable[str]) -> None:
        documents = {document.id: document for document in self._documents_that_open()}
        for name in names:
            document = documents.get(DocumentId(name))
            path = Path(document.path) if document else None
            if document and path and path.is_file():
                data = path.read_bytes()
                if hashlib.sha256(data).hexdigest() == document.sha256:
                    self.wiring.catalog.keep_copy(data)
                    self.done.append(f"{name}: its file was copied again.")

    def _documents_that_open(self) -> tuple[Document, ...]:
        with contextlib.suppress(LibraryDamagedError):
            return self.wiring.catalog.documents()
        return ()

    def _read_again(self) -> None:
        catalog = self.wiring.catalog
        whole = catalog.copies()
        for of in catalog.broken():
            read = None
            if of.sha256 in whole:
                read = self._read_copy(of)
            else:
                self._give_up(of)
            if read != of.row:
                stages.remove(self.wiring, DocumentId(of.row))

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
