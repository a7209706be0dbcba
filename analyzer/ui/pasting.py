"""The tab Paste: language from anywhere, judged on the spot; nothing of it is kept unless asked.

Draws; gives nothing back. The pasted words stand in this session's memory alone, never in an
address.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from analyzer.assessments import Pasted
from analyzer.comparison.words import redline
from analyzer.errors import AnalyzerError
from analyzer.labels import name_place
from analyzer.pipeline.confirming import whole
from analyzer.records import Clause, ClauseId, Confirmation, Document, Hit, WordOperation
from analyzer.results import TermRow
from analyzer.ui import (
    address,
    checking,
    finding_shown,
    judging,
    page_view,
    standings,
    state,
    widgets,
)
from analyzer.ui.verdicts import Said, tell

TODAY = "the one in force today with the nearest clause"
#: characters of a paste: more is a document, and is dropped on the Library screen
LONGEST = 20_000
#: what a second reading says of pasted words
NOT_PRINTED: Said = ("", Confirmation.NOT_CHECKED, None, "pasted words stand on no printed page")
#: part of the longer text that both must share for a redline to be read
LEAST_SHARED = 0.3


def show(documents: tuple[Document, ...]) -> None:
    """Draw the tab."""
    asked, result = st.columns([4, 7], gap="medium")
    with asked:
        _ask(documents)
    wanted = judging.asked()
    with result:
        if wanted is None:
            st.html(
                "<p>Paste a clause at the left: its topics, its terms, what it leaves unsaid, how "
                "it stands to a side's positions, and the nearest clause in force.</p>"
            )
            return
        try:
            pasted = judging.take(wanted)
        except AnalyzerError as error:
            widgets.show_error(error)
            return
    if pasted is None:
        return
    with asked, st.expander("Keep it in the library"):
        _show_keeping(wanted.text)
    with result:
        _show_result(pasted, wanted)


def _ask(documents: tuple[Document, ...]) -> None:
    by_id: dict[str, Document] = {document.id: document for document in documents}
    asked = address.still_asked()
    if asked is not None:
        st.session_state["pasted_against"] = address.known_document(asked, "against", by_id) or (
            state.ALL
        )
        standings.take_up("paste", asked)
    text = st.text_area(
        "Paste a clause", height=240, max_chars=LONGEST, key="pasted_text", persist_state="session"
    )
    against = st.selectbox(
        "Held against",
        [state.ALL, *by_id],
        format_func=lambda key: by_id[key].title if key else TODAY,
        key="pasted_against",
    )
    address.note(against=against)
    positions = standings.ask_positions("paste")
    with st.container(horizontal=True):
        if st.button("Judge it", type="primary", key="judge"):
            judging.judge(judging.Asked(text, against or None, positions))
        if st.button("Clear", on_click=_clear):
            st.rerun()
    st.html('<p class="where">Nothing is kept: not the words, not the answer.</p>')


def _clear() -> None:
    judging.forget()
    st.session_state["pasted_text"] = ""


def _show_keeping(text: str) -> None:
    name = st.text_input("Title", "Pasted language", key="pasted_title")
    if st.button("Keep it", key="keep_pasted"):
        try:
            state.open_library().start_ingest([(f"{name or 'pasted'}.txt", text.encode("utf-8"))])
        except AnalyzerError as error:
            widgets.show_error(error)
            return
        st.html("<p>It is being read; see the Library screen.</p>")


# ── the answer ───────────────────────────────────────────────────────────────────────────────────
def _show_result(pasted: Pasted, wanted: judging.Asked) -> None:
    st.subheader("What it is about")
    st.html(f'<p class="where second">{tell([NOT_PRINTED])}</p>')
    for clause in pasted.clauses:
        st.html(_clause_html(pasted, clause))
    if not any(finding.asserted for finding in pasted.findings):
        st.html("<p>Nothing in it is held to be about AI.</p>")
    _show_nearest(pasted, there=wanted.against is not None)
    _show_left_silent(pasted)
    _show_risks(pasted)
    standings.show_standings(pasted.checked, wanted.positions is not None)


def _clause_html(pasted: Pasted, clause: Clause) -> str:
    found = [f for f in pasted.findings if f.asserted and f.clause_id == clause.id]
    spans = sorted({(item.start, item.end) for finding in found for item in finding.evidence})
    topics = "".join(
        f'<span class="badge topic">{escape(state.taxonomy().topic_name(finding.topic))} '
        f"{finding.score:.0%}</span>"
        for finding in found
    )
    terms = {(term.name, term.value): term for finding in found for term in finding.terms}
    return (
        f'<div class="quote">{widgets.spans_html(clause, spans)}</div>'
        f"<p>{topics}</p><p>{finding_shown.chips_html(terms.values())}</p>"
    )


def _show_nearest(pasted: Pasted, *, there: bool) -> None:
    st.subheader("The nearest clause there" if there else "The nearest clause in force")
    if not len(pasted.nearest):
        st.html("<p>No clause of the library is near it.</p>")
        return
    nearest: Mapping[str, Hit] = {hit.clause.id: hit for hit in pasted.nearest}
    chosen = st.selectbox(
        "Nearest first",
        list(nearest),
        format_func=lambda key: f"{nearest[key].clause.citation}, {nearest[key].document.title}",
        key=f"nearest_{pasted.nearest[0].clause.id}",
    )
    hit = nearest[chosen]
    words = " ".join(clause.text for clause in pasted.clauses)
    twice = state.read_twice([hit.document], [whole(hit.clause)])
    left, right = st.columns([6, 5])
    with left:
        st.html(
            f"<p>{widgets.place_html(hit.clause, hit.document)}<br>"
            f"{widgets.badges_html(hit.document)}</p>"
        )
        _show_redline(hit.clause.text, words)
        twice.show(whole(hit.clause))
    with right:
        page_view.show_clause_page(hit.document, hit.clause)
    twice.begin(state.open_library())


def _show_redline(old: str, new: str) -> None:
    """The words of both as a redline and side by side; that comes first which can be read."""
    pieces = redline(old, new)
    shared = sum(len(piece.text) for piece in pieces if piece.op is WordOperation.EQUAL)
    alike = shared >= LEAST_SHARED * max(len(old), len(new))
    names = ("Redline", "Side by side")
    marked, beside = st.tabs(names, default=names[0 if alike else 1])
    marked.html(
        '<p class="where">Struck: only in the contract. Underlined: only in the paste.</p>'
        f'<div class="quote">{widgets.redline_html(pieces)}</div>'
    )
    few = "" if alike else " Hardly a word is the same."
    beside.html(
        f'<p class="where">In the contract:</p><div class="quote">{escape(old)}</div>'
        f'<p class="where">Pasted:{few}</p><div class="quote">{escape(new)}</div>'
    )


def _show_left_silent(pasted: Pasted) -> None:
    """What the article of the nearest clause says and the paste does not; what the rest of the
    document says, folded."""
    base = pasted.against
    if base is None:
        return
    st.subheader("What it leaves unsaid")
    said = [row for row in state.findings_of(base).terms if row.name in _silent_terms(pasted)]
    if not said:
        st.html(f"<p>Nothing that {escape(base.title)} says.</p>")
        return
    article = _article(pasted, base)
    near = [row for row in said if _root(row.clause, base) == article] if article else []
    names = {row.name for row in near}
    far = [row for row in said if row.name not in names]
    if near and article:
        place = escape(name_place(article.citation, article.heading))
        st.html(
            f"<p>{len(names)} terms that {place} of {escape(base.title)} says and the paste does "
            f"not:</p>{_terms_html(near)}"
        )
    if far:
        with st.expander(
            f"{len({row.name for row in far})} more terms that the document says elsewhere",
            expanded=not near,
        ):
            st.html(_terms_html(far))


def _silent_terms(pasted: Pasted) -> set[str]:
    return {silence.term or "" for silence in pasted.left_silent}


def _article(pasted: Pasted, base: Document) -> Clause | None:
    """The article of the document that the nearest clause stands in."""
    nearest = next((hit.clause for hit in pasted.nearest if hit.document.id == base.id), None)
    return _root(nearest.id, base) if nearest else None


def _root(name: ClauseId, document: Document) -> Clause | None:
    clause = state.clause_of(document, name)
    if clause is None:
        return None
    return next(iter(state.ancestors(clause, document)), clause)


def _terms_html(said: Sequence[TermRow]) -> str:
    names = state.taxonomy()
    values: dict[str, list[str]] = {}
    for row in said:
        value = escape(widgets.scalar_words(row.value, row.unit))
        values.setdefault(row.name, []).append(
            f'{value} <span class="where">{escape(row.citation)}</span>'
        )
    rows = "".join(
        f'<tr><td><span class="silent">{escape(names.term_name(name))}</span></td>'
        f"<td>{'<br>'.join(dict.fromkeys(found))}</td></tr>"
        for name, found in values.items()
    )
    return f'<table class="plain"><tr><th>term</th><th>said there</th></tr>{rows}</table>'


def _show_risks(pasted: Pasted) -> None:
    fired = pasted.checked.fired
    st.subheader(widgets.counted(len(fired), "check fires", "checks fire"))
    for risk in fired:
        why = "by what it leaves out" if risk.silence else f"“{risk.triggered_by.quote}”"
        st.html(
            f'<p><span class="badge {risk.severity}">{risk.severity}</span>'
            f'<span class="badge">{checking.AGAINST[risk.direction]}</span> '
            f'<b>{escape(risk.name)}</b></p><div class="quote">{escape(why)}</div>'
        )
