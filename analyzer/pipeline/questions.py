"""What a caller limits an answer to, checked: plain words → the filter that they mean.

A word that means nothing here is an error that lists what does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from analyzer.errors import BadRequestError
from analyzer.pipeline.naming import find_document
from analyzer.pipeline.wiring import Wiring
from analyzer.ports import ClauseFilter
from analyzer.records import ClauseKind, Document, DocumentKind

#: every topic of the taxonomy: what is about AI at all
ANY_TOPIC = "ai"
Closed = TypeVar("Closed", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Question:
    """What a caller limits an answer to, as the caller wrote it; None: no limit."""

    document: str | None = None
    topic: str | None = None
    guild: str | None = None
    kind: str | None = None
    clause_kind: str | None = None
    as_of: str | None = None


def understand(wiring: Wiring, question: Question) -> ClauseFilter:
    """The filter that a question means. Raises BadRequestError, UnknownDocumentError."""
    documents = None
    if question.document is not None:
        held = wiring.catalog.documents()
        documents = frozenset({str(find_document(held, question.document).id)})
    kind = _member(DocumentKind, question.kind, "kind of document")
    clause_kind = _member(ClauseKind, question.clause_kind, "kind of clause")
    return ClauseFilter(
        documents=documents,
        kinds=frozenset({clause_kind}) if clause_kind else None,
        document_kinds=frozenset({kind}) if kind else None,
        guild=question.guild,
        topic=known_topic(wiring, question.topic),
        as_of=_iso_date(question.as_of),
    )


def documents_meant(wiring: Wiring, only: ClauseFilter) -> tuple[Document, ...]:
    """The documents of the library that a filter leaves, by their ids and their guild."""
    return tuple(
        document
        for document in wiring.catalog.documents()
        if (only.documents is None or document.id in only.documents)
        and (only.guild is None or is_of_guild(document, only.guild))
    )


def is_of_guild(document: Document, guild: str) -> bool:
    """True where a guild is meant by any part of its name, in any case."""
    return guild.casefold() in (document.guild or "").casefold()


def known_topic(wiring: Wiring, topic: str | None) -> str | None:
    """The topic, if it is one, or 'ai' for any. Raises BadRequestError."""
    if topic is None or topic == ANY_TOPIC:
        return topic
    slugs = [entry.slug for entry in wiring.taxonomy.topics]
    if topic not in slugs:
        raise BadRequestError(
            f"There is no topic {topic!r}.", do=f"Use one of: {ANY_TOPIC}, {', '.join(slugs)}."
        )
    return topic


def _member(kind: type[Closed], value: str | None, what: str) -> Closed | None:
    if value is None:
        return None
    try:
        return kind(value)
    except ValueError:
        raise BadRequestError(
            f"There is no {what} {value!r}.", do=f"Use one of: {', '.join(kind)}."
        ) from None


def _iso_date(value: str | None) -> str | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise BadRequestError(
            f"{value!r} is no date.", do="Write year, month and day: 2026-07-01."
        ) from None
