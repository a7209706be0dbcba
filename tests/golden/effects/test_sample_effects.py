"""The AI Article of the sample as a negotiator reads it: what each change does, and for whom.

Written by reading the documents, before the effects that give it were mended. Each row names a pair
of documents, a Section, an effect and whom it favours.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from analyzer import Analyzer
from analyzer.records import Comparison

CORPUS = Path(__file__).parents[3] / "corpus"
PAIRS = {
    "first": ("agreement-2020", "agreement-2023"),
    "proposal": ("agreement-2023", "proposal-2026"),
    "counter": ("agreement-2023", "counterproposal-2026"),
    "answer": ("proposal-2026", "counterproposal-2026"),
    "tentative": ("agreement-2023", "tentative-2026"),
}
WORKER, EMPLOYER = "worker", "employer"
READ = [
    ("proposal", "2", "duty_weakened", EMPLOYER),
    ("proposal", "2", "exception_added", EMPLOYER),
    ("proposal", "3(a)", "consent_narrowed", EMPLOYER),
    ("proposal", "3(b)", "duty_weakened", EMPLOYER),
    ("proposal", "3(b)", "negation_added", EMPLOYER),
    ("proposal", "3(c)", "duty_weakened", EMPLOYER),
    ("proposal", "3(d)", "negation_added", EMPLOYER),
    ("proposal", "4(a)", "negation_added", EMPLOYER),
    ("proposal", "4(b)", "benefit_dropped", EMPLOYER),
    ("proposal", "5(a)", "consent_narrowed", EMPLOYER),
    ("proposal", "5(b)", "scope_widened", EMPLOYER),
    ("proposal", "5(c)", "negation_added", EMPLOYER),
    ("proposal", "5(d)", "negation_added", EMPLOYER),
    ("proposal", "6(a)", "scope_widened", EMPLOYER),
    ("proposal", "6(a)", "consent_narrowed", EMPLOYER),
    ("proposal", "6(b)", "scope_widened", EMPLOYER),
    ("proposal", "6(b)", "negation_dropped", EMPLOYER),
    ("proposal", "6(b)", "condition_dropped", EMPLOYER),
    ("proposal", "6(c)", "benefit_dropped", EMPLOYER),
    ("proposal", "7(b)", "negation_dropped", EMPLOYER),
    ("proposal", "7(c)", "benefit_dropped", EMPLOYER),
    ("proposal", "8", "consent_narrowed", EMPLOYER),
    ("proposal", "9", "condition_added", EMPLOYER),
    ("proposal", "9", "duty_weakened", EMPLOYER),
    ("proposal", "10(b)", "duty_weakened", EMPLOYER),
    ("proposal", "10(b)", "scope_widened", EMPLOYER),
    ("proposal", "11", "scope_widened", EMPLOYER),
    ("proposal", "12", "number_lowered", EMPLOYER),
    ("proposal", "12", "duty_weakened", EMPLOYER),
    ("first", "2", "duty_strengthened", WORKER),
    ("first", "3(a)", "consent_widened", WORKER),
    ("first", "3(b)", "duty_strengthened", WORKER),
    ("first", "3(c)", "duty_strengthened", WORKER),
    ("first", "3(d)", "consent_narrowed", EMPLOYER),
    ("first", "4(b)", "benefit_added", WORKER),
    ("first", "5(a)", "condition_added", WORKER),
    ("first", "5(c)", "benefit_added", WORKER),
    ("first", "6(a)", "consent_widened", WORKER),
    ("first", "6(b)", "negation_added", WORKER),
    ("first", "6(c)", "benefit_added", WORKER),
    ("first", "7(b)", "negation_added", WORKER),
    ("first", "8", "consent_widened", WORKER),
    ("first", "10(b)", "duty_strengthened", WORKER),
    ("counter", "2", "period_lengthened", WORKER),
    ("counter", "3(b)", "duty_strengthened", WORKER),
    ("counter", "3(d)", "negation_added", WORKER),
    ("counter", "3(e)", "benefit_added", WORKER),
    ("counter", "4(b)", "benefit_dropped", EMPLOYER),
    ("counter", "6(b)", "condition_dropped", EMPLOYER),
    ("counter", "6(c)", "number_raised", WORKER),
    ("counter", "6A(a)", "benefit_added", WORKER),
    ("counter", "6A(c)", "duty_strengthened", WORKER),
    ("counter", "7(b)", "scope_widened", WORKER),
    ("counter", "8", "consent_widened", WORKER),
    ("counter", "10(b)", "period_lengthened", WORKER),
    ("counter", "11", "negation_added", WORKER),
    ("counter", "11", "exception_added", EMPLOYER),
    ("counter", "12", "number_raised", WORKER),
    ("counter", "13A", "negation_added", WORKER),
    ("counter", "14", "benefit_added", WORKER),
    ("answer", "3(c)", "duty_strengthened", WORKER),
    ("answer", "3(d)", "negation_dropped", WORKER),
    ("answer", "5(b)", "scope_narrowed", WORKER),
    ("answer", "6(a)", "scope_narrowed", WORKER),
    ("answer", "7(b)", "negation_added", WORKER),
    ("answer", "9", "condition_dropped", WORKER),
    ("tentative", "2", "period_lengthened", WORKER),
    ("tentative", "3(d)", "negation_added", WORKER),
    ("tentative", "3(d)", "scope_widened", EMPLOYER),
    ("tentative", "4(a)", "benefit_added", WORKER),
    ("tentative", "5(a)", "scope_widened", EMPLOYER),
    ("tentative", "5(c)", "duty_strengthened", WORKER),
    ("tentative", "6(c)", "number_raised", WORKER),
    ("tentative", "6A(a)", "scope_widened", EMPLOYER),
    ("tentative", "6A(a)", "benefit_added", WORKER),
    ("tentative", "6A(c)", "condition_added", WORKER),
    ("tentative", "6A(d)", "duty_strengthened", WORKER),
    ("tentative", "9", "benefit_added", WORKER),
    ("tentative", "10(b)", "period_lengthened", WORKER),
]
#: changes all of whose effects with a plain side favour the one
ALL_FOR = [
    ("proposal", "3(c)", EMPLOYER),
    ("proposal", "4(a)", EMPLOYER),
    ("proposal", "4(b)", EMPLOYER),
    ("proposal", "5(a)", EMPLOYER),
    ("proposal", "7(b)", EMPLOYER),
    ("counter", "7(b)", WORKER),
    ("answer", "3(c)", WORKER),
    ("answer", "7(b)", WORKER),
    ("tentative", "4(a)", WORKER),
    ("tentative", "6(c)", WORKER),
]
#: definitions serve whom the rules with their word serve: no side is said
DEFINITIONS = [("proposal", "1(e)"), ("proposal", "1(b)"), ("counter", "1(b)"), ("answer", "1(b)")]


#: outside the AI Article: pair, place of the new text, effect, whom it favours
ELSEWHERE = [
    ("first", "Article IV, Section 1(b)", "deadline_earlier", WORKER),
    ("first", "Article V, Section 3(b)", "money_raised", WORKER),
    ("first", "Article X, Section 3", "money_raised", WORKER),
    ("first", "Article XIII, Section 2", "deadline_earlier", WORKER),
    ("first", "Article XVII, Section 2", "money_raised", WORKER),
    ("first", "Article XX, Section 1", "period_lengthened", WORKER),
    ("memorandum", "Item 2.c(b)", "money_raised", WORKER),
    ("memorandum", "Item 3.a(b)", "deadline_earlier", WORKER),
    ("memorandum", "Item 5.b, Section 3", "money_raised", WORKER),
    ("memorandum", "Item 9.b, Section 2", "money_raised", WORKER),
    ("proposal", "Article V, Section 1", "benefit_dropped", EMPLOYER),
    ("proposal", "Article XXI, Section 7(a)", "scope_widened", EMPLOYER),
    ("proposal", "Article XXI, Section 12", "party_changed", "unclear"),
]
#: what would be read wrongly: pair, place, effect that is not there for that side
NOT_SO = [
    ("first", "Article V, Section 2", "exception_added", "unclear"),
    ("proposal", "Article V, Section 1", "duty_strengthened", "unclear"),
    ("proposal", "Article XXI, Section 1(b)", "scope_widened", "unclear"),
    ("proposal", "Article XXI, Section 7(a)", "exception_dropped", WORKER),
]


@pytest.fixture(scope="module")
def comparisons(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Comparison]:
    with Analyzer.open(tmp_path_factory.mktemp("effects") / "index") as library:
        read = {
            name: library.compare(CORPUS / f"{old}.pdf", CORPUS / f"{new}.pdf").comparison
            for name, (old, new) in PAIRS.items()
        }
        return read | {"memorandum": library.redline(CORPUS / "memorandum-2023.pdf").comparison}


def effects_of(comparison: Comparison, section: str) -> list[tuple[str, str]]:
    """Effects of the changes of a Section of the AI Article."""
    return effects_at(comparison, f"Article XXI, Section {section}")


def effects_at(comparison: Comparison, place: str) -> list[tuple[str, str]]:
    """Effects of the changes of a place."""
    return [
        (effect.name, effect.favors.value)
        for change in comparison.changes
        if place in (change.old_citation, change.new_citation)
        for effect in change.effects
    ]


@pytest.mark.parametrize(("pair", "section", "name", "favors"), READ)
def test_a_change_is_named_as_a_negotiator_reads_it(
    comparisons: Mapping[str, Comparison], pair: str, section: str, name: str, favors: str
) -> None:
    assert (name, favors) in effects_of(comparisons[pair], section)


@pytest.mark.parametrize(("pair", "place", "name", "favors"), ELSEWHERE)
def test_a_change_elsewhere_serves_whom_a_negotiator_says(
    comparisons: Mapping[str, Comparison], pair: str, place: str, name: str, favors: str
) -> None:
    assert (name, favors) in effects_at(comparisons[pair], place)


@pytest.mark.parametrize(("pair", "place", "name", "favors"), NOT_SO)
def test_a_change_is_not_told_of_the_wrong_side(
    comparisons: Mapping[str, Comparison], pair: str, place: str, name: str, favors: str
) -> None:
    told = effects_at(comparisons[pair], place)
    assert told and (name, favors) not in told


def test_words_are_quoted_with_their_brackets(comparisons: Mapping[str, Comparison]) -> None:
    quoted = [
        words
        for comparison in comparisons.values()
        for change in comparison.changes
        for effect in change.effects
        for words in (effect.old, effect.new)
        if words and not words.endswith("…")
    ]
    assert quoted and not [words for words in quoted if words.count("(") != words.count(")")]


@pytest.mark.parametrize(("pair", "section", "side"), ALL_FOR)
def test_a_change_serves_one_side(
    comparisons: Mapping[str, Comparison], pair: str, section: str, side: str
) -> None:
    assert {s for _, s in effects_of(comparisons[pair], section)} - {"unclear"} == {side}


@pytest.mark.parametrize(("pair", "section"), DEFINITIONS)
def test_a_definition_takes_no_side(
    comparisons: Mapping[str, Comparison], pair: str, section: str
) -> None:
    assert {side for _, side in effects_of(comparisons[pair], section)} == {"unclear"}


def test_a_definition_that_went_is_told_as_dropped(comparisons: Mapping[str, Comparison]) -> None:
    fates = {item.term: item.fate.value for item in comparisons["proposal"].definitions_changed}
    assert fates["Picture"] == "dropped"


def test_a_sentence_that_is_an_exception_is_one(comparisons: Mapping[str, Comparison]) -> None:
    words = [item.words for item in comparisons["proposal"].carve_outs if item.added]
    assert any(text.startswith("No notice is required for a scan") for text in words)


def test_the_window_for_bargaining_that_went_is_named(
    comparisons: Mapping[str, Comparison],
) -> None:
    dropped = [
        effect.old
        for change in comparisons["proposal"].changes
        if change.new_citation == "Article XXIV, Section 1"
        for effect in change.effects
        if effect.new is None
    ]
    assert any(words and words.startswith("Either side may open bargaining") for words in dropped)


def test_a_days_pay_is_money(comparisons: Mapping[str, Comparison]) -> None:
    effects = [
        (effect.name, effect.favors.value, effect.difference)
        for change in comparisons["proposal"].changes
        if change.new_citation == "Article VII, Section 3(a)"
        for effect in change.effects
    ]
    assert ("money_lowered", EMPLOYER, "−7 hours of pay") in effects
