"""What a step asks of an engine: Protocols only, so that step code never knows which one it has.

Two decisions taken once: a score is higher when closer, everywhere; vectors are normalised in
`vectors`, never in an engine.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self

from analyzer.records import (
    Bookmark,
    Box,
    Cell,
    Clause,
    ClauseId,
    ClauseKind,
    Document,
    DocumentId,
    DocumentKind,
    Finding,
    Findings,
    Hints,
    Job,
    JobState,
    LibraryFault,
    PageSize,
    RawPage,
    Reading,
    Refusal,
    Rule,
    Salvaged,
    SetAside,
    Silence,
    Stage,
    WordOperation,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]  # (n, dimension)


# ── reading ──────────────────────────────────────────────────────────────────────────────────────
class OpenedFile(Protocol):
    """A file that a PageReader has opened; use it in `with`."""

    @property
    def page_count(self) -> int:
        """How many pages there are."""

    @property
    def title(self) -> str | None:
        """The title in the file's metadata."""

    def bookmarks(self) -> tuple[Bookmark, ...]:
        """The file's own outline, in order; () when it has none."""

    def page(self, number: int, *, most: int | None = None) -> RawPage:
        """Every word of page `number` (from 1); its memory is given back at once. Whoever wants no
        page of more than `most` words may be given one word more, and not the rest."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


class PageReader(Protocol):
    """Reads words, fonts, boxes and drawn lines of one file format."""

    name: str

    def open(self, data: bytes, *, path: str, password: str | None = None) -> OpenedFile:
        """Open a file; `path` is for messages. Raises RefusedFileError (encrypted, damaged …)."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page drawn as a JPEG; `scale` is pixels a point."""

    data: bytes
    width: int
    height: int
    scale: float


@dataclass(frozen=True, slots=True)
class Overlay:
    """Boxes to draw on a page image in one colour (CSS hex), outlined or tinted."""

    boxes: tuple[Box, ...]
    color: str = "#c2410c"
    fill: bool = False


class PageRenderer(Protocol):
    """Draws a page as an image."""

    def render(
        self,
        data: bytes,
        *,
        page: int,
        scale: float = 1.5,
        overlays: Sequence[Overlay] = (),
        password: str | None = None,
    ) -> PageImage:
        """Draw page `page` (from 1) with boxes on it."""


class TableReader(Protocol):
    """Finds the cells that rules part."""

    def read(self, rules: Sequence[Rule], *, page: int) -> tuple[tuple[Box, ...], ...]:
        """The cells of each table on page `page`, from top to bottom; () where there are too many
        rules to say."""


@dataclass(frozen=True, slots=True)
class Worksheet:
    """One sheet of a workbook: a name of at most 31 letters, and cells. A list of records has so
    many `labels`: first columns that say which record a line is of. Of a wide one only the first
    `printed` columns are printed, on one page's width; 0: all, on as many pages as they need."""

    name: str
    cells: tuple[Cell, ...]
    labels: int = 0
    printed: int = 0


class WorkbookWriter(Protocol):
    """Makes a spreadsheet in which every cell is words, never a formula or a link."""

    def write(self, sheets: Sequence[Worksheet]) -> bytes:
        """The bytes of the file."""


@dataclass(frozen=True, slots=True)
class TrackedRun:
    """Words of a paragraph that stay, were struck or came in."""

    op: WordOperation
    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class TrackedParagraph:
    """A paragraph whose end (what parts it from the next one) stays, is struck or comes in too."""

    runs: tuple[TrackedRun, ...]
    end: WordOperation = WordOperation.EQUAL
    #: how far it stands in, from 0
    level: int = 0
    heading: bool = False
    #: a comment in the margin, a line each; it is no part of the text
    comment: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrackedDocument:
    """Accept all: the new text; reject all: the old one. `notice` stands in the head of the first
    page, outside of the text, and `running` in that of every other; without it, `notice` in all."""

    title: str
    notice: tuple[str, ...]
    author: str
    paragraphs: tuple[TrackedParagraph, ...]
    #: who writes the comments
    commenter: str = ""
    running: str = ""


