"""The pieces that an HTML report is set from; every word of a document is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from analyzer.records import Document, Status, TermValue, WordOperation, WordPiece
from analyzer.reports.blocks import Block, Entry
from analyzer.reports.contents import TermRow
from analyzer.reports.excerpts import clean_pieces, excerpt
from analyzer.reports.leading import name_below, tell_above, tell_where
from analyzer.reports.meanings import list_foremost_meanings, list_meanings
from analyzer.reports.naming import (
    SAMPLE,
    guessed,
    list_badges,
    list_doubts,
    name_change,
    name_clause,
    name_document_kind,
    name_file,
    name_term,
    name_topic,
    tell_value,
)
from analyzer.wording.showing import showable

#: statuses of texts that bind, or did once
_BOUND = frozenset({Status.RATIFIED, Status.EXPIRED, Status.SUPERSEDED})
_TAGS = {WordOperation.DELETE: "del", WordOperation.INSERT: "ins"}


def shown(text: str) -> str:
    """Text of a document, safe between tags and in a quoted attribute."""
    return escape(showable(text), quote=True)


def fold(title: str, count: int, body: str, *, look: str = "") -> str:
    """What is shown at a click: a title with its number; `look` names how it is set."""
    opened = f'<details class="{look}">' if look else "<details>"
    return f"{opened}<summary>{title} ({count:,})</summary>{body}</details>"


# ── documents ────────────────────────────────────────────────────────────────────────────────────
def document_card(document: Document, *, side: str) -> str:
    """What one document is."""
    kind = name_document_kind(document) + guessed(document, "kind")
    status = "badge" if document.status in _BOUND else "badge warn"
    badges = [_badge(kind, "badge")]
    for badge in list_badges(document):
        badges.append(_badge(badge, "badge sample" if badge == SAMPLE else status))
    facts = [
        ("Parties", " and ".join(part for part in (document.guild, document.employer) if part)),
        ("Offered by", document.offered_by or ""),
        ("In force", _period(document)),
        ("File", name_file(document.path)),
        ("Pages", str(document.pages) if document.pages else ""),
        ("sha256", document.sha256),
    ]
    rows = "".join(f"<dt>{name}</dt><dd>{shown(fact)}</dd>" for name, fact in facts if fact)
    return (
        f'<section class="doc" aria-label="{side} document"><p class="side">{side}</p>'
        f"<h2>{shown(document.title)}</h2><p>{''.join(badges)}</p><dl>{rows}</dl></section>"
    )


def _badge(text: str, look: str) -> str:
    """A guess is in italics."""
    words = f"<em>{shown(text)}</em>" if text.endswith("(guessed)") else shown(text)
    return f'<span class="{look}">{words}</span>'


def _period(document: Document) -> str:
    dates = [date for date in (document.effective, document.expires) if date]
    if not dates:
        return ""
    said = guessed(document, "effective") or guessed(document, "expires")
    return f"{document.effective or '…'} to {document.expires or '…'}{said}"


# ── terms ────────────────────────────────────────────────────────────────────────────────────────
def terms_table(rows: Sequence[TermRow], places: Mapping[str, str]) -> str:
    """AI terms before and after; `places` gives citation and page of a clause by its id."""
    body = "".join(
        f'<tr><th scope="row">{shown(name_term(row.name))}</th>'
        f"{_term_cell(row.old, places)}{_term_cell(row.new, places)}</tr>"
        for row in rows
    )
    return (
        '<table class="terms"><thead><tr><th scope="col">Term</th><th scope="col">Before</th>'
        f'<th scope="col">After</th></tr></thead><tbody>{body}</tbody></table>'
    )


def _term_cell(values: Sequence[TermValue], places: Mapping[str, str]) -> str:
    if not values:
        return '<td class="silent">silent</td>'
    return f"<td>{''.join(_term_value(value, places) for value in values)}</td>"


def _term_value(value: TermValue, places: Mapping[str, str]) -> str:
    said, quote = tell_value(value)
    words = f"<strong>{shown(said)}</strong> <q>{shown(quote)}</q>" if quote else ""
    place = f'<span class="place">{shown(places.get(value.clause, ""))}</span>'
    return f"<p>{words or f'<q>{shown(said)}</q>'} {place}</p>"


# ── changes ──────────────────────────────────────────────────────────────────────────────────────
def redlined(pieces: Iterable[WordPiece]) -> str:
    """Pieces with struck and inserted words marked."""
    parts = []
    for piece in pieces:
        tag = _TAGS.get(piece.op)
        parts.append(f"<{tag}>{shown(piece.text)}</{tag}>" if tag else shown(piece.text))
    return "".join(parts)


def entry_heading(entry: Entry) -> str:
    """Kind and citation."""
    return f"{entry_kind(entry)} {shown(name_clause(entry.clause))}"


def entry_kind(entry: Entry) -> str:
    """'Reworded', set as a label."""
    return f'<span class="kind">{name_change(entry.change)}</span>'


def section_where(block: Block) -> str:
    """What the section of a block stands under; '' for an outermost one."""
    above = tell_above(block.under)
    return f'<p class="where">{shown(above)}</p>' if above else ""


def entry_where(entry: Entry, *, chapter: str = "") -> str:
    """What it stands under, in a chapter of that name below it, and its places."""
    doubts = "".join(f'<p class="doubt">{shown(said)}</p>' for said in list_doubts(entry.change))
    return f'<p class="where">{shown(tell_where(entry, chapter=chapter))}</p>{doubts}'


def topic_line(topics: Sequence[str], *, most: int | None = None) -> str:
    """Topics as labels, at most `most` by name; '' without one."""
    if not topics:
        return ""
    labels = "".join(f"<span>{shown(name_topic(slug))}</span>" for slug in topics[:most])
    if most is not None and len(topics) > most:
        labels += f"and {len(topics) - most} more"
    return f'<p class="topics">About AI: {labels}</p>'


def entry_words(entry: Entry, *, short: bool = False) -> str:
    """What a change means, then its redline."""
    change = entry.change
    said = list_foremost_meanings(change) if short else list_meanings(change)
    return meaning_line(said) + entry_redline(entry, short=short)


def meaning_line(said: Sequence[str]) -> str:
    """What a change means as labels; '' where nothing is plain."""
    labels = "".join(f"<span>{shown(one)}</span>" for one in said)
    return f'<p class="topics">Meaning: {labels}</p>' if labels else ""


def entry_redline(entry: Entry, *, short: bool = False) -> str:
    """The redline of heading and text, shortened around the changes where asked."""
    change, parts = entry.change, []
    if change.heading_words is not None and change.old and change.new:
        heading = clean_pieces(change.heading_words)
        if any(piece.op is not WordOperation.EQUAL for piece in heading):
            parts.append(f'<p class="text"><strong>{redlined(heading)}</strong></p>')
    pieces = clean_pieces(change.words)
    if short:
        pieces = excerpt(pieces)
    if pieces:
        parts.append(f'<p class="text">{redlined(pieces)}</p>')
    return "".join(parts)


def block_article(block: Block, *, chapter: str = "") -> str:
    """One block of the full list: its outermost change, then what came or went with it."""
    head = block.head
    below = "".join(
        f'<div class="below" id="change-{entry.number}"><h5 class="where">'
        f"{shown(name_below(entry, block))}</h5>"
        f"{topic_line(entry.change.topics)}{entry_words(entry)}</div>"
        for entry in block.entries[1:]
    )
    return (
        f'<article class="change {head.change.kind.value}" id="change-{head.number}">'
        f"<h4>{entry_heading(head)}</h4>{entry_where(head, chapter=chapter)}"
        f"{topic_line(head.change.topics)}"
        f"{entry_words(head, short=head.weight.cosmetic)}{below}</article>"
    )
