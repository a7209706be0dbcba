"""What Analyzer's methods give back: named sequences of records, each with its JSON and its frame.

A sequence slices (to the same class), iterates and counts; `to_frame()` needs pandas; `to_json()`
gives the document of the command with the same name, as plain data.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar, overload

from analyzer import wire
from analyzer.errors import BadRequestError, MissingLibraryError
from analyzer.ports import PageImage
from analyzer.records import (
    NOT_RESTATED,
    Box,
    Change,
    Clause,
    ClauseId,
    Comparison,
    Document,
    Favors,
    Finding,
    Hit,
    LibraryFault,
    Refusal,
    Scalar,
    Severity,
    Silence,
)
from analyzer.whole_files import write_whole

if TYPE_CHECKING:
    import pandas as pd

T = TypeVar("T")


# ── sequences ────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class Records(Sequence[T], Generic[T]):
    """An immutable, named sequence of records."""

    items: tuple[T, ...] = ()
    #: columns of the frame that are left out: long, or of no use in a table
    omitted: ClassVar[frozenset[str]] = frozenset()

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Self: ...
    def __getitem__(self, at: int | slice) -> T | Self:
        if isinstance(at, slice):
            return replace(self, items=self.items[at])
        return self.items[at]

    def row(self, record: T) -> dict[str, Any]:
        """One record as a row of the frame."""
        return {
            name: getattr(record, name)
            for name in type(record).__dataclass_fields__  # type: ignore[attr-defined]
            if name not in self.omitted
        }

    def to_frame(self) -> pd.DataFrame:
        """A pandas frame, one row a record. Raises MissingLibraryError without pandas."""
        try:
            import pandas as pd
        except ModuleNotFoundError as error:
            raise MissingLibraryError.of("pandas", feature="to_frame()") from error
        return pd.DataFrame([self.row(record) for record in self.items])

    def _repr_html_(self) -> str:
        rows = [self.row(record) for record in self.items[:50]]
        names = list(rows[0]) if rows else []
        head = "".join(f"<th>{html.escape(name)}</th>" for name in names)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(str(row[name]))}</td>" for name in names) + "</tr>"
            for row in rows
        )
        more = f"<p>{len(self)} in all</p>" if len(self) > len(rows) else ""
        return f"<table><tr>{head}</tr>{body}</table>{more}"


class Documents(Records[Document]):
    """Documents of a library."""


class Clauses(Records[Clause]):
    """Clauses in reading order."""

    omitted = frozenset({"offsets", "words", "boxes", "marks", "cells", "table", "references"})


TABLE_FORMATS = (".csv", ".xlsx")


class Tables(Clauses):
    """The tables of a document, cell by cell."""

    @classmethod
    def of(cls, clauses: Iterable[Clause]) -> Self:
        """Those of the clauses that are tables."""
        return cls(tuple(clause for clause in clauses if clause.cells))

    def to_csv(self) -> str:
        """All tables in one, a line a row; nothing in it is a formula."""
        from analyzer.reports import to_csv

        return to_csv(self.items)

    def to_xlsx(self) -> bytes:
        """A workbook with a sheet a table; nothing in it is a formula. Raises
        MissingLibraryError."""
        from analyzer.engines import load
        from analyzer.reports import to_sheets

        made: bytes = load("workbook", "xlsxwriter")().write(to_sheets(self.items))
        return made

    @staticmethod
    def check_ending(path: Path) -> str:
        """The ending of a file that tables can be written to. Raises BadRequestError."""
        ending = path.suffix.lower()
        if ending not in TABLE_FORMATS:
            raise BadRequestError(
                f"{path}: tables cannot be written with the ending {path.suffix!r}.",
                do=f"Use one of: {', '.join(TABLE_FORMATS)}.",
            )
        return ending

    def save(self, path: str | Path) -> Path:
        """Write what the ending of `path` names. Raises BadRequestError, UnwrittenFileError."""
        target = Path(path)
        ending = self.check_ending(target)
        # Excel takes a CSV without the mark for another encoding.
        data = self.to_xlsx() if ending == ".xlsx" else self.to_csv().encode("utf-8-sig")
        return write_whole(target, data)


class Findings(Records[Finding]):
    """Findings in reading order of their clauses."""

    def row(self, record: Finding) -> dict[str, Any]:
        """A finding with the citation of its clause."""
        return {
            "document": record.document,
            "clause": record.clause_id,
            "citation": record.clause.citation,
            "pages": record.clause.pages,
            "topic": record.topic,
            "score": record.score,
            "asserted": record.asserted,
            "basis": tuple(basis.value for basis in record.basis),
            "evidence": tuple(evidence.quote for evidence in record.evidence),
            "text": record.clause.text,
        }


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term with the clause and document that it was read from; `topic` is its finding's."""

    document: str
    clause: ClauseId
    citation: str
    pages: tuple[int, ...]
    topic: str
    name: str
    value: Scalar
    unit: str | None
    confidence: float
    quote: str
    #: what is doubtful about the value: words and figures that differ
    warning: str | None = None