class TrackedWriter(Protocol):
    """Makes a file for a word processor in which every change is a tracked one."""

    def write(self, document: TrackedDocument) -> bytes:
        """The bytes of the file."""


# ── vectors ──────────────────────────────────────────────────────────────────────────────────────
class Encoder(Protocol):
    """Turns texts into vectors; it neither cuts nor normalises."""

    @property
    def name(self) -> str:
        """As the setting names it."""

    @property
    def fingerprint(self) -> str:
        """Name, weights' sha256, pooling and longest input in one short string: vectors of
        different fingerprints never meet in one index."""

    @property
    def dimension(self) -> int:
        """Columns of a vector."""

    def windows(self, text: str) -> tuple[str, ...]:
        """The text in parts that the encoder reads whole; one part for most clauses."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """(n, dimension) float32, rows in the order of the texts."""


class VectorStore(Protocol):
    """Inner products with the vectors that it holds, exact. Rows are numbered from 0 in the order
    added."""

    @property
    def size(self) -> int:
        """How many vectors it holds."""

    def add(self, vectors: Vectors) -> None:
        """Append rows (already normalised)."""

    def scores(self, query: Vectors, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """The inner product of one vector with each of these rows, in their order."""

    def save(self, path: Path) -> None:
        """Write one file (beside, then renamed)."""


class StoreEngine(Protocol):
    """The class of a VectorStore: makes an empty one, or reads one that it wrote."""

    def __call__(self, dimension: int) -> VectorStore:
        """An empty store for vectors of so many columns."""

    def load(self, path: Path) -> VectorStore:
        """A store that was saved; its file has been checked by whoever asks."""


class Neighbours(Protocol):
    """The nearest of many vectors to many others by inner product, as candidates: exact among some
    thousands; among more it may miss some, for the work must not grow with both."""

    def nearest(self, rows: Vectors, queries: Vectors, *, top: int) -> NDArray[np.int64]:
        """(queries, top) numbers of the rows closest to each query, best first; -1 where fewer
        were found."""


class VectorCache(Protocol):
    """Remembers vectors, so that nothing is embedded twice; a Catalog is one."""

    def known_vectors(self, fingerprint: str, keys: Iterable[str]) -> dict[str, bytes]:
        """Cached vectors (raw little-endian float32) by the key of the embedded text."""

    def save_vectors(self, fingerprint: str, vectors: Mapping[str, bytes]) -> None:
        """Add to the cache."""


# ── the library ──────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class ClauseFilter:
    """Which clauses are meant; None: no limit. `as_of` and `in_force` are ISO dates."""

    documents: frozenset[str] | None = None
    clauses: frozenset[ClauseId] | None = None
    kinds: frozenset[ClauseKind] | None = None
    document_kinds: frozenset[DocumentKind] | None = None
    guild: str | None = None
    topic: str | None = None
    as_of: str | None = None
    #: only clauses that say something themselves, no bare headings
    worded: bool = False


class Catalog(Protocol):
    """The truth of a library: documents, clauses, findings, vectors, jobs. Every writing method is
    one transaction."""

    @property
    def read_only(self) -> bool:
        """True when nothing can be written."""

    @property
    def generation(self) -> int:
        """Grows with every change of clauses or vectors: derived files bear it."""

    def documents(self) -> tuple[Document, ...]:
        """All, in the order in which they came."""

    def add_reading(
        self,
        reading: Reading,
        data: bytes,
        *,
        hints: Hints | None = None,
        replaces: DocumentId | None = None,
    ) -> None:
        """Keep a document, its clauses and a copy of its file; replaces one of the same id, and
        that of the id `replaces`. Stage READ when it returns."""

    def add_new(self, reading: Reading, data: bytes, *, hints: Hints | None = None) -> bool:
        """As `add_reading`, where the library holds no document of that id and none of these
        bytes; False, and nothing is changed, where it does."""

    def describe(self, document: Document, hints: Hints | None) -> None:
        """Keep what is now said of a document that the library holds; its clauses, its stages and
        the findings stay. Raises UnknownDocumentError."""

    def file(self, document: DocumentId) -> bytes:
        """The copy of the document's file."""

    def hints(self, document: DocumentId) -> Hints | None:
        """What was said of the document when it was read."""

    def reading(self, document: DocumentId) -> Reading:
        """All that was read of a document."""

    def clauses(self, only: ClauseFilter | None = None) -> tuple[Clause, ...]:
        """Clauses in the order of documents, then reading order."""

    def each_clause(self, only: ClauseFilter | None = None) -> Iterator[Clause]:
        """As `clauses`, one at a time; until the last is taken nothing else is written."""

    def clause_ids(self, only: ClauseFilter | None = None) -> tuple[ClauseId, ...]:
        """The ids of `clauses(only)`, without loading them."""

    def clause(self, clause: ClauseId) -> Clause:
        """One clause. Raises KeyError."""

    def page_sizes(self, document: DocumentId) -> tuple[PageSize, ...]:
        """Sizes of the document's pages."""

    def set_aside(self, document: DocumentId) -> tuple[SetAside, ...]:
        """What was set aside."""

    def remove(self, document: DocumentId) -> None:
        """Remove a document with all that belongs to it."""

    def index_words(self, document: DocumentId) -> None:
        """Make the document's words searchable: stage LEXICAL."""

    def lexical(
        self, query: str, *, top: int, only: ClauseFilter | None = None
    ) -> list[tuple[ClauseId, float]]:
        """Clauses by BM25 over stemmed words, best first; the query is words, never syntax."""

    def save_findings(self, document: DocumentId, findings: Findings, *, stage: Stage) -> None:
        """Replace the document's findings and silences: stage CUES or FINDINGS."""

    def findings(
        self, only: ClauseFilter | None = None, *, asserted_only: bool = True
    ) -> tuple[Finding, ...]:
        """Findings, in reading order of their clauses."""

    def topics(self, only: ClauseFilter | None = None) -> dict[ClauseId, dict[str, float]]:
        """Of each clause meant that has a finding held true, the score of every topic found there;
        the clauses themselves are not loaded."""

    def silences(self, only: ClauseFilter | None = None) -> tuple[Silence, ...]:
        """Silences of the documents meant."""

    def known_vectors(self, fingerprint: str, keys: Iterable[str]) -> dict[str, bytes]:
        """Cached vectors (raw little-endian float32) by the sha256 of the embedded text."""

    def save_vectors(self, fingerprint: str, vectors: Mapping[str, bytes]) -> None:
        """Add to the cache."""

    def mark_stage(self, document: DocumentId, stage: Stage) -> None:
        """Say that a stage is finished."""

    def second_pages(self, sha256: str, pages: Iterable[int]) -> dict[int, str]:
        """Pages of a file as the second reader saw them, those that are kept."""

    def save_second(self, sha256: str, pages: Mapping[int, str]) -> None:
        """Keep such pages of a file that the library holds."""

    def add_job(self, path: str, *, document: DocumentId | None = None) -> Job:
        """A new job, waiting; `document`: of a file that the library holds already."""

    def update_job(self, job: int, **changes: Any) -> None:  # noqa: ANN401
        """Change fields of a job: state, document, stages, detail, done, total, refusal."""

    def jobs(self, *, states: frozenset[JobState] | None = None) -> tuple[Job, ...]:
        """Jobs, newest first."""

    def refusals(self) -> tuple[Refusal, ...]:
        """Files refused and not read since."""

    def meta(self) -> dict[str, str]:
        """Schema version and settings that the library depends on."""

    def set_meta(self, key: str, value: str) -> None:
        """Keep one such setting."""

    def change_meta(self, key: str, change: Callable[[str | None], str | None]) -> None:
        """Keep what `change` makes of such a setting, while nobody else writes. It is given, and
        may give back, None: there is none, nothing is kept."""

    def drop_meta(self, keys: Iterable[str]) -> None:
        """Forget such settings."""

    def check(self) -> tuple[LibraryFault, ...]:
        """Every fault of the catalog and of the copies of files."""

    def rebuild_words(self) -> None:
        """Make the words of every document searchable anew."""

    def is_ours(self) -> bool:
        """True when the file has the tables of a library and nothing else."""

    def write_copy(self, path: Path) -> None:
        """The catalog as it stands, in one file of its own."""

    def vectors(self, fingerprint: str) -> Iterator[dict[str, bytes]]:
        """Every vector of an encoder by its key, some thousands at a time."""

    def broken(self) -> tuple[Salvaged, ...]:
        """The documents whose rows are damaged, and what could be read of each."""

    def forget_stages(self, document: DocumentId, stages: Collection[Stage]) -> None:
        """Say that stages of a document are not finished."""

    def drop_vectors(self, fingerprint: str, keys: Iterable[str] | None = None) -> None:
        """Forget cached vectors: those of these keys, or every one of another encoder."""

    def drop_broken(self) -> tuple[str, ...]:
        """Forget settings that do not fit their checksum, and rows of no document; what it was."""

    def keep_copy(self, data: bytes) -> None:
        """Keep a copy of a document's file again."""

    def copy(self, sha256: str) -> bytes:
        """One copy. Raises LibraryDamagedError."""

    def copies_there(self) -> tuple[str, ...]:
        """The checksums that copies are named by, whole or not."""

    def put_copy_aside(self, sha256: str, path: Path, *, of: str = "") -> None:
        """Move a copy, whole or not, out of the library's keeping to `path`; where a document needs
        it, another one than the row `of`, it stays too. Where there is none, nothing."""

    def begin_mending(self) -> str | None:
        """From now on nothing is swept, until `end_mending`: also not when mending is cut off. What
        was noted by an earlier one that was cut off; None where there was none."""

    def note_mending(self, said: str) -> None:
        """Keep what is to be told at the end, for the case that it is cut off."""

    def end_mending(self) -> None:
        """Everything is mended, or named."""

    def files_needed(self, *, mending: bool = False) -> frozenset[str] | None:
        """The checksums of the copies that documents need; None while that is not sure, as it is
        not while the library is mended, but for the one who does that."""

    def sweep(self, *, after_seconds: float = 0.0) -> None:
        """Delete what nobody speaks of and nobody touched for so long."""

    def close(self) -> None:
        """Give the files back."""


