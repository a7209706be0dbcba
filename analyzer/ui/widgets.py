"""Pieces of screen: badges, a clause with its evidence marked, a redline, a page image.

Functions ending in `_html` give escaped HTML as text; the others draw.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from analyzer.errors import AnalyzerError
from analyzer.records import (
    Clause,
    Correction,
    Document,
    DocumentKind,
    Evidence,
    Passage,
    Scalar,
    Stage,
    Status,
    WordOperation,
    WordPiece,
)
from analyzer.settings import read_settings
from analyzer.wording.numbers import write_number

#: statuses of texts that bind nobody yet
NOT_IN_FORCE = {
    Status.ALLEGED: "alleged, not in force",
    Status.PROPOSED: "proposed, not in force",
    Status.COUNTERED: "countered, not in force",
    Status.TENTATIVE: "tentative, not in force",
}
#: kinds that say something about a contract and are none
ABOUT_A_TEXT = frozenset({DocumentKind.SUMMARY, DocumentKind.PRESS_CLAIM})
#: places that a proof of search lists one by one
MOST_PLACES = 40
# "*", "[", "$", ":"
_MARKDOWN = re.compile(r"[\\`*_{}\[\]()#+\-.!|~<>$:]")
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


def plain_label(text: str) -> str:
    """Text of a document as the label of a button, where it must not be taken for Markdown."""
    return _MARKDOWN.sub(r"\\\g<0>", text)


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


def theirs_html(correction: Correction | None) -> str:
    """What shows that a user said so: their date and note; '' where nobody did."""
    if correction is None:
        return ""
    note = f": {correction.note}" if correction.note else ""
    return f'<span class="where yours">yours, {escape(correction.date + note)}</span> '


def scalar_words(value: Scalar, unit: str | None = None) -> str:
    """A value with its unit, in words: True → 'yes', 48.0 → '48 hours', 1e6 → '1,000,000'."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return words(value)
    number = write_number(value)
    return f"{number} {unit}" if unit else number


def counted(number: int, one: str, many: str) -> str:
    """'1 check fires', '2 checks fire': a number with its words."""
    return f"{number:,} {one if number == 1 else many}"


def title_html(document: Document) -> str:
    """The title; a guess is in italics."""
    title = escape(document.title)
    return f'<span class="guess">{title}</span>' if "title" in document.guessed else title


def place_html(clause: Clause, document: Document | None) -> str:
    """Citation, pages (printed label too), document where it is given."""
    title = f" · {title_html(document)}" if document else ""
    return (
        f'<span class="citation">{escape(clause.citation or "unnumbered")}</span> '
        f'<span class="where">{escape(pages_words(clause))}{title}</span>'
    )


def pages_words(clause: Clause) -> str:
    """'page 14 (printed -12-)'."""
    if not clause.pages:
        return "no pages"
    name = "page" if len(clause.pages) == 1 else "pages"
    numbers = ", ".join(str(page) for page in clause.pages)
    printed = f" (printed {', '.join(clause.page_labels)})" if clause.page_labels else ""
    return f"{name} {numbers}{printed}"


def open_words(opened: Clause | Passage) -> str:
    """What the button says that shows words where they stand."""
    has_page = bool(opened.pages) and (isinstance(opened, Passage) or bool(opened.boxes))
    return f"Open page {opened.pages[0]}" if has_page else "Show the clause"


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


def passage_html(passage: Passage, clause: Clause | None, document: Document) -> str:
    """Words with their place and what the text is; `clause` gives the printed page."""
    place = (
        place_html(clause, document)
        if clause
        else f'<span class="citation">{escape(passage.citation)}</span>'
    )
    return (
        f"<p>{place}<br>{badges_html(document)}</p>"
        f'<div class="quote">“{escape(passage.quote)}”</div>'
    )


def proof_html(
    what: str, searched_for: Sequence[str], places: Sequence[Clause], document: Document
) -> str:
    """The proof of a silence: what was looked for, and in which clauses."""
    sought = ", ".join(dict.fromkeys(escape(words) for words in searched_for))
    count = "1 clause" if len(places) == 1 else f"{len(places)} clauses"
    listed = "".join(
        f"<li>{escape(clause.citation or 'unnumbered')} "
        f'<span class="where">{escape(pages_words(clause))}</span></li>'
        for clause in places[:MOST_PLACES]
    )
    more = len(places) - MOST_PLACES
    rest = f'<p class="where">and {more} more</p>' if more > 0 else ""
    return (
        f"<p>{badges_html(document)}</p><p>Nothing is said of <b>{escape(what)}</b>. "
        f"Looked in {count} of {escape(document.title)}, for: {sought or 'the topic itself'}.</p>"
        f'<div class="proof" tabindex="0"><ul>{listed}</ul>{rest}</div>'
    )


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
    """Stages as ticks; where all are done the last one stands for them."""
    done = set(stages)
    if done == STAGE_NAMES.keys():
        last = list(STAGE_NAMES.values())[-1]
        return f'<span class="stage" title="all stages are done">✓ {last}</span>'
    return "".join(
        f'<span class="stage{"" if stage in done else " open"}">'
        f"{'✓' if stage in done else '○'} {name}</span>"
        for stage, name in STAGE_NAMES.items()
    )


def show_error(error: AnalyzerError) -> None:
    """What, why, what to do; text only."""
    do = read_settings().name_library(error.do)
    st.html(f'<p role="alert"><b>{escape(error.what)}</b> {escape(error.why)} {escape(do)}</p>')
