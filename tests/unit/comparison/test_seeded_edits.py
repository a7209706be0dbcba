"""Kinds of changes measured on seeded edits of invented agreements."""

from collections import Counter

import pytest

from tests.seeded_edits import Edited, compare_edits, edit_agreement

FREE = {"renumbered", "moved_with_parent", "unchanged"}


def measure(edited: Edited) -> tuple[Counter[str], Counter[str], int]:
    comparison = compare_edits(edited)
    touched = {clause for _, old, new in edited.truth for clause in (*old, *new)}
    found, false = {}, 0
    for change in comparison.changes:
        kinds = {change.kind.value, *(kind.value for kind in change.also)}
        found[frozenset(change.old), frozenset(change.new)] = kinds
        false += bool(kinds - FREE) and not touched & {*change.old, *change.new}
    listed, right = Counter[str](), Counter[str]()
    for kind, old, new in edited.truth:
        need, have = set(kind.split("+")), found.get((old, new), set())
        listed[kind] += 1
        right[kind] += have - (FREE - need) == need
    return listed, right, false


@pytest.fixture(scope="module")
def figures() -> tuple[Counter[str], Counter[str], int]:
    total = Counter[str](), Counter[str]()
    false = 0
    for seed in range(5):
        listed, right, wrong = measure(edit_agreement(seed, articles=24, each=6))
        total[0].update(listed)
        total[1].update(right)
        false += wrong
    return *total, false


@pytest.mark.parametrize(
    "kind", ["reworded", "removed", "added", "moved", "moved+reworded", "renumbered"]
)
def test_edits_are_found_by_kind(
    figures: tuple[Counter[str], Counter[str], int], kind: str
) -> None:
    listed, right, _ = figures
    assert listed[kind] == 30
    assert right[kind] >= 0.95 * listed[kind]


def test_untouched_clauses_raise_no_alarm(figures: tuple[Counter[str], Counter[str], int]) -> None:
    assert figures[2] == 0
