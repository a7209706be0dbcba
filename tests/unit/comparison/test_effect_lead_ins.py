"""Items of a list are read behind the words that open it."""

from __future__ import annotations

import pytest

from analyzer.comparison.effects import find_effects
from tests.effects_told import name_effects

_NEED_NOT = "The Guild shall not be required to:"
_MUST = "The Guild shall:"
_MAY_NOT = "It is agreed as follows. The Producer may not, without a hearing:"


@pytest.mark.parametrize(
    ("old", "new", "above", "effect"),
    [
        # who acts, and whether it must, the lead-in says
        ("", "hand in the list of riggers; and", _NEED_NOT, "negation_added/worker"),
        ("", "Hand in the list of riggers.", _MUST, "duty_strengthened/employer"),
        ("", "scan the face of a rigger;", _MAY_NOT, "negation_added/worker"),
        ("scan the face of a rigger;", "", _MAY_NOT, "negation_dropped/employer"),
        ("", "scan the face of a rigger;", "The Producer may:", "scope_widened/employer"),
        # a figure of an item as well
        (
            "hand in the list within ten days",
            "hand in the list within five days",
            _MUST,
            "deadline_earlier/employer",
        ),
        (
            "hand in the list within ten days",
            "hand in the list within five days",
            "The Producer shall promptly:",
            "deadline_earlier/worker",
        ),
        # an act that may be agreed gives nobody anything yet
        (
            "",
            "In such a case, to reduce the bonus to be paid to the rigger.",
            "If a contract of a rigger holds a bonus that was earned:",
            "scope_widened/unclear",
        ),
        # an item with a verb of its own is a rule of its own
        ("", "The Producer shall repair the hall.", _NEED_NOT, "duty_strengthened/worker"),
        # of several sentences above, the one that opens the list tells
        (
            "",
            "the plaster casts of riggers",
            "The Producer shall send a notice. The Producer may keep the following:",
            "scope_widened/employer",
        ),
    ],
)
def test_an_item_is_read_behind_its_lead_in(old: str, new: str, above: str, effect: str) -> None:
    assert name_effects(old, new, (above,)) == {effect}


def test_what_an_item_says_is_quoted_without_its_lead_in() -> None:
    (told,) = find_effects("", "Hand in the list of riggers.", (_MUST,))
    assert told.new == "Hand in the list of riggers."
