"""Readings of invented agreements, made in memory: what tests of the library put into it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from analyzer.records import (
    Account,
    Box,
    Cell,
    Clause,
    ClauseId,
    ClauseKind,
    CrossReference,
    DefinedTerm,
    Document,
    DocumentId,
    DocumentKind,
    Evidence,
    Finding,
    Findings,
    MarkKind,
    MarkSpan,
    OffsetMap,
    Outline,
    PageSize,
    Reading,
    SetAside,
    SetAsideKind,
    Silence,
    Status,
    TableFacts,
)

GUILD = "Lantern Performers' Guild"
CONSENT = (
    "The Producer shall obtain the performer's written consent before a digital replica is made."
)
SCANS = "A scan is kept only as long as the picture for which it was made is in production."
MEALS = "A hot meal is served no later than six hours after the crew is called to the set."
TRAVEL = "Travel to a distant location is paid at the day rate, and lodging is provided."


def make_clause(document: str, order: int, text: str, *, heading: str | None = None) -> Clause:
    """A plain clause on page 1."""
    return Clause(
        id=ClauseId(f"{document}#{order}"),
        document=DocumentId(document),
        parent=None,
        order=order,
        kind=ClauseKind.CLAUSE,
        text=text,
        label=f"({order})",
        labels=("Article 3", str(order)),
        citation=f"Article 3({order})",
        heading=heading,
        pages=(1,),
        page_labels=("-1-",),
        boxes=(Box(1, 72.125, 90.0, 510.3, 102.7),),
        words=len(text.split()),
        offsets=OffsetMap.from_rows([(0, 3, 1, 72.125, 90.0, 88.0, 102.5)]),
    )


def make_rich_clause(document: str, order: int) -> Clause:
    """A clause in which every field says something."""
    return Clause(
        id=ClauseId(f"{document}#rich"),
        document=DocumentId(document),
        parent=ClauseId(f"{document}#0"),
        order=order,
        kind=ClauseKind.TABLE,
        text="",
        label="(b)",
        old_label="(c)",
        labels=("Item 29", "a", "[XX]", "(b)"),
        citation="Item 29.a.[XX](b)",
        heading="Day rates",
        old_text="Two hundred a day.",
        marked_text="(b) Two Three hundred a day.",
        marks=(MarkSpan(MarkKind.DELETED, 4, 7, 61), MarkSpan(MarkKind.INSERTED, 8, 13, 61)),
        cells=(
            Cell(0, 0, "Stand-in", header=True, box=Box(61, 1.5, 2.5, 3.5, 4.5)),
            Cell(
                0,
                1,
                "Puppeteer",
                row_span=2,
                column_span=3,
                notes=("3", "†"),
                printed="Puppeteer 3, †",
                old_text="Operator",
            ),
        ),
        table=TableFacts("Rates", 1, 1, (None, "7/1/26 - 6/30/27"), (None, "week")),
        references=(CrossReference(0, 3, "see", ClauseId(f"{document}#0")),),
        defines="Day Rate",
        pages=(61, 62),
        page_labels=("-57-", "-58-"),
        boxes=(Box(61, 72.123456, 3.0, 4.0, 5.0), Box(62, 1.0, 2.0, 3.0, 4.0)),
        source="ocr",
        confidence=0.8125,
        words=9,
        offsets=OffsetMap.from_rows([(0, 3, 61, 1.0, 2.0, 3.0, 4.0)]),
    )


def make_reading(
    document: str = "agreement-2023",
    texts: Sequence[str] = (CONSENT, SCANS, MEALS, TRAVEL),
    *,
    kind: DocumentKind = DocumentKind.AGREEMENT,
    effective: str | None = "2023-07-01",
    expires: str | None = "2026-06-30",
    clauses: Sequence[Clause] | None = None,
) -> tuple[Reading, bytes]:
    """A reading of a document, and the bytes that it was read from."""
    data = f"%PDF-1.7 {document}".encode()
    if clauses is None:
        clauses = [make_clause(document, order, text) for order, text in enumerate(texts)]
    words = sum(clause.words for clause in clauses)
    reading = Reading(
        document=Document(
            id=DocumentId(document),
            path=f"{document}.pdf",
            sha256=hashlib.sha256(data).hexdigest(),
            title="Lantern Basic Agreement",
            kind=kind,
            status=Status.UNKNOWN,
            pages=2,
            guild=GUILD,
            effective=effective,
            expires=expires,
            guessed=("guild",),
            name="LBA",
        ),
        clauses=tuple(clauses),
        set_aside=(
            SetAside(1, SetAsideKind.PAGE_NUMBER, "-1-", Box(1, 300.0, 760.0, 310.0, 770.0), 1),
        ),
        account=Account(words + 1, words, 1),
        outline=Outline(4, 3, ("Article 9",), "contents"),
        warnings=("Page 2 holds a picture.",),
        page_sizes=(PageSize(1, 612.0, 792.0, "-1-"), PageSize(2, 612.0, 792.0, None)),
        definitions=tuple(DefinedTerm("Copy", one.id, (clauses[-1].id,)) for one in clauses[:1]),
    )
    return reading, data


def make_findings(reading: Reading) -> Findings:
    """The first clause held to be about consent, the second perhaps about use; one silence."""
    first, second = reading.clauses[:2]
    return Findings(
        findings=(
            Finding(first, "consent", 0.912345, True, (), (Evidence(0, 3, first.text[:3]),)),
            Finding(second, "use_limits", 0.25, False, ()),
        ),
        silences=(
            Silence(
                document=reading.document.id,
                scope="document",
                article=None,
                topic="worker_notice",
                term="notice.hours",
                looked_in=(first.id,),
                searched_for=("hours' notice",),
            ),
        ),
    )
