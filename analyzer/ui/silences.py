"""The tab Silences: what is not said, by document or by article, each with the proof of search.

Draws; documents in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from analyzer.labels import name_place
from analyzer.records import Clause, ClauseId, Document, Silence
from analyzer.ui import address, leading, page_view, state, widgets
from analyzer.ui.listing import choose_row, point_to

SCOPES = {"document": "by document", "article": "by article"}


@dataclass(frozen=True, slots=True)
class Told:
    """A silence with its document, the article that it is of, and the clauses searched."""

    silence: Silence
    document: Document
    article: Clause | None
    places: tuple[Clause, ...]

    @property
    def what(self) -> str:
        """What is not said, in words."""
        names = state.taxonomy()
        if self.silence.term:
            return names.term_name(self.silence.term)
        return names.topic_name(self.silence.topic or "")

    @property
    def searchable(self) -> dict[ClauseId, Clause]:
        """The article, if it is of one, and the clauses searched."""
        first = (self.article,) if self.article else ()
        return {clause.id: clause for clause in (*first, *self.places)}

    @property
    def where(self) -> str:
        """The article, else the whole document."""
        if self.article is None:
            return "whole document"
        return name_place(self.article.citation, self.article.heading)


@st.fragment
@address.in_one_step
def show(documents: Sequence[Document]) -> None:
    """Draw the tab; a step draws only it."""
    left, page = st.columns([7, 4], gap="medium")
    _take_up_filters()
    with left:
        scope, topic = _ask()
        address.note(scope=scope, topic=topic)
        told = [each for document in documents for each in _silences_of(document, scope, topic)]
        if not told:
            st.html("<p>Nothing that was looked for is missing under these filters.</p>")
            return
        st.html(f'<p class="where">{len(told)} silences; open one to see the proof of search.</p>')
        rows = [
            {
                "document": each.document.title,
                "where": each.where,
                "not said": each.what,
                "searched": str(len(each.places)),
            }
            for each in told
        ]
        name = f"silences_{scope}_{topic}"
        _take_up(name, told)
        at = choose_row(
            rows,
            name=name,
            alt="What is not said; choose a row to see what was searched",
            height=300,
        )
        st.html(
            widgets.proof_html(
                told[at].what, told[at].silence.searched_for, told[at].places, told[at].document
            )
        )
    with page:
        _show_place(told[at])


def show_ways(documents: Sequence[Document]) -> None:
    """The ways on from where nothing is said: what was looked for, and a question."""
    only = {"document": str(documents[0].id)} if len(documents) == 1 else {}
    with st.container(horizontal=True):
        leading.lead_to("ai_clauses", "See what was looked for", first=True, tab="silences", **only)
        leading.lead_to("search", "Ask a question")


def _take_up_filters() -> None:
    asked = address.still_asked()
    if asked is not None:
        topics = [topic.slug for topic in state.taxonomy().topics]
        session = st.session_state
        session["silence_scope"] = address.one_of(asked, "scope", SCOPES, "document")
        session["silence_topic"] = address.one_of(asked, "topic", topics, state.ALL)


def _take_up(name: str, told: Sequence[Told]) -> None:
    """The silence that the address names, and the clause that was searched."""
    asked = address.still_asked()
    if asked is None:
        return
    wanted = tuple(address.first(asked, key) for key in ("in", "article", "term"))
    at = next((at for at, each in enumerate(told) if _names(each) == wanted), 0)
    point_to(name, at)
    if "in" in asked and _names(told[at]) != wanted:
        address.miss("value", "The first of the list is shown instead.")
    if (clause := address.first(asked, "clause")) in told[at].searchable:
        st.session_state[_place_key(told[at])] = clause


def _names(told: Told) -> tuple[str | None, ...]:
    """What an address calls a silence: document, article, term or topic."""
    silence = told.silence
    return told.document.id, silence.article, silence.term or silence.topic


def _place_key(told: Told) -> str:
    return f"searched_{told.document.id}_{told.silence.term}_{told.silence.article}"


def _ask() -> tuple[str, str | None]:
    st.session_state.setdefault("silence_scope", "document")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        scope = st.segmented_control(
            "Silent",
            list(SCOPES),
            required=True,
            format_func=lambda key: SCOPES[key],
            key="silence_scope",
            persist_state="session",
        )
        topics = [topic.slug for topic in state.taxonomy().topics]
        topic = st.selectbox(
            "Topic",
            [state.ALL, *topics],
            format_func=state.topic_or_all,
            key="silence_topic",
            persist_state="session",
        )
    return str(scope or "document"), topic or None


def _silences_of(document: Document, scope: str, topic: str | None) -> list[Told]:
    found = state.findings_of(document)
    held = found.clauses
    return [
        Told(
            silence,
            document,
            held.get(silence.article) if silence.article else None,
            tuple(held[name] for name in silence.looked_in if name in held),
        )
        for silence in found.silences
        if silence.scope == scope and (topic is None or topic in _topics_of(silence))
    ]


def _topics_of(silence: Silence) -> tuple[str, ...]:
    known = [term.topics for term in state.taxonomy().terms if term.name == silence.term]
    return (*((silence.topic,) if silence.topic else ()), *(known[0] if known else ()))


def _show_place(told: Told) -> None:
    names = told.searchable
    document, article, term = _names(told)
    address.note(article=article, term=term, **{"in": document})
    if not names:
        address.note(clause=None)
        st.html("<p>No clause of this document is about AI: there is no page to show.</p>")
        return
    chosen = st.selectbox(
        "Searched there",
        list(names),
        format_func=lambda key: names[key].citation or "unnumbered",
        key=_place_key(told),
    )
    address.note(clause=chosen)
    clause = names[chosen]
    st.html(f"<p>{widgets.place_html(clause, told.document)}</p>")
    page_view.show_clause_page(told.document, clause)
