"""Norms, terms side by side, checks, positions and pasted language.

Names, paths or text → assessments.Norms, Matrix, Checked, Pasted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.assessments import Checked, Matrix, Norms, Pasted
from analyzer.errors import BadRequestError
from analyzer.pipeline import corrections as kept
from analyzer.pipeline import sides
from analyzer.pipeline.naming import find_document
from analyzer.pipeline.overruling import lay_over_risks
from analyzer.pipeline.questions import (
    ANY_TOPIC,
    Question,
    documents_meant,
    known_topic,
    understand,
)
from analyzer.pipeline.wiring import Wiring
from analyzer.records import (
    Clause,
    ClauseId,
    Correction,
    Document,
    DocumentKind,
    Norm,
    Passage,
    Refusal,
    Risk,
    Silence,
    Standing,
)
from analyzer.results import Progress, ProgressCallback

if TYPE_CHECKING:
    from analyzer.checks import Check, Position, Text

#: kinds that amend an agreement from outside
_BESIDE = frozenset({DocumentKind.SIDELETTER, DocumentKind.RIDER})


# ── norms ────────────────────────────────────────────────────────────────────────────────────────
def list_norms(
    wiring: Wiring,
    files: Sequence[str | Path],
    question: Question,
    *,
    password: str | None = None,
) -> Norms:
    """Norms of the files, or else of the library; of a topic ('ai': of any), only those of its
    clauses."""
    topic = known_topic(wiring, question.topic)
    from analyzer.norms import read_norms

    opened, refusals = _sides_of(wiring, files, question, password=password)
    found: list[Norm] = []
    for side in opened:
        about = _about(wiring, side, topic)
        norms = read_norms(side.clauses)
        found += [norm for norm in norms if about is None or norm.clause_id in about]
    return Norms(tuple(found), refusals=refusals)


def _about(wiring: Wiring, side: sides.Side, topic: str | None) -> frozenset[ClauseId] | None:
    """The clauses that are about a topic; None: all are meant."""
    if topic is None:
        return None
    findings = sides.side_findings(wiring, side).findings
    return frozenset(
        finding.clause_id
        for finding in findings
        if finding.asserted and topic in (ANY_TOPIC, finding.topic)
    )


def _sides_of(
    wiring: Wiring, names: Sequence[str | Path], question: Question, *, password: str | None
) -> tuple[list[sides.Side], tuple[Refusal, ...]]:
    """The documents named, or those of the library, and the refusals of files that cannot be
    read."""
    if not names:
        only = understand(wiring, replace(question, topic=None))
        documents = documents_meant(wiring, only)
        return [sides.library_side(wiring, each) for each in documents], ()
    return sides.open_named(wiring, names, password=password)


# ── the matrix ───────────────────────────────────────────────────────────────────────────────────
def lay_side_by_side(
    wiring: Wiring,
    names: Sequence[str | Path],
    question: Question,
    *,
    password: str | None = None,
) -> Matrix:
    """Terms × the documents named, or else those of the library, oldest first."""
    from analyzer.matrix import build_matrix

    topic = known_topic(wiring, question.topic)
    wanted = None if topic == ANY_TOPIC else topic
    opened, refusals = _sides_of(wiring, names, question, password=password)
    found = {side.document.id: sides.side_findings(wiring, side) for side in opened}
    documents = tuple({side.document.id: side.document for side in opened}.values())
    rows = build_matrix(documents, found, taxonomy=wiring.taxonomy, topic=wanted)
    return Matrix(rows, documents=documents, topic=wanted, refusals=refusals)


# ── checks and positions ─────────────────────────────────────────────────────────────────────────
def check(
    wiring: Wiring,
    name: str | Path,
    *,
    positions: str | Path | bytes | None = None,
    password: str | None = None,
) -> Checked:
    """The checks that a document triggers and how it stands to the positions of a file. Raises
    PositionsError, RefusedFileError, UnknownDocumentError."""
    from analyzer.checks import read_positions

    wanted = read_positions(positions, wiring.taxonomy) if positions else ()
    side = sides.open_side(wiring, name, password=password)
    return _check_side(wiring, side, _text_of(wiring, side), wanted)


def _check_side(
    wiring: Wiring, side: sides.Side, text: Text, positions: Sequence[Position]
) -> Checked:
    from analyzer.checks import assess, load_checks, weigh_positions

    letters = [_text_of(wiring, letter) for letter in _sideletters(wiring, side.document)]
    checks = load_checks()
    risks = assess(text, checks, sideletters=letters)
    if side.path is None:
        risks = lay_over_risks(
            risks,
            kept.corrections_of(wiring.catalog, side.document),
            side.document,
            side.clauses,
            named=lambda correction, words: _risk_of(checks, correction, words),
        )
    standings = weigh_positions(text, positions, wiring.taxonomy)
    return Checked(
        risks,
        documents=(side.document,),
        standings=standings,
        clauses=_quoted_clauses((text, *letters), risks, standings),
    )


def _text_of(wiring: Wiring, side: sides.Side) -> Text:
    from analyzer.checks import Text

    return Text(side.document, side.clauses, sides.side_findings(wiring, side))


def _sideletters(wiring: Wiring, document: Document) -> list[sides.Side]:
    """The sideletters and riders of the library that amend a document."""
    return [
        sides.library_side(wiring, each)
        for each in wiring.catalog.documents()
        if each.kind in _BESIDE and each.amends == document.id and each.id != document.id
    ]


def _risk_of(checks: Sequence[Check], correction: Correction, words: Passage) -> Risk | None:
    known = next((each for each in checks if each.id == correction.name), None)
    if known is None:
        return None
    return Risk(
        known.id,
        known.number,
        known.name,
        known.why,
        words.document,
        known.direction,
        known.severity,
        words,
    )


def _quoted_clauses(
    texts: Sequence[Text], risks: Sequence[Risk], standings: Sequence[Standing]
) -> dict[ClauseId, Clause]:
    named = {risk.triggered_by.clause for risk in risks}
    named |= {risk.mitigated_by.clause for risk in risks if risk.mitigated_by}
    named |= {words.clause for standing in standings for words in standing.passages}
    return {clause.id: clause for text in texts for clause in text.clauses if clause.id in named}


# ── a pasted clause ──────────────────────────────────────────────────────────────────────────────
def paste(
    wiring: Wiring,
    text: str,
    *,
    against: str | None = None,
    positions: str | Path | bytes | None = None,
    top: int = 3,
    progress: ProgressCallback | None = None,
) -> Pasted:
    """Judge pasted language; nothing is kept. `against`: the document whose terms it is held
    against, else the one in force today with the nearest clause. Raises BadRequestError,
    PositionsError."""
    from analyzer.checks import Text, read_positions
    from analyzer.pipeline.searching import search

    def tell(what: str, done: int) -> None:
        (progress or wiring.tell)(Progress(what, done, 3, "steps"))

    wanted = read_positions(positions, wiring.taxonomy) if positions else ()
    side = sides.pasted_side(text)
    if not side.clauses:
        raise BadRequestError("Nothing was pasted.", do="Paste the words of a clause.")
    tell("Looking for what is about AI", 0)
    found = sides.side_findings(wiring, side)
    base = find_document(wiring.catalog.documents(), against) if against else None
    question = Question(document=str(base.id)) if base else Question(as_of=date.today().isoformat())
    tell("Looking for the nearest clauses", 1)
    nearest = search(wiring, text, question, top=top)
    if base is None and nearest:
        base = nearest[0].document
    tell("Checking what it says and leaves unsaid", 2)
    said = {term.name for f in found.findings if f.asserted for term in f.terms}
    left: tuple[Silence, ...] = ()
    if base is not None:
        there = _terms_said(wiring, base)
        left = tuple(s for s in found.silences if s.scope == "document" and s.term in there - said)
    return Pasted(
        clauses=side.clauses,
        findings=found.findings,
        left_silent=left,
        checked=_check_side(wiring, side, Text(side.document, side.clauses, found), wanted),
        nearest=nearest,
        against=base,
    )


def _terms_said(wiring: Wiring, document: Document) -> set[str]:
    findings = sides.side_findings(wiring, sides.library_side(wiring, document)).findings
    return {term.name for finding in findings if finding.asserted for term in finding.terms}
