"""Topics and terms on changes, and the filter by topic."""

import numpy as np

from analyzer.comparison import Given, describe_changes
from analyzer.engines import load
from analyzer.records import ClauseKind, DocumentKind, Findings, Scalar, TermChange
from tests.clause_trees import Twig, compare, grow, make_document, told

NOTICE = "The Producer gives notice of a scan no less than forty-eight hours ahead."
MEALS = "A hot meal is served no later than six hours after the first call of the day."
STORE = "A scan is erased when the picture for which it was made has been released."
Said = dict[str, tuple[str, dict[str, Scalar]]]

OLD = [Twig("a", NOTICE, "(a)"), Twig("b", MEALS, "(b)"), Twig("c", STORE, "(c)")]
NEW = [
    Twig("a", NOTICE.replace("forty-eight", "twenty-four"), "(a)"),
    Twig("b", MEALS.replace("six", "five"), "(b)"),
    Twig("c", STORE, "(c)"),
]
FOUND: Said = {
    "old#a": ("worker_notice", {"notice.hours": 48}),
    "new#a": ("worker_notice", {"notice.hours": 24}),
    "old#c": ("data_security", {"delete.trigger": "release"}),
    "new#c": ("data_security", {"delete.trigger": "release"}),
}


def test_topics_and_terms_stand_on_the_change() -> None:
    changes = compare(OLD, NEW, findings=FOUND).changes
    assert changes[0].topics == ("worker_notice",)
    assert changes[0].terms == (TermChange("notice.hours", 48, 24),)
    assert changes[1].topics == ()
    assert changes[2].topics == ("data_security",)
    assert changes[2].terms == ()


def test_terms_of_the_pair_name_what_differs_only() -> None:
    contrasts = compare(OLD, NEW, findings=FOUND).terms_changed
    assert [(c.name, c.old and c.old.value, c.new and c.new.value) for c in contrasts] == [
        ("notice.hours", 48, 24)
    ]


def test_a_term_that_one_document_lacks_is_silent_there() -> None:
    found: Said = {"new#a": ("worker_notice", {"notice.hours": 24})}
    (contrast,) = compare(OLD, NEW, findings=found).terms_changed
    assert contrast.old is None
    assert contrast.new is not None


def test_a_value_that_moved_to_another_clause_is_no_change() -> None:
    found: Said = {
        "old#a": ("worker_notice", {"notice.hours": 48}),
        "new#c": ("worker_notice", {"notice.hours": 48}),
    }
    assert compare(OLD, NEW, findings=found).terms_changed == ()


def test_the_filter_keeps_what_is_about_ai_on_either_side() -> None:
    found: Said = {"old#a": ("worker_notice", {}), "new#c": ("data_security", {})}
    comparison = compare(OLD, NEW, findings=found, topic="ai")
    assert told(comparison) == {"a → a": "reworded", "c → c": "unchanged"}
    assert comparison.left_out == 1
    assert set(comparison.clauses) == {"old#a", "new#a", "old#c", "new#c"}


def test_the_filter_takes_a_topic() -> None:
    comparison = compare(OLD, NEW, findings=FOUND, topic="data_security")
    assert told(comparison) == {"c → c": "unchanged"}


def test_a_proposal_that_restates_one_article_strikes_no_other() -> None:
    old = [
        Twig("A", "", "Article 1", "Meals", (Twig("b", MEALS, "(a)"),)),
        Twig("B", "", "Article 2", "Scans", (Twig("a", NOTICE, "(a)"), Twig("c", STORE, "(b)"))),
    ]
    new = [Twig("B", "", "Article 2", "Scans", (Twig("a", NOTICE, "(a)"),))]
    comparison = compare(old, new, kinds=(DocumentKind.AGREEMENT, DocumentKind.PROPOSAL))
    assert told(comparison)["c →"] == "removed"
    assert comparison.not_restated == ("old#A", "old#b")
    (line,) = comparison.not_compared
    assert line.document == "old"
    assert "Meals (2 clauses)" in line.what
    assert "not restated in the proposal" in line.why
    assert comparison.summary == {"unchanged": 2, "removed": 1, "not_restated": 2}
    assert sum(comparison.summary.values()) == len(comparison.changes)


def test_a_proposal_strikes_no_table_of_contents() -> None:
    toc = Twig("T", "Article 1 Meals 1", kind=ClauseKind.TOC)
    meals = Twig("A", "", "Article 1", "Meals", (Twig("b", MEALS, "(a)"),))
    for kind, silent in ((DocumentKind.PROPOSAL, ("old#T",)), (DocumentKind.AGREEMENT, ())):
        comparison = compare([toc, meals], [meals], kinds=(DocumentKind.AGREEMENT, kind))
        assert comparison.not_restated == silent


