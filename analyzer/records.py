"""The nouns: what one step hands to the next, all frozen, slotted dataclasses.

Nothing here computes more than a property of its own fields. Coordinates are points from the top
left of the page as it is seen, pages are PDF pages counted from 1, offsets count characters of the
text that they are said to be on, a score is higher when closer.
"""

from __future__ import annotations

import struct
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import repeat
from typing import Any, NewType

DocumentId = NewType("DocumentId", str)
ClauseId = NewType("ClauseId", str)
Scalar = str | int | float | bool


# ── closed sets ──────────────────────────────────────────────────────────────────────────────────
class DocumentKind(StrEnum):
    """What a document is; a summary or a press claim is never contract language."""

    AGREEMENT = "agreement"
    MEMORANDUM = "memorandum"
    SIDELETTER = "sideletter"
    RIDER = "rider"
    PROPOSAL = "proposal"
    COUNTERPROPOSAL = "counterproposal"
    PACKAGE = "package"
    LAST_OFFER = "last_offer"
    TENTATIVE_AGREEMENT = "tentative_agreement"
    SUMMARY = "summary"
    POLICY = "policy"
    AWARD = "award"
    PRESS_CLAIM = "press_claim"
    OTHER = "other"


class Status(StrEnum):
    """How far a document binds anybody."""

    ALLEGED = "alleged"
    PROPOSED = "proposed"
    COUNTERED = "countered"
    TENTATIVE = "tentative"
    RATIFIED = "ratified"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    UNKNOWN = "unknown"


#: Documents that bind nobody, whatever is said of them, and statuses in which none does.
NOT_BINDING_KINDS = frozenset(
    {
        DocumentKind.PROPOSAL,
        DocumentKind.COUNTERPROPOSAL,
        DocumentKind.PACKAGE,
        DocumentKind.LAST_OFFER,
        DocumentKind.SUMMARY,
        DocumentKind.PRESS_CLAIM,
    }
)
NOT_BINDING_STATUSES = frozenset(
    {Status.ALLEGED, Status.PROPOSED, Status.COUNTERED, Status.TENTATIVE}
)


class Stage(StrEnum):
    """A step of ingest that is finished and usable, in this order."""

    READ = "read"
    LEXICAL = "lexical"
    CUES = "cues"
    VECTORS = "vectors"
    FINDINGS = "findings"


class ClauseKind(StrEnum):
    """What a clause is on the page."""

    PREAMBLE = "preamble"
    ARTICLE = "article"
    SECTION = "section"
    CLAUSE = "clause"
    DEFINITION = "definition"
    HEADING = "heading"
    INSTRUCTION = "instruction"
    FOOTNOTE = "footnote"
    TABLE = "table"
    SIGNATURE = "signature"
    PARTY_LIST = "party_list"
    TOC = "toc"
    DRAFTING_NOTE = "drafting_note"
    ATTACHMENT = "attachment"


#: Kinds that are no language of the contract by themselves: not embedded, never a finding.
APPARATUS = frozenset(
    {ClauseKind.TOC, ClauseKind.SIGNATURE, ClauseKind.PARTY_LIST, ClauseKind.TABLE}
)


class SetAsideKind(StrEnum):
    """Why words of the page belong to no clause."""

    RUNNING_HEAD = "running_head"
    RUNNING_FOOT = "running_foot"
    PAGE_NUMBER = "page_number"
    WATERMARK = "watermark"
    LINE_NUMBER = "line_number"
    NOTICE = "notice"


class MarkKind(StrEnum):
    """What a drawn line says of a word."""

    INSERTED = "inserted"
    DELETED = "deleted"


class ChangeKind(StrEnum):
    """What happened to a match."""

    UNCHANGED = "unchanged"
    REWORDED = "reworded"
    RENUMBERED = "renumbered"
    MOVED = "moved"
    ADDED = "added"
    REMOVED = "removed"
    SPLIT = "split"
    MERGED = "merged"
    #: stands in `Change.also` only: an unchanged descendant of a moved clause
    MOVED_WITH_PARENT = "moved_with_parent"


class WordOperation(StrEnum):
    """One piece of a word-level redline."""

    EQUAL = "equal"
    DELETE = "delete"
    INSERT = "insert"


class Basis(StrEnum):
    """Why a finding is held."""

    CUE = "cue"
    LEARNED = "learned"
    INHERITED = "inherited"
    DEFINITION = "definition"
    #: a user said so
    CORRECTED = "corrected"


class Confirmation(StrEnum):
    """Whether a second, independent reading gives the same quote."""

    YES = "yes"
    DIFFERS = "differs"
    NOT_CHECKED = "not_checked"


