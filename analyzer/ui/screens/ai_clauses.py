"""AI clauses: which documents are meant, above; below, one of five tabs: Clauses, Terms, Silences,
Checks, Paste.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from html import escape

import streamlit as st

from analyzer.records import Document, Stage
from analyzer.ui import (
    address,
    checking,
    clause_list,
    correcting,
    matrix,
    pasting,
    silences,
    state,
    waiting,
    widgets,
)

#: by the name that an address gives them
TABS = {
    "clauses": "Clauses",
    "terms": "Terms",
    "silences": "Silences",
    "checks": "Checks",
    "paste": "Paste a clause",
}
PASTE = TABS["paste"]
# 2026-07-01
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def show() -> None:
    """Draw the screen."""
    st.title("AI clauses")
    documents = [d for d in state.documents() if Stage.CUES in d.stages]
    if not documents:
        waiting.show_nothing_yet("its AI clauses stand here", _is_searched)
        return
    _take_up(documents)
    _tell_of_awaited(documents)
    beside, chosen = _choose_documents(newest_first(documents))
    tabs = st.tabs(list(TABS.values()), key="ai_tab", on_change="rerun")
    for (name, label), tab in zip(TABS.items(), tabs, strict=True):
        if tab.open:
            address.note(tab=name)
            with tab:
                _show_tab(label, chosen, tuple(documents), beside=beside)
    correcting.show_theirs(documents)
    correcting.show_form()


def _take_up(documents: list[Document]) -> None:
    """What the address names is chosen: documents, filters, tab; each tab takes up the rest."""
    asked = address.asked()
    if asked is None:
        return
    session = st.session_state
    searched = {str(document.id): document for document in documents}
    session["ai_documents"] = _take_documents(asked.get("document", ()), searched)
    by_guild = address.known_document(asked, "guild", searched)
    session["ai_guild"] = (searched[by_guild].guild if by_guild else None) or state.ALL
    statuses = {document.status for document in documents}
    session["ai_status"] = address.one_of(asked, "status", statuses, state.ALL)
    day = address.first(asked, "day")
    session["ai_day"] = _day_of(day) if day else None
    session["ai_tab"] = TABS[address.one_of(asked, "tab", TABS, "clauses")]


def _take_documents(named: Sequence[str], searched: Mapping[str, Document]) -> list[str]:
    """Those that are searched for AI clauses; the others are awaited, or not here at all."""
    held = {str(document.id) for document in state.documents()}
    if not held.issuperset(named):
        address.miss("document", "Drop its file on the Library screen, or look at the others.")
    awaited = [name for name in named if name in held and name not in searched]
    st.session_state["ai_awaited"] = awaited
    return [name for name in named if name in searched]


def _tell_of_awaited(documents: list[Document]) -> None:
    """Of documents that a link leads to and that are not searched yet; they come by themselves."""
    awaited: list[str] = st.session_state.get("ai_awaited", [])
    if not awaited:
        return
    searched = {str(document.id) for document in documents}
    arrived = [name for name in awaited if name in searched]
    if arrived:
        st.session_state["ai_documents"] = [*st.session_state.get("ai_documents", []), *arrived]
    left = [d for d in state.documents() if d.id in awaited and d.id not in searched]
    st.session_state["ai_awaited"] = [str(document.id) for document in left]
    if left:
        _watch([str(document.id) for document in left])


@st.fragment(run_every=waiting.SOON)
def _watch(awaited: list[str]) -> None:
    documents = [d for d in state.documents() if d.id in awaited]
    if len(documents) < len(awaited) or any(Stage.CUES in d.stages for d in documents):
        st.rerun()
    for document in documents:
        st.html(
            f'<p role="status">{escape(document.title)} is still being searched for AI clauses. It '
            "stands here when that is done; look at the others meanwhile.</p>"
        )


def _day_of(day: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(day) if _DAY.fullmatch(day) else None
    return None


def _is_searched(documents: Sequence[Document]) -> bool:
    return any(Stage.CUES in document.stages for document in documents)


def _show_tab(
    name: str, chosen: list[Document], documents: tuple[Document, ...], *, beside: bool
) -> None:
    if name == PASTE:
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
    statuses = sorted({d.status for d in documents})
    for key, known in (("ai_guild", guilds), ("ai_status", statuses)):
        if st.session_state.get(key) not in known:
            st.session_state[key] = state.ALL
    guild = first.selectbox(
        "Guild",
        [state.ALL, *guilds],
        format_func=lambda key: key or "all guilds",
        key="ai_guild",
        persist_state="session",
    )
    status = second.selectbox(
        "Status",
        [state.ALL, *statuses],
        format_func=lambda key: widgets.words(key) if key else "any status",
        key="ai_status",
        persist_state="session",
    )
    st.session_state.setdefault("ai_day", None)
    day = third.date_input(
        "In force at", None, format="YYYY-MM-DD", key="ai_day", persist_state="session"
    )
    left = [d for d in documents if _is_meant(d, guild, status, day)]
    here = [document.id for document in left]
    held = st.session_state.get("ai_documents", [])
    if not set(held) <= set(here):
        st.session_state["ai_documents"] = [name for name in held if name in here]
    picked = fourth.multiselect(
        "Documents, beside each other",
        here,
        format_func=lambda key: names[key],
        placeholder="all, newest first",
        key="ai_documents",
        persist_state="session",
    )
    address.note(
        document=[*picked, *st.session_state.get("ai_awaited", [])],
        guild=address.of_guild(documents, guild or None),
        status=status,
        day=day.isoformat() if day else None,
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
