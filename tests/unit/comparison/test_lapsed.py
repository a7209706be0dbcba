"""What was over before the old term ended is no loss of weight when it is not printed again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyzer.comparison.lapsed import let_lapse
from analyzer.records import Comparison, Effect, Favors, Severity
from tests.clause_trees import Twig, compare, make_document

TERM = (
    "This Agreement shall remain in effect through June 30, {}, and binds all theaters of the town."
)
PAID = (
    "Every stagehand who was on the roll on July 1, 2031 will receive a one-time payment of $400 "
    "with the paycheck of September 1, 2031."
)
TAXED = "The payments issued under this letter will be considered wages for the pension of all."
MOVED = (
    "Effective April 1, 2032, each stagehand below the second step shall be moved to the second "
    "step of the scale and receives the pay of that step."
)
STAYS = (
    "Stagehands above it shall receive the pay of the step that they hold and keep their seniority."
)
BOOTS = "Effective April 1, 2032, each stagehand shall be provided with a pair of felt boots."
REPORT = (
    "A committee on the rest rooms shall be formed. By March 1, 2032, the committee will put "
    "forth a report of its findings."
)
TRAINING = "The theater shall provide paid training for the weekly use of the new rest rooms."
PLAIN = "The theater shall provide each stagehand with a warm meal at the pier."


def _lost(*texts: str) -> list[Effect]:
    """The effects of a letter that went, by its paragraphs, where the term moved from 2033."""
    below = tuple(Twig(f"p{at}", text) for at, text in enumerate(texts))
    letter = Twig("l", "", "Letter 5", "On What Is Past", below)
    old, new = (Twig("t", TERM.format(year), "Section 1") for year in (2033, 2036))
    found: Comparison = compare([old, letter], [new])
    return [
        effect
        for change in found.changes
        for effect in change.effects
        if effect.new is None and effect.favors is Favors.EMPLOYER
    ]


@pytest.mark.parametrize(
    ("texts", "doubt"),
    [
        ((PAID, TAXED), "of a payment that was made once"),
        ((MOVED, STAYS), "of days that are past, the last April 1, 2032"),
        ((REPORT, TRAINING), "of a committee that was to be done by March 1, 2032"),
    ],
)
def test_a_letter_that_had_lapsed_takes_nothing_of_weight(
    texts: tuple[str, ...], doubt: str
) -> None:
    lost = _lost(*texts)
    assert lost
    assert {(effect.severity, effect.doubt) for effect in lost} == {(Severity.LOW, doubt)}


@pytest.mark.parametrize(
    "texts",
    [
        (PLAIN,),
        (BOOTS,),
        (PAID.replace("2031", "2035"), TAXED),
        (PAID, PLAIN.replace("a warm meal", "$9 for each meal")),
        (REPORT.replace("2032", "2035"), TRAINING),
        (REPORT, PLAIN.replace("a warm meal", "$9 for each meal")),
        (REPORT, PLAIN.replace("at the pier", "each day")),
    ],
)
def test_what_holds_on_or_holds_again_is_lost(texts: tuple[str, ...]) -> None:
    lost = _lost(*texts)
    assert any(effect.severity is not Severity.LOW and effect.doubt is None for effect in lost)


@pytest.mark.parametrize(("begins", "is_past"), [("2033-07-01", True), ("2032-01-01", False)])
def test_days_are_past_only_before_the_new_term_begins(begins: str, is_past: bool) -> None:
    letter = Twig("l", "", "Letter 5", "On What Is Past", (Twig("p", MOVED), Twig("q", STAYS)))
    stays = Twig("t", "The gates are painted.", "Section 1")
    found = compare([letter, stays], [stays])
    old = replace(make_document("old"), expires="2033-06-30")
    new = replace(make_document("new"), effective=begins)
    told = let_lapse(found.changes, found.clauses, (old, new))
    assert any(effect.doubt for change in told for effect in change.effects) is is_past
