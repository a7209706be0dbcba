"""The library as an object: one method a command, same names; each hands over to its module.

`with Analyzer.open("index") as library: library.ingest("corpus/")`. Several threads may use one
Analyzer; several processes may open one library.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, overload

from analyzer.pipeline.wiring import Wiring
from analyzer.records import Overruled
from analyzer.settings import Settings, read_settings

if TYPE_CHECKING:
    from analyzer.assessments import Audited, Checked, Corrections, Matrix, Norms, Pasted
    from analyzer.pipeline.inbox import Upload
    from analyzer.ports import Catalog, Vectors
    from analyzer.records import (
        Clause,
        Confirmed,
        Correction,
        Document,
        Hints,
        Job,
        Reading,
        Scalar,
    )
    from analyzer.results import (
        Carried,
        Clauses,
        Compared,
        Doctor,
        Documents,
        Found,
        Held,
        Hits,
        Ingest,
        ProgressCallback,
        Repaired,
        Shown,
        Verified,
    )


class Analyzer:
    """A library that is open."""

    def __init__(self, wiring: Wiring) -> None:
        self._wiring = wiring

    # ── opening and closing ──────────────────────────────────────────────────────────────────────
    @classmethod
    def open(
        cls,
        folder: str | Path | None = None,
        *,
        settings: Settings | None = None,
        read_only: bool = False,
    ) -> Self:
        """The library of a folder (else of the settings: index), made if missing."""
        chosen = settings or read_settings()
        if folder is not None:
            chosen = replace(chosen, library=Path(folder))
        return cls(Wiring.open(chosen.library, settings=chosen, read_only=read_only))

    @staticmethod
    def is_there(folder: str | Path) -> bool:
        """True where a folder holds a library, or the copies of one that lost its catalog."""
        from analyzer.pipeline.health import is_there

        return is_there(Path(folder))

    @classmethod
    def verify(
        cls,
        folder: str | Path | None = None,
        *,
        settings: Settings | None = None,
        progress: ProgressCallback | None = None,
    ) -> Verified:
        """Every fault of the library of a folder: rows and copies against their checksums, words,
        vectors and index against the catalog. One that does not open is told too."""
        from analyzer.pipeline.health import verify_folder

        chosen = settings or read_settings()
        return verify_folder(Path(folder or chosen.library), settings=chosen, tell=progress)

    @classmethod
    def repair(
        cls,
        folder: str | Path | None = None,
        *,
        settings: Settings | None = None,
        password: str | None = None,
        progress: ProgressCallback | None = None,
    ) -> Repaired:
        """Make anew what is derived, and read again from its copy what is damaged; no other
        program may have the library open. `password` opens copies that are encrypted. Raises
        LibraryLockedError, StaleIndexError."""
        from analyzer.pipeline.repairing import repair

        chosen = settings or read_settings()
        folder = Path(folder or chosen.library)
        return repair(folder, settings=chosen, password=password, tell=progress)

    @classmethod
    def sample(cls, *, settings: Settings | None = None) -> Self:
        """The library of the sample corpus, read at first use into the user's cache folder."""
        from analyzer.pipeline.samples import corpus_folder, sample_folder

        corpus = corpus_folder()
        chosen = settings or read_settings()
        library = cls.open(sample_folder(corpus, chosen), settings=chosen)
        library.ingest(corpus)
        return library

    @classmethod
    def from_texts(cls, texts: Mapping[str, str], *, settings: Settings | None = None) -> Self:
        """A library in memory, one clause a text, whose id is the text's."""
        wiring = Wiring.in_memory(settings or read_settings())
        if texts:
            from analyzer.pipeline.samples import fill_with_texts

            fill_with_texts(wiring, texts)
        return cls(wiring)

    def close(self) -> None:
        """Give the files back."""
        self._wiring.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def watch(self, progress: ProgressCallback) -> None:
        """Who is told from now on how far reading, finding and comparing are."""
        self._wiring.tell = progress

    @property
    def settings(self) -> Settings:
        """How this library works."""
        return self._wiring.settings

    @property
    def folder(self) -> Path | None:
        """Where it is; None for one in memory."""
        return self._wiring.folder

    @property
    def catalog(self) -> Catalog:
        """Its truth, for those who need more than the methods here."""
        return self._wiring.catalog

    # ── what it holds ────────────────────────────────────────────────────────────────────────────
    def ingest(
        self,
        *paths: str | Path,
        hints: Hints | None = None,
        password: str | None = None,
        progress: ProgressCallback | None = None,
    ) -> Ingest:
        """Read files, folders (by their manifest.toml, where there is one) and manifests into the
        library; what it holds already is skipped. Raises ManifestError, ReadOnlyLibraryError."""
        from analyzer.pipeline.files import find_files, find_passed_over
        from analyzer.pipeline.library import ingest

        self._wiring.check_writable()
        files = find_files(paths, hints=hints)
        done = ingest(self._wiring, files, progress=progress, password=password)
        return replace(done, passed_over=tuple(map(str, find_passed_over(paths))))

    def documents(self) -> Documents:
        """Every document, in the order in which they came."""
        from analyzer.results import Documents

        return Documents(self.catalog.documents())

    def document(self, name: str | Path) -> Document:
        """The document of that path, id, beginning of an id, or manifest name. Raises
        UnknownDocumentError with the candidates."""
        from analyzer.pipeline.sides import open_side

        return open_side(self._wiring, name).document

    def reading(self, name: str) -> Reading:
        """All that was read of a document of the library: its clauses, what was set aside, the
        account of words, the outline held against its own. Raises UnknownDocumentError."""
        from analyzer.pipeline.naming import find_document

        return self.catalog.reading(find_document(self.catalog.documents(), name).id)

    def library(self) -> Held:
        """What it holds, in numbers."""
        from analyzer.pipeline.library import count

        return count(self._wiring)

    def export(self, target: str | Path) -> Carried:
        """Write the whole library into one file. Raises BadRequestError, LibraryDamagedError."""
        from analyzer.pipeline.carrying import export

        return export(self._wiring, Path(target))

    @staticmethod
    def check_import(source: str | Path) -> None:
        """Raise what `import_` would raise for this file, without a library."""
        from analyzer.pipeline.carrying import check_import

        check_import(Path(source))

    def import_(self, source: str | Path) -> Carried:
        """Add the documents of an exported library; what is held already stays. Everything of the
        file is checked before anything is touched. Raises BadRequestError, ReadOnlyLibraryError."""
        from analyzer.pipeline.carrying import import_

        return import_(self._wiring, Path(source))

    def remove(self, name: str) -> Document:
        """Remove a document of the library with its clauses, findings and copy; gives what it was.
        The file that it came from stays."""
        from analyzer.pipeline.naming import find_document
        from analyzer.pipeline.stages import remove

        document = find_document(self.catalog.documents(), name)
        remove(self._wiring, document.id)
        return document

    def correct(
        self, name: str, hints: Hints, *, progress: ProgressCallback | None = None
    ) -> Document:
        """Overrule what a document was taken for; it is read again where its clauses would be
        others: as another kind, or by another name that it calls itself by."""
        from analyzer.pipeline.correcting import correct
        from analyzer.pipeline.naming import find_document

        document = find_document(self.catalog.documents(), name)
        return correct(self._wiring, document, hints, progress=progress)

    # ── questions ────────────────────────────────────────────────────────────────────────────────
    def clauses(
        self,
        document: str | None = None,
        kind: str | None = None,
        topic: str | None = None,
        guild: str | None = None,
        in_force: str | None = None,
    ) -> Clauses:
        """Clauses of the library; `kind` is the clauses' own, `in_force` an ISO date."""
        from analyzer.pipeline.asking import list_clauses
        from analyzer.pipeline.questions import Question

        question = Question(
            document=document, clause_kind=kind, topic=topic, guild=guild, as_of=in_force
        )
        return list_clauses(self._wiring, question)

    def vectors(self, clauses: Sequence[Clause]) -> Vectors:
        """(n, 384) float32, rows in the order of the clauses; zero for those not embedded."""
        from analyzer.pipeline.stages import vectors_of

        return vectors_of(self._wiring, clauses)

    def find(
        self,
        *files: str | Path,
        topic: str | None = None,
        document: str | None = None,
        guild: str | None = None,
        all: bool = False,
        password: str | None = None,
    ) -> Found:
        """AI findings in what is named (files and folders, which enter no library, or names of
        documents of the library), or else in the library; `all` adds what is below the
        threshold."""
        from analyzer.pipeline.asking import find_in_library, find_in_named
        from analyzer.pipeline.questions import Question

        question = Question(document=document, topic=topic, guild=guild)
        if files:
            return find_in_named(self._wiring, files, question, everything=all, password=password)
        return find_in_library(self._wiring, question, everything=all)

    @overload
    def confirm(self, result: Found, *, password: str | None = None) -> Found: ...

    @overload
    def confirm(self, result: Compared, *, password: str | None = None) -> Compared: ...

    @overload
    def confirm(self, result: Audited, *, password: str | None = None) -> Audited: ...

    def confirm(
        self, result: Found | Compared | Audited, *, password: str | None = None
    ) -> Found | Compared | Audited:
        """The same with every quote (of a comparison or an audit: the words of every clause with a
        change) held against a second reading of its page by pdfplumber: yes, differs, or not
        checked. Where pdfplumber is missing nothing is checked, and the reason is given."""
        from analyzer.pipeline.confirming import confirm_audited, confirm_compared, confirm_found
        from analyzer.results import Compared, Found

        if isinstance(result, Found):
            return confirm_found(self._wiring, result, password=password)
        if isinstance(result, Compared):
            return confirm_compared(self._wiring, result, password=password)
        return confirm_audited(self._wiring, result, password=password)

    def confirm_quotes(self, quotes: Sequence[tuple[Clause, int, int]]) -> tuple[Confirmed, ...]:
        """What a second reading says of each of these (a clause, start and end on its text), in
        their order; clauses of documents of the library."""
        from analyzer.pipeline.confirming import confirm_quotes

        return confirm_quotes(self._wiring, quotes)

    def search(
        self,
        query: str | Sequence[str],
        *,
        top: int = 10,
        mode: str = "hybrid",
        topic: str | None = None,
        document: str | None = None,
        guild: str | None = None,
        kind: str | None = None,
        clause_kind: str | None = None,
        as_of: str | None = None,
    ) -> Hits:
        """Clauses that answer a question, best first; `kind` is the documents'. Several texts of
        one question (short, a sentence, a definition) may be given."""
        from analyzer.pipeline.questions import Question
        from analyzer.pipeline.searching import search

        question = Question(
            document=document,
            topic=topic,
            guild=guild,
            kind=kind,
            clause_kind=clause_kind,
            as_of=as_of,
        )
        return search(self._wiring, query, question, top=top, mode=mode)

    def compare(
        self,
        old: str | Path,
        new: str | Path,
        *,
        topic: str | None = None,
        password: str | None = None,
        progress: ProgressCallback | None = None,
    ) -> Compared:
        """Changes between two documents, each a path or a name; topic 'ai': only what is about AI
        on either side. Raises NotComparableError."""
        from analyzer.pipeline.comparing import compare

        (compared,) = compare(
            self._wiring, old, new, topics=(topic,), password=password, progress=progress
        )
        return compared

    def compare_about(
        self,
        old: str | Path,
        new: str | Path,
        topics: Sequence[str | None],
        *,
        progress: ProgressCallback | None = None,
    ) -> tuple[Compared, ...]:
        """What `compare` says of each topic, None for everything, in their order: the documents are
        matched once for all. Raises NotComparableError."""
        from analyzer.pipeline.comparing import compare

        return compare(self._wiring, old, new, topics=topics, progress=progress)

    def redline(
        self,
        name: str | Path,
        *,
        topic: str | None = None,
        password: str | None = None,
        progress: ProgressCallback | None = None,
    ) -> Compared:
        """The words that a document (a path or a name) strikes and underlines itself, as changes;
        topic 'ai': only what is about AI. A document that strikes nothing has none."""
        from analyzer.pipeline.comparing import redline

        return redline(self._wiring, name, topic=topic, password=password, progress=progress)

    def audit(
        self,
        base: str | Path,
        proposal: str | Path,
        *,
        password: str | None = None,
        progress: ProgressCallback | None = None,
    ) -> Audited:
        """What a document that prints its own redline changes in its base, marked or not; each is a
        path or a name. Raises NotComparableError where it marks nothing."""
        from analyzer.pipeline.auditing import audit

        return audit(self._wiring, base, proposal, password=password, progress=progress)

    def show(
        self,
        name: str | Path,
        page: int,
        *,
        scale: float = 1.5,
        clause: str | None = None,
        span: tuple[int, int] | None = None,
        spans: Sequence[tuple[int, int]] = (),
        bare: bool = False,
        password: str | None = None,
    ) -> Shown:
        """An image of page `page` (from 1) with boxes: of every clause, of one, or of one span or
        several of its text; `bare`: of none."""
        from analyzer.pipeline.comparing import View, show

        meant = (*([span] if span else []), *spans)
        view = View(page, scale=scale, clause=clause, spans=meant, bare=bare)
        return show(self._wiring, name, view, password=password)

    # ── norms, matrix, checks ────────────────────────────────────────────────────────────────────
    def norms(
        self,
        *files: str | Path,
        document: str | None = None,
        topic: str | None = None,
        guild: str | None = None,
        password: str | None = None,
    ) -> Norms:
        """Who must, may, must not do what, in what is named (files, folders, names of documents
        of the library) or else in the library; topic 'ai': only in clauses about AI."""
        from analyzer.pipeline.assessing import list_norms
        from analyzer.pipeline.questions import Question

        question = Question(document=document, topic=topic, guild=guild)
        return list_norms(self._wiring, files, question, password=password)

    def matrix(
        self,
        *documents: str | Path,
        topic: str | None = None,
        guild: str | None = None,
        password: str | None = None,
    ) -> Matrix:
        """Terms × the documents (paths or names, in this order), or else those of the library:
        every cell a value with its quote, or silence with what was searched."""
        from analyzer.pipeline.assessing import lay_side_by_side
        from analyzer.pipeline.questions import Question

        question = Question(topic=topic, guild=guild)
        return lay_side_by_side(self._wiring, documents, question, password=password)

    def check(
        self,
        name: str | Path,
        *,
        positions: str | Path | bytes | None = None,
        password: str | None = None,
    ) -> Checked:
        """The risk checks that a document (a path or a name) triggers, each with what mitigates
        it, and how it stands to the positions of a file, or of its bytes. Raises
        PositionsError."""
        from analyzer.pipeline.assessing import check

        return check(self._wiring, name, positions=positions, password=password)

    @staticmethod
    def starting_positions(side: str) -> str:
        """The text of a file of positions to start from: side 'workers' or 'employers'."""
        from analyzer.checks import starting_positions

        return starting_positions(side)

    def paste(
        self,
        text: str,
        *,
        against: str | None = None,
        positions: str | Path | bytes | None = None,
        top: int = 3,
        progress: ProgressCallback | None = None,
    ) -> Pasted:
        """Topics, terms, silences, checks and positions of pasted language, and the nearest
        clauses of the document that it is held against (else of the one in force today). Nothing
        is kept."""
        from analyzer.pipeline.assessing import paste

        return paste(
            self._wiring, text, against=against, positions=positions, top=top, progress=progress
        )

    # ── corrections ──────────────────────────────────────────────────────────────────────────────
    def overrule_topic(self, clause: str, topic: str, value: bool, *, note: str = "") -> Correction:
        """Say that a clause is, or is not, about a topic; kept when the file is read again."""
        from analyzer.pipeline.corrections import Said, overrule

        said = Said(Overruled.TOPIC, topic, value, note)
        return overrule(self._wiring, said, clause=clause)

    def overrule_term(self, clause: str, term: str, value: Scalar, *, note: str = "") -> Correction:
        """Say which value a clause gives a term; 'silent': it gives none."""
        from analyzer.pipeline.corrections import Said, overrule

        said = Said(Overruled.TERM, term, value, note)
        return overrule(self._wiring, said, clause=clause)

    def overrule_check(
        self,
        document: str,
        check: str,
        value: bool,
        *,
        clause: str | None = None,
        note: str = "",
    ) -> Correction:
        """Say that a check fires in a document, or does not; one that the program did not trigger
        needs the clause that does."""
        from analyzer.pipeline.corrections import Said, overrule

        said = Said(Overruled.CHECK, check, value, note)
        return overrule(self._wiring, said, clause=clause, document=document)

    def corrections(self, document: str | None = None) -> Corrections:
        """What a user overruled, in the library or in one document: to be shown, or exported."""
        from analyzer.pipeline.corrections import list_corrections

        return list_corrections(self._wiring, document)

    def take_back(self, correction: Correction) -> None:
        """Drop a correction: what was read holds again."""
        from analyzer.pipeline.corrections import take_back

        take_back(self._wiring, correction)

    # ── jobs ─────────────────────────────────────────────────────────────────────────────────────
    def start_ingest(self, items: Iterable[str | Path | Upload]) -> tuple[Job, ...]:
        """Read paths and uploads (name, bytes) in a process beside this one; `jobs` says how far
        they are."""
        from analyzer.pipeline.inbox import start_ingest

        return start_ingest(self._wiring, items)

    def jobs(self) -> tuple[Job, ...]:
        """Jobs, newest first; those that a dead process left are taken up again."""
        from analyzer.pipeline.inbox import list_jobs

        return list_jobs(self._wiring)

    def is_stalled(self) -> bool:
        """True where jobs wait and cannot go on, as a rule because the disk is full."""
        from analyzer.pipeline.inbox import is_stalled

        return is_stalled(self._wiring)

    def failed_jobs(self) -> tuple[Job, ...]:
        """Jobs that failed and can be tried again, newest first."""
        from analyzer.pipeline.trying_again import failed_jobs

        return failed_jobs(self._wiring)

    def retry(self, jobs: Iterable[Job]) -> None:
        """Try failed jobs again, in a process beside this one; nothing is to be dropped again."""
        from analyzer.pipeline.trying_again import retry

        retry(self._wiring, jobs)

    def list_waiting(self) -> tuple[Document, ...]:
        """Documents that are read and searchable by words, but not embedded, as a rule because
        there is no encoder; nobody is at work on them."""
        from analyzer.pipeline.trying_again import list_waiting

        return list_waiting(self._wiring)

    def go_on(self) -> None:
        """Embed the documents that wait, in a process beside this one."""
        from analyzer.pipeline.trying_again import go_on

        go_on(self._wiring)

    def let_go(self, jobs: Iterable[Job]) -> None:
        """Forget files whose reading failed, with the copies that wait for another try."""
        from analyzer.pipeline.trying_again import let_go

        let_go(self._wiring, jobs)

    def forget_refusals(self) -> None:
        """Tell no more of the files that were refused until now."""
        from analyzer.pipeline.trying_again import forget_refusals

        forget_refusals(self._wiring)

    # ── the ground it stands on ──────────────────────────────────────────────────────────────────
    def doctor(self) -> Doctor:
        """Packages, engines and encoder: what is there, what is missing, what stops without it."""
        from analyzer.pipeline.checkup import examine

        return examine(self.settings)

    def provenance(self) -> dict[str, Any]:
        """Versions, encoder, settings and file hashes: for a paper's appendix."""
        from analyzer.pipeline.checkup import trace

        return trace(self._wiring)
