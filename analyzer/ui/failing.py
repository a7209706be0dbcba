"""Files whose way into the library failed: why, a button to try again, and one to let them go; and
why files wait that nobody reads.

The library → a table and two buttons, a sentence, or nothing. What was dropped need not be dropped
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
Act = Callable[[Iterable[Job]], None]


def show_failed(library: Analyzer) -> None:
    """Draw them where there are any; one line for all that failed for one reason."""
    if library.is_stalled():
        widgets.show_error(STALLED)
    failed = library.failed_jobs()
    if not failed:
        return
    st.subheader("Not finished")
    st.html(failed_html(failed))
    not_read = [job for job in failed if job.document is None]
    with st.container(horizontal=True):
        if st.button("Try again", help="Reads on where it stopped; nothing is to be dropped again"):
            _do(library.retry, failed)
        if not_read and st.button(
            "Leave out what was not read",
            help="Forgets the copies that wait here; the files that you dropped stay as they are",
        ):
            _do(library.let_go, not_read)


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


def _do(act: Act, jobs: Sequence[Job]) -> None:
    try:
        act(jobs)
    except AnalyzerError as error:
        widgets.show_error(error)
        return
    st.rerun(scope="app")
