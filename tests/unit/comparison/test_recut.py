"""A list in columns that two prints cut into other clauses says what it said."""

from __future__ import annotations

from analyzer.records import ClauseId
from analyzer.reports.remarks import list_remarks_by_clause
from tests.clause_trees import Twig, compare, told

LEAD = "A rigger rests for as many days in a year as the list below gives him for his time."
ENDS = "Days that are not taken by the end of a season are paid with the wages of the last week."
OLD = [
    Twig("r", LEAD, "Section 1."),
    Twig("a", "fourteen days for each season (b) after the fifth winter through", "(a)"),
    Twig("p", "the tenth winter (c) ten hours for each month"),
    Twig("e", ENDS, "Section 2."),
]
NEW = [
    Twig("r", LEAD, "Section 1."),
    Twig("a", "fourteen days for each season", "(a)"),
    Twig("b", "after the fifth winter through the tenth winter", "(b)"),
    Twig("c", "ten hours for each month", "(c)"),
    Twig("e", ENDS, "Section 2."),
]
KEPT = {"r → r": "unchanged", "e → e": "unchanged"}


def test_the_same_words_in_a_row_are_unchanged_wherever_they_are_cut() -> None:
    assert told(compare(OLD, NEW)) == {**KEPT, "a+p → a+b+c": "unchanged"}
    assert told(compare(NEW, OLD)) == {**KEPT, "a+b+c → a+p": "unchanged"}


def test_a_clause_that_moved_to_the_end_is_no_edge_of_such_a_list() -> None:
    """What stood first stands last: in either direction the rest is held side by side."""
    moved = Twig("m", "A lamp that hangs over the water is lit by two riggers, never by one.", "4.")
    forth = told(compare([moved, *OLD], [*NEW, moved]))
    assert forth["a+p → a+b+c"] == "unchanged"
    assert told(compare([*NEW, moved], [moved, *OLD]))["a+b+c → a+p"] == "unchanged"


def test_one_figure_that_differs_is_told() -> None:
    new = [*NEW[:3], Twig("c", "eleven hours for each month", "(c)"), NEW[4]]
    found = told(compare(OLD, new))
    assert "a+p → a+b+c" not in found
    assert found != {**KEPT, "a+p → a+b+c": "unchanged"}


def test_other_words_for_a_party_are_told() -> None:
    old = [OLD[0], Twig("a", "fourteen days from the Company (b) after the fifth", "(a)"), *OLD[2:]]
    new = [
        *NEW[:1],
        Twig("a", "fourteen days from the Employer", "(a)"),
        Twig("b", "after the fifth the tenth winter", "(b)"),
        *NEW[3:],
    ]
    assert told(compare(old, new))["a+p → a+b+c"] == "reworded"


def test_what_stands_in_its_own_clauses_on_both_sides_is_left_alone() -> None:
    new = [*NEW[:2], Twig("x", "after the sixth winter through the tenth winter", "(b)"), *NEW[3:]]
    assert told(compare(NEW, new))["b → x"] == "reworded"


def test_a_word_file_that_strikes_and_sets_them_says_that_nobody_changed_them() -> None:
    remarks = list_remarks_by_clause(compare(OLD, NEW))
    for clause in ("old#a", "new#a"):
        assert remarks[ClauseId(clause)][0].startswith("The same words in a row")
    assert ClauseId("new#r") not in remarks