class Terms(Records[TermRow]):
    """Terms, one row each; a term that several findings of one clause bear stands once."""


class Changes(Records[Change]):
    """Changes in the order of the new document, removed clauses at their old place."""

    omitted = frozenset({"words", "heading_words", "effects"})


class Silences(Records[Silence]):
    """What was looked for and not found."""


# ── ingest ───────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long piece of work is: `done` of `total` in `unit`; `what` names file and step."""

    what: str
    done: int
    total: int
    unit: str = ""


ProgressCallback = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class IngestedFile:
    """What became of one file: 'added', 'held' or 'refused'."""

    path: str
    status: str
    document: Document | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True)
class Ingest(Records[IngestedFile]):
    """What became of each file."""

    warnings: tuple[str, ...] = ()
    #: files in the folders that were named whose endings are of no document: they were not opened
    passed_over: tuple[str, ...] = ()

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """Files that were not read."""
        return tuple(item.refusal for item in self.items if item.refusal)

    def to_json(self) -> dict[str, Any]:
        """The document of `ingest --json`."""
        files = [
            {
                "path": item.path,
                "status": item.status,
                "document": item.document and wire.document_to_json(item.document),
                "refusal": item.refusal and wire.refusal_to_json(item.refusal),
            }
            for item in self.items
        ]
        return wire.envelope({"files": files}, refusals=self.refusals)


