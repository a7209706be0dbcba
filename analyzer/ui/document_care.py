"""What may be done with one document of the library: open what it holds, see how it was read,
correct what it was taken for, remove it.

Documents → the choice of one, links and forms.
"""

from __future__ import annotations

from html import escape
from uuid import uuid4

import streamlit as st

from analyzer.errors import AnalyzerError
from analyzer.records import Document, DocumentKind, Hints, Status
from analyzer.results import ProgressCallback
from analyzer.ui import address, leading, state, widgets, working
from analyzer.ui.working import Work


def show(documents: tuple[Document, ...]) -> None:
    """Choose a document, and what to do with it."""
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
    under_way = _show_correcting()
    with st.expander("Correct what it was taken for"):
        _show_correction(document, names, under_way=under_way)
    with st.expander("Remove it"):
        _show_removal(document)


def _show_correction(document: Document, names: dict[str, str], *, under_way: bool) -> None:
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
        if st.form_submit_button("Take it for this", disabled=under_way):
            hints = Hints(
                title=title or None,
                kind=DocumentKind(str(kind)),
                status=Status(str(status)),
                guild=guild or None,
                predecessor=predecessor,
            )
            _begin_correcting(document, hints)
            st.rerun(scope="app")


def _begin_correcting(document: Document, hints: Hints) -> None:
    """Beside the screens: a long agreement that is read again takes as long as at first."""
    library = state.open_library()

    def make(progress: ProgressCallback) -> None:
        library.correct(document.id, hints, progress=progress)

    # each is asked for once: what was corrected before may be said again
    asked = ("correct", document, uuid4())
    st.session_state["correcting"] = working.works().ask(asked, make)


def _show_correcting() -> bool:
    """Show how far what this session corrects is, or what went wrong; when it is done the whole
    screen is drawn anew. True while it is under way."""
    work: Work[object] | None = st.session_state.get("correcting")
    if work is None:
        return False
    if not working.has_ended(work, what="Taking it for what you say"):
        return True
    try:
        _ = work.result
    except AnalyzerError as error:
        widgets.show_error(error)
        return False
    del st.session_state["correcting"]
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
