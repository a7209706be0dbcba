"""Start: the story. What was offered, beside the contract in force and the guild's counter."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

import streamlit as st

from analyzer.records import Document, Stage
from analyzer.results import Found
from analyzer.ui import address, finding_shown, leading, page_view, state, waiting, widgets
from analyzer.ui.second_reading import TwiceFound
from analyzer.ui.story import ROWS, Story, StoryCell, Value, choose_story, is_ready, read_cell
from analyzer.ui.verdicts import term_words

Cells = dict[tuple[str, str], StoryCell]

#: seconds between two looks at what is there
SOON, LATER = 0.5, 2.0
TITLE = "What did they offer?"
COLUMN_NAMES = ("Contract in force", "Producers' proposal", "Guild's counter")


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
    _take_up(story)
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
        _show_table(story, cells, findings, twice)
    with page:
        _show_open_cell(story, cells)
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


# ── the story ────────────────────────────────────────────────────────────────────────────────────
def _show_table(story: Story, cells: Cells, findings: dict[str, Found], twice: TwiceFound) -> None:
    widths = [1, *[3] * len(story.documents)]
    head = st.columns(widths)
    for column, document, name in zip(head[1:], story.documents, COLUMN_NAMES, strict=False):
        column.html(
            f'<div class="columnhead"><h3>{name}</h3><span class="where">'
            f"{escape(document.title)}</span>{widgets.badges_html(document)}</div>"
        )
    for row, _ in ROWS:
        columns = st.columns(widths)
        columns[0].html(f"<h4>{row}</h4>")
        for column, document in zip(columns[1:], story.documents, strict=True):
            with column.container(border=True, gap="xsmall"):
                cell = cells[row, document.id]
                _show_values(row, document, cell, twice)
                if not cell.values:
                    _show_silence(row, document, cell, findings[document.id])


def _show_values(row: str, document: Document, cell: StoryCell, twice: TwiceFound) -> None:
    for value in cell.first_of_each_term:
        quote = escape(value.term.quote)
        others = ", ".join(
            escape(finding_shown.value_words(other.term)) for other in cell.others(value)
        )
        also = f' <span class="where">also {others}</span>' if others else ""
        st.html(
            f'<div class="value">{escape(finding_shown.value_words(value.term))}{also}</div>'
            f'<div class="where">{escape(finding_shown.gloss(value.term))}</div>'
            f'<div class="quote">“{quote}”</div>'
            f'<div class="where">{escape(value.clause.citation)}</div>'
        )
        twice.show(document, partial(_second_words, value))
        key = f"cell_{row}_{document.id}_{value.term.name}"
        if st.button(widgets.open_words(value.clause), key=key, type="tertiary"):
            st.session_state["open_cell"] = (row, document.id, value.term.name)


def _second_words(value: Value, found: Found) -> str:
    """What a second reading says of the words of a value."""
    wanted = (value.term.name, value.term.start, value.term.end)
    terms = (
        term
        for finding in found
        if finding.clause_id == value.clause.id
        for term in finding.terms
        if (term.name, term.start, term.end) == wanted
    )
    return term_words(next(terms, value.term))


def _show_silence(row: str, document: Document, cell: StoryCell, found: Found) -> None:
    st.html('<div class="value"><span class="silent">silent</span></div>')
    with st.popover("Proof of search", key=f"proof_{row}_{document.id}"):
        for silence in cell.silences:
            places = [found.clauses[c] for c in silence.looked_in if c in found.clauses]
            what = state.taxonomy().term_name(silence.term or "")
            st.html(widgets.proof_html(what, silence.searched_for, places, document))


def _show_open_cell(story: Story, cells: Cells) -> None:
    row, value, document = _open_value(story, cells)
    if value is None or document is None:
        st.html("<p>No value to show on a page. The proofs of search say what was looked for.</p>")
        return
    address.note(row=row, document=document.id, term=value.term.name)
    st.html(
        f"<p>{widgets.place_html(value.clause, document)}<br>{widgets.badges_html(document)}</p>"
    )
    span = (value.term.start, value.term.end)
    page_view.show_clause_page(document, value.clause, [span])


def _take_up(story: Story) -> None:
    """The cell that the address names."""
    asked = address.asked()
    if asked is None:
        return
    document = address.first(asked, "document")
    row = address.one_of(asked, "row", (row for row, _ in ROWS), "")
    if document not in {None, *(each.id for each in story.documents)}:
        address.miss("document", "The story of this library is shown instead.")
        document = None
    term = address.first(asked, "term")
    st.session_state["open_cell"] = (row, document, term) if row and document else None


def _open_value(story: Story, cells: Cells) -> tuple[str, Value | None, Document | None]:
    by_id = {document.id: document for document in story.documents}
    wanted = st.session_state.get("open_cell")
    if wanted and (wanted[0], wanted[1]) in cells:
        for value in cells[wanted[0], wanted[1]].values:
            if value.term.name == wanted[2]:
                return wanted[0], value, by_id[wanted[1]]
    for row, _ in ROWS:
        for document in (story.proposal, *story.documents):
            values = cells[row, document.id].values
            if values:
                return row, values[0], document
    return "", None, None


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