# ── the guarded child ────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Limits:
    """What one untrusted file may use; grown with its size by `Limits.for_size`."""

    memory_bytes: int = 1 << 30
    cpu_seconds: int = 60
    wall_seconds: int = 120
    pages: int = 5_000
    page_words: int = 60_000

    @classmethod
    def for_size(cls, size: int) -> Limits:
        """Limits for a file of `size` bytes: a minute and more; 1 GiB, above 32 MiB more."""
        megabytes = size / (1 << 20)
        return cls(
            memory_bytes=max(1 << 30, (1 << 29) + 16 * size),
            cpu_seconds=int(60 + 10 * megabytes),
            wall_seconds=int(120 + 20 * megabytes),
        )


#: is told how many pages of how many are read
#: (0, 0) where reading begins and nobody has counted yet
PageWatch = Callable[[int, int], None]


class Guard(Protocol):
    """Runs `python -m analyzer.intake` on one untrusted file and gives back plain data."""

    def run(self, request: Mapping[str, Any], data: bytes, *, limits: Limits) -> dict[str, Any]:
        """The child's JSON answer; raises RefusedFileError when it says no, dies or takes too
        long. `request` names the work ('read', 'render', 'table' …) in plain data."""


class Runner(Protocol):
    """Maps a function over shards, one process or several."""

    def map(self, work: Any, shards: Sequence[Any]) -> Iterable[Any]:  # noqa: ANN401
        """Results in the order of the shards."""
