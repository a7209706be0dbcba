"""Which effects a change bears: each mechanism by wordings that have it, and some without."""

from __future__ import annotations

import pytest

from analyzer.comparison.effect_pointers import points_alike
from analyzer.comparison.effect_renames import find_renames
from analyzer.comparison.effects import find_effects
from analyzer.comparison.words import redline
from analyzer.records import Change, ChangeKind, ClauseId


def names(old: str, new: str) -> set[str]:
    return {effect.name for effect in find_effects(old, new)}


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        # what points to the same thing otherwise
        (
            "A dancer who breaks the rule, if he repeats it, shall be replaced.",
            "A dancer who breaks the rule, if such dancer repeats it, shall be replaced.",
            {"cosmetic"},
        ),
        (
            "The rules of travel stand as specified herein.",
            "The rules of travel stand as specified in this Agreement.",
            {"cosmetic"},
        ),
        # numbers of items
        (
            "Sections 2(a)(1)-(2) govern how the fee is reckoned.",
            "Sections 2(a)(1)-(6) govern how the fee is reckoned.",
            {"cosmetic"},
        ),
        # a clause of its own within a sentence
        (
            "The Producer may store the reel.",
            "The Producer may store the reel, and the Producer shall tell the Guild of it.",
            {"duty_strengthened"},
        ),
        (
            "The fee is paid for each reel.",
            "The fee is paid for each reel; provided, however, that this shall not apply at sea.",
            {"exception_added"},
        ),
        # an item of a ban
        (
            "No Short Deal may hold (i) bonuses, (ii) loans, or (iii) advances.",
            "No Short Deal may hold (A) bonuses, or (B) loans.",
            {"negation_dropped"},
        ),
        # offices
        (
            "A variance may be allowed by the site manager.",
            "A variance may be allowed by the Area Manager or the Regional Director.",
            {"party_changed"},
        ),
        # a duty to think about it, and to do it
        (
            "The Producer will evaluate the potential move of the wardrobe.",
            "The Producer will complete the move of the wardrobe.",
            {"duty_strengthened"},
        ),
        # the last moment, with its hour
        (
            "The Producer shall have until 11 p.m. (ET) on July 8 to answer the offer.",
            "The Producer shall have until 11 p.m. (ET) on July 7 to answer the offer.",
            {"deadline_earlier"},
        ),
        # somebody's approval
        (
            "Drivers may rest at the inn.",
            "Drivers may rest at the inn with prior manager approval.",
            {"condition_added"},
        ),
    ],
)
def test_a_reworded_sentence_bears_what_it_means(old: str, new: str, wanted: set[str]) -> None:
    assert names(old, new) == wanted


@pytest.mark.parametrize(
    ("sentence", "came", "went"),
    [
        (
            "This Letter shall automatically sunset on March 1, 2027.",
            "date_changed",
            "date_changed",
        ),
        ("The Parties agree that all rehearsal leave is paid time.", "benefit_added", None),
        (
            "Vacation hours left over will be cashed out to the dancer.",
            "benefit_added",
            "benefit_dropped",
        ),
        ("Letters of warning are not considered discipline.", "negation_added", "negation_dropped"),
        (
            "At no time shall a driver work more than ten hours.",
            "negation_added",
            "negation_dropped",
        ),
        ("If a driver breaks this rule, the driver shall be suspended.", "remedy_changed", None),
        (
            "Any other test shall require the prior agreement of the Producer and the Guild.",
            "consent_widened",
            None,
        ),
    ],
)
def test_a_sentence_that_came_or_went_bears_what_it_means(
    sentence: str, came: str, went: str | None
) -> None:
    stays = "The coach leaves at nine."
    assert names(stays, f"{stays} {sentence}") == {came}
    if went is not None:
        assert names(f"{stays} {sentence}", stays) == {went}


def test_whom_a_rule_is_for_limits_it() -> None:
    stays = "The night schedule may consist of three days."
    limit = "This night schedule is for the riggers and the drivers."
    assert names(f"{stays} {limit}", stays) == {"scope_widened"}
    assert names(stays, f"{stays} {limit}") == {"scope_narrowed"}


def test_a_list_is_opened_by_what_rules_nothing() -> None:
    opens = "When a rigger moves, the salary shall be determined as follows:"
    assert names(opens, "") == set()


def test_words_that_describe_restrict_nothing() -> None:
    old = "Discipline (which normally begins with coaching) shall be used."
    assert names(old, "Discipline shall be used.").isdisjoint({"condition_dropped"})
    ends = "Free at that time, a dancer shall at once be on the roster"
    assert names(f"{ends}.", f"{ends} upon such release.").isdisjoint({"condition_added"})


@pytest.mark.parametrize(
    ("old", "new"),
    [("he", "such member"), ("any", "every"), ("herein", "in this Article"), ("the", "such")],
)
def test_one_thing_is_pointed_to_in_two_ways(old: str, new: str) -> None:
    assert points_alike(old, new, first=False)


@pytest.mark.parametrize(("old", "new"), [("this", "any"), ("a", "any"), ("he", "Producer")])
def test_other_words_point_to_other_things(old: str, new: str) -> None:
    assert not points_alike(old, new, first=False)


def test_a_new_name_stands_among_other_words_each_time() -> None:
    texts = [
        ("The escrow report is sent.", "The designated report is sent."),
        ("Costs of the escrow audit stay.", "Costs of the designated audit stay."),
        ("They ask for an escrow sheet.", "They ask for an designated sheet."),
    ]
    changes = [
        Change(ChangeKind.REWORDED, (ClauseId("a"),), (ClauseId("b"),), words=redline(*pair))
        for pair in texts
    ]
    assert find_renames(changes) == {("escrow", "designated")}
    assert find_renames(changes[:1] * 3) == frozenset()
