"""Agreements of plain clauses on given pages, of which some were not read: for comparisons."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.records import Clause, ClauseId, ClauseKind, Document, DocumentId, DocumentKind

Text = tuple[str, tuple[int, ...]]


def document(
    name: str, *, pages: int, unread: tuple[int, ...] = (), ocr: tuple[int, ...] = ()
) -> Document:
    """A document of so many pages; of some of them nothing, or only a picture, was read."""
    return Document(
        id=DocumentId(name),
        path=f"{name}.pdf",
        sha256=name,
        title=name,
        kind=DocumentKind.AGREEMENT,
        pages=pages,
        unread_pages=unread,
        ocr_pages=ocr,
    )


def clauses(name: str, *texts: Text, labels: Sequence[str | None] = ()) -> list[Clause]:
    """A clause for each text, on its pages."""
    return [
        Clause(
            id=ClauseId(f"{name}#{at}"),
            document=DocumentId(name),
            parent=None,
            order=at,
            kind=ClauseKind.CLAUSE,
            text=text,
            label=labels[at] if labels else None,
            citation=f"Article {at}",
            pages=pages,
        )
        for at, (text, pages) in enumerate(texts)
    ]
