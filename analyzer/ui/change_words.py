"""The words of one change: what became of it, what it means, both texts, and what a second reading
says of them.

A change of a comparison → drawn words; its pages stand beside (change_pages).
"""

from __future__ import annotations

from html import escape

import streamlit as st

from analyzer.records import Change, Comparison
from analyzer.reports import list_doubts, list_meanings
from analyzer.ui import address, beside, change_pages, state, widgets
from analyzer.ui.second_reading import Twice

#: how the two texts are shown, by the name that an address gives it
TABS = {"redline": "Redline", "beside": "Side by side"}
#: the open change over the screen, as an address names a change
APART = "apart"


def _close() -> None:
    st.session_state[APART] = None


@st.dialog("A change that matters", width="large", on_dismiss=_close)
def show_apart(change: Change, comparison: Comparison) -> None:
    """One change over the screen, with its pages; until it is closed the session names it."""
    _show_words(change, comparison, where=APART)
    quotes = change_pages.quotes_of([change], comparison)
    twice = state.read_twice([comparison.old, comparison.new], quotes)
    twice.show(*quotes)
    change_pages.show(change, comparison, name="apart")
    twice.begin(state.open_library())


def show(change: Change, comparison: Comparison, twice: Twice) -> None:
    """The words of the open change; `twice` knows what a second reading says of them."""
    _show_words(change, comparison, where="change")
    twice.show(*change_pages.quotes_of([change], comparison))


def take_up(asked: address.Query) -> None:
    """The tabs that the address names."""
    for where in ("change", APART):
        tab = address.one_of(asked, f"{where}_as", TABS, "redline")
        st.session_state[f"{where}_as"] = TABS[tab]


def _show_words(change: Change, comparison: Comparison, *, where: str) -> None:
    kinds = ", ".join(widgets.words(kind) for kind in (change.counted, *change.also))
    topics = "".join(
        f'<span class="badge topic">{escape(state.taxonomy().topic_name(topic))}</span>'
        for topic in change.topics
    )
    st.html(f"<p><b>{escape(kinds)}</b> {escape(_citations(change, comparison))} {topics}</p>")
    if meanings := _meanings_html(change):
        st.html(meanings)
    if doubts := doubts_html(change):
        st.html(doubts)
    if change.heading_words:
        st.html(f"<p>Heading: {widgets.redline_html(change.heading_words)}</p>")
    redline, pair = st.tabs(list(TABS.values()), key=f"{where}_as", on_change="rerun")
    address.note(**{f"{where}_as": "beside" if pair.open else None})
    with redline:
        if redline.open and (words := beside.words_html(change, comparison)):
            st.html(words)
    with pair:
        if pair.open:
            st.html(beside.pair_html(change, comparison))


def doubts_html(change: Change) -> str:
    """Why it is not certain, a note each; '' where it is."""
    return "".join(
        f'<p role="note"><i>{escape(said[0].upper() + said[1:])}.</i></p>'
        for said in list_doubts(change)
    )


def _meanings_html(change: Change) -> str:
    """Effects and terms, one a line; how heavy an effect is shows beside it as a bar."""
    lines = []
    for at, said in enumerate(list_meanings(change)):
        level = change.effects[at].severity.value if at < len(change.effects) else ""
        lines.append(f'<li class="{level}">{escape(said)}</li>')
    return f'<ul class="meanings">{"".join(lines)}</ul>' if lines else ""


def _citations(change: Change, comparison: Comparison) -> str:
    """Both places; a clause with marks of its own stands in one."""
    if comparison.own_marks is None:
        return f"{change.old_citation or '—'} → {change.new_citation or '—'}"
    both = dict.fromkeys((change.old_citation, change.new_citation))
    return " → ".join(citation for citation in both if citation) or "—"
