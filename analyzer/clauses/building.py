"""The order of the splitter's parts, and drafts → clauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analyzer.clauses.definitions import find_definitions
from analyzer.clauses.drafts import Draft, draft_clauses
from analyzer.clauses.evidence import weigh_rows
from analyzer.clauses.grouping import group_drafts
from analyzer.clauses.headings import settle_headings
from analyzer.clauses.image_labels import is_from_image, take_image_labels
from analyzer.clauses.joining import (
    Piece,
    Vocabulary,
    join_marked,
    join_pieces,
    offsets_of,
    without,
)
from analyzer.clauses.kinds import PATCHES, KindJudge, defined_term
from analyzer.clauses.letters import mark_letterheads, place_letterheads, settle_letters
from analyzer.clauses.naming import Name, name_drafts
from analyzer.clauses.notes import hang_notes
from analyzer.clauses.outline import check_outline
from analyzer.clauses.references import find_references
from analyzer.clauses.rows import MARKED_UP, read_rows
from analyzer.clauses.search import search_reading
from analyzer.clauses.singling import single_out
from analyzer.clauses.table_facts import add_captions
from analyzer.clauses.tables import Table, read_table
from analyzer.records import (
    Account,
    Box,
    Clause,
    ClauseId,
    ClauseKind,
    Document,
    Line,
    LineRole,
    MarkKind,
    Pages,
    PageSize,
    Reading,
)


def split_clauses(pages: Pages, document: Document) -> Reading:
    """Split a document into its clauses, with the account of words and the check of the outline."""
    pages = take_image_labels(pages)
    body = read_rows(pages)
    settle_letters(body.rows)
    weigh_rows(body.rows, drawn=pages.drawn)
    mark_letterheads(body.rows)
    drafts = draft_clauses(body, search_reading(body.rows) if body.rows else [])
    drafts = place_letterheads(settle_headings(drafts))
    drafts = group_drafts(drafts, document.kind)
    hang_notes(drafts)
    names = name_drafts(drafts, document, pages)
    builder = _Builder(pages, document, names)
    clauses = single_out(builder.build(drafts))
    clauses = _refer(clauses, document)
    outline = check_outline(pages, clauses)
    in_clauses = sum(clause.words for clause in clauses)
    aside = sum(item.words for item in pages.set_aside)
    return Reading(
        document=replace(
            document,
            outline_found=outline.share,
            unread_pages=pages.without_text,
            ocr_pages=pages.scanned,
        ),
        clauses=tuple(clauses),
        set_aside=pages.set_aside,
        account=Account(pages.word_count, in_clauses, aside),
        outline=outline,
        warnings=pages.warnings,
        page_sizes=tuple(
            PageSize(page.number, page.width, page.height, page.label) for page in pages.pages
        ),
        definitions=find_definitions(clauses),
    )


def are_split_alike(clauses: Sequence[Clause], before: Document, now: Document) -> bool:
    """True where clauses of a document, read `before` as that, are the same read as what it is
    `now`."""
    if (before.id, before.kind) != (now.id, now.kind):
        return False
    # its name says which references are to itself
    return before.title == now.title or _refer(clauses, now) == list(clauses)


def _refer(clauses: Sequence[Clause], document: Document) -> list[Clause]:
    """The clauses of a document with what they refer to."""
    return find_references(clauses, amends=document.kind in PATCHES, title=document.title)


class _Builder:
    """Turns drafts into clauses, in order."""

    def __init__(self, pages: Pages, document: Document, names: dict[int, Name]) -> None:
        self.pages = pages
        self.document = document
        self.names = names
        self.vocabulary = Vocabulary.from_pages(pages)
        self.page_labels = {page.number: page.label for page in pages.pages}
        self.kinds = KindJudge(document.kind)
        self.ruled = {table.number: table.cells for table in pages.tables}
        #: a text that nothing parts has no pages
        self.paged = pages.drawn or len(pages.pages) > 1
        #: by printed word the draft that it went to
        self.owners: dict[int, int] = {}

    def build(self, drafts: Sequence[Draft]) -> list[Clause]:
        """All clauses."""
        for draft in drafts:
            self.owners.update((id(piece.word), draft.order) for piece in _pieces_of(draft))
        return add_captions([self._build(draft, order) for order, draft in enumerate(drafts)])

    def _build(self, draft: Draft, order: int) -> Clause:
        name = self.names[draft.order]
        table = self._table(draft)
        heading, text, rows = self._texts(draft)
        old = text or join_pieces(draft.pieces[draft.heading_length :], self.vocabulary)[0]
        kind = self.kinds.judge(draft, old, heading)
        parent = self.names.get(draft.parent) if draft.parent is not None else None
        pages = tuple(dict.fromkeys(line.page for line in draft.lines)) if self.paged else ()
        clause = Clause(
            id=name.id,
            document=self.document.id,
            parent=ClauseId(parent.id) if parent else None,
            order=order,
            kind=kind,
            text=text,
            label=draft.label,
            old_label=draft.old_label,
            labels=name.labels,
            citation=name.citation,
            heading=heading,
            cells=table.cells if table else None,
            table=table.facts if table else None,
            defines=defined_term(text, heading) if kind is ClauseKind.DEFINITION else None,
            pages=pages,
            page_labels=tuple(
                label for page in pages if (label := self.page_labels.get(page)) is not None
            ),
            boxes=self._boxes(draft) if self.pages.drawn else (),
            source=_source_of(draft, self.pages.scanned),
            confidence=round(draft.confidence, 4),
            words=draft.words,
            offsets=offsets_of(rows),
        )
        return self._with_marks(clause, draft)

    def _table(self, draft: Draft) -> Table | None:
        """The cells of a table, whose words then stand in the order of the cells."""
        if draft.role is not LineRole.TABLE or draft.group is not None:
            return None
        number = draft.lines[0].table
        boxes = self.ruled.get(number, ()) if number is not None else ()
        table = read_table(draft.pieces, boxes, self.vocabulary)
        draft.pieces = table.pieces
        return table

    def _texts(
        self, draft: Draft
    ) -> tuple[str | None, str, list[tuple[int, int, int, float, float, float, float]]]:
        """(heading, text, offset rows of the text), as they now read."""
        cut = draft.heading_length
        head = without(draft.pieces[:cut], MarkKind.DELETED)
        heading, _ = join_pieces(head, self.vocabulary)
        heading = MARKED_UP.sub("", heading, count=1) if heading.startswith("#") else heading
        heading = _without_open_mark(heading.strip().lstrip("-–—‐:,~ ").strip())
        body = without(draft.pieces[cut:], MarkKind.DELETED)
        text, rows = join_pieces(body, self.vocabulary)
        return heading or None, text, rows

    def _boxes(self, draft: Draft) -> tuple[Box, ...]:
        """One box a page and column, around the draft's lines; a line that it shares with another
        draft has one of its own, around the words that are not the other's."""
        own = {id(piece.word) for piece in _pieces_of(draft)}
        found: dict[tuple[int, int, int], list[Line]] = {}
        for number, line in enumerate(draft.lines, start=1):
            mine = tuple(
                word
                for word in line.words
                if id(word) in own or self.owners.get(id(word), draft.order) == draft.order
            )
            whole = not mine or len(mine) == len(line.words)
            kept = line if whole else replace(line, words=mine)
            found.setdefault((line.page, line.column, 0 if whole else number), []).append(kept)
        return tuple(_box_around(page, lines) for (page, _, _), lines in found.items())

    def _with_marks(self, clause: Clause, draft: Draft) -> Clause:
        """Old words, all words, and the marked runs, where the print strikes or underlines."""
        pieces = _pieces_of(draft)
        if not self.pages.redline or not any(piece.word.mark for piece in pieces):
            return clause
        marked, marks = join_marked(pieces, self.vocabulary)
        old = without(draft.pieces[draft.heading_length :], MarkKind.INSERTED)
        return replace(
            clause,
            old_text=join_pieces(old, self.vocabulary)[0],
            marked_text=marked,
            marks=marks,
        )


def _source_of(draft: Draft, scanned: Sequence[int]) -> str:
    if any(line.page in scanned for line in draft.lines):
        return "ocr"
    return "image_label" if any(is_from_image(p.word) for p in draft.label_pieces) else "text"


def _without_open_mark(heading: str) -> str:
    """A heading that opens a quotation without closing it, without the mark."""
    return heading[1:].lstrip() if heading[:1] == "“" and "”" not in heading else heading


def _pieces_of(draft: Draft) -> list[Piece]:
    return draft.label_pieces + draft.pieces


def _box_around(page: int, lines: Sequence[Line]) -> Box:
    words = [word for line in lines for word in line.words]
    return Box(
        page,
        min([line.x0 for line in lines]),
        min([word.top for word in words]),
        max([word.x1 for word in words]),
        max([word.bottom for word in words]),
    )
