"""What takes no full part in a comparison: attachments without a counterpart, doubtful words.

A finished pairing and the two documents → one line each, with the reason.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from analyzer.comparison.comparability import RESTATES_IN_PART
from analyzer.comparison.sides import Side
from analyzer.labels import name_place
from analyzer.records import Clause, ClauseId, ClauseKind, Document, NotCompared

_OCR = "ocr"
#: attachments and tables of a document that a report on one topic names before it counts them
_NAMED = 8


def tell_attachments(
    side: Side,
    partner: Sequence[int],
    document: Document,
    *,
    other: Document,
    doubted: Collection[ClauseId] = (),
) -> Iterator[NotCompared]:
    """The outermost attachments of `document` of which nothing stands in `other`, unless on pages
    of it that nobody could read (`doubted`). What a document only does not restate is told
    elsewhere."""
    if other.kind in RESTATES_IN_PART:
        return
    told: set[int] = set()
    for top, clause in enumerate(side.clauses):
        if clause.kind is not ClauseKind.ATTACHMENT or top in told:
            continue
        below = side.subtree(top)
        if any(partner[position] >= 0 for position in below):
            continue
        told.update(below)
        count = f"{len(below)} clause{'s' if len(below) > 1 else ''}"
        why = f"{other.title} has no attachment like it"
        if clause.id in doubted:
            why += ", unless it stands on the pages that could not be read"
        yield NotCompared(document.id, f"Attachment: {_name(clause)} ({count})", why)


def _name(clause: Clause) -> str:
    parts = [name_place(clause.citation, clause.heading, between=", ")]
    if clause.pages:
        parts.append(f"page {clause.pages[0]}")
    return ", ".join(part for part in parts if part)


def tell_in_short(
    lines: Sequence[NotCompared], documents: Sequence[Document]
) -> tuple[NotCompared, ...]:
    """The first lines of each document, and how many more there are: what stands alone is named in
    a report on one topic too, but takes no more room there than the topic."""
    told: list[NotCompared] = []
    for document in documents:
        own = [line for line in lines if line.document == document.id]
        told += own[:_NAMED]
        if more := len(own[_NAMED:]):
            what = f"{more} more attachments, tables or parts of them in {document.title}"
            why = (
                "not compared either; the report of every change, whatever it is about, names "
                "each of them with the reason"
            )
            told.append(NotCompared(document.id, what, why))
    return tuple(told)


def tell_doubtful_words(document: Document, clauses: Sequence[Clause]) -> Iterator[NotCompared]:
    """One line for the pages whose words a program read from a picture: a text layer does not say
    how sure it was."""
    doubted = [one for one in clauses if one.source == _OCR]
    if not doubted:
        return
    pages = sorted({page for one in doubted for page in one.pages})
    name = "page" if len(pages) == 1 else "pages"
    yield NotCompared(
        document.id,
        f"{name} {', '.join(map(str, pages))} of {document.title}",
        "the words are a text layer that a program read from a picture (OCR), and nobody knows how "
        "well: check every difference against the page",
    )
