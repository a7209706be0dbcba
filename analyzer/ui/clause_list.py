"""The tab Clauses: clauses of one topic, of several documents beside each other if wanted, with
the page of the open one at the right.

Draws; documents and their findings in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from analyzer.records import Document, DocumentId, Finding
from analyzer.ui import (
    address,
    correcting,
    finding_shown,
    page_view,
    silences,
    state,
    widgets,
)
from analyzer.ui.listing import beside, show_steps
from analyzer.ui.second_reading import TwiceFound
from analyzer.ui.topics import choose_topic

A_PAGE = 6
#: more columns leave no room for words
MOST_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of the list: a column of findings a document, or one column of all."""

    columns: tuple[tuple[Finding, ...], ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them, column by column."""
        return tuple(finding for column in self.columns for finding in column)


@dataclass(frozen=True, slots=True)
class _Meant:
    """What findings are drawn with: their documents, those that head a column, their verdicts."""

    by_id: Mapping[DocumentId, Document]
    heads: tuple[Document, ...]
    twice: TwiceFound


def show(documents: Sequence[Document], *, beside: bool) -> None:
    """Draw the tab; `beside`: a column a document."""
    by_id = {document.id: document for document in documents}
    found = [finding for document in documents for finding in state.findings_of(document)]
    tree, rest = st.columns([2, 9])
    with tree:
        topic = choose_topic(found, by_id)
    if topic is None:
        with rest:
            st.html(
                "<p>No AI clause was found in these documents. The tab Silences says what was "
                "looked for; a question is answered from all of their clauses; or take off a "
                "filter above, where one is set.</p>"
            )
            silences.show_ways(documents)
        return
    with rest:
        if beside and len(documents) > MOST_COLUMNS:
            st.html(f'<p role="note">The first {MOST_COLUMNS} of {len(documents)} documents.</p>')
        columns = tuple(documents[:MOST_COLUMNS]) if beside else ()
        shown = [finding for finding in found if finding.topic == topic]
        leaves = _cut(_lists(shown, columns))
        _take_up(leaves)
        _show_list(leaves, by_id, columns)


@st.fragment
@address.in_one_step
def _show_list(
    leaves: Sequence[Leaf], by_id: Mapping[DocumentId, Document], heads: Sequence[Document]
) -> None:
    """The list with the page of the open clause; a step draws only this part of the screen."""
    twice = state.found_twice(by_id.values())
    middle, page = st.columns([5, 4] if len(heads) < MOST_COLUMNS else [6, 3])
    with middle:
        opened = _show_leaves(leaves, _Meant(by_id, tuple(heads), twice))
    address.note(clause=opened.clause_id if opened else None)
    if opened is None:
        return
    with page:
        st.html(f"<p>{widgets.place_html(opened.clause, by_id[opened.document])}</p>")
        page_view.show_clause_page(*_place(opened, by_id))
    page_view.draw_ahead(_place(finding, by_id) for finding in _next_to(opened, leaves))
    # the answer is on the screen: now its quotes are looked at once more
    twice.begin(state.open_library())


def _next_to(opened: Finding, leaves: Sequence[Leaf]) -> list[Finding]:
    """What a click may open next: the one after it, the one before it, what else is in sight."""
    everything = [finding for leaf in leaves for finding in leaf.findings]
    at = next(at for at, finding in enumerate(everything) if finding is opened)
    leaf = next(leaf for leaf in leaves if any(each is opened for each in leaf.findings))
    return [*beside(everything, at), *leaf.findings]


def _lists(shown: Sequence[Finding], columns: Sequence[Document]) -> list[list[Finding]]:
    if not columns:
        return [list(shown)]
    return [[f for f in shown if f.document == document.id] for document in columns]


def _cut(lists: Sequence[Sequence[Finding]]) -> list[Leaf]:
    longest = max(map(len, lists), default=0)
    return [
        Leaf(tuple(tuple(column[at : at + A_PAGE]) for column in lists))
        for at in range(0, max(longest, 1), A_PAGE)
    ]


# ── the list ─────────────────────────────────────────────────────────────────────────────────────
def _show_leaves(leaves: Sequence[Leaf], meant: _Meant) -> Finding | None:
    everything = [finding for leaf in leaves for finding in leaf.findings]
    with st.container(horizontal=True, vertical_alignment="center"):
        steps = st.container(horizontal=True, width="content")
        at = (
            st.pagination(len(leaves), max_visible_pages=5, key="clause_page")
            if len(leaves) > 1
            else 1
        )
        leaf = leaves[min(at, len(leaves)) - 1]
        wanted = st.session_state.get("open_finding")
        opened = next((f for f in leaf.findings if f.clause_id == wanted), None)
        opened = opened or next(iter(leaf.findings), None)
    with steps:
        _show_steps(opened, leaves, everything)
    if heads := meant.heads:
        for column, document, part in zip(st.columns(len(heads)), heads, leaf.columns, strict=True):
            with column:
                _show_column(document, part, opened, meant)
        return opened
    for finding in leaf.findings:
        _show_card(finding, meant, opened=finding is opened)
    return opened


def _show_column(
    document: Document, part: Sequence[Finding], opened: Finding | None, meant: _Meant
) -> None:
    st.html(f"<h3>{widgets.title_html(document)}</h3>")
    if not part:
        st.html('<p><span class="silent">no clause of this topic here</span></p>')
    for finding in part:
        _show_card(finding, meant, opened=finding is opened, titled=False)


def _show_steps(
    opened: Finding | None, leaves: Sequence[Leaf], everything: Sequence[Finding]
) -> None:
    at = next((i for i, finding in enumerate(everything) if finding is opened), 0)
    show_steps(at, len(everything), name="finding", go=lambda to: _step_to(everything[to], leaves))


def _take_up(leaves: Sequence[Leaf]) -> None:
    """The clause that the address names is the open one."""
    asked = address.still_asked()
    if asked is None:
        return
    wanted = address.first(asked, "clause")
    everything = [finding for leaf in leaves for finding in leaf.findings]
    named = next((f for f in everything if f.clause_id == wanted), None)
    if named or everything:
        _step_to(named or everything[0], leaves)
    if wanted and not named:
        address.miss("clause", "The first of the topic is shown instead.")


def _step_to(finding: Finding, leaves: Sequence[Leaf]) -> None:
    st.session_state["open_finding"] = finding.clause_id
    for number, leaf in enumerate(leaves, start=1):
        if finding in leaf.findings:
            st.session_state["clause_page"] = number


def _show_card(finding: Finding, meant: _Meant, *, opened: bool, titled: bool = True) -> None:
    document = meant.by_id[finding.document]
    name = f"{'opened' if opened else 'card'}_{finding.topic}_{finding.clause_id}"
    with st.container(border=True, key=name, gap="xsmall"):
        finding_shown.show_finding(finding, document, meant.twice, titled=titled)
        with st.container(horizontal=True):
            st.button(
                widgets.open_words(finding.clause),
                key=f"finding_{finding.clause_id}",
                type="tertiary",
                on_click=_open,
                args=(finding,),
            )
            if st.button("✎ Overrule", key=f"overrule_{finding.clause_id}", type="tertiary"):
                correcting.ask_about_clause(finding.clause, document, topic=finding.topic)


def _open(finding: Finding) -> None:
    st.session_state["open_finding"] = finding.clause_id


def _place(finding: Finding, by_id: Mapping[DocumentId, Document]) -> page_view.Place:
    spans = [(item.start, item.end) for item in finding.evidence]
    return by_id[finding.document], finding.clause, spans
