"""A section rewritten under its number and heading is one section still, told as reworded."""

from __future__ import annotations

import numpy as np
import pytest

from analyzer.comparison.matching import match_sides
from analyzer.comparison.sides import Side
from tests.clause_trees import Twig, compare, grow, told

FERRY = "Ferries leave the pier on the hour for as long as the season lasts, and not after dark."
RAISE = (
    "A rigger who is promoted shall be paid at the next higher rate of the new scale from the day "
    "of the promotion."
)
JUDGED = (
    "When a rigger is promoted, the harbor office judges what rate of pay is due and tells him so "
    "in a letter."
)
OTHER = "Whoever lends out lamps or ropes keeps a book of them, open to all members of the crew."


def section(text: str, *, label: str = "Section 2.", heading: str = "Pay on Promotion") -> Twig:
    below = (Twig("p", text),) if text else ()
    return Twig("s", "", label, heading, below)


def test_the_text_with_which_a_section_opens_is_its_own() -> None:
    old = [Twig("f", FERRY, "Section 1."), section(RAISE)]
    new = [Twig("f", FERRY, "Section 1."), section(JUDGED, heading="Pay on Promotion or Transfer")]
    assert told(compare(old, new)) == {
        "f → f": "unchanged", "s → s": "reworded", "p → p": "reworded",
    }  # fmt: skip


@pytest.mark.parametrize("label", ["Section 2.", "Section 3."])
def test_a_text_that_shares_nothing_with_it_came_anew(label: str) -> None:
    old = [Twig("f", FERRY, "Section 1."), section(RAISE)]
    new = [Twig("f", FERRY, "Section 1."), section(OTHER, label=label)]
    found = told(compare(old, new))
    assert found["p →"] == "removed"
    assert found["→ p"] == "added"


def test_what_stands_behind_the_opening_needs_more() -> None:
    old = [section(RAISE), Twig("f", FERRY, "Section 3.")]
    new = [section(RAISE), Twig("f", FERRY, "Section 3.")]
    old[0] = Twig("s", "", "Section 2.", "Pay on Promotion", (Twig("o", OTHER), Twig("p", RAISE)))
    new[0] = Twig("s", "", "Section 2.", "Pay on Promotion", (Twig("o", OTHER), Twig("p", JUDGED)))
    assert told(compare(old, new))["p →"] == "removed"


KEPT = (
    "Whoever steps down to a scale in which there is no step at his old rate keeps the rate until "
    "his next review, and is then raised to the step above it."
)
HELD = (
    "If the judgment ends in a step below the rate that was paid, the office keeps the rate, and "
    "the coming review leads on to the following step."
)


def match(old: list[Twig], new: list[Twig], *, close: dict[str, str]) -> dict[str, str]:
    """Partners by key where the texts of `close` mean the same, and all others nothing."""
    sides = Side.of(grow("old", old)), Side.of(grow("new", new))
    keys = [[clause.id.split("#")[1] for clause in side.clauses] for side in sides]
    width = sum(map(len, keys))
    vectors = [np.zeros((len(own), width), dtype=np.float32) for own in keys]
    for at, key in enumerate(keys[0]):
        vectors[0][at, at] = 1
        if key in close:
            vectors[1][keys[1].index(close[key]), at] = 1
    found = match_sides(*sides, vectors=(vectors[0], vectors[1]))
    return {keys[0][i]: keys[1][j] for i, j in enumerate(found.partner) if j >= 0}


def match_shared(
    old: list[Twig], new: list[Twig], *, of: str, shares: dict[str, float]
) -> dict[str, str]:
    """Partners by key where each new text of `shares` lies so near to the old text `of`."""
    sides = Side.of(grow("old", old)), Side.of(grow("new", new))
    keys = [[clause.id.split("#")[1] for clause in side.clauses] for side in sides]
    first = keys[0].index(of)
    vectors = [
        np.eye(len(own), sum(map(len, keys)), k=at * len(keys[0]), dtype=np.float32)
        for at, own in enumerate(keys)
    ]
    for key, share in shares.items():
        row = vectors[1][keys[1].index(key)]
        row *= np.sqrt(1 - share**2)
        row[first] = share
    found = match_sides(*sides, vectors=(vectors[0], vectors[1]))
    return {keys[0][i]: keys[1][j] for i, j in enumerate(found.partner) if j >= 0}


