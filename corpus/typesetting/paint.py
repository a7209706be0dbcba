"""Paints filled pages as a PDF whose bytes depend on nothing but the source.

A `Flow` -> a PDF file: words in runs with real spaces, marks as thin filled rectangles, page
furniture (running head, page number, document number, watermark) and bookmarks. Nothing is
compressed: two builds of zlib may give different bytes for the same page.
"""

from __future__ import annotations

import math
from pathlib import Path

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from corpus.typesetting.breaking import RAISED_SCALE, font_of, width_of
from corpus.typesetting.front import printed_number
from corpus.typesetting.inline import Look, Mark, Piece, curl
from corpus.typesetting.layout import PAGE_HEIGHT, PAGE_WIDTH, Flow, Placed, Sheet

INK = 0.0
WATERMARK_GREY = 0.86
MARK_THICKNESS = {Mark.HEADING: 0.72, Mark.INSERTED: 0.84, Mark.DELETED: 0.96}


def paint(flow: Flow, path: Path) -> None:
    """Write the pages to `path`."""
    canvas = Canvas(str(path), pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1, pageCompression=0)
    canvas.setTitle(flow.header.title)
    canvas.setAuthor("An invented sample: no real parties")
    canvas.setSubject(flow.header.foot or flow.header.id)
    for number, sheet in enumerate(flow.sheets, start=1):
        if not sheet.lines and number == len(flow.sheets):
            break
        _paint_sheet(canvas, flow, sheet, number)
        canvas.showPage()
    canvas.save()


def _paint_sheet(canvas: Canvas, flow: Flow, sheet: Sheet, number: int) -> None:
    if flow.header.watermark:
        _paint_watermark(canvas, flow.header.watermark)
    canvas.setFillGray(INK)
    _paint_furniture(canvas, flow, sheet, number)
    for rule in sheet.rules:
        canvas.setLineWidth(rule.width)
        canvas.line(rule.x0, rule.y0, rule.x1, rule.y1)
    for placed in sorted(sheet.lines, key=lambda line: (-line.y, line.x)):
        _paint_line(canvas, placed)
    for count, y in enumerate(sheet.numbered, start=1):
        canvas.setFont("Times-Roman", 9)
        canvas.drawRightString(flow.header.left - 22, y, str(count))
    if flow.header.bookmarks:
        _paint_bookmarks(canvas, flow, number)


def _paint_watermark(canvas: Canvas, text: str) -> None:
    size = min(150.0, 560 / stringWidth(text, "Helvetica-Bold", 1))
    canvas.saveState()
    canvas.setFillGray(WATERMARK_GREY)
    canvas.translate(PAGE_WIDTH / 2, PAGE_HEIGHT / 2)
    canvas.rotate(45)
    canvas.setFont("Helvetica-Bold", size)
    canvas.drawCentredString(0, -size / 3, text)
    canvas.restoreState()


def _paint_furniture(canvas: Canvas, flow: Flow, sheet: Sheet, number: int) -> None:
    header = flow.header
    canvas.setFont("Times-Italic", 9.5)
    if header.head and not sheet.title:
        canvas.drawCentredString(PAGE_WIDTH / 2, PAGE_HEIGHT - 48, curl(header.head))
    canvas.setFont("Times-Roman", 8.5)
    if header.foot:
        canvas.drawString(header.left, 40, header.foot)
    printed = curl(printed_number(flow, number))
    canvas.setFont("Times-Roman", 11)
    if printed and header.number_at == "right":
        canvas.drawRightString(PAGE_WIDTH - header.right, 40, printed)
    elif printed:
        canvas.drawCentredString(PAGE_WIDTH / 2, 40, printed)


def _paint_line(canvas: Canvas, placed: Placed) -> None:
    """Paint a line as runs of one font, spaces included, then its marks."""
    x = placed.x
    for look, text in _runs(placed):
        size = placed.size * (RAISED_SCALE if look.raised else 1)
        natural = float(stringWidth(" ", font_of(look), size))
        extra = placed.line.space - natural
        run = canvas.beginText(x, placed.y + (placed.size * 0.33 if look.raised else 0))
        run.setFont(font_of(look), size)
        run.setWordSpace(extra)
        run.textOut(text)
        run.setWordSpace(0)
        canvas.drawText(run)
        width = width_of(Piece(text, look), placed.size) + extra * text.count(" ")
        if look.mark is not Mark.NONE:
            _paint_mark(canvas, look.mark, (x, placed.y, width), placed.size)
        x += width


def _runs(placed: Placed) -> list[tuple[Look, str]]:
    """Join the pieces and spaces of a line that look alike."""
    runs: list[tuple[Look, str]] = []
    for index, word in enumerate(placed.line.words):
        pieces = [Piece(" ", word.gap), *word.pieces] if index else list(word.pieces)
        for piece in pieces:
            if runs and runs[-1][0] == piece.look:
                runs[-1] = (piece.look, runs[-1][1] + piece.text)
            else:
                runs.append((piece.look, piece.text))
    return runs


def _paint_mark(canvas: Canvas, mark: Mark, at: tuple[float, float, float], size: float) -> None:
    x, y, width = at
    thick = MARK_THICKNESS[mark]
    offset = size * 0.23 if mark is Mark.DELETED else -size * 0.135
    canvas.rect(x, y + offset, width, thick, stroke=0, fill=1)


def _paint_bookmarks(canvas: Canvas, flow: Flow, number: int) -> None:
    for index, heading in enumerate(flow.headings):
        if heading.page == number:
            key = f"h{index}"
            canvas.bookmarkHorizontal(key, 0, math.ceil(heading.y + 20))
            label = heading.label
            if heading.level == 0 and " " not in label:
                label = f"Article {label}"
            canvas.addOutlineEntry(f"{label}. {heading.title}", key, heading.level, closed=True)
