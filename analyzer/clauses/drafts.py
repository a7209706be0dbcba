"""Rows and their reading → drafts: clauses with their words and parents, before they are named.

Every word of every line goes into exactly one draft here; nothing later moves a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import repeat

from analyzer.clauses.joining import Piece
from analyzer.clauses.note_signs import read_opening
from analyzer.clauses.placing import Frame, Stack
from analyzer.clauses.rows import SAME_EDGE, Block, Body, Row
from analyzer.clauses.search import Step, confidence
from analyzer.records import ClauseKind, Line, LineRole, MarkKind


@dataclass(slots=True)
class Draft:
    """A clause in the making; `parent` is the number of another draft."""

    order: int
    parent: int | None
    label: str | None = None
    old_label: str | None = None
    #: words of the label, then of the heading and text
    label_pieces: list[Piece] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    #: raised marks that lead to footnotes: counted, but no words of the text
    note_pieces: list[Piece] = field(default_factory=list)
    #: how many of `pieces` are the heading
    heading_length: int = 0
    role: LineRole = LineRole.BODY
    #: called by a word, and the word's rank ('Article' 2, an attachment 0)
    rank: int | None = None
    #: the form by which the label is counted
    shape: str = ""
    #: a heading on its own line, without a label
    is_heading: bool = False
    quoted: bool = False
    margin: float = 2.0
    lines: list[Line] = field(default_factory=list)
    x: float = 0.0
    value: float | None = None
    #: the row that it begins with, and, of a letter, the row that its letterhead begins with
    row: int = -1
    letter_from: int | None = None
    #: a block of signatures or a list of parties, joined from several paragraphs
    group: ClauseKind | None = None

    @property
    def words(self) -> int:
        """How many of the reader's words it holds."""
        parts = (self.label_pieces, self.pieces, self.note_pieces)
        return sum([piece.counted for part in parts for piece in part])

    @property
    def confidence(self) -> float:
        """The splitter's margin over its next reading."""
        return confidence(self.margin)


def draft_clauses(body: Body, steps: Sequence[Step]) -> list[Draft]:
    """Drafts in reading order; footnotes and tables stand where they were found."""
    return _Drafter(body).run({step.row: step for step in steps})


