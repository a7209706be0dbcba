"""Risk checks: every example triggers its check, no counterexample does, mitigators are found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyzer.checks import Check, Text, assess, load_checks
from analyzer.findings import find_by_cues
from analyzer.records import Clause, ClauseId, ClauseKind, Document, DocumentId, Risk, Severity
from analyzer.taxonomy import load_taxonomy

#: the numbers that the July 2023 story needs
STORY = {1, 2, 3, 4, 5, 6, 7, 10, 12, 13, 14, 16}


def text_of(*texts: str, headings: tuple[str | None, ...] = ()) -> Text:
    """An article with one clause a text; a heading opens an article of its own."""
    clauses: list[Clause] = []
    article = None
    for number, text in enumerate(texts):
        heading = headings[number] if number < len(headings) else None
        opens = heading is not None or number == 0
        clause = Clause(
            id=ClauseId(f"d#{number}"),
            document=DocumentId("d"),
            parent=None if opens else article,
            order=number,
            kind=ClauseKind.ARTICLE if opens else ClauseKind.CLAUSE,
            text=text,
            heading=heading,
            citation=f"Article {number}",
        )
        article = clause.id if opens else article
        clauses.append(clause)
    document = Document(id=DocumentId("d"), path="d.pdf", sha256="0", title="D")
    return Text(document, tuple(clauses), find_by_cues(clauses, load_taxonomy()))


def risks_of(text: Text, check: str) -> list[Risk]:
    return [risk for risk in assess(text, load_checks()) if risk.check == check]


def by_words(risks: list[Risk]) -> list[Risk]:
    return [risk for risk in risks if risk.silence is None]


def named(check: str) -> Check:
    return next(each for each in load_checks() if each.id == check)


CASES = [(check.id, text) for check in load_checks() for text in check.examples]
COUNTERS = [(check.id, text) for check in load_checks() for text in check.counterexamples]


def test_the_twelve_of_the_story_are_there() -> None:
    assert {check.number for check in load_checks()} == STORY


@pytest.mark.parametrize(("check", "example"), CASES)
def test_example_triggers(check: str, example: str) -> None:
    (risk,) = by_words(risks_of(text_of(example), check))
    assert risk.fires
    assert risk.triggered_by.quote in example
    assert risk.severity is named(check).severity


@pytest.mark.parametrize(("check", "example"), COUNTERS)
def test_counterexample_does_not_trigger(check: str, example: str) -> None:
    assert not [risk for risk in by_words(risks_of(text_of(example), check)) if risk.fires]


def test_a_mitigator_in_the_same_article_is_shown() -> None:
    text = text_of(
        "The studio may use the digital replica in perpetuity.",
        "The performer may withdraw consent to the digital replica at any time.",
    )
    (risk,) = risks_of(text, "perpetual_grant")
    assert not risk.fires
    assert risk.mitigated_by is not None
    assert risk.mitigated_by.clause == "d#1"


def test_a_mitigator_in_another_article_counts_only_in_grievances_and_sideletters() -> None:
    owned = "The producer shall own the digital replica."
    limit = "Digital replicas are used only in the picture for which they were made."
    (alone,) = risks_of(text_of(owned, limit, headings=(None, "Wages")), "employer_owns")
    assert alone.fires
    letter = text_of(owned, limit, headings=(None, "Sideletter 3"))
    (mitigated,) = risks_of(letter, "employer_owns")
    assert not mitigated.fires


def test_a_sideletter_of_its_own_mitigates() -> None:
    owned = text_of("The producer shall own the digital replica.")
    letter = text_of("Digital replicas are used only in the picture for which they were made.")
    checks = [named("employer_owns")]
    (risk,) = assess(owned, checks, sideletters=[letter])
    assert risk.mitigated_by is not None


def test_silence_triggers_with_what_was_searched() -> None:
    text = text_of("No digital replica of a performer is made without written consent.")
    (risk,) = risks_of(text, "hiring_condition")
    assert risk.severity is Severity.MEDIUM
    assert risk.silence is not None
    assert risk.silence.looked_in == ("d#0",)
    assert risk.silence.searched_for


def test_silence_does_not_trigger_where_a_clause_may_say_it_in_words_that_nobody_reads() -> None:
    consent = "No digital replica of a performer is made without written consent."
    strange = (
        "Whoever will not have a digital replica made is booked all the same; reprisals are void."
    )
    assert risks_of(text_of(consent), "hiring_condition")
    assert not text_of(consent, strange).terms_of(ClauseId("d#1"))
    assert not risks_of(text_of(consent, strange), "hiring_condition")


def test_a_document_without_ai_triggers_nothing() -> None:
    assert (
        assess(text_of("The producer shall own all negatives in perpetuity."), load_checks()) == ()
    )


def test_paragraphs_that_stand_in_no_article_are_one() -> None:
    text = text_of(
        "The company owns the digital replica.",
        "The company owns the digital replica of an extra too.",
        headings=(None, ""),
    )
    loose = tuple(replace(clause, kind=ClauseKind.CLAUSE) for clause in text.clauses)
    text = Text(text.document, loose, text.findings)
    assert len(risks_of(text, "employer_owns")) == 1
