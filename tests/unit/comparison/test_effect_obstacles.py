"""A case more in a condition serves whom the condition serves: what defeats a benefit, not it."""

from __future__ import annotations

import pytest

from analyzer.comparison.effects import find_effects
from analyzer.records import Favors

CASE = " or the trustees report a loss"
STOPS = "In the event that the fund falls below its floor{}, the increase shall not be paid."
UNLESS = "The increase shall be paid unless the fund falls below its floor{}."
BARS = "No scan of a Performer shall be made unless she signs the form{}."
STAYS = "If the fund falls below its floor{}, the rate of the increase shall remain as it is."
GIVES = "If the call is before noon{}, the Producer shall provide a hot meal."


@pytest.mark.parametrize(
    ("words", "case", "side"),
    [
        (STOPS, CASE, Favors.EMPLOYER),
        (STOPS, f",{CASE},", Favors.EMPLOYER),
        (UNLESS, CASE, Favors.EMPLOYER),
        (BARS, " or her agent signs it", Favors.EMPLOYER),
        (STAYS, CASE, Favors.UNCLEAR),
        (STAYS, f",{CASE}", Favors.UNCLEAR),
        (GIVES, " or the wrap is after ten", Favors.WORKER),
    ],
)
def test_whom_a_case_more_serves_and_one_fewer(words: str, case: str, side: Favors) -> None:
    short, long = words.format(""), words.format(case).replace(",,", ",")
    other = {Favors.EMPLOYER: Favors.WORKER, Favors.WORKER: Favors.EMPLOYER}
    assert {effect.favors for effect in find_effects(short, long)} == {side}
    assert {effect.favors for effect in find_effects(long, short)} == {other.get(side, side)}


def test_a_case_more_of_an_unless_is_an_exception_more() -> None:
    (effect,) = find_effects(UNLESS.format(""), UNLESS.format(CASE))
    assert effect.name == "exception_added"
