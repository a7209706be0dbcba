"""Which boxes a page image bears: of all clauses, of one, of spans of its words, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

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
