"""What Analyzer's methods give back of norms, terms laid side by side, checks and corrections.

Named sequences as in `results`, each with its JSON, its frame and, where there is one, its report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from analyzer import wire
from analyzer.errors import BadRequestError
from analyzer.records import (
    Audit,
    AuditEdit,
    Clause,
    ClauseId,
    Correction,
    Document,
    Finding,
    MatrixRow,
    Norm,
    Reading,
    Refusal,
    Risk,
    Silence,
    Standing,
)
from analyzer.results import Hits, Records
from analyzer.whole_files import write_whole

#: the endings of a report of checks, of the matrix or of an audit, and the format that each means
REPORT_FORMATS = {
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".json": "json",
    ".xlsx": "xlsx",
}


# ── norms ────────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class Norms(Records[Norm]):
    """Norms in reading order."""

    refusals: tuple[Refusal, ...] = ()

    def row(self, record: Norm) -> dict[str, Any]:
        """A norm with the place of its clause."""
        return {
            "document": record.document,
            "clause": record.clause_id,
            "citation": record.clause.citation,
            "pages": record.clause.pages,
            "party": record.party,
            "modality": record.modality.value,
            "lifted": record.lifted,
            "entitled": record.entitled,
            "condition": record.condition,
            "act": record.act,
            "exceptions": record.exceptions,
            "notes": record.notes,
            "lead_in": record.lead_in,
            "start": record.start,
            "end": record.end,
            "quote": record.quote,
        }

    def to_json(self) -> dict[str, Any]:
        """Every norm as plain data."""
        norms = [wire.norm_to_json(norm) for norm in self.items]
        return wire.envelope({"norms": norms}, refusals=self.refusals)


class ReadFile(Reading):
    """One file, read and split, with its norms."""

    __slots__ = ()

    @classmethod
    def of(cls, reading: Reading) -> ReadFile:
        """The same reading."""
        return cls(**{part.name: getattr(reading, part.name) for part in fields(Reading)})

    @property
    def norms(self) -> Norms:
        """Who must, may, must not do what."""
        from analyzer.norms import read_norms

        return Norms(read_norms(self.clauses))


# ── reports ──────────────────────────────────────────────────────────────────────────────────────
def check_ending(path: Path) -> str:
    """The format that the ending of a report's file means. Raises BadRequestError."""
    kind = REPORT_FORMATS.get(path.suffix.lower())
    if kind is None:
        raise BadRequestError(
            f"{path}: no report has the ending {path.suffix!r}.",
            do=f"Use one of: {', '.join(REPORT_FORMATS)}.",
        )
    return kind


class _Reported:
    """What can be written as a report."""

    def report(self, kind: str) -> str:
        """The report as 'html', 'markdown' or 'json'."""
        raise NotImplementedError

    def to_xlsx(self) -> bytes:
        """A workbook; nothing in it is a formula. Raises MissingLibraryError."""
        raise NotImplementedError

    def save(self, path: str | Path) -> Path:
        """Write the report that the ending of `path` names, whole or not at all. Raises
        BadRequestError, UnwrittenFileError."""
        target = Path(path)
        kind = check_ending(target)
        data = self.to_xlsx() if kind == "xlsx" else self.report(kind).encode("utf-8")
        return write_whole(target, data)


def _write_workbook(sheets: Sequence[Any]) -> bytes:
    from analyzer.engines import load

    made: bytes = load("workbook", "xlsxwriter")().write(sheets)
    return made


# ── the matrix ───────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class Matrix(Records[MatrixRow], _Reported):
    """Terms × documents; the documents are the columns, in this order."""

    documents: tuple[Document, ...] = ()
    topic: str | None = None
    refusals: tuple[Refusal, ...] = ()

    def row(self, record: MatrixRow) -> dict[str, Any]:
        """A term with the values of each document; () where it is silent."""
        values = {
            str(cell.document): tuple(reading.value for reading in cell.readings)
            for cell in record.cells
        }
        return {"term": record.term, **values}

    def to_json(self) -> dict[str, Any]:
        """The document of `matrix --json`."""
        body = {
            "documents": [wire.document_to_json(document) for document in self.documents],
            "topic": self.topic,
            "rows": [wire.matrix_row_to_json(row) for row in self.items],
        }
        return wire.envelope(body, refusals=self.refusals)

    def report(self, kind: str) -> str:
        """The report as 'html', 'markdown' or 'json'."""
        from analyzer.reports import dump_json, matrix_to_html, matrix_to_markdown

        if kind == "html":
            return matrix_to_html(self.documents, self.items)
        if kind == "markdown":
            return matrix_to_markdown(self.documents, self.items)
        return dump_json(self.to_json())

    def to_xlsx(self) -> bytes:
        """A workbook with a sheet of values and one of their words."""
        from analyzer.reports import matrix_to_sheets

        return _write_workbook(matrix_to_sheets(self.documents, self.items))