class _Drafter:
    """Walks the rows once and hands each word to a draft."""

    def __init__(self, body: Body) -> None:
        self.body = body
        self.drafts: list[Draft] = []
        self.of_frame: dict[tuple[int, int], int] = {}
        self.stack: Stack = ()
        self.current: Draft | None = None
        self.note: Draft | None = None
        #: by parent and shape of the label: how far the text of a level hangs to its right
        self.hangs: dict[tuple[int | None, str], float] = {}
        #: the same by the label's shape and left edge, wherever it stands
        self.hangs_at: dict[tuple[str, int], float] = {}
        #: rows before which a table stands
        self.tables = {block.at for block in body.blocks if block.role is LineRole.TABLE}

    def run(self, steps: dict[int, Step]) -> list[Draft]:
        """All drafts."""
        blocks: dict[int, list[Block]] = {}
        for block in self.body.blocks:
            blocks.setdefault(block.at, []).append(block)
        notes: dict[int, list[Line]] = {}
        for at, line in self.body.footnotes:
            notes.setdefault(at, []).append(line)
        for row in self.body.rows:
            for line in notes.pop(row.index, ()):
                self._take_note(line)
            for block in blocks.pop(row.index, ()):
                self._take_block(block)
            self._take_row(row, steps.get(row.index))
        for remaining in notes.values():
            for line in remaining:
                self._take_note(line)
        for remaining_blocks in blocks.values():
            for block in remaining_blocks:
                self._take_block(block)
        return self.drafts

    def _new(self, parent: int | None, x: float) -> Draft:
        draft = Draft(len(self.drafts), parent, x=x)
        self.drafts.append(draft)
        return draft

    # ── body text ────────────────────────────────────────────────────────────────────────────────
    def _take_row(self, row: Row, step: Step | None) -> None:
        if step is not None:
            self.stack = step.stack
        if step is not None and step.labels:
            self._open_labelled(row, step)
        elif self.current is None or (row.boundary and step is not None):
            self._open_unlabelled(row, step)
        else:
            self._add_line(self.current, row)

    def _open_labelled(self, row: Row, step: Step) -> None:
        """One draft a label; the last one takes the rest of the line."""
        frames = step.stack[len(step.stack) - step.labels :]
        cuts = [label.end for label in row.labels[: step.labels]]
        groups = _cut_line(row, cuts)
        draft = None
        for token, frame in enumerate(frames):
            parent = self._parent_of(step.stack, frame)
            if token == 0 and frame.value is not None and frame.value <= _FIRST:
                self._hang_title_out(parent)
            draft = self._new(parent, row.x)
            label = row.labels[token]
            quote = row.text[: label.start].strip() if token == 0 else ""
            draft.label = f"{quote}{label.text}".lstrip("#").strip()
            draft.label_pieces = groups[token]
            draft.rank, draft.shape, draft.margin = frame.rank, frame.shape, step.margin
            draft.value = frame.value
            draft.quoted = any(other.quotation for other in step.stack)
            draft.lines.append(row.line)
            self.of_frame[frame.row, frame.token] = draft.order
        assert draft is not None
        draft.pieces = groups[-1]
        if row.labels[step.labels - 1].readings[0].form.titled:
            draft.label, draft.is_heading = None, True
            draft.label_pieces, draft.pieces = [], [*draft.label_pieces, *draft.pieces]
        draft.letter_from = row.letter_from
        if row.running:
            # its words are set aside with the page
            draft.label_pieces = []
        self._note_struck_label(draft, row)
        self.current = draft

    def _hang_title_out(self, parent: int | None) -> None:
        """A title right before a label that counts anew stands beside what it heads, not inside
        what comes before."""
        title = self.drafts[-1] if self.drafts else None
        if title is None or title.label is not None or title.role is not LineRole.BODY:
            return
        heads = title.is_heading or (
            title.pieces[-1].text.endswith(":") and len(title.pieces) <= _TITLE_LENGTH
        )
        outer = title.parent
        while heads and outer is not None and outer != parent:
            outer = self.drafts[outer].parent
        if heads and outer == parent:
            title.parent = parent

    def _note_struck_label(self, draft: Draft, row: Row) -> None:
        """A struck label before the living one is the label as it was."""
        struck = []
        for word in row.line.words:
            if word.mark is not MarkKind.DELETED:
                break
            struck.append(word.text)
        old = " ".join(struck)
        if struck and not row.struck and len(old) <= 12 and draft.label_pieces:
            draft.old_label = old

    def _parent_of(self, stack: Stack, frame: Frame) -> int | None:
        at = stack.index(frame)
        for outer in reversed(stack[:at]):
            if not outer.quotation:
                return self.of_frame.get((outer.row, outer.token))
        return None

    def _open_unlabelled(self, row: Row, step: Step | None) -> None:
        caption = row.index + 1 in self.tables
        if row.heading and row.centered and not caption and not self._titles_a_label():
            self.stack = _outermost(self.stack)
        draft = self._new(self._parent_by_edge(row), row.x)
        draft.is_heading = row.heading
        draft.row = row.index
        draft.quoted = any(frame.quotation for frame in self.stack)
        if step is not None:
            draft.margin = step.margin
        self._add_line(draft, row)
        self.current = draft

    def _titles_a_label(self) -> bool:
        """True right after a label called by a word, whose title the next line may be."""
        before = self.drafts[-1] if self.drafts else None
        return before is not None and (before.is_heading or before.rank is not None)

    def _parent_by_edge(self, row: Row) -> int | None:
        """The innermost open level, or one farther out when the paragraph stands left of it."""
        stack = list(self.stack)
        while stack and stack[-1].quotation:
            stack.pop()
        while len(stack) > 1 and self._stands_outside(row, stack[-1]):
            if stack[-1].rank is not None or stack[-2].quotation:
                break
            stack.pop()
        if len(stack) == 1 and stack[0].rank is None and row.x < stack[0].x - SAME_EDGE:
            return None
        for frame in reversed(stack):
            if not frame.quotation:
                return self.of_frame.get((frame.row, frame.token))
        return None

    def _stands_outside(self, row: Row, frame: Frame) -> bool:
        """Left of a level's label; or right below a label whose own text hangs to its right."""
        if row.x < frame.x - SAME_EDGE:
            return True
        number = self.of_frame.get((frame.row, frame.token))
        lines = self.drafts[number].lines if number is not None else []
        hang = lines[1].x0 - lines[0].x0 if _on_one_page(lines[:2]) else 0.0
        if number is not None and hang <= SAME_EDGE:
            hang = self._hang_of_sisters(self.drafts[number])
        return hang > SAME_EDGE and row.x < frame.x + hang / 2 + 1

    def _hang_of_sisters(self, draft: Draft) -> float:
        """How far the text of the sisters hangs, where this one is a sentence on a single line."""
        whole = len(draft.lines) == 1 and draft.pieces[-1:] and draft.pieces[-1].text[-1] in ".;"
        if not whole:
            return 0.0
        alike = self.hangs_at.get((draft.shape, round(draft.x / _EDGE)), 0.0)
        return self.hangs.get((draft.parent, draft.shape), alike)

    def _add_line(self, draft: Draft, row: Row) -> None:
        draft.pieces += _pieces_of(row.line)
        draft.lines.append(row.line)
        if draft.label is not None and _on_one_page(draft.lines) and len(draft.lines) == 2:
            hang = row.line.x0 - draft.lines[0].x0
            self.hangs[draft.parent, draft.shape] = hang
            self.hangs_at[draft.shape, round(draft.x / _EDGE)] = hang

    # ── what stands beside body text ─────────────────────────────────────────────────────────────
    def _take_block(self, block: Block) -> None:
        draft = self._new(self._parent_by_stack(), block.lines[0].x0)
        draft.role = block.role
        if block.role is LineRole.TOC:
            draft.parent = None
        for line in block.lines:
            draft.pieces += _pieces_of(line)
            draft.lines.append(line)

    def _parent_by_stack(self) -> int | None:
        for frame in reversed(self.stack):
            if not frame.quotation:
                return self.of_frame.get((frame.row, frame.token))
        return None

    def _take_note(self, line: Line) -> None:
        """A footnote opens with its digit or sign; a line without one goes on with the last."""
        opening = read_opening(line, self.note.label if self.note else None)
        if opening is None and self.note is not None:
            self.note.pieces += _pieces_of(line)
            self.note.lines.append(line)
            return
        note = self._new(self._parent_by_stack(), line.x0)
        note.role = LineRole.FOOTNOTE
        note.lines.append(line)
        pieces = _pieces_of(line)
        if opening is not None:
            note.label, note.old_label = opening.label, opening.old_label
            signs, pieces = pieces[: opening.words], pieces[opening.words :]
            rest = signs[-1].text[opening.length :] if opening.length else ""
            if rest:
                signs[-1] = _with_text(signs[-1], signs[-1].text[: opening.length])
                pieces.insert(0, _with_text(signs[-1], rest, counted=False))
            note.label_pieces = signs
        note.pieces = pieces
        self.note = note


