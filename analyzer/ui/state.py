"""What the screens share: the open library, what is cached a session, which clause is open.

Nothing of a document's text goes into an address: only ids and page numbers do. What is cached
has the document's whole record for a key: a later stage or a correction is read anew.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from analyzer.pipeline import Analyzer
from analyzer.records import Clause, ClauseId, Document
from analyzer.results import Compared, Found, Shown
from analyzer.settings import read_settings
from analyzer.taxonomy import Taxonomy, load_taxonomy

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """What a page view shows of a document: a page, a clause's box, a span's boxes."""

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


@st.cache_data(scope="session", max_entries=64, show_spinner=False)
def findings_of(document: Document) -> Found:
    """Findings and silences of one document, read again when a stage is finished."""
    return open_library().find(document=document.id)


def ancestors(clause: Clause, document: Document) -> tuple[Clause, ...]:
    """The clauses that a clause stands under, outermost first."""
    held = _clauses_by_id(document)
    trail: list[Clause] = []
    above = held.get(clause.parent) if clause.parent else None
    while above is not None:
        trail.append(above)
        above = held.get(above.parent) if above.parent else None
    return tuple(reversed(trail))


@st.cache_data(scope="session", max_entries=16, show_spinner=False)
def _clauses_by_id(document: Document) -> dict[ClauseId, Clause]:
    return {clause.id: clause for clause in open_library().clauses(document=document.id)}


@st.cache_data(scope="session", max_entries=40, show_spinner=False)
def page_image(document: Document, place: OpenPlace, scale: float) -> Shown:
    """A page drawn with its boxes."""
    return open_library().show(
        document.id, place.page, scale=scale, clause=place.clause, span=place.span
    )


@st.cache_data(scope="session", max_entries=8, show_spinner=False)
def comparison(old: Document, new: Document, topic: str | None) -> Compared:
    """Two documents compared."""
    return open_library().compare(old.id, new.id, topic=topic)


@st.cache_data(scope="session", max_entries=8, show_spinner=False)
def own_marks(document: Document, topic: str | None) -> Compared:
    """What a document itself marks as changed."""
    return open_library().redline(document.id, topic=topic)


@st.cache_data(scope="session", max_entries=512, show_spinner=False)
def carries_marks(document: Document) -> bool:
    """True where the print strikes or underlines words as changed."""
    return any(clause.marks for clause in open_library().clauses(document=document.id))


def first_page(clause: Clause) -> int:
    """The page to open for a clause; 1 for a file without pages."""
    return clause.pages[0] if clause.pages else 1
