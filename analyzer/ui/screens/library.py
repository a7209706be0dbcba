"""Library: drop files, watch their stages, see what each was taken for, correct or remove it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from html import escape

import streamlit as st

from analyzer.errors import AnalyzerError
from analyzer.pipeline.memory import give_back
from analyzer.records import Document, DocumentId, Job, Refusal, RefusalCode
from analyzer.reports import name_file
from analyzer.ui import (
    address,
    document_care,
    document_table,
    leading,
    state,
    uploads,
    waiting,
    widgets,
)
from analyzer.ui.failing import show_failed
from analyzer.ui.reading_shown import show_reading

#: what to do where there is no command line to do it on
DO_HERE = {
    RefusalCode.ENCRYPTED: (
        "Open it with its password in a PDF viewer, save a copy without one, and drop that."
    )
}
#: a text without a date stands below the others
UNDATED = "9999"


def show() -> None:
    """Draw the screen."""
    st.title("Library")
    _take_up()
    _show_drop_zone()
    busy = bool(waiting.jobs_under_way())
    st.fragment(_show_library, run_every=waiting.SOON if busy else waiting.LATER)(busy)
    # below the part that is drawn each second: a page image need not be
    named = st.session_state.get("shown_reading")
    document = next((d for d in state.documents() if d.id == named), None)
    if document:
        address.note(reading=document.id)
        show_reading(document)


def _take_up() -> None:
    """The document, and the reading that is shown, which the address names."""
    asked = address.asked()
    if asked is None:
        return
    held = {str(document.id) for document in state.documents()}
    if named := address.known_document(asked, "document", held):
        st.session_state["library_choice"] = named
    st.session_state["shown_reading"] = address.known_document(asked, "reading", held)


def _show_drop_zone() -> None:
    generation = st.session_state.setdefault("drop_generation", 0)
    # of any kind: the browser says of a Word file only that it is not allowed, and says so no more
    # once another was dropped beside it; what is read and what is not is told in "Not read"
    files = st.file_uploader(
        "Drop agreements, memoranda and proposals here (PDF or plain text; split one over 200 MB)",
        accept_multiple_files=True,
        key=f"drop_{generation}",
        help="Files are copied into the library on this machine and go nowhere else.",
    )
    if files:
        try:
            jobs = state.open_library().start_ingest(uploads.read(files))
        except AnalyzerError as error:
            widgets.show_error(error)
            return
        uploads.let_go(files)
        st.session_state["dropped"] = frozenset(job.id for job in jobs)
        # a new key empties the widget
        st.session_state["drop_generation"] = generation + 1
        st.session_state["uploads_let_go"] = True
        st.rerun()
    elif st.session_state.pop("uploads_let_go", False):
        give_back()


def _show_library(busy: bool) -> None:
    """Looks again by itself: often while files are read, seldom where another may bring some."""
    library = state.open_library()
    jobs = library.jobs()
    if bool(waiting.open_jobs(jobs)) != busy:
        st.rerun()
    documents = state.documents()
    _choose_arrival(jobs, documents)
    waiting.show_jobs(jobs)
    _show_refusals(library.catalog.refusals())
    show_failed(library)
    if not documents:
        _show_none_yet(under_way=busy)
        return
    oldest_first = tuple(
        sorted(documents, key=lambda d: (d.effective or UNDATED, d.expires or UNDATED))
    )
    st.html(document_table.table_html(oldest_first))
    document_care.show(oldest_first)


def _show_none_yet(*, under_way: bool) -> None:
    if under_way:
        st.html(
            "<p>The first document appears here as soon as it is read. You can drop more files or "
            "leave this screen meanwhile: reading goes on by itself.</p>"
        )
        return
    st.html("<p>No document yet. Drop files above; or look around in the invented sample.</p>")
    leading.show_sample_button(stay=True)


def _choose_arrival(jobs: Iterable[Job], documents: Iterable[Document]) -> None:
    """What was just dropped is what the buttons below the table are about, once, so that nobody's
    own choice is taken back."""
    dropped: frozenset[int] = st.session_state.get("dropped", frozenset())
    arrived = first_arrival(dropped, jobs, documents)
    if arrived:
        st.session_state["library_choice"] = arrived
        st.session_state["dropped"] = frozenset()


def first_arrival(
    dropped: Container[int], jobs: Iterable[Job], documents: Iterable[Document]
) -> DocumentId | None:
    """The first document in the library that came of one of the jobs."""
    held = {document.id for document in documents}
    came = {job.id: job.document for job in jobs if job.id in dropped and job.document in held}
    return came[min(came)] if came else None


def _show_refusals(refusals: Sequence[Refusal]) -> None:
    """A row each, though two are called alike."""
    if not refusals:
        return
    st.subheader("Not read")
    rows = "".join(
        f"<tr><td>{escape(name_file(refusal.path))}</td>"
        f"<td>{escape(widgets.words(refusal.code))}</td>"
        f"<td>{escape(refusal.what)} {escape(refusal.why)}</td>"
        f"<td>{escape(DO_HERE.get(refusal.code, refusal.do))}</td></tr>"
        for refusal in refusals
    )
    st.html(
        '<table class="plain"><tr><th>file</th><th>code</th><th>what and why</th>'
        f"<th>what to do</th></tr>{rows}</table>"
    )
    help_of = "Forgets that they were refused; the files that you dropped stay as they are"
    if st.button("Take these off the list", help=help_of):
        try:
            state.open_library().forget_refusals()
        except AnalyzerError as error:
            widgets.show_error(error)
            return
        st.rerun(scope="app")


if __name__ == "__main__":  # as Streamlit runs a screen
    show()
