"""Pieces of screen: badges, a clause with its evidence marked, a redline, a page image.

Functions ending in `_html` give escaped HTML as text; the others draw.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from analyzer.errors import AnalyzerError
from analyzer.records import (
    Clause,
    Document,
    DocumentKind,
    Evidence,
    Finding,
    ProvisionTerm,
    Stage,
    Status,
    WordOperation,
    WordPiece,
)
from analyzer.ui import state

#: statuses of texts that bind nobody yet
NOT_IN_FORCE = {
    Status.ALLEGED: "alleged, not in force",
    Status.PROPOSED: "proposed, not in force",
    Status.COUNTERED: "countered, not in force",
    Status.TENTATIVE: "tentative, not in force",
}
#: kinds that say something about a contract and are none
ABOUT_A_TEXT = frozenset({DocumentKind.SUMMARY, DocumentKind.PRESS_CLAIM})
STAGE_NAMES = {
    Stage.READ: "read",
    Stage.LEXICAL: "words searchable",
    Stage.CUES: "AI clauses, first pass",
    Stage.VECTORS: "meaning",
    Stage.FINDINGS: "AI clauses",
}


def words(name: str) -> str:
    """A slug or value as words: 'separately_signed' → 'separately signed'."""
    return str(name).replace("_", " ")


def badges_html(document: Document) -> str:
    """Kind, status and 'invented sample'; a guess is in italics."""
    kind = words(document.kind)
    if document.kind in ABOUT_A_TEXT:
        kind += ", no contract language"
    status = NOT_IN_FORCE.get(document.status, words(document.status))
    waiting = " waiting" if document.status in NOT_IN_FORCE else ""
    parts = [
        _badge_html(kind, guessed="kind" in document.guessed),
        _badge_html(status, style=waiting, guessed="status" in document.guessed),
    ]
    if document.sample:
        parts.append(_badge_html("invented sample", style=" sample"))
    return "".join(parts)


def _badge_html(text: str, *, style: str = "", guessed: bool = False) -> str:
    shown = f'<span class="guess">{escape(text)}</span>' if guessed else escape(text)
    return f'<span class="badge{style}">{shown}</span>'


def chips_html(terms: Iterable[ProvisionTerm]) -> str:
    """Terms as chips: name and value."""
    taxonomy = state.taxonomy()
    return "".join(
        f'<span class="badge term">{escape(taxonomy.term_name(term.name))}: '
        f"{escape(value_words(term))}</span>"
        for term in terms
    )


def value_words(term: ProvisionTerm) -> str:
    """A term's value with its unit, in words."""
    unit = f" {term.unit}" if term.unit else ""
    return f"{words(str(term.value))}{unit}"


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


def place_html(clause: Clause, document: Document) -> str:
    """Citation, pages (printed label too), document."""
    return (
        f'<span class="citation">{escape(clause.citation or "unnumbered")}</span> '
        f'<span class="where">{escape(pages_words(clause))} · {escape(document.title)}</span>'
    )


def pages_words(clause: Clause) -> str:
    """'page 14 (printed -12-)'."""
    if not clause.pages:
        return "no pages"
    name = "page" if len(clause.pages) == 1 else "pages"
    numbers = ", ".join(str(page) for page in clause.pages)
    printed = f" (printed {', '.join(clause.page_labels)})" if clause.page_labels else ""
    return f"{name} {numbers}{printed}"


def marked_html(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Text with the spans marked; spans that overlap are joined."""
    parts: list[str] = []
    at = 0
    for start, end in sorted(spans):
        if end <= at:
            continue
        start = max(start, at)
        parts += [escape(text[at:start]), f"<mark>{escape(text[start:end])}</mark>"]
        at = end
    parts.append(escape(text[at:]))
    return "".join(parts)


def clause_html(clause: Clause, evidence: Sequence[Evidence] = ()) -> str:
    """A clause's words: label, heading, text with its evidence marked."""
    return spans_html(clause, [(item.start, item.end) for item in evidence])


def spans_html(clause: Clause, spans: Sequence[tuple[int, int]]) -> str:
    """A clause's words with the spans of its text marked."""
    label = f"<b>{escape(clause.label)}</b> " if clause.label else ""
    heading = f"<i>{escape(clause.heading)}</i> " if clause.heading else ""
    return f'<div class="clause">{label}{heading}{marked_html(clause.text, spans)}</div>'


def redline_html(pieces: Sequence[WordPiece]) -> str:
    """Words deleted and inserted, marked."""
    tags = {WordOperation.DELETE: "del", WordOperation.INSERT: "ins"}
    shown = (
        f"<{tags[piece.op]}>{escape(piece.text)}</{tags[piece.op]}>"
        if piece.op in tags
        else escape(piece.text)
        for piece in pieces
    )
    return f'<div class="clause">{"".join(shown)}</div>'


def one_side_html(pieces: Sequence[WordPiece], side: WordOperation) -> str:
    """The old text (side DELETE) or the new one (INSERT), with what differs marked."""
    kept = [piece for piece in pieces if piece.op in (WordOperation.EQUAL, side)]
    return redline_html(kept)


def stages_html(stages: Iterable[Stage]) -> str:
    """Stages as ticks."""
    done = set(stages)
    return "".join(
        f'<span class="stage{"" if stage in done else " open"}">'
        f"{'✓' if stage in done else '○'} {name}</span>"
        for stage, name in STAGE_NAMES.items()
    )


def show_page(document: Document, place: state.OpenPlace, *, scale: float = 1.5) -> None:
    """The page image with the box drawn; a sentence when it cannot be drawn."""
    try:
        shown = state.page_image(document, place, scale)
    except AnalyzerError as error:
        show_error(error)
        return
    st.image(
        shown.image.data,
        width="stretch",
        alt=f"Page {place.page} of {document.title}, with the place marked",
    )
    st.html(f'<p class="where">{escape(document.title)}, PDF page {place.page}</p>')


def show_error(error: AnalyzerError) -> None:
    """What, why, what to do; text only."""
    st.html(
        f'<p role="alert"><b>{escape(error.what)}</b> {escape(error.why)} {escape(error.do)}</p>'
    )


def finding_html(finding: Finding, document: Document) -> str:
    """One finding: place, badges, words with evidence, chips."""
    return (
        f"<p>{place_html(finding.clause, document)}<br>{badges_html(document)}</p>"
        f'<div class="quote">{clause_html(finding.clause, finding.evidence)}</div>'
        f"<p>{chips_html(finding.terms)}"
        f'<span class="where">{sureness(finding)}</span></p>'
    )


def sureness(finding: Finding) -> str:
    """How sure, and by what."""
    basis = ", ".join(words(basis) for basis in finding.basis)
    return f"{finding.score:.0%} sure, by {basis}"
