"""Denials that look like gifts: what is not owed, the only thing owed, and what is not withheld."""

from __future__ import annotations

import pytest

from analyzer.comparison.effect_denials import read_denial
from analyzer.comparison.effects import find_effects
from analyzer.records import Favors

LAMPS = "The lamps on the pier are lit."
EMPLOYER, WORKER = Favors.EMPLOYER, Favors.WORKER


@pytest.mark.parametrize(
    ("sentence", "side"),
    [
        ("The Producer shall have no responsibility for bicycles on the pier.", EMPLOYER),
        ("A Performer shall have no liability for a lost mask.", WORKER),
        ("A Performer shall have no claim to the masks.", EMPLOYER),
        ("It is understood that the only payments due shall be as Article 4 provides.", EMPLOYER),
        ("The only residual obligations shall be those of Article 4.", EMPLOYER),
        ("There shall be no extra pay when a song is rehearsed.", EMPLOYER),
        ("Leave for counseling shall not be withheld.", WORKER),
        ("Authorization for sick leave shall not be unreasonably denied.", WORKER),
        ("The approval of the Guild shall not be withheld.", EMPLOYER),
    ],
)
def test_whom_a_denial_serves_that_came_and_that_went(sentence: str, side: Favors) -> None:
    came = find_effects(LAMPS, f"{LAMPS} {sentence}")
    assert {effect.favors for effect in came} == {side}
    gone = find_effects(f"{LAMPS} {sentence}", LAMPS)
    assert {effect.favors for effect in gone} == {WORKER if side is EMPLOYER else EMPLOYER}


@pytest.mark.parametrize(
    "sentence",
    [
        "The Producer shall have a fire door.",
        "The trustees shall have no responsibility for the masks.",
        "There is no extra seat in the boat.",
        "The keys shall not be withheld.",
    ],
)
def test_what_is_no_denial_of_this_kind(sentence: str) -> None:
    assert read_denial(sentence) is None


def test_a_letter_that_says_there_is_no_extra_pay_is_no_benefit() -> None:
    words = (
        "A Performer who learns a part shall have a letter on how long she learns, and for "
        "those weeks there will be no additional pay."
    )
    (effect,) = find_effects(LAMPS, f"{LAMPS} {words}")
    assert (effect.name, effect.favors) == ("negation_added", EMPLOYER)


def test_a_clause_that_keeps_some_from_a_raise_gives_them_less_beside_what_it_gives() -> None:
    kept = "Stagehands whose scale was lowered keep the pay that they had."
    barred = "Stagehands kept so are not eligible for the increases of spring."
    found = find_effects("", f"{kept} {barred}")
    assert [(e.name, e.new) for e in found if e.favors is EMPLOYER] == [
        (
            "benefit_dropped",
            "Stagehands kept so are not eligible for the increases of spring.",
        )
    ]
    raced = find_effects("", f"{kept} {barred.replace('the increases of spring', 'the race')}")
    assert EMPLOYER not in {effect.favors for effect in raced}
