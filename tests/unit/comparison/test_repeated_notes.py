"""A footnote that one side prints under several signs, and the other once."""

from __future__ import annotations

from analyzer.records import Change, ChangeKind, ClauseKind
from tests.clause_trees import Twig, compare

LAMPS = "The lamps on the pier are kept alight while anybody is at work below them."
BOATS = "Boats are inspected before each crossing by the harbor master in person."
NOTE = "The Producer shall pay each Performer for the hours of a lesson on the pier."
OTHER = "The Producer shall pay each Performer for the way to the pier and home again."


def note(key: str, text: str, label: str) -> Twig:
    return Twig(key, text, label, kind=ClauseKind.FOOTNOTE)


ONCE = [Twig("a", LAMPS, "(a)"), Twig("b", BOATS, "(b)"), note("n", NOTE, "1")]
TWICE = [*ONCE, note("m", NOTE, "2")]


def names(changes: tuple[Change, ...], kind: ChangeKind) -> list[list[str]]:
    return [[effect.name for effect in change.effects] for change in changes if change.kind is kind]


def test_a_note_that_is_printed_once_more_gives_nothing() -> None:
    assert names(compare(ONCE, TWICE).changes, ChangeKind.ADDED) == [[]]
    with_other = compare(ONCE, [*ONCE, note("m", OTHER, "2")])
    assert names(with_other.changes, ChangeKind.ADDED) == [["benefit_added"]]


def test_a_note_that_is_printed_once_less_takes_nothing() -> None:
    assert names(compare(TWICE, ONCE).changes, ChangeKind.REMOVED) == [[]]
    with_other = compare([*ONCE, note("m", OTHER, "2")], ONCE)
    assert names(with_other.changes, ChangeKind.REMOVED) == [["benefit_dropped"]]


def test_of_a_note_that_comes_twice_the_first_tells_what_it_gives() -> None:
    found = compare(ONCE[:2], TWICE)
    assert names(found.changes, ChangeKind.ADDED) == [["benefit_added"], []]
    assert found.summary == {"unchanged": 2, "added": 1, "repeated": 1}
