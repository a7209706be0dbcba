"""Start: the story. What was offered, beside the contract in force and the guild's counter."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from analyzer.records import Document, Stage
from analyzer.results import Found
from analyzer.ui import address, leading, state, waiting, widgets
from analyzer.ui.story import ROWS, Story, choose_story, is_ready, read_cell
from analyzer.ui.story_table import Cells, show_open_cell, show_table, take_up

#: seconds between two looks at what is there
SOON, LATER = 0.5, 2.0
TITLE = "What did they offer?"


def show() -> None:
    """Draw the screen."""
    story = choose_story(state.documents())
    if not is_ready(story) or story is None:
        st.title(TITLE)
        _show_waiting()
        return
    _show_head(story)
    st.html(
        "<p>A producers' proposal beside the contract in force and the guild's counter: what each "
        "says of scanning a performer, in five rows. Every value leads to its words.</p>"
    )
    take_up(story)
    findings: dict[str, Found] = {
        document.id: state.findings_of(document) for document in story.documents
    }
    cells: Cells = {
        (row, document.id): read_cell(findings[document.id], terms)
        for row, terms in ROWS
        for document in story.documents
    }
    table, page = st.columns([3, 2], gap="medium")
    twice = state.found_twice(story.documents)
    with table:
        show_table(story, cells, findings, twice)
    with page:
        show_open_cell(story, cells)
    _show_foot()
    # the answer is on the screen: now its quotes are looked at once more
    twice.begin(state.open_library())


# ── no story yet ─────────────────────────────────────────────────────────────────────────────────
def _show_waiting() -> None:
    """Looks again by itself: often while files are read, seldom where only another could come."""
    address.wait()
    reading = _is_reading(state.documents())
    st.fragment(_wait, run_every=SOON if reading else LATER)(reading)


def _wait(reading: bool) -> None:
    documents = state.documents()
    if is_ready(choose_story(documents)) or _is_reading(documents) != reading:
        st.rerun()
    if reading:
        st.html(
            "<p>Files are being read. The first answer appears here in a moment; meanwhile drop "
            "more files, or leave this screen: reading goes on by itself.</p>"
        )
        waiting.show_jobs(state.open_library().jobs())
        for document in documents:
            st.html(f"<p>{escape(document.title)}<br>{widgets.stages_html(document.stages)}</p>")
        leading.lead_to("library", "Watch them on the Library screen")
    elif documents:
        _show_no_story(documents)
    else:
        leading.show_empty_library()


def _is_reading(documents: Sequence[Document]) -> bool:
    unread = any(Stage.CUES not in document.stages for document in documents)
    return unread or bool(waiting.jobs_under_way())


def _show_no_story(documents: Sequence[Document]) -> None:
    """What to do with documents none of which is a proposal beside its contract."""
    counted = "The document" if len(documents) == 1 else f"None of the {len(documents)} documents"
    is_none = "is no proposal" if len(documents) == 1 else "is a proposal"
    st.html(
        f"<p>{counted} here {is_none} beside the contract that it changes: where there is one, "
        "this screen shows both, row by row. If a document was taken for something else, correct "
        "it on the Library screen; or go on with what is here.</p>"
    )
    with st.container(horizontal=True):
        leading.lead_to("ai_clauses", "See the AI clauses", first=True)
        leading.lead_to("search", "Ask a question")
        if len(documents) > 1:
            leading.lead_to("compare", "Compare two documents")
        leading.lead_to("library", "Go to the library")
    rows = "".join(
        f"<tr><td><b>{widgets.title_html(document)}</b></td>"
        f"<td>{widgets.badges_html(document)}</td></tr>"
        for document in documents
    )
    st.html(f'<table class="plain"><tr><th>title</th><th>taken for</th></tr>{rows}</table>')


# ── around the story ─────────────────────────────────────────────────────────────────────────────
def _show_head(story: Story) -> None:
    """The title, and beside it what to do first: in sight without scrolling."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(TITLE, width="stretch")
        old, new = story.contract.id, story.proposal.id
        leading.lead_to("compare", "See every AI change", first=True, old=old, new=new)
        leading.lead_to("search", "Ask a question")
        leading.lead_to("library", "Use my own files")


@st.fragment(run_every=LATER)
def _show_foot() -> None:
    documents = state.documents()
    st.divider()
    stages = [stage for document in documents for stage in document.stages]
    parts = ", ".join(
        f"{name} {stages.count(stage)} of {len(documents)}"
        for stage, name in widgets.STAGE_NAMES.items()
    )
    st.html(f'<p class="where">Ready: {parts}. Nothing leaves this machine.</p>')
    _show_tour()


def _show_tour() -> None:
    if st.session_state.get("tour_closed"):
        return
    with st.expander("Three steps to start with", expanded=False):
        st.html(
            "<ol><li>Open a value above: its words are boxed on the page.</li>"
            "<li>See every AI change between the contract and the proposal.</li>"
            "<li>Drop your own agreements and proposals on the Library screen.</li></ol>"
        )
        if st.button("Close the tour"):
            st.session_state["tour_closed"] = True
            st.rerun(scope="fragment")


if __name__ == "__main__":  # as Streamlit runs a screen
    show()