class RefusalCode(StrEnum):
    """Why a file was not read."""

    NOT_FOUND = "not_found"
    UNSUPPORTED = "unsupported"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    EMPTY = "empty"
    SCANNED_WITHOUT_OCR = "scanned_without_ocr"
    TOO_LARGE = "too_large"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_SLOW = "too_slow"
    UNSAFE = "unsafe"
    UNREADABLE_TEXT = "unreadable_text"


class Favors(StrEnum):
    """Whom an effect favours."""

    EMPLOYER = "employer"
    WORKER = "worker"
    BOTH = "both"
    UNCLEAR = "unclear"


class Severity(StrEnum):
    """How much an effect or a check weighs."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Modality(StrEnum):
    """What a norm makes of an act."""

    MUST = "must"
    MUST_NOT = "must_not"
    MAY = "may"
    WILL_ENDEAVOR = "will_endeavor"
    ACKNOWLEDGE = "acknowledge"
    RESERVE = "reserve"


class Direction(StrEnum):
    """Whom the language that a check looks for puts at risk."""

    WORKER = "worker"
    EMPLOYER = "employer"
    BOTH = "both"


class Verdict(StrEnum):
    """How a document stands to what a side wants."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    SILENT = "silent"


class AuditVerdict(StrEnum):
    """What an edit of a printed redline is, held against the document that it claims to change."""

    MARKED = "marked"
    #: different and not marked
    UNMARKED = "unmarked"
    #: marked as old but never in the base, or as new though the base has it
    MISQUOTED = "misquoted"


class Overruled(StrEnum):
    """What a user's correction is about."""

    TOPIC = "topic"
    TERM = "term"
    CHECK = "check"


# ── the page ─────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the top left."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """How a word is set; one object is shared by all words set alike."""

    font: str = ""
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    #: degrees, anticlockwise; 0 is an ordinary word
    angle: float = 0.0
    #: raised and smaller than its neighbours: a note digit
    superscript: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """One printed word (what stands between spaces) with its box; top and bottom come from
    baseline and size, so that words of one line share them."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    style: TypeStyle
    mark: MarkKind | None = None
    #: underlined, but as a heading is: no insertion
    caption: bool = False

    @classmethod
    def from_columns(
        cls,
        texts: Sequence[str],
        styles: Sequence[TypeStyle],
        *,
        sides: tuple[Sequence[float], Sequence[float]],
        heights: tuple[Sequence[float], Sequence[float]],
    ) -> list[Word]:
        """Many unmarked words, from a column of values a field (sides are x0 and x1, heights top
        and bottom): one by one, the words of a long agreement take more than twice the time."""
        words = [cls.__new__(cls) for _ in texts]
        columns: dict[str, Iterable[object]] = {
            "text": texts,
            "x0": sides[0],
            "top": heights[0],
            "x1": sides[1],
            "bottom": heights[1],
            "style": styles,
            "mark": repeat(None),
            "caption": repeat(False),
        }
        for name, values in columns.items():
            deque(map(cls.__dict__[name].__set__, words, values), maxlen=0)
        return words


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line or thin filled rectangle, or the edge of a box."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def is_horizontal(self) -> bool:
        """True when wider than high."""
        return self.x1 - self.x0 >= self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn image: perhaps a scan, perhaps a label drawn as an image."""

    x0: float
    top: float
    x1: float
    bottom: float
    #: drawn as curves, not as points: no scan
    traced: bool = False


@dataclass(frozen=True, slots=True)
class RawPage:
    """What a PageReader gives of one page: every word, before anything is set aside.

    Words are in the order of the file. A file without a layout (plain text) sets `drawn` to False
    and gives each character column 6 points and each line 12.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()
    pictures: tuple[Picture, ...] = ()
    drawn: bool = True
    #: the characters, each as a word, of words that may have to be cut: those in which a rule
    #: begins or ends, or whose characters are not set alike; by the word's place in `words`
    characters: Mapping[int, tuple[Word, ...]] = field(default_factory=dict)
    #: True when the words are a text layer that nobody sees, under or over a picture of the page
    scanned: bool = False


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the file's own outline; level counts from 0, page from 1 (None: nowhere)."""

    title: str
    level: int
    page: int | None


