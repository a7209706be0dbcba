"""The sample proposal and memorandum, held against the agreements that they claim to change."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from analyzer.comparison import audit_redline
from analyzer.pipeline.reading import read
from analyzer.records import Audit, AuditVerdict, DocumentKind, Hints

HERE = Path(__file__).parent
CORPUS = HERE.parents[2] / "corpus"

pytestmark = pytest.mark.slow


def audit_of(base: str, proposal: str, kind: DocumentKind) -> Audit:
    old = read(CORPUS / f"{base}.pdf", hints=Hints(kind=DocumentKind.AGREEMENT))
    new = read(CORPUS / f"{proposal}.pdf", hints=Hints(kind=kind))
    return audit_redline(old.document, old.clauses, new.document, new.clauses)


def test_the_proposal_changes_six_things_without_a_mark() -> None:
    named = tomllib.loads((HERE / "unmarked_changes.toml").read_text(encoding="utf-8"))["change"]
    audit = audit_of("agreement-2023", "proposal-2026", DocumentKind.PROPOSAL)
    assert list(_unmarked(audit)) == [
        (change["citation"], change["base"], change["printed"]) for change in named
    ]
    assert audit.summary["misquoted"] == 0
    assert audit.summary["marked"] >= 55
    for edit in audit.edits:
        assert edit.box is not None
        assert edit.page == edit.box.page


def _unmarked(audit: Audit) -> Iterator[tuple[str, str, str]]:
    for edit in audit.edits:
        if edit.verdict is AuditVerdict.UNMARKED:
            clause = edit.proposal or edit.base
            assert clause is not None
            yield audit.clauses[clause].citation, edit.base_words, edit.printed_words


def test_what_the_proposal_does_not_restate_is_not_unmarked() -> None:
    audit = audit_of("agreement-2023", "proposal-2026", DocumentKind.PROPOSAL)
    aside = " ".join(item.what for item in audit.not_audited)
    assert "Article VI " in aside
    assert "Article VII, Section 2" in aside


def test_the_memorandum_marks_all_that_it_changes() -> None:
    audit = audit_of("agreement-2020", "memorandum-2023", DocumentKind.MEMORANDUM)
    assert (audit.summary["unmarked"], audit.summary["misquoted"]) == (0, 0)
    assert audit.summary["marked"] >= 40
