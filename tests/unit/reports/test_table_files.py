"""Tables as CSV and as a workbook: what they hold, and that nothing in them is ever carried out."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from analyzer.engines import load
from analyzer.errors import BadRequestError
from analyzer.ports import Worksheet
from analyzer.records import Cell, Clause, ClauseKind, TableFacts
from analyzer.reports.tables import LEADING, harmless, to_csv, to_sheets
from analyzer.results import Tables
from tests.readings import make_clause

HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://example.test","pay")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "{=1+1}",
    "＝1+1",
    "＠SUM(A1)",
    "|calc",
    "http://example.test/pixel.png",
    "mailto:guild@example.test",
    "internal:Sheet2!A1",
    "external:c:\\a.xlsx",
    'a"b,c;d',
    "x\x00\x07\x1b[31my\ufffe",
    "\ud800",
    "=" * 40_000,
)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def make_table(*rows: tuple[str, ...], facts: TableFacts | None = None) -> Clause:
    cells = tuple(
        Cell(row, column, text, header=row == 0)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    clause = make_clause("agreement", 7, "")
    values = {name: getattr(clause, name) for name in Clause.__slots__}
    told = facts or TableFacts(header_rows=1)
    return Clause(**{**values, "kind": ClauseKind.TABLE, "cells": cells, "table": told})


def lines_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def parts_of(book: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(book)) as file:
        return {name: file.read(name).decode("utf-8") for name in file.namelist()}


def strings_of(book: bytes) -> list[str]:
    shared = ElementTree.fromstring(parts_of(book)["xl/sharedStrings.xml"])
    return ["".join(t.text or "" for t in item.iter(f"{MAIN}t")) for item in shared]


# ── CSV ──────────────────────────────────────────────────────────────────────────────────────────
def test_a_row_of_the_table_is_a_line() -> None:
    facts = TableFacts("Day rates", 1, 1, ("7/1/26", "7/1/26"), (None, "day"))
    table = make_table(("Work", "Daily"), ("Gaffer", "$1,412.00"), facts=facts)
    head, *rows = lines_of(to_csv([make_clause("agreement", 1, "Prose."), table]))
    assert head == [*LEADING, "column 1", "column 2"]
    assert rows == [
        ["1", "Article 3(7)", "1", "Day rates", "7/1/26", "yes", "Work", "Daily"],
        ["1", "Article 3(7)", "1", "Day rates", "7/1/26", "no", "Gaffer", "$1,412.00"],
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_field_of_the_csv_begins_a_formula(text: str) -> None:
    facts = TableFacts(caption=text, periods=(text,), units=(text,))
    written = to_csv([make_table((text, text), facts=facts)])
    for line in lines_of(written):
        assert not [field for field in line if re.match(r"\s*[=+\-@|＝＠\t\r]", field)]
    assert len(lines_of(written)) == 2
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", written)


def test_an_amount_is_left_as_it_is() -> None:
    assert [harmless(text) for text in ("$1,412.00", "(39.44/hr.)", "½", "Grip -- on call")] == [
        "$1,412.00",
        "(39.44/hr.)",
        "½",
        "Grip -- on call",
    ]


# ── workbook ─────────────────────────────────────────────────────────────────────────────────────
def test_no_cell_of_the_workbook_is_a_formula_or_a_link() -> None:
    facts = TableFacts(caption=HOSTILE[1], periods=HOSTILE[:3], units=HOSTILE[3:6])
    book = Tables.of([make_table(HOSTILE, HOSTILE, facts=facts)]).to_xlsx()
    for name, part in parts_of(book).items():
        assert not name.startswith("xl/externalLinks"), name
        assert 'TargetMode="External"' not in part, name
        if name.startswith("xl/worksheets/"):
            root = ElementTree.fromstring(part)
            tags = {element.tag.removeprefix(MAIN) for element in root.iter()}
            assert not tags & {"f", "hyperlink", "hyperlinks", "oleObject"}, name
    assert {"=1+1", '=HYPERLINK("http://example.test","pay")'} <= set(strings_of(book))


def test_every_part_of_the_workbook_is_well_formed() -> None:
    book = Tables.of([make_table(HOSTILE)]).to_xlsx()
    for name, part in parts_of(book).items():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(part)
    assert max(map(len, strings_of(book))) <= 32_767


def test_spans_and_note_signs_reach_the_workbook() -> None:
    cells = (
        Cell(0, 0, "Studio rates", column_span=2, header=True),
        Cell(1, 0, "Costumer", notes=("5",), printed="Costumer 5"),
        Cell(1, 1, "$49.76"),
    )
    clause = make_table(("a",))
    values = {name: getattr(clause, name) for name in Clause.__slots__}
    book = Tables.of([Clause(**{**values, "cells": cells})]).to_xlsx()
    sheet = parts_of(book)["xl/worksheets/sheet2.xml"]
    assert '<mergeCell ref="A1:B1"/>' in sheet
    assert "Costumer5" in strings_of(book)
    assert 'vertAlign val="superscript"' in parts_of(book)["xl/sharedStrings.xml"]


def sheet_of(
    rows: list[tuple[str, ...]], *, labels: int = 0, printed: int = 0
) -> tuple[ElementTree.Element, str]:
    """The sheet of these rows, the first of which is its head, and the workbook's own part."""
    cells = tuple(
        Cell(row, column, text, header=row == 0)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    parts = parts_of(
        load("workbook", "xlsxwriter")().write([Worksheet("S", cells, labels, printed)])
    )
    return ElementTree.fromstring(parts["xl/worksheets/sheet1.xml"]), parts["xl/workbook.xml"]


def widths_of(sheet: ElementTree.Element) -> list[float]:
    return [float(column.attrib["width"]) for column in sheet.iter(f"{MAIN}col")]


def test_the_head_and_the_labels_of_a_list_stay_in_sight_and_are_printed_on_every_page() -> None:
    sheet, book = sheet_of([("Kind", "Clause", "Words"), ("added", "1", "word " * 60)], labels=2)
    pane = next(sheet.iter(f"{MAIN}pane")).attrib
    assert (pane["xSplit"], pane["ySplit"], pane["state"]) == ("2", "1", "frozen")
    assert "S!$A:$B,S!$1:$1" in book
    assert next(sheet.iter(f"{MAIN}autoFilter")).attrib["ref"] == "A1:C2"
    setup = next(sheet.iter(f"{MAIN}pageSetup")).attrib
    assert (setup["orientation"], setup["fitToHeight"]) == ("landscape", "0")
    assert "Page &P of &N" in (next(sheet.iter(f"{MAIN}oddFooter")).text or "")
    # short columns are as wide as their words, and the long one takes what a page has left
    kind, clause, words = widths_of(sheet)
    assert kind < clause < 15 and 90 < words <= 101


def test_a_row_is_as_high_as_its_longest_cell_needs() -> None:
    long = "word " * 60
    sheet, _ = sheet_of([tuple("ab"), ("short", "words"), ("short", long), ("x\ny\nz", long * 99)])
    given = {row.attrib["r"]: row.attrib.get("ht") for row in sheet.iter(f"{MAIN}row")}
    assert (given["1"], given["2"]) == (None, None)
    words = widths_of(sheet)[1] * 1.1
    assert given["3"] is not None and len(long) / words <= float(given["3"]) / 15 < 5
    assert float(given["4"] or 0) == pytest.approx(409, abs=0.5)


def test_a_narrow_sheet_stands_upright_and_a_wide_one_on_several_pages() -> None:
    sheet, book = sheet_of([("Work", "Day"), ("Gaffer", "$10")])
    assert next(sheet.iter(f"{MAIN}pageSetup")).attrib.get("orientation") != "landscape"
    assert next(iter(sheet.iter(f"{MAIN}autoFilter")), None) is None
    assert "S!$1:$1" in book
    sheet, _ = sheet_of([tuple("abcdefgh"), tuple(["word " * 60] * 8)])
    assert next(sheet.iter(f"{MAIN}pageSetup")).attrib["fitToWidth"] == "3"
    assert max(widths_of(sheet)) < 50


def test_a_sheet_with_columns_to_print_stands_on_one_page_with_readable_columns() -> None:
    head = ("Kind", "Clause", "Redline", "Effects", "Remark", "Old words", "New words")
    rows = [("reworded", "Article 3 " * 6, "word " * 300, "paid " * 40, "", "w " * 99, "w " * 99)]
    sheet, book = sheet_of([head, *rows * 3], labels=2, printed=5)
    setup = next(sheet.iter(f"{MAIN}pageSetup")).attrib
    assert (setup["orientation"], setup["fitToHeight"]) == ("landscape", "0")
    assert setup.get("fitToWidth", "1") == "1"
    assert "S!$A$1:$E$4" in book and "S!$A:$B,S!$1:$1" in book
    kind, clause, redline, effects, remark, *unprinted = widths_of(sheet)
    assert kind + clause + redline + effects + remark == pytest.approx(230, abs=5)
    assert redline > 1.5 * effects > clause > kind and 10 < remark < 15
    assert set(unprinted) == {redline}
    # no row is made higher by what is not printed
    heights = [row.attrib.get("ht") for row in sheet.iter(f"{MAIN}row")]
    assert float(heights[1] or 0) <= 15 * (len("word " * 300) / redline + 1)


def test_the_first_sheet_lists_the_tables() -> None:
    tables = [make_table(("Work", "Day")), make_table(("Meal", "Cost"), ("Lunch", "$21.00"))]
    overview, *sheets = to_sheets(tables)
    assert [sheet.name for sheet in sheets] == ["1 p. 1", "2 p. 1"]
    rows = {cell.row: cell.text for cell in overview.cells if cell.column == 0}
    assert rows == {0: "Table", 1: "1 p. 1", 2: "2 p. 1"}


def test_a_document_without_tables_makes_an_empty_report(tmp_path: Path) -> None:
    none = Tables.of([make_clause("agreement", 1, "Prose.")])
    assert lines_of(none.to_csv()) == [list(LEADING)]
    assert load("workbook", "xlsxwriter")().write(to_sheets(none.items))[:2] == b"PK"


def test_the_ending_says_how_tables_are_written(tmp_path: Path) -> None:
    tables = Tables.of([make_table(("Work", "Day"))])
    assert tables.save(tmp_path / "rates.CSV").read_bytes().startswith(b"\xef\xbb\xbftable,")
    assert tables.save(tmp_path / "rates.xlsx").read_bytes()[:2] == b"PK"
    with pytest.raises(BadRequestError, match="\\.ods"):
        tables.save(tmp_path / "rates.ods")
