"""Compare: two documents, what changed, each change as a redline beside both page images."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from analyzer.errors import AnalyzerError, NotComparableError
from analyzer.records import Change, ChangeKind, Document, WordOperation
from analyzer.results import REPORT_FORMATS, Compared
from analyzer.ui import state, widgets
from analyzer.ui.story import choose_story

#: kinds that are hidden while 'hide setting and renumbering' is on
QUIET = frozenset({ChangeKind.UNCHANGED, ChangeKind.RENUMBERED})
COUNTED = ("reworded", "added", "removed", "moved", "renumbered", "unchanged")
MIME = {"html": "text/html", "markdown": "text/markdown", "json": "application/json"}


def show() -> None:
    """Draw the screen."""
    st.title("Compare")
    documents = state.documents()
    if len(documents) < 2:
        st.html("<p>Two documents are needed. Drop files on the Library screen.</p>")
        if st.button("Go to the library"):
            state.go_to("library")
        return
    old, new = _choose_pair(documents)
    with st.container(horizontal=True):
        ai_only = st.toggle("AI only", value=True, key="ai_only")
        hide_quiet = st.toggle("Hide setting and renumbering", value=True, key="hide_quiet")
    if old.id == new.id:
        st.html("<p>These are the same document. Choose two.</p>")
        return
    try:
        with st.spinner("Comparing…"):
            compared = state.comparison(old, new, "ai" if ai_only else None)
    except NotComparableError as error:
        _show_not_comparable(error, old, new)
        return
    except AnalyzerError as error:
        widgets.show_error(error)
        return
    _show_summary(compared)
    _show_terms(compared)
    changes = [c for c in compared.changes if not (hide_quiet and c.kind in QUIET)]
    _show_changes(changes, compared)
    _show_downloads(compared)


def _choose_pair(documents: tuple[Document, ...]) -> tuple[Document, Document]:
    by_id: dict[str, Document] = {document.id: document for document in documents}
    ids = list(by_id)
    chosen: list[Document] = []
    for column, name, first in zip(
        st.columns(2), ("Old", "New"), _first_pair(documents), strict=True
    ):
        with column:
            key = st.selectbox(
                name, ids, ids.index(first), format_func=lambda key: by_id[key].title
            )
            chosen.append(by_id[str(key)])
            st.html(widgets.badges_html(chosen[-1]))
    return chosen[0], chosen[1]


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
            if st.button(f"AI clauses of the {side} document", key=f"lead_{side}"):
                state.go_to("ai_clauses", document=document.id)


def _show_summary(compared: Compared) -> None:
    summary = compared.comparison.summary
    for column, name in zip(st.columns(len(COUNTED)), COUNTED, strict=True):
        column.metric(name, summary.get(name, 0))


def _show_terms(compared: Compared) -> None:
    contrasts = compared.comparison.terms_changed
    if not contrasts:
        return
    rows = ""
    for contrast in contrasts:
        cells = ""
        for value in (contrast.old, contrast.new):
            if value is None:
                cells += '<td><span class="silent">silent</span></td>'
            else:
                shown = escape(widgets.words(str(value.value)))
                cells += f'<td><b>{shown}</b><br><span class="where">“{escape(value.quote)}”</span>'
        rows += f"<tr><th>{escape(state.taxonomy().term_name(contrast.name))}</th>{cells}</tr>"
    st.subheader("AI terms before and after")
    st.html(
        f'<table class="plain"><tr><th>term</th><th>before</th><th>after</th></tr>{rows}</table>'
    )


def _show_changes(changes: list[Change], compared: Compared) -> None:
    if not changes:
        st.html("<p>Nothing changed under these filters.</p>")
        return
    st.subheader(f"{len(changes)} changes")
    at = min(st.session_state.get("change_at", 0), len(changes) - 1)
    listing, detail = st.columns([2, 5], gap="medium")
    with listing:
        at = _choose_change(changes, at)
    with detail:
        _show_change(changes[at], compared)


def _choose_change(changes: list[Change], at: int) -> int:
    with st.container(horizontal=True):
        if st.button("Previous", shortcut="k", disabled=at == 0):
            at -= 1
            st.session_state["list_version"] = st.session_state.get("list_version", 0) + 1
        if st.button("Next", shortcut="j", disabled=at == len(changes) - 1):
            at += 1
            st.session_state["list_version"] = st.session_state.get("list_version", 0) + 1
    rows = [
        {
            "change": widgets.words(change.kind),
            "place": change.new_citation or change.old_citation or "",
            "topics": ", ".join(state.taxonomy().topic_name(t) for t in change.topics),
        }
        for change in changes
    ]
    picked = st.dataframe(
        rows,
        key=f"changes_{st.session_state.get('list_version', 0)}_{len(changes)}",
        on_select="rerun",
        selection_mode="single-row",
        selection_default={"selection": {"rows": [at], "columns": [], "cells": []}},
        height=420,
        alt="The list of changes; choose one to see it",
    )
    chosen = picked["selection"]["rows"] if picked else []
    at = chosen[0] if chosen and chosen[0] < len(changes) else at
    st.session_state["change_at"] = at
    return at


def _show_change(change: Change, compared: Compared) -> None:
    kinds = ", ".join(widgets.words(kind) for kind in (change.kind, *change.also))
    topics = "".join(
        f'<span class="badge topic">{escape(state.taxonomy().topic_name(topic))}</span>'
        for topic in change.topics
    )
    st.html(
        f"<p><b>{escape(kinds)}</b> {escape(change.old_citation or '—')} → "
        f"{escape(change.new_citation or '—')} {topics}</p>"
    )
    if not {*change.old, *change.new}.isdisjoint(compared.comparison.perhaps_unread):
        st.html(
            '<p role="note"><i>Perhaps it only seems so: pages of the other document could not be '
            "read.</i></p>"
        )
    if change.heading_words:
        st.html(f"<p>Heading: {widgets.redline_html(change.heading_words)}</p>")
    tabs = st.tabs(["Redline", "Side by side"])
    with tabs[0]:
        st.html(widgets.redline_html(change.words))
    with tabs[1]:
        left, right = st.columns(2)
        left.html(widgets.one_side_html(change.words, WordOperation.DELETE))
        right.html(widgets.one_side_html(change.words, WordOperation.INSERT))
    _show_pages(change, compared)


def _show_pages(change: Change, compared: Compared) -> None:
    held = compared.comparison.clauses
    columns = st.columns(2)
    sides = (
        (columns[0], compared.comparison.old, change.old, "Not in the old document."),
        (columns[1], compared.comparison.new, change.new, "Not in the new document."),
    )
    for column, document, ids, absent in sides:
        with column:
            if not ids:
                st.html(f"<p>{absent}</p>")
                continue
            clause = held[ids[0]]
            st.html(f"<p>{widgets.place_html(clause, document)}</p>")
            place = state.OpenPlace(document.id, state.first_page(clause), clause.id)
            widgets.show_page(document, place, scale=1.2)


def _maker(compared: Compared, kind: str) -> Callable[[], str]:
    """Makes the report when it is asked for, not before."""
    return lambda: compared.report(kind)


def _show_downloads(compared: Compared) -> None:
    old, new = compared.comparison.old, compared.comparison.new
    name = f"{old.id}-{new.id}-{old.sha256[:6]}{new.sha256[:6]}"
    st.subheader("Take the report along")
    with st.container(horizontal=True):
        for ending, kind in REPORT_FORMATS.items():
            if ending == ".htm":
                continue
            st.download_button(
                kind.upper() if kind != "markdown" else "Markdown",
                data=_maker(compared, kind),
                file_name=f"{name}{ending}",
                mime=MIME[kind],
                on_click="ignore",
                key=f"download_{kind}",
            )


if __name__ == "__main__":  # as Streamlit runs a screen
    show()
