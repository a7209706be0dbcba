"""Records ⇄ the JSON of the public interface: the one place that knows those shapes.

`*_to_json` gives plain dicts with every key of the interface, null where it does not apply.
`*_from_json` reads them back; both directions also carry what only the library needs (`offsets`,
`words`, `name`, `sample`, page sizes) when `private=True`, which is how the guarded child answers.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from analyzer.records import (
    Account,
    Audit,
    Basis,
    Box,
    Cell,
    Change,
    Clause,
    ClauseId,
    ClauseKind,
    Comparison,
    Confirmation,
    Confirmed,
    Context,
    Correction,
    CrossReference,
    DefinedTerm,
    Document,
    DocumentId,
    DocumentKind,
    Evidence,
    Finding,
    Hints,
    Hit,
    LibraryFault,
    MarkKind,
    MarkSpan,
    MatrixRow,
    Norm,
    NotCompared,
    OffsetMap,
    Outline,
    Overruled,
    PageSize,
    Passage,
    ProvisionTerm,
    RateChange,
    Reading,
    Refusal,
    RefusalCode,
    Risk,
    Searched,
    SetAside,
    SetAsideKind,
    Silence,
    Stage,
    Standing,
    Status,
    TableFacts,
    TermReading,
    TermValue,
)

SCHEMA = "analyzer/1"
Json = dict[str, Any]


def envelope(body: Mapping[str, Any], *, refusals: Iterable[Refusal] | None = None) -> Json:
    """One JSON document: schema first, refusals last (left out when None: nothing was read)."""
    document: Json = {"schema": SCHEMA, **body}
    if refusals is not None:
        document["refusals"] = [refusal_to_json(refusal) for refusal in refusals]
    return document


# ── page ─────────────────────────────────────────────────────────────────────────────────────────
def box_to_json(box: Box) -> Json:
    """Page and edges, to a hundredth of a point."""
    return {
        "page": box.page,
        "x0": round(box.x0, 2),
        "top": round(box.top, 2),
        "x1": round(box.x1, 2),
        "bottom": round(box.bottom, 2),
    }


def box_from_json(data: Mapping[str, Any]) -> Box:
    """The inverse of `box_to_json`."""
    return Box(data["page"], data["x0"], data["top"], data["x1"], data["bottom"])


def set_aside_to_json(item: SetAside, *, private: bool = False) -> Json:
    """What was set aside, by name."""
    box = box_to_json(item.box) if item.box else None
    shown: Json = {"page": item.page, "kind": item.kind.value, "text": item.text, "box": box}
    return {**shown, "words": item.words} if private else shown


def set_aside_from_json(data: Mapping[str, Any]) -> SetAside:
    """The inverse; `words` is private."""
    box = box_from_json(data["box"]) if data["box"] else None
    kind = SetAsideKind(data["kind"])
    return SetAside(data["page"], kind, data["text"], box, data.get("words", 0))


# ── document ─────────────────────────────────────────────────────────────────────────────────────
def document_to_json(document: Document, *, private: bool = False) -> Json:
    """A document as the interface shows it."""
    shown: Json = {
        "id": document.id,
        "path": document.path,
        "sha256": document.sha256,
        "title": document.title,
        "kind": document.kind.value,
        "status": document.status.value,
        "pages": document.pages,
        "guild": document.guild,
        "employer": document.employer,
        "effective": document.effective,
        "expires": document.expires,
        "offered_by": document.offered_by,
        "amends": document.amends,
        "answers": document.answers,
        "predecessor": document.predecessor,
        "guessed": list(document.guessed),
        "stages": [stage.value for stage in document.stages],
        "ocr_pages": list(document.ocr_pages),
        "outline_found": document.outline_found,
        "unread_pages": list(document.unread_pages),
    }
    return {**shown, "name": document.name, "sample": document.sample} if private else shown


def document_from_json(data: Mapping[str, Any]) -> Document:
    """The inverse of `document_to_json`."""
    return Document(
        id=DocumentId(data["id"]),
        path=data["path"],
        sha256=data["sha256"],
        title=data["title"],
        kind=DocumentKind(data["kind"]),
        status=Status(data["status"]),
        pages=data["pages"],
        guild=data["guild"],
        employer=data["employer"],
        effective=data["effective"],
        expires=data["expires"],
        offered_by=data["offered_by"],
        amends=data["amends"],
        answers=data["answers"],
        predecessor=data["predecessor"],
        guessed=tuple(data["guessed"]),
        stages=tuple(Stage(stage) for stage in data["stages"]),
        ocr_pages=tuple(data["ocr_pages"]),
        outline_found=data["outline_found"],
        unread_pages=tuple(data.get("unread_pages", ())),
        name=data.get("name"),
        sample=bool(data.get("sample", False)),
    )


def hints_to_json(hints: Hints) -> Json:
    """What a manifest or a user said."""
    return {name: getattr(hints, name) for name in Hints.__slots__}


def hints_from_json(data: Mapping[str, Any]) -> Hints:
    """The inverse of `hints_to_json`."""
    values = dict(data)
    if values.get("kind"):
        values["kind"] = DocumentKind(values["kind"])
    if values.get("status"):
        values["status"] = Status(values["status"])
    return Hints(**values)


# ── clause ───────────────────────────────────────────────────────────────────────────────────────
def clause_to_json(clause: Clause, *, private: bool = False) -> Json:
    """A clause as the interface shows it."""
    shown: Json = {
        "id": clause.id,
        "document": clause.document,
        "parent": clause.parent,
        "order": clause.order,
        "kind": clause.kind.value,
        "label": clause.label,
        "old_label": clause.old_label,
        "labels": list(clause.labels),
        "citation": clause.citation,
        "heading": clause.heading,
        "text": clause.text,
        "old_text": clause.old_text,
        "marked_text": clause.marked_text,
        "marks": [
            {"kind": mark.kind.value, "start": mark.start, "end": mark.end, "page": mark.page}
            for mark in clause.marks
        ],
        "cells": None if clause.cells is None else [_cell_to_json(cell) for cell in clause.cells],
        "table": _table_to_json(clause.table) if clause.table else None,
        "references": [
            {"start": ref.start, "end": ref.end, "quote": ref.quote, "target": ref.target}
            for ref in clause.references
        ],
        "defines": clause.defines,
        "pages": list(clause.pages),
        "page_labels": list(clause.page_labels),
        "boxes": [box_to_json(box) for box in clause.boxes],
        "source": clause.source,
        "confidence": round(clause.confidence, 4),
    }
    if private:
        shown["words"] = clause.words
        shown["offsets"] = base64.b64encode(clause.offsets.data).decode("ascii")
    return shown


def clause_from_json(data: Mapping[str, Any]) -> Clause:
    """The inverse of `clause_to_json`."""
    cells = data["cells"]
    return Clause(
        id=ClauseId(data["id"]),
        document=DocumentId(data["document"]),
        parent=ClauseId(data["parent"]) if data["parent"] else None,
        order=data["order"],
        kind=ClauseKind(data["kind"]),
        text=data["text"],
        label=data["label"],
        old_label=data["old_label"],
        labels=tuple(data["labels"]),
        citation=data["citation"],
        heading=data["heading"],
        old_text=data["old_text"],
        marked_text=data["marked_text"],
        marks=tuple(
            MarkSpan(MarkKind(mark["kind"]), mark["start"], mark["end"], mark["page"])
            for mark in data["marks"]
        ),
        cells=None if cells is None else tuple(_cell_from_json(cell) for cell in cells),
        table=_table_from_json(data["table"]) if data.get("table") else None,
        references=tuple(
            CrossReference(ref["start"], ref["end"], ref["quote"], ref["target"])
            for ref in data["references"]
        ),
        defines=data["defines"],
        pages=tuple(data["pages"]),
        page_labels=tuple(data["page_labels"]),
        boxes=tuple(box_from_json(box) for box in data["boxes"]),
        source=data["source"],
        confidence=data["confidence"],
        words=data.get("words", 0),
        offsets=OffsetMap(base64.b64decode(data.get("offsets", ""))),
    )


def _cell_to_json(cell: Cell) -> Json:
    return {
        "row": cell.row,
        "column": cell.column,
        "row_span": cell.row_span,
        "column_span": cell.column_span,
        "text": cell.text,
        "header": cell.header,
        "box": box_to_json(cell.box) if cell.box else None,
        "notes": list(cell.notes),
        "printed": cell.printed,
        "old_text": cell.old_text,
    }


def _cell_from_json(data: Mapping[str, Any]) -> Cell:
    return Cell(
        row=data["row"],
        column=data["column"],
        text=data["text"],
        row_span=data["row_span"],
        column_span=data["column_span"],
        header=data["header"],
        box=box_from_json(data["box"]) if data["box"] else None,
        notes=tuple(data.get("notes", ())),
        printed=data.get("printed"),
        old_text=data.get("old_text"),
    )


def _table_to_json(table: TableFacts) -> Json:
    return {
        "caption": table.caption,
        "header_rows": table.header_rows,
        "label_columns": table.label_columns,
        "periods": list(table.periods),
        "units": list(table.units),
    }


def _table_from_json(data: Mapping[str, Any]) -> TableFacts:
    return TableFacts(
        data["caption"],
        data["header_rows"],
        data["label_columns"],
        tuple(data["periods"]),
        tuple(data["units"]),
    )


# ── reading ──────────────────────────────────────────────────────────────────────────────────────
def reading_to_json(reading: Reading, *, private: bool = False) -> Json:
    """The body of `clauses --json`; private adds what the library keeps besides."""
    account, outline = reading.account, reading.outline
    shown: Json = {
        "document": document_to_json(reading.document, private=private),
        "clauses": [clause_to_json(clause, private=private) for clause in reading.clauses],
        "set_aside": [set_aside_to_json(item, private=private) for item in reading.set_aside],
        "account": {
            "words": account.words,
            "in_clauses": account.in_clauses,
            "set_aside": account.set_aside,
        },
        "outline": {
            "expected": outline.expected,
            "found": outline.found,
            "missing": list(outline.missing),
            "by": outline.by,
        },
        "warnings": list(reading.warnings),
        "definitions": [_definition_to_json(term) for term in reading.definitions],
        "references_unresolved": list(_unresolved_to_json(reading)),
    }
    if private:
        del shown["references_unresolved"]  # they stand in the clauses
        shown["page_sizes"] = [
            [size.number, size.width, size.height, size.label] for size in reading.page_sizes
        ]
    return shown


def _definition_to_json(term: DefinedTerm) -> Json:
    return {"term": term.term, "defined_in": term.defined_in, "used_in": list(term.used_in)}


def _unresolved_to_json(reading: Reading) -> Iterator[Json]:
    for clause, reference in reading.unresolved_references():
        place = {"start": reference.start, "end": reference.end, "quote": reference.quote}
        yield {"clause": clause, **place}


def reading_pieces(
    reading: Reading, *, private: bool = False, enveloped: bool = False
) -> Iterator[str]:
    """`reading_to_json` as JSON text, piece by piece, so that it never stands in memory whole;
    enveloped: the document of `analyzer clauses`."""
    bare = replace(reading, clauses=(), set_aside=(), definitions=())
    shell = reading_to_json(bare, private=private)
    series: dict[str, Iterator[Json]] = {
        "clauses": (clause_to_json(clause, private=private) for clause in reading.clauses),
        "set_aside": (set_aside_to_json(item, private=private) for item in reading.set_aside),
        "definitions": (_definition_to_json(term) for term in reading.definitions),
        "references_unresolved": _unresolved_to_json(reading),
    }
    opening = "{"
    for key, value in (envelope(shell, refusals=()) if enveloped else shell).items():
        yield f'{opening}"{key}":'
        opening = ","
        if key not in series:
            yield _dump(value)
            continue
        yield "["
        for at, item in enumerate(series[key]):
            yield f",{_dump(item)}" if at else _dump(item)
        yield "]"
    yield "}"


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def reading_from_json(data: Mapping[str, Any]) -> Reading:
    """The inverse of `reading_to_json`; what is private stays empty where it was not given."""
    account, outline = data["account"], data["outline"]
    return Reading(
        document=document_from_json(data["document"]),
        clauses=tuple(clause_from_json(clause) for clause in data["clauses"]),
        set_aside=tuple(set_aside_from_json(item) for item in data["set_aside"]),
        account=Account(account["words"], account["in_clauses"], account["set_aside"]),
        outline=Outline(
            outline["expected"], outline["found"], tuple(outline["missing"]), outline["by"]
        ),
        warnings=tuple(data["warnings"]),
        page_sizes=tuple(PageSize(*size) for size in data.get("page_sizes", ())),
        definitions=tuple(
            DefinedTerm(term["term"], term["defined_in"], tuple(term["used_in"]))
            for term in data.get("definitions", ())
        ),
    )


def refusal_to_json(refusal: Refusal) -> Json:
    """A refusal as the interface shows it."""
    return {
        "path": refusal.path,
        "code": refusal.code.value,
        "what": refusal.what,
        "why": refusal.why,
        "do": refusal.do,
    }


def refusal_from_json(data: Mapping[str, Any]) -> Refusal:
    """The inverse of `refusal_to_json`."""
    code = RefusalCode(data["code"])
    return Refusal(data["path"], code, data["what"], data["why"], data["do"])


# ── findings ─────────────────────────────────────────────────────────────────────────────────────
def finding_to_json(finding: Finding) -> Json:
    """A finding as the interface shows it: its clause by id."""
    return {
        "clause": finding.clause_id,
        "document": finding.document,
        "topic": finding.topic,
        "score": round(finding.score, 4),
        "asserted": finding.asserted,
        "basis": [basis.value for basis in finding.basis],
        "evidence": [
            {
                "start": e.start,
                "end": e.end,
                "quote": e.quote,
                "confirmed": e.confirmed.value,
                "second": e.second,
            }
            for e in finding.evidence
        ],
        "terms": [term_to_json(term) for term in finding.terms],
        "correction": correction_to_json(finding.correction) if finding.correction else None,
    }


def finding_from_json(data: Mapping[str, Any], clause: Clause) -> Finding:
    """The inverse, with the clause that it names."""
    return Finding(
        clause=clause,
        topic=data["topic"],
        score=data["score"],
        asserted=data["asserted"],
        basis=tuple(Basis(basis) for basis in data["basis"]),
        evidence=tuple(
            Evidence(
                e["start"], e["end"], e["quote"], Confirmation(e["confirmed"]), e.get("second")
            )
            for e in data["evidence"]
        ),
        terms=tuple(_term_from_json(term) for term in data["terms"]),
        correction=_correction_in(data),
    )


def term_to_json(term: ProvisionTerm) -> Json:
    """A term as the interface shows it."""
    return {
        "name": term.name,
        "value": term.value,
        "unit": term.unit,
        "confidence": term.confidence,
        "start": term.start,
        "end": term.end,
        "quote": term.quote,
        "correction": correction_to_json(term.correction) if term.correction else None,
        "warning": term.warning,
        "confirmed": term.confirmed.value,
        "second": term.second,
    }


def _term_from_json(data: Mapping[str, Any]) -> ProvisionTerm:
    confirmed = Confirmation(data.get("confirmed", Confirmation.NOT_CHECKED))
    read = {**data, "correction": _correction_in(data), "confirmed": confirmed}
    return ProvisionTerm(**read)


def _correction_in(data: Mapping[str, Any]) -> Correction | None:
    kept = data.get("correction")
    return correction_from_json(kept) if kept else None


def correction_to_json(correction: Correction, *, private: bool = False) -> Json:
    """What a user overruled; private adds what finds its clause again."""
    shown: Json = {
        "about": correction.about.value,
        "document": correction.document,
        "clause": correction.clause,
        "name": correction.name,
        "value": correction.value,
        "date": correction.date,
        "note": correction.note,
    }
    return {**shown, "words_key": correction.words_key} if private else shown


def correction_from_json(data: Mapping[str, Any]) -> Correction:
    """The inverse of `correction_to_json`."""
    return Correction(
        about=Overruled(data["about"]),
        document=DocumentId(data["document"]),
        name=data["name"],
        value=data["value"],
        date=data["date"],
        clause=ClauseId(data["clause"]) if data["clause"] else None,
        note=data["note"],
        words_key=data.get("words_key", ""),
    )


def silence_to_json(silence: Silence) -> Json:
    """A silence as the interface shows it."""
    return {
        "document": silence.document,
        "scope": silence.scope,
        "article": silence.article,
        "topic": silence.topic,
        "term": silence.term,
        "looked_in": list(silence.looked_in),
        "searched_for": list(silence.searched_for),
    }


def silence_from_json(data: Mapping[str, Any]) -> Silence:
    """The inverse of `silence_to_json`."""
    return Silence(
        document=DocumentId(data["document"]),
        scope=data["scope"],
        article=ClauseId(data["article"]) if data["article"] else None,
        topic=data["topic"],
        term=data["term"],
        looked_in=tuple(ClauseId(clause) for clause in data["looked_in"]),
        searched_for=tuple(data["searched_for"]),
    )


# ── norms, matrix, checks ────────────────────────────────────────────────────────────────────────
def norm_to_json(norm: Norm) -> Json:
    """A norm, its clause by id."""
    return {
        "clause": norm.clause_id,
        "document": norm.document,
        "citation": norm.clause.citation,
        "pages": list(norm.clause.pages),
        "party": norm.party,
        "modality": norm.modality.value,
        "lifted": norm.lifted,
        "entitled": norm.entitled,
        "condition": norm.condition,
        "act": norm.act,
        "exceptions": list(norm.exceptions),
        "notes": list(norm.notes),
        "lead_in": norm.lead_in,
        "start": norm.start,
        "end": norm.end,
        "quote": norm.quote,
    }


def passage_to_json(passage: Passage) -> Json:
    """Words with the place that they are cited by."""
    return {
        "document": passage.document,
        "clause": passage.clause,
        "citation": passage.citation,
        "pages": list(passage.pages),
        "start": passage.start,
        "end": passage.end,
        "quote": passage.quote,
    }


def _searched_to_json(searched: Searched | None) -> Json | None:
    if searched is None:
        return None
    return {
        "looked_in": list(searched.looked_in),
        "searched_for": list(searched.searched_for),
    }


def _reading_of_term_to_json(reading: TermReading) -> Json:
    return {
        "value": reading.value,
        "unit": reading.unit,
        "confidence": reading.confidence,
        **passage_to_json(reading.passage),
        "correction": correction_to_json(reading.correction) if reading.correction else None,
    }


def matrix_row_to_json(row: MatrixRow) -> Json:
    """One term through all documents; a cell's own value, quote and clause are its first reading's,
    null where the document is silent."""
    cells = []
    for cell in row.cells:
        readings = [_reading_of_term_to_json(reading) for reading in cell.readings]
        first = readings[0] if readings else {}
        cells.append(
            {
                "document": cell.document,
                "value": first.get("value"),
                "unit": first.get("unit"),
                "quote": first.get("quote"),
                "clause": first.get("clause"),
                "citation": first.get("citation"),
                "pages": first.get("pages", []),
                "group": cell.group,
                "readings": readings,
                "silence": _searched_to_json(cell.silence),
            }
        )
    return {"term": row.term, "topics": list(row.topics), "cells": cells}


def risk_to_json(risk: Risk) -> Json:
    """A check that a document triggers."""
    return {
        "id": risk.check,
        "number": risk.number,
        "name": risk.name,
        "why": risk.why,
        "document": risk.document,
        "direction": risk.direction.value,
        "severity": risk.severity.value,
        "fires": risk.fires,
        "triggered_by": passage_to_json(risk.triggered_by),
        "mitigated_by": passage_to_json(risk.mitigated_by) if risk.mitigated_by else None,
        "silence": _searched_to_json(risk.silence),
        "correction": correction_to_json(risk.correction) if risk.correction else None,
    }


def standing_to_json(standing: Standing) -> Json:
    """How a document stands to a position; clause and quote are those of the first passage."""
    first = standing.passages[0] if standing.passages else None
    return {
        "position": standing.position,
        "document": standing.document,
        "verdict": standing.verdict.value,
        "clause": first.clause if first else None,
        "citation": first.citation if first else None,
        "quote": first.quote if first else None,
        "passages": [passage_to_json(passage) for passage in standing.passages],
        "silence": _searched_to_json(standing.silence),
    }


# ── search and comparison ────────────────────────────────────────────────────────────────────────
def hit_to_json(hit: Hit) -> Json:
    """A hit as the interface shows it."""
    return {
        "clause": clause_to_json(hit.clause),
        "document": document_to_json(hit.document),
        "score": hit.score,
        "lexical": hit.lexical,
        "semantic": hit.semantic,
        "topics": list(hit.topics),
        "why": hit.why,
        "headings": list(hit.headings),
    }


def change_to_json(change: Change) -> Json:
    """A change as the interface shows it."""
    return {
        "kind": change.kind.value,
        "also": [kind.value for kind in change.also],
        "old": list(change.old),
        "new": list(change.new),
        "old_citation": change.old_citation,
        "new_citation": change.new_citation,
        "similarity": round(change.similarity, 4),
        "confidence": round(change.confidence, 4),
        "words": [{"op": piece.op.value, "text": piece.text} for piece in change.words],
        "heading_words": None
        if change.heading_words is None
        else [{"op": piece.op.value, "text": piece.text} for piece in change.heading_words],
        "topics": list(change.topics),
        "terms": [{"name": t.name, "old": t.old, "new": t.new} for t in change.terms],
        "effects": [
            {
                "name": effect.name,
                "old": effect.old,
                "new": effect.new,
                "favors": effect.favors.value,
                "severity": effect.severity.value,
                "difference": effect.difference,
                "doubt": effect.doubt,
            }
            for effect in change.effects
        ],
        "not_restated": change.not_restated,
        "repeated": change.repeated,
        "doubts": [
            {
                "reason": doubt.reason.value,
                "document": doubt.document,
                "pages": list(doubt.pages),
                "why": doubt.why,
                "words": doubt.words,
            }
            for doubt in change.doubts
        ],
    }


def _term_value_to_json(value: TermValue | None) -> Json | None:
    if value is None:
        return None
    return {"value": value.value, "clause": value.clause, "quote": value.quote}


def comparison_to_json(comparison: Comparison, *, conformed: bool = False) -> Json:
    """The body of `compare --json`."""
    return {
        "old": document_to_json(comparison.old),
        "new": document_to_json(comparison.new),
        "conformed": conformed,
        "clauses": {key: clause_to_json(clause) for key, clause in comparison.clauses.items()},
        "changes": [change_to_json(change) for change in comparison.changes],
        "summary": comparison.summary,
        "terms_changed": [
            {
                "name": contrast.name,
                "old": _term_value_to_json(contrast.old),
                "new": _term_value_to_json(contrast.new),
            }
            for contrast in comparison.terms_changed
        ],
        **_across_to_json(comparison),
        "rates": [rate_to_json(rate) for rate in comparison.rates],
        "not_compared": _left_out_to_json(comparison.not_compared),
        "confirmed": _confirmed_to_json(comparison.confirmed),
        "topic": comparison.topic,
        "left_out": comparison.left_out,
        "not_restated": list(comparison.not_restated),
        "perhaps_unread": list(comparison.perhaps_unread),
        "own_marks": comparison.own_marks,
        "context": [_context_to_json(item) for item in comparison.context],
    }


def _context_to_json(item: Context) -> Json:
    """A clause that is read along with those of a topic."""
    return {
        "why": item.why.value,
        "terms": list(item.terms),
        "used_in": list(item.used_in),
        "restated": item.restated,
        "change": change_to_json(item.change),
    }


def _across_to_json(comparison: Comparison) -> Json:
    """What a change does elsewhere in the document."""
    return {
        "definitions_changed": [
            {
                "term": item.term,
                "change": item.change,
                "used_in": list(item.used_in),
                "fate": item.fate.value,
                "was": item.was,
            }
            for item in comparison.definitions_changed
        ],
        "references_broken": [
            {
                "clause": item.clause,
                "quote": item.quote,
                "was": item.was,
                "now": item.now,
                "stands": list(item.stands),
            }
            for item in comparison.references_broken
        ],
        "carve_outs": [
            {"change": item.change, "added": item.added, "words": item.words}
            for item in comparison.carve_outs
        ],
        "returned": [
            {
                "dropped": item.dropped,
                "comes_back": item.comes_back,
                "words": item.words,
                "stood": item.stood,
            }
            for item in comparison.returned
        ],
    }


def _left_out_to_json(items: Iterable[NotCompared]) -> list[Json]:
    """What took no part, and why."""
    return [{"document": item.document, "what": item.what, "why": item.why} for item in items]


def rate_to_json(rate: RateChange) -> Json:
    """A figure of a table before and after."""
    return {
        "table_old": rate.table_old,
        "table_new": rate.table_new,
        "caption": rate.caption,
        "row": rate.row,
        "column": rate.column,
        "period": rate.period,
        "old": rate.old,
        "new": rate.new,
        "difference": rate.difference,
        "percent": rate.percent,
    }


def audit_to_json(audit: Audit) -> Json:
    """The body of `audit --json`."""
    return {
        "base": document_to_json(audit.base),
        "proposal": document_to_json(audit.proposal),
        "clauses": {key: clause_to_json(clause) for key, clause in audit.clauses.items()},
        "edits": [
            {
                "verdict": edit.verdict.value,
                "base": edit.base,
                "proposal": edit.proposal,
                "base_words": edit.base_words,
                "printed_words": edit.printed_words,
                "page": edit.page,
                "box": box_to_json(edit.box) if edit.box else None,
            }
            for edit in audit.edits
        ],
        "summary": audit.summary,
        "not_audited": _left_out_to_json(audit.not_audited),
        "confirmed": _confirmed_to_json(audit.confirmed),
    }


def _confirmed_to_json(confirmed: Iterable[Confirmed]) -> list[Json]:
    return [
        {
            "clause": each.clause,
            "confirmed": each.confirmed.value,
            "second": each.second,
            "why": each.why,
        }
        for each in confirmed
    ]


def nothing_audited() -> Json:
    """The body of `audit --json` where a file was refused."""
    return {
        "base": None,
        "proposal": None,
        "clauses": {},
        "edits": [],
        "summary": {},
        "not_audited": [],
        "confirmed": [],
    }


def nothing_compared() -> Json:
    """The body of `compare --json` where a file was refused: nothing was compared."""
    return {
        "old": None,
        "new": None,
        "conformed": False,
        "clauses": {},
        "changes": [],
        "summary": {},
        "terms_changed": [],
        "definitions_changed": [],
        "references_broken": [],
        "carve_outs": [],
        "returned": [],
        "rates": [],
        "not_compared": [],
        "confirmed": [],
        "topic": None,
        "left_out": 0,
        "not_restated": [],
        "perhaps_unread": [],
        "own_marks": None,
        "context": [],
        "foremost": {"first": [], "severity": None, "further": []},
    }


def nothing_checked() -> Json:
    """The body of `check --json` where the file was refused: nothing was checked."""
    return {"documents": [], "checks": [], "positions": [], "clauses": {}}


def nothing_shown() -> Json:
    """The body of `show --json` where the file was refused: there is no image."""
    return {"image": None, "width": None, "height": None, "boxes": []}


def library_fault_to_json(fault: LibraryFault) -> Json:
    """One fault of `library verify --json`."""
    return {
        "kind": fault.kind.value,
        "place": fault.place,
        "what": fault.what,
        "do": fault.do,
        "harmless": fault.harmless,
    }
