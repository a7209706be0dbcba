"""Labels that a file draws as small pictures: from its bookmarks, or named in a warning."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from analyzer.clauses import split_clauses
from analyzer.records import Document, DocumentId, DocumentKind, Reading
from tests.printed import HEIGHT, Sheet, make_pdf, read_pdf

TEXTS = (
    "Riggers of the house rest for ten hours after a call that ended late.",
    "Grips of the road crew rest for nine hours after a call of any length.",
)
Stamp = Callable[[Sheet, float, float], None]


def raster(sheet: Sheet, x: float, y: float) -> None:
    picture = Image.new("RGB", (24, 20), (20, 20, 20))
    sheet.canvas.drawImage(ImageReader(picture), x, HEIGHT - y - 2, 12, 10)


def traced(sheet: Sheet, x: float, y: float) -> None:
    """Three signs, each a path of curves."""
    for sign in range(3):
        left, low = x + 4 * sign, HEIGHT - y
        path = sheet.canvas.beginPath()
        path.moveTo(left, low)
        for step in range(4):
            path.curveTo(left + 1, low + step, left + 3, low + 2 * step, left + step, low + 9)
        path.close()
        sheet.canvas.drawPath(path, stroke=0, fill=1)


def read_stamped(stamp: Stamp, *titles: str, at: float = 108.0) -> Reading:
    def draw(sheet: Sheet) -> None:
        sheet.write(72, 80, "Section 1.  Rest is given as follows:")
        for row, text in enumerate(TEXTS):
            stamp(sheet, at, 120 + 40 * row)
            sheet.write(132, 120 + 40 * row, text)
        for number, title in enumerate(titles):
            sheet.canvas.bookmarkPage(str(number))
            sheet.canvas.addOutlineEntry(title, str(number), 0)

    document = Document(DocumentId("a"), "a.pdf", "0" * 64, "A", kind=DocumentKind.AGREEMENT)
    return split_clauses(read_pdf(make_pdf([draw])), document)


@pytest.mark.parametrize("stamp", [raster, traced])
def test_a_label_comes_from_the_bookmark_that_has_the_words(stamp: Stamp) -> None:
    reading = read_stamped(
        stamp, "Section 1. Rest", "(b) Grips of the road", "(a) Riggers of the house rest for"
    )
    found = [(c.label, c.source, c.text) for c in reading.clauses if c.source == "image_label"]
    assert found == [("(a)", "image_label", TEXTS[0]), ("(b)", "image_label", TEXTS[1])]
    assert reading.account.balanced
    assert not reading.warnings
    section = next(c for c in reading.clauses if c.source == "text")
    assert {c.parent for c in reading.clauses if c is not section} == {section.id}


def test_a_picture_that_no_bookmark_names_is_warned_of_by_page_and_place() -> None:
    reading = read_stamped(raster, "(a) Riggers of the house", "(b) Ropes of the house")
    assert [c.label for c in reading.clauses if c.source == "image_label"] == ["(a)"]
    (warning,) = reading.warnings
    assert "page 1 (152 points from the top)" in warning
    assert "page 1 (112" not in warning


def test_a_picture_elsewhere_is_no_label() -> None:
    reading = read_stamped(raster, "(a) Riggers of the house", at=20.0)
    assert not reading.warnings
    assert {c.source for c in reading.clauses} == {"text"}
