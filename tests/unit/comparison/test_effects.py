"""Effects: each row of the data by its own examples and counterexamples, and pairs of several."""

from __future__ import annotations

import pytest

from analyzer.comparison.effect_amounts import find_amounts
from analyzer.comparison.effect_rows import EffectRow, Wordings, load_effects
from analyzer.comparison.effect_sentences import pair_sentences
from analyzer.comparison.effect_sides import read_rule
from analyzer.comparison.effect_values import AmountKind
from analyzer.comparison.effects import add_effects, find_effects
from analyzer.comparison.words import redline
from analyzer.records import Change, ChangeKind, ClauseId, Favors, Severity

ROWS = tuple(load_effects().effects.values())


def names(old: str, new: str) -> set[str]:
    return {effect.name for effect in find_effects(old, new)}


@pytest.mark.parametrize(
    ("row", "words"), [(row, words) for row in ROWS for words in row.examples], ids=str
)
def test_each_example_gives_its_effect_and_favors(row: EffectRow, words: Wordings) -> None:
    found = {effect.name: effect.favors for effect in find_effects(words.old, words.new)}
    assert found.get(row.name) is words.favors


@pytest.mark.parametrize(
    ("row", "words"), [(row, words) for row in ROWS for words in row.counterexamples], ids=str
)
def test_no_counterexample_gives_its_effect(row: EffectRow, words: Wordings) -> None:
    assert row.name not in names(words.old, words.new)


def test_one_sentence_may_have_several_effects() -> None:
    old = "The Producer shall pay 50% of scale and shall report it within ten days."
    new = "The Producer shall pay 40% of scale and may report it within twenty days."
    assert names(old, new) == {"percentage_lowered", "duty_weakened", "deadline_later"}


def test_sentences_that_stand_elsewhere_have_no_effect() -> None:
    old = "A scan is logged. The fee is $100 a day."
    new = "The fee is $120 a day. A scan is logged."
    assert names(old, new) == {"money_raised"}


def test_a_duty_of_the_worker_that_grows_favours_the_employer() -> None:
    (effect,) = find_effects("A singer may wear the badge.", "A singer shall wear the badge.")
    assert (effect.name, effect.favors) == ("duty_strengthened", Favors.EMPLOYER)


def test_a_great_difference_is_of_high_severity() -> None:
    small, great = "The fee is $105 a day.", "The fee is $250 a day."
    weights = [find_effects("The fee is $100 a day.", new)[0].severity for new in (small, great)]
    assert weights == [Severity.MEDIUM, Severity.HIGH]


def test_an_unchanged_clause_has_no_effects() -> None:
    words = redline("The fee is $100.", "The fee is $100.")
    change = Change(ChangeKind.UNCHANGED, (ClauseId("a"),), (ClauseId("b"),), words=words)
    assert add_effects(change).effects == ()


def test_effects_are_read_from_the_pieces_of_a_change() -> None:
    words = redline("The Producer shall log it.", "The Producer may log it.")
    change = Change(ChangeKind.REWORDED, (ClauseId("a"),), (ClauseId("b"),), words=words)
    (effect,) = add_effects(change).effects
    assert (effect.old, effect.new) == ("shall", "may")


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("thirty (30) days", AmountKind.PERIOD, 720),
        ("a fee of $1,250.50", AmountKind.MONEY, 1250.5),
        ("twelve per cent of pay", AmountKind.PERCENTAGE, 12),
        ("four fitters", AmountKind.NUMBER, 4),
    ],
)
def test_amounts_are_read_with_their_kind(text: str, kind: AmountKind, value: float) -> None:
    (amount,) = find_amounts(text)
    assert (amount.kind, amount.value) == (kind, value)


def test_numbers_of_articles_are_no_amounts() -> None:
    assert find_amounts("as Article 12 and Section 4 say") == ()


def test_a_sentence_without_partner_stands_alone() -> None:
    (pair,) = pair_sentences("A scan is logged.", "A scan is logged. Overtime is paid twice.")
    assert (pair.old, pair.new) == ("", "Overtime is paid twice.")


@pytest.mark.parametrize(
    ("sentence", "serves"),
    [
        ("The Producer may keep the scan.", Favors.EMPLOYER),
        ("The Producer shall delete the scan.", Favors.WORKER),
        ("The dancer shall wear the suit.", Favors.EMPLOYER),
        ("Riggers receive boots.", Favors.WORKER),
        ("The weather was fine.", Favors.UNCLEAR),
    ],
)
def test_a_rule_serves_a_side(sentence: str, serves: Favors) -> None:
    assert read_rule(sentence).serves is serves


@pytest.mark.parametrize(
    "line",
    ["Rev: 2019, 2021, 2023", "REV. 1/14", "Page 6", "Dear Ms. Harbor:", "/////", "____ ____"],
)
def test_what_belongs_to_the_page_is_no_change_of_the_contract(line: str) -> None:
    for old, new in ((line, ""), ("", line)):
        assert [effect.name for effect in find_effects(old, new)] == ["cosmetic"]


@pytest.mark.parametrize("line", ["Revised rates are paid from July.", "Page proofs are shown."])
def test_a_sentence_that_begins_like_it_is_not_taken_for_it(line: str) -> None:
    assert [effect.name for effect in find_effects(line, "")] != ["cosmetic"]
