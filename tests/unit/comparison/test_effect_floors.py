"""Floors under what is paid and ceilings over it, alone in what changed or with their sentence."""

from __future__ import annotations

import pytest

from tests.effects_told import tell_effects

LAMPS = "The lamps on the pier are lit."
_FLOORS = [
    "The wage of a piper shall not be less than the scale of the Circus.",
    "The wage of a piper shall be no less than the scale of the Circus.",
    "The wage of a piper shall be at least the scale of the Circus.",
]


@pytest.mark.parametrize("floor", _FLOORS)
def test_a_floor_that_became_a_fixed_sum_is_a_loss_and_one_that_came_a_gain(floor: str) -> None:
    fixed = "The wage of a piper shall be the scale of the Circus."
    assert tell_effects(floor, fixed) == [("benefit_dropped", "employer")]
    assert tell_effects(fixed, floor) == [("benefit_added", "worker")]


def test_a_floor_in_other_words_is_the_same_floor() -> None:
    assert not [
        told
        for a in _FLOORS
        for b in _FLOORS
        for told in tell_effects(a, b)
        if told[1] != "unclear"
    ]


def test_a_floor_that_gives_way_to_more_than_it_is_no_ban_that_fell() -> None:
    old = "The wage of a piper shall not be less than $100."
    assert tell_effects(old, "The wage of a piper shall be $150.") == [("money_raised", "worker")]


@pytest.mark.parametrize(
    ("sentence", "serves"),
    [
        ("In no case shall the rate exceed the top of the range.", "employer"),
        ("The daily wage may not be more than the top of the range.", "employer"),
        ("In no event shall dues exceed two percent of wages.", "worker"),
        ("In no case shall the number of masks exceed forty.", "worker"),
    ],
)
def test_a_ceiling_of_pay_serves_who_pays_and_one_of_dues_who_bears_them(
    sentence: str, serves: str
) -> None:
    other = "worker" if serves == "employer" else "employer"
    assert tell_effects(LAMPS, f"{LAMPS} {sentence}") == [("negation_added", serves)]
    assert tell_effects(f"{LAMPS} {sentence}", LAMPS) == [("negation_dropped", other)]


@pytest.mark.parametrize(
    ("before", "gains"),
    [
        ("The rate of a new grade shall be set by the Circus.", "worker"),
        ("Dues shall be deducted once a month.", "employer"),
    ],
)
@pytest.mark.parametrize("capped", ["In no case shall it exceed {}.", "It shall not exceed {}."])
def test_what_a_capped_it_stands_for_is_asked(before: str, gains: str, capped: str) -> None:
    capped = capped.format("the top of the range")
    assert tell_effects(f"{before} {capped}", before) == [("negation_dropped", gains)]
