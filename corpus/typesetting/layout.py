"""Flows blocks into pages.

Paragraphs at their indentation -> pages of placed lines and rules, ready to be painted, with the
footnotes at the foot of each and a note of where each heading landed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from reportlab.pdfbase.pdfmetrics import stringWidth

from corpus.typesetting.breaking import Line, Measure, break_lines
from corpus.typesetting.inline import Inline, Look, read_inline
from corpus.typesetting.source import Block, Header

PAGE_WIDTH, PAGE_HEIGHT = 612.0, 792.0
STEP = 32.0
NOTE_SIZE, NOTE_LEADING = 9.5, 11.0
PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Placed:
    """A line at its place; x and y (baseline) in points from the lower left."""

    line: Line
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float = 0.6


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that the contents or the bookmarks name."""

    level: int
    label: str
    title: str
    page: int
    y: float
    in_contents: bool


@dataclass(slots=True)
class Sheet:
    """One page while it is being filled."""

    lines: list[Placed] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    numbered: list[float] = field(default_factory=list)
    notes: list[Inline] = field(default_factory=list)
    notes_height: float = 0.0
    title: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph to be set: words, where it begins, and how."""

    inline: Inline
    x: float
    label: str | None = None
    label_x: float = 0.0
    first_x: float | None = None
    right: float = 0.0
    size: float = 12.0
    leading: float = 14.0
    after: float = 7.0
    align: str = "left"
    look: Look = PLAIN
    keep_with: int = 0


class Flow:
    """The page being filled and the place on it where the next line goes."""

    def __init__(self, header: Header) -> None:
        self.header = header
        self.sheets: list[Sheet] = []
        self.headings: list[Heading] = []
        self.double = header.double
        self.numbering = header.line_numbers
        self.next_note = 1
        self.body_from = 1
        self.new_page()

    @property
    def sheet(self) -> Sheet:
        """The page being filled."""
        return self.sheets[-1]

    @property
    def width(self) -> float:
        """The width between the margins."""
        return PAGE_WIDTH - self.header.left - self.header.right

    @property
    def empty(self) -> bool:
        """Whether nothing stands on this page yet."""
        return not self.sheet.lines and not self.sheet.rules

    def new_page(self) -> None:
        """Begin a page."""
        self.sheets.append(Sheet())
        self.y = PAGE_HEIGHT - self.header.top

    def room(self, notes: float = 0.0) -> float:
        """Return the height left on this page above its footnotes."""
        return self.y - self.header.bottom - self.sheet.notes_height - notes

    def ensure(self, height: float) -> None:
        """Begin a page unless this height is left."""
        if self.room() < height and not self.empty:
            self.new_page()

    def measure_note(self, note: Inline) -> list[Line]:
        """Return the lines of a footnote."""
        return break_lines(note.words, Measure(NOTE_SIZE, self.width, self.width))

    def place(self, paragraph: Paragraph) -> float:
        """Set a paragraph and return the baseline of its first line."""
        first_x = paragraph.x if paragraph.first_x is None else paragraph.first_x
        edge = PAGE_WIDTH - self.header.right - paragraph.right
        justify = self.header.justify and paragraph.align == "left"
        lines = break_lines(
            paragraph.inline.words,
            Measure(
                paragraph.size,
                edge - first_x,
                edge - paragraph.x,
                justify=justify,
                hyphens=self.header.hyphens and paragraph.align == "left",
            ),
        )
        first_y = 0.0
        for index, line in enumerate(lines):
            self._make_room(paragraph, lines, index)
            self.y -= paragraph.leading
            x = first_x if index == 0 else paragraph.x
            if paragraph.align == "center":
                x = (paragraph.x + edge - line.width) / 2
            if index == 0:
                first_y = self.y
                self._place_label(paragraph)
            self.sheet.lines.append(Placed(line, x, self.y, paragraph.size))
            if self.numbering:
                self.sheet.numbered.append(self.y)
            self._note(line, paragraph.inline)
        self.y -= paragraph.after
        return first_y

    def _make_room(self, paragraph: Paragraph, lines: list[Line], index: int) -> None:
        left = len(lines) - index
        needed = 1
        if index == 0:
            needed = min(left, 2) + paragraph.keep_with
        elif left == 2:
            needed = 2
        notes = sum(
            self._note_height(note) for note in _called(lines[index], paragraph.inline.notes)
        )
        if self.room(notes) < needed * paragraph.leading and not self.empty:
            self.new_page()

    def _note_height(self, note: tuple[int, str]) -> float:
        lines = self.measure_note(note_inline(note))
        first = 14.0 if not self.sheet.notes else 0.0
        return first + NOTE_LEADING * len(lines) + 3

    def _note(self, line: Line, inline: Inline) -> None:
        for note in _called(line, inline.notes):
            self.sheet.notes_height += self._note_height(note)
            self.sheet.notes.append(note_inline(note))

    def _place_label(self, paragraph: Paragraph) -> None:
        if paragraph.label is None:
            return
        label = read_inline(paragraph.label, base=paragraph.look)
        lines = break_lines(label.words, Measure(paragraph.size, self.width, self.width))
        self.sheet.lines.append(Placed(lines[0], paragraph.label_x, self.y, paragraph.size))

    def finish_notes(self) -> None:
        """Set the footnotes at the foot of every page."""
        left = self.header.left
        for sheet in self.sheets:
            if not sheet.notes:
                continue
            y = self.header.bottom + sheet.notes_height - 8
            sheet.rules.append(Rule(left, y, left + 144, y))
            y -= 3
            for note in sheet.notes:
                for line in self.measure_note(note):
                    y -= NOTE_LEADING
                    sheet.lines.append(Placed(line, left, y, NOTE_SIZE))
                y -= 3


def note_inline(note: tuple[int, str]) -> Inline:
    """Return a footnote's words, its raised digit first."""
    number, text = note
    body = read_inline(text)
    mark = read_inline(f"[[fn:x]]{text.split(' ', 1)[0]}", first_note=number).words[0]
    return Inline((mark, *body.words[1:]), ())


