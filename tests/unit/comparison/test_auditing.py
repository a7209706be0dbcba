"""A document with a printed redline against its base, clause by clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from analyzer.comparison import audit_redline
from analyzer.comparison.matching import STEPS
from analyzer.errors import NotComparableError
from analyzer.records import (
    Audit,
    AuditVerdict,
    Clause,
    ClauseId,
    ClauseKind,
    Document,
    DocumentId,
    DocumentKind,
)
from tests.marked_clauses import make_clause

TEXTS = (
    "Wages are paid on Friday of each week, in money and not in kind.",
    "A lamp that falls from the grid is reported to the safety desk at once.",
    "Whoever drives the honey wagon receives nine dollars a day for soap.",
    "The crew may keep dogs on the lot if the dogs keep off the grass.",
    "Snow days count as days worked for all who came as far as the gate.",
)


def make_clauses(name: str, printed: Sequence[str]) -> list[Clause]:
    """Numbered clauses of one article; each may bear marks."""
    clauses = [
        replace(
            make_clause("", heading="Work", order=0),
            kind=ClauseKind.ARTICLE,
            labels=("Article 1",),
            label="Article 1",
            citation="Article 1",
        )
    ]
    for at, text in enumerate(printed, 1):
        clause = make_clause(text, label=f"({at})", order=at)
        labels = ("Article 1", f"({at})")
        citation = f"Article 1({at})"
        clauses.append(
            replace(clause, parent=clauses[0].id, labels=labels, citation=citation, pages=(3,))
        )
    return [_name(clause, name) for clause in clauses]


def _name(clause: Clause, name: str) -> Clause:
    document = DocumentId(name)
    return replace(
        clause,
        id=ClauseId(f"{name}#{clause.order}"),
        document=document,
        parent=ClauseId(f"{name}#0") if clause.parent else None,
    )


def audit(
    printed: Sequence[str],
    *,
    kind: DocumentKind = DocumentKind.PROPOSAL,
    base: Sequence[str] = TEXTS,
) -> Audit:
    """The print held against the texts."""
    documents = [
        Document(DocumentId(name), f"{name}.pdf", "0" * 64, name, kind=each)
        for name, each in (("base", DocumentKind.AGREEMENT), ("offer", kind))
    ]
    return audit_redline(
        documents[0], make_clauses("base", base), documents[1], make_clauses("offer", printed)
    )


def told(found: Audit) -> list[tuple[str, str | None, str | None, str, str]]:
    return [
        (edit.verdict.value, edit.base, edit.proposal, edit.base_words, edit.printed_words)
        for edit in found.edits
    ]


def test_marked_unmarked_and_misquoted_side_by_side() -> None:
    printed = list(TEXTS)
    printed[0] = TEXTS[0].replace("Friday", "{-Friday-} {+Monday+}")
    printed[2] = TEXTS[2].replace("nine", "six")
    printed[4] = TEXTS[4].replace("gate", "{-door-} {+yard+}")
    assert told(audit(printed)) == [
        ("marked", "base#1", "offer#1", "Friday", "Monday"),
        ("unmarked", "base#3", "offer#3", "nine", "six"),
        ("misquoted", "base#5", "offer#5", "gate", "door"),
    ]


def test_clauses_struck_and_set_as_a_whole() -> None:
    printed = [f"{{-{TEXTS[0]}-}}", *TEXTS[1:], "{+Tea is served at four.+}"]
    assert told(audit(printed)) == [
        ("marked", "base#1", "offer#1", TEXTS[0], ""),
        ("marked", None, "offer#6", "", "Tea is served at four."),
    ]


def test_a_clause_that_is_new_and_not_underlined() -> None:
    new = "Parking for bicycles costs two dollars, to be paid in coins to the guard."
    printed = [TEXTS[0].replace("not", "{+surely+} not"), *TEXTS[1:], new]
    edits = told(audit(printed))
    assert edits[-1] == ("unmarked", None, "offer#6", "", new)
    assert edits[0][0] == "marked"


def test_a_clause_that_is_dropped_without_a_mark() -> None:
    printed = [TEXTS[0].replace("not", "{+surely+} not"), TEXTS[1], *TEXTS[3:]]
    found = audit(printed)
    (gone,) = (edit for edit in found.edits if edit.verdict is AuditVerdict.UNMARKED)
    assert (gone.base, gone.proposal, gone.printed_words) == ("base#3", None, "")
    assert gone.page == 3


def test_a_memorandum_strikes_nothing_by_silence_and_claims_nothing_in_its_own_words() -> None:
    printed = [TEXTS[0].replace("Friday", "{-Friday-} {+Monday+}"), "Amend the rest as agreed."]
    found = audit(printed, kind=DocumentKind.MEMORANDUM)
    assert found.summary == {"marked": 1, "unmarked": 0, "misquoted": 0}
    assert "of its own" in found.not_audited[0].why


@pytest.mark.parametrize("kind", [DocumentKind.SUMMARY, DocumentKind.PRESS_CLAIM])
def test_talk_about_a_text_is_refused(kind: DocumentKind) -> None:
    printed = [TEXTS[0].replace("Friday", "{-Friday-} {+Monday+}")]
    with pytest.raises(NotComparableError, match="cannot be audited"):
        audit(printed, kind=kind)


def test_a_document_without_marks_is_refused_with_what_to_do() -> None:
    with pytest.raises(NotComparableError) as caught:
        audit(TEXTS)
    assert "analyzer compare base offer" in caught.value.do


def test_a_paragraph_that_the_print_parts_is_held_against_the_whole() -> None:
    head, rest = TEXTS[3].split(" if ")
    printed = [*TEXTS[:3], f"{head} {{+always+}}", TEXTS[4]]
    documents = [
        Document(DocumentId(name), f"{name}.pdf", "0" * 64, name, kind=kind)
        for name, kind in (
            ("base", DocumentKind.AGREEMENT),
            ("offer", DocumentKind.PROPOSAL),
        )
    ]
    clauses = make_clauses("offer", printed)
    tail = replace(
        clauses[4], id=ClauseId("offer#4~1"), label=None, order=4, text=f"if {rest}", marks=()
    )
    ordered = [*clauses[:5], replace(tail, old_text=None, marked_text=None), clauses[5]]
    numbered = [replace(clause, order=at) for at, clause in enumerate(ordered)]
    found = audit_redline(documents[0], make_clauses("base", TEXTS), documents[1], numbered)
    assert told(found) == [("marked", "base#4", "offer#4", "", "always")]


def _make_titled(name: str, titles: Sequence[str]) -> list[Clause]:
    """The texts with titles behind them that stand alone; each title may bear marks."""
    made = make_clauses(name, [TEXTS[0].replace("Friday", "{-Friday-} {+Monday+}")])
    if name == "base":
        made = make_clauses(name, TEXTS[:1])
    for at, title in enumerate(titles, 2):
        label = f"({at})"
        clause = replace(
            make_clause("", label=label, heading=title, order=at),
            kind=ClauseKind.HEADING,
            parent=made[0].id,
            labels=("Article 1", label),
            citation=f"Article 1{label}",
        )
        made.append(_name(clause, name))
    return made


@pytest.mark.parametrize(
    ("titles", "summary", "aside"),
    [
        # no title that the base has is underlined: an underline marks
        (("Snow", "{+Bonus for Lamps+}"), {"marked": 2, "unmarked": 0, "misquoted": 0}, None),
        # titles are underlined by style: nobody can tell
        (
            ("{+Snow+}", "{+Bonus for Lamps+}"),
            {"marked": 1, "unmarked": 0, "misquoted": 0},
            "cannot be told",
        ),
        # a plain new title is still told
        (("Snow", "Bonus for Lamps"), {"marked": 1, "unmarked": 1, "misquoted": 0}, None),
    ],
)
def test_a_new_title_that_is_underlined_is_not_accused(
    titles: Sequence[str], summary: dict[str, int], aside: str | None
) -> None:
    documents = [
        Document(DocumentId(name), f"{name}.pdf", "0" * 64, name, kind=kind)
        for name, kind in (("base", DocumentKind.AGREEMENT), ("offer", DocumentKind.PROPOSAL))
    ]
    found = audit_redline(
        documents[0], _make_titled("base", ["Snow"]), documents[1], _make_titled("offer", titles)
    )
    assert found.summary == summary
    whys = [passed.why for passed in found.not_audited if "title" in passed.why]
    assert len(whys) == (aside is not None)
    assert aside is None or aside in whys[0]


def test_who_watches_is_told_of_matching_and_then_of_each_hundred_clauses() -> None:
    texts = [f"The lamp of pier {at} is lit at dusk by whoever comes first." for at in range(150)]
    texts[7] = "The lamp of the seventh pier is {-lit-} {+put out+} at dusk."
    document = Document(DocumentId("offer"), "", "0" * 64, "", kind=DocumentKind.PROPOSAL)
    told: list[tuple[str, int, int]] = []
    audit_redline(
        replace(document, id=DocumentId("base"), kind=DocumentKind.AGREEMENT),
        make_clauses("base", texts),
        document,
        make_clauses("offer", texts),
        watch=lambda done, total: told.append(("held", done, total)),
        watch_matching=lambda done, total: told.append(("matched", done, total)),
    )
    matched = [("matched", done, STEPS) for done in range(STEPS + 1)]
    assert told == [*matched, ("held", 0, 151), ("held", 100, 151)]