#: a label that counts so begins its level
_FIRST = 1.01
#: points within which two labels stand on one edge
_EDGE = 4.0
#: words of a line with a colon that may be a title
_TITLE_LENGTH = 10


def _on_one_page(lines: Sequence[Line]) -> bool:
    return len(lines) > 1 and lines[0].page == lines[1].page


def _outermost(stack: Stack) -> Stack:
    """What stays open under a centered heading: attachments, or the quotation it stands in."""
    for at in range(len(stack) - 1, -1, -1):
        if stack[at].quotation or stack[at].rank == 0:
            return stack[: at + 1]
    return ()


#: a Piece from its five values, without a call of Python's for each of the document's words
_NEW_PIECE = partial(tuple.__new__, Piece)


def _pieces_of(line: Line) -> list[Piece]:
    page, words = line.page, line.words
    texts = [word.text for word in words]
    ends = [*repeat(False, len(words) - 1), True]
    return list(map(_NEW_PIECE, zip(words, repeat(page), texts, ends, repeat(True))))


def _with_text(piece: Piece, text: str, *, counted: bool = True) -> Piece:
    return Piece(piece.word, piece.page, text, piece.ends_line, counted)


def _cut_line(row: Row, cuts: Sequence[int]) -> list[list[Piece]]:
    """The line's words in groups: one for each label (cuts are ends on the row's text), then the
    rest. A word that a cut divides is counted in the first group."""
    groups: list[list[Piece]] = [[] for _ in range(len(cuts) + 1)]
    group, at = 0, 0
    live = {id(word) for word in row.words}
    for piece in _pieces_of(row.line):
        if id(piece.word) not in live:
            # struck words after a whole label belong to what it labels
            while group < len(cuts) and 0 < cuts[group] < at:
                group += 1
            groups[group].append(piece)
            continue
        start, end = at, at + len(piece.text)
        at = end + 1
        first = True
        while group < len(cuts) and cuts[group] < end:
            if cuts[group] > start:
                text = row.text[start : cuts[group]]
                groups[group].append(_with_text(piece, text, counted=first))
                start, first = cuts[group], False
            group += 1
        if first:
            groups[group].append(piece)
        elif start < end:
            groups[group].append(_with_text(piece, row.text[start:end], counted=False))
    return groups
