"""What each step gives of the sample, as text that a person can read and a change shows up in.

pages: every line with its role and marks, and what was set aside · documents: what each file is
taken for without a manifest · findings: topics, evidence, terms and silences by cue · comparison:
kinds, citations and redline by words. ANALYZER_REWRITE_GOLDEN=1 writes the files anew (and fails).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from analyzer.clauses import split_clauses
from analyzer.comparison import Given, describe_changes
from analyzer.documents import describe, open_source
from analyzer.engines import load
from analyzer.findings import find_by_cues
from analyzer.pages import read_pages
from analyzer.records import (
    DocumentKind,
    Findings,
    Hints,
    MarkKind,
    Pages,
    Reading,
    Word,
    WordOperation,
)
from analyzer.taxonomy import load_taxonomy

HERE = Path(__file__).parent
CORPUS = Path(__file__).parents[3] / "corpus"
REWRITE = os.environ.get("ANALYZER_REWRITE_GOLDEN") == "1"
MARKED = {MarkKind.DELETED: "[-{}-]", MarkKind.INSERTED: "{{+{}+}}", None: "{}"}
REDLINED = {
    WordOperation.EQUAL: "{}",
    WordOperation.DELETE: "[-{}-]",
    WordOperation.INSERT: "{{+{}+}}",
}


@cache
def pages_of(name: str) -> Pages:
    source = open_source(CORPUS / f"{name}.pdf")
    return read_pages(source, load("reader", "pdfium")())


@cache
def reading_of(name: str, kind: DocumentKind) -> Reading:
    source = open_source(CORPUS / f"{name}.pdf")
    document = describe(source, pages_of(name), Hints(id=name, kind=kind))
    return split_clauses(pages_of(name), document)


def findings_of(reading: Reading) -> Findings:
    return find_by_cues(reading.clauses, load_taxonomy())


# ── the steps as text ────────────────────────────────────────────────────────────────────────────
def show_word(word: Word) -> str:
    shown = MARKED[word.mark].format(word.text)
    return f"<{shown}>" if word.caption else shown


def show_pages() -> Iterator[str]:
    for name in ("memorandum-2023", "proposal-2026"):
        pages = pages_of(name)
        yield f"=== {name}: {pages.word_count} words, redline {pages.redline}"
        for page in pages.pages:
            yield f"--- page {page.number}, printed {page.label}"
            for line in page.lines:
                words = " ".join(show_word(word) for word in line.words)
                yield f"{line.role:8} {line.x0:5.0f} | {words}"
        for item in pages.set_aside:
            yield f"aside, page {item.page}: {item.kind}, {item.words} words | {item.text}"


def show_documents() -> Iterator[str]:
    for path in sorted(CORPUS.glob("*.pdf")):
        document = describe(open_source(path), pages_of(path.stem), None)
        yield f"=== {path.name}"
        for field in ("title", "kind", "status", "guild", "employer", "effective", "expires"):
            guessed = " (guessed)" if field in document.guessed else ""
            yield f"{field}: {getattr(document, field)}{guessed}"


def show_findings() -> Iterator[str]:
    for name, kind in (
        ("agreement-2023", DocumentKind.AGREEMENT),
        ("proposal-2026", DocumentKind.PROPOSAL),
    ):
        yield f"=== {name}"
        found = findings_of(reading_of(name, kind))
        for finding in found.findings:
            if not finding.asserted:
                continue
            basis = ", ".join(finding.basis)
            yield f"{finding.clause.citation} · {finding.topic} · {finding.score:.2f} by {basis}"
            yield from (f"    “{evidence.quote}”" for evidence in finding.evidence)
            yield from (f"    {term.name} = {term.value} “{term.quote}”" for term in finding.terms)
        for silence in found.silences:
            yield f"silent, {silence.scope}: {silence.term or silence.topic}"


def show_comparison() -> Iterator[str]:
    old = reading_of("agreement-2023", DocumentKind.AGREEMENT)
    new = reading_of("proposal-2026", DocumentKind.PROPOSAL)
    comparison = describe_changes(
        Given(old.document, old.clauses, findings_of(old)),
        Given(new.document, new.clauses, findings_of(new)),
    ).about("ai")
    for change in comparison.changes:
        kinds = ", ".join((change.kind, *change.also))
        yield f"{kinds}: {change.old_citation} → {change.new_citation}"
        yield "    " + "".join(REDLINED[piece.op].format(piece.text) for piece in change.words)
    for contrast in comparison.terms_changed:
        before, after = (side.value if side else "silent" for side in (contrast.old, contrast.new))
        yield f"{contrast.name}: {before} → {after}"


@pytest.mark.parametrize("step", [show_pages, show_documents, show_findings, show_comparison])
def test_step(step: Callable[[], Iterator[str]]) -> None:
    file = HERE / f"{step.__name__.removeprefix('show_')}.txt"
    said = "\n".join(step()) + "\n"
    if REWRITE:
        file.write_text(said, encoding="utf-8")
        pytest.fail("golden files were written anew: look at them, then test without the flag")
    assert said == file.read_text(encoding="utf-8")
