"""What a screen says where there is nothing to show yet: that files are read and how far, that they
could not be read, or that there are none; always with what to do.

The library's jobs → sentences and ways on. It looks again by itself, and the screen is drawn anew
as soon as something has come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from time import monotonic

import streamlit as st

from analyzer.pipeline.library import SHOWN
from analyzer.records import OPEN_STATES, Document, Job, Stage
from analyzer.reports import name_file
from analyzer.ui import address, leading, state, widgets

#: seconds between two looks at what is there
SOON, LATER = 1.0, 4.0
#: seconds without anything new after which that is said
STILL = 15
#: files that are named one by one
MOST = 6
#: what is counted while it is done
_UNITS = {SHOWN[Stage.READ]: "pages", SHOWN[Stage.VECTORS]: "clauses"}
IsThere = Callable[[Sequence[Document]], bool]


def show_nothing_yet(comes: str, is_there: IsThere = bool) -> None:
    """Say why nothing is shown; `comes` is what will stand here, `is_there` says of the documents
    whether it has come. What the address asks for is taken up then."""
    address.wait()
    busy = bool(jobs_under_way())
    st.fragment(_look, run_every=SOON if busy else LATER)(comes, is_there, busy)


def _look(comes: str, is_there: IsThere, busy: bool) -> None:
    jobs, documents = jobs_under_way(), state.documents()
    if is_there(documents) or bool(jobs) != busy:
        st.rerun()
    if jobs:
        _show_under_way(jobs, documents, comes)
    elif documents:
        st.html(
            "<p>The documents wait to be searched; the Library screen says what stopped it.</p>"
        )
        leading.lead_to("library", "Go to the library", first=True)
    elif _is_refused():
        st.html(
            "<p>Nothing could be read of what was dropped. The Library screen says of each file "
            "why, and what to do.</p>"
        )
        with st.container(horizontal=True):
            leading.lead_to("library", "See what stopped it", first=True)
            leading.show_sample_button()
    else:
        leading.show_empty_library()


def _show_under_way(jobs: Sequence[Job], documents: Sequence[Document], comes: str) -> None:
    count = "A file is" if len(jobs) == 1 else f"{len(jobs):,} files are"
    st.html(
        f'<p role="status">{count} being read: {escape(comes)} as soon as the first is far enough. '
        "You can leave this screen meanwhile, drop more files, or look at what is there already; "
        "reading goes on by itself.</p>"
    )
    show_jobs(jobs)
    with st.container(horizontal=True):
        leading.lead_to("library", "Watch them on the Library screen", first=True)
        if documents:
            leading.lead_to("search", "Ask a question meanwhile")


def show_jobs(jobs: Iterable[Job]) -> None:
    """The files on their way into the library; nothing where there are none."""
    under_way = open_jobs(jobs)
    for job in under_way[:MOST]:
        st.html(job_html(job, still=_seconds_still(job)))
    if len(under_way) > MOST:
        st.html(f'<p class="where">and {len(under_way) - MOST:,} more</p>')


def _seconds_still(job: Job) -> int:
    """How long this session has seen nothing new of what is done with a file."""
    seen: dict[int, tuple[Job, float]] = st.session_state.setdefault("jobs_seen", {})
    before, since = seen.get(job.id, (None, 0.0))
    if before != job:
        seen[job.id] = (job, since := monotonic())
    return int(monotonic() - since)


def job_html(job: Job, *, still: int = 0) -> str:
    """One file on its way into the library: what is done with it, how far, its stages; that nothing
    came for some seconds, where it did not."""
    counted = f", {job.done:,} of {job.total:,} {_UNITS.get(job.detail, '')}" if job.total else ""
    said = f"{job.state}{counted}" + (f": {job.detail}" if job.detail else "")
    if job.detail and still >= STILL:
        said += f"; nothing new for {still} seconds"
        if job.detail == SHOWN[Stage.READ]:
            said += ": one page can take long, and a file that takes too long is given up by itself"
    return (
        f'<p><b>{escape(name_file(job.path))}</b> <span class="where">{escape(said)}</span><br>'
        f"{widgets.stages_html(job.stages)}</p>"
    )


def open_jobs(jobs: Iterable[Job]) -> list[Job]:
    """Those that have not ended, the one that is worked at first."""
    open_now = [job for job in jobs if job.state in OPEN_STATES]
    return sorted(open_now, key=lambda job: (not job.detail, job.id))


def jobs_under_way() -> list[Job]:
    """Those of this library that have not ended."""
    return open_jobs(state.open_library().jobs())


def _is_refused() -> bool:
    library = state.open_library()
    return (
        bool(library.catalog.refusals())
        or any(job.refusal for job in library.jobs())
        or bool(library.failed_jobs())
    )