# ── checks and positions ─────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class Checked(Records[Risk], _Reported):
    """The checks that documents trigger, mitigated ones among them, and how the documents stand to
    positions."""

    documents: tuple[Document, ...] = ()
    standings: tuple[Standing, ...] = ()
    #: every clause that a quote is from
    clauses: Mapping[ClauseId, Clause] = field(default_factory=dict)
    refusals: tuple[Refusal, ...] = ()

    @property
    def fired(self) -> tuple[Risk, ...]:
        """Those that nothing mitigates."""
        return tuple(risk for risk in self.items if risk.fires)

    def row(self, record: Risk) -> dict[str, Any]:
        """A check with both quotes."""
        mitigated = record.mitigated_by
        return {
            "document": record.document,
            "check": record.check,
            "direction": record.direction.value,
            "severity": record.severity.value,
            "fires": record.fires,
            "citation": record.triggered_by.citation,
            "quote": record.triggered_by.quote,
            "mitigated_by": mitigated.citation if mitigated else None,
            "mitigating_quote": mitigated.quote if mitigated else None,
        }

    def to_json(self) -> dict[str, Any]:
        """The document of `check --json`."""
        body = {
            "documents": [wire.document_to_json(document) for document in self.documents],
            "checks": [wire.risk_to_json(risk) for risk in self.items],
            "positions": [wire.standing_to_json(standing) for standing in self.standings],
            "clauses": {key: wire.clause_to_json(clause) for key, clause in self.clauses.items()},
        }
        return wire.envelope(body, refusals=self.refusals)

    def report(self, kind: str) -> str:
        """The report as 'html', 'markdown' or 'json'."""
        from analyzer.reports import checks_to_html, checks_to_markdown, dump_json

        if kind == "html":
            return checks_to_html(self.documents, self.items, self.standings)
        if kind == "markdown":
            return checks_to_markdown(self.documents, self.items, self.standings)
        return dump_json(self.to_json())

    def to_xlsx(self) -> bytes:
        """A workbook with a sheet of checks and one of positions."""
        from analyzer.reports import checks_to_sheets

        return _write_workbook(checks_to_sheets(self.items, self.standings))


# ── audits ───────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class Audited(Records[AuditEdit], _Reported):
    """The edits of a printed redline, those that it does not mark among them."""

    audit: Audit | None = None
    refusals: tuple[Refusal, ...] = ()

    @classmethod
    def of(cls, audit: Audit) -> Audited:
        """The audit's edits, in the order of the proposal."""
        return cls(audit.edits, audit)

    @property
    def is_true(self) -> bool:
        """True when every difference is marked and every mark is true."""
        return all(edit.verdict == "marked" for edit in self.items)

    def row(self, record: AuditEdit) -> dict[str, Any]:
        """An edit with both citations."""
        clauses = self.audit.clauses if self.audit else {}
        base, proposal = (
            clauses[key].citation if key else None for key in (record.base, record.proposal)
        )
        return {
            "verdict": record.verdict.value,
            "base": record.base,
            "base_citation": base,
            "proposal": record.proposal,
            "citation": proposal,
            "base_words": record.base_words,
            "printed_words": record.printed_words,
            "page": record.page,
        }

    def to_json(self) -> dict[str, Any]:
        """The document of `audit --json`."""
        body = wire.audit_to_json(self.audit) if self.audit else wire.nothing_audited()
        return wire.envelope(body, refusals=self.refusals)

    def report(self, kind: str) -> str:
        """The report as 'html', 'markdown' or 'json'."""
        from analyzer.reports import audit_to_html, audit_to_markdown, dump_json

        if self.audit and kind == "html":
            return audit_to_html(self.audit)
        if self.audit and kind == "markdown":
            return audit_to_markdown(self.audit)
        return dump_json(self.to_json())

    def to_xlsx(self) -> bytes:
        """A workbook with a sheet of edits and one of what was not audited."""
        from analyzer.reports import audit_to_sheets

        return _write_workbook(audit_to_sheets(self.audit) if self.audit else ())


# ── corrections ──────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class Corrections(Records[Correction]):
    """What a user overruled, by document, oldest first."""

    omitted = frozenset({"words_key"})

    def to_json(self) -> dict[str, Any]:
        """The document of `library corrections --json`."""
        return wire.envelope({"corrections": [wire.correction_to_json(c) for c in self.items]})


# ── a pasted clause ──────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class Pasted:
    """Pasted language, judged; nothing of it is kept."""

    clauses: tuple[Clause, ...]
    findings: tuple[Finding, ...]
    #: terms that the article in force says and the pasted language does not
    left_silent: tuple[Silence, ...]
    checked: Checked
    nearest: Hits
    #: the document in force that it is held against; None: there is none
    against: Document | None = None
