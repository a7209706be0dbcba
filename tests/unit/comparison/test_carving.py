"""Exceptions that came or went."""

from __future__ import annotations

import pytest

from tests.clause_trees import Twig, compare

PAY = Twig("p", "A performer is paid two hundred dollars for each day.", "1.")
REST = Twig("r", "A performer rests twelve hours between two days of work.", "1.")


def article(*below: Twig, number: int = 1) -> Twig:
    return Twig(f"a{number}", "", f"Article {number}", f"Part {number}", below)


def told(old: list[Twig], new: list[Twig]) -> list[tuple[bool, str]]:
    return [(item.added, item.words) for item in compare(old, new).carve_outs]


@pytest.mark.parametrize(
    "sentence",
    [
        "This Article does not apply to stunt work",
        "Nothing in this Article applies to extras",
        "The foregoing shall not extend to rehearsals on a Sunday",
        "Persons under the age of sixteen are exempt from this Article",
        "Newsreels are not subject to the provisions of Section 1",
        "No provision of Article 1 shall require a lunch before noon",
        "Unless the Guild consents, no scan is taken at night",
        "Except on a Sunday, a flight of three hours is in business class",
    ],
)
def test_a_clause_that_is_an_exception_whole_is_told_when_it_comes_and_when_it_goes(
    sentence: str,
) -> None:
    without = [article(PAY)]
    having = [article(PAY, Twig("x", f"{sentence}.", "2."))]
    assert told(without, having)[0] == (True, sentence)
    assert told(having, without)[0] == (False, sentence)
    assert told(having, having) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "A lunch of one hour is given after five hours of work",
        "That payment is full consideration for the scan and for every use of it",
        "No payment is due to Performers",
        "Nothing else is owed, and the producer keeps the dress",
    ],
)
def test_another_rule_is_no_exception(sentence: str) -> None:
    without = [article(PAY)]
    assert told(without, [article(PAY, Twig("x", f"{sentence}.", "2."))]) == []
    longer = Twig("p", f"{PAY.text} {sentence}.", "1.")
    assert told(without, [article(longer)]) == []


def test_an_exception_to_a_rule_that_came_with_it_is_none_to_what_stood() -> None:
    old = [article(PAY)]
    own = Twig("x", "This Article does not apply to stunt work.", "2.")
    assert told(old, [article(PAY), article(REST, own, number=2)]) == []
    assert told(
        [article(PAY), article(REST, number=2)], [article(PAY), article(REST, own, number=2)]
    )


def test_a_denial_that_stood_is_not_told_when_other_words_change() -> None:
    was = Twig("x", "This Article does not apply to stunt work done at night.", "2.")
    now = Twig("x", "This Article does not apply to stunt work done at dawn.", "2.")
    assert told([article(PAY, was)], [article(PAY, now)]) == []
    holds = Twig("x", "This Article shall apply to stunt work done at night.", "2.")
    not_any_more = Twig("x", "This Article shall not apply to stunt work done at night.", "2.")
    assert told([article(PAY, holds)], [article(PAY, not_any_more)]) == [
        (True, "This Article shall not apply to stunt work done at night")
    ]


def test_exceptions_that_come_and_go_in_a_clause_that_stays() -> None:
    was = Twig("p", "Travel to the next town is paid by the hour, except for travel by foot.", "1.")
    now = Twig("p", "Travel to the next town is paid by the hour.", "1.")
    other = Twig("p", was.text.replace("hour", "mile"), "1.")
    assert told([article(was)], [article(now)]) == [(False, "except for travel by foot")]
    assert told([article(now)], [article(was)]) == [(True, "except for travel by foot")]
    assert told([article(was)], [article(other)]) == []
    brackets = Twig("p", f"{now.text[:-1]}, except for travel by foot (e.g. from a bus).", "1.")
    assert told([article(now)], [article(brackets)]) == [(True, "except for travel by foot")]


def test_a_sentence_that_frees_a_case_from_a_duty_is_one() -> None:
    was = Twig("n", "The Producer shall give notice two days before a scan.", "1.")
    freed = "No notice is required for a scan that takes less than one hour"
    now = Twig("n", f"{was.text} {freed}.", "1.")
    assert told([article(was)], [article(now)]) == [(True, freed)]


def denied(words: str) -> list[Twig]:
    return [article(PAY, Twig("x", f"This Article does not apply to {words}.", "2."))]


@pytest.mark.parametrize(
    ("narrow", "wide", "more"),
    [
        ("the lamps of a stage", "the lamps of a stage or to crowd work", "or to crowd work"),
        ("lamps in a tent", "lamps and ropes in a tent", "and ropes"),
        ("the lamps of a stage", "the lamps of a stage, nor to a parade", "nor to a parade"),
    ],
)
def test_a_denial_that_holds_for_more_is_an_exception_more(
    narrow: str, wide: str, more: str
) -> None:
    assert told(denied(narrow), denied(wide)) == [(True, more)]
    assert told(denied(wide), denied(narrow)) == [(False, more)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # other words for the same thing
        ("lamps or ropes in a tent", "lamps and cords in a tent"),
        # fewer cases
        ("the lamps of a stage", "the lamps of a stage that burn oil"),
        # a duty of its own
        ("the lamps of a stage", "the lamps of a stage, and the fair shall pay for their oil"),
    ],
)
def test_other_words_behind_a_denial_are_no_exception_more(old: str, new: str) -> None:
    assert told(denied(old), denied(new)) == []
