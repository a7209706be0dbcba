"""Is a library sound, and making it so again: every check named, everything derived made anew.

An open library → results.Verified; a folder → results.Repaired. What is derived (words, findings,
vectors, index) is made again from the catalog; a damaged document is read again from the library's
own copy of its file; a catalog that SQLite cannot read is made anew from all copies, and the old
file is kept aside. No document goes away without being named.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
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
from analyzer.pipeline.locking import WorkerLock
from analyzer.pipeline.reading import read_bytes
from analyzer.pipeline.wiring import Wiring
from analyzer.records import (
    Document,
    DocumentId,
    Hints,
    LibraryFault,
    LibraryFaultKind,
    Salvaged,
    Stage,
)
from analyzer.results import Progress, Repaired, Verified
from analyzer.settings import Settings

Kind = LibraryFaultKind
CATALOG = "catalog.sqlite"
REPAIR = "Run `analyzer library repair`"


# ── verify ───────────────────────────────────────────────────────────────────────────────────────
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
        if not (folder / CATALOG).exists():
            raise
        what = " ".join(filter(None, (error.what, error.why)))
        return Verified(str(folder), (LibraryFault(Kind.CATALOG, CATALOG, what, f"{REPAIR}."),))
    try:
        if tell:
            wiring.tell = tell
        return verify(wiring)
    finally:
        wiring.close()


# ── repair ───────────────────────────────────────────────────────────────────────────────────────
def repair(
    folder: Path, *, settings: Settings, tell: Callable[[Progress], None] | None = None
) -> Repaired:
    """Mend what can be mended; nothing else may work on the library meanwhile. Raises
    LibraryLockedError, and StaleIndexError for a library of a newer program."""
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
    mender = _Mender(folder, settings, tell)
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
        self, folder: Path, settings: Settings, tell: Callable[[Progress], None] | None
    ) -> None:
        self._folder = folder
        self._settings = settings
        self._tell = tell
        self._wiring: Wiring | None = None
        self.done: list[str] = []
        self.left: list[LibraryFault] = []

    @property
    def wiring(self) -> Wiring:
        assert self._wiring is not None
        return self._wiring

    def open(self) -> None:
        self._wiring = Wiring.open(self._folder, settings=self._settings)
        if self._tell:
            self._wiring.tell = self._tell

    def close(self) -> None:
        if self._wiring is not None:
            self._wiring.close()
            self._wiring = None

    def open_or_make_anew(self) -> tuple[LibraryFault, ...]:
        """Open the library, made anew where its catalog cannot be trusted; its faults then."""
        try:
            self.open()
            faults = verify(self.wiring).faults
            if all(fault.kind is not Kind.CATALOG for fault in faults):
                return faults
        except (LibraryDamagedError, StaleIndexError) as error:
            if isinstance(error, StaleIndexError) and "newer" in error.what:
                raise
        self.make_anew()
        return verify(self.wiring).faults

    # ── a catalog that cannot be trusted at all ──────────────────────────────────────────────────
    def make_anew(self) -> None:
        """A new catalog from all copies, with what could be read of the old one."""
        self.close()
        engine = load("catalog", "sqlite")
        found, notes = engine.salvage(self._folder)
        salvaged = {of.sha256: of for of in found}
        aside = engine.put_aside(self._folder)
        self.done.append(f"A new catalog was made; the damaged one stands in {aside.name}.")
        self.open()
        for key, value in notes.items():
            self.wiring.catalog.set_meta(key, value)
        whole = self.wiring.catalog.copies()
        # in their old order as far as it can be read
        for sha256 in dict.fromkeys((*salvaged, *whole)):
            of = salvaged.get(sha256, Salvaged(sha256))
            if sha256 in whole:
                self._read_copy(of)
            else:
                self._give_up(of)

    def _read_copy(self, of: Salvaged) -> DocumentId | None:
        """Read a copy again, under the id and with all that was said of it."""
        catalog = self.wiring.catalog
        data = catalog.copy(of.sha256)
        named = Hints(id=of.id) if of.id else None
        hints = lay_over(lay_over(of.hints, named), correction_of(catalog, data))
        path = of.path or of.sha256[:16]
        self.wiring.tell(Progress(f"Reading {Path(path).name} again", 0, 0))
        try:
            reader = self._settings.reader
            read = read_bytes(data, path=path, reader=reader, hints=hints)
        except RefusedFileError as error:
            self._give_up(of, why=str(error))
            return None
        # not by way of the list of documents: others of it may be damaged still
        catalog.add_reading(read, data, hints=hints)
        self.done.append(f"{read.document.id}: read again from its copy.")
        return read.document.id

    def _give_up(self, of: Salvaged, *, why: str = "Its copy is missing or damaged too.") -> None:
        place = of.id or of.path or of.sha256
        what = f"It could not be read again. {why}"
        self.left.append(
            LibraryFault(
                Kind.DOCUMENT, place, what, "Ingest its file again from where you have it."
            )
        )

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
            if of.sha256 not in whole:
                self._give_up(of)
                continue
            read = self._read_copy(of)
            if read is not None and read != of.row:
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
