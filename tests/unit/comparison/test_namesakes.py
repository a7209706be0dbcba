"""Near twins side by side: each goes with its own namesake, in the order in which they stand."""

from __future__ import annotations

from tests.clause_trees import Twig, compare, told

LEAD = "The studio pays into the harbor training fund for every hour that is worked."
COOKS = "for cooks, two cents an hour"
PAINTERS = (
    "for scenic painters and their assistants hired under the pier agreement, at the rate of "
    "{} cents an hour from the first of May to the end of the following season"
)
RIGGERS = (
    "for dock riggers hired under the pier agreement and under no other agreement, at the rate "
    "of {} cents an hour from the first of May to the end of the season"
)
FUND = (
    "The parties have set up the fund to pay for lessons, for lists of those who are ready to work "
    "and for the examination of hoists, and it is governed by as many of the one as of the other."
)


def fund_list(*items: str) -> list[Twig]:
    """A list of who is paid for; the text below it hangs from its last item."""
    rows = [
        Twig(str(at), item, f"({at})", below=(Twig("t", FUND),) if at == len(items) else ())
        for at, item in enumerate(items, 1)
    ]
    return [Twig("a", LEAD, "(a)", below=tuple(rows))]


OLD = fund_list(COOKS, PAINTERS.format("four"))


def test_an_item_put_in_last_does_not_take_the_text_below_for_its_own() -> None:
    """Text below a list hangs from its last item; that is no reason to pair the last items."""
    new = fund_list(COOKS, PAINTERS.format("nine"), RIGGERS.format("seven"))
    found = told(compare(OLD, new))
    assert found["2 → 2"] == "reworded"
    assert found["→ 3"] == "added"
    assert told(compare(new, OLD))["2 → 2"] == "reworded"


def test_an_item_that_took_the_place_of_another_still_goes_by_its_words() -> None:
    new = fund_list(COOKS, RIGGERS.format("seven"), PAINTERS.format("nine"))
    found = told(compare(OLD, new))
    assert found["2 → 3"] == "reworded renumbered"
    assert found["→ 2"] == "added"


WATCH = (
    "Each {} who keeps a night watch on the {} pier is paid two shillings for {} hour and given "
    "{} supper there."
)


def test_of_near_equals_the_own_label_decides() -> None:
    """Crosswise both pairs are a little more alike, and a round of likeness begins in between."""
    old = [
        Twig("1", WATCH.format("rigger", "north", "every", "hot"), "(1)"),
        Twig("2", WATCH.format("painter", "south", "any", "cold"), "(2)"),
    ]
    new = [
        Twig("1", WATCH.format("warden", "outer", "any", "late"), "(1)"),
        Twig("2", WATCH.format("warden", "outer", "every", "late"), "(2)"),
    ]
    straight = {"1 → 1": "reworded", "2 → 2": "reworded"}
    assert told(compare(old, new)) == straight
    assert told(compare(new, old)) == straight
