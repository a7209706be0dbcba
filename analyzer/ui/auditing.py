"""The Compare screen's audit: a document's printed redline held against the one that it changes.

A base and a document that carries marks → what is not marked, what is quoted wrongly, what is
marked and true; one edit open, with its words and its page.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from html import escape

import streamlit as st

from analyzer.assessments import REPORT_FORMATS, Audited
from analyzer.errors import AnalyzerError
from analyzer.pipeline.confirming import Quote, whole
from analyzer.records import NOT_BINDING_STATUSES, Audit, AuditEdit, AuditVerdict, Document
from analyzer.reports import AUDIT_VERDICTS, NO_WORDS, name_place, tell_audit
from analyzer.ui import address, comparing, page_view, state, taking, widgets
from analyzer.ui.listing import choose_row, point_to
from analyzer.ui.second_reading import Twice, part_around

#: verdicts that are hidden at first: they need no look
_QUIET = frozenset({AuditVerdict.MARKED})


def show_audit(documents: tuple[Document, ...], marked: tuple[Document, ...]) -> None:
    """Choose the two documents and show what was found; `marked` carry marks."""
    base, proposal = _choose(documents, marked)
    everything = st.toggle(
        "Also what is marked and true", key="audit_every", persist_state="session"
    )
    address.note(marks=proposal.id, base=base.id, show="true" if everything else None)
    if base.id == proposal.id:
        st.html("<p>These are the same document. Choose two.</p>")
        return
    try:
        audited = comparing.audit(base, proposal)
    except AnalyzerError as error:
        widgets.show_error(error)
        return
    if audited is None or audited.audit is None:
        return
    _show_counts(audited.audit)
    edits = [edit for edit in audited if everything or edit.verdict not in _QUIET]
    if edits:
        _show_edits(edits, audited.audit)
    else:
        st.html("<p>Every difference is marked, and every mark is true to the base.</p>")
    _show_aside(audited.audit)
    _show_downloads(audited, base, proposal)


def _choose(
    documents: tuple[Document, ...], marked: tuple[Document, ...]
) -> tuple[Document, Document]:
    by_id: dict[str, Document] = {document.id: document for document in documents}
    left, right = st.columns(2)
    with right:
        ids = [str(document.id) for document in marked]
        if st.session_state.get("audit_proposal") not in ids:
            st.session_state["audit_proposal"] = _first_marked(marked, by_id)
        key = st.selectbox(
            "Document that prints its changes",
            ids,
            format_func=lambda key: by_id[key].title,
            key="audit_proposal",
            persist_state="session",
        )
        proposal = by_id[str(key)]
        st.html(widgets.badges_html(proposal))
    with left:
        others = [str(document.id) for document in documents]
        claimed, place = proposal.amends or proposal.predecessor, f"audit_base_{proposal.id}"
        if st.session_state.get(place) not in others:
            st.session_state[place] = claimed if claimed in others else others[0]
        key = st.selectbox(
            "Document that it changes",
            others,
            format_func=lambda key: by_id[key].title,
            key=place,
            persist_state="session",
        )
        base = by_id[str(key)]
        st.html(widgets.badges_html(base))
    return base, proposal


def _first_marked(marked: tuple[Document, ...], known: Mapping[str, Document]) -> str:
    """What is on the table now, and changes a document that is here; else any."""
    offered = [one for one in marked if one.predecessor in known or one.amends in known]
    open_now = [one for one in offered if one.status in NOT_BINDING_STATUSES]
    return (open_now or offered or list(marked))[-1].id


def _show_counts(audit: Audit) -> None:
    for column, (verdict, title) in zip(st.columns(3), AUDIT_VERDICTS.items(), strict=True):
        column.metric(title, audit.summary[verdict.value])
    st.html(f'<p role="note">{escape(tell_audit(audit))}</p>')


def _show_edits(edits: list[AuditEdit], audit: Audit) -> None:
    listing, detail = st.columns([2, 5], gap="medium")
    rank = list(AUDIT_VERDICTS)
    edits = sorted(edits, key=lambda edit: rank.index(edit.verdict))
    name = f"audit_{audit.base.id}_{audit.proposal.id}"
    _take_up(name, edits, audit)
    with listing:
        at = choose_row(
            [
                {"verdict": AUDIT_VERDICTS[edit.verdict], "place": name_place(audit, edit)}
                for edit in edits
            ],
            name=name,
            alt="The list of edits; choose one to see it",
        )
    address.note(edit=_number(edits[at], audit), page=edits[at].page)
    quotes = [quote for edit in part_around(edits, at) for quote in _quotes(edit, audit)]
    opened = _quotes(edits[at], audit)
    twice = state.read_twice([audit.base, audit.proposal], quotes, first=opened)
    with detail:
        _show_edit(edits[at], audit, twice)
    # the answer is on the screen: now its words are looked at once more
    twice.begin(state.open_library())


def _quotes(edit: AuditEdit, audit: Audit) -> list[Quote]:
    return [whole(audit.clauses[name]) for name in (edit.base, edit.proposal) if name]


def _number(edit: AuditEdit, audit: Audit) -> int:
    """Its number in the order of the proposal, from 1: what an address calls an edit."""
    return next(at for at, each in enumerate(audit.edits, start=1) if each is edit)


def _take_up(name: str, edits: list[AuditEdit], audit: Audit) -> None:
    asked = address.still_asked()
    if asked is None:
        return
    wanted = audit.edits[address.number(asked, "edit", most=len(audit.edits)) - 1]
    at = next((at for at, edit in enumerate(edits) if edit is wanted), 0)
    point_to(name, at)
    if "edit" in asked and edits[at] is not wanted:
        address.miss("change", "The first of the list is shown instead.")


def _show_edit(edit: AuditEdit, audit: Audit, twice: Twice) -> None:
    st.html(
        f"<p><b>{escape(AUDIT_VERDICTS[edit.verdict])}</b> {escape(name_place(audit, edit))}</p>"
    )
    rows = "".join(
        f"<tr><th>{name}</th><td>{f'“{escape(said)}”' if said else f'<i>{NO_WORDS}</i>'}</td></tr>"
        for name, said in (("base", edit.base_words), ("as printed", edit.printed_words))
    )
    st.html(f'<table class="plain">{rows}</table>')
    twice.show(*_quotes(edit, audit))
    left, right = st.columns(2, gap="small")
    with left:
        _show_base(edit, audit)
    with right:
        if edit.page is not None:
            boxes = (edit.box,) if edit.box else ()
            page_view.show_page(audit.proposal, edit.page, boxes, name="audit_proposal")
        elif edit.proposal is None:
            st.html("<p>Not printed in the proposal.</p>")


def _show_base(edit: AuditEdit, audit: Audit) -> None:
    """The page of the base, with the words of the edit boxed where its clause has them just so."""
    if edit.base is None:
        st.html("<p>Not in the base.</p>")
        return
    clause = audit.clauses[edit.base]
    start = clause.text.find(edit.base_words) if edit.base_words else -1
    spans = [(start, start + len(edit.base_words))] if start >= 0 else []
    page_view.show_clause_page(audit.base, clause, spans, name="audit_base")


def _show_aside(audit: Audit) -> None:
    if audit.not_audited:
        number = len(audit.not_audited)
        with st.expander(f"{number} part{'s' if number > 1 else ''} not held against the base"):
            rows = "".join(
                f"<li>{escape(item.what)}: {escape(item.why)}</li>" for item in audit.not_audited
            )
            st.html(f"<ul>{rows}</ul>")


def _show_downloads(audited: Audited, base: Document, proposal: Document) -> None:
    st.subheader("Take the report along")
    with st.container(horizontal=True):
        for kind in taking.ENDINGS:
            if kind not in REPORT_FORMATS.values():
                continue
            made = audited.to_xlsx if kind == "xlsx" else partial(_encoded, audited, kind)
            taking.show_button(
                kind,
                made,
                taking.file_name(
                    (base.title, proposal.title), (base, proposal), taking.ENDINGS[kind]
                ),
                key=f"audit_{kind}",
            )


def _encoded(audited: Audited, kind: str) -> bytes:
    return audited.report(kind).encode("utf-8")
