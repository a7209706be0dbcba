"""Reports of papers full of payloads: nothing that a table program computes, that leads or fetches
elsewhere, or that runs; every file opens in a second library. A tenth of the benchmark, and files
that do all of it, which are told."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
import xlsxwriter

from benchmarks.reports_out import OPENERS, Out, open_all, write_reports

pytestmark = pytest.mark.slow


def test_reports_compute_fetch_and_run_nothing_and_open_again(tmp_path: Path) -> None:
    told = open_all(write_reports(tmp_path, every=8))
    assert told.wrong == told.closed == []
    assert told.shown
    assert {Path(name).suffix for name in told.files} == set(OPENERS)


def write_workbook(path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "=1+1")
        sheet.write(1, 0, "http://127.0.0.1:9/pay")


def write_word(path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("an offer")
    place = document.part.relate_to("http://127.0.0.1:9/pay", "hyperlink", is_external=True)
    assert place
    paragraph._p.add_r().text = "fired("
    document.save(str(path))


HOSTILE = {
    "page.html": "<p>fired(1)</p><img src=x onerror=fired(1)>",
    "link.html": '<a href="http://127.0.0.1:9/">fired(1)</a>',
    "away.html": '<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">fired(1)',
    "page.md": "fired(1) ![b](http://127.0.0.1:9/b)",
    "markup.md": "fired(1) <svg onload=fired(1)>",
    "link.md": "[fired(1)](javascript:fired(1))",
    "table.csv": '"=1+1",fired(1)\n',
}


@pytest.mark.parametrize("name", [*HOSTILE, "book.xlsx", "letter.docx"])
def test_a_file_that_does_any_of_it_is_told(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if name in HOSTILE:
        path.write_text(HOSTILE[name], encoding="utf-8")
    else:
        {".xlsx": write_workbook, ".docx": write_word}[path.suffix](path)
    assert list(OPENERS[path.suffix](path, Out()))


def test_a_file_that_does_not_open_is_told(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"PK\x03\x04 and no more")
    assert open_all(iter([path])).closed
