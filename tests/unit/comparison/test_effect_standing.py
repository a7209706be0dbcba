"""Words that only changed their place, or that stand elsewhere as before, have no effect."""

from __future__ import annotations

from dataclasses import replace

from analyzer.records import ChangeKind, ClauseId, Comparison, CrossReference, Favors
from tests.clause_trees import Twig, compare, compare_clauses, grow

LAMPS = "The lamps on the pier are kept alight while anybody is at work below them."
FUND = "The fund is audited every autumn by somebody whom neither of the parties employs."
BOATS = "Boats are inspected before each crossing by the harbor master in person."
LESSONS = (
    "The Producer shall provide each Performer with a paid lesson on how the salary of a "
    "season is reckoned and by whom."
)
NOTE = "The rates of a night shift shall not be printed here and follow from those of the day."


def effects(found: Comparison) -> set[tuple[str, Favors]]:
    return {(effect.name, effect.favors) for c in found.changes for effect in c.effects}


def test_a_sentence_that_became_a_clause_is_neither_lost_nor_won() -> None:
    old = [Twig("a", f"{LAMPS} {LESSONS}", "(a)"), Twig("b", FUND, "(b)")]
    new = [Twig("a", LAMPS, "(a)"), Twig("b", FUND, "(b)"), Twig("c", LESSONS, "(c)")]
    assert effects(compare(old, new)) == set()
    gone = compare(old, new[:2])
    assert effects(gone) == {("benefit_dropped", Favors.EMPLOYER)}


def test_words_struck_within_a_sentence_that_are_a_clause_now_are_not_lost() -> None:
    own = f"{LAMPS.removesuffix('.')} in the year 31; {LESSONS}"
    old = [Twig("a", own, "(a)"), Twig("b", FUND, "(b)")]
    kept = Twig("a", f"{LAMPS.removesuffix('.')} in the year 31.", "(a)")
    assert effects(compare(old, [kept, Twig("b", FUND, "(b)")])) != set()
    found = compare(old, [kept, Twig("b", FUND, "(b)"), Twig("c", LESSONS, "(c)")])
    assert effects(found) == set()


def test_what_came_back_with_other_words_is_held_against_what_it_was() -> None:
    old = [Twig("a", f"{LAMPS} {LESSONS}", "(a)"), Twig("b", FUND, "(b)")]
    more = LESSONS.replace("a season", "a season or of a tour")
    new = [Twig("a", LAMPS, "(a)"), Twig("b", FUND, "(b)"), Twig("c", more, "(c)")]
    (effect,) = [e for change in compare(old, new).changes for e in change.effects]
    assert (effect.old, effect.new, effect.favors) == (None, "or of a tour", Favors.WORKER)


def test_a_note_that_stands_several_times_is_not_dropped() -> None:
    other = (Twig("f", f"{FUND} {NOTE}", "(f)"), Twig("g", f"{BOATS} {NOTE}", "(g)"))
    old, new = [Twig("a", f"{LAMPS} {NOTE}", "(a)"), *other], [Twig("a", LAMPS, "(a)"), *other]
    assert effects(compare(old, new)) == set()


def test_what_one_clause_lost_and_another_still_has_is_no_loss_and_said_to_stand() -> None:
    old = [Twig("a", f"{LAMPS} {LESSONS}", "(a)"), Twig("b", f"{FUND} {LESSONS}", "(b)")]
    found = compare(old, [Twig("a", LAMPS, "(a)"), old[1]])
    assert effects(found) == set()
    assert [(r.dropped, r.comes_back, r.words, r.stood) for r in found.returned] == [
        (0, 1, LESSONS, True)
    ]
    gone = compare(old, [Twig("a", LAMPS, "(a)"), Twig("b", FUND, "(b)")])
    assert ("benefit_dropped", Favors.EMPLOYER) in effects(gone)
    assert gone.returned == ()


