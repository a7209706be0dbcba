"""Library: drop files, watch their stages, see what each was taken for, correct or remove it."""

from __future__ import annotations

from collections.abc import Container, Iterable
from html import escape

import streamlit as st

from analyzer.errors import AnalyzerError
from analyzer.records import (
    Document,
    DocumentId,
    DocumentKind,
    Hints,
    Job,
    Refusal,
    RefusalCode,
    Status,
)
from analyzer.reports import name_file
from analyzer.ui import address, leading, state, uploads, waiting, widgets
from analyzer.ui.failing import show_failed
from analyzer.ui.reading_shown import show_reading

ENDINGS = ["pdf", "txt"]
TABLE_HEADS = (
    "title, kind and status",
    "guild",
    "in force",
    "relates to",
    "pages",
    "read well?",
    "stages",
)
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
    files = st.file_uploader(
        "Drop agreements, memoranda and proposals here (PDF or plain text)",
        type=ENDINGS,
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
        uploads.give_back()


def _show_library(busy: bool) -> None:
    """Looks again by itself: often while files are read, seldom where another may bring some."""
    library = state.open_library()
    jobs = library.jobs()
    if bool(waiting.open_jobs(jobs)) != busy:
        st.rerun()
    documents = state.documents()
    _choose_arrival(jobs, documents)
    waiting.show_jobs(jobs)
    _show_refusals(library.catalog.refusals(), [job for job in jobs if job.refusal])
    show_failed(library)
    if not documents:
        _show_none_yet(under_way=busy)
        return
    oldest_first = tuple(
        sorted(documents, key=lambda d: (d.effective or UNDATED, d.expires or UNDATED))
    )
    st.html(_table_html(oldest_first))
    _show_choice(oldest_first)


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


def _show_refusals(refusals: tuple[Refusal, ...], jobs: list[Job]) -> None:
    shown = {refusal.path: refusal for refusal in refusals}
    shown.update((job.refusal.path, job.refusal) for job in jobs if job.refusal)
    if not shown:
        return
    st.subheader("Not read")
    rows = "".join(
        f"<tr><td>{escape(name_file(refusal.path))}</td>"
        f"<td>{escape(widgets.words(refusal.code))}</td>"
        f"<td>{escape(refusal.what)} {escape(refusal.why)}</td>"
        f"<td>{escape(DO_HERE.get(refusal.code, refusal.do))}</td></tr>"
        for refusal in shown.values()
    )
    st.html(
        '<table class="plain"><tr><th>file</th><th>code</th><th>what and why</th>'
        f"<th>what to do</th></tr>{rows}</table>"
    )


def _table_html(documents: tuple[Document, ...]) -> str:
    names: dict[str, str] = {document.id: document.title for document in documents}
    rows = "".join(_row_html(document, names) for document in documents)
    head = "".join(f"<th>{name}</th>" for name in TABLE_HEADS)
    return f'<table class="plain"><tr>{head}</tr>{rows}</table>'


def _row_html(document: Document, names: dict[str, str]) -> str:
    relations = [
        f"{verb} {escape(names.get(target, f'{target} (not here)'))}"
        for verb, target in (
            ("amends", document.amends),
            ("answers", document.answers),
            ("follows", document.predecessor),
        )
        if target
    ]
    outline = document.outline_found
    read_well = "no outline to check by" if outline is None else f"outline found {outline:.0%}"
    if document.ocr_pages:
        read_well += f", {len(document.ocr_pages)} pages by OCR"
    guild = _guess(document, "guild", document.guild or "?")
    # a hyphen that does not break: a date stays on its line
    begins, ends = (
        (day or "?").replace("-", "\u2011") for day in (document.effective, document.expires)
    )
    dated = document.effective or document.expires
    force = f"{begins} – {ends}" if dated else "no dates found"
    return (
        f"<tr><td><b>{_guess(document, 'title', document.title)}</b><br>"
        f"{widgets.badges_html(document)}</td>"
        f"<td>{guild}</td><td>{_guess(document, 'effective', force)}</td>"
        f"<td>{'<br>'.join(relations)}</td><td>{document.pages}</td><td>{read_well}</td>"
        f"<td>{widgets.stages_html(document.stages)}</td></tr>"
    )


def _guess(document: Document, field: str, text: str) -> str:
    shown = escape(text)
    return f'<span class="guess">{shown}</span>' if field in document.guessed else shown


def _show_choice(documents: tuple[Document, ...]) -> None:
    names: dict[str, str] = {document.id: document.title for document in documents}
    chosen = st.selectbox(
        "Document", list(names), format_func=lambda key: names[key], key="library_choice"
    )
    document = next((d for d in documents if d.id == chosen), documents[0])
    address.note(document=document.id)
    with st.container(horizontal=True):
        leading.lead_to("ai_clauses", "Open its AI clauses", document=document.id)
        if st.button("Show how it was read"):
            st.session_state["shown_reading"] = document.id
            st.rerun(scope="app")
        if document.predecessor in names:
            label, old = "Compare with its predecessor", str(document.predecessor)
            leading.lead_to("compare", label, old=old, new=document.id)
    with st.expander("Correct what it was taken for"):
        _show_correction(document, names)
    with st.expander("Remove it"):
        _show_removal(document)


def _show_correction(document: Document, names: dict[str, str]) -> None:
    with st.form(f"correct_{document.id}"):
        kinds = [kind.value for kind in DocumentKind]
        statuses = [status.value for status in Status]
        others = [None, *[name for name in names if name != document.id]]
        kind = st.selectbox("Kind", kinds, kinds.index(document.kind), format_func=widgets.words)
        status = st.selectbox(
            "Status", statuses, statuses.index(document.status), format_func=widgets.words
        )
        title = st.text_input("Title", document.title)
        guild = st.text_input("Guild", document.guild or "")
        predecessor = st.selectbox(
            "Follows",
            others,
            others.index(document.predecessor) if document.predecessor in others else 0,
            format_func=lambda key: names.get(key, "nothing here") if key else "nothing here",
        )
        if st.form_submit_button("Read it again as this"):
            hints = Hints(
                title=title or None,
                kind=DocumentKind(str(kind)),
                status=Status(str(status)),
                guild=guild or None,
                predecessor=predecessor,
            )
            try:
                state.open_library().correct(document.id, hints)
            except AnalyzerError as error:
                widgets.show_error(error)
                return
            st.rerun(scope="app")


def _show_removal(document: Document) -> None:
    st.html(
        f"<p>Removes {escape(document.title)}: its copy in the library, its clauses and "
        "findings. The file that you dropped stays where it is; what you corrected in it stays "
        "noted, and holds again when the file comes back.</p>"
    )
    if st.button("Remove it from the library", key=f"remove_{document.id}"):
        try:
            state.open_library().remove(document.id)
        except AnalyzerError as error:
            widgets.show_error(error)
            return
        state.forget_removed()
        address.forget()
        st.rerun(scope="app")


if __name__ == "__main__":  # as Streamlit runs a screen
    show()
