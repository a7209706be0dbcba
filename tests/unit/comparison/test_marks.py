"""A document's own marks told as changes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from analyzer.comparison import read_own_marks
from analyzer.records import (
    Basis,
    Change,
    Clause,
    Comparison,
    Finding,
    Findings,
    WordOperation,
    WordPiece,
)
from tests.clause_trees import make_document
from tests.marked_clauses import make_clause

NOTHING = Findings((), ())


def tell(*clauses: Clause, findings: Findings = NOTHING, topic: str | None = None) -> Comparison:
    return read_own_marks(make_document("memo"), clauses, findings=findings, topic=topic)


def only(clause: Clause) -> Change:
    (change,) = tell(clause).changes
    return change


def written(pieces: tuple[WordPiece, ...]) -> str:
    signs = {WordOperation.EQUAL: "{}", WordOperation.DELETE: "[{}]", WordOperation.INSERT: "<{}>"}
    return "".join(signs[piece.op].format(piece.text) for piece in pieces)


@pytest.mark.parametrize(
    ("printed", "pieces"),
    [
        ("Pay {-two-} {+three+} dollars.", "Pay[ two]< three> dollars."),
        # the print strikes words that it sets again: they stay struck
        ("up to {-two crew-} {+two cast+} members", "up to[ two crew]< two cast> members"),
        # print order, not deletions first
        ("{+From June 1,+} {-2020-} {+2023,+} pay", "<From June 1, >[2020 ]<2023, >pay"),
        # no space is lost where only one side has begun
        ("{-The-} {+Each+} Producer", "[The ]<Each >Producer"),
        ("ends {-on Monday-}", "ends[ on Monday]"),
        ("{-2020-}{+2023+} rates", "[2020 ]<2023 >rates"),
        ("{-all of it-} {+something else+}", "[all of it]<something else>"),
    ],
)  # fmt: skip
def test_pieces_follow_the_print(printed: str, pieces: str) -> None:
    assert written(only(make_clause(printed)).words) == pieces


def test_texts_that_the_marks_do_not_give_are_compared_word_by_word() -> None:
    # a line-end hyphen that only the reading as it now stands dropped
    clause = make_clause("the mini- mum is {-two-} {+three+}")
    clause = replace(clause, text="the minimum is three", old_text="the mini- mum is two")
    words = only(clause).words
    assert "".join(p.text for p in words if p.op is not WordOperation.INSERT) == clause.old_text
    assert "".join(p.text for p in words if p.op is not WordOperation.DELETE) == clause.text


@pytest.mark.parametrize(
    ("clause", "kind", "also"),
    [
        (make_clause("Pay {-two-} {+three+}."), "reworded", ()),
        (make_clause("{+Pay three.+}", label="{+(c)+}"), "added", ()),
        (make_clause("{+Pay three.+}", label="(c)"), "added", ()),
        # quotation marks and placeholders that nobody underlined
        (make_clause("“{+Pay three+} [ ] {+times.+}”"), "added", ()),
        # the raised digit of a note that nobody underlined
        (make_clause("{+Pay three+} 5 {+times.+}"), "added", ()),
        # a figure that stays
        (make_clause("{+Pay+} $300 {+a day.+}"), "reworded", ()),
        (make_clause("{-Pay two.-}", label="{-(b)-}"), "removed", ()),
        (make_clause("{-Pay two.-} {+Pay three.+}"), "reworded", ()),
        (make_clause("{+Pay three.+}", heading="Pay."), "reworded", ()),
        (make_clause("Pay two.", label="{+(1)+}"), "renumbered", ()),
        (make_clause("Pay two.", label="{-(b)-} {+(c)+}"), "renumbered", ()),
        (make_clause("Pay {+three+}.", label="{-(b)-} {+(c)+}"), "reworded", ("renumbered",)),
        (make_clause("", heading="{+Meals+}", label="{+1.+}"), "added", ()),
        (make_clause("", heading="{-Meals-}", label="{-1.-}"), "removed", ()),
        (make_clause("As before."), "unchanged", ()),
    ],
)
def test_kinds(clause: Clause, kind: str, also: tuple[str, ...]) -> None:
    change = only(clause)
    assert (change.kind, change.also) == (kind, also)


def test_a_struck_label_is_no_heading() -> None:
    assert only(make_clause("{-Pay two.-}", label="{-(b)-}")).heading_words is None


@pytest.mark.parametrize(
    ("heading", "pieces"),
    [
        ("{+Notice and+} Calls", "<Notice and >Calls"),
        ("Calls {-at Night-}", "Calls[ at Night]"),
        ("{-Calls-}", "[Calls]"),
        ("Calls", None),
    ],
)
def test_a_marked_heading_has_pieces_of_its_own(heading: str, pieces: str | None) -> None:
    change = only(make_clause("Pay {+three+}.", label="(a)", heading=heading))
    assert (change.heading_words and written(change.heading_words)) == pieces


def test_the_old_label_stands_in_the_old_citation() -> None:
    change = only(make_clause("Pay two.", label="{-(b)-} {+(c)+}", order=4))
    assert (change.old_citation, change.new_citation) == ("Item 4(b)", "Item 4(c)")


def test_every_clause_stands_on_both_sides_of_exactly_one_change() -> None:
    clauses = [
        make_clause(printed, order=at)
        for at, printed in enumerate(["Stays.", "{+New.+}", "{-Gone.-}", "Is {-old-} {+new+}."])
    ]
    found = tell(*reversed(clauses))
    for side in ("old", "new"):
        named = [clause for change in found.changes for clause in getattr(change, side)]
        assert named == [clause.id for clause in clauses]
    assert found.old == found.new
    assert Counter(found.summary) == Counter(unchanged=1, added=1, removed=1, reworded=1)
    assert found.own_marks == 3


def test_a_document_that_strikes_nothing_has_only_unchanged_clauses() -> None:
    found = tell(make_clause("One.", order=0), make_clause("Two.", order=1))
    assert found.summary == {"unchanged": 2}
    assert found.own_marks == 0


def test_topics_come_from_findings_held_true_and_filter() -> None:
    scan, meal = make_clause("A {+scan+}.", order=0), make_clause("A {+meal+}.", order=1)
    held = Finding(scan, "consent", 0.9, True, (Basis.CUE,))
    doubted = Finding(meal, "training", 0.2, False, (Basis.CUE,))
    findings = Findings((held, held, doubted), ())
    assert [change.topics for change in tell(scan, meal, findings=findings).changes] == [
        ("consent",),
        (),
    ]
    for topic in ("ai", "consent"):
        found = tell(scan, meal, findings=findings, topic=topic)
        assert [change.new for change in found.changes] == [(scan.id,)]
        assert (list(found.clauses), found.left_out, found.own_marks) == ([scan.id], 1, 2)
    assert tell(scan, meal, findings=findings, topic="training").changes == ()


def test_who_watches_is_told_how_far_it_is() -> None:
    clauses = [make_clause("Pay {-two-} {+three+} dollars.", order=at) for at in range(250)]
    told: list[tuple[int, int]] = []
    read_own_marks(
        make_document("memo"),
        clauses,
        findings=NOTHING,
        watch=lambda done, total: told.append((done, total)),
    )
    assert told == [(0, 250), (100, 250), (200, 250)]
