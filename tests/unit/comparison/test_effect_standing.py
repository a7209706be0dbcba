"""Words that only changed their place have no effect; those that went and stand once have less."""

from __future__ import annotations

from analyzer.records import Comparison, Favors, Severity
from tests.clause_trees import Twig, compare

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


def test_what_one_clause_lost_and_another_still_has_is_a_loss_but_not_high() -> None:
    old = [Twig("a", f"{LAMPS} {LESSONS}", "(a)"), Twig("b", f"{FUND} {LESSONS}", "(b)")]
    new = [Twig("a", LAMPS, "(a)"), old[1]]
    (effect,) = [e for change in compare(old, new).changes for e in change.effects]
    assert (effect.name, effect.severity) == ("benefit_dropped", Severity.MEDIUM)
    (whole,) = [
        e
        for c in compare(old, [Twig("a", LAMPS, "(a)"), Twig("b", FUND, "(b)")]).changes
        for e in c.effects
    ][:1]
    assert whole.severity is Severity.HIGH


def test_an_amount_that_came_back_lower_is_told_where_it_stands() -> None:
    pay = (
        "For each night at sea the Producer shall pay every stand-in who is kept on board a sum "
        "of $90 beside the fee of the day."
    )
    old = [Twig("a", f"{LAMPS} {pay}", "(a)"), Twig("b", FUND, "(b)")]
    lower = Twig("c", pay.replace("$90", "$60"), "(c)")
    found = compare(old, [Twig("a", LAMPS, "(a)"), Twig("b", FUND, "(b)"), lower])
    assert effects(found) == {("money_lowered", Favors.EMPLOYER)}
