"""Terms: typed values with their words, negations, silences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyzer.findings import find_by_cues
from analyzer.findings.terms import (
    CONFIDENCE_ABOVE,
    CONFIDENCE_CONFLICT,
    WORDS_AND_FIGURES_DIFFER,
    read_terms,
)
from analyzer.records import ClauseKind, ProvisionTerm, Scalar
from analyzer.taxonomy import Term, TermChoice, load_taxonomy
from analyzer.wording.plain import plain_text
from analyzer.wording.sentences import split_sentences
from tests.clause_trees import Twig, grow

TAXONOMY = load_taxonomy()
CHOICES = [(term, choice) for term in TAXONOMY.terms for choice in term.choices]


def read(text: str, *terms: Term) -> tuple[ProvisionTerm, ...]:
    plain = plain_text(text)
    return read_terms(text, plain, split_sentences(plain), terms=terms or TAXONOMY.terms)


def values(text: str, name: str) -> set[Scalar]:
    return {term.value for term in read(text) if term.name == name}


def has_value(found: set[Scalar], term: Term, choice: TermChoice) -> bool:
    """True when a value of this choice is among those found; `True` is no number here."""
    if choice.number:
        return any(isinstance(v, int | float) and not isinstance(v, bool) for v in found)
    if choice.verbatim:
        words = {other.value for other in term.choices if not other.verbatim}
        return any(isinstance(value, str) and value not in words for value in found)
    return choice.value in found


@pytest.mark.parametrize(
    ("term", "choice", "text"),
    [(term, choice, text) for term, choice in CHOICES for text in choice.examples],
)
def test_an_example_gives_its_value(term: Term, choice: TermChoice, text: str) -> None:
    found = read(text, term)
    assert has_value({item.value for item in found}, term, choice)
    assert all(item.unit == (None if item.value in (True, False) else term.unit) for item in found)


@pytest.mark.parametrize(
    ("term", "choice", "text"),
    [(term, choice, text) for term, choice in CHOICES for text in choice.counterexamples],
)
def test_a_counterexample_does_not(term: Term, choice: TermChoice, text: str) -> None:
    assert not has_value({item.value for item in read(text, term)}, term, choice)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("A grant of a replica may not be perpetual.", "duration", set()),
        ("The studio may use the scan in perpetuity.", "duration", {"perpetual"}),
        ("The producer shall not own the replica.", "owner", set()),
        ("Title to the scan vests in the company.", "owner", {"employer"}),
        ("The replica may not be used in any other picture.", "scope.project", {"this"}),
        ("The scan may be used in this and any other picture.", "scope.project", {"any"}),
        ("Consent shall not be asked at the time of hire.", "consent.timing", {"not_at_hire"}),
        ("Consent is given at the time of hire.", "consent.timing", {"at_hire"}),
        ("She is told of the scan 48 hours in advance.", "notice.hours", {48}),
        (
            "No studio scans a performer without a separately signed consent to a replica.",
            "consent.form",
            {"separately_signed_in_contract"},
        ),
        (
            "The studio shall not, without consent, use the replica in any other picture.",
            "scope.project",
            {"this"},
        ),
        ("Use of the replica in any medium is not limited.", "scope.medium", {"any"}),
    ],
)
def test_negations_are_read(text: str, name: str, expected: set[Scalar]) -> None:
    assert values(text, name) == expected


def test_words_and_figures_that_differ_lower_the_confidence() -> None:
    agreed = read("An extra is told of the scan forty-eight (48) hours ahead.")
    differing = read("An extra is told of the scan forty-eight (24) hours ahead.")
    hours = ("notice.hours", "bg.notice_hours")
    assert [(t.name, t.value, t.warning) for t in agreed if t.name in hours] == [
        (name, 48, None) for name in sorted(hours)
    ]
    assert [(t.value, t.confidence, t.warning) for t in differing if t.name in hours] == [
        (24, CONFIDENCE_CONFLICT, WORDS_AND_FIGURES_DIFFER)
    ] * 2


def test_days_are_reckoned_in_the_unit_of_the_term() -> None:
    text = "The Guild gets six (6) weeks' notice of new software that decides on shifts."
    assert [(t.value, t.unit) for t in read(text) if t.name == "notice.days"] == [(42, "days")]


def test_a_value_of_last_resort_yields_to_any_other() -> None:
    text = "She has 48 hours' notice of a scan. Reasonable notice to the actor is given of others."
    assert values(text, "notice.hours") == {48}
    assert values(text.split(". ")[1], "notice.hours") == {"unquantified"}


def test_a_date_is_given_in_the_words_of_the_clause() -> None:
    text = "This article applies on or after [insert the first Monday after ratification]."
    found = [t for t in read(text) if t.name == "effective"]
    assert [t.value for t in found] == ["on or after [insert the first Monday after ratification]"]
    assert found[0].quote.endswith("ratification]")


def test_a_heading_above_may_make_a_value_plain() -> None:
    text = "A fee is due for the use, not less than the session minimum."
    plain = plain_text(text)
    term = TAXONOMY.term("icdr.min_rate")
    bare = read_terms(text, plain, split_sentences(plain), terms=[term])
    below = read_terms(
        text, plain, split_sentences(plain), terms=[term], above="Independently Created Replicas"
    )
    assert bare == ()
    assert [(t.value, t.confidence) for t in below] == [("the session minimum", CONFIDENCE_ABOVE)]


def test_a_quote_is_verbatim_and_cuts_no_word() -> None:
    text = "The actor’s consent stands in a “separate writing” signed by the actor."
    for term in read(text):
        assert text[term.start : term.end] == term.quote
        assert term.quote == term.quote.strip()
        assert not text[term.end : term.end + 1].isalnum()


def findings_of(*twigs: Twig) -> list[tuple[str, str, set[tuple[str, Scalar]]]]:
    return [
        (f.clause_id.split("#")[1], f.topic, {(t.name, t.value) for t in f.terms})
        for f in find_by_cues(grow("d", twigs), TAXONOMY).findings
        if f.asserted
    ]


ARTICLE = Twig(
    "art",
    heading="Digital Replicas",
    kind=ClauseKind.ARTICLE,
    below=(
        Twig("a", "The producer shall own the scan."),
        Twig("b", "A performer is told of a scan 24 hours in advance."),
    ),
)


def test_a_term_stands_on_the_finding_of_its_topic() -> None:
    found = findings_of(ARTICLE)
    assert ("a", "ownership_and_transfer", {("owner", "employer")}) in found
    assert ("b", "worker_notice", {("notice.hours", 24)}) in found


def test_no_term_is_read_outside_the_gate() -> None:
    assert findings_of(Twig("a", "The producer shall own the set in perpetuity.")) == []


def test_a_term_not_found_is_a_silence_of_document_and_article() -> None:
    silences = find_by_cues(grow("d", (ARTICLE,)), TAXONOMY).silences
    silent = {(s.scope, s.article, s.term) for s in silences}
    assert ("document", None, "duration") in silent
    assert ("article", "d#art", "duration") in silent
    assert not [s for s in silences if s.term in ("owner", "notice.hours")]
    for silence in silences:
        assert silence.looked_in == ("d#a", "d#b")
        assert silence.searched_for


def test_a_topic_not_found_is_a_silence_too() -> None:
    silences = find_by_cues(grow("d", (ARTICLE,)), TAXONOMY).silences
    silent = {(s.scope, s.topic) for s in silences if s.topic}
    assert {("document", "strike_protection"), ("article", "strike_protection")} <= silent
    assert not [s for s in silences if s.topic == "ownership_and_transfer"]
    assert all((s.topic is None) != (s.term is None) for s in silences)


def test_an_article_is_silent_on_what_another_says() -> None:
    other = Twig(
        "two",
        heading="Generative AI",
        kind=ClauseKind.ARTICLE,
        below=(Twig("c", "AI tools are listed once a year."),),
    )
    silences = find_by_cues(grow("d", (ARTICLE, other)), TAXONOMY).silences
    silent = {(s.scope, s.article) for s in silences if s.term == "owner"}
    assert silent == {("article", "d#two")}


def near_article(*texts: str) -> Twig:
    below = tuple(Twig(f"n{n}", text) for n, text in enumerate(texts))
    return Twig("art", heading="Digital replicas", kind=ClauseKind.ARTICLE, below=below)


def silent_terms(*articles: Twig) -> set[str | None]:
    silences = find_by_cues(grow("d", articles), TAXONOMY).silences
    return {silence.term for silence in silences}


def test_no_silence_is_claimed_where_a_clause_may_say_it_in_words_that_nobody_reads() -> None:
    strange = near_article(
        "Wage scales for a replica are drawn up by the board when an heir asks.",
        "A quarrel about a replica goes before the elders, whose award is in money.",
    )
    read_in_it = {
        term.name
        for found in find_by_cues(grow("d", (strange,)), TAXONOMY).findings
        for term in found.terms
    }
    assert read_in_it.isdisjoint({"consent.after_death", "remedy.cap"})
    assert silent_terms(strange).isdisjoint({"consent.after_death"})
    assert {"consent.after_death", "strike.rule"} <= silent_terms(ARTICLE)


def test_what_ends_a_clause_may_stand_above_it() -> None:
    lead = Twig(
        "pay",
        "For the making of a replica:",
        below=(Twig("i", "a sum fixed by the conductor falls due on Monday;"),),
    )
    article = Twig("art", heading="Digital replicas", kind=ClauseKind.ARTICLE, below=(lead,))
    assert "create.basis" not in silent_terms(article)
    assert "create.basis" in silent_terms(near_article("A replica is kept in a vault."))


def test_a_clause_about_a_topic_in_which_nothing_was_read_breaks_the_silence_of_its_terms() -> None:
    strange = near_article("An assignee of a digital replica is named in the ledger.")
    found = find_by_cues(grow("d", (strange,)), TAXONOMY).findings
    assert {finding.topic for finding in found} == {"ownership_and_transfer"}
    assert not [term for finding in found for term in finding.terms]
    assert "owner" not in silent_terms(strange)


def test_a_clause_beside_those_about_ai_may_break_a_silence_of_the_document() -> None:
    chapter = Twig(
        "ch",
        heading="Odds and ends",
        kind=ClauseKind.SECTION,
        below=(
            *(Twig(f"a{n}", "A digital replica is kept in a vault.") for n in range(3)),
            Twig("b", "Meals are at noon."),
            Twig("c", "Hats are worn."),
            Twig("d", "Grievances go before the elders."),
        ),
    )
    far = Twig("e", "Grievances over meals go before the elders.")
    assert "arb.available" not in silent_terms(chapter)
    assert "arb.available" in silent_terms(replace(chapter, below=chapter.below[:5]), far)


def test_a_document_without_ai_is_silent_with_ai_as_what_was_searched_for() -> None:
    silences = find_by_cues(grow("d", (Twig("a", "Meals are at noon."),)), TAXONOMY).silences
    assert {s.scope for s in silences} == {"document"}
    assert {s.term for s in silences if s.term} == {term.name for term in TAXONOMY.terms}
    assert {s.topic for s in silences if s.topic} == set(TAXONOMY.slugs)
    assert all(s.looked_in == () and "AI" in s.searched_for for s in silences)


def test_what_is_denied_is_no_value() -> None:
    term = next(term for term in load_taxonomy().terms if term.name == "duration")
    said = "The claim that digital copies of performers may be used in perpetuity is false."
    assert not read(said, term)
    assert read("Digital copies of performers may be used in perpetuity.", term)
