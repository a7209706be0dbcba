"""The tab Checks: what puts a side at risk, with the words that trigger it and those that mitigate
it; and how a document stands to a side's positions.

Draws; documents in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from analyzer.assessments import Checked
from analyzer.errors import AnalyzerError
from analyzer.records import (
    Clause,
    ClauseId,
    Direction,
    Document,
    DocumentId,
    Passage,
    Risk,
    Severity,
)
from analyzer.ui import address, correcting, page_view, standings, state, taking, widgets
from analyzer.ui.listing import choose_part, show_steps
from analyzer.ui.second_reading import Twice

AGAINST = {
    Direction.WORKER: "risk for workers",
    Direction.EMPLOYER: "risk for employers",
    Direction.BOTH: "risk for both sides",
}
SEVERITIES = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)
A_PAGE = 5


def show(documents: Sequence[Document]) -> None:
    """Draw the tab."""
    left, page = st.columns([7, 4], gap="medium")
    _take_up(documents)
    with left:
        document, positions = _ask(documents)
        address.note(**{"in": document.id})
        try:
            checked = state.checked(document, positions)
        except AnalyzerError as error:
            widgets.show_error(error)
            return
        st.html(f"<p>{widgets.badges_html(document)}</p>")
        texts = _texts(document)
        twice = _to_read_twice(checked, texts)
        _show_risks(checked, texts, twice)
        standings.show_standings(checked, positions is not None, texts, twice=twice)
        standings.choose_words(checked, texts)
        st.subheader("Take the checks along")
        taking.show_reports(checked, [document.title, "checks"], key="checks")
    with page:
        _show_open_words(checked, texts, twice)
    twice.begin(state.open_library())


def _to_read_twice(checked: Checked, texts: Mapping[DocumentId, Document]) -> Twice:
    """All words that trigger, mitigate or decide."""
    passages = [words for risk in checked for words in (risk.triggered_by, risk.mitigated_by)]
    passages += [words for standing in checked.standings for words in standing.passages]
    known = [words for words in passages if words is not None and words.document in texts]
    return state.read_twice(list(texts.values()), standings.quotes_of(known, checked))


def _take_up(documents: Sequence[Document]) -> None:
    """The document and the side that the address names; a file of positions stands in none."""
    asked = address.still_asked()
    if asked is None:
        return
    held = {str(document.id) for document in documents}
    if named := address.known_document(asked, "in", held):
        st.session_state["checked_document"] = named
    standings.take_up("checks", asked)
    st.session_state["open_words"] = None


def _texts(document: Document) -> dict[DocumentId, Document]:
    """The documents that a quote may come from: a sideletter mitigates too."""
    letters = [each for each in state.documents() if each.amends == document.id]
    return {each.id: each for each in (document, *letters)}


def _ask(documents: Sequence[Document]) -> tuple[Document, bytes | None]:
    by_id = {document.id: document for document in documents}
    if st.session_state.get("checked_document") not in by_id:
        st.session_state["checked_document"] = next(iter(by_id))
    first, second = st.columns(2)
    name = first.selectbox(
        "Document",
        list(by_id),
        format_func=lambda key: by_id[key].title,
        key="checked_document",
        persist_state="session",
    )
    with second:
        positions = standings.ask_positions("checks")
    return by_id[name], positions


# ── checks ───────────────────────────────────────────────────────────────────────────────────────
def _show_risks(checked: Checked, texts: Mapping[DocumentId, Document], twice: Twice) -> None:
    risks = _in_order(checked)
    held = len(checked) - len(checked.fired)
    fire = widgets.counted(len(checked.fired), "check fires", "checks fire")
    st.subheader(f"{fire}, {widgets.counted(held, 'is', 'are')} mitigated or overruled")
    if not risks:
        st.html("<p>No check is triggered by what this document says of AI, or leaves out.</p>")
        return
    pages = -(-len(risks) // A_PAGE)
    at = choose_part(pages, key=_part_key(checked))
    for risk in risks[(at - 1) * A_PAGE : at * A_PAGE]:
        with st.container(border=True, key=f"risk_{risk.check}"):
            _show_risk(risk, checked, texts, twice)


def _in_order(checked: Checked) -> list[Risk]:
    """Those that fire first, the gravest before the others."""
    return sorted(checked, key=lambda r: (not r.fires, SEVERITIES.index(r.severity), r.number))


def _part_key(checked: Checked) -> str:
    return f"risk_page_{checked.documents[0].id}"


def _show_risk(
    risk: Risk, checked: Checked, texts: Mapping[DocumentId, Document], twice: Twice
) -> None:
    state_words = "" if risk.fires else '<span class="badge calm">does not fire</span>'
    st.html(
        f"<h4>{risk.number}. {escape(risk.name)}</h4>"
        f'<p><span class="badge {risk.severity}">{risk.severity}</span>'
        f'<span class="badge">{AGAINST[risk.direction]}</span>{state_words}'
        f"{widgets.theirs_html(risk.correction)}</p>"
        f'<p class="where">{escape(risk.why)}</p>'
    )
    reason = "Triggered by silence; it should stand here:" if risk.silence else "Triggered by:"
    said = _Words(checked, texts, twice)
    said.show(reason, risk.triggered_by, key=f"{risk.check}_trigger")
    if risk.silence:
        sought = "; ".join(risk.silence.searched_for)
        st.html(
            f'<p class="where">Looked in {len(risk.silence.looked_in)} clauses, for: '
            f"{escape(sought)}</p>"
        )
    if risk.mitigated_by:
        said.show("Mitigated by:", risk.mitigated_by, key=f"{risk.check}_mitigator")
    elif risk.correction is None:
        st.html(
            '<p class="where">Nothing mitigates it: not in the article, its footnotes, the '
            "grievance articles or a sideletter.</p>"
        )
    if st.button("✎ Overrule", key=f"o_{risk.check}", type="tertiary"):
        correcting.ask_about_check(checked.documents[0], check=risk.check)


@dataclass(frozen=True, slots=True)
class _Words:
    """What the words of checks are drawn with."""

    checked: Checked
    texts: Mapping[DocumentId, Document]
    twice: Twice

    def show(self, reason: str, passage: Passage, *, key: str) -> None:
        """Words with their place, what a second reading says of them, and the way to their page."""
        clause = self.checked.clauses.get(passage.clause)
        document = self.texts.get(passage.document, self.checked.documents[0])
        st.html(f"<p><b>{reason}</b></p>{widgets.passage_html(passage, clause, document)}")
        self.twice.show(*standings.quotes_of([passage], self.checked))
        st.button(
            widgets.open_words(clause or passage),
            key=f"words_{key}",
            type="tertiary",
            on_click=standings.open_words,
            args=(passage,),
        )


def _show_open_words(checked: Checked, texts: Mapping[DocumentId, Document], twice: Twice) -> None:
    passage: Passage | None = st.session_state.get("open_words")
    if passage is None or passage.clause not in checked.clauses:
        passage = _first_words(checked)
    if passage is None:
        return
    address.note(clause=passage.clause, at=passage.start)
    _show_steps(passage, checked)
    clause: Clause | None = checked.clauses.get(passage.clause)
    document = texts.get(passage.document)
    if clause is not None and document is not None:
        st.html(f"<p>{widgets.place_html(clause, document)}</p>")
        twice.show((clause, passage.start, passage.end))
        page_view.show_clause_page(document, clause, [(passage.start, passage.end)])


def _show_steps(opened: Passage, checked: Checked) -> None:
    """Previous and Next through all words; the list of checks turns to the part in which they
    stand."""
    steps = [step for step in _all_words(checked) if step[0].clause in checked.clauses]
    places = [(words.clause, words.start) for words, _ in steps]

    def go(to: int) -> None:
        words, part = steps[to]
        standings.open_words(words)
        if part is not None:
            st.session_state[_part_key(checked)] = part

    with st.container(horizontal=True):
        here = (opened.clause, opened.start)
        at = places.index(here) if here in places else -1
        show_steps(at, len(steps), name="words", go=go)


def _all_words(checked: Checked) -> list[tuple[Passage, int | None]]:
    """The words of all checks and positions, each once, and the part of the list of checks in
    which they stand, if they do."""
    every: dict[tuple[ClauseId, int], tuple[Passage, int | None]] = {}
    for number, risk in enumerate(_in_order(checked)):
        for words in filter(None, (risk.triggered_by, risk.mitigated_by)):
            every.setdefault((words.clause, words.start), (words, 1 + number // A_PAGE))
    for words in (words for each in checked.standings for words in each.passages):
        every.setdefault((words.clause, words.start), (words, None))
    return list(every.values())


def _first_words(checked: Checked) -> Passage | None:
    """The words that the address names, else the first that put a side at risk."""
    shown = [words for words, _ in _all_words(checked)]
    asked = address.still_asked()
    if asked is not None and "clause" in asked:
        wanted = (address.first(asked, "clause"), address.first(asked, "at"))
        named: Passage | None = next(
            (each for each in shown if (each.clause, str(each.start)) == wanted), None
        )
        st.session_state["open_words"] = named
        if named is not None:
            return named
        address.miss("clause", "The first words that put a side at risk are shown instead.")
    return next(iter(shown), None)
