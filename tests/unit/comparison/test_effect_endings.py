"""A last day that is lost while what it ended stays: what workers get has no end any more."""

from __future__ import annotations

from analyzer.records import Comparison, Favors, Severity
from tests.clause_trees import Twig, compare

STORM = "Each rigger shall receive forty hours of paid storm leave in a year."
BOATS = "Boats are inspected before each crossing by the harbor master in person."
END = "This Letter will sunset on June 30, 2031, unless the parties extend it."


def letter(text: str, *, end: str = END) -> list[Twig]:
    return [Twig("l", "Letter", below=(Twig("a", text, "1."), Twig("e", end, "2.")))]


def of_end(found: Comparison) -> list[tuple[str, Favors, Severity]]:
    return [(e.name, e.favors, e.severity) for c in found.changes for e in c.effects]


def test_a_leave_that_loses_its_last_day_has_no_end() -> None:
    found = compare(letter(STORM), [Twig("k", "Leaves", below=(Twig("a", STORM, "1."),))])
    assert ("period_lengthened", Favors.WORKER, Severity.HIGH) in of_end(found)
    assert all(name != "date_changed" for name, _, _ in of_end(found))


def test_a_last_day_that_falls_with_its_letter_is_a_date() -> None:
    found = of_end(compare(letter(STORM), [Twig("k", BOATS)]))
    assert ("date_changed", Favors.UNCLEAR, Severity.LOW) in found
    assert all(name != "period_lengthened" for name, _, _ in found)


def test_a_last_day_of_what_gives_nothing_is_a_date() -> None:
    found = of_end(compare(letter(BOATS), [Twig("k", "Boats", below=(Twig("a", BOATS, "1."),))]))
    assert ("date_changed", Favors.UNCLEAR, Severity.LOW) in found
    assert all(name != "period_lengthened" for name, _, _ in found)


def test_a_last_day_that_stands_there_in_other_words_is_a_date() -> None:
    other = "This Article expires with the last show of the summer of June 30, 2033."
    new = [Twig("k", "Leaves", below=(Twig("a", STORM, "1."), Twig("z", other, "2.")))]
    assert all(name != "period_lengthened" for name, _, _ in of_end(compare(letter(STORM), new)))
