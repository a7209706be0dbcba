"""Which boxes a page image bears: of all clauses, of one, of spans of its words, or none."""

from __future__ import annotations

from io import BytesIO
from itertools import count
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from analyzer.errors import BadRequestError
from analyzer.pipeline import Analyzer
from tests.printed import Sheet, make_pdf


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    def draw(sheet: Sheet) -> None:
        sheet.write(72, 100, "1. Meals are hot and stand ready at noon on every day of work.")
        sheet.write(72, 140, "2. Boots are dry.")

    file = tmp_path / "paper.pdf"
    file.write_bytes(make_pdf([draw]))
    return file


def test_two_spans_of_a_clause_have_a_box_each(paper: Path, tmp_path: Path) -> None:
    with Analyzer.open(tmp_path / "library") as library:
        library.ingest(paper)
        clause = next(c for c in library.clauses() if "hot" in c.text)
        spans = [
            (clause.text.index(word), clause.text.index(word) + 4) for word in ("Meals", "noon")
        ]
        shown = library.show(clause.document, 1, clause=clause.id, spans=spans)
        whole = library.show(clause.document, 1, clause=clause.id)
    first, second = (box.box for box in shown.boxes)
    assert first.x1 < second.x0
    assert len(whole.boxes) == 1
    assert whole.boxes[0].box.x1 > second.x1


def test_a_bare_page_bears_no_boxes(paper: Path, tmp_path: Path) -> None:
    with Analyzer.open(tmp_path / "library") as library:
        document = library.ingest(paper)[0].document
        assert document is not None
        bare = library.show(document.id, 1, bare=True)
        boxed = library.show(document.id, 1)
    assert bare.boxes == ()
    assert boxed.boxes
    assert bare.image.data != boxed.image.data
    assert (bare.image.width, bare.image.height) == (boxed.image.width, boxed.image.height)


def test_what_was_set_aside_is_tinted_by_kind(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.write(72, 40, "HARBOR AGREEMENT OF 2031")
        sheet.write(72, 100, "1. Meals are hot and stand ready at noon on every day of work.")
        sheet.write(300, 760, f"- {next(numbers)} -")

    numbers = count(1)
    file = tmp_path / "paper.pdf"
    file.write_bytes(make_pdf([draw] * 4))
    with Analyzer.open(tmp_path / "library") as library:
        shown = library.show(file, 2)
        bare = library.show(file, 2, bare=True)
    tints = {item.name: item.tint for item in shown.boxes if item.tint}
    assert tints == {"running_head": "yellow", "page_number": "violet"}
    now, page = (Image.open(BytesIO(image.image.data)).convert("RGB") for image in (shown, bare))
    drawn = ImageChops.difference(now, page)
    for item in shown.boxes:
        # within the box, under the first letter, there is no ink: only a tint can show
        x, y = int((item.box.x0 + 2) * 1.5), int((item.box.bottom - 2.5) * 1.5)
        most = max(drawn.crop((x, y, x + 1, y + 1)).tobytes())
        assert (most > 8) == bool(item.tint), item


def test_an_image_is_not_written_under_another_name(paper: Path, tmp_path: Path) -> None:
    with Analyzer.open(tmp_path / "library") as library:
        shown = library.show(paper, 1)
    with pytest.raises(BadRequestError, match="JPEG only"):
        shown.save(tmp_path / "page.png")
    assert not (tmp_path / "page.png").exists()
