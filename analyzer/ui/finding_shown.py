"""A finding on the screen: its words with the evidence marked, its terms as chips, how sure it is.

Findings and terms → escaped HTML, or words.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st

from analyzer.records import Basis, Document, Finding, ProvisionTerm
from analyzer.results import Found
from analyzer.ui import state
from analyzer.ui.second_reading import TwiceFound
from analyzer.ui.verdicts import has_quotes, verdict_words
from analyzer.ui.widgets import (
    badges_html,
    clause_html,
    place_html,
    scalar_words,
    theirs_html,
)

ALMOST_SURE = 0.99
#: by what a clause was found
BASIS_WORDS = {
    Basis.CUE: "by its words",
    Basis.LEARNED: "by likeness",
    Basis.INHERITED: "from the clause above",
    Basis.DEFINITION: "by what it defines",
    Basis.CORRECTED: "by a user",
}
#: what stands behind it, for who points at it
BASIS_SAID = {
    Basis.CUE: "Its words are those that such clauses use.",
    Basis.LEARNED: "It is like the examples that the program learned from.",
    Basis.INHERITED: "The clause above it is about this.",
    Basis.DEFINITION: "It defines a word of this topic.",
    Basis.CORRECTED: "A user said so.",
}


def show_finding(
    finding: Finding, document: Document, twice: TwiceFound, *, titled: bool = True
) -> None:
    """One finding, and what a second reading says of its quotes as soon as that is known."""
    st.html(finding_html(finding, document, titled=titled))
    if has_quotes(finding):
        twice.show(document, lambda found: verdict_words(_same(finding, found)))


def _same(finding: Finding, found: Found) -> Finding:
    """That finding as it was found, with its verdicts."""
    wanted = (finding.clause_id, finding.topic)
    same = (each for each in found if (each.clause_id, each.topic) == wanted)
    return next(same, finding)


def finding_html(finding: Finding, document: Document, *, titled: bool = True) -> str:
    """One finding: place (with the document's title, if wanted), badges, words with evidence,
    chips."""
    place = place_html(finding.clause, document if titled else None)
    return (
        f"<p>{place}<br>{badges_html(document)}</p>"
        f'<div class="quote">{clause_html(finding.clause, finding.evidence)}</div>'
        f"<p>{chips_html(finding.terms)}{theirs_html(finding.correction)}"
        f'<span class="where">{sureness(finding)}</span></p>'
    )


def sureness(finding: Finding) -> str:
    """How sure, and by what, as HTML. Nothing but a user's word is quite sure."""
    corrected = Basis.CORRECTED in finding.basis
    score = finding.score if corrected else min(finding.score, ALMOST_SURE)
    why = " ".join(BASIS_SAID[basis] for basis in finding.basis)
    basis = ", ".join(BASIS_WORDS[basis] for basis in finding.basis)
    return f'<span title="{escape(why)}">{score:.0%} sure, found {basis}</span>'


def chips_html(terms: Iterable[ProvisionTerm]) -> str:
    """Terms as chips: name and value; what a user said is shown as theirs, a doubt beside it."""
    return "".join(_chip_html(term) for term in terms)


def _chip_html(term: ProvisionTerm) -> str:
    name = escape(state.taxonomy().term_name(term.name))
    style = " theirs" if term.correction else " term"
    chip = f'<span class="badge{style}">{name}: {escape(value_words(term))}</span>'
    doubt = f'<span class="where">{escape(term.warning)}</span> ' if term.warning else ""
    return f"{chip}{theirs_html(term.correction)}{doubt}"


def value_words(term: ProvisionTerm) -> str:
    """A term's value with its unit, in words."""
    return scalar_words(term.value, term.unit)


def gloss(term: ProvisionTerm) -> str:
    """What a value means, in words; empty where the value says it by itself."""
    choices = (
        choice
        for known in state.taxonomy().terms
        if known.name == term.name
        for choice in known.choices
        if choice.value == str(term.value)
    )
    return next((choice.looks_for[0] for choice in choices), "")
