"""Paragraphs that one print parts and the other runs on; clauses known by their first words."""

from __future__ import annotations

from analyzer.records import ClauseKind
from tests.clause_trees import Twig, compare, told

MEALS = "A hot meal is served no later than six hours after the first call of the day."
REST = "Between two calls the performer rests for eleven hours, counted from the last meal."
LAMPS = "The lamps on the pier are kept alight while anybody is at work below them."
FUND = "The fund is audited every autumn by somebody whom neither of the parties employs."
BOATS = "Boats are inspected before each crossing by the harbor master in person."


def test_a_paragraph_that_runs_on_is_no_removal() -> None:
    old = [Twig("a", MEALS, "(a)", below=(Twig("p", f"{REST} {LAMPS}"),)), Twig("b", FUND, "(b)")]
    new = [Twig("a", f"{MEALS} {REST} {LAMPS}", "(a)"), Twig("b", FUND, "(b)")]
    assert told(compare(old, new)) == {"a+p → a": "merged", "b → b": "unchanged"}
    assert told(compare(new, old)) == {"a → a+p": "split", "b → b": "unchanged"}


def test_a_sentence_put_in_before_the_rest_stays_the_only_change() -> None:
    old = [Twig("a", f"{MEALS} {REST}", "(a)"), Twig("b", FUND, "(b)")]
    new = [Twig("a", f"{MEALS} {BOATS}", "(a)", below=(Twig("p", REST),)), Twig("b", FUND, "(b)")]
    found = compare(old, new)
    assert told(found)["a → a+p"] == "split reworded"
    put_in = "".join(piece.text for piece in found.changes[0].words if piece.op == "insert")
    assert " ".join(put_in.split()) == BOATS


def test_the_text_of_a_list_may_stand_before_it_or_in_its_first_item() -> None:
    old = [Twig("s", MEALS, "Step 1", below=(Twig("i", f"{REST} {LAMPS}", "(a)"),))]
    new = [Twig("s", f"{MEALS} {REST} {LAMPS} {BOATS}", "Step 1")]
    assert told(compare(old, new)) == {"s+i → s": "merged reworded"}


def test_a_heading_apart_from_its_text_is_only_set_otherwise() -> None:
    old = [Twig("a", f"{MEALS} {REST}", "Section 3", "Meals and Rest")]
    new = [Twig("a", "", "Section 3", "Meals and Rest", (Twig("p", f"{MEALS} {REST}"),))]
    assert told(compare(old, new)) == {"a → a+p": "unchanged"}
    old = [Twig("a", f"{MEALS} {REST} {LAMPS}", "Section 3", "Rest")]
    new = [Twig("a", "", "Section 3", "Rest", (Twig("p", f"{MEALS} {REST}"),))]
    assert told(compare(old, new)) == {"a → a+p": "reworded"}


def test_an_item_that_came_anew_is_no_rest() -> None:
    old = [Twig("a", MEALS, "(a)"), Twig("b", FUND, "(b)")]
    new = [
        Twig("a", MEALS.replace("six", "five"), "(a)"),
        Twig("x", "A cold meal is served no later than nine hours after it.", "(b)"),
        Twig("b", FUND, "(c)"),
    ]
    assert told(compare(old, new)) == {"a → a": "reworded", "→ x": "added", "b → b": "renumbered"}


def test_footnotes_and_headings_are_no_rests() -> None:
    old = [Twig("a", f"{MEALS} {REST}", "(a)"), Twig("b", FUND, "(b)")]
    new = [
        Twig("a", MEALS, "(a)", below=(Twig("n", REST, "1", kind=ClauseKind.FOOTNOTE),)),
        Twig("b", FUND, "(b)"),
    ]
    assert told(compare(old, new))["→ n"] == "added"


OPENING = "In accordance with the rules of the harbor fund and for as long as the pier stands"
HOURS = "for each hour that is worked on the pier by anybody whom it employs under this Article"


def test_a_clause_under_its_label_is_known_by_how_it_opens() -> None:
    old = [Twig("b", f"{OPENING}, the Producer pays four dollars {HOURS}.", "(b)")]
    new = [
        Twig(
            "b",
            f"{OPENING}, the Producer pays as follows:",
            "(b)",
            below=(
                Twig("1", f"five dollars {HOURS}, in the first year; and", "(1)"),
                Twig("2", f"six dollars {HOURS}, in the second year.", "(2)"),
            ),
        )
    ]
    assert told(compare(old, new)) == {"b → b": "reworded", "→ 1": "added", "→ 2": "added"}


def test_the_item_that_a_lead_in_has_taken_up_is_a_part_of_it() -> None:
    old = [
        Twig(
            "b",
            f"{OPENING}, the Producer pays:",
            "(b)",
            below=(
                Twig("1", f"for the first year, five dollars ($5.00) {HOURS};", "(1)"),
                Twig("2", f"for the second year, six dollars ($6.00) {HOURS}.", "(2)"),
            ),
        )
    ]
    new = [Twig("b", f"{OPENING}, the Producer pays six dollars ($6.00) {HOURS}.", "(b)")]
    found = compare(old, new)
    assert told(found) == {"b+2 → b": "merged reworded", "1 →": "removed"}
    assert not any("money" in one.name for one in found.changes[0].effects)
    assert told(compare(new, old)) == {"b → b+2": "split reworded", "→ 1": "added"}


