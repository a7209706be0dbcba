"""Words that a program read from a picture of the page are told from words that are printed."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from analyzer import Analyzer, read
from tests.printed import HEIGHT, WIDTH, Draw, Sheet, make_pdf, read_pdf

TEXT = (
    "ARTICLE 1. SCANS",
    "1. Producer shall obtain the written consent of the Performer before a scan.",
    "2. Producer shall pay for a digital replica of the Performer.",
)
INVISIBLE, FILLED = 3, 0


def picture(sheet: Sheet, *, share: float = 1.0) -> None:
    image = io.BytesIO()
    Image.new("L", (200, 260), 235).save(image, "PNG")
    image.seek(0)
    sheet.canvas.drawImage(ImageReader(image), 0, 0, WIDTH * share, HEIGHT * share)


def words(sheet: Sheet, *, mode: int, stamped: bool = False) -> None:
    for at, line in enumerate(TEXT * 4):
        text = sheet.canvas.beginText(72, HEIGHT - 100 - 18 * at)
        text.setFont("Times-Roman", 11)
        text.setTextRenderMode(mode)
        text.textOut(line)
        sheet.canvas.drawText(text)
    if stamped:
        sheet.write(500, 770, "P-17", size=8)


def page(*, share: float | None = 1.0, mode: int = INVISIBLE, stamped: bool = False) -> Draw:
    """A page with a picture that covers `share` of each edge, and words on it."""

    def draw(sheet: Sheet) -> None:
        if share is not None:
            picture(sheet, share=share)
        words(sheet, mode=mode, stamped=stamped)

    return draw


def test_a_text_layer_over_a_picture_is_told() -> None:
    pages = read_pdf(make_pdf([page(), page(share=None, mode=FILLED), page(stamped=True)]))
    assert pages.scanned == (1, 3)
    (warning,) = pages.warnings
    assert warning.startswith("Pages 1, 3 are pictures with a text layer")


@pytest.mark.parametrize(
    "draw",
    [page(mode=FILLED), page(share=0.3), page(share=None), page(share=None, mode=FILLED)],
    ids=["words on a background", "a small picture", "hidden words alone", "plain"],
)
def test_other_pages_are_text(draw: Callable[[Sheet], object]) -> None:
    pages = read_pdf(make_pdf([draw]))
    assert pages.scanned == ()
    assert pages.warnings == ()


def test_its_clauses_say_so_and_a_comparison_names_its_pages() -> None:
    printed, scanned = page(share=None, mode=FILLED), page()
    with tempfile.TemporaryDirectory() as folder:
        old, new = (Path(folder) / f"{name}.pdf" for name in ("old", "new"))
        old.write_bytes(make_pdf([printed]))
        new.write_bytes(make_pdf([scanned]))
        reading = read(new)
        assert reading.document.ocr_pages == (1,)
        assert {clause.source for clause in reading.clauses} == {"ocr"}
        assert {clause.source for clause in read(old).clauses} == {"text"}
        with Analyzer.from_texts({}) as analyzer:
            compared = analyzer.compare(old, new)
    (line,) = [each for each in compared.comparison.not_compared if "page 1" in each.what]
    assert "read from a picture" in line.why
    assert line.why in compared.report("markdown")
