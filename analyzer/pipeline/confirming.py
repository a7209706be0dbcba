"""Quotes held against a second reading of their pages, after they were found: results in, results
with their verdicts out.

Found, Compared or Audited → the same, each quote confirmed, differing or not checked; or quotes →
what is said of each. Pages are read by pdfplumber in the guarded child, some at a time, and kept by
the file's sha256 and page: in the library for its own documents, in memory for files that are named
directly.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from analyzer.assessments import Audited
from analyzer.confirming import Seen, SeenWord, Verdict, confirm, pages_of
from analyzer.errors import AnalyzerError
from analyzer.pipeline.naming import is_path
from analyzer.pipeline.reading import load_bytes, second_words
from analyzer.pipeline.wiring import Wiring
from analyzer.records import (
    ChangeKind,
    Clause,
    Confirmation,
    Confirmed,
    Document,
    DocumentId,
    Evidence,
    Finding,
    ProvisionTerm,
)
from analyzer.results import Compared, Found, Progress

#: a clause, and start and end of the words that are meant on its text
Quote = tuple[Clause, int, int]
#: pages that one child reads: its start costs as much as four of them
AT_ONCE = 24


def confirm_found(wiring: Wiring, found: Found, *, password: str | None = None) -> Found:
    """Every quote of evidence and terms."""
    spans = [(f.clause, item.start, item.end) for f in found for item in f.evidence]
    spans += [(f.clause, term.start, term.end) for f in found for term in f.terms]
    seen = _Seen(wiring, found.documents, password)
    seen.read(spans)
    items = tuple(_confirm_finding(finding, seen) for finding in found)
    return replace(found, items=items, unread=seen.reasons)


def _confirm_finding(finding: Finding, seen: _Seen) -> Finding:
    def evidence(item: Evidence) -> Evidence:
        verdict = seen.judge(finding.clause, item.start, item.end)
        return replace(item, confirmed=verdict.confirmed, second=verdict.second)

    def term(item: ProvisionTerm) -> ProvisionTerm:
        if item.start == item.end:
            return item
        verdict = seen.judge(finding.clause, item.start, item.end)
        return replace(item, confirmed=verdict.confirmed, second=verdict.second)

    return replace(
        finding,
        evidence=tuple(map(evidence, finding.evidence)),
        terms=tuple(map(term, finding.terms)),
    )


def confirm_compared(
    wiring: Wiring, compared: Compared, *, password: str | None = None
) -> Compared:
    """The words of every clause that changed, on both sides."""
    comparison = compared.comparison
    clauses = {clause.id: clause for clause in comparison.clauses.values()}
    names = dict.fromkeys(
        name
        for change in comparison.restated
        if change.kind is not ChangeKind.UNCHANGED
        for name in (*change.old, *change.new)
    )
    wanted = [clauses[name] for name in names if name in clauses and clauses[name].text]
    seen = _Seen(wiring, (comparison.old, comparison.new), password)
    told = seen.tell(map(whole, wanted))
    return replace(compared, comparison=replace(comparison, confirmed=told))


def confirm_audited(wiring: Wiring, audited: Audited, *, password: str | None = None) -> Audited:
    """The words of every clause of both documents in which an edit stands."""
    audit = audited.audit
    if audit is None:
        return audited
    names = dict.fromkeys(name for edit in audit.edits for name in (edit.base, edit.proposal))
    wanted = [audit.clauses[name] for name in names if name and audit.clauses[name].text]
    seen = _Seen(wiring, (audit.base, audit.proposal), password)
    told = seen.tell(map(whole, wanted))
    return replace(audited, audit=replace(audit, confirmed=told))


def confirm_quotes(wiring: Wiring, quotes: Iterable[Quote]) -> tuple[Confirmed, ...]:
    """What a second reading says of each of these, in their order; of documents of the library."""
    return _Seen(wiring, wiring.catalog.documents(), None).tell(quotes)


def whole(clause: Clause) -> Quote:
    """All words of a clause."""
    return clause, 0, len(clause.text)


class _Seen:
    """The second reading of the pages that are asked for, by document."""

    def __init__(self, wiring: Wiring, documents: Iterable[Document], password: str | None) -> None:
        self._wiring = wiring
        self._documents = {document.id: document for document in documents}
        self._password = password
        self._pages: dict[DocumentId, dict[int, list[SeenWord]]] = defaultdict(dict)
        self._why: dict[DocumentId, str] = {}

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why pages could not be read, each once."""
        return tuple(dict.fromkeys(self._why.values()))

    def read(self, spans: Iterable[Quote]) -> None:
        """Read every page that one of these stands on, once."""
        wanted: dict[DocumentId, set[int]] = defaultdict(set)
        for clause, start, end in spans:
            wanted[clause.document].update(pages_of(clause, start, end))
        total, done = sum(map(len, wanted.values())), 0
        for name, pages in wanted.items():
            left = sorted(pages)
            while left:
                part, left = left[:AT_ONCE], left[AT_ONCE:]
                what = "Reading pages a second time"
                self._wiring.tell(Progress(what, done, total, "pages"))
                self._read_part(self._documents[name], part)
                done += len(part)

    def tell(self, quotes: Iterable[Quote]) -> tuple[Confirmed, ...]:
        """What is said of each quote, in their order."""
        wanted = tuple(quotes)
        self.read(wanted)
        told = []
        for clause, start, end in wanted:
            verdict = self.judge(clause, start, end)
            told.append(Confirmed(clause.id, verdict.confirmed, verdict.second, verdict.why))
        return tuple(told)

    def judge(self, clause: Clause, start: int, end: int) -> Verdict:
        """The verdict on one span."""
        seen: Seen = self._pages[clause.document]
        verdict = confirm(clause, start, end, seen)
        why = self._why.get(clause.document)
        if verdict.confirmed is Confirmation.NOT_CHECKED and why:
            return replace(verdict, why=why)
        return verdict

    def _read_part(self, document: Document, pages: Sequence[int]) -> None:
        catalog = self._wiring.catalog
        kept = catalog.second_pages(document.sha256, pages)
        found = {page: _words(text) for page, text in kept.items()}
        missing = [page for page in pages if page not in found]
        if missing and document.id not in self._why:
            try:
                new = self._read_pages(document, missing)
            except (AnalyzerError, OSError) as error:
                self._why[document.id] = str(error)
                new = {}
            found.update(new)
            if new and not catalog.read_only:
                texts = {page: json.dumps(words) for page, words in new.items()}
                catalog.save_second(document.sha256, texts)
        self._pages[document.id].update(found)

    def _read_pages(self, document: Document, pages: Sequence[int]) -> dict[int, list[SeenWord]]:
        held = {each.id for each in self._wiring.catalog.documents()}
        if document.id in held:
            data = self._wiring.catalog.file(document.id)
        elif is_path(document.path):
            data = load_bytes(Path(document.path))
        else:
            return {}
        return second_words(data, path=document.path, pages=pages, password=self._password)


def _words(text: str) -> list[SeenWord]:
    return [SeenWord(*word) for word in json.loads(text)]