def test_a_list_that_goes_on_below_its_lead_in_keeps_its_items() -> None:
    items = (Twig("1", FUND, "(1)"), Twig("2", f"six dollars ($6.00) {HOURS}.", "(2)"))
    old = [Twig("b", f"{OPENING}, the Producer pays:", "(b)", below=items)]
    lead = f"{OPENING}, the Producer pays six dollars ($6.00) {HOURS}, and besides:"
    new = [Twig("b", lead, "(b)", below=items[:1])]
    found = told(compare(old, new))
    assert (found["b → b"], found["2 →"]) == ("reworded", "removed")


def test_a_footnote_between_two_paragraphs_does_not_part_a_paragraph_from_its_rest() -> None:
    note = Twig("n", LAMPS, "5", kind=ClauseKind.FOOTNOTE)
    old = [Twig("a", f"{MEALS} {REST}", "(a)"), note]
    new = [Twig("a", MEALS, "(a)"), note, Twig("p", REST)]
    assert told(compare(old, new))["a → a+p"] == "split"
    assert told(compare(new, old))["a+p → a"] == "merged"


def test_text_below_a_list_does_not_take_the_list_s_last_item_along() -> None:
    tail = Twig("p", f"{LAMPS} {BOATS}")
    items = [f"in year {n}, {n} dollars for each hour on the pier" for n in ("one", "two")]
    last = Twig("2", items[1], "(2)", below=(tail,))
    old = [Twig("b", f"{OPENING}, it pays:", "(b)", below=(Twig("1", items[0], "(1)"), last))]
    new = [Twig("b", f"{OPENING}, it pays {items[1]}.", "(b)", below=(tail,))]
    found = told(compare(old, new))
    assert found["b → b"] == "reworded"
    assert found["1 →"] == found["2 →"] == "removed"


def test_a_text_that_is_nearly_the_same_goes_before_one_in_its_place() -> None:
    base = f"{MEALS} {REST} {LAMPS} {FUND}"
    frozen = "This holds for keepers of the second class who had left the pier before the flood."
    old = [
        Twig("i", f"From the year 2031 on, {base} {frozen} {BOATS}", "(i)"),
        Twig("m", BOATS.replace("harbor", "river"), "(ii)"),
        Twig("j", f"From the year 2034 on, {base} Then it ends.", "(iii)"),
    ]
    new = [
        Twig("i", f"From the year 2034 on, {base}", "(i)"),
        Twig("m", BOATS.replace("harbor", "river"), "(ii)"),
    ]
    found = told(compare(old, new))
    assert found["i →"] == "removed"
    assert "reworded" in found["j → i"]


def test_a_letter_is_no_successor_of_a_clause_because_one_item_went_there() -> None:
    item = Twig("x", f"{REST} {LAMPS}", "a.")
    text = f"The parties keep a committee of ten that meets every month. {BOATS}"
    late = Twig("t", "Each boat has two keepers from the spring on and one in winter.", "b.")
    old = [Twig("L", "", "Letter", "Boats", (Twig("c", text, "4.", below=(item, late)),))]
    new = [
        Twig(
            "M",
            "",
            "Letter",
            "Pay Practices",
            (item, Twig("f", FUND, "b."), Twig("g", MEALS, "c.")),
        )
    ]
    found = told(compare(old, new))
    assert found["c →"] == "removed"
    assert found["→ M"] == "added"


def test_a_paragraph_that_came_may_stand_before_a_rest() -> None:
    old = [Twig("a", f"{MEALS} {REST} {LAMPS}", "(a)"), Twig("b", FUND, "(b)")]
    rests = (Twig("x", BOATS), Twig("p", REST), Twig("q", LAMPS))
    new = [Twig("a", MEALS, "(a)", below=rests), Twig("b", FUND, "(b)")]
    found = told(compare(old, new))
    assert found["a → a+p+q"] == "split"
    assert found["→ x"] == "added"


def test_a_rest_that_opens_in_the_same_words_may_be_reworded() -> None:
    opening = "The pay of a keeper who must come to the pier in a flood"
    before = f"{opening} shall be three dollars for each hour that the keeper works on that day."
    after = f"{opening} shall be four dollars for each hour. It is paid for all of that day."
    more = "Keepers of boats that never lie still are paid so whenever any pier is closed."
    old = [Twig("a", LAMPS, "(a)", below=(Twig("p", before), Twig("q", more)))]
    new = [Twig("a", LAMPS, "(a)", below=(Twig("q", f"{after} {more}"),))]
    assert told(compare(old, new))["p+q → q"] == "merged reworded"
