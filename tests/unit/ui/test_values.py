"""Values on the screen and in the form that overrules them: figures as people write them."""

from __future__ import annotations

import pytest

from analyzer.records import Scalar
from analyzer.reports.naming import name_value
from analyzer.ui.correcting import _scalar
from analyzer.ui.widgets import scalar_words


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        (1_000_000.0, "dollars", "1,000,000 dollars"),
        (48.0, "hours", "48 hours"),
        (2_500, None, "2,500"),
        (0.5, None, "0.5"),
        (True, None, "yes"),
        ("per_project", None, "per project"),
    ],
)
def test_a_value_is_told_alike_on_the_screen_and_in_reports(
    value: Scalar, unit: str | None, told: str
) -> None:
    assert scalar_words(value, unit) == told
    assert name_value(value) == told.removesuffix(f" {unit}")


@pytest.mark.parametrize(
    ("said", "value"), [("1,000,000", 1_000_000), ("1,250.5", 1250.5), ("36", 36), ("1,5", "1,5")]
)
def test_what_a_user_writes_is_read_as_a_number(said: str, value: Scalar) -> None:
    assert _scalar("notice.hours", said) == value
