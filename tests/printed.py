"""Small PDF files made in memory: what the tests of readers and pages read."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from analyzer.documents import source_from_bytes
from analyzer.engines import load
from analyzer.pages import read_pages
from analyzer.records import Page, Pages, RawPage

WIDTH, HEIGHT = 612.0, 792.0
Draw = Callable[["Sheet"], object]

SENTENCES = (
    "The Producer posts the call for the next day before the crew leaves the set.",
    "A Performer who is held past that hour is paid for the time in tenths.",
    "Wardrobe that the Performer brings is cleaned at the cost of the Producer.",
    "A dressing room has a door that locks, a mirror, a chair and running water.",
    "Rain that stops the cameras for a day does not shorten the engagement.",
    "The Guild may send one visitor to any set on a day when it is open.",
    "No fine is taken from a check without a paper that says what it is for.",
    "Meals on a boat or in the desert are hot, whatever the hour of the call.",
)


class Sheet:
    """One page, drawn from the top: y grows downward as in the records."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def write(
        self, x: float, y: float, text: str, *, size: float = 12, font: str = "Times-Roman"
    ) -> float:
        """Set text on a baseline; gives its right edge."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, HEIGHT - y, text)
        return x + float(self.canvas.stringWidth(text, font, size))

    def rule(self, x0: float, y: float, x1: float, *, thick: float = 0.7) -> None:
        """Draw a level rule as word processors do: a thin filled rectangle."""
        self.canvas.rect(x0, HEIGHT - y - thick / 2, x1 - x0, thick, stroke=0, fill=1)

    def upright(self, x: float, y0: float, y1: float) -> None:
        """Draw an upright line."""
        self.canvas.line(x, HEIGHT - y0, x, HEIGHT - y1)

    def body(self, *, top: float = 120, pitch: float = 16, lines: int = 8, first: int = 0) -> None:
        """Fill the page with lines of plain text."""
        for at in range(lines):
            text = SENTENCES[(first + at) % len(SENTENCES)]
            self.write(72, top + at * pitch, text)


def make_pdf(
    pages: Sequence[Draw], *, title: str | None = None, password: str | None = None
) -> bytes:
    """The bytes of a PDF with one page a drawing."""
    out = io.BytesIO()
    locked = StandardEncryption(password, ownerPassword="owner") if password else None
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), encrypt=locked)
    if title:
        canvas.setTitle(title)
    for draw in pages:
        draw(Sheet(canvas))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def read_pdf(data: bytes, *, reader: str = "pdfium", path: str = "test.pdf") -> Pages:
    """The pages of a PDF."""
    return read_pages(source_from_bytes(data, path=path), load("reader", reader)())


def read_drawn(*pages: Draw, reader: str = "pdfium") -> Pages:
    """The pages of drawings."""
    return read_pdf(make_pdf(pages), reader=reader)


def read_raw(data: bytes, *, reader: str = "pdfium", page: int = 1) -> RawPage:
    """One page as a reader gives it."""
    with load("reader", reader)().open(data, path="test.pdf") as file:
        raw: RawPage = file.page(page)
    return raw


def texts(page: Page) -> list[str]:
    """The lines of a page."""
    return [line.text for line in page.lines]


def account_is_balanced(pages: Pages) -> bool:
    """True when every word is in a line or set aside."""
    in_lines = sum(len(line.words) for line in pages.lines())
    return pages.word_count == in_lines + sum(item.words for item in pages.set_aside)
