"""Compare: two documents, or one by its own marks; each change as a redline beside its pages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analyzer.errors import AnalyzerError, NotComparableError
from analyzer.records import Document
from analyzer.ui import (
    across,
    address,
    auditing,
    changes,
    comparing,
    filtering,
    foremost,
    leading,
    state,
    waiting,
    widgets,
)
from analyzer.ui.changes import Listed
from analyzer.ui.comparing import Made
from analyzer.ui.story import choose_story

TWO, OWN, AUDIT = "Two documents", "One document's own marks", "Marks held against the base"
#: as an address names them
WHATS = {"two": TWO, "marks": OWN, "audit": AUDIT}
NO_MARKS = (
    "No document of this library strikes or underlines words of its own. Compare two documents, or "
    "drop one that carries marks on the Library screen."
)


def show() -> None:
    """Draw the screen."""
    st.title("Compare")
    documents = state.documents()
    if not documents:
        waiting.show_nothing_yet("two documents are compared here", _are_two)
        return
    _take_up(documents)
    st.session_state.setdefault("compare_what", TWO)
    wanted = st.segmented_control(
        "What to compare",
        tuple(WHATS.values()),
        required=True,
        key="compare_what",
        persist_state="session",
        label_visibility="collapsed",
    )
    address.note(what=next(name for name, label in WHATS.items() if label == wanted))
    if wanted == OWN:
        _show_own_marks(documents)
    elif wanted == AUDIT:
        _show_audit(documents)
    elif len(documents) < 2:
        _show_too_few()
    else:
        _show_two(documents)


def _take_up(documents: tuple[Document, ...]) -> None:
    """What the address names is chosen, once; what it does not name is as at first."""
    asked = address.asked()
    if asked is None:
        return
    session, held = st.session_state, {str(document.id) for document in documents}
    marks = address.known_document(asked, "marks", held)
    what = address.one_of(asked, "what", WHATS, "marks" if marks else "two")
    session["compare_what"] = WHATS[what]
    if marks:
        session["audit_proposal" if what == "audit" else "marked_document"] = marks
    base = address.known_document(asked, "base", held)
    if base and marks:
        session[f"audit_base_{marks}"] = base
    pair = [address.known_document(asked, side, held) for side in ("old", "new")]
    session["compare_old"], session["compare_new"] = pair if all(pair) else (None, None)
    session["ai_only"] = "every" not in asked.get("show", ())
    session["hide_quiet"] = "quiet" not in asked.get("show", ())
    session["audit_every"] = "true" in asked.get("show", ())


def _show_too_few() -> None:
    if waiting.jobs_under_way():
        waiting.show_nothing_yet("two documents are compared here", _are_two)
        return
    st.html("<p>There is one document; two are needed. Drop another on the Library screen.</p>")
    leading.lead_to("library", "Go to the library", first=True)


def _are_two(documents: Sequence[Document]) -> bool:
    return len(documents) > 1


def _choose_filters() -> tuple[bool, bool, DeltaGenerator]:
    """(AI only, hide what only looks different, where more filters go)."""
    bar = st.container(horizontal=True, vertical_alignment="center")
    for key in ("ai_only", "hide_quiet"):
        st.session_state.setdefault(key, True)
    with bar:
        ai_only = st.toggle("AI only", key="ai_only", persist_state="session")
        hide_quiet = st.toggle(
            "Hide setting and renumbering", key="hide_quiet", persist_state="session"
        )
    address.note(show=[*([] if ai_only else ["every"]), *([] if hide_quiet else ["quiet"])])
    return ai_only, hide_quiet, bar


# ── two documents ────────────────────────────────────────────────────────────────────────────────
def _show_two(documents: tuple[Document, ...]) -> None:
    old, new = _choose_pair(documents)
    address.note(old=old.id, new=new.id)
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
            compared, (made.key, listed.wanted), opened=partial(changes.open_change, listed)
        )
    across.show_rates(compared)
    across.show_elsewhere(compared)
    across.show_context(compared)
    changes.show_changes(listed)
    changes.show_downloads(listed)
    changes.show_apart(listed)


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
    """What was chosen before stays where it is still here."""
    ids = {str(document.id) for document in documents}
    session = st.session_state
    for key, first in zip(("compare_old", "compare_new"), _first_pair(documents), strict=True):
        if session.get(key) not in ids:
            session[key] = first


def _first_pair(documents: tuple[Document, ...]) -> tuple[str, str]:
    ids: list[str] = [document.id for document in documents]
    story = choose_story(documents)
    if story is not None:
        return story.contract.id, story.proposal.id
    return ids[-2], ids[-1]


def _show_not_comparable(error: AnalyzerError, old: Document, new: Document) -> None:
    widgets.show_error(error)
    with st.container(horizontal=True):
        for document, side in ((old, "old"), (new, "new")):
            label = f"AI clauses of the {side} document"
            leading.lead_to("ai_clauses", label, document=document.id)
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
    address.note(marks=document.id)
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
        st.session_state["marked_document"] = ids[0]
    key = st.selectbox(
        "Document that carries marks",
        ids,
        format_func=lambda key: by_id[key].title,
        key="marked_document",
        persist_state="session",
    )
    document = by_id[str(key)]
    st.html(widgets.badges_html(document))
    return document


if __name__ == "__main__":  # as Streamlit runs a screen
    show()
