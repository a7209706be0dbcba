"""A duty that hangs on something outside the contract, and one that does not."""

from __future__ import annotations

import pytest

from analyzer.wording.conditions import outside_condition


@pytest.mark.parametrize(
    ("sentence", "condition"),
    [
        (
            "Where the law of the place demands it, the studio asks the singer first.",
            "Where the law of the place demands it",
        ),
        (
            "The studio shall delete the scan to the extent required by applicable law.",
            "to the extent required by applicable law",
        ),
        ("The studio shall tell the singer, if practicable, a day ahead.", "if practicable"),
        ("Where the studio so chooses, it pays for the scan.", "Where the studio so chooses"),
    ],
)
def test_a_condition_outside_is_found(sentence: str, condition: str) -> None:
    found = outside_condition(sentence)
    assert found is not None
    assert sentence[slice(*found)] == condition


@pytest.mark.parametrize(
    "sentence",
    [
        "The studio shall keep the scan secret, except as required by law.",
        "If the studio scans a singer, it shall obtain the singer's consent.",
        "When a singer asks for it, the scan is deleted.",
        "The studio shall obey the law.",
    ],
)
def test_a_duty_that_binds_by_itself_has_none(sentence: str) -> None:
    assert outside_condition(sentence) is None