@pytest.mark.parametrize("close", [{"k": "h"}, {}])
def test_where_one_print_numbers_a_section_the_meaning_decides(close: dict[str, str]) -> None:
    """Likeness of the words is below what a pair in its place needs."""
    old = [Twig("s", FERRY, "Section 2.", below=(Twig("k", KEPT),))]
    new = [Twig("s", FERRY, "Section 2.", below=(Twig("o", OTHER, "(a)"), Twig("h", HELD, "(b)")))]
    assert match(old, new, close=close) == {"s": "s", **close}


def test_of_two_texts_that_share_as_few_words_the_meaning_decides() -> None:
    """The one shares more words, the other means more of it."""
    same = HELD.replace("ends in a step below the rate", "ends in a step with the old rate")
    old = [Twig("s", FERRY, "Section 2.", below=(Twig("k", KEPT),))]
    new = [Twig("s", FERRY, "Section 2.", below=(Twig("h", HELD, "(a)"), Twig("o", same, "(b)")))]
    shares = {"h": 0.95, "o": 0.72}
    assert match_shared(old, new, of="k", shares=shares) == {"s": "s", "k": "h"}
    shares = {"h": 0.72, "o": 0.95}
    assert match_shared(old, new, of="k", shares=shares) == {"s": "s", "k": "o"}


def test_a_label_alone_does_not_go_before_a_text_that_is_more_alike() -> None:
    books = "Boats that leave before dusk are tied up by all members of the watch."
    lent = "Whoever mends nets or sails writes down what it cost, for all members of town to see."
    old = [Twig("s", FERRY, "Section 2.", below=(Twig("k", OTHER, "(a)"),))]
    alone = [Twig("s", FERRY, "Section 2.", below=(Twig("o", books, "(a)"),))]
    assert match_shared(old, alone, of="k", shares={"o": 0.8}) == {"s": "s", "k": "o"}
    both = [Twig("s", FERRY, "Section 2.", below=(Twig("o", books, "(a)"), Twig("l", lent, "(b)")))]
    assert match_shared(old, both, of="k", shares={"o": 0.8, "l": 0.8}) == {"s": "s"}


def test_meaning_is_not_enough_between_two_items_of_a_list() -> None:
    old = [Twig("s", FERRY, "Section 2.", below=(Twig("k", KEPT, "(c)"),))]
    new = [Twig("s", FERRY, "Section 2.", below=(Twig("o", OTHER, "(a)"), Twig("h", HELD, "(b)")))]
    assert match(old, new, close={"k": "h"}) == {"s": "s"}


NIGHT = (
    "The harbor pays a rigger whom it sends in writing to do the work of a foreman for longer than "
    "six days at a rate of four cents above his own."
)
SENT = (
    "When a rigger is sent in writing for some time to do the work of a foreman of another "
    "pier for six days, that rigger is paid for each of them."
)


@pytest.mark.parametrize("sent", [SENT, SENT.replace("for six days, that rigger", "he")])
def test_a_text_rewritten_below_a_heading_of_its_own_is_not_removed(sent: str) -> None:
    old = [Twig("f", FERRY, "Section 1."), Twig("s", NIGHT, "Section 2.")]
    new = [
        Twig("f", FERRY, "Section 1."),
        Twig("s", "", "Section 2.", "Work of a Foreman", (Twig("a", sent, "a."),)),
    ]
    assert told(compare(old, new)) == {"f → f": "unchanged", "s → s+a": "reworded"}
    assert told(compare(new, old)) == {"f → f": "unchanged", "s+a → s": "reworded"}


def test_another_text_below_that_heading_came_anew() -> None:
    old = [Twig("f", FERRY, "Section 1."), Twig("s", NIGHT, "Section 2.")]
    new = [
        Twig("f", FERRY, "Section 1."),
        Twig("s", "", "Section 2.", "Books", (Twig("a", OTHER, "a."),)),
    ]
    assert told(compare(old, new))["→ a"] == "added"
