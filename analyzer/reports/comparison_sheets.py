"""A comparison → the sheets of a workbook: summary, changes, AI terms, rates, context, what is
elsewhere and what was not compared. Every cell is words; none is a formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from analyzer.ports import Worksheet
from analyzer.records import Cell, Comparison, Document, TermValue, WordOperation, WordPiece
from analyzer.reports.across import RATE_HEAD, list_remarks, rate_row
from analyzer.reports.blocks import Entry
from analyzer.reports.contents import Contents, list_asides, list_contents
from analyzer.reports.context import list_context, tell_context
from analyzer.reports.leading import (
    name_block,
    tell_briefly,
    tell_further,
    tell_size,
    tell_where,
)
from analyzer.reports.matrix_report import line_of_cells
from analyzer.reports.meanings import list_meanings
from analyzer.reports.naming import (
    guessed,
    join_parts,
    list_badges,
    list_doubts,
    name_change,
    name_clause,
    name_document_kind,
    name_pages,
    name_term,
    name_topic,
    name_value,
)
from analyzer.reports.ranking import AS_HEAVY, list_places

_CHANGES = ("First", "Kind", "Clause", "Under", "Old place", "New place", "Redline", "Effects")
_MORE = ("Topics", "Remark")
#: columns to sort and search by, which are not printed: the redline holds their words
_UNPRINTED = ("Old words", "New words", "Similarity", "Confidence")
_SIGNS = {
    WordOperation.EQUAL: "{}",
    WordOperation.DELETE: "[-{}-]",
    WordOperation.INSERT: "{{+{}+}}",
}


def comparison_to_sheets(comparison: Comparison) -> tuple[Worksheet, ...]:
    """The sheets in the order in which they are read."""
    contents = list_contents(comparison)
    comparison = contents.comparison
    printed = len(_CHANGES) + len(_MORE)
    parts: tuple[tuple[str, Iterable[Sequence[str]], int], ...] = (
        ("Summary", _summary(contents), 0),
        ("Changes", _changes(contents), 3),
        ("AI terms", _terms(contents), 2),
        ("Rates", _rates(comparison), 3),
        *((("Context", _context(comparison), 1),) if comparison.context else ()),
        ("Elsewhere", _elsewhere(comparison), 1),
        ("Not compared", _not_compared(contents), 1),
    )
    return tuple(
        Worksheet(name, tuple(_cells(lines)), labels, printed if name == "Changes" else 0)
        for name, lines, labels in parts
    )


def _cells(lines: Iterable[Sequence[str]]) -> Iterator[Cell]:
    for row, texts in enumerate(lines):
        yield from line_of_cells(row, texts, header=row == 0)


def _summary(contents: Contents) -> Iterator[Sequence[str]]:
    comparison = contents.comparison
    yield contents.phrases.title, ""
    if contents.caution:
        yield "", contents.caution
    for side, document in (("Old", comparison.old), ("New", comparison.new)):
        yield from _document(side, document)
    for name, count in contents.counts:
        yield name, str(count)
    for sentence in contents.opening:
        yield "", sentence
    yield from _foremost(contents)
    yield "", contents.phrases.foot


def _foremost(contents: Contents) -> Iterator[Sequence[str]]:
    """What to read first, a row each; the same numbers stand in the first column of the changes."""
    for at, block in enumerate(contents.foremost, 1):
        heaviest = block.heaviest
        where = f" ({tell_where(heaviest)})"
        told = f"{name_block(block)}{tell_size(block)}{where}{tell_briefly(block)}"
        told = "; ".join((told, *list_doubts(heaviest.change)))
        yield f"Read first: {at}", told
    if contents.further:
        told = tell_further(len(contents.further), contents.severity)
        yield "", f"{told}: in the sheet Changes, '{AS_HEAVY}' in the first column."


def _number_first(contents: Contents) -> dict[int, str]:
    """By the number of a change, its place among what is to be read first."""
    places = list_places(contents.foremost, contents.further)
    return {entry.number: place for place, block in places for entry in block.entries}


def _document(side: str, document: Document) -> Iterator[Sequence[str]]:
    kind = name_document_kind(document) + guessed(document, "kind")
    yield side, document.title
    yield f"{side}: kind", "; ".join([kind, *list_badges(document)])
    if document.effective or document.expires:
        yield f"{side}: in force", f"{document.effective or '…'} to {document.expires or '…'}"
    yield f"{side}: sha256", document.sha256


def _changes(contents: Contents) -> Iterator[Sequence[str]]:
    yield (*_CHANGES, *_MORE, *_UNPRINTED)
    blocks = [entry for part in contents.chapters for b in part.blocks for entry in b.entries]
    aside = [entry for _, entries in list_asides(contents) for entry in entries]
    entries = [*blocks, *aside, *contents.renumbered, *contents.not_restated]
    first = _number_first(contents)
    for entry in sorted(entries, key=lambda entry: entry.number):
        yield first.get(entry.number, ""), *_change(entry)


def _change(entry: Entry) -> Sequence[str]:
    change = entry.change
    pieces = change.words
    places = (
        "; ".join(join_parts(clause.citation, name_pages(clause)) for clause in side)
        for side in (entry.old, entry.new)
    )
    remark = "silence strikes nothing" if change.not_restated else ""
    return (
        name_change(change),
        name_clause(entry.clause),
        " › ".join(entry.under),
        *places,
        "".join(_SIGNS[piece.op].format(piece.text) for piece in pieces),
        "; ".join(list_meanings(change, every_weight=True)),
        "; ".join(name_topic(topic) for topic in change.topics),
        "; ".join(list_doubts(change)) or remark or entry.lapsed or entry.ended,
        _join(pieces, WordOperation.INSERT),
        _join(pieces, WordOperation.DELETE),
        f"{change.similarity:.2f}",
        f"{change.confidence:.2f}",
    )


def _join(pieces: Sequence[WordPiece], without: WordOperation) -> str:
    return "".join(piece.text for piece in pieces if piece.op is not without)


def _terms(contents: Contents) -> Iterator[Sequence[str]]:
    yield "Term", "Name", "Before", "Quote before", "After", "Quote after"
    for row in contents.terms:
        yield row.name, name_term(row.name), *_values(row.old), *_values(row.new)


def _values(values: Sequence[TermValue]) -> tuple[str, str]:
    if not values:
        return "silent", ""
    said = "; ".join(name_value(value.value) for value in values)
    return said, " / ".join(f"{value.quote} ({value.clause})" for value in values)


def _rates(comparison: Comparison) -> Iterator[Sequence[str]]:
    yield RATE_HEAD
    for rate in comparison.rates:
        yield rate_row(rate, comparison)


def _context(comparison: Comparison) -> Iterator[Sequence[str]]:
    yield "What", "Place", "Used in", "Redline"
    yield "", "", "", tell_context(comparison)
    for row in list_context(comparison):
        redline = "".join(_SIGNS[piece.op].format(piece.text) for piece in row.pieces)
        yield row.title, row.place, row.used, redline


def _elsewhere(comparison: Comparison) -> Iterator[Sequence[str]]:
    yield "What", "Where and which words"
    for remark in list_remarks(comparison):
        yield remark.title, remark.said


def _not_compared(contents: Contents) -> Iterator[Sequence[str]]:
    yield "Document", "What", "Why"
    for item in contents.not_compared:
        yield str(item.document), item.what, item.why
