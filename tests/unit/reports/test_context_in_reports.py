"""Definitions and footnotes of a topic in every report: shown as context, counted nowhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyzer import wire
from analyzer.records import Comparison, Context
from analyzer.reports import CONTEXT_TITLE, comparison_to_sheets, list_context, to_html, to_markdown
from analyzer.results import Compared
from benchmarks.redlines import printed, settle, settle_by_library
from tests.topic_context import compare_about
from tests.unit.reports.test_tracked_word import list_comments


@pytest.fixture(scope="module")
def about_ai() -> Comparison:
    return compare_about()


@pytest.mark.parametrize("make", [to_html, to_markdown])
def test_a_report_marks_context_as_what_it_is(about_ai: Comparison, make: object) -> None:
    assert callable(make)
    said = make(about_ai)
    before, after = said.split(CONTEXT_TITLE)
    assert "Definition of “Shadow Copy”: reworded" in after
    assert "counted nowhere" in after and "not about AI" in after
    assert "voice" not in before
    assert CONTEXT_TITLE not in make(compare_about(topic=None))


def test_words_of_a_definition_become_no_tags() -> None:
    comparison = compare_about()
    hostile = {
        key: replace(clause, heading="<script>alert(1)</script>", text="<img src=x>")
        for key, clause in comparison.clauses.items()
    }
    said = to_html(replace(comparison, clauses=hostile))
    assert "<script" not in said and "<img" not in said


def test_json_gives_why_and_for_whom(about_ai: Comparison) -> None:
    row = wire.comparison_to_json(about_ai)["context"][0]
    assert row["why"] == "definition" and row["terms"] == ["Shadow Copy"]
    assert set(row["used_in"]) == {"old#r", "new#r"} and row["restated"] is True
    assert row["change"]["new"] == ["new#d"]
    assert wire.comparison_to_json(about_ai)["summary"] == {"reworded": 1}
    assert wire.nothing_compared()["context"] == []


def test_the_workbook_has_a_sheet_of_context(about_ai: Comparison) -> None:
    sheets = {sheet.name: sheet.cells for sheet in comparison_to_sheets(about_ai)}
    said = [cell.text for cell in sheets["Context"]]
    assert any(text.startswith("Definition of “Shadow Copy”") for text in said)
    assert any("{+" in text and "voice" in text for text in said)
    assert max(cell.row for cell in sheets["Changes"]) == 1
    assert "Context" not in {s.name for s in comparison_to_sheets(compare_about(topic=None))}


def test_the_word_file_sets_context_in_its_place_and_says_so(about_ai: Comparison) -> None:
    data = Compared(about_ai).to_docx()
    for side, gone, by_library in (("old", "ins", "original"), ("new", "del", "accepted")):
        clauses = [about_ai.clauses[key] for key in about_ai.clauses if key.startswith(side)]
        expected = [printed(clause) for clause in sorted(clauses, key=lambda one: one.order)]
        assert settle(data, gone) == settle_by_library(data, by_library) == expected
    (lines,) = [lines for words, lines in list_comments(data) if "face" in words]
    assert lines[0].startswith("Definition of “Shadow Copy”")
    assert "counted nowhere" in lines[1]


def test_a_long_definition_is_shortened_around_what_changed(about_ai: Comparison) -> None:
    many = Context(
        about_ai.context[0].change, about_ai.context[0].why, tuple(about_ai.clauses), ("Scan",)
    )
    change = replace(
        many.change, words=tuple(replace(w, text=w.text * 300) for w in many.change.words)
    )
    row = list_context(replace(about_ai, context=(replace(many, change=change),)))[0]
    assert sum(len(piece.text.split()) for piece in row.pieces) < 800
    assert any("…" in piece.text for piece in row.pieces)
