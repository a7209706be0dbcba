"""Whom a rule serves: who receives, is free or may, against who must, pays or is limited."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyzer.comparison.effect_doubts import leave_open
from analyzer.comparison.effect_sides import read_rule
from analyzer.comparison.effect_signs import Sign
from analyzer.comparison.effects import find_effects
from analyzer.records import Favors

_SERVES = [
    # who must do something for whom
    ("The LPB shall inform all new riggers of the roster.", "worker"),
    ("The LPB will continue to pay the licence fees.", "worker"),
    ("A copy of the log shall be sent to each puppeteer.", "worker"),
    ("Notices of a recall shall state the reason for it.", "worker"),
    ("The request shall state the reason for the absence.", "employer"),
    ("Applicants for a tour shall apply in writing.", "employer"),
    ("He will submit to a hearing test.", "employer"),
    # who is free, or may
    ("A rigger need not be on the roster in order to be hired.", "worker"),
    ("Riggers on tour can trade their shifts.", "worker"),
    ("A grievance may be filed within ten days.", "worker"),
    ("Riggers who return shall not serve another trial period.", "worker"),
    ("When it ends there will be no duty for the Producer to bargain.", "employer"),
    ("The Producer may pay him for the wait.", "unclear"),
    # who is denied something, or kept from harm
    ("In no case will a rigger receive more than one differential.", "employer"),
    ("At no time shall a rigger work more than ten hours.", "worker"),
    ("No newly hired person shall be entitled to recall rights.", "employer"),
    ("Permission for the leave shall not be withheld.", "worker"),
    ("Outside employment is forbidden on tour.", "employer"),
    ("The programme may include random testing.", "employer"),
    ("A rigger shall be given boots, but they will not get a coat.", "worker"),
    ("No reduction of the scale will be made on tour.", "worker"),
    ("Such a move shall be made only after the Producer has held a hearing.", "worker"),
    ("A rigger who has left shall be subject to a fine.", "employer"),
    ("There shall be a seat for each rigger.", "worker"),
    ("Ten hours shall pass between dismissal and the next call.", "worker"),
    ("The Producer shall impose a fine upon such a rigger.", "employer"),
    ("The Producer shall have the power to change the route.", "employer"),
    ("No meal shall be supplied to riggers by the Producer.", "employer"),
    ("Riggers of the second unit receive no severance.", "employer"),
    ("Overtime begins after eight hours.", "worker"),
    # what serves nobody
    ("Notice under this Article shall be given by mail.", "unclear"),
    ("A day on tour shall count toward the limit.", "unclear"),
    ("The Guild shall not strike, and the Producer shall not lock riggers out.", "unclear"),
    ("Each side pays its own counsel.", "unclear"),
    ("The Producer shall have the same address as before.", "unclear"),
    ("The purpose of this letter is to give riggers an opportunity.", "unclear"),
    ("Requests to use the leave will follow the rules of Article 3.", "unclear"),
    ("A new salary date will be set in May.", "unclear"),
    ("Article 9 shall not apply.", "unclear"),
    ("The LPG and the Producers will each choose a chair.", "unclear"),
    ("Members of the Appeals Panel shall serve for two years.", "unclear"),
    ("Rigger schedules shall consist of ten shifts.", "unclear"),
    ("the rigger has signed a contract before; or", "unclear"),
    ("Leave on Demotion or Recall", "unclear"),
]


@pytest.mark.parametrize(("sentence", "side"), _SERVES)
def test_a_rule_serves_a_side(sentence: str, side: str) -> None:
    assert read_rule(sentence).serves.value == side


def test_how_long_a_text_lasts_takes_no_side() -> None:
    old = "This letter will sunset on May 1, 2026."
    new = "This letter will sunset on May 1, 2028, unless extended by mutual agreement."
    assert {effect.favors.value for effect in find_effects(old, new)} == {"unclear"}


def test_an_example_with_lettered_parties_takes_no_side() -> None:
    (effect,) = find_effects("Team A pays the tax.", "Team A never pays the tax.")
    assert effect.favors.value == "unclear"


def test_a_reach_in_many_other_words_takes_no_side() -> None:
    few = Sign("scope_widened", "this … film", "any … play", Favors.WORKER)
    many = replace(few, old="this … film … day", new="any … play … night")
    assert leave_open(few) == few
    assert leave_open(many).favors is Favors.UNCLEAR
    assert leave_open(replace(many, name="duty_weakened")).favors is Favors.WORKER


def test_a_limit_in_the_place_of_an_exception_takes_no_side() -> None:
    trade = Sign("consent_narrowed", "unless it says so", "for this film alone", Favors.EMPLOYER)
    assert leave_open(trade).favors is Favors.UNCLEAR


def test_a_shorter_rest_and_a_longer_wait_serve_the_employer() -> None:
    rest = "{} consecutive hours shall pass between dismissal and the next call."
    wait = "A rigger who left is ineligible for {} days."
    (shorter,) = find_effects(rest.format("Twelve"), rest.format("Ten"))
    (longer,) = find_effects(wait.format("thirty"), wait.format("ninety"))
    assert (shorter.favors, longer.favors) == (Favors.EMPLOYER, Favors.EMPLOYER)


def test_a_group_that_gets_nothing_is_better_smaller() -> None:
    rule = "Riggers with less than {} years of service receive no severance."
    (effect,) = find_effects(rule.format("five"), rule.format("three"))
    assert effect.favors is Favors.WORKER
