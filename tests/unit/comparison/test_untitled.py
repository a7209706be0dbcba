"""Letters without a title go by what they say, by their date and parties, not by their number."""

from __future__ import annotations

from analyzer.records import ClauseKind
from tests.clause_trees import Twig, compare, told

PARTIES = "This letter is between the Harbor Company and the {} of Cape Anders."
DATE = "Signed on March {}, {}, for both parties."
MEALS = (
    "A hot meal is served no later than six hours after the first call of the day, away from sets."
)
BOATS = (
    "Boats are inspected by the harbor master before each crossing in winter and after any storm."
)
LAMPS = "The lamps on the pier are kept alight while anybody is at work below them or on a boat."
ROPES = "Whoever lends out ropes keeps a book of them that is open to all members of the crew."
LATER = {
    MEALS: MEALS.replace("six", "five").replace("served no later than", "brought at the latest"),
    BOATS: BOATS.replace("are inspected", "must be inspected").replace("each", "every"),
    LAMPS: LAMPS.replace("are kept", "must be kept").replace("anybody is", "a rigger is"),
}


def letter(
    key: str, text: str, *, day: int = 3, year: int = 2031, party: str = "Riggers Guild"
) -> Twig:
    texts = (PARTIES.format(party), text, DATE.format(day, year))
    below = tuple(Twig(f"{key}{at}", text) for at, text in enumerate(texts, 1))
    return Twig(key, "", "Letter of Agreement", None, below, kind=ClauseKind.ATTACHMENT)


OLD = [letter("m", MEALS), letter("b", BOATS, day=9), letter("l", LAMPS, day=21)]
NEW = [
    letter("b", LATER[BOATS], day=11, year=2034),
    letter("l", LATER[LAMPS], day=12, year=2034),
]


def test_a_letter_that_went_does_not_shift_those_behind_it() -> None:
    """No paragraph of its own stayed word for word in any of them."""
    found = told(compare(OLD, NEW))
    assert found["m →"] == "removed"
    assert [found[key] for key in ("b → b", "b2 → b2", "b3 → b3")] == [
        "unchanged", "reworded", "reworded",
    ]  # fmt: skip
    assert found["l2 → l2"] == "reworded"
    back = told(compare(NEW, OLD))
    assert back["→ m"] == "added"
    assert back["b2 → b2"] == back["l2 → l2"] == "reworded"


def test_a_new_letter_in_front_of_others_is_new() -> None:
    new = [letter("r", ROPES, day=4), letter("m", LATER[MEALS], day=5), *NEW]
    found = told(compare(OLD, new))
    assert found["→ r"] == "added"
    assert found["m2 → m2"] == "reworded"


def test_of_two_letters_that_say_nearly_the_same_the_parties_decide() -> None:
    """The letters changed places, and no paragraph stayed word for word."""
    text = "The rate of pay for a night watch is {} shillings, paid with the next weekly wages."
    old = [
        letter("r", text.format("four"), party="Riggers Guild"),
        letter("p", text.format("six"), party="Painters Union"),
    ]
    new = [
        letter("p", text.format("five"), year=2034, party="Painters Union and its branch"),
        letter("r", text.format("seven"), year=2034, party="Riggers Guild and its branch"),
    ]
    found = told(compare(old, new))
    assert {"r → r", "p → p", "r1 → r1", "p1 → p1"} <= found.keys()


def test_letters_of_nothing_in_common_are_two() -> None:
    old = [letter("m", MEALS), letter("b", BOATS, day=9)]
    new = [letter("r", ROPES, day=17, year=2035), letter("b", LATER[BOATS], day=11, year=2034)]
    found = told(compare(old, new))
    assert found["m →"] == "removed"
    assert found["→ r"] == "added"
