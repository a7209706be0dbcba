"""What the Compare screen shows of changes: counts, terms, the list, one change with its pages.

Whether two documents were compared or one is told by its own marks, the list and the downloads are
the same; own marks have one page image, a comparison two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from html import escape

import streamlit as st

from analyzer.records import Change, ChangeKind, TermContrast, TermValue, WordOperation
from analyzer.results import REPORT_FORMATS, Compared
from analyzer.ui import page_view, state, taking, widgets
from analyzer.ui.listing import choose_row

#: kinds that are hidden while 'hide setting and renumbering' is on
QUIET = frozenset({ChangeKind.UNCHANGED, ChangeKind.RENUMBERED})
COUNTED = (
    ChangeKind.REWORDED,
    ChangeKind.ADDED,
    ChangeKind.REMOVED,
    ChangeKind.MOVED,
    ChangeKind.RENUMBERED,
    ChangeKind.UNCHANGED,
)
#: terms that differ shown at once
FIRST_TERMS = 5
#: counted only where there are any
SELDOM = (ChangeKind.SPLIT, ChangeKind.MERGED)
#: a document's own marks move nothing
MARKED = tuple(kind for kind in COUNTED if kind is not ChangeKind.MOVED)


def show_summary(compared: Compared) -> None:
    """How many clauses of each kind."""
    counts = Counter(change.kind for change in compared.comparison.restated)
    counted = COUNTED if compared.comparison.own_marks is None else MARKED
    shown = [*counted, *(kind for kind in SELDOM if counts[kind])]
    for column, kind in zip(st.columns(len(shown)), shown, strict=True):
        column.metric(kind, counts[kind])
    if compared.comparison.own_marks is None:
        for warning in compared.warnings:
            st.html(f'<p role="note">{escape(warning)}</p>')


def show_terms(compared: Compared) -> None:
    """AI terms whose values differ; all but the first few are folded."""
    contrasts = compared.comparison.terms_changed
    if not contrasts:
        return
    st.subheader("AI terms before and after")
    st.html(_terms_html(contrasts[:FIRST_TERMS]))
    more = contrasts[FIRST_TERMS:]
    if more:
        with st.expander(f"{len(more)} more terms that differ"):
            st.html(_terms_html(more))


def _terms_html(contrasts: Sequence[TermContrast]) -> str:
    rows = "".join(
        f"<tr><th>{escape(state.taxonomy().term_name(contrast.name))}</th>"
        f"{_value_html(contrast.old)}{_value_html(contrast.new)}</tr>"
        for contrast in contrasts
    )
    return f'<table class="plain"><tr><th>term</th><th>before</th><th>after</th></tr>{rows}</table>'


def _value_html(value: TermValue | None) -> str:
    if value is None:
        return '<td><span class="silent">silent</span></td>'
    shown = escape(widgets.scalar_words(value.value))
    return f'<td><b>{shown}</b><br><span class="where">“{escape(value.quote)}”</span></td>'


def show_changes(compared: Compared, *, hide_quiet: bool) -> None:
    """The list of changes, one of them open; the place in it is kept for each pair."""
    restated = compared.comparison.restated
    changes = [c for c in restated if not (hide_quiet and c.kind in QUIET)]
    if not changes:
        st.html(f"<p>{_why_none(compared)}</p>")
        return
    st.subheader(f"{len(changes)} change{'s' if len(changes) > 1 else ''}")
    listing, detail = st.columns([2, 5], gap="medium")
    with listing:
        at = choose_row(
            _rows(changes),
            name=f"changes_{_name(compared)}",
            alt="The list of changes; choose one to see it",
        )
    with detail:
        _show_change(changes[at], compared)


def _why_none(compared: Compared) -> str:
    marked, topic = compared.comparison.own_marks, compared.comparison.topic
    if not marked or topic is None:
        return "Nothing changed under these filters."
    clauses = "clause carries" if marked == 1 else "clauses carry"
    return (
        f"No marked clause is about AI. {marked} {clauses} marks: switch off AI only to see them."
    )


def _name(compared: Compared) -> str:
    """What is compared, for names of widgets."""
    old, new = compared.comparison.old, compared.comparison.new
    if compared.comparison.own_marks is not None:
        return f"{new.id}-own-marks-{new.sha256[:6]}"
    return f"{old.id}-{new.id}-{old.sha256[:6]}{new.sha256[:6]}"


def _rows(changes: list[Change]) -> list[dict[str, str]]:
    return [
        {
            "change": widgets.words(change.kind),
            "place": change.new_citation or change.old_citation or "",
            "topics": ", ".join(state.taxonomy().topic_name(t) for t in change.topics),
        }
        for change in changes
    ]


def _show_change(change: Change, compared: Compared) -> None:
    kinds = ", ".join(widgets.words(kind) for kind in (change.kind, *change.also))
    topics = "".join(
        f'<span class="badge topic">{escape(state.taxonomy().topic_name(topic))}</span>'
        for topic in change.topics
    )
    st.html(f"<p><b>{escape(kinds)}</b> {escape(_citations(change, compared))} {topics}</p>")
    if not {*change.old, *change.new}.isdisjoint(compared.comparison.perhaps_unread):
        st.html(
            '<p role="note"><i>Perhaps it only seems so: pages of the other document could not be '
            "read.</i></p>"
        )
    if compared.comparison.own_marks is not None:
        words, page = st.columns(2, gap="medium")
        with words:
            _show_words(change)
        with page:
            _show_marked_page(change, compared)
        return
    _show_words(change)
    _show_pages(change, compared)


def _citations(change: Change, compared: Compared) -> str:
    """Both places; a clause with marks of its own stands in one."""
    if compared.comparison.own_marks is None:
        return f"{change.old_citation or '—'} → {change.new_citation or '—'}"
    both = dict.fromkeys((change.old_citation, change.new_citation))
    return " → ".join(citation for citation in both if citation) or "—"


def _show_words(change: Change) -> None:
    if change.heading_words:
        st.html(f"<p>Heading: {widgets.redline_html(change.heading_words)}</p>")
    tabs = st.tabs(["Redline", "Side by side"])
    with tabs[0]:
        st.html(widgets.redline_html(change.words))
    with tabs[1]:
        left, right = st.columns(2)
        left.html(widgets.one_side_html(change.words, WordOperation.DELETE))
        right.html(widgets.one_side_html(change.words, WordOperation.INSERT))


def _show_marked_page(change: Change, compared: Compared) -> None:
    """The page on which the first mark of the clause is drawn."""
    document, clause = compared.comparison.new, compared.comparison.clauses[change.new[0]]
    st.html(f"<p>{widgets.place_html(clause, document)}</p>")
    page = clause.marks[0].page if clause.marks else state.first_page(clause)
    page_view.show_page(document, page, clause.boxes, scale=1.2)


def _show_pages(change: Change, compared: Compared) -> None:
    held = compared.comparison.clauses
    columns = st.columns(2)
    sides = (
        (columns[0], compared.comparison.old, change.old, "old"),
        (columns[1], compared.comparison.new, change.new, "new"),
    )
    for column, document, ids, name in sides:
        with column:
            if not ids:
                st.html(f"<p>Not in the {name} document.</p>")
                continue
            clause = held[ids[0]]
            st.html(f"<p>{widgets.place_html(clause, document)}</p>")
            page_view.show_clause_page(document, clause, scale=1.2, name=name)


def show_downloads(compared: Compared) -> None:
    """The report in each format that there is, Word first."""
    st.subheader("Take the report along")
    old, new = compared.comparison.old, compared.comparison.new
    own = compared.comparison.own_marks is not None
    titles = (new.title, "own marks") if own else (old.title, new.title)
    offered = [kind for kind in taking.ENDINGS if kind in REPORT_FORMATS.values()]
    with st.container(horizontal=True):
        for kind in offered:
            taking.show_button(
                kind,
                partial(compared.report_bytes, kind),
                taking.file_name(titles, (old, new), taking.ENDINGS[kind]),
                key=f"download_{kind}",
            )
