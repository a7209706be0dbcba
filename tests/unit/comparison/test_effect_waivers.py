"""What a side gives up serves the other: a waiver that reaches more or less, and no mere word."""

from __future__ import annotations

import pytest

from analyzer.comparison.effect_waivers import who_waives
from analyzer.comparison.effects import find_effects
from analyzer.records import Favors, Severity

WAIVES = "The Guild expressly waives, as far as it may, application of the Harbor Rest Ordinance{}."
MORE = ", the Lantern Coast Paid Leave Act of 2016 and every ordinance on rest enacted after it"


@pytest.mark.parametrize(
    ("sentence", "side"),
    [
        (WAIVES.format(""), Favors.WORKER),
        ("The Producer hereby waives its claim to the costumes.", Favors.EMPLOYER),
        ("Claims under the Rest Act are hereby waived by the Guild.", Favors.WORKER),
        ("The LPG waives application of the Paid Leave Act.", Favors.WORKER),
        ("The LPG waives its claim to the costumes.", None),
        ("The Guild does not waive the Rest Act.", None),
        ("The Performer may waive the second meal.", None),
        ("Nothing in this Article waives the Guild's claims.", None),
        ("The Guild and the Producer waive all claims of the past.", None),
    ],
)
def test_who_gives_something_up(sentence: str, side: Favors | None) -> None:
    assert who_waives(sentence) is side


def test_a_waiver_that_names_more_laws_serves_the_other_side_and_is_high() -> None:
    old, new = WAIVES.format(" of 2013"), WAIVES.format(MORE)
    (effect,) = find_effects(old, new)
    assert (effect.name, effect.favors, effect.severity) == (
        "scope_widened",
        Favors.EMPLOYER,
        Severity.HIGH,
    )
    (back,) = find_effects(new, old)
    assert (back.name, back.favors) == ("scope_narrowed", Favors.WORKER)


def test_a_waiver_of_the_producer_that_reaches_more_serves_workers() -> None:
    words = "The Producer waives its claim to the costumes{}."
    (effect,) = find_effects(words.format(""), words.format(", the wigs and the masks of the tour"))
    assert effect.favors is Favors.WORKER


def test_a_waiver_that_came_whole_serves_the_other_side() -> None:
    lamps = "The lamps on the pier are lit."
    (effect,) = find_effects(lamps, f"{lamps} {WAIVES.format('')}")
    assert (effect.name, effect.favors) == ("scope_widened", Favors.EMPLOYER)
