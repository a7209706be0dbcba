"""Who bears it: what is held harmless, kept from pay, reckoned elsewhere, spared or written off."""

from __future__ import annotations

import pytest

from analyzer.comparison.effects import find_effects
from analyzer.records import Severity
from tests.effects_told import tell_effects

LAMPS = "The lamps on the pier are lit."
INDEMNITY = (
    "The Guild indemnifies and holds harmless the Circus against any claim, provided that the "
    "Circus settles none without the prior written consent of the Guild."
)


def _told_of(sentence: str) -> list[tuple[str, str]]:
    return tell_effects(LAMPS, f"{LAMPS} {sentence}")


@pytest.mark.parametrize(
    ("sentence", "serves"),
    [
        (
            INDEMNITY,
            "employer",
        ),
        ("The Company indemnifies each diver against any claim.", "worker"),
        ("The ZQTA shall not unreasonably deny waivers for a school.", "unclear"),
    ],
)
def test_a_duty_serves_the_other_side_and_nobody_knows_of_letters(
    sentence: str, serves: str
) -> None:
    assert _told_of(sentence) == [("duty_strengthened", serves)]


@pytest.mark.parametrize("case", ["if the diver is fined{}", "where the diver is fined{}"])
def test_pay_withheld_for_one_reason_more_is_a_loss(case: str) -> None:
    words = f"The Company shall withhold the fine from any pay {case}."
    told = tell_effects(words.format(""), words.format(" or refuses to dive"))
    assert told == [("scope_widened", "employer")]
    dues = f"The Company shall deduct dues from any pay {case}."
    assert ("scope_widened", "employer") not in tell_effects(
        dues.format(""), dues.format(" or refuses to dive")
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "The Company will pay divers with a lag of ten days.",
        "Increases in pay shall be governed by Section 5 above.",
        "Several divers may be given such ranking by one journal.",
    ],
)
def test_what_only_tells_how_is_no_benefit(sentence: str) -> None:
    assert _told_of(sentence) == [("scope_widened", "unclear")]


@pytest.mark.parametrize(
    ("sentence", "serves"),
    [
        ("There shall be no penalty for an inadvertent failure to dive.", "employer"),
        ("There shall be no penalty for the Company's failure to light it.", "employer"),
        ("There shall be no penalty where the diver's failure to sing is slight.", "worker"),
    ],
)
def test_no_penalty_serves_who_is_spared(sentence: str, serves: str) -> None:
    assert _told_of(sentence) == [("remedy_changed", serves)]


def test_who_no_longer_gets_an_increase_loses() -> None:
    words = (
        "Increase the pension rates by a tenth for Sea Hours{} of divers, provided that the new "
        "rates shall not apply to pensions paid before."
    )
    gone = tell_effects(words.format(" and Frozen Hours"), words.format(""))
    assert {favors for _, favors in gone} == {"employer"}


def test_what_stands_behind_a_lead_in_is_no_condition() -> None:
    words = "In the event that the fund is sound, the pier rates{} shall rise by a tenth."
    gone = tell_effects(words.format(" and Frozen Hours"), words.format(""))
    assert "condition_dropped" not in [name for name, _ in gone]
    words = "In the event that the fund is sound that day, {}the pier rates shall rise by a tenth."
    came = tell_effects(words.format(""), words.format("and the reserves are counted, "))
    assert "condition_added" in [name for name, _ in came]


def test_the_years_in_which_a_cost_is_written_off_serve_nobody() -> None:
    words = "The Employer shall write off the cost of the raise over {} years."
    assert tell_effects(words.format("ten"), words.format("twelve")) == [
        ("period_lengthened", "unclear")
    ]


def test_the_year_of_an_act_is_no_date() -> None:
    old = "To comply with the Harbor Act of 2010, the Fund may pay two checks."
    new = "The Fund may pay two checks from January 1, 2017."
    assert "date_changed" not in [name for name, _ in tell_effects(old, new)]


def test_leave_that_is_granted_weighs_as_much_as_leave_that_is_cashed() -> None:
    granted = "Eligible divers will be granted a yearly stock of forty (40) hours of paid leave."
    cashed = "Paid leave that stays unused will be paid out to the diver."
    weights = {
        effect.severity
        for words in (granted, cashed)
        for effect in find_effects(LAMPS, f"{LAMPS} {words}")
    }
    assert weights == {Severity.HIGH}
