"""Whom more of an amount serves: him who gets it, not him who pays it or must act sooner for it."""

from __future__ import annotations

import pytest

from analyzer.comparison.effects import find_effects

_SIDES = [
    ("The Company shall contribute on earnings up to {}.", "$50,000", "$60,000", "worker"),
    ("Earnings of one dancer bear contributions up to {}.", "$50,000", "$60,000", "worker"),
    ("Each employee contributes up to {} a month.", "$50", "$60", "employer"),
    ("Employee contributions shall be limited to {}.", "$50", "$60", "unclear"),
    ("Overdue wages carry a penalty of {} a day.", "$50", "$60", "worker"),
    ("Late payment of dues bears a charge of {}.", "$5", "$6", "unclear"),
    ("Employees who are late forfeit {}.", "$5", "$6", "employer"),
    ("A driver gets {} a mile and does not pay for fuel.", "40 cents", "50 cents", "worker"),
    ("The Employer shall post it no later than {} before work.", "2 days", "3 days", "worker"),
    ("The Employer shall answer no later than {} after work.", "2 days", "3 days", "employer"),
    ("The employee shall ask not later than {} before the leave.", "2 days", "3 days", "employer"),
    ("The Employer shall tell the Union {} in advance of a layoff.", "2 days", "3 days", "worker"),
    ("A worker shall inform the Employer {} before leaving.", "2 days", "3 days", "employer"),
    ("The sum to be paid by the Producers shall be no greater than {}.", "$50", "$60", "worker"),
    ("Each usher is paid a tenth, but in no event more than {}.", "$50", "$60", "worker"),
    ("The fee paid to a piper may in no case be higher than {}.", "$50", "$60", "worker"),
    ("The sum paid by a member shall not be more than {}.", "$50", "$60", "employer"),
    ("If a diver is hurt, the Company's sole duty is to pay the diver {}.", "$5", "$6", "worker"),
    ("If a diver is hurt, the sole duty of the Company is to pay {}.", "$5", "$6", "worker"),
    ("If a mask is lost, the diver's sole liability is to pay {}.", "$5", "$6", "employer"),
    ("If a diver is late, the Company shall pay {}.", "$5", "$6", "worker"),
    ("The Employer may reopen it within {} before the end.", "60 days", "90 days", "unclear"),
]


@pytest.mark.parametrize(("sentence", "old", "new", "favors"), _SIDES)
def test_more_of_an_amount_serves_a_side(sentence: str, old: str, new: str, favors: str) -> None:
    up = find_effects(sentence.format(old), sentence.format(new))
    down = find_effects(sentence.format(new), sentence.format(old))
    other = {"worker": "employer", "employer": "worker"}.get(favors, favors)
    assert [effect.favors.value for effect in up] == [favors]
    assert [effect.favors.value for effect in down] == [other]


def test_what_is_due_longer_before_is_due_earlier() -> None:
    sentence = "The Employer shall post it not later than {} before the shift."
    names = [e.name for e in find_effects(sentence.format("2 days"), sentence.format("3 days"))]
    assert names == ["deadline_earlier"]


def test_a_group_with_a_rate_of_its_own_is_no_exception() -> None:
    old = "Wages rise by three percent (3%)."
    new = "Wages rise by three percent (3%) for clerks other than trainees and by six for trainees."
    names = [effect.name for effect in find_effects(old, new)]
    assert not any(name.startswith("exception") for name in names)


def test_pay_that_is_frozen_is_a_benefit_dropped_and_dues_are_none() -> None:
    stays = "The rates of this Article apply."
    frozen = find_effects(stays, f"{stays} Wages of trainees shall be frozen for two years.")
    dues = find_effects(stays, f"{stays} Dues shall be reduced by half.")
    assert [(e.name, e.favors.value) for e in frozen] == [("benefit_dropped", "employer")]
    assert all(e.favors.value != "employer" for e in dues)


def test_a_body_in_the_place_of_who_had_a_duty_takes_no_side() -> None:
    old = "At the request of the Union, the Employer shall meet its members."
    (changed,) = find_effects(old, old.replace("Employer", "EMA"))
    assert (changed.name, changed.favors.value) == ("party_changed", "unclear")


def test_the_same_money_in_another_print_is_not_half_of_it() -> None:
    words = (
        "For example, without limitation, if a Circus reported {} takings too low by one million "
        "dollars ({}), then the {} takings would be raised by two million dollars ({})."
    )
    old = words.format("2017-18", "$1 million", "2018-19", "$2 million")
    new = words.format("2023-24", "$1,000,000", "2024-25", "$2,000,000")
    assert {effect.name for effect in find_effects(old, new)} == {"date_changed"}
    half = words.format("2023-24", "$1,000,000", "2024-25", "$1,500,000").replace("two", "1.5")
    assert "money_lowered" in {effect.name for effect in find_effects(old, half)}