def _called(line: Line, notes: tuple[tuple[int, str], ...]) -> list[tuple[int, str]]:
    numbers = {piece.note for word in line.words for piece in word.pieces if piece.note}
    return [note for note in notes if note[0] in numbers]


def text_x(header: Header, depth: int) -> float:
    """Return where the text of a labelled paragraph of this depth begins."""
    if header.outline == "items":
        return header.left + 36 + 36 * depth
    return header.left + (20 + STEP * depth if depth else 0)


def paragraph_of(flow: Flow, block: Block, *, look: Look | None = None) -> Paragraph:
    """Return a block's text as a paragraph at its indentation."""
    header = flow.header
    base = look or Look()
    inline = read_inline(block.text, base=base, first_note=flow.next_note)
    flow.next_note += len(inline.notes)
    x = text_x(header, block.depth)
    leading = header.leading * (1.9 if flow.double else 1)
    after = 0.0 if flow.double else header.leading * 0.55
    plain = Paragraph(inline, x, size=header.size, leading=leading, after=after, look=base)
    if block.label is None:
        return plain
    if block.depth == 0 and header.outline == "articles":
        return replace(plain, inline=_joined(flow, block, base, inline))
    if header.labels == "first-line":
        start = header.left + STEP * (block.depth - 1)
        return replace(
            plain, x=start, label=block.label, label_x=start + STEP, first_x=start + 2 * STEP + 4
        )
    hang = 36 if header.outline == "items" else STEP
    if stringWidth(block.label, "Times-Roman", header.size) > hang:
        return replace(plain, inline=_joined(flow, block, base, inline))
    return replace(plain, label=block.label, label_x=x - hang)


def _joined(flow: Flow, block: Block, base: Look, inline: Inline) -> Inline:
    """Return label and text as one run of words, for labels that stand in the line."""
    first_note = flow.next_note - len(inline.notes)
    return read_inline(f"{block.label} {block.text}", base=base, first_note=first_note)