def test_terms_that_differ_stand_in_the_order_of_the_taxonomy() -> None:
    terms: dict[str, Scalar] = {"notice.hours": 48, "consent.form": "written", "scope.project": "x"}
    found: Said = {"old#a": ("consent", terms)}
    old = [Twig("a", NOTICE, "(a)")]
    told_terms = compare(old, [], findings=found).terms_changed
    assert [term.name for term in told_terms] == ["scope.project", "consent.form", "notice.hours"]


def test_what_is_not_restated_means_nothing() -> None:
    waits = "The Producer shall pay $500 for each scan and shall not keep it."
    old = [
        Twig("A", "", "Article 1", "Scans", (Twig("s", waits, "(a)"),)),
        Twig("B", "", "Article 2", "Meals", (Twig("m", MEALS, "(a)"),)),
    ]
    found: Said = {"old#s": ("creation_pay", {"create.amount": 500})}
    offer, agreement = DocumentKind.PROPOSAL, DocumentKind.AGREEMENT
    passed, dropped = (
        compare(old, [old[1]], kinds=(agreement, kind), findings=found)
        for kind in (offer, agreement)
    )
    told_apart = [(c.old, c.not_restated) for c in passed.changes if not c.new]
    assert told_apart == [(("old#A",), True), (("old#s",), True)]
    assert not any(change.effects or change.terms for change in passed.changes)
    assert passed.terms_changed == ()
    assert any(change.effects and change.terms for change in dropped.changes)
    assert not any(change.not_restated for change in dropped.changes)
    assert [term.new for term in dropped.terms_changed] == [None]


def test_an_agreement_that_drops_an_article_strikes_it() -> None:
    old = [Twig("A", MEALS, "(a)"), Twig("B", NOTICE, "(b)")]
    comparison = compare(old, [Twig("B", NOTICE, "(a)")])
    assert comparison.not_restated == ()
    assert comparison.not_compared == ()


def test_sections_whose_numbers_a_proposal_skips_are_not_struck() -> None:
    def sections(*numbers: int) -> Twig:
        texts = {1: MEALS, 2: NOTICE, 3: STORE, 4: "Parking is free at every studio and stage."}
        below = tuple(Twig(f"s{n}", texts[n], f"Section {n}") for n in numbers)
        return Twig("A", "", "Article 1", "Work", below, ClauseKind.ARTICLE)

    offers = (DocumentKind.AGREEMENT, DocumentKind.PROPOSAL)
    skipping = compare([sections(1, 2, 3, 4)], [sections(1, 3)], kinds=offers)
    assert skipping.not_restated == ("old#s2", "old#s4")
    few = compare([sections(1, 2, 3, 4)], [sections(1)], kinds=offers)
    assert few.not_restated == ("old#s2", "old#s3", "old#s4")
    closed = compare([sections(1, 2, 3)], [sections(1, 2)], kinds=offers)
    assert closed.not_restated == ()
    assert told(closed)["s3 →"] == "removed"


def test_a_filter_keeps_only_the_articles_that_it_concerns() -> None:
    old = [
        Twig("A", "", "Article 1", "Meals", (Twig("b", MEALS, "(a)"),)),
        Twig("B", "", "Article 2", "Scans", (Twig("a", NOTICE, "(a)"),)),
    ]
    found: Said = {"old#a": ("worker_notice", {})}
    comparison = compare(
        old, [], kinds=(DocumentKind.AGREEMENT, DocumentKind.PROPOSAL), topic="ai", findings=found
    )
    assert comparison.not_restated == ("old#a",)
    assert [line.what for line in comparison.not_compared] == ["Article 2 Scans (2 clauses)"]


def test_vectors_speak_for_a_clause_that_was_set_anew_under_its_number() -> None:
    old = [Twig("a", "No scan is made unless the dancer has agreed beforehand.", "Section 1")]
    new = [Twig("a", "Whoever accepts work agrees that a scan is made at any hour.", "Section 1")]
    sides = grow("old", old), grow("new", new)
    nothing = Findings((), ())
    near = np.array([[0.6, 0.8]], dtype=np.float32), np.array([[0.8, 0.6]], dtype=np.float32)
    kinds = []
    for vectors in ((None, None), near):
        comparison = describe_changes(
            Given(make_document("old"), sides[0], nothing, vectors=vectors[0]),
            Given(make_document("new"), sides[1], nothing, vectors=vectors[1]),
            neighbours=load("neighbours", "numpy")(),
        ).about(None)
        kinds.append(sorted(told(comparison).values()))
    assert kinds == [["added", "removed"], ["reworded"]]
