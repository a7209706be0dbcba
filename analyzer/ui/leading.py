"""From screen to screen: the ways above each, those that a screen offers, and what to do first
where the library is empty.

Names of screens and what is to be shown there → links, which the browser follows itself.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from analyzer.errors import AnalyzerError
from analyzer.ui import address, state, widgets


def show_ways(titles: Mapping[str, str], shown: str) -> None:
    """The ways to all screens, above each; every one leads to its screen as it was left."""
    first = {"ai_clauses": {"tab": ["clauses"]}}
    with st.container(key="ways", horizontal=True, gap="small"):
        for name, title in titles.items():
            query = {} if name == shown else address.left(name) or first.get(name, {})
            with st.container(key=f"way_{name}{'_here' if name == shown else ''}", width="content"):
                st.page_link(state.screen(name), label=title, query_params=query)


def lead_to(name: str, label: str, *, first: bool = False, **query: str) -> None:
    """A way to another screen, drawn as a button; `query` holds ids and page numbers only, `first`
    marks what to do first. The browser goes there itself: sent there by the server, it would still
    ask for parts of the screen before that look again by themselves, and lose the new screen."""
    key = "_".join(("lead_first" if first else "lead", name, *label.lower().split()))
    with st.container(key=key, width="content"):
        st.page_link(state.screen(name), label=label, query_params=query or address.left(name))


def show_empty_library() -> None:
    """What to do first, wherever a screen needs documents and there are none."""
    st.html(
        "<p>The library is empty. Drop agreements, memoranda and proposals on the Library screen; "
        "or look around in the invented sample first.</p>"
    )
    with st.container(horizontal=True):
        lead_to("library", "Use my own files", first=True)
        show_sample_button()


def show_sample_button(*, stay: bool = False) -> None:
    """Reads the sample corpus into the library, and shows the first answer unless it is to `stay`
    on the screen; nothing where this installation carries no sample."""
    sample = state.sample_corpus()
    if sample is not None and st.button("Read the invented sample", key="empty_sample"):
        try:
            state.open_library().start_ingest([sample])
        except AnalyzerError as error:
            widgets.show_error(error)
            return
        if stay:
            st.rerun(scope="app")
        state.go_to("start")
