"""The topic tree: topics with counts, one of them open; those without a clause are folded.

Draws; gives the slug that is open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from html import escape

import streamlit as st

from analyzer.records import Document, DocumentId, Finding
from analyzer.ui import address, state

FIRST = "consent"


def choose_topic(findings: Iterable[Finding], by_id: Mapping[DocumentId, Document]) -> str | None:
    """Draw the tree; None where there is no finding."""
    found = list(findings)
    counts = Counter(finding.topic for finding in found)
    slugs = [topic.slug for topic in state.taxonomy().topics]
    full = [slug for slug in slugs if counts[slug]]
    if not full:
        return None
    asked = address.still_asked()
    if asked is not None:
        st.session_state["topic"] = address.one_of(asked, "topic", full, FIRST)
    wanted = st.session_state.get("topic", FIRST)
    opened = wanted if wanted in full else full[0]
    with st.container(key="topic_tree", gap=None):
        for slug in full:
            _show_topic(slug, counts[slug], opened=slug == opened)
            if slug == opened:
                st.html(_leaves_html([f for f in found if f.topic == slug], by_id))
        empty = [slug for slug in slugs if not counts[slug]]
        if empty:
            with st.expander(f"{len(empty)} topics without a clause"):
                names = "".join(f"<li>{escape(_name(slug))}</li>" for slug in empty)
                st.html(f'<ul class="where">{names}</ul>')
    address.note(topic=opened)
    return opened


def _show_topic(slug: str, count: int, *, opened: bool) -> None:
    sign = "▾" if opened else "▸"
    st.button(
        f"{sign} {_name(slug)} ({count})",
        key=f"topic_{slug}",
        type="tertiary",
        on_click=_open,
        args=(slug,),
    )


def _open(slug: str) -> None:
    st.session_state["topic"] = slug
    st.session_state["clause_page"] = 1
    st.session_state.pop("open_finding", None)


def _leaves_html(findings: list[Finding], by_id: Mapping[DocumentId, Document]) -> str:
    counts = Counter(finding.document for finding in findings)
    leaves = "".join(
        f"<li>{escape(by_id[name].title)} ({counts[name]})</li>" for name in by_id if counts[name]
    )
    return f'<ul class="leaves">{leaves}</ul>'


def _name(slug: str) -> str:
    return state.taxonomy().topic_name(slug)
