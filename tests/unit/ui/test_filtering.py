"""What a filter of changes lets through."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyzer.records import Change, ChangeKind, ClauseId, Effect, Favors, Severity
from analyzer.ui.filtering import EVERYTHING, Wanted, is_quiet

WEAKER = Effect("duty_weakened", "shall", "may", Favors.EMPLOYER, Severity.HIGH)
RAISED = Effect("money_raised", "$100", "$105", Favors.WORKER, Severity.MEDIUM)
COSMETIC = Effect("cosmetic", None, None, Favors.UNCLEAR, Severity.LOW)


def change(*effects: Effect, kind: ChangeKind = ChangeKind.REWORDED, topics: str = "") -> Change:
    ids = (ClauseId("a"),)
    return Change(kind, ids, ids, topics=tuple(topics.split()), effects=effects)


@pytest.mark.parametrize(
    ("wanted", "fits"),
    [
        (EVERYTHING, True),
        (Wanted(kinds=frozenset({"reworded", "added"})), True),
        (Wanted(kinds=frozenset({"added"})), False),
        (Wanted(topics=frozenset({"consent"})), True),
        (Wanted(topics=frozenset({"training"})), False),
        (Wanted(severities=frozenset({"high"})), True),
        (Wanted(favors=frozenset({"worker"})), True),
        (Wanted(effects=frozenset({"duty_weakened"}), favors=frozenset({"employer"})), True),
        # one effect must be all that is asked
        (Wanted(effects=frozenset({"duty_weakened"}), favors=frozenset({"worker"})), False),
    ],
)
def test_a_change_is_all_that_is_asked(wanted: Wanted, fits: bool) -> None:
    assert wanted.fits(change(WEAKER, RAISED, topics="consent")) is fits


def test_a_kind_that_a_change_is_too_is_found() -> None:
    ids = (ClauseId("a"),)
    moved = Change(ChangeKind.MOVED, ids, ids, also=(ChangeKind.REWORDED,))
    assert Wanted(kinds=frozenset({"reworded"})).fits(moved)


def test_what_only_looks_different_is_quiet() -> None:
    assert is_quiet(change(COSMETIC))
    assert is_quiet(change(kind=ChangeKind.RENUMBERED))
    assert is_quiet(change(kind=ChangeKind.UNCHANGED))
    assert not is_quiet(change(COSMETIC, WEAKER))
    assert not is_quiet(change())
    assert not is_quiet(change(kind=ChangeKind.ADDED))
    assert is_quiet(replace(change(kind=ChangeKind.ADDED), repeated=True))
