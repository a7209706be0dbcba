"""What a memorandum changes in other agreements is no claim about the base."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyzer.comparison import audit_redline
from analyzer.comparison.other_agreements import find_other_agreements
from analyzer.records import Clause, ClauseId, ClauseKind, Document, DocumentId, DocumentKind
from tests.marked_clauses import make_clause

BASE = Document(
    DocumentId("base"),
    "base.pdf",
    "0" * 64,
    "L.P.G. Lantern Basic Agreement of 2020",
    kind=DocumentKind.AGREEMENT,
)


def memorandum(*items: tuple[str, str]) -> list[Clause]:
    """One item for each pair of an instruction and the text that it brings."""
    clauses: list[Clause] = []
    for number, (instruction, text) in enumerate(items, 1):
        top = ClauseId(f"item-{number}")
        rows = (("", ClauseKind.HEADING), (instruction, ClauseKind.INSTRUCTION), (text, None))
        for at, (words, kind) in enumerate(rows):
            clauses.append(
                replace(
                    make_clause(words, label=f"{number}." * (not at), order=len(clauses)),
                    id=ClauseId(f"{top}-{at}") if at else top,
                    parent=top if at else None,
                    kind=kind or ClauseKind.CLAUSE,
                )
            )
    return clauses


OURS = (
    "Modify Article 5 of the Basic Agreement as follows:",
    "Tea is served at {-four-} {+five+}.",
)


@pytest.mark.parametrize(
    ("instruction", "aside"),
    [
        ("Modify Paragraph 3 of the Stage Crew (Night) Agreement as follows:", True),
        ("Modify Paragraph 3 of the Stage 12 Agreement and Stage 14 Agreement as follows:", True),
        ("Modify Paragraph 3 of the LPG Basic Agreement as follows:", False),
        ("Modify Paragraph 3 of the 2017 Basic Agreement as follows:", False),
        ("Modify the Stage Crew Agreement and the Basic Agreement as follows:", False),
        ("Modify Paragraph 3 of the Agreement as follows:", False),
        ("Modify Paragraph 3 as follows:", False),
    ],
)
def test_what_stands_under_an_instruction_about_another_agreement(
    instruction: str, aside: bool
) -> None:
    found = find_other_agreements(BASE, memorandum(OURS, (instruction, "Dogs keep quiet.")))
    assert (ClauseId("item-2-2") in found.clauses) is aside
    assert ClauseId("item-1-2") not in found.clauses
    assert bool(found.names) is aside


def test_nothing_is_set_aside_where_no_instruction_names_the_base() -> None:
    others = memorandum(("Modify Article 5 of the Stage Crew Agreement as follows:", "Dogs."))
    assert find_other_agreements(BASE, others).clauses == frozenset()


def test_an_audit_says_what_it_left_out() -> None:
    memo = Document(DocumentId("memo"), "memo.pdf", "0" * 64, "Memo", kind=DocumentKind.MEMORANDUM)
    other = ("Modify Paragraph 3 of the Stage Crew Agreement as follows:", "Dogs {+never+} bark.")
    base = [make_clause("Tea is served at four.", label="5.")]
    found = audit_redline(BASE, base, memo, memorandum(OURS, other))
    assert not any((edit.proposal or "").startswith("item-2") for edit in found.edits)
    assert any("Stage Crew Agreement" in passed.why for passed in found.not_audited)
