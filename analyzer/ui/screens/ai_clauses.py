"""AI clauses: topics with counts, clauses with their evidence marked, the page with its box."""

from __future__ import annotations

from collections import Counter
from html import escape

import streamlit as st

from analyzer.records import Document, DocumentId, Finding, Stage
from analyzer.ui import state, widgets

FIRST_TOPIC = "consent"
A_PAGE = 10


def show() -> None:
    """Draw the screen."""
    st.title("AI clauses")
    documents = [d for d in state.documents() if Stage.CUES in d.stages]
    if not documents:
        st.html("<p>No document has been read yet. Drop files on the Library screen.</p>")
        if st.button("Go to the library"):
            state.go_to("library")
        return
    tree, middle, page = st.columns([2, 5, 4], gap="medium")
    with tree:
        chosen = _choose_documents(documents)
        findings = [f for d in _newest_first(chosen) for f in state.findings_of(d)]
        topic = _choose_topic(findings)
    by_id = {document.id: document for document in documents}
    shown = [finding for finding in findings if finding.topic == topic]
    with middle:
        _show_findings(shown, by_id)
        _show_silences(chosen, topic)
    with page:
        _show_open_finding(shown, by_id)


def _choose_documents(documents: list[Document]) -> list[Document]:
    names = {document.id: document.title for document in documents}
    wanted = st.query_params.get("document")
    options: list[str | None] = [None, *names]
    chosen = st.selectbox(
        "Document",
        options,
        options.index(wanted) if wanted in names else 0,
        format_func=lambda key: names.get(key, "all documents") if key else "all documents",
    )
    guilds = sorted({d.guild for d in documents if d.guild})
    guild = st.selectbox("Guild", [None, *guilds], format_func=lambda key: key or "all guilds")
    statuses = sorted({d.status for d in documents})
    status = st.selectbox(
        "Status",
        [None, *statuses],
        format_func=lambda key: widgets.words(key) if key else "any status",
    )
    return [
        document
        for document in documents
        if chosen in (None, document.id)
        and guild in (None, document.guild)
        and status in (None, document.status)
    ]


def _newest_first(documents: list[Document]) -> list[Document]:
    return sorted(documents, key=lambda d: (d.effective or "", d.title), reverse=True)


def _choose_topic(findings: list[Finding]) -> str | None:
    counts = Counter(finding.topic for finding in findings)
    slugs = [topic.slug for topic in state.taxonomy().topics if counts[topic.slug]]
    if not slugs:
        st.html("<p>No AI clause was found in these documents.</p>")
        return None
    first = slugs.index(FIRST_TOPIC) if FIRST_TOPIC in slugs else 0
    return st.radio(
        "Topic",
        slugs,
        first,
        format_func=lambda slug: f"{state.taxonomy().topic_name(slug)} ({counts[slug]})",
        key="topic",
    )


def _show_findings(shown: list[Finding], by_id: dict[DocumentId, Document]) -> None:
    if not shown:
        return
    pages = -(-len(shown) // A_PAGE)
    at = st.pagination(pages, key="finding_page") if pages > 1 else 1
    for finding in shown[(at - 1) * A_PAGE : at * A_PAGE]:
        with st.container(border=True):
            st.html(widgets.finding_html(finding, by_id[finding.document]))
            label = f"Open page {state.first_page(finding.clause)}"
            if st.button(label, key=f"finding_{finding.clause_id}", type="tertiary"):
                st.session_state["open_finding"] = finding.clause_id


def _show_silences(documents: list[Document], topic: str | None) -> None:
    rows = []
    for document in documents:
        for silence in state.findings_of(document).silences:
            if silence.scope == "document" and silence.term and silence.topic in (None, topic):
                name = state.taxonomy().term_name(silence.term)
                rows.append(
                    f"<tr><td>{escape(document.title)}</td>"
                    f'<td><span class="silent">{escape(name)}: silent</span></td>'
                    f"<td>{len(silence.looked_in)} clauses searched</td></tr>"
                )
    if rows:
        with st.expander(f"What is not said ({len(rows)})"):
            st.html(f'<table class="plain">{"".join(rows)}</table>')


def _show_open_finding(shown: list[Finding], by_id: dict[DocumentId, Document]) -> None:
    if not shown:
        return
    wanted = st.session_state.get("open_finding")
    finding = next((f for f in shown if f.clause_id == wanted), shown[0])
    place = state.OpenPlace(
        state.first_page(finding.clause),
        finding.clause_id,
        tuple((item.start, item.end) for item in finding.evidence),
    )
    document = by_id[finding.document]
    st.html(f"<p>{widgets.place_html(finding.clause, document)}</p>")
    widgets.show_page(document, place)


if __name__ == "__main__":  # as Streamlit runs a screen
    show()
