"""What the screens share: the open library, what is cached a session, which clause is open.

Nothing of a document's text goes into an address: only ids and page numbers do. What is cached
has the documents' whole records and what a user overruled in them for a key: a later stage or a
correction is read anew. Records are frozen, so the cache gives back the same ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

import streamlit as st
from streamlit.navigation.page import Page

from analyzer.assessments import Checked, Corrections, Matrix
from analyzer.errors import AnalyzerError
from analyzer.pipeline import Analyzer
from analyzer.pipeline.confirming import Quote
from analyzer.pipeline.reading import wait_for_pages
from analyzer.pipeline.samples import corpus_folder
from analyzer.ports import PageImage
from analyzer.records import Clause, ClauseId, Correction, Document, Reading
from analyzer.results import Found, ProgressCallback, Shown
from analyzer.settings import read_settings
from analyzer.taxonomy import Taxonomy, load_taxonomy
from analyzer.ui import second_reading, working
from analyzer.ui.drawn import Drawn, Wish
from analyzer.ui.told_later import Places
from analyzer.ui.working import Work

Span = tuple[int, int]
Corrected = tuple[Correction, ...]
#: the choice that limits nothing
ALL = ""
#: pixels of a page image for each point of the page
SCALE = 1.5
#: seconds for which what was overruled is not asked for again
FRESH = 1.0
#: how a document is part of a key: its whole record. Left alone Streamlit takes records apart field
#: by field, some twenty times as long, and dozens of times for each click
_WHOLE: dict[str | type, Callable[[Any], Any]] = {Document: repr}


@st.cache_resource(show_spinner="Opening the library…")
def _opened() -> tuple[Analyzer, Work[object]]:
    """The library, and the work of loading its encoder: the first question waits for none."""
    settings = read_settings()
    library = Analyzer.open(settings.library, settings=settings)
    wait_for_pages()
    loading: Work[object] = Work()
    Thread(target=loading.do, args=(partial(_load_encoder, library),), daemon=True).start()
    return library, loading


def open_library() -> Analyzer:
    """The library that the settings name; one for all sessions of this server."""
    return _opened()[0]


def has_encoder() -> bool:
    """True when a question need not wait for the encoder, or there is none; False while its
    progress is shown instead."""
    return working.has_ended(_opened()[1], what="Making search by meaning ready")


def _load_encoder(library: Analyzer, _: ProgressCallback) -> None:
    with suppress(AnalyzerError):  # it is told where a question is asked
        library.search("who, what, when", top=1)


@st.cache_data(show_spinner=False)
def sample_corpus() -> Path | None:
    """The folder of the sample corpus; None where this installation carries none."""
    try:
        return corpus_folder()
    except AnalyzerError:
        return None


@st.cache_resource(show_spinner=False)
def taxonomy() -> Taxonomy:
    """Topics and terms, with their names."""
    return load_taxonomy()


def topic_or_all(slug: str) -> str:
    """The name of a topic, for a choice among them and all."""
    return taxonomy().topic_name(slug) if slug else "all topics"


def screen(name: str) -> Page:
    """A screen, for a link to it."""
    page: Page = st.session_state["pages"][name]
    return page


def go_to(name: str) -> None:
    """Open another screen after an action; never from one with parts that look again by themselves
    (leading.lead_to)."""
    st.switch_page(screen(name))


def documents() -> tuple[Document, ...]:
    """The documents of the library as they are now; of one that was removed nothing is kept: no
    page, no comparison, no verdict."""
    held = tuple(open_library().documents())
    there = {(document.sha256, document.id) for document in held}
    _drawn().drop(lambda key: isinstance(key, tuple) and key[:2] not in there)
    for drop in (working.works().drop, second_reading.forget):
        drop(lambda key: any((d.sha256, d.id) not in there for d in _documents_in(key)))
    return held


def _documents_in(key: object) -> Iterator[Document]:
    """Those that the key of a piece of work names."""
    if isinstance(key, Document):
        yield key
    elif isinstance(key, tuple):
        for part in key:
            yield from _documents_in(part)


def forget_removed() -> None:
    """Drop what this session keeps of documents: one of them was removed."""
    for cached in (_findings_of, _clauses_by_id, reading_of, read_page, _matrix_of, _checked):
        cached.clear()


# ── what a user overruled ────────────────────────────────────────────────────────────────────────
@st.cache_resource(scope="session", ttl=FRESH, show_spinner=False)
def corrections() -> Corrections:
    """What was overruled in this library."""
    return open_library().corrections()


def forget_corrections() -> None:
    """Ask for them anew: one was kept or taken back."""
    corrections.clear()


def overruled_in(*wanted: Document) -> Corrected:
    """What was overruled in these documents."""
    ids = {document.id for document in wanted}
    return tuple(correction for correction in corrections() if correction.document in ids)


# ── what was found ───────────────────────────────────────────────────────────────────────────────
def findings_of(document: Document) -> Found:
    """Findings and silences of one document, read again when a stage is finished or something is
    overruled; `found_twice` knows what a second reading says of them."""
    return _findings_of(document, overruled_in(document))


def found_twice(documents: Iterable[Document]) -> second_reading.TwiceFound:
    """What was found of these documents, its quotes to be held against a second reading when the
    screen is drawn."""
    return second_reading.TwiceFound(
        {each.id: ((each, overruled_in(each)), findings_of(each)) for each in documents}
    )


def read_twice(
    documents: Sequence[Document],
    quotes: Iterable[Quote],
    *,
    first: Iterable[Quote] = (),
    in_one_go: bool = False,
) -> second_reading.Twice:
    """The quotes that a screen shows, to be held against a second reading when it is drawn, those
    of `first` before the others; those without a place on a page are told as such. `in_one_go`: see
    Places."""
    opened = tuple(first)
    meant = {
        (quote[0].id, *quote[1:]): quote
        for quote in (*opened, *quotes)
        if quote[1] < quote[2] and quote[0].boxes
    }
    places = Places(in_one_go=in_one_go)
    return second_reading.Twice(tuple(documents), tuple(meant.values()), opened, places)


@st.cache_resource(scope="session", max_entries=512, show_spinner=False, hash_funcs=_WHOLE)
def _findings_of(document: Document, corrected: Corrected) -> Found:
    del corrected  # part of the key
    return open_library().find(document=document.id)


def matrix_of(wanted: tuple[Document, ...], topic: str | None) -> Matrix:
    """Terms through the documents, in their order."""
    return _matrix_of(wanted, topic, overruled_in(*wanted))


@st.cache_resource(scope="session", max_entries=16, show_spinner=False, hash_funcs=_WHOLE)
def _matrix_of(wanted: tuple[Document, ...], topic: str | None, corrected: Corrected) -> Matrix:
    del corrected
    return open_library().matrix(*(document.id for document in wanted), topic=topic)


def checked(document: Document, positions: bytes | None) -> Checked:
    """The checks of one document, and how it stands to the positions of a file. Raises
    PositionsError."""
    letters = tuple(each for each in documents() if each.amends == document.id)
    return _checked(document, positions, letters, overruled_in(document, *letters))


@st.cache_resource(scope="session", max_entries=64, show_spinner=False, hash_funcs=_WHOLE)
def _checked(
    document: Document,
    positions: bytes | None,
    letters: tuple[Document, ...],
    corrected: Corrected,
) -> Checked:
    del letters, corrected
    return open_library().check(document.id, positions=positions)


# ── clauses and pages ────────────────────────────────────────────────────────────────────────────
def ancestors(clause: Clause, document: Document) -> tuple[Clause, ...]:
    """The clauses that a clause stands under, outermost first."""
    held = _clauses_by_id(document)
    trail: list[Clause] = []
    above = held.get(clause.parent) if clause.parent else None
    while above is not None:
        trail.append(above)
        above = held.get(above.parent) if above.parent else None
    return tuple(reversed(trail))


@st.cache_resource(scope="session", max_entries=16, show_spinner=False, hash_funcs=_WHOLE)
def _clauses_by_id(document: Document) -> dict[ClauseId, Clause]:
    return {clause.id: clause for clause in open_library().clauses(document=document.id)}


@st.cache_data(scope="session", max_entries=512, show_spinner=False, hash_funcs=_WHOLE)
def has_page_images(document: Document) -> bool:
    """False for a text file: no word of it has a place on a page."""
    return any(clause.boxes for clause in _clauses_by_id(document).values())


def clause_of(document: Document, name: ClauseId) -> Clause | None:
    """The clause of that id; None where it is no longer there."""
    return _clauses_by_id(document).get(name)


def find_clause(name: ClauseId) -> tuple[Document, Clause] | None:
    """The clause of that id, with its document; None where no document of the library holds it."""
    for document in documents():
        if name.startswith(f"{document.id}#") and (clause := clause_of(document, name)):
            return document, clause
    return None


@st.cache_resource(show_spinner=False)
def _drawn() -> Drawn:
    return Drawn()


def page_image(document: Document, page: int) -> PageImage:
    """A page as it is printed; what is boxed on it is laid over it by the browser."""
    return _drawn().get(*_page(open_library(), document, page))


def draw_ahead(pages: Iterable[tuple[Document, int]]) -> None:
    """Draw these beside the screen: the next click may show one of them."""
    library = open_library()
    wanted = dict.fromkeys((document, page) for document, page in pages)
    _drawn().wish(_page(library, document, page) for document, page in wanted)


def _page(library: Analyzer, document: Document, page: int) -> Wish:
    def draw() -> PageImage:
        return library.show(document.id, page, scale=SCALE, bare=True).image

    return (document.sha256, document.id, page), draw


# ── how a document was read ──────────────────────────────────────────────────────────────────────
@st.cache_resource(scope="session", max_entries=4, show_spinner=False, hash_funcs=_WHOLE)
def reading_of(document: Document) -> Reading:
    """All that was read of a document."""
    return open_library().reading(document.id)


@st.cache_resource(scope="session", max_entries=20, show_spinner=False, hash_funcs=_WHOLE)
def read_page(document: Document, page: int) -> Shown:
    """A page with every clause boxed, and what was set aside tinted by kind."""
    return open_library().show(document.id, page)


# ── marks and pages ───────────────────────────────────────────────────────────────────────────────
@st.cache_data(scope="session", max_entries=512, show_spinner=False, hash_funcs=_WHOLE)
def carries_marks(document: Document) -> bool:
    """True where the print strikes or underlines words as changed."""
    return any(clause.marks for clause in open_library().clauses(document=document.id))


def first_page(clause: Clause) -> int:
    """The page to open for a clause; 1 for a file without pages."""
    return clause.pages[0] if clause.pages else 1