def test_a_clause_that_went_and_stands_elsewhere_is_said_to_stand() -> None:
    old = [Twig("a", LAMPS, "(a)"), Twig("x", LESSONS, "(b)"), Twig("b", LESSONS, "(c)")]
    found = compare(old, [Twig("a", LAMPS, "(a)"), Twig("b", LESSONS, "(b)")])
    assert effects(found) == set()
    (item,) = found.returned
    assert found.changes[item.dropped].kind is ChangeKind.REMOVED
    assert found.changes[item.comes_back].new == ("new#b",)


def test_what_a_clause_leaves_to_one_that_it_names_is_no_loss() -> None:
    share = (
        "sixty percent (60%) of every sum that is left over in the fund goes to the lessons of "
        "the keepers, with the remaining forty percent (40%) kept for the boats of the pier"
    )
    rule = (
        "Of every sum that is left over in the fund, sixty percent (60%) goes to lessons that the "
        "keepers take; the remaining forty percent (40%) is kept for boats on the pier."
    )
    cites = "In the autumn the parties meet and {}as provided in Section 9."
    before = Twig("a", cites.format(f"agree that {share}, "), "Section 8")
    after = Twig("a", cites.format(""), "Section 8")
    old, new = (
        grow("old", [before, Twig("r", rule, "Section 9")]),
        grow("new", [after, Twig("r", rule, "Section 9")]),
    )
    at = new[0].text.index("Section 9")
    leads = CrossReference(at, at + 9, "Section 9", ClauseId("new#r"))
    found = compare_clauses(old, (replace(new[0], references=(leads,)), new[1]))
    assert effects(found) == set()
    assert [(r.dropped, r.comes_back, r.stood) for r in found.returned] == [(0, 1, True)]
    assert effects(compare_clauses(old, new)) != set()


def test_an_amount_that_came_back_lower_is_told_where_it_stands() -> None:
    pay = (
        "For each night at sea the Producer shall pay every stand-in who is kept on board a sum "
        "of $90 beside the fee of the day."
    )
    old = [Twig("a", f"{LAMPS} {pay}", "(a)"), Twig("b", FUND, "(b)")]
    lower = Twig("c", pay.replace("$90", "$60"), "(c)")
    found = compare(old, [Twig("a", LAMPS, "(a)"), Twig("b", FUND, "(b)"), lower])
    assert effects(found) == {("money_lowered", Favors.EMPLOYER)}


def test_a_lost_row_of_what_a_clause_says_in_nearly_its_words_is_said_to_stand() -> None:
    rule = (
        "If two (2) or more keepers ask for the same week off and this conflicts with the tides, "
        "the keeper with the most winters on the pier shall be granted the paid week off"
    )
    row = (
        f'26 All "{rule}"'.replace("same week", "Resting same week")
        .replace("keeper with", "keeper Weeks with")
        .replace("be granted the paid week", "be granted the paid or free week")
    )
    old = [Twig("a", f"{LAMPS} {rule}.", "(a)"), Twig("x", row, "(b)"), Twig("f", FUND, "(c)")]
    found = compare(old, [old[0], Twig("f", FUND, "(b)")])
    assert effects(found) == set()
    assert [(r.dropped, r.comes_back, r.stood) for r in found.returned] == [(1, 0, True)]


def test_what_stands_with_another_figure_side_or_limit_is_a_loss_still() -> None:
    rule = (
        "The Producer shall pay each Performer for thirty (30) hours of rest in any week in which "
        "the lamps of the pier are kept alight through every night"
    )
    for other in (
        rule.replace("thirty (30)", "twenty (20)"),
        rule.replace("The Producer shall pay each Performer", "The Performer shall pay Producer"),
        rule.replace("in any week", "only in a week"),
        rule.replace("shall pay", "may pay"),
        rule.replace("the lamps of the pier", "the beacons, buoys and foghorns of the pier"),
    ):
        old = [Twig("a", f"{LAMPS} {other}.", "(a)"), Twig("x", f"{rule}.", "(b)")]
        found = compare(old, old[:1])
        assert ("benefit_dropped", Favors.EMPLOYER) in effects(found), other
