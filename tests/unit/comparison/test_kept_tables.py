"""Tables that an offer leaves standing, raised by its words or as they are; rows it passes over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyzer.comparison import Given, describe_changes
from analyzer.records import (
    AS_IT_STANDS,
    EVERY_FIGURE,
    Cell,
    Clause,
    ClauseKind,
    Comparison,
    DocumentKind,
    TableFacts,
)
from analyzer.reports import to_html, to_markdown
from tests.clause_trees import NOTHING, Twig, grow, make_document

ROWS = [["Keeper", "$90", "$95"], ["Pilot", "$80", "$85"], ["Cook", "$70", "$75"]]
LEAD_IN = "Nobody is paid less than the sums that follow."
MEALS = "A hot meal is served no later than six hours after the first call of the day."


def fill(clauses: tuple[Clause, ...], rows: list[list[str]]) -> tuple[Clause, ...]:
    """The table clauses with their cells."""
    table = [["Post", "July 1, 2027", "July 1, 2028"], *rows]
    cells = tuple(
        Cell(at, column, text, header=at == 0)
        for at, row in enumerate(table)
        for column, text in enumerate(row)
    )
    facts = TableFacts("Daily minimums", 1, 1, (None, "July 1, 2027", "July 1, 2028"))
    return tuple(
        replace(clause, cells=cells, table=facts) if clause.kind is ClauseKind.TABLE else clause
        for clause in clauses
    )


def article(*sections: Twig) -> list[Twig]:
    return [Twig("A", "", "Article 1", "Pay", sections, ClauseKind.ARTICLE)]


def scale(text: str, *, table: bool, key: str = "s", label: str = "Section 1") -> Twig:
    below = (
        Twig("h", "", None, "Daily minimums", kind=ClauseKind.HEADING),
        Twig("t", "Post Keeper Pilot Cook", kind=ClauseKind.TABLE),
    )
    return Twig(key, text, label, "Scale", below * table, ClauseKind.SECTION)


def offer(
    *sections: Twig,
    old: tuple[Twig, ...] = (scale(LEAD_IN, table=True),),
    kind: DocumentKind = DocumentKind.PROPOSAL,
    rows: list[list[str]] = ROWS,
    topic: str | None = None,
) -> Comparison:
    return describe_changes(
        Given(make_document("old"), fill(grow("old", article(*old)), ROWS), NOTHING),
        Given(make_document("new", kind), fill(grow("new", article(*sections)), rows), NOTHING),
    ).about(topic)


RAISED = (
    "Nobody is paid less than the sums that stand in Section 1 today, raised by two percent (2%) "
    "on July 1, 2029 and by three percent (3%) on July 1, 2030."
)


def test_a_table_that_words_raise_is_kept_and_told_with_each_step() -> None:
    comparison = offer(scale(RAISED, table=False))
    assert comparison.not_restated == ("old#h", "old#t")
    assert "removed" not in comparison.summary
    assert [(r.row, r.period, r.old, r.new, r.percent) for r in comparison.rates] == [
        (EVERY_FIGURE, "July 1, 2029", AS_IT_STANDS, "raised by two percent (2%)", 2.0),
        (EVERY_FIGURE, "July 1, 2030", AS_IT_STANDS, "raised by three percent (3%)", 3.0),
    ]
    assert not any(rate.difference or rate.table_new for rate in comparison.rates)
    (line,) = comparison.not_compared
    assert line.what == "Table: Daily minimums, page 1"
    assert line.why.startswith("kept, raised by two percent (2%) on July 1, 2029, raised by three")
    assert RAISED in line.why
    for report in (to_html(comparison), to_markdown(comparison)):
        assert "kept, raised by two percent (2%) on July 1, 2029; raised by three" in report


def test_another_clause_that_names_the_section_speaks_of_its_table() -> None:
    old = (scale(LEAD_IN, table=True), Twig("m", MEALS, "Section 2"))
    letter = Twig("n", "The rates of Section 1 are lowered by 1.5% on July 1, 2029.", "(a)")
    comparison = offer(replace(old[1], below=(letter,)), old=old)
    assert [(rate.new, rate.percent) for rate in comparison.rates] == [("lowered by 1.5%", -1.5)]
    assert comparison.not_restated == ("old#s", "old#h", "old#t")


def test_a_table_that_words_let_stand_is_kept_without_a_rate() -> None:
    comparison = offer(scale("Cooks share a cabin. The minimums stay as they are.", table=False))
    assert comparison.not_restated == ("old#h", "old#t")
    assert comparison.rates == ()
    assert "kept; Article 1 Section 1 says" in comparison.not_compared[0].why


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Nobody is paid less than what the keeper thinks fair.", DocumentKind.PROPOSAL),
        ("Wages are raised by the keeper on July 1, 2029.", DocumentKind.PROPOSAL),
        (RAISED, DocumentKind.AGREEMENT),
    ],
)
def test_a_table_of_which_nothing_is_said_is_removed(text: str, kind: DocumentKind) -> None:
    comparison = offer(scale(text, table=False), kind=kind)
    assert comparison.rates == ()
    assert comparison.summary["removed"] == 2


def test_rows_that_an_offer_passes_over_are_not_gone() -> None:
    raised = [["Keeper", "$99", "$99"]]
    comparison = offer(scale(LEAD_IN, table=True), rows=raised)
    assert [(rate.row, rate.new) for rate in comparison.rates] == [
        ("Keeper", "$99"),
        ("Keeper", "$99"),
    ]
    (line,) = comparison.not_compared
    assert "rows Pilot; Cook" in line.what
    whole = offer(scale(LEAD_IN, table=True), rows=ROWS[:2])
    assert [(rate.row, rate.new) for rate in whole.rates] == [("Cook", None), ("Cook", None)]
    agreed = offer(scale(LEAD_IN, table=True), rows=raised, kind=DocumentKind.AGREEMENT)
    assert {rate.row for rate in agreed.rates} == {"Keeper", "Pilot", "Cook"}


@pytest.mark.parametrize("kept", [True, False])
def test_on_one_topic_a_table_is_told_once_and_as_in_the_whole_comparison(kept: bool) -> None:
    meals = Twig("m", MEALS, "Section 2")
    new = (scale(RAISED, table=False), meals) if kept else (meals,)
    old = (scale(LEAD_IN, table=True), meals)
    lines = [line for line in offer(*new, old=old, topic="ai").not_compared if "Table" in line.what]
    whole = [line for line in offer(*new, old=old).not_compared if "Table" in line.what]
    assert lines == whole
    assert len(lines) == kept
