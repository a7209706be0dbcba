"""What a change means, as one reads it in a report."""

from __future__ import annotations

from analyzer.comparison.effects import find_effects
from analyzer.comparison.words import redline
from analyzer.records import Change, ChangeKind, ClauseId, TermChange
from analyzer.reports.meanings import list_meanings
from analyzer.reports.weighing import weigh_change


def reworded(old: str, new: str, *terms: TermChange) -> Change:
    return Change(
        ChangeKind.REWORDED,
        (ClauseId("old"),),
        (ClauseId("new"),),
        words=redline(old, new),
        effects=find_effects(old, new),
        terms=terms,
    )


def test_an_effect_names_both_sides_its_weight_and_whom_it_favours() -> None:
    change = reworded("The Producer shall log it.", "The Producer may log it.")
    assert list_meanings(change) == ("duty weakened (shall → may): medium, favours the employer",)


def test_a_date_favours_nobody() -> None:
    change = reworded("It ends on May 1, 2024.", "It ends on May 1, 2027.")
    assert list_meanings(change) == ("date changed (May 1, 2024 → May 1, 2027)",)


def test_two_amounts_show_their_difference() -> None:
    change = reworded("The fee is $100 a day.", "The fee is $110 a day.")
    (said,) = list_meanings(change)
    assert said == "money raised ($100 → $110; +10 (+10.0%)): medium, favours the worker"


def test_terms_stand_behind_the_effects() -> None:
    term = TermChange("made.up", None, "perpetual")
    change = reworded("It is kept.", "It is kept for ever.", term)
    assert list_meanings(change)[-1] == "made: up: silent → perpetual"


def test_what_means_more_weighs_more() -> None:
    light = reworded("The red van waits here.", "The blue van waits there.")
    heavy = reworded("The Producer shall log it.", "The Producer may log it.")
    assert weigh_change(heavy).value > weigh_change(light).value
