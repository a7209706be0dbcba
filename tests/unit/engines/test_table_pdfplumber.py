"""Rules → cells of tables, by pdfplumber's cell finder."""

from __future__ import annotations

import itertools
import sys

import pytest

from analyzer.engines import load
from analyzer.records import Box, Rule

PdfplumberTables = load("tables", "pdfplumber")


def frame(lefts: list[float], tops: list[float]) -> list[Rule]:
    """Thin rules round every cell."""
    level = [Rule(lefts[0], top - 0.3, lefts[-1], top + 0.3) for top in tops]
    upright = [Rule(left - 0.3, tops[0], left + 0.3, tops[-1]) for left in lefts]
    return level + upright


def edges(boxes: tuple[Box, ...]) -> list[tuple[int, int, int, int]]:
    return [(round(b.x0), round(b.top), round(b.x1), round(b.bottom)) for b in boxes]


def test_rules_part_cells() -> None:
    (cells,) = PdfplumberTables().read(frame([50, 150, 300], [20, 40, 60]), page=7)
    assert edges(cells) == [
        (50, 20, 150, 40),
        (150, 20, 300, 40),
        (50, 40, 150, 60),
        (150, 40, 300, 60),
    ]
    assert {cell.page for cell in cells} == {7}


def test_two_frames_are_two_tables_from_the_top() -> None:
    low, high = frame([50, 150], [200, 220, 240]), frame([50, 150], [20, 40, 60])
    found = PdfplumberTables().read([*low, *high], page=1)
    assert [edges(cells)[0][1] for cells in found] == [20, 200]


def test_the_sides_of_a_shade_part_nothing() -> None:
    shades = [
        Rule(x, top, x, bottom)
        for x in (55.0, 145.0, 155.0, 295.0)
        for top, bottom in ((20.0, 40.0),)
    ]
    flat = [Rule(55.0, 30.0, 145.0, 30.0), Rule(155.0, 30.0, 295.0, 30.0)]
    (cells,) = PdfplumberTables().read(
        [*frame([50, 150, 300], [20, 40, 60]), *shades, *flat], page=1
    )
    assert len(cells) == 4


def test_a_drawing_is_no_table() -> None:
    hatch = [
        rule for at in range(900) for rule in (Rule(at, 0.0, at, 900.0), Rule(0.0, at, 900.0, at))
    ]
    assert PdfplumberTables().read(hatch, page=1) == ()
    assert PdfplumberTables().read(hatch[:1400], page=1) == ()


def test_rules_that_do_not_meet_are_no_table() -> None:
    apart = [Rule(50.0, 20.0 + 20 * at, 150.0, 20.0 + 20 * at) for at in range(4)]
    assert PdfplumberTables().read(apart, page=1) == ()


def test_without_pdfplumber_there_are_no_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "pdfplumber"]:
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    assert PdfplumberTables().read(frame([50, 150, 300], [20, 40, 60]), page=1) == ()


def test_cells_do_not_lie_over_one_another() -> None:
    (cells,) = PdfplumberTables().read(frame([50, 90, 150, 300], [20, 40, 60, 90]), page=1)
    for a, b in itertools.combinations(cells, 2):
        apart = a.x1 <= b.x0 + 1 or b.x1 <= a.x0 + 1 or a.bottom <= b.top + 1
        assert apart or b.bottom <= a.top + 1
