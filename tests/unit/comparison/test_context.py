"""What clauses of a topic lean on: definitions and footnotes come along and are counted nowhere."""

from __future__ import annotations

from analyzer.clauses import find_definitions
from analyzer.comparison import EffectFilter, keep_effects, read_own_marks
from analyzer.records import ClauseKind, ContextKind, DocumentKind, Findings
from analyzer.reports import list_context
from tests.clause_trees import Twig, make_document, make_finding, told
from tests.marked_clauses import make_clause
from tests.topic_context import NEW, OLD, SHADOW, agreement, compare_about


def test_a_topic_brings_its_definitions_and_footnotes_along() -> None:
    comparison = compare_about()
    assert told(comparison) == {"r → r": "reworded"}
    assert comparison.summary == {"reworded": 1}
    definition, *footnotes = comparison.context
    assert definition.why is ContextKind.DEFINITION
    assert definition.terms == ("Shadow Copy",)
    assert definition.change.new == ("new#d",)
    assert set(definition.used_in) == {"old#r", "new#r"}
    assert any("voice" in piece.text for piece in definition.change.words)
    assert {item.why for item in footnotes} == {ContextKind.FOOTNOTE}
    notes = {key for item in footnotes for key in (*item.change.old, *item.change.new)}
    assert notes == {"old#f", "new#f"}
    assert {"old#d", "new#d", "old#f", "new#f"} <= comparison.clauses.keys()
    assert "new#m" not in comparison.clauses


def test_what_is_shown_itself_is_no_context() -> None:
    assert compare_about(topic=None).context == ()
    assert compare_about(topic="training").context == ()


def test_what_no_shown_clause_uses_stays_away() -> None:
    plain = agreement("face", "The Producer shall ask before it draws anybody.", "Of every unit.")
    assert [item.why for item in compare_about(plain, plain).context] == [ContextKind.FOOTNOTE]


def test_context_goes_with_the_changes_that_use_it() -> None:
    comparison = compare_about()
    assert keep_effects(comparison, EffectFilter("duty_weakened")).context == comparison.context
    assert keep_effects(comparison, EffectFilter("money_raised")).context == ()


def test_what_a_proposal_does_not_restate_is_not_said_to_be_removed() -> None:
    rules = Twig("A", "", "Article 2", "Copies", below=(NEW[1],), kind=ClauseKind.ARTICLE)
    words = Twig("D", "", "Article 1", "Words", below=(OLD[0],), kind=ClauseKind.ARTICLE)
    comparison = compare_about((words, rules), (rules,), kind=DocumentKind.PROPOSAL)
    definition = comparison.context[0]
    assert definition.terms == ("Shadow Copy",)
    assert not definition.restated
    row = list_context(comparison)[0]
    assert "not restated" in row.title and "removed" not in row.title
    assert {piece.op for piece in row.pieces} == {"equal"}


def test_own_marks_about_a_topic_bring_theirs_along() -> None:
    rule = make_clause("The Producer {-shall-} {+may+} ask before it makes a Shadow Copy.", order=1)
    clauses = [make_clause(SHADOW.format("{-face-} {+voice+}"), order=0), rule]
    marked = read_own_marks(
        make_document("proposal"),
        clauses,
        findings=Findings((make_finding(rule, "consent", terms={}),), ()),
        topic="ai",
        definitions=find_definitions(clauses),
    )
    assert [change.new for change in marked.changes] == [(rule.id,)]
    assert [item.terms for item in marked.context] == [("Shadow Copy",)]
