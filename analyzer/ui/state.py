"""What the screens share: the open library, what is cached a session, which clause is open.

Nothing of a document's text goes into an address: only ids and page numbers do. Caches are keyed by
ids, hashes and stages, never by frames.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from analyzer.pipeline import Analyzer
from analyzer.records import Clause, ClauseId, Document, Stage
from analyzer.results import Compared, Found, Shown
from analyzer.settings import read_settings
from analyzer.taxonomy import Taxonomy, load_taxonomy

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """What a page view shows: a page of a document, a clause's box, a span's boxes."""

    document: str
    page: int
    clause: ClauseId | None = None
    span: Span | None = None


@st.cache_resource
def open_library() -> Analyzer:
    """The library that the settings name; one for all sessions of this server."""
    settings = read_settings()
    return Analyzer.open(settings.library, settings=settings)


@st.cache_resource
def taxonomy() -> Taxonomy:
    """Topics and terms, with their names."""
    return load_taxonomy()


def go_to(name: str, **query: str) -> None:
    """Open another screen; `query` holds ids and page numbers only."""
    st.switch_page(st.session_state["pages"][name], query_params=query)


def documents() -> tuple[Document, ...]:
    """The documents of the library as they are now."""
    return tuple(open_library().documents())


def document_named(identifier: str) -> Document | None:
    """One document by its id; None when it is gone."""
    return next((d for d in documents() if d.id == identifier), None)


def findings_of(document: Document) -> Found:
    """Findings and silences of one document, read again when a stage is finished."""
    return _findings(document.id, document.sha256, document.stages)


@st.cache_data(scope="session", max_entries=64, show_spinner=False)
def _findings(document: str, sha256: str, stages: tuple[Stage, ...]) -> Found:
    del sha256, stages  # parts of the key: another file or a later stage is read anew
    return open_library().find(document=document)


def ancestors(clause: Clause, document: Document) -> tuple[Clause, ...]:
    """The clauses that a clause stands under, outermost first."""
    held = _clauses_by_id(document.id, document.sha256)
    trail: list[Clause] = []
    above = held.get(clause.parent) if clause.parent else None
    while above is not None:
        trail.append(above)
        above = held.get(above.parent) if above.parent else None
    return tuple(reversed(trail))


@st.cache_data(scope="session", max_entries=16, show_spinner=False)
def _clauses_by_id(document: str, sha256: str) -> dict[ClauseId, Clause]:
    del sha256
    return {clause.id: clause for clause in open_library().clauses(document=document)}


@st.cache_data(scope="session", max_entries=40, show_spinner=False)
def page_image(sha256: str, place: OpenPlace, scale: float) -> Shown:
    """A page drawn with its boxes."""
    del sha256
    return open_library().show(
        place.document, place.page, scale=scale, clause=place.clause, span=place.span
    )


@st.cache_data(scope="session", max_entries=8, show_spinner=False)
def comparison(old: Document, new: Document, topic: str | None) -> Compared:
    """Two documents compared; the documents themselves are the key."""
    return open_library().compare(old.id, new.id, topic=topic)


@st.cache_data(scope="session", max_entries=8, show_spinner=False)
def own_marks(document: Document, topic: str | None) -> Compared:
    """What a document itself marks as changed; the document itself is the key."""
    return open_library().redline(document.id, topic=topic)


def carries_marks(document: Document) -> bool:
    """True where the print strikes or underlines words as changed."""
    return _carries_marks(document.id, document.sha256)


@st.cache_data(scope="session", max_entries=512, show_spinner=False)
def _carries_marks(document: str, sha256: str) -> bool:
    del sha256
    return any(clause.marks for clause in open_library().clauses(document=document))


def first_page(clause: Clause) -> int:
    """The page to open for a clause; 1 for a file without pages."""
    return clause.pages[0] if clause.pages else 1


def progress_key(shown: tuple[Document, ...]) -> tuple[tuple[str, int], ...]:
    """Changes whenever a document comes or finishes a stage."""
    return tuple((document.id, len(document.stages)) for document in shown)
