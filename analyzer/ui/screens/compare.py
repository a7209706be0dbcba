"""Compare: two documents, or one by its own marks; each change as a redline beside its pages."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analyzer.errors import AnalyzerError, NotComparableError
from analyzer.records import Document
from analyzer.ui import across, auditing, changes, comparing, filtering, foremost, state, widgets
from analyzer.ui.changes import Listed
from analyzer.ui.comparing import Made
from analyzer.ui.story import choose_story

TWO, OWN = "Two documents", "One document's own marks"
NO_MARKS = (
    "No document of this library strikes or underlines words of its own. Compare two documents, or "
    "drop one that carries marks on the Library screen."
)
AUDIT = "Marks held against the base"


def show() -> None:
    """Draw the screen."""
    st.title("Compare")
    documents = state.documents()
    if not documents:
        widgets.show_empty_library()
        return
    if "compare_what" not in st.session_state:
        st.session_state["compare_what"] = OWN if st.query_params.get("marks") else TWO
    wanted = st.segmented_control(
        "What to compare",
        (TWO, OWN, AUDIT),
        required=True,
        key="compare_what",
        label_visibility="collapsed",
    )
    if wanted == OWN:
        _show_own_marks(documents)
    elif wanted == AUDIT:
        _show_audit(documents)
    elif len(documents) < 2:
        _show_too_few()
    else:
        _show_two(documents)


def _show_too_few() -> None:
    st.html("<p>There is one document; two are needed. Drop another on the Library screen.</p>")
    widgets.lead_to("library", "Go to the library")


def _choose_filters() -> tuple[bool, bool, DeltaGenerator]:
    """(AI only, hide what only looks different, where more filters go)."""
    bar = st.container(horizontal=True, vertical_alignment="center")
    with bar:
        ai_only = st.toggle("AI only", value=True, key="ai_only", persist_state="session")
        hide_quiet = st.toggle(
            "Hide setting and renumbering", value=True, key="hide_quiet", persist_state="session"
        )
    return ai_only, hide_quiet, bar


# ── two documents ────────────────────────────────────────────────────────────────────────────────
def _show_two(documents: tuple[Document, ...]) -> None:
    old, new = _choose_pair(documents)
    ai_only, hide_quiet, bar = _choose_filters()
    if old.id == new.id:
        st.html("<p>These are the same document. Choose two.</p>")
        return
    try:
        made = comparing.compare(old, new, "ai" if ai_only else None)
    except NotComparableError as error:
        _show_not_comparable(error, old, new)
        return
    except AnalyzerError as error:
        widgets.show_error(error)
        return
    if made is not None:
        _show_made(made, bar, hide_quiet=hide_quiet)


def _show_made(made: Made, bar: DeltaGenerator, *, hide_quiet: bool) -> None:
    """Counts, what matters, terms, rates, what is elsewhere, every change, the downloads."""
    with bar:
        wanted = filtering.choose(made, hide_quiet=hide_quiet)
    listed = Listed(made, wanted, hide_quiet)
    compared = listed.compared
    foremost.show_counts(compared)
    if compared.comparison.own_marks is None:
        foremost.show_first(
            compared, (made.number, listed.wanted), opened=partial(changes.open_change, listed)
        )
    across.show_rates(compared)
    across.show_elsewhere(compared)
    across.show_context(compared)
    changes.show_changes(listed)
    changes.show_downloads(listed)


def _choose_pair(documents: tuple[Document, ...]) -> tuple[Document, Document]:
    by_id: dict[str, Document] = {document.id: document for document in documents}
    ids = list(by_id)
    _set_first_pair(documents)
    chosen: list[Document] = []
    for column, name in zip(st.columns(2), ("Old", "New"), strict=True):
        with column:
            key = st.selectbox(
                name,
                ids,
                format_func=lambda key: by_id[key].title,
                key=f"compare_{name.lower()}",
                persist_state="session",
            )
            chosen.append(by_id[str(key)])
            st.html(widgets.badges_html(chosen[-1]))
    return chosen[0], chosen[1]


def _set_first_pair(documents: tuple[Document, ...]) -> None:
    """What an address names is chosen once, for each time it names another pair; else what was
    chosen before stays."""
    ids = {str(document.id) for document in documents}
    named = (st.query_params.get("old"), st.query_params.get("new"))
    held = (st.session_state.get("compare_old"), st.session_state.get("compare_new"))
    is_new = named != st.session_state.get("compare_named")
    st.session_state["compare_named"] = named
    if ids.issuperset(held) and not (is_new and ids.issuperset(named)):
        return
    first = _first_pair(documents)
    st.session_state["compare_old"], st.session_state["compare_new"] = first


def _first_pair(documents: tuple[Document, ...]) -> tuple[str, str]:
    ids: list[str] = [document.id for document in documents]
    old, new = st.query_params.get("old"), st.query_params.get("new")
    if old in ids and new in ids:
        return str(old), str(new)
    story = choose_story(documents)
    if story is not None:
        return story.contract.id, story.proposal.id
    return ids[-2], ids[-1]


def _show_not_comparable(error: AnalyzerError, old: Document, new: Document) -> None:
    widgets.show_error(error)
    with st.container(horizontal=True):
        for document, side in ((old, "old"), (new, "new")):
            label = f"AI clauses of the {side} document"
            widgets.lead_to("ai_clauses", label, document=document.id)
            if state.carries_marks(document):
                st.button(
                    f"Own marks of the {side} document",
                    key=f"marks_{side}",
                    on_click=_turn_to_own_marks,
                    args=(document.id,),
                )


# ── one document's own marks ─────────────────────────────────────────────────────────────────────
def _turn_to_own_marks(document: str) -> None:
    st.session_state["compare_what"] = OWN
    st.session_state["marked_document"] = document


def _show_own_marks(documents: tuple[Document, ...]) -> None:
    marked = tuple(document for document in documents if state.carries_marks(document))
    if not marked:
        st.html(f"<p>{NO_MARKS}</p>")
        return
    document = _choose_marked(marked)
    ai_only, hide_quiet, bar = _choose_filters()
    try:
        made = comparing.own_marks(document, "ai" if ai_only else None)
    except AnalyzerError as error:
        widgets.show_error(error)
        return
    if made is not None:
        st.html(f'<p role="note">{escape(made.compared.preface)}</p>')
        _show_made(made, bar, hide_quiet=hide_quiet)


def _show_audit(documents: tuple[Document, ...]) -> None:
    marked = tuple(document for document in documents if state.carries_marks(document))
    if marked:
        auditing.show_audit(documents, marked)
    else:
        st.html(f"<p>{NO_MARKS}</p>")


def _choose_marked(marked: tuple[Document, ...]) -> Document:
    by_id: dict[str, Document] = {document.id: document for document in marked}
    ids = list(by_id)
    if st.session_state.get("marked_document") not in ids:
        named = st.query_params.get("marks")
        st.session_state["marked_document"] = named if named in ids else ids[0]
    key = st.selectbox(
        "Document that carries marks",
        ids,
        format_func=lambda key: by_id[key].title,
        key="marked_document",
    )
    document = by_id[str(key)]
    st.html(widgets.badges_html(document))
    return document


if __name__ == "__main__":  # as Streamlit runs a screen
    show()
