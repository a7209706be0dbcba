"""Files whose way into the library failed: why, a button to try again, and one to let them go; why
files wait that nobody reads; and, once for all documents, what works and what waits where they are
read but not embedded.

The library → a table and two buttons, sentences, or nothing. What was dropped need not be dropped
again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape

import streamlit as st

from analyzer.errors import AnalyzerError
from analyzer.pipeline import Analyzer
from analyzer.records import Job
from analyzer.reports import name_file
from analyzer.ui import widgets

STALLED = AnalyzerError(
    "Reading has stopped.",
    why="The library cannot be written to; as a rule its disk is full.",
    do="Make room on it: reading goes on by itself within seconds, and nothing is to be dropped"
    " again.",
)
#: what documents that are not embedded are good for, and what they are not
WORKS = (
    "Search goes by their words, AI clauses are found by cues, and pages, comparisons and "
    "reports work as always."
)
WAITS = "What waits is search by meaning, and the second pass over AI clauses, which needs it."
UNKNOWN = "They were read where there is no encoder, or another program is at work on them still."
Act = Callable[[], None]


def show_failed(library: Analyzer) -> None:
    """Draw them where there are any; one line for all that failed for one reason."""
    if library.is_stalled():
        widgets.show_error(STALLED)
    failed, waiting = library.failed_jobs(), library.list_waiting()
    read = {document.id for document in waiting}
    if waiting:
        reasons = [job.detail for job in failed if job.document in read]
        st.subheader("Search by meaning waits")
        st.html(waiting_html(len(waiting), len(library.documents()), reasons))
        help_of = "Looks for what was missing, and goes on where it stopped"
        if st.button("Try again", key="go_on", help=help_of):
            _do(library.go_on)
    if unfinished := [job for job in failed if job.document not in read]:
        _show_unfinished(library, unfinished)


def _show_unfinished(library: Analyzer, failed: Sequence[Job]) -> None:
    st.subheader("Not finished")
    st.html(failed_html(failed))
    not_read = [job for job in failed if job.document is None]
    with st.container(horizontal=True):
        if st.button("Try again", help="Reads on where it stopped; nothing is to be dropped again"):
            _do(lambda: library.retry(failed))
        if not_read and st.button(
            "Leave out what was not read",
            help="Forgets the copies that wait here; the files that you dropped stay as they are",
        ):
            _do(lambda: library.let_go(not_read))


def waiting_html(waiting: int, documents: int, reasons: Iterable[str]) -> str:
    """What works of documents that are not embedded, what waits, and each reason once."""
    if waiting < documents:
        named = f"{waiting} of {documents} documents are read"
    else:
        named = f"All {waiting} documents are read" if waiting > 1 else "The document is read"
    why = "<br>".join(escape(reason) for reason in dict.fromkeys(reasons)) or UNKNOWN
    return f'<p role="note"><b>{named}.</b> {WORKS} {WAITS}</p><p>{why}</p>'


def failed_html(failed: Sequence[Job]) -> str:
    """A table of files and what stopped them."""
    files: dict[str, list[str]] = {}
    for job in reversed(failed):
        files.setdefault(job.detail, []).append(escape(name_file(job.path)))
    rows = "".join(
        f"<tr><td>{'<br>'.join(names)}</td><td>{escape(why)}</td></tr>"
        for why, names in files.items()
    )
    return (
        '<table class="plain"><tr><th>file</th><th>what stopped it, and what to do</th></tr>'
        f"{rows}</table>"
    )


def _do(act: Act) -> None:
    try:
        act()
    except AnalyzerError as error:
        widgets.show_error(error)
        return
    st.rerun(scope="app")