# ── find, search, compare ────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class Found(Findings):
    """Findings with the documents and clauses that they are of, and the silences."""

    documents: tuple[Document, ...] = ()
    silences: tuple[Silence, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    #: clauses that silences name (articles, places searched), by id
    context: Mapping[ClauseId, Clause] = field(default_factory=dict)
    #: why quotes could not be held against a second reading, where one was asked for
    unread: tuple[str, ...] = ()

    @property
    def clauses(self) -> dict[ClauseId, Clause]:
        """Every clause that a finding or a silence names."""
        found = dict(self.context)
        found.update((finding.clause_id, finding.clause) for finding in self.items)
        return found

    @property
    def terms(self) -> Terms:
        """Every term once, in reading order."""
        rows: dict[tuple[str, str, Scalar, int], TermRow] = {}
        for finding in self.items:
            clause = finding.clause
            for term in finding.terms:
                rows.setdefault(
                    (clause.id, term.name, term.value, term.start),
                    TermRow(
                        clause.document,
                        clause.id,
                        clause.citation,
                        clause.pages,
                        finding.topic,
                        term.name,
                        term.value,
                        term.unit,
                        term.confidence,
                        term.quote,
                        term.warning,
                    ),
                )
        return Terms(tuple(rows.values()))

    def to_json(self) -> dict[str, Any]:
        """The document of `find --json`."""
        body = {
            "documents": [wire.document_to_json(document) for document in self.documents],
            "clauses": {key: wire.clause_to_json(value) for key, value in self.clauses.items()},
            "findings": [wire.finding_to_json(finding) for finding in self.items],
            "silences": [wire.silence_to_json(silence) for silence in self.silences],
        }
        return wire.envelope(body, refusals=self.refusals)


@dataclass(frozen=True)
class Hits(Records[Hit]):
    """Hits, best first; `confident` is False when nothing in the library answers."""

    query: str = ""
    confident: bool = True
    #: why the search went by words alone, where it was to go by meaning too
    warnings: tuple[str, ...] = ()

    def row(self, record: Hit) -> dict[str, Any]:
        """A hit with citation and words."""
        return {
            "score": record.score,
            "document": record.document.id,
            "citation": record.clause.citation,
            "pages": record.clause.pages,
            "topics": record.topics,
            "text": record.clause.text,
        }

    def to_json(self) -> dict[str, Any]:
        """The document of `search --json`."""
        hits = [wire.hit_to_json(hit) for hit in self.items]
        return wire.envelope({"query": self.query, "hits": hits, "confident": self.confident})


#: the endings of a report file, and the format that each means
REPORT_FORMATS = {
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".json": "json",
    ".docx": "docx",
    ".xlsx": "xlsx",
}


@dataclass(frozen=True)
class Compared:
    """A comparison, or a document's own marks, with its reports."""

    comparison: Comparison
    refusals: tuple[Refusal, ...] = ()

    @property
    def changes(self) -> Changes:
        """Every change."""
        return Changes(self.comparison.changes)

    def only(
        self,
        *,
        effect: str | None = None,
        severity: str | None = None,
        favors: str | None = None,
    ) -> Compared:
        """The same with only the changes of which one effect is all that is asked. Raises
        BadRequestError for an effect that nobody knows."""
        from analyzer.comparison import EffectFilter, keep_effects, load_effects

        if effect is not None and effect not in load_effects().effects:
            raise BadRequestError(
                f"There is no effect {effect!r}.",
                do=f"Use one of: {', '.join(load_effects().effects)}.",
            )
        wanted = EffectFilter(
            effect,
            None if severity is None else Severity(severity),
            None if favors is None else Favors(favors),
        )
        return replace(self, comparison=keep_effects(self.comparison, wanted))

    def keep(self, fits: Callable[[Change], bool]) -> Compared:
        """The same with only the changes that fit; the others count as left out."""
        from analyzer.comparison import keep_changes

        return replace(self, comparison=keep_changes(self.comparison, fits))

    @property
    def has_changes(self) -> bool:
        """True when any clause is other than unchanged; silence strikes nothing."""
        return any(change.kind != "unchanged" for change in self.comparison.restated)

    @property
    def preface(self) -> str:
        """What must be known of a document's own marks; '' for a comparison."""
        from analyzer.reports import phrases_of

        return phrases_of(self.comparison).preface

    @property
    def warnings(self) -> tuple[str, ...]:
        """That the documents may stand the wrong way round; what is not listed as a change, and
        why."""
        from analyzer.reports import NO_REDLINE, tell_not_restated, tell_reversed

        if self.comparison.own_marks == 0:
            return (NO_REDLINE,)
        silent = self.comparison.summary.get(NOT_RESTATED, 0)
        told = (tell_reversed(self.comparison), tell_not_restated(silent) if silent else "")
        return tuple(filter(None, told))

    def to_json(self) -> dict[str, Any]:
        """The document of `compare --json` and `redline --json`."""
        from analyzer.reports import list_json

        return list_json(self.comparison, refusals=self.refusals)

    def report(self, kind: str) -> str:
        """The report as 'html', 'markdown' or 'json'."""
        from analyzer.reports import to_html, to_json, to_markdown

        makers = {"html": to_html, "markdown": to_markdown, "json": to_json}
        if kind not in makers:
            raise BadRequestError(
                f"There is no report of kind {kind!r}.", do=f"Use one of: {', '.join(makers)}."
            )
        return makers[kind](self.comparison)

    def to_docx(self) -> bytes:
        """Both texts as a Word file with tracked changes: accepting all gives the new text,
        rejecting all the old. Raises MissingLibraryError."""
        from analyzer.engines import load
        from analyzer.reports import to_tracked

        made: bytes = load("tracked", "docx")().write(to_tracked(self.comparison))
        return made

    def to_xlsx(self) -> bytes:
        """A workbook of summary, changes, AI terms, rates, what is elsewhere and what was not
        compared; nothing in it is a formula. Raises MissingLibraryError."""
        from analyzer.engines import load
        from analyzer.reports import comparison_to_sheets

        made: bytes = load("workbook", "xlsxwriter")().write(comparison_to_sheets(self.comparison))
        return made

    def report_bytes(self, kind: str) -> bytes:
        """The report as it stands in a file; `kind` also 'docx' and 'xlsx'."""
        files = {"docx": self.to_docx, "xlsx": self.to_xlsx}
        return files[kind]() if kind in files else self.report(kind).encode("utf-8")

    def to_html(self, path: str | Path) -> Path:
        """Write the HTML report. Raises UnwrittenFileError."""
        return self._write(Path(path), "html")

    @staticmethod
    def check_ending(path: str | Path) -> str:
        """The format that the ending of a report's file means. Raises BadRequestError."""
        target = Path(path)
        kind = REPORT_FORMATS.get(target.suffix.lower())
        if kind is None:
            raise BadRequestError(
                f"{target}: no report has the ending {target.suffix!r}.",
                do=f"Use one of: {', '.join(REPORT_FORMATS)}.",
            )
        return kind

    def save(self, path: str | Path) -> Path:
        """Write the report that the ending of `path` names, whole or not at all. Raises
        BadRequestError, UnwrittenFileError."""
        return self._write(Path(path), self.check_ending(path))

    def _write(self, target: Path, kind: str) -> Path:
        return write_whole(target, self.report_bytes(kind))

    def _repr_html_(self) -> str:
        return self.report("html")


# ── show, doctor ─────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class ShownBox:
    """A box on a page image with what it is: a clause's citation or a set-aside kind."""

    box: Box
    name: str
    clause: ClauseId | None = None
    #: row and column, where the box is that of a table's cell
    cell: tuple[int, int] | None = None
    #: of words that were set aside: the colour of their tint, in words
    tint: str | None = None


@dataclass(frozen=True)
class Shown:
    """A page image and the boxes drawn on it (boxes in points, image in pixels)."""

    image: PageImage
    boxes: tuple[ShownBox, ...] = ()

    @staticmethod
    def check_ending(path: str | Path) -> None:
        """Raise BadRequestError where the name promises another kind of image than is written."""
        if Path(path).suffix.lower() not in (".jpg", ".jpeg"):
            raise BadRequestError(
                f"{path}: a page image is written as JPEG only.", do="Let the name end in .jpg."
            )

    def save(self, path: str | Path) -> Path:
        """Write the image (JPEG). Raises BadRequestError for another ending, UnwrittenFileError."""
        self.check_ending(path)
        return write_whole(Path(path), self.image.data)

    def to_json(self, path: str | Path) -> dict[str, Any]:
        """The document of `show --json`, the image being at `path`."""
        return wire.envelope(
            {
                "image": str(path),
                "width": self.image.width,
                "height": self.image.height,
                "boxes": [
                    {
                        "name": item.name,
                        "clause": item.clause,
                        "cell": list(item.cell) if item.cell else None,
                        "tint": item.tint,
                        "box": wire.box_to_json(item.box),
                    }
                    for item in self.boxes
                ],
            },
            refusals=(),
        )


@dataclass(frozen=True)
class Held:
    """What a library holds."""

    folder: str
    documents: Documents
    refusals: tuple[Refusal, ...]
    clauses: int
    findings: int
    vectors: int
    encoder: str

    def to_json(self) -> dict[str, Any]:
        """The document of `library --json`."""
        return wire.envelope(
            {
                "folder": self.folder,
                "documents": [wire.document_to_json(document) for document in self.documents],
                "clauses": self.clauses,
                "findings": self.findings,
                "vectors": self.vectors,
                "encoder": self.encoder,
            },
            refusals=self.refusals,
        )


@dataclass(frozen=True)
class Verified:
    """What of a library is not as it was kept; `not_checked`: what could not be looked at."""

    folder: str
    faults: tuple[LibraryFault, ...]
    not_checked: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """True when nothing is wrong that does harm."""
        return all(fault.harmless for fault in self.faults)

    def to_json(self) -> dict[str, Any]:
        """The document of `library verify --json`."""
        return wire.envelope(
            {
                "folder": self.folder,
                "sound": self.sound,
                "faults": [wire.library_fault_to_json(fault) for fault in self.faults],
                "not_checked": list(self.not_checked),
            }
        )


@dataclass(frozen=True)
class Repaired:
    """What was mended in a library, and what could not be."""

    folder: str
    done: tuple[str, ...]
    left: tuple[LibraryFault, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The document of `library repair --json`."""
        return wire.envelope(
            {
                "folder": self.folder,
                "done": list(self.done),
                "left": [wire.library_fault_to_json(fault) for fault in self.left],
            }
        )


@dataclass(frozen=True)
class Carried:
    """What was carried out of a library, or into one: documents added, held already, and those
    whose id another document has."""

    path: str
    added: Documents
    held: Documents
    clashes: Documents

    def to_json(self) -> dict[str, Any]:
        """The document of `library export --json` and `library import --json`."""
        return wire.envelope(
            {
                "path": self.path,
                "added": [wire.document_to_json(document) for document in self.added],
                "held": [wire.document_to_json(document) for document in self.held],
                "clashes": [wire.document_to_json(document) for document in self.clashes],
            }
        )


@dataclass(frozen=True, slots=True)
class Part:
    """A package or engine: its version (None: missing), what it does, what stops without it."""

    name: str
    version: str | None
    does: str
    without: str
    install: str


@dataclass(frozen=True)
class Doctor(Records[Part]):
    """What the program stands on; `encoder` says whether its weights are there and sound."""

    encoder: str = ""
    encoder_ready: bool = False
    library: str = ""
    python: str = ""
    #: how untrusted files are read on this system
    guard: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """The packages that are not there, and the encoder where its weights are not."""
        absent = tuple(part.name for part in self.items if not part.version)
        return absent if self.encoder_ready else (*absent, "the encoder")

    @property
    def healthy(self) -> bool:
        """True when nothing is missing."""
        return not self.missing

    def to_json(self) -> dict[str, Any]:
        """The document of `doctor --json`."""
        return wire.envelope(
            {
                "python": self.python,
                "library": self.library,
                "guard": self.guard,
                "encoder": self.encoder,
                "encoder_ready": self.encoder_ready,
                "parts": [asdict(part) for part in self.items],
            }
        )