class LineRole(StrEnum):
    """Where on the page a line belongs."""

    BODY = "body"
    FOOTNOTE = "footnote"
    TABLE = "table"
    TOC = "toc"


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line in reading order; its words share a baseline and a column."""

    page: int
    words: tuple[Word, ...]
    role: LineRole = LineRole.BODY
    #: 0 where the page has one column; else 1, 2 … from the left
    column: int = 0
    #: lines of one table share a number, unique in the document; else None
    table: int | None = None

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return max([word.x1 for word in self.words])

    @property
    def top(self) -> float:
        """Upper edge."""
        return min([word.top for word in self.words])

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return max([word.bottom for word in self.words])

    @property
    def text(self) -> str:
        """The words, joined by one space."""
        return " ".join([word.text for word in self.words])


@dataclass(frozen=True, slots=True)
class RuledTable:
    """The cells that the rules of a page part; `number` is that of the table's lines. Cells without
    words are among them."""

    number: int
    cells: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class SetAside:
    """Words of the page that belong to no clause, by name; `words` counts the reader's words."""

    page: int
    kind: SetAsideKind
    text: str
    box: Box | None
    words: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page after furniture is set aside: lines in reading order."""

    number: int
    #: the page number as printed ('-6-', 'iv'), None where none is printed
    label: str | None
    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...] = ()
    #: small ones, each perhaps a label that is drawn as an image
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Pages:
    """All pages of one document; `word_count` is what the reader gave, before anything was set
    aside: the sum of the words of all lines and of everything set aside."""

    pages: tuple[Page, ...]
    set_aside: tuple[SetAside, ...]
    word_count: int
    bookmarks: tuple[Bookmark, ...] = ()
    #: the file's own title (metadata), perhaps a file name or a document number
    title: str | None = None
    #: False for plain text: there are pages, but no boxes
    drawn: bool = True
    #: True when the document strikes words, so that underlined ones are insertions
    redline: bool = False
    #: PDF pages that hold pictures but no words: scans
    without_text: tuple[int, ...] = ()
    #: PDF pages whose words a program read from a picture: scans with a text layer
    scanned: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()
    #: of tables drawn with rules, the cells; in the order of their numbers
    tables: tuple[RuledTable, ...] = ()

    def lines(self) -> Iterator[Line]:
        """Every line in reading order."""
        for page in self.pages:
            yield from page.lines


# ── documents ────────────────────────────────────────────────────────────────────────────────────
class Media(StrEnum):
    """What kind of file the bytes are, by content, never by name."""

    PDF = "pdf"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Source:
    """The file as it came, before it is known what it is."""

    path: str
    data: bytes
    sha256: str
    media: Media


@dataclass(frozen=True, slots=True)
class Hints:
    """What a manifest or a user says of a document; None: not said. Dates are ISO strings."""

    id: str | None = None
    name: str | None = None
    title: str | None = None
    kind: DocumentKind | None = None
    status: Status | None = None
    guild: str | None = None
    employer: str | None = None
    effective: str | None = None
    expires: str | None = None
    offered_by: str | None = None
    amends: str | None = None
    answers: str | None = None
    predecessor: str | None = None
    #: set by the sample corpus: shown as 'invented sample'
    sample: bool = False

    @property
    def said(self) -> dict[str, Any]:
        """The fields of which something is said."""
        values = {name: getattr(self, name) for name in self.__slots__}
        return {name: value for name, value in values.items() if value not in (None, False)}


@dataclass(frozen=True, slots=True)
class Document:
    """What a document is; fields named in `guessed` were not said by anybody."""

    id: DocumentId
    path: str
    sha256: str
    title: str
    kind: DocumentKind = DocumentKind.OTHER
    status: Status = Status.UNKNOWN
    pages: int = 0
    guild: str | None = None
    employer: str | None = None
    effective: str | None = None
    expires: str | None = None
    offered_by: str | None = None
    amends: str | None = None
    answers: str | None = None
    predecessor: str | None = None
    guessed: tuple[str, ...] = ()
    stages: tuple[Stage, ...] = ()
    ocr_pages: tuple[int, ...] = ()
    outline_found: float | None = None
    #: pages that hold a picture and no words: nothing was read there
    unread_pages: tuple[int, ...] = ()
    name: str | None = None
    sample: bool = False

    def is_in_force(self, day: str) -> bool:
        """True where it binds on that ISO date; False where it is not known from when."""
        return (
            self.kind not in NOT_BINDING_KINDS
            and self.status not in NOT_BINDING_STATUSES
            and self.effective is not None
            and self.effective <= day
            and (self.expires is None or self.expires >= day)
        )


# ── clauses ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where each word of a clause's text is on the page: rows of (start, end, page, x0, top, x1,
    bottom), packed, in text order. `start` and `end` are offsets on the clause's `text`."""

    data: bytes = b""

    #: start, end, page as unsigned 32 bit; x0, top, x1, bottom as 32 bit floats; little-endian
    ROW = struct.Struct("<IIIffff")

    @classmethod
    def from_rows(cls, rows: list[tuple[int, int, int, float, float, float, float]]) -> OffsetMap:
        """Pack rows that are in text order."""
        pack = cls.ROW.pack
        return cls(b"".join([pack(*row) for row in rows]))

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """One box a printed line for the words that overlap text[start:end]; () when unknown."""
        found: list[Box] = []
        for at, to, page, x0, top, x1, bottom in self.ROW.iter_unpack(self.data):
            if to <= start or at >= end:
                continue
            last = found[-1] if found else None
            if (
                last
                and last.page == page
                and top < last.bottom
                and bottom > last.top
                and (x0 >= last.x0)
            ):
                found[-1] = Box(
                    page, last.x0, min(top, last.top), max(x1, last.x1), max(bottom, last.bottom)
                )
            else:
                found.append(Box(page, x0, top, x1, bottom))
        return tuple(found)

    def page_starts(self) -> tuple[tuple[int, int], ...]:
        """Offset of the first word on each page, and the page, in text order; () when unknown."""
        found: list[tuple[int, int]] = []
        for at, _, page, *_ in self.ROW.iter_unpack(self.data):
            if not found or found[-1][1] != page:
                found.append((at, page))
        return tuple(found)

    def word_boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """A box of each word that overlaps text[start:end]; () when unknown."""
        return tuple(
            Box(page, x0, top, x1, bottom)
            for at, to, page, x0, top, x1, bottom in self.ROW.iter_unpack(self.data)
            if to > start and at < end
        )


