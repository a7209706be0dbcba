"""Topics by cue: the taxonomy's own examples, context, evidence."""

from __future__ import annotations

import pytest

from analyzer.findings import find_by_cues, judged_clauses
from analyzer.findings.finder import lone_clause
from analyzer.records import Basis, ClauseKind, Finding
from analyzer.taxonomy import load_taxonomy
from tests.clause_trees import Twig, grow

TAXONOMY = load_taxonomy()
TITLE = "Artificial Intelligence"
#: words that look like AI and are not
TRAPS = (
    "Employees shall attend safety training before they run the lift.",
    "Training on the job is paid at the straight rate; trainees move up after six months.",
    "Performance capture and motion capture sessions are paid by the day.",
    "Digital distribution of the recordings is paid under Schedule C.",
    "Signed copies may be scanned and sent by electronic mail.",
    "Time sheets are digitized and kept for three years.",
    "Technological change that displaces a driver entitles the driver to retraining.",
    "A player who tests positive for a synthetic drug is suspended.",
    "The CHAIR of the committee shall MAINTAIN the list of PAID leave.",
    "Cameras, wearables and GPS units are announced to the union.",
    "Payroll software computes vacation credit.",
    "The Employer shall bargain with the Union over the effects of relocation.",
    "Consent to the transfer of a lease is in writing.",
    "Name, likeness and voice of a player may be used to promote the game.",
)


def asserted(*twigs: Twig) -> dict[str, list[Finding]]:
    held: dict[str, list[Finding]] = {}
    for finding in find_by_cues(grow("d", twigs), TAXONOMY).findings:
        if finding.asserted:
            held.setdefault(finding.clause_id.split("#")[1], []).append(finding)
    return held


def topics_inside(text: str) -> set[str]:
    """Topics of a clause that stands in an article about AI."""
    held = asserted(Twig("art", heading=TITLE, kind=ClauseKind.ARTICLE, below=(Twig("a", text),)))
    return {finding.topic for finding in held.get("a", ())}


@pytest.mark.parametrize(
    ("slug", "text"), [(topic.slug, text) for topic in TAXONOMY.topics for text in topic.examples]
)
def test_an_example_is_found_in_an_article_about_ai(slug: str, text: str) -> None:
    assert slug in topics_inside(text)


@pytest.mark.parametrize(
    ("slug", "text"),
    [(topic.slug, text) for topic in TAXONOMY.topics for text in topic.counterexamples],
)
def test_a_counterexample_is_refused(slug: str, text: str) -> None:
    findings = find_by_cues([lone_clause(text)], TAXONOMY).findings
    assert slug not in {finding.topic for finding in findings if finding.asserted}


@pytest.mark.parametrize("text", TRAPS)
def test_a_trap_is_not_sprung(text: str) -> None:
    assert asserted(Twig("a", text)) == {}


@pytest.mark.parametrize(
    "kind",
    [
        ClauseKind.INSTRUCTION,
        ClauseKind.DRAFTING_NOTE,
        ClauseKind.TOC,
        ClauseKind.SIGNATURE,
        ClauseKind.PARTY_LIST,
        ClauseKind.HEADING,
    ],
)
def test_what_is_no_contract_language_gets_no_finding(kind: ClauseKind) -> None:
    assert asserted(Twig("a", "Consent to a digital replica is signed.", kind=kind)) == {}


def test_an_instruction_passes_its_context_on() -> None:
    held = asserted(
        Twig(
            "a",
            "Add a new article on artificial intelligence as follows:",
            kind=ClauseKind.INSTRUCTION,
            below=(Twig("b", "Claims under this article are arbitrable."),),
        )
    )
    assert set(held) == {"b"}
    assert [finding.topic for finding in held["b"]] == ["enforcement"]


def test_a_list_inherits_the_topic_of_its_lead_in() -> None:
    held = asserted(
        Twig(
            "a",
            "The company indemnifies the employee for claims about AI output on condition that:",
            below=(Twig("b", "the employee tells the company at once;"),),
        )
    )
    (finding,) = held["b"]
    assert finding.topic == "employer_ai_policy"
    assert finding.basis == (Basis.INHERITED,)
    assert finding.score < held["a"][0].score


def test_a_full_sentence_passes_no_topic_to_its_child() -> None:
    held = asserted(
        Twig(
            "a",
            "The company indemnifies the employee for claims about AI output.",
            below=(Twig("b", "Lunch is at noon."),),
        )
    )
    assert "b" not in held


def test_a_heading_gives_context() -> None:
    held = asserted(
        Twig(
            "art",
            heading="Synthetic Performers",
            kind=ClauseKind.ARTICLE,
            below=(Twig("a", "A fee of one day is owed for each."),),
        )
    )
    assert {(f.topic, f.basis) for f in held["a"]} >= {("synthetic_performer", (Basis.INHERITED,))}


def test_a_defined_replica_lends_its_topic_but_not_that_of_definitions() -> None:
    held = asserted(
        Twig("a", '"Set Copy" means a digital replica made with bodily participation of an actor.'),
        Twig("b", "A Set Copy is stored on one server."),
    )
    found = {finding.topic: finding.basis for finding in held["b"]}
    assert Basis.DEFINITION in found["employment_based_replica"]
    assert "ai_definition" not in found


def test_a_clause_that_mentions_ai_in_passing_is_read_only_there() -> None:
    text = (
        "Overtime is paid after eight hours. A grievance over overtime goes to step one. "
        "The steward keeps a log. AI may not monitor the log. It is kept on paper."
    )
    topics = {finding.topic for finding in asserted(Twig("a", text))["a"]}
    assert "surveillance" in topics
    assert "enforcement" not in topics


def test_evidence_is_verbatim() -> None:
    text = "No “AI System” may be used without the performer’s  written consent."
    (clause,) = grow("d", (Twig("a", text),))
    findings = find_by_cues([clause], TAXONOMY).findings
    assert findings
    for finding in findings:
        assert finding.evidence
        for evidence in finding.evidence:
            assert text[evidence.start : evidence.end] == evidence.quote


def test_scores_lie_between_0_and_1_and_say_what_is_asserted() -> None:
    texts = [text for topic in TAXONOMY.topics for text in topic.examples]
    twigs = tuple(Twig(f"t{n}", text) for n, text in enumerate(texts))
    hinted = Twig("h", heading="Arbitration of AI matters", below=(Twig("i", "It is brief."),))
    findings = find_by_cues(grow("d", (*twigs, hinted)), TAXONOMY).findings
    assert all(0 < finding.score < 1 for finding in findings)
    assert all(finding.asserted == (finding.score >= 0.5) for finding in findings)
    assert any(not finding.asserted for finding in findings)


def test_a_document_without_clauses_has_no_findings() -> None:
    found = find_by_cues((), TAXONOMY)
    assert found.findings == () and found.silences == ()


def test_only_what_may_have_a_finding_is_looked_at() -> None:
    clauses = grow(
        "d",
        (
            Twig("a", "Meals are served at noon."),
            Twig("b", "AI tools may not plan the meals."),
            Twig("c", "Artificial Intelligence", kind=ClauseKind.HEADING),
        ),
    )
    assert judged_clauses(clauses, TAXONOMY) == (1,)


def test_a_very_long_clause_is_read_from_its_beginning() -> None:
    text = "AI may not monitor staff. " + "The log is kept by hand. " * 3000
    topics = {finding.topic for finding in asserted(Twig("a", text))["a"]}
    assert "surveillance" in topics
