"""AI clauses: which documents are meant, above; below, one of five tabs: Clauses, Terms, Silences,
Checks, Paste.
"""

from __future__ import annotations

from datetime import date
from html import escape

import streamlit as st

from analyzer.records import Document, Stage
from analyzer.ui import checking, clause_list, correcting, matrix, pasting, silences, state, widgets

TABS = ("Clauses", "Terms", "Silences", "Checks", "Paste a clause")


def show() -> None:
    """Draw the screen."""
    st.title("AI clauses")
    documents = [d for d in state.documents() if Stage.CUES in d.stages]
    if not documents:
        _show_nothing_read()
        return
    _tell_of_waiting(documents)
    beside, chosen = _choose_documents(newest_first(documents))
    tabs = dict(zip(TABS, st.tabs(TABS, key="ai_tab", on_change="rerun"), strict=True))
    for name, tab in tabs.items():
        if tab.open:
            with tab:
                _show_tab(name, chosen, tuple(documents), beside=beside)
    correcting.show_theirs(documents)
    correcting.show_form()


def _tell_of_waiting(documents: list[Document]) -> None:
    """Where a link leads to a document that is not searched yet."""
    asked = st.query_params.get("document")
    for document in state.documents():
        if document.id == asked and document not in documents:
            st.html(
                f'<p role="note">{escape(document.title)} is still being searched for AI clauses. '
                "It stands here when that is done; the Library shows how far it is.</p>"
            )


def _show_nothing_read() -> None:
    if not state.documents():
        widgets.show_empty_library()
        return
    st.html("<p>The documents are still being read: the Library screen says how far they are.</p>")
    widgets.lead_to("library", "Go to the library")


def _show_tab(
    name: str, chosen: list[Document], documents: tuple[Document, ...], *, beside: bool
) -> None:
    if name == "Paste a clause":
        pasting.show(documents)
    elif not chosen:
        st.html("<p>No document meets these filters. Take one off.</p>")
    elif name == "Clauses":
        clause_list.show(chosen, beside=beside)
    elif name == "Terms":
        matrix.show(chosen)
    elif name == "Silences":
        silences.show(chosen)
    else:
        checking.show(chosen)


def newest_first(documents: list[Document]) -> list[Document]:
    """Newest agreement first; a text without a date, last."""
    return sorted(documents, key=lambda d: (d.effective or "", d.title), reverse=True)


def _choose_documents(documents: list[Document]) -> tuple[bool, list[Document]]:
    """(Were several named, to stand beside each other?, the documents that are meant)."""
    names = {document.id: document.title for document in documents}
    first, second, third, fourth = st.columns([3, 2, 2, 6])
    guilds = sorted({d.guild for d in documents if d.guild})
    guild = first.selectbox(
        "Guild", [state.ALL, *guilds], format_func=lambda key: key or "all guilds", key="ai_guild"
    )
    statuses = sorted({d.status for d in documents})
    status = second.selectbox(
        "Status",
        [state.ALL, *statuses],
        format_func=lambda key: widgets.words(key) if key else "any status",
        key="ai_status",
    )
    day = third.date_input("In force at", None, format="YYYY-MM-DD", key="ai_day")
    left = [d for d in documents if _is_meant(d, guild, status, day)]
    wanted = st.query_params.get("document")
    if "ai_documents" not in st.session_state and wanted in names:
        st.session_state["ai_documents"] = [wanted]
    picked = fourth.multiselect(
        "Documents, beside each other",
        [document.id for document in left],
        format_func=lambda key: names[key],
        placeholder="all, newest first",
        key="ai_documents",
    )
    return len(picked) > 1, [d for d in left if d.id in picked] if picked else left


def _is_meant(document: Document, guild: str, status: str, day: date | None) -> bool:
    return (
        guild in (state.ALL, document.guild)
        and status in (state.ALL, document.status)
        and (day is None or document.is_in_force(day.isoformat()))
    )


if __name__ == "__main__":  # as Streamlit runs a screen
    show()
