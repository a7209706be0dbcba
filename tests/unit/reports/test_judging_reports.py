"""Reports of the matrix and of checks: what a document says is escaped, nothing is a formula."""

from __future__ import annotations

import re

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


@pytest.mark.parametrize(
    ("risks", "told"),
    [
        (RISKS, "3 risks found; 1 of them is mitigated or overruled."),
        (RISKS[:1], "1 risk found."),
        ((), "0 risks found."),
    ],
)
def test_the_page_says_how_many_risks_were_found_and_taken_away(
    risks: tuple[Risk, ...], told: str
) -> None:
    assert f"<p>{told}</p>" in checks_to_html([DOCUMENT], risks, ())


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


def many(number: int) -> tuple[list[Document], tuple[MatrixRow, ...]]:
    documents = [
        Document(id=DocumentId(f"d{at}"), path="d.pdf", sha256="0", title=f"Paper {at:02}")
        for at in range(number)
    ]
    cells = [
        MatrixCell(one.id, (TermReading(f"value {at:02}", None, WORDS),), group=at + 1)
        for at, one in enumerate(documents)
    ]
    return documents, (MatrixRow("owner", (), tuple(cells)),)


@pytest.mark.parametrize("number", [5, 15])
def test_every_document_is_printed_in_a_table_that_fits_a_page(number: int) -> None:
    report = matrix_to_html(*many(number))
    screen, _, paper = report.partition('<div class="paper">')
    assert screen.count("<table>") == 1 and screen.count('scope="col"') == number + 1
    tables = paper.split("<table>")[1:]
    assert len(tables) == -(-number // 4)
    assert all(table.count('scope="col"') <= 5 for table in tables)
    for at in range(number):
        (table,) = [one for one in tables if f"Paper {at:02}" in one]
        assert f"value {at:02}" in table and "owner" in table
    assert "size:landscape" in report


def test_few_documents_stand_in_one_table_on_screen_and_paper() -> None:
    report = matrix_to_html(*many(4))
    assert report.count("<table>") == 1 and 'class="paper"' not in report


def test_the_colours_are_explained() -> None:
    report = matrix_to_html(*many(6))
    key = report.partition('<p class="key">')[2].partition("</p>")[0]
    cells = set(re.findall(r'<td class="(g\d)"', report))
    assert cells == set(re.findall(r'<span class="(g\d)"', key)) and "same value" in key


def test_a_document_without_a_word_about_ai_is_not_said_to_be_searched() -> None:
    nothing = MatrixCell(DocumentId("e"), silence=Searched((), ("AI",)))
    row = MatrixRow("owner", (), (*ROWS[0].cells, nothing))
    other = Document(id=DocumentId("e"), path="e.pdf", sha256="1", title="E")
    for report in (matrix_to_html, matrix_to_markdown):
        said = report([DOCUMENT, other], [row])
        assert "nothing in it is about AI" in said and "0 clauses" not in said
