"""Sets the blocks of an unseen agreement on pages and notes where each begins: blocks → PDF, rows.

The rows are what was typed; nothing here knows what the program makes of the file.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.pdfgen.canvas import Canvas

from benchmarks.unseen_source import Block, Dress, Piece, dress

FONTS = {
    Dress.BOLD: "Times-Bold",
    Dress.ITALIC: "Times-Italic",
}
PLAIN_FONT = "Times-Roman"
THIN = 0.6
Token = tuple[Piece, ...]


@dataclass(slots=True)
class Sheet:
    """What the directives at the head of a source ask of every page."""

    width: float = 612
    height: float = 792
    side: float = 72
    size: float = 12
    leading: float = 1.25
    indent: float = 24
    shape: str = "hang"
    head: str = ""
    foot: str = ""
    number: str = "-{n}-"
    watermark: str = ""
    notice: str = ""
    numbered_lines: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and the page on which its first line stands."""

    block: Block
    page: int


@dataclass(slots=True)
class Setter:
    """One document under way; y is measured from the top."""

    sheet: Sheet
    total: int
    known: dict[str, int]
    out: io.BytesIO = field(default_factory=io.BytesIO)
    page: int = 0
    y: float = 0
    floor: float = 0
    columns: int = 1
    column: int = 0
    column_top: float = 0
    line: int = 0
    placed: list[Placed] = field(default_factory=list)
    marks: dict[int, dict[str, list[str]]] = field(default_factory=dict)
    canvas: Canvas = field(init=False)
    data: bytes = b""

    def __post_init__(self) -> None:
        size = (self.sheet.width, self.sheet.height)
        self.canvas = Canvas(self.out, pagesize=size, invariant=1)
        self.canvas.setTitle("")
        self.open_page()

    # ── pages ────────────────────────────────────────────────────────────────────────────────────
    def open_page(self) -> None:
        """Begin a page and draw its furniture."""
        if self.page:
            self.canvas.showPage()
        sheet = self.sheet
        self.page, self.line, self.column = self.page + 1, 0, 0
        self.y = self.column_top = 84.0
        self.floor = sheet.height - 76
        number = sheet.number.format(n=self.page, of=self.total)
        self._centre(sheet.height - 40, number, 10)
        if sheet.head and self.page > 1:
            self.draw(sheet.side, 44, [((sheet.head, Dress.ITALIC),)], 9)
        if sheet.foot:
            self.draw(sheet.side, sheet.height - 26, [((sheet.foot, Dress.PLAIN),)], 7)
        if sheet.notice:
            self.canvas.setFillColorRGB(0.8, 0.1, 0.1)
            self._centre(30, sheet.notice, 8)
            self.canvas.setFillColorRGB(0, 0, 0)
        if sheet.watermark:
            self._watermark()

    def _watermark(self) -> None:
        canvas = self.canvas
        canvas.saveState()
        canvas.translate(self.sheet.width / 2, self.sheet.height / 2)
        canvas.rotate(52)
        canvas.setFillGray(0.85)
        canvas.setFont("Helvetica-Bold", 84)
        canvas.drawCentredString(0, -20, self.sheet.watermark)
        canvas.restoreState()

    def room(self, needed: float) -> None:
        """Go to the next column or page where the rest of this one is too small."""
        if self.y + needed <= self.floor:
            return
        if self.column + 1 < self.columns:
            self.column += 1
            self.y = self.column_top
        else:
            self.open_page()

    def set_columns(self, columns: int) -> None:
        """From here on so many columns."""
        if self.columns > 1 and columns == 1:
            self.open_page()
        self.columns, self.column, self.column_top = columns, 0, self.y

    @property
    def left(self) -> float:
        """The left edge of the column."""
        return self.sheet.side + self.column * (self.measure + 18)

    @property
    def measure(self) -> float:
        """The width of the column."""
        whole = self.sheet.width - 2 * self.sheet.side
        return (whole - 18 * (self.columns - 1)) / self.columns

    @property
    def pitch(self) -> float:
        """From one baseline to the next."""
        return self.sheet.size * self.sheet.leading

    # ── lines ────────────────────────────────────────────────────────────────────────────────────
    def _centre(self, y: float, text: str, size: float) -> None:
        self.canvas.setFont(PLAIN_FONT, size)
        self.canvas.drawCentredString(self.sheet.width / 2, self.sheet.height - y, text)

    def span(self, token: Token, size: float) -> float:
        """The width of a word."""
        return sum(
            float(self.canvas.stringWidth(text, FONTS.get(how, PLAIN_FONT), _size(how, size)))
            for text, how in token
        )

    def draw(self, x: float, y: float, line: Sequence[Token], size: float) -> None:
        """Set a line of words on a baseline, with its rules."""
        space = float(self.canvas.stringWidth(" ", PLAIN_FONT, size))
        for at, token in enumerate(line):
            for text, how in token:
                font = FONTS.get(how, PLAIN_FONT)
                self.canvas.setFont(font, _size(how, size))
                rise = size * 0.36 if how is Dress.RAISED else 0
                self.canvas.drawString(x, self.sheet.height - y + rise, text)
                wide = self.span(((text, how),), size)
                after = line[at + 1][0][1] if at + 1 < len(line) and (text, how) == token[-1] else 0
                self._rule(x, y, wide + (space if after == how else 0), how)
                self._note_mark(text, how)
                x += wide
            x += space

    def _rule(self, x: float, y: float, wide: float, how: Dress) -> None:
        rise = {Dress.STRUCK: 3.4, Dress.INSERTED: -1.6, Dress.UNDERLINED: -1.6}.get(how)
        if rise is not None:
            self.canvas.rect(x, self.sheet.height - y + rise, wide, THIN, stroke=0, fill=1)

    def _note_mark(self, text: str, how: Dress) -> None:
        named = {
            Dress.STRUCK: "deleted",
            Dress.INSERTED: "inserted",
            Dress.UNDERLINED: "underlined_headings",
        }.get(how)
        if named:
            self.marks.setdefault(self.page, {}).setdefault(named, []).append(text)

    def break_lines(
        self, tokens: Sequence[Token], size: float, first: float, others: float
    ) -> list[list[Token]]:
        """Words in lines of the widths given."""
        space = float(self.canvas.stringWidth(" ", PLAIN_FONT, size))
        lines: list[list[Token]] = [[]]
        used = 0.0
        for token in tokens:
            wide = self.span(token, size)
            limit = first if len(lines) == 1 else others
            if lines[-1] and used + wide > limit:
                lines.append([])
                used = 0.0
            lines[-1].append(token)
            used += wide + space
        return lines

    def set_line(self, x: float, line: Sequence[Token]) -> None:
        """The next line of the body, with its number in the margin where lines are numbered."""
        self.room(self.pitch)
        self.line += 1
        if self.sheet.numbered_lines:
            self.draw(self.sheet.side - 34, self.y, [((str(self.line), Dress.PLAIN),)], 10)
        self.draw(x + self.left - self.sheet.side, self.y, line, self.sheet.size)
        self.y += self.pitch

    def finish(self) -> bytes:
        """The bytes of the PDF."""
        self.canvas.showPage()
        self.canvas.save()
        return self.out.getvalue()


def _size(how: Dress, size: float) -> float:
    return size * 0.62 if how is Dress.RAISED else size


def tokens_of(text: str, default: Dress = Dress.PLAIN) -> list[Token]:
    """The words of a text, each in pieces of one dress."""
    words: list[list[Piece]] = [[]]
    for said, how in dress(text):
        for at, part in enumerate(said.split(" ")):
            if at:
                words.append([])
            if part:
                words[-1].append((part, default if how is Dress.PLAIN else how))
    return [tuple(word) for word in words if word]
