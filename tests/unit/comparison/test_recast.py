"""A rule that its section says anew in other words is told with a doubt, not as a loss."""

from __future__ import annotations

import pytest

from analyzer.records import ClauseKind, Comparison, Effect, Favors, Severity
from analyzer.reports.meanings import list_meanings
from tests.clause_trees import Twig, compare

HEADING = ClauseKind.HEADING
KEPT = (
    "A stagehand who is recalled from a tour to the same theater shall be paid at the step of the "
    "wage scale that the stagehand held before the tour."
)
SENT = (
    "A stagehand who carries the lamps across the frozen lake receives a fur coat and two pairs "
    "of felt boots."
)
ASKED = "The house manager will look into what each of them has learned and write it down."
NOT_LOWER = (
    "Where this leads to the same step or to one lower on the wage scale, whoever was recalled "
    "after a tour keeps what was held before."
)
HIGHER = "If that leads to a higher step, the theater pays what that step of the scale gives."
REST = tuple(
    Twig(f"r{at}", f"The {name} of the theater is painted in the month of May.", f"({at})")
    for at, name in enumerate(("gate", "roof", "foyer", "stair", "cellar", "tower"), 1)
)


def _section(*texts: str) -> list[Twig]:
    below = tuple(Twig(f"p{at}", text, f"({'abc'[at]})") for at, text in enumerate(texts))
    section = Twig("s", "", "Section 4", "Return From a Tour", below)
    other = Twig("o", "", "Section 9", "Paint", REST)
    return [Twig("a", "", "Article 7", "Wages", (section, other))]


def _effects(found: Comparison) -> list[Effect]:
    return [e for change in found.changes for e in change.effects if e.name == "benefit_dropped"]


def test_what_a_section_says_anew_is_no_plain_loss() -> None:
    found = compare(_section(f"{ASKED} {KEPT}"), _section(ASKED, NOT_LOWER, HIGHER))
    (effect,) = _effects(found)
    assert (effect.favors, effect.severity) == (Favors.UNCLEAR, Severity.MEDIUM)
    assert effect.doubt == "may stand in other words at Article 7 Section 4 (b)"
    (told,) = [
        said
        for change in found.changes
        for said in list_meanings(change)
        if said.startswith("benefit dropped")
    ]
    assert told.endswith("medium, may stand in other words at Article 7 Section 4 (b)")


@pytest.mark.parametrize("lost", [SENT, KEPT.replace("paid at", "paid $40 above")])
def test_what_the_section_says_nothing_of_stays_a_loss(lost: str) -> None:
    (effect,) = _effects(compare(_section(f"{ASKED} {lost}"), _section(ASKED, NOT_LOWER, HIGHER)))
    assert (effect.favors, effect.doubt) == (Favors.EMPLOYER, None)


def test_a_rule_that_went_from_a_section_left_as_it_was_stays_a_loss() -> None:
    (effect,) = _effects(compare(_section(NOT_LOWER, KEPT), _section(NOT_LOWER)))
    assert (effect.favors, effect.doubt) == (Favors.EMPLOYER, None)


def test_what_a_clause_leaves_to_another_one_may_stand_there() -> None:
    there = Twig("t", f"{NOT_LOWER} {HIGHER}", "Section 12")
    pointing = "After a tour the theater will follow Section 12 to find what is paid."
    old, new = _section(f"{ASKED} {KEPT}"), _section(f"{ASKED} {pointing}")
    (effect,) = _effects(compare(old, [*new, there]))
    assert effect.doubt == "may stand in other words at Section 12"
    (lost,) = _effects(compare(old, new))
    assert lost.doubt is None
