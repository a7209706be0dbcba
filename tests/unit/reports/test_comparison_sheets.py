"""The workbook of a comparison, and what the reports say beyond its clauses."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace

from analyzer.records import (
    BrokenReference,
    CarveOut,
    ChangeKind,
    Clause,
    ClauseId,
    Comparison,
    CrossReference,
    DefinitionChange,
    DefinitionFate,
    RateChange,
)
from analyzer.reports import comparison_to_sheets, list_remarks, to_html, to_markdown
from analyzer.reports.remarks import list_remarks_by_clause
from analyzer.results import Compared
from tests.clause_trees import Twig, compare_clauses, grow, make_comparison


def make_rich() -> Comparison:
    """The comparison of the report tests with rates and what is elsewhere."""
    plain = make_comparison()
    new = next(key for change in plain.changes for key in change.new)
    old = next(key for change in plain.changes for key in change.old)
    rate = RateChange(
        old, new, "=Lead", "Rate", "2023", "$1,000", "$1,100", 100.0, 10.0, "Daily <minimums>"
    )
    return replace(
        plain,
        rates=(rate, replace(rate, row="Extra", new=None, difference=None, percent=None)),
        definitions_changed=(DefinitionChange("Rig", 0, (new,)),),
        references_broken=(BrokenReference(new, "Section 4", old, None),),
        carve_outs=(CarveOut(0, False, "unless the Guild consents"),),
    )


def test_the_sheets_say_what_the_report_says() -> None:
    sheets = {sheet.name: sheet.cells for sheet in comparison_to_sheets(make_rich())}
    assert list(sheets) == ["Summary", "Changes", "AI terms", "Rates", "Elsewhere", "Not compared"]
    rates = [cell.text for cell in sheets["Rates"] if cell.row == 1]
    assert rates[-4:] == ["$1,000", "$1,100", "+100", "+10.00 %"]
    elsewhere = " ".join(cell.text for cell in sheets["Elsewhere"])
    assert "leads nowhere" in elsewhere
    assert "“unless the Guild consents”" in elsewhere


def test_rates_are_told_in_a_sentence_and_many_tables_are_folded_away() -> None:
    rich = make_rich()
    worded = replace(rich.rates[0], row="Tier", new="Tier 1: $2", difference=None, percent=None)
    said = "3 figures of 1 table differ: 1 up, 1 gone, 1 in words; +10.00 %."
    few = replace(rich, rates=(*rich.rates, worded))
    assert said in to_html(few) and said in to_markdown(few)
    assert "<summary>Table by table" not in to_html(few)
    keys = list(rich.clauses)[:7]
    many = replace(rich, rates=tuple(replace(worded, table_old=key) for key in keys))
    assert "<summary>Table by table (7)</summary>" in to_html(many)


def test_the_changes_are_printed_with_their_words_beside_their_places() -> None:
    changes = next(sheet for sheet in comparison_to_sheets(make_rich()) if sheet.name == "Changes")
    head = [cell.text for cell in changes.cells if cell.row == 0]
    assert head[:3] == ["First", "Kind", "Clause"] and changes.labels == 3
    assert head[changes.printed :] == ["Old words", "New words", "Similarity", "Confidence"]
    assert "Redline" in head[: changes.printed]


PAY = "Hours after the eighth are overtime and paid at one and one half."
MEAL = "A lunch of one hour is given after five hours of work."
TOWN = "Travel to another town counts as work from door to door."


def point(side: str, target: str | None) -> Clause:
    """The second article, which points to 'Section 2' of the third."""
    at = ClauseId(f"{side}#{target}") if target else None
    reference = CrossReference(20, 29, "Section 2", at)
    twig = Twig("b", "Overtime is paid as Section 2 says.", "Article 2")
    return replace(grow(side, [twig])[0], order=-1, references=(reference,))


def refer(new: Sequence[Twig], target: str | None) -> Comparison:
    old = (Twig("s1", TOWN, "Section 1"), Twig("s2", PAY, "Section 2"))
    sides = [
        (point("old", "s2"), *grow("old", [Twig("a", "", "Article 3", "Hours", old)])),
        (point("new", target), *grow("new", [Twig("a", "", "Article 3", "Hours", tuple(new))])),
    ]
    return compare_clauses(*sides)


def test_a_reference_says_what_it_meant_where_that_stands_and_where_it_leads() -> None:
    meal, pay = Twig("m", MEAL, "Section 2"), Twig("p", PAY, "Section 3")
    moved = refer([Twig("s1", TOWN, "Section 1"), meal, pay], "m")
    said = (
        "meant Article 3 Section 2 “Hours after the eighth are overtime and paid …”, page 1 in the "
        "old document, which is Article 3 Section 3, page 1 in the new one; as printed it now "
        "leads to another clause: Article 3 Section 2 “A lunch of one hour is given after …”, "
        "page 1"
    )
    title = "Cross-reference “Section 2” in Article 2"
    assert [(one.title, one.said) for one in list_remarks(moved)] == [(f"{title}, page 1", said)]
    gone = refer([Twig("s1", TOWN, "Section 1")], None)
    assert "which the new one has dropped; as printed it leads nowhere now" in to_markdown(gone)
    for comparison, ending in ((moved, "Section 3, page 1 in the new one"), (gone, "nowhere now")):
        sheets = {sheet.name: sheet.cells for sheet in comparison_to_sheets(comparison)}
        assert any(ending in cell.text for cell in sheets["Elsewhere"])
        assert ending in to_html(comparison)
        (comment,) = list_remarks_by_clause(comparison)[ClauseId("new#b")]
        assert comment.startswith(title) and ending in comment


def test_new_terms_that_nothing_else_uses_share_one_line() -> None:
    rich = make_rich()
    added = next(at for at, c in enumerate(rich.changes) if c.kind is ChangeKind.ADDED)
    fate = DefinitionFate.ADDED
    terms = tuple(DefinitionChange(term, added, (), fate) for term in ("Boom", "Winch"))
    text = to_markdown(replace(rich, definitions_changed=(*rich.definitions_changed, *terms)))
    (line,) = [line for line in text.splitlines() if "used in no other clause" in line]
    assert line.index("Boom") < line.index("Winch")
    assert "Definition added" not in text


def test_the_workbook_has_no_formula() -> None:
    book = zipfile.ZipFile(io.BytesIO(Compared(make_rich()).report_bytes("xlsx")))
    sheets = [book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/")]
    assert len(sheets) == 6
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)
    assert b"<t>=Lead</t>" in book.read("xl/sharedStrings.xml")


def test_rates_and_consequences_stand_in_both_reports() -> None:
    page, text = to_html(make_rich()), to_markdown(make_rich())
    for report in (page, text):
        assert "Across the document" in report
        assert "Section 4" in report
        assert "+10.00 %" in report
        assert "<minimums>" not in report


def test_the_first_page_tells_a_table_in_one_row_behind_what_to_read_first() -> None:
    for report in (to_html(make_rich()), to_markdown(make_rich())):
        first, summed = report.index("What to read first"), report.index("Figures that differ")
        every = report.index("Difference")
        assert first < summed < every
        row = report[summed:every].partition("minimums")[2]
        told = re.findall(r"[+\d][\d.]*(?: %)?", re.split(r"\n|</tr>", row)[0].replace("\\", ""))
        assert told[-7:] == ["2", "1", "0", "0", "1", "0", "+10.00 %"]


def test_nothing_is_said_where_there_is_nothing() -> None:
    page = to_html(make_comparison())
    assert "Across the document" not in page
    assert 'id="rates"' not in page


def test_effects_stand_in_words_and_the_file_bears_no_time() -> None:
    compared = Compared(make_rich())
    effects = [cell.text for cell in comparison_to_sheets(compared.comparison)[1].cells]
    assert any("favours the" in text and "→" in text for text in effects)
    book = zipfile.ZipFile(io.BytesIO(compared.to_xlsx()))
    assert b"2000-01-01" in book.read("docProps/core.xml")
