"""Only changes that have an effect: what names a change by its number still names that one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyzer.comparison import EffectFilter, keep_effects
from analyzer.errors import BadRequestError
from analyzer.records import CarveOut, ChangeKind, Comparison, Favors, Severity
from analyzer.results import Compared
from tests.clause_trees import Twig, compare

OLD = [
    Twig("a", "The Producer shall log each scan of the day.", "(a)"),
    Twig("b", "The fee of a stand-in is $100 for each day of work.", "(b)"),
    Twig("c", "Riggers receive boots before the first day of work.", "(c)"),
]
NEW = [
    Twig("a", "The Producer may log each scan of the day.", "(a)"),
    Twig("b", "The fee of a stand-in is $105 for each day of work.", "(b)"),
    Twig("c", "Riggers receive boots before the first day of work.", "(c)"),
]


@pytest.fixture
def comparison() -> Comparison:
    return compare(OLD, NEW)


def names(comparison: Comparison) -> list[str]:
    return [effect.name for change in comparison.changes for effect in change.effects]


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        (EffectFilter(), ["duty_weakened", "money_raised"]),
        (EffectFilter(name="money_raised"), ["money_raised"]),
        (EffectFilter(severity=Severity.HIGH), ["duty_weakened"]),
        (EffectFilter(favors=Favors.WORKER), ["money_raised"]),
        (EffectFilter(name="money_raised", favors=Favors.EMPLOYER), []),
    ],
)
def test_only_changes_that_fit_stay(
    comparison: Comparison, wanted: EffectFilter, kept: list[str]
) -> None:
    found = keep_effects(comparison, wanted)
    assert names(found) == kept
    assert found.left_out == len(comparison.changes) - len(found.changes)


def test_an_exception_still_names_its_change(comparison: Comparison) -> None:
    at = next(n for n, change in enumerate(comparison.changes) if "money_raised" in str(change))
    held = replace(comparison, carve_outs=(CarveOut(at, added=True, words="except Sundays"),))
    found = keep_effects(held, EffectFilter(name="money_raised"))
    assert [found.changes[item.change] for item in found.carve_outs] == [comparison.changes[at]]
    assert keep_effects(held, EffectFilter(name="duty_weakened")).carve_outs == ()


def test_an_unknown_effect_is_refused_with_the_known_ones(comparison: Comparison) -> None:
    with pytest.raises(BadRequestError, match="no effect 'duty_gone'") as caught:
        Compared(comparison).only(effect="duty_gone")
    assert "duty_weakened" in str(caught.value.do)


def test_changes_are_kept_by_whatever_is_asked_of_them(comparison: Comparison) -> None:
    kept = Compared(comparison).keep(lambda change: change.kind is ChangeKind.UNCHANGED).comparison
    assert {change.kind for change in kept.changes} == {ChangeKind.UNCHANGED}
    assert kept.left_out == len(comparison.changes) - len(kept.changes) > 0
