"""Letters that open and end in one phrase: the clauses of each stay with their letter."""

from __future__ import annotations

from analyzer.records import ClauseKind
from tests.clause_trees import Twig, compare, told

LETTER = "Letter of Agreement"
OPENS = "This letter is between the Meridian Producers' Association and the Guild of the pier."
VANS = "Vans run at night for every hand who works past the last ferry of the day."
TENTS = "Tents are raised before the first call wherever rain or snow is foretold."
WIGS = "Wigs are dressed by a hand whom the performer names, and at no cost of hers."
MEALS = "A hot meal is served no later than six hours after the first call of the day."


def letter(key: str, title: str, *texts: str) -> Twig:
    below = tuple(Twig(f"{key}{at}", text) for at, text in enumerate(texts, 1))
    return Twig(key, "", LETTER, title, below, kind=ClauseKind.ATTACHMENT)


def ends(year: int, *, extended: bool = False) -> str:
    more = ", unless both sides extend it" if extended else ""
    return f"This letter ends on April 30, {year}{more}."


def test_the_end_of_a_letter_that_went_is_not_that_of_another() -> None:
    old = [letter("v", "Vans", VANS, ends(2023)), letter("t", "Tents", TENTS)]
    new = [letter("t", "Tents", TENTS, ends(2026, extended=True))]
    found = told(compare(old, new))
    assert found["v2 →"] == "removed"
    assert found["→ t2"] == "added"


def test_the_end_of_each_letter_goes_with_its_letter() -> None:
    old = [
        letter("v", "Vans", VANS, ends(2023, extended=True)),
        letter("t", "Tents", TENTS, ends(2023)),
        letter("w", "Wigs", WIGS, ends(2023)),
    ]
    new = [
        letter("t", "Tents", TENTS, ends(2026, extended=True)),
        letter("w", "Wigs", WIGS, ends(2026)),
    ]
    found = told(compare(old, new))
    assert found["t2 → t2"] == found["w2 → w2"] == "reworded"
    assert found["v2 →"] == "removed"


def test_an_opening_of_all_letters_does_not_move_between_them() -> None:
    old = [letter("v", "Vans", OPENS, VANS), letter("t", "Tents", OPENS, TENTS)]
    new = [letter("w", "Wigs", OPENS, WIGS), letter("t", "Tents", OPENS, TENTS)]
    found = told(compare(old, new))
    assert found["t1 → t1"] == "unchanged"
    assert found["v1 →"] == "removed"
    assert found["→ w1"] == "added"


def test_a_long_text_of_its_own_may_go_from_one_letter_to_another() -> None:
    own = f"{MEALS} {WIGS}"
    old = [letter("v", "Vans", VANS, own), letter("t", "Tents", TENTS)]
    new = [letter("v", "Vans", VANS), letter("t", "Tents", TENTS, own)]
    assert told(compare(old, new))["v2 → t2"] == "moved"
