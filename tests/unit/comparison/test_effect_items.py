"""Items of a list that came or went, by what their lead-in does with them."""

from __future__ import annotations

import pytest

from analyzer.comparison.effects import find_effects
from tests.effects_told import name_effects

ITEMS = [
    # a limit of what is given
    (
        "Riggers shall receive leave with pay as follows:",
        "not to exceed forty hours in a year;",
        "condition_added/employer",
    ),
    # one case more in which a rule holds, or one way more to come under it
    (
        "The Producer may use a double only if:",
        "paid at the overtime rate;",
        "condition_added/worker",
    ),
    (
        "The Producer shall pay a fee for each reel that is:",
        "made first for a paid film service; and",
        "condition_added/employer",
    ),
    (
        "The Producer shall pay a fee for each reel that is:",
        "made first for a paid film service; or",
        "scope_widened/worker",
    ),
    # what a rule does not hold for
    (
        "The Producer shall pay for every meal, except:",
        "meals on a flight;",
        "exception_added/employer",
    ),
    # a list of limits gives nothing
    (
        "Riggers shall receive the following, with these limits:",
        "No coat is provided at sea.",
        "condition_added/employer",
    ),
    # what is given, and what the other side may use
    ("Riggers shall receive:", "boots and a coat;", "benefit_added/worker"),
    ("The Producer may use, on any day:", "lockers and meals;", "scope_widened/employer"),
    # a rule of its own
    ("The parties agree:", "The Producer shall provide meals.", "benefit_added/worker"),
]


@pytest.mark.parametrize(("above", "item", "wanted"), ITEMS)
def test_an_item_means_what_its_lead_in_makes_of_it(above: str, item: str, wanted: str) -> None:
    assert name_effects("", item, (above,)) == {wanted}


def test_an_item_that_went_is_told_the_other_way() -> None:
    (effect,) = find_effects("boots and a coat;", "", ("Riggers shall receive:",))
    assert (effect.name, effect.favors.value) == ("benefit_dropped", "employer")
