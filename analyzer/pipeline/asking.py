"""Questions to a library or to files: clauses, AI findings.

Filters → results.Clauses, Found, each with the records that it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.pipeline import sides
from analyzer.pipeline.corrections import all_corrections
from analyzer.pipeline.questions import (
    ANY_TOPIC,
    Question,
    documents_meant,
    known_topic,
    understand,
)
from analyzer.pipeline.wiring import Wiring
from analyzer.ports import ClauseFilter
from analyzer.records import (
    Clause,
    ClauseId,
    Document,
    Finding,
    Silence,
)
from analyzer.results import Clauses, Found

if TYPE_CHECKING:
    pass


def list_clauses(wiring: Wiring, question: Question) -> Clauses:
    """The clauses that are meant, in the order of documents, then reading order."""
    return Clauses(wiring.catalog.clauses(understand(wiring, question)))


# ── findings ─────────────────────────────────────────────────────────────────────────────────────
def find_in_library(wiring: Wiring, question: Question, *, everything: bool = False) -> Found:
    """What the library has found, by the last stage that each document has finished."""
    only = understand(wiring, question)
    documents = documents_meant(wiring, only)
    findings, silences = found_in(wiring, documents, only, everything=everything)
    named = {name for silence in silences for name in _clauses_named(silence)}
    held = {finding.clause_id for finding in findings}
    return Found(
        findings,
        documents=documents,
        silences=silences,
        context=clauses_by_id(wiring, named - held),
    )


def found_in(
    wiring: Wiring, documents: Sequence[Document], only: ClauseFilter, *, everything: bool
) -> tuple[tuple[Finding, ...], tuple[Silence, ...]]:
    """What was found, with what a user overruled laid over it."""
    findings = wiring.catalog.findings(only, asserted_only=not everything)
    silences = wiring.catalog.silences(only)
    corrected = all_corrections(wiring.catalog, documents)
    if not corrected:
        return findings, silences
    theirs = {
        document.id: sides.side_findings(wiring, sides.library_side(wiring, document))
        for document in corrected
    }
    topic = None if only.topic == ANY_TOPIC else only.topic
    kept = [finding for finding in findings if finding.document not in theirs]
    silent = [silence for silence in silences if silence.document not in theirs]
    for found in theirs.values():
        kept += [
            finding
            for finding in found.findings
            if (everything or finding.asserted) and topic in (None, finding.topic)
        ]
        silent += [silence for silence in found.silences if topic in (None, silence.topic)]
    order = {document.id: number for number, document in enumerate(documents)}
    kept.sort(key=lambda finding: (order.get(finding.document, 0), finding.clause.order))
    return tuple(kept), tuple(silent)


def _clauses_named(silence: Silence) -> Iterable[ClauseId]:
    yield from silence.looked_in
    if silence.article:
        yield silence.article


def clauses_by_id(wiring: Wiring, names: Iterable[ClauseId]) -> dict[ClauseId, Clause]:
    """These clauses, as far as they are there."""
    found: dict[ClauseId, Clause] = {}
    for name in sorted(names):
        try:
            found[name] = wiring.catalog.clause(name)
        except KeyError:  # its document was read again meanwhile
            continue
    return found


@dataclass(slots=True)
class _Gathered:
    """What was found so far in what is named."""

    documents: list[Document] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    silences: list[Silence] = field(default_factory=list)
    context: dict[ClauseId, Clause] = field(default_factory=dict)


def find_in_named(
    wiring: Wiring,
    names: Sequence[str | Path],
    question: Question,
    *,
    everything: bool = False,
    password: str | None = None,
) -> Found:
    """AI findings of what is named: files, which enter no library, and documents of the library; a
    refused file is named, the rest is read. Raises UnknownDocumentError."""
    wanted = known_topic(wiring, question.topic)
    topic = None if wanted == ANY_TOPIC else wanted
    gathered = _Gathered()
    opened, refusals = sides.open_named(wiring, names, password=password)
    for side in opened:
        _gather(wiring, side, gathered)
    return Found(
        tuple(
            finding
            for finding in gathered.findings
            if (everything or finding.asserted) and topic in (None, finding.topic)
        ),
        documents=tuple(gathered.documents),
        silences=tuple(s for s in gathered.silences if topic in (None, s.topic)),
        refusals=refusals,
        context=gathered.context,
    )


def _gather(wiring: Wiring, side: sides.Side, gathered: _Gathered) -> None:
    found = sides.side_findings(wiring, side)
    named = {name for silence in found.silences for name in _clauses_named(silence)}
    gathered.documents.append(side.document)
    gathered.findings.extend(found.findings)
    gathered.silences.extend(found.silences)
    gathered.context.update((c.id, c) for c in side.clauses if c.id in named)
