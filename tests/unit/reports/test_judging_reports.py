"""Reports of the matrix and of checks: what a document says is escaped, nothing is a formula."""

from __future__ import annotations

import pytest

from analyzer.records import (
    ClauseId,
    Direction,
    Document,
    DocumentId,
    MatrixCell,
    MatrixRow,
    Passage,
    Risk,
    Searched,
    Severity,
    Standing,
    TermReading,
    Verdict,
)
from analyzer.reports import (
    checks_to_html,
    checks_to_markdown,
    checks_to_sheets,
    matrix_to_html,
    matrix_to_markdown,
    matrix_to_sheets,
)

HOSTILE = "<script>alert(1)</script> | =1+1 \x07"
NAME = DocumentId("d")
DOCUMENT = Document(id=NAME, path="d.pdf", sha256="0", title=HOSTILE)
WORDS = Passage(NAME, ClauseId("d#1"), "Article 1", (3, 4), 0, len(HOSTILE), HOSTILE)
SEARCHED = Searched((ClauseId("d#1"),), ("a limit of time",))
ROWS = (
    MatrixRow("owner", (), (MatrixCell(NAME, (TermReading("employer", None, WORDS),), group=1),)),
    MatrixRow("duration", (), (MatrixCell(NAME, silence=SEARCHED),)),
)
RISKS = (
    Risk("a", 2, "Any project", "why", NAME, Direction.WORKER, Severity.LOW, WORDS),
    Risk("b", 1, "No end", "why", NAME, Direction.WORKER, Severity.HIGH, WORDS, WORDS),
    Risk("c", 3, "Silent", "why", NAME, Direction.BOTH, Severity.HIGH, WORDS, silence=SEARCHED),
)
STANDINGS = (
    Standing("owner = union", NAME, Verdict.NOT_MET, (WORDS,)),
    Standing("duration = date", NAME, Verdict.SILENT, silence=SEARCHED),
)


@pytest.mark.parametrize(
    "report",
    [
        matrix_to_html([DOCUMENT], ROWS),
        matrix_to_markdown([DOCUMENT], ROWS),
        checks_to_html([DOCUMENT], RISKS, STANDINGS),
        checks_to_markdown([DOCUMENT], RISKS, STANDINGS),
    ],
    ids=["matrix html", "matrix markdown", "checks html", "checks markdown"],
)
def test_what_a_document_says_is_never_carried_out(report: str) -> None:
    assert "<script>" not in report
    assert "\x07" not in report
    assert "a limit of time" in report
    assert "Article 1" in report


def test_what_fires_comes_first_the_gravest_before() -> None:
    report = checks_to_markdown([DOCUMENT], RISKS, ())
    places = [report.index(name) for name in ("Silent", "Any project", "No end")]
    assert places == sorted(places)
    assert "1. No end: a risk for workers, high, mitigated" in report


def test_a_row_of_a_table_stays_one_row() -> None:
    table = matrix_to_markdown([DOCUMENT], ROWS).splitlines()[2:5]
    assert [line.replace("\\|", "").count("|") for line in table] == [3, 3, 3]


def test_sheets_hold_every_value_and_silence() -> None:
    values, quotes = matrix_to_sheets([DOCUMENT], ROWS)
    assert [cell.text for cell in values.cells if cell.column == 2][1:] == ["employer", "silent"]
    assert {cell.row for cell in quotes.cells} == {0, 1, 2}
    checks, positions = checks_to_sheets(RISKS, STANDINGS)
    assert [cell.text for cell in checks.cells if cell.column == 5] == ["Fires", "yes", "yes", "no"]
    assert [cell.text for cell in positions.cells if cell.column == 2][1:] == ["not met", "silent"]
    everything = (*values.cells, *quotes.cells, *checks.cells, *positions.cells)
    assert all("\x07" not in cell.text for cell in everything)