@dataclass(frozen=True, slots=True)
class MarkSpan:
    """A marked run on a clause's `marked_text`."""

    kind: MarkKind
    start: int
    end: int
    page: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; rows and columns count from 0. `text` is as it now reads, without the
    raised signs of its notes; empty where all is struck."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    header: bool = False
    box: Box | None = None
    #: raised digits and signs that point to notes: '1', '**', '†'
    notes: tuple[str, ...] = ()
    #: as it now reads with its notes in place, where it bears any
    printed: str | None = None
    #: as it read before, where the print strikes or underlines
    old_text: str | None = None


@dataclass(frozen=True, slots=True)
class TableFacts:
    """What a table says of itself; periods and units are as printed, one a column."""

    caption: str | None = None
    #: so many first rows are header
    header_rows: int = 0
    #: so many first columns name the rows
    label_columns: int = 1
    #: 'August 2, 2020 - July 31, 2021'; None where none is printed
    periods: tuple[str | None, ...] = ()
    #: hour, day, week, month, year, episode … by which the figures of the column are paid
    units: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A pointer to another clause, on a clause's `text`."""

    start: int
    end: int
    quote: str
    target: ClauseId | None


@dataclass(frozen=True, slots=True)
class DefinedTerm:
    """A word given a meaning by the document: the clause that defines it, and the others in whose
    words it stands, in reading order."""

    term: str
    defined_in: ClauseId
    used_in: tuple[ClauseId, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """One printed paragraph with what belongs to it; interface.md says what each field means."""

    id: ClauseId
    document: DocumentId
    parent: ClauseId | None
    order: int
    kind: ClauseKind
    text: str
    label: str | None = None
    old_label: str | None = None
    #: outermost first, cleaned; ends with the own label (an unlabelled clause bears its parent's)
    labels: tuple[str, ...] = ()
    citation: str = ""
    heading: str | None = None
    old_text: str | None = None
    marked_text: str | None = None
    marks: tuple[MarkSpan, ...] = ()
    cells: tuple[Cell, ...] | None = None
    table: TableFacts | None = None
    references: tuple[CrossReference, ...] = ()
    defines: str | None = None
    pages: tuple[int, ...] = ()
    page_labels: tuple[str, ...] = ()
    boxes: tuple[Box, ...] = ()
    source: str = "text"
    confidence: float = 1.0
    #: how many of the reader's words this clause holds: its part of the account
    words: int = 0
    offsets: OffsetMap = field(default_factory=OffsetMap, repr=False)

    @property
    def full_text(self) -> str:
        """Heading, then text: the words of the clause."""
        return f"{self.heading} {self.text}".strip() if self.heading else self.text


@dataclass(frozen=True, slots=True)
class Account:
    """words = in_clauses + set_aside, always."""

    words: int
    in_clauses: int
    set_aside: int

    @property
    def balanced(self) -> bool:
        """True when no word was lost or read twice."""
        return self.words == self.in_clauses + self.set_aside


@dataclass(frozen=True, slots=True)
class Outline:
    """The clause tree held against the document's own bookmarks or contents."""

    expected: int
    found: int
    missing: tuple[str, ...] = ()
    by: str | None = None  # 'bookmarks' | 'contents'

    @property
    def share(self) -> float | None:
        """Found of expected; None when the document has no outline of its own."""
        return self.found / self.expected if self.expected else None


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height of a page in points, and its printed label."""

    number: int
    width: float
    height: float
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One file, read and split: what `read()` gives and the guarded child answers."""

    document: Document
    clauses: tuple[Clause, ...]
    set_aside: tuple[SetAside, ...]
    account: Account
    outline: Outline
    warnings: tuple[str, ...] = ()
    page_sizes: tuple[PageSize, ...] = ()
    #: in the order of their definitions; a term that is defined twice has two rows
    definitions: tuple[DefinedTerm, ...] = ()

    def unresolved_references(self) -> Iterator[tuple[ClauseId, CrossReference]]:
        """Every cross-reference that leads to no clause of this document, and where it stands."""
        for clause in self.clauses:
            for reference in clause.references:
                if reference.target is None:
                    yield clause.id, reference


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file was not read, and what to do."""

    path: str
    code: RefusalCode
    what: str
    why: str
    do: str


# ── findings ─────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that carry a finding, verbatim, on the clause's `text`."""

    start: int
    end: int
    quote: str
    confirmed: Confirmation = Confirmation.NOT_CHECKED
    #: where it differs: what the second reading saw in its place
    second: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What a user overruled: a topic or a term of a clause, or a check of a document.

    `name` is the topic's slug, the term's name or the check's id. `value` is True (it is so), False
    (it is not so) or, for a term, what the clause says. `date` is an ISO date.
    """

    about: Overruled
    document: DocumentId
    name: str
    value: Scalar
    date: str
    clause: ClauseId | None = None
    #: what the user adds in words of their own
    note: str = ""
    #: the clause's words when it was corrected, folded and hashed: they find it again when its id
    #: has changed
    words_key: str = ""


@dataclass(frozen=True, slots=True)
class ProvisionTerm:
    """A value read from a clause; the quote is verbatim on the clause's `text`."""

    name: str
    value: Scalar
    unit: str | None
    confidence: float
    start: int
    end: int
    quote: str
    #: set where a user said what the value is
    correction: Correction | None = None
    #: what is doubtful: words and figures that differ
    warning: str | None = None
    confirmed: Confirmation = Confirmation.NOT_CHECKED
    second: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A clause judged to be about a topic."""

    clause: Clause
    topic: str
    score: float
    asserted: bool
    basis: tuple[Basis, ...]
    evidence: tuple[Evidence, ...] = ()
    terms: tuple[ProvisionTerm, ...] = ()
    #: set where a user said so, or said that it is not so
    correction: Correction | None = None

    @property
    def clause_id(self) -> ClauseId:
        """The id of the clause."""
        return self.clause.id

    @property
    def document(self) -> DocumentId:
        """The id of the document."""
        return self.clause.document


@dataclass(frozen=True, slots=True)
class Silence:
    """A term or topic looked for and not found, with what was searched."""

    document: DocumentId
    scope: str  # 'article' | 'document'
    article: ClauseId | None
    topic: str | None
    term: str | None
    looked_in: tuple[ClauseId, ...]
    searched_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """All that the finder says of one document."""

    findings: tuple[Finding, ...]
    silences: tuple[Silence, ...]


# ── norms, matrix, checks ────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Norm:
    """Who must, may, must not or will endeavor to do what; one row each. `start` and `end` hold the
    norm on the clause's `text`, with a condition that stands right before it; a norm that a list
    item completes begins in the lead-in's `text`, and its `party` and `modality` stand there."""

    clause: Clause
    #: as printed, without article: 'Producer', 'Union'; parties that act together: 'A and B'
    party: str
    modality: Modality
    act: str
    start: int
    end: int
    quote: str
    #: verbatim: what follows 'unless', 'except', 'provided that', 'subject to', 'without … consent'
    exceptions: tuple[str, ...] = ()
    #: footnotes that the norm's words bear, in full
    notes: tuple[str, ...] = ()
    #: the clause in which party and modality stand, where it is not `clause`
    lead_in: ClauseId | None = None
    #: 'need not', 'is not required to': the party may leave the act
    lifted: bool = False
    #: 'shall own': a right that is written as a duty
    entitled: bool = False
    #: verbatim: what stands before it and says when it holds, 'Where …', 'At the request of …'
    condition: str | None = None

    @property
    def clause_id(self) -> ClauseId:
        """The id of the clause."""
        return self.clause.id

    @property
    def document(self) -> DocumentId:
        """The id of the document."""
        return self.clause.document


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a clause with the place that they are cited by; the quote is verbatim on the
    clause's `text`."""

    document: DocumentId
    clause: ClauseId
    citation: str
    pages: tuple[int, ...]
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Searched:
    """Where something was looked for in vain, and what was sought, in words."""

    looked_in: tuple[ClauseId, ...]
    searched_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TermReading:
    """One value of a term with the words that give it."""

    value: Scalar
    unit: str | None
    passage: Passage
    confidence: float = 1.0
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What one document says of one term: its readings, or silence with what was searched.

    Cells of a row whose values say the same, whatever words a guild has for it, share a `group`,
    counted from 1 in the order of the documents; silence is 0.
    """

    document: DocumentId
    readings: tuple[TermReading, ...] = ()
    silence: Searched | None = None
    group: int = 0


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One term through all documents, a cell each."""

    term: str
    topics: tuple[str, ...]
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class Risk:
    """A check that a document triggers, by its words or by its silence.

    One that is mitigated, or that a user overruled, does not fire; it is listed with the words that
    mitigate it.
    """

    check: str
    number: int
    name: str
    why: str
    document: DocumentId
    direction: Direction
    severity: Severity
    #: the words, or the clause that should have said what is missing
    triggered_by: Passage
    mitigated_by: Passage | None = None
    #: set where silence triggers it
    silence: Searched | None = None
    correction: Correction | None = None

    @property
    def fires(self) -> bool:
        """True where nothing mitigates it; a user's word goes before that."""
        if self.correction is not None:
            return bool(self.correction.value)
        return self.mitigated_by is None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a document stands to one position."""

    #: as it is written in the file of positions
    position: str
    document: DocumentId
    verdict: Verdict
    #: the words that decide it
    passages: tuple[Passage, ...] = ()
    silence: Searched | None = None


# ── search ───────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Hit:
    """A clause returned by a search."""

    clause: Clause
    document: Document
    score: float
    lexical: float | None
    semantic: float | None
    topics: tuple[str, ...] = ()
    why: str = ""
    #: what the clause stands under, outermost first; its own heading is the clause's
    headings: tuple[str, ...] = ()


# ── comparison ───────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Match:
    """Clauses held to be the same one in two documents; one side is empty for added, removed."""

    old: tuple[ClauseId, ...]
    new: tuple[ClauseId, ...]
    similarity: float
    confidence: float


@dataclass(frozen=True, slots=True)
class WordPiece:
    """A run of words of a redline. Pieces joined give the text exactly."""

    op: WordOperation
    text: str


@dataclass(frozen=True, slots=True)
class TermChange:
    """One term of one provision before and after; None: silent."""

    name: str
    old: Scalar | None
    new: Scalar | None


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change of words means."""

    name: str
    old: str | None
    new: str | None
    favors: Favors
    severity: Severity
    #: of two amounts: '−24 hours', '+45 (+11.0%)'
    difference: str | None = None
    #: why it may only seem so: 'may stand in other words at Article 4, Section 2'
    doubt: str | None = None


class DoubtReason(StrEnum):
    """Why what a change says may only seem so."""

    NOT_READ = "not_read"
    READ_FROM_PICTURE = "read_from_picture"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Pages of one document for which a change, or part of it, may only seem so."""

    reason: DoubtReason
    document: DocumentId
    pages: tuple[int, ...]
    #: 'page 12 of the old document was not read'
    why: str
    #: the words of the change that are in doubt; '' for the whole change
    words: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to a match; interface.md says what each kind means."""

    kind: ChangeKind
    old: tuple[ClauseId, ...]
    new: tuple[ClauseId, ...]
    also: tuple[ChangeKind, ...] = ()
    old_citation: str | None = None
    new_citation: str | None = None
    similarity: float = 1.0
    confidence: float = 1.0
    words: tuple[WordPiece, ...] = ()
    heading_words: tuple[WordPiece, ...] | None = None
    topics: tuple[str, ...] = ()
    terms: tuple[TermChange, ...] = ()
    effects: tuple[Effect, ...] = ()
    #: True for a clause that seems removed or added only because one document does not restate it:
    #: its silence strikes nothing
    not_restated: bool = False
    #: True for a footnote that its document only prints once more, or once less, in the same words
    repeated: bool = False
    #: pages that were not read, or only from a picture, for which it may only seem so
    doubts: tuple[Doubt, ...] = ()

    @property
    def counted(self) -> str:
        """How a summary counts it where it is restated: its kind, or 'repeated'."""
        return REPEATED if self.repeated else self.kind.value

    @property
    def sure_words(self) -> tuple[WordPiece, ...]:
        """The pieces without those that may stand on a page that was not read."""
        doubtful = {doubt.words for doubt in self.doubts} - {""}
        return tuple(
            piece
            for piece in self.words
            if piece.op is WordOperation.EQUAL or piece.text.strip() not in doubtful
        )


@dataclass(frozen=True, slots=True)
class TermValue:
    """One side of a term that differs between two documents."""

    value: Scalar
    clause: ClauseId
    quote: str


@dataclass(frozen=True, slots=True)
class TermContrast:
    """A term of the AI provisions in both documents; None on a side: silent."""

    name: str
    old: TermValue | None
    new: TermValue | None


@dataclass(frozen=True, slots=True)
class NotCompared:
    """Part of a document that took no part in the comparison, and why."""

    document: DocumentId
    what: str
    why: str


class DefinitionFate(StrEnum):
    """What became of a definition: other words, one where the other document has none, or the same
    meaning under another name."""

    CHANGED = "changed"
    ADDED = "added"
    DROPPED = "dropped"
    RENAMED = "renamed"


@dataclass(frozen=True, slots=True)
class DefinitionChange:
    """A defined term whose definition differs; `change` counts the comparison's changes from 0, and
    `used_in` names the clauses in whose words the term stands: of the new document, or of the old
    one where the term is gone."""

    term: str
    change: int
    used_in: tuple[ClauseId, ...]
    fate: DefinitionFate = DefinitionFate.CHANGED
    #: the name that the old document gives to the term, where that is another one
    was: str | None = None


@dataclass(frozen=True, slots=True)
class BrokenReference:
    """A cross-reference of the new document, printed as before, that leads elsewhere now (`now`
    is another clause than what became of `was`) or nowhere (`now` None). `stands`: what became of
    `was` in the new document; () where it was dropped."""

    clause: ClauseId
    quote: str
    was: ClauseId
    now: ClauseId | None
    stands: tuple[ClauseId, ...] = ()


@dataclass(frozen=True, slots=True)
class CarveOut:
    """An exception that came or went with a change; `words` are verbatim, `added` False: dropped.
    `change` counts from 0."""

    change: int
    added: bool
    words: str


@dataclass(frozen=True, slots=True)
class Returned:
    """Words that one change drops and another one brings; both count from 0."""

    dropped: int
    comes_back: int
    words: str
    #: the other clause had them before too, and has them still
    stood: bool = False


#: row and old figure of a table that stays and whose figures rise or fall by what is said
EVERY_FIGURE, AS_IT_STANDS = "every figure", "as it stands"


@dataclass(frozen=True, slots=True)
class RateChange:
    """A figure of a table in both documents, found by row, column and period; as printed. None on
    a side: its row or column is not there. `difference` and `percent` only for two numbers.

    Where words raise or lower a table that is not printed anew, `row` is EVERY_FIGURE, `old`
    AS_IT_STANDS and `new` says by how much: no figure is computed."""

    table_old: ClauseId | None
    table_new: ClauseId | None
    row: str
    column: str
    period: str | None
    old: str | None
    new: str | None
    difference: float | None = None
    percent: float | None = None
    #: 'Minimum rates for eight hours'; the caption of the table
    caption: str | None = None


class ContextKind(StrEnum):
    """Why a clause is read along with those of a topic."""

    DEFINITION = "definition"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Context:
    """A clause, as what became of it, that clauses of a topic use and that is not about the topic
    itself: it is read along, and not counted. `used_in` names the clauses that use it."""

    change: Change
    why: ContextKind
    used_in: tuple[ClauseId, ...]
    #: of a definition: the defined terms that are used
    terms: tuple[str, ...] = ()
    #: False where one document only does not restate it: its silence strikes nothing
    restated: bool = True


@dataclass(frozen=True, slots=True)
class AuditEdit:
    """One edit of a printed redline, or a difference that it does not mark. `base_words` are those
    of the base, `printed_words` those set in their place ('' for none); of a misquotation, the
    words printed as old. `box` is where it stands in the proposal."""

    verdict: AuditVerdict
    base: ClauseId | None
    proposal: ClauseId | None
    base_words: str
    printed_words: str
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Whether a second reading gives the same words of a clause; `second` is what it saw where it
    differs, `why` the reason where it was not checked."""

    clause: ClauseId
    confirmed: Confirmation
    second: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Audit:
    """A document with a printed redline against the one that it claims to change."""

    base: Document
    proposal: Document
    clauses: Mapping[ClauseId, Clause]
    #: in the order of the proposal
    edits: tuple[AuditEdit, ...]
    #: parts that claim nothing of the base's words, and why
    not_audited: tuple[NotCompared, ...] = ()
    #: one for each clause with an edit; () where no second reading was asked for
    confirmed: tuple[Confirmed, ...] = ()

    @property
    def summary(self) -> dict[str, int]:
        """How many edits of each verdict, those without one too."""
        counts = {verdict.value: 0 for verdict in AuditVerdict}
        for edit in self.edits:
            counts[edit.verdict.value] += 1
        return counts


#: how a summary calls clauses that one side only does not restate
NOT_RESTATED = "not_restated"
#: in a summary, footnotes that are only printed once more or once less
REPEATED = "repeated"
#: in a summary, blocks of signatures that differ
SIGNATURES = "signatures"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two clause trees, what became of each clause; `clauses` holds both sides by id. Where a
    document's own marks are told, both sides are that document."""

    old: Document
    new: Document
    clauses: Mapping[ClauseId, Clause]
    changes: tuple[Change, ...]
    terms_changed: tuple[TermContrast, ...] = ()
    not_compared: tuple[NotCompared, ...] = ()
    #: the filter that was asked for ('ai' or a topic), and how many changes it leaves out
    topic: str | None = None
    left_out: int = 0
    #: clauses listed as removed or added only because a proposal does not restate their article
    not_restated: tuple[ClauseId, ...] = ()
    #: clauses that may only seem added or removed: pages of the other document were not read
    perhaps_unread: tuple[ClauseId, ...] = ()
    #: where both sides are one document with its own marks: how many of its clauses carry any
    #: (0: it strikes nothing and is no redline); None: two documents were compared
    own_marks: int | None = None
    definitions_changed: tuple[DefinitionChange, ...] = ()
    references_broken: tuple[BrokenReference, ...] = ()
    carve_outs: tuple[CarveOut, ...] = ()
    returned: tuple[Returned, ...] = ()
    rates: tuple[RateChange, ...] = ()
    #: with a topic: definitions and footnotes that its clauses use, no changes about the topic
    context: tuple[Context, ...] = ()
    #: one for each clause that changed; () where no second reading was asked for
    confirmed: tuple[Confirmed, ...] = ()

    @property
    def summary(self) -> dict[str, int]:
        """How many changes of each kind, kinds without one left out, and how many are none because
        other names or days were signed ('signatures'), a note is only printed once more or less
        ('repeated') or one side only does not restate them ('not_restated'); together all changes.
        """
        counts = Counter(
            SIGNATURES if self.is_signed(change) else change.counted for change in self.restated
        )
        silent = len(self.changes) - counts.total()
        return {**counts, NOT_RESTATED: silent} if silent else dict(counts)

    def is_signed(self, change: Change) -> bool:
        """True of signatures that came, went or differ: they are no clause that says what holds."""
        kinds = {self.clauses[key].kind for key in (*change.old, *change.new)}
        return change.kind is not ChangeKind.UNCHANGED and kinds == {ClauseKind.SIGNATURE}

    @property
    def restated(self) -> tuple[Change, ...]:
        """The changes without those that are none: clauses that one side only does not restate."""
        silent = frozenset(self.not_restated)
        return tuple(c for c in self.changes if silent.isdisjoint((*c.old, *c.new)))


# ── the library's jobs ───────────────────────────────────────────────────────────────────────────
class JobState(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


#: of a job that has not ended
OPEN_STATES = frozenset({JobState.WAITING, JobState.RUNNING})


@dataclass(frozen=True, slots=True)
class Job:
    """One file on its way into the library; `detail` names what is being done, without text of the
    document."""

    id: int
    path: str
    state: JobState
    document: DocumentId | None = None
    stages: tuple[Stage, ...] = ()
    detail: str = ""
    done: int = 0
    total: int = 0
    refusal: Refusal | None = None


# ── the library's health ─────────────────────────────────────────────────────────────────────────
class LibraryFaultKind(StrEnum):
    """What of a library is not as it was kept."""

    CATALOG = "catalog"
    DOCUMENT = "document"
    FINDINGS = "findings"
    WORDS = "words"
    NOTES = "notes"
    COPY = "copy"
    VECTORS = "vectors"
    INDEX = "index"
    ENCODER = "encoder"
    LEFTOVER = "leftover"


@dataclass(frozen=True, slots=True)
class LibraryFault:
    """One fault: where (a document's id, a file), what is wrong, what mends it. What is left over
    does no harm."""

    kind: LibraryFaultKind
    place: str
    what: str
    do: str

    @property
    def harmless(self) -> bool:
        """True for what only takes room or is made again by itself."""
        return self.kind in (LibraryFaultKind.LEFTOVER, LibraryFaultKind.INDEX)


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What can be trusted of a document whose rows are damaged: the checksum of its copy, the id
    under which the damaged row is found; its id, its path and what was said of it where nothing
    speaks against them."""

    sha256: str
    row: str = ""
    id: str = ""
    path: str | None = None
    hints: Hints | None = None
