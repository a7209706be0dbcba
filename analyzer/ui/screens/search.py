"""Search: one box, ten hits, each open on its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analyzer.errors import AnalyzerError
from analyzer.pipeline.confirming import whole
from analyzer.records import Clause, ClauseId, Document, DocumentKind, Hit
from analyzer.results import Hits
from analyzer.search import matched_spans
from analyzer.ui import address, correcting, page_view, state, waiting, widgets
from analyzer.ui.listing import show_steps
from analyzer.ui.second_reading import Twice

EXAMPLE = "may the studio keep the scan for other pictures?"
SHOWN_WHEN_UNSURE = 3
#: where the encoder is not loaded yet
MEANWHILE = (
    "The first time on a machine this takes half a minute or more; your question is answered then. "
    "The mode <i>lexical</i>, among the filters above, answers at once, by words alone."
)
MODES = ("hybrid", "semantic", "lexical")
_KINDS = tuple(kind.value for kind in DocumentKind)


def show() -> None:
    """Draw the screen."""
    st.title("Search")
    if not state.documents():
        waiting.show_nothing_yet("questions are answered here")
        return
    _take_up()
    query = st.text_input(
        "Your question", placeholder=EXAMPLE, key="query", persist_state="session"
    )
    filters = _ask_filters()
    if not query:
        st.html(
            "<p>Ask in your own words, for instance: "
            f"<i>{EXAMPLE}</i> Words, meaning and topics are searched.</p>"
        )
        st.button("Try this question", on_click=_ask_example)
        _show_named_clause()
        return
    if filters["mode"] != "lexical" and not state.has_encoder():
        st.html(f"<p>{MEANWHILE}</p>")
        return
    try:
        hits = state.open_library().search(query, top=10, **filters)
    except AnalyzerError as error:
        widgets.show_error(error)
        return
    _show_answer(hits)
    correcting.show_form()


# ── what the address names ───────────────────────────────────────────────────────────────────────
def _take_up() -> None:
    """The filters and the open hit; a question never stands in an address."""
    asked = address.asked()
    if asked is None:
        return
    held = {str(document.id): document for document in state.documents()}
    session = st.session_state
    session["search_document"] = address.known_document(asked, "document", held)
    by_guild = address.known_document(asked, "guild", held)
    session["search_guild"] = held[by_guild].guild if by_guild else None
    topics = [topic.slug for topic in state.taxonomy().topics]
    session["search_topic"] = address.one_of(asked, "topic", topics, "") or None
    session["search_kind"] = address.one_of(asked, "kind", _KINDS, "") or None
    session["search_mode"] = address.one_of(asked, "mode", MODES, MODES[0])
    session["open_hit"] = address.first(asked, "hit")


def _ask_example() -> None:
    st.session_state["query"] = EXAMPLE


def _show_named_clause() -> None:
    """The clause that the address names, where the question that led to it is not known here."""
    name = st.session_state.get("open_hit")
    if not name:
        return
    found = state.find_clause(ClauseId(name))
    if found is None:
        st.session_state["open_hit"] = None
        address.miss("clause", "Ask a question to find its words.")
        return
    document, clause = found
    address.note(hit=name)
    twice = state.read_twice([document], [whole(clause)])
    left, right = st.columns([3, 2], gap="medium")
    with left, st.container(border=True, gap="xsmall"):
        st.html(
            "<p>The clause that this address names; the question that led to it stands in no "
            f"address.</p><p>{widgets.place_html(clause, document)}<br>"
            f"{widgets.badges_html(document)}</p>{_ancestors_html(clause, document)}"
            f"{widgets.spans_html(clause, ())}"
        )
        twice.show(whole(clause))
    with right:
        page_view.show_clause_page(document, clause)
    twice.begin(state.open_library())


@st.fragment
@address.in_one_step
def _show_answer(hits: Hits) -> None:
    """The hits with the page of the open one; a step draws only this part of the screen."""
    opened = _opened(hits)
    address.note(hit=opened.clause.id if opened else None)
    if opened is not None:  # its page is drawn while the hits are
        page_view.draw_ahead([(opened.document, opened.clause, ())])
    twice = _to_read_twice(hits, opened)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _show_hits(hits, twice)
    # what is not read twice yet is, beside the screen and a moment after this
    twice.begin(state.open_library())
    if opened is None:
        return
    with right:
        st.html(f"<p>{widgets.place_html(opened.clause, opened.document)}</p>")
        page_view.show_clause_page(opened.document, opened.clause)
    at = next(at for at, hit in enumerate(hits) if hit is opened)
    page_view.draw_ahead((hit.document, hit.clause, ()) for hit in (*hits[at + 1 :], *hits[:at]))


def _to_read_twice(hits: Hits, opened: Hit | None) -> Twice:
    """The words of the hits that are shown, those of the open one before the others."""
    near = _shown(hits)
    documents = dict.fromkeys(hit.document for hit in near)
    first = [whole(opened.clause)] if opened else []
    quotes = [whole(hit.clause) for hit in near]
    return state.read_twice(list(documents), quotes, first=first, in_one_go=True)


def _shown(hits: Hits) -> Sequence[Hit]:
    """All; where nothing answers, the nearest."""
    return hits[:] if hits.confident else hits[:SHOWN_WHEN_UNSURE]


def _ask_filters() -> dict[str, Any]:
    documents = state.documents()
    names = {str(document.id): document.title for document in documents}
    topics = {topic.slug: topic.name for topic in state.taxonomy().topics}
    guilds = sorted({document.guild for document in documents if document.guild})
    kinds = {kind: widgets.words(kind) for kind in _KINDS}
    with st.expander("Filters"):
        first, second, third = st.columns(3)
        document = _choose(first, "Document", names, key="search_document")
        topic = _choose(second, "Topic", topics, key="search_topic")
        guild = _choose(third, "Guild", dict(zip(guilds, guilds, strict=True)), key="search_guild")
        kind = _choose(first, "Kind of document", kinds, key="search_kind")
        mode = second.selectbox("Mode", MODES, key="search_mode", persist_state="session")
    address.note(
        document=document,
        topic=topic,
        guild=address.of_guild(documents, guild),
        kind=kind,
        mode=None if mode == MODES[0] else mode,
    )
    return {"document": document, "topic": topic, "guild": guild, "kind": kind, "mode": mode}


def _choose(
    column: DeltaGenerator, label: str, shown: Mapping[str, str], *, key: str
) -> str | None:
    """One of these, or all of them; what is not here any more is chosen no more."""
    if st.session_state.get(key) not in shown:
        st.session_state[key] = None
    return column.selectbox(
        label,
        [None, *shown],
        format_func=lambda name: shown[name] if name else "all",
        key=key,
        persist_state="session",
    )


def _show_hits(hits: Hits, twice: Twice) -> None:
    for warning in hits.warnings:
        st.html(f'<p role="note">{escape(warning)}</p>')
    if not len(hits):
        st.html("<p>Nothing in this library answers this. Try other words, or fewer filters.</p>")
        return
    if hits.confident:
        _show_steps(hits)
        opened = _opened(hits)
        for rank, hit in enumerate(_shown(hits), start=1):
            _show_hit(rank, hit, hits.query, twice, opened=hit is opened)
        return
    st.html("<p><b>Nothing in this library answers this.</b></p>")
    with st.expander("The three nearest clauses"):
        for rank, hit in enumerate(_shown(hits), start=1):
            _show_hit(rank, hit, hits.query, twice)


def _show_steps(hits: Hits) -> None:
    """Previous and Next, for the keyboard too: the page beside the list follows."""
    names = [hit.clause.id for hit in hits]
    opened = _opened(hits)
    at = names.index(opened.clause.id) if opened else 0
    with st.container(horizontal=True):
        show_steps(at, len(names), name="hit", go=lambda to: _open_hit(names[to]))


def _open_hit(clause: ClauseId) -> None:
    st.session_state["open_hit"] = clause


def _opened(hits: Hits) -> Hit | None:
    """The hit that was asked for, else the best; none where nothing answers."""
    wanted = st.session_state.get("open_hit")
    best = hits[0] if len(hits) and hits.confident else None
    return next((hit for hit in hits if hit.clause.id == wanted), best)


def _show_hit(rank: int, hit: Hit, query: str, twice: Twice, *, opened: bool = False) -> None:
    spans = matched_spans(query, hit.clause.text)
    names = state.taxonomy()
    topics = "".join(
        f'<span class="badge topic">{escape(names.topic_name(topic))}</span>'
        for topic in hit.topics
    )
    name = f"{'opened' if opened else 'card'}_hit_{hit.clause.id}"
    with st.container(border=True, key=name, gap="xsmall"):
        st.html(
            f'<p><span class="where">hit {rank} ·</span> '
            f"{widgets.place_html(hit.clause, hit.document)}<br>"
            f"{widgets.badges_html(hit.document)}{topics}</p>"
            f"{_ancestors_html(hit.clause, hit.document)}{widgets.spans_html(hit.clause, spans)}"
            f'<p class="where">{escape(hit.why)}</p>'
        )
        twice.show(whole(hit.clause))
        label = widgets.open_words(hit.clause)
        with st.container(horizontal=True):
            st.button(
                label,
                key=f"hit_{hit.clause.id}",
                type="tertiary",
                on_click=_open_hit,
                args=(hit.clause.id,),
            )
            if st.button("✎ Overrule", key=f"overrule_{hit.clause.id}", type="tertiary"):
                correcting.ask_about_clause(hit.clause, hit.document)


def _ancestors_html(of: Clause, document: Document) -> str:
    trail = state.ancestors(of, document)
    shown = " › ".join(
        escape(clause.heading or clause.citation or clause.text[:60]) for clause in trail
    )
    return f'<p class="where">{shown}</p>' if shown else ""


if __name__ == "__main__":  # as Streamlit runs a screen
    show()
