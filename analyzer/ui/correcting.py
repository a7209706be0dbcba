"""What a user overrules: a small form over the page, and the list of all that is theirs.

A topic or a term of a clause, or a check of a document, in; kept with today's date by `Analyzer`.
What the form asks is named by 'about:name', for instance 'term:notice.hours'.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from analyzer.checks import load_checks
from analyzer.errors import AnalyzerError
from analyzer.pipeline.confirming import whole
from analyzer.records import Clause, ClauseId, Correction, Document, Overruled, Scalar
from analyzer.taxonomy import Term
from analyzer.ui import state, widgets

SILENT = "silent"
YES_NO = ("yes", "no")
# '1,000,000'  '1,250.50'
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Subject:
    """What the open form is about; `first` are the subjects that were found there."""

    document: Document
    clause: Clause | None
    first: tuple[str, ...]


# ── opening the form ─────────────────────────────────────────────────────────────────────────────
def ask_about_clause(clause: Clause, document: Document, *, topic: str | None = None) -> None:
    """Open the form for a clause; what was found in it comes first, `topic` before all. Draws the
    screen anew: the form stands outside the list."""
    found = [f for f in state.findings_of(document) if f.clause_id == clause.id]
    topics = [topic, *(f.topic for f in found)] if topic else [f.topic for f in found]
    terms = [term.name for finding in found for term in finding.terms]
    first = [f"{Overruled.TOPIC}:{name}" for name in topics]
    first += [f"{Overruled.TERM}:{name}" for name in terms]
    _open(Subject(document, clause, tuple(dict.fromkeys(first))))
    st.rerun()  # from a part of the screen to all of it


def ask_about_term(clause: Clause, document: Document, *, term: str) -> None:
    """Open the form for a term that a clause gives."""
    _open(Subject(document, clause, (f"{Overruled.TERM}:{term}",)))


def ask_about_check(document: Document, *, check: str) -> None:
    """Open the form for a check that a document triggers."""
    _open(Subject(document, None, (f"{Overruled.CHECK}:{check}",)))


def _open(subject: Subject) -> None:
    st.session_state["overruling"] = subject


def _close() -> None:
    st.session_state.pop("overruling", None)


def show_form() -> None:
    """Draw the form, if one is open; called last of all on a screen."""
    if st.session_state.get("overruling"):
        _show_form()


@st.dialog("Overrule what was read", width="medium", on_dismiss=_close)
def _show_form() -> None:
    subject: Subject | None = st.session_state.get("overruling")
    if subject is None:  # it was kept: the whole screen is drawn anew
        st.rerun()
    st.html(f"<p>{_where_html(subject)}</p>")
    if subject.clause is not None:
        quote = whole(subject.clause)
        twice = state.read_twice([subject.document], [quote])
        twice.show(quote)
        twice.begin(state.open_library())
    options = _options(subject)
    about = st.selectbox("What", list(options), format_func=lambda key: options[key], key="o_what")
    _ask_value(about)
    st.text_input("Note (why; kept with it)", key="o_note")
    st.html(
        '<p class="where">Kept with today\'s date, shown as yours, and laid over every new reading '
        "of this file.</p>"
    )
    st.button("Keep it as mine", type="primary", on_click=_keep, args=(subject,))


def _where_html(subject: Subject) -> str:
    if subject.clause is None:
        return escape(subject.document.title)
    words = widgets.clause_html(subject.clause)
    return f'{widgets.place_html(subject.clause, subject.document)}<div class="quote">{words}</div>'


def _options(subject: Subject) -> dict[str, str]:
    """What may be overruled, in words: what was found first, then the rest where a clause is
    named."""
    names = state.taxonomy()
    every = {f"{Overruled.TOPIC}:{t.slug}": f"Topic: {t.name}" for t in names.topics}
    every |= {f"{Overruled.TERM}:{t.name}": f"Term: {t.description}" for t in names.terms}
    every |= {f"{Overruled.CHECK}:{c.id}": f"Check: {c.name}" for c in load_checks()}
    first = {key: every[key] for key in subject.first if key in every}
    return first | (every if subject.clause is not None else {})


def _ask_value(about: str) -> None:
    kind, _, name = about.partition(":")
    if kind != Overruled.TERM:
        asked = "Is this clause about it?" if kind == Overruled.TOPIC else "Does the check hold?"
        st.radio(asked, YES_NO, index=1, horizontal=True, key=f"o_value_{about}")
        return
    term = state.taxonomy().term(name)
    values = _values(term)
    if values is None:
        unit = f" ({term.unit})" if term.unit else ""
        st.text_input(
            f"What does it say{unit}? Write silent where it does not.", key=f"o_value_{about}"
        )
    else:
        st.selectbox("What does it say?", values, format_func=widgets.words, key=f"o_value_{about}")


def _values(term: Term) -> list[str] | None:
    """The values that a term may have; None where it is a number or words of the text."""
    if any(choice.number or choice.verbatim for choice in term.choices):
        return None
    if any(isinstance(choice.value, bool) for choice in term.choices):
        return [*YES_NO, SILENT]
    return [*dict.fromkeys(str(choice.value) for choice in term.choices), SILENT]


# ── keeping ──────────────────────────────────────────────────────────────────────────────────────
def _keep(subject: Subject) -> None:
    about = str(st.session_state["o_what"])
    kind, _, name = about.partition(":")
    said = str(st.session_state[f"o_value_{about}"]).strip()
    note = str(st.session_state.get("o_note", ""))
    library = state.open_library()
    clause = subject.clause.id if subject.clause else None
    try:
        if kind == Overruled.CHECK:
            library.overrule_check(
                subject.document.id, name, said == "yes", clause=clause, note=note
            )
        elif clause is not None and kind == Overruled.TOPIC:
            library.overrule_topic(clause, name, said == "yes", note=note)
        elif clause is not None:
            library.overrule_term(clause, name, _scalar(name, said), note=note)
        _tell("")
    except AnalyzerError as error:
        _tell(str(error))
    _close()
    state.forget_corrections()


def _scalar(term: str, said: str) -> Scalar:
    """What was written, as the value of a term: a number, yes or no, or words."""
    choices = state.taxonomy().term(term).choices
    if any(isinstance(choice.value, bool) for choice in choices) and said in YES_NO:
        return said == "yes"
    if any(choice.number for choice in choices):
        try:
            number = float(said.replace(",", "") if _GROUPED.fullmatch(said) else said)
        except ValueError:
            return said or SILENT
        return int(number) if number.is_integer() else number
    return said or SILENT


def _tell(error: str) -> None:
    st.session_state["overrule_error"] = error


# ── what is theirs ───────────────────────────────────────────────────────────────────────────────
def show_theirs(documents: Sequence[Document]) -> None:
    """All that a user overruled in these documents, to be taken back or along."""
    if error := st.session_state.get("overrule_error"):
        st.html(f'<p role="alert"><b>It was not kept.</b> {escape(error)}</p>')
    by_id = {document.id: document for document in documents}
    theirs = [each for each in state.corrections() if each.document in by_id]
    if not theirs:
        return
    with st.expander(f"What you overruled ({len(theirs)})"):
        rows = "".join(_row_html(each, by_id[each.document]) for each in theirs)
        head = "<tr><th>when</th><th>where</th><th>what</th><th>you say</th><th>note</th></tr>"
        st.html(f'<table class="plain">{head}{rows}</table>')
        named = {_in_words(each, by_id[each.document]): each for each in theirs}
        chosen = st.selectbox("Take one back", list(named), key="theirs_at")
        with st.container(horizontal=True):
            st.button("Take it back", on_click=_take_back, args=(named[chosen],))
            st.download_button(
                "All of them as JSON",
                data=lambda: json.dumps(
                    state.open_library().corrections().to_json(), ensure_ascii=False, indent=2
                ),
                file_name="corrections.json",
                mime="application/json",
                on_click="ignore",
            )


def _take_back(correction: Correction) -> None:
    try:
        state.open_library().take_back(correction)
        _tell("")
    except AnalyzerError as error:
        _tell(str(error))
    state.forget_corrections()


def _subject_words(correction: Correction) -> str:
    names = state.taxonomy()
    if correction.about is Overruled.TOPIC:
        return f"topic {names.topic_name(correction.name)}"
    if correction.about is Overruled.TERM:
        return f"term {names.term_name(correction.name)}"
    known = {check.id: check.name for check in load_checks()}
    return f"check {known.get(correction.name, correction.name)}"


def _place_words(correction: Correction, document: Document) -> str:
    clause = state.clause_of(document, ClauseId(correction.clause)) if correction.clause else None
    return f"{document.title}, {clause.citation}" if clause else document.title


def _row_html(correction: Correction, document: Document) -> str:
    cells = (
        correction.date,
        _place_words(correction, document),
        _subject_words(correction),
        widgets.scalar_words(correction.value),
        correction.note,
    )
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"


def _in_words(correction: Correction, document: Document) -> str:
    said = widgets.scalar_words(correction.value)
    return f"{_subject_words(correction)}: {said} ({_place_words(correction, document)})"
