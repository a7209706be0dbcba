"""How much a change weighs: matter, amount and side."""

from __future__ import annotations

import pytest

from analyzer.comparison.effects import find_effects
from analyzer.records import Severity

SHALL, MAY = "The Producer shall {}.", "The Producer may {}."


@pytest.mark.parametrize(
    ("old", "new", "severity"),
    [
        (SHALL.format("pay the rigger"), MAY.format("pay the rigger"), Severity.HIGH),
        (SHALL.format("post the rota"), MAY.format("post the rota"), Severity.MEDIUM),
        ("A committee shall meet.", "A committee may meet.", Severity.LOW),
        ("The fee is $100.", "The fee is $150.", Severity.HIGH),
        ("The fee is $100.", "The fee is $104.", Severity.MEDIUM),
        ("The term begins on May 1, 2024.", "The term begins on June 1, 2024.", Severity.LOW),
        ("A tape may be kept for a year.", "A tape may be kept in perpetuity.", Severity.HIGH),
        (
            "A scan needs the dancer's written consent.",
            "A scan needs the dancer's consent.",
            Severity.HIGH,
        ),
    ],
)
def test_pay_consent_and_for_ever_weigh_more_than_form(
    old: str, new: str, severity: Severity
) -> None:
    assert find_effects(old, new)[0].severity is severity


def test_what_is_looked_for_weighs_more() -> None:
    old, new = SHALL.format("send the sheet"), MAY.format("send the sheet")
    plain, topical = find_effects(old, new), find_effects(old, new, topical=True)
    assert (plain[0].severity, topical[0].severity) == (Severity.MEDIUM, Severity.HIGH)


def test_the_heaviest_stands_first() -> None:
    old = "The Producer shall post the rota. The fee is $100."
    new = "The Producer may post the rota. The fee is $50."
    assert [effect.name for effect in find_effects(old, new)] == ["money_lowered", "duty_weakened"]
