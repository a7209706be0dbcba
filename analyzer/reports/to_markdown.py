"""A comparison → a report in Markdown: the same contents as the HTML, for an editor or a wiki.

Struck and inserted words stand in <del> and <ins>. Words of a document are escaped: they can make
no link, picture, heading or tag.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from analyzer.records import (
    Comparison,
    Document,
    TermValue,
    WordOperation,
)
from analyzer.reports.blocks import Block, Entry
from analyzer.reports.contents import Contents, group_reasons, list_asides, list_contents
from analyzer.reports.context import TITLE, list_context, tell_context
from analyzer.reports.excerpts import clean_pieces, excerpt
from analyzer.reports.leading import (
    list_untold,
    name_below,
)
from analyzer.reports.markdown_across import tell_elsewhere, tell_figures, tell_rates
from analyzer.reports.markdown_foremost import set_foremost
from analyzer.reports.markdown_parts import entry_redline, entry_where, redlined, shown, topic_line
from analyzer.reports.meanings import list_foremost_meanings, list_meanings
from analyzer.reports.naming import (
    count_of,
    guessed,
    join_parts,
    list_badges,
    name_change,
    name_clause,
    name_document_kind,
    name_file,
    name_pages,
    name_term,
    tell_value,
)
from analyzer.reports.opening import tell_left_out, tell_same


def to_markdown(comparison: Comparison) -> str:
    """The report as Markdown."""
    contents = list_contents(comparison)
    comparison = contents.comparison
    lines = [f"# {contents.phrases.title}", ""]
    if comparison.own_marks is None:
        lines += _document("Old", comparison.old) + _document("New", comparison.new)
    else:
        lines += [*_document("Own marks of", comparison.new), f"**{contents.phrases.preface}**", ""]
    lines += [f"**{shown(contents.caution)}**", ""] if contents.caution else []
    lines += [" ".join(shown(sentence) for sentence in contents.opening), ""]
    lines += ["| " + " | ".join(name for name, _ in contents.counts) + " |"]
    lines += ["|" + " ---: |" * len(contents.counts)]
    lines += ["| " + " | ".join(f"{count:,}" for _, count in contents.counts) + " |", ""]
    lines += set_foremost(contents) + _terms(contents) + tell_rates(comparison)
    lines += tell_elsewhere(comparison) + _every_change(contents)
    lines += _context(comparison) + tell_figures(comparison) + _set_apart(contents)
    return "\n".join(lines).rstrip("\n") + "\n"


def _document(side: str, document: Document) -> list[str]:
    facts = [name_document_kind(document) + guessed(document, "kind"), *list_badges(document)]
    if document.effective or document.expires:
        said = guessed(document, "effective") or guessed(document, "expires")
        dates = f"{document.effective or '…'} to {document.expires or '…'}"
        facts.append(f"in force {dates}{said}")
    if document.pages:
        facts.append(count_of(document.pages, "page"))
    name = name_file(document.path)
    return [
        f"**{side}**: {shown(document.title)}; {shown('; '.join(facts))}",
        "",
        f"File {shown(name)}, sha256 {shown(document.sha256)}",
        "",
    ]


def _terms(contents: Contents) -> list[str]:
    if not contents.terms:
        return []
    lines = ["## AI terms before and after", "", "| Term | Before | After |", "| --- | --- | --- |"]
    for row in contents.terms:
        cells = [shown(name_term(row.name))]
        cells += [_term_cell(values, contents.comparison) for values in (row.old, row.new)]
        lines.append(f"| {' | '.join(cells)} |")
    return [*lines, ""]


def _term_cell(values: Sequence[TermValue], comparison: Comparison) -> str:
    return "; ".join(_term_value(value, comparison) for value in values) or "silent"


def _term_value(value: TermValue, comparison: Comparison) -> str:
    clause = comparison.clauses.get(value.clause)
    where = f" ({shown(join_parts(clause.citation, name_pages(clause)))})" if clause else ""
    said, quote = tell_value(value)
    words = f"**{shown(said)}** “{shown(quote)}”" if quote else f"“{shown(said)}”"
    return words + where


# ── changes ──────────────────────────────────────────────────────────────────────────────────────
def _words(entry: Entry, *, short: bool = False) -> list[str]:
    change = entry.change
    said = list_foremost_meanings(change) if short else list_meanings(change)
    lines = [f"Meaning: {shown('; '.join(said))}", ""] if said else []
    redline = entry_redline(entry, short=short)
    return lines + redline


def _heading(entry: Entry) -> str:
    return f"{name_change(entry.change)}: {shown(name_clause(entry.clause))}"


def _renamed(entry: Entry) -> str:
    """What the print itself called it before; a comparison names both places anyway."""
    before = entry.renamed_from if entry.old == entry.new else None
    return f" (before: {shown(before)})" if before else ""


def _every_change(contents: Contents) -> list[str]:
    lines = [f"## {contents.phrases.every}", ""]
    if not contents.chapters:
        return [*lines, contents.phrases.nothing, ""]
    linked = {one.number for block in contents.foremost for one, _ in list_untold(block)}
    linked |= {block.head.number for block in (*contents.foremost, *contents.further)}
    for chapter in contents.chapters:
        lines += [f"### {shown(chapter.name)}", ""]
        for block in chapter.blocks:
            lines += _block(block, chapter=chapter.name, linked=linked)
    return lines


def _anchor(entry: Entry, linked: Collection[int]) -> str:
    """What a link of the first page leads to."""
    return f'<a id="change-{entry.number}"></a>' if entry.number in linked else ""


def _block(block: Block, *, chapter: str, linked: Collection[int]) -> list[str]:
    head = block.head
    lines = [f"#### {_anchor(head, linked)}{_heading(head)}", ""]
    lines += [entry_where(head, chapter=chapter), ""]
    lines += topic_line(head.change.topics) + _words(head, short=head.weight.cosmetic)
    for entry in block.entries[1:]:
        lines += [
            f"{_anchor(entry, linked)}{shown(name_below(entry, block))}",
            "",
            *topic_line(entry.change.topics),
            *_words(entry),
        ]
    return lines


def _context(comparison: Comparison) -> list[str]:
    rows = list_context(comparison)
    if not rows:
        return []
    lines = [f"## {TITLE}", "", shown(tell_context(comparison)), ""]
    for row in rows:
        lines += [f"#### {shown(row.title)}", "", shown(f"{row.place} · {row.used}"), ""]
        lines += [f"> {redlined(row.pieces)}", ""] if row.pieces else []
    return lines


def _words_behind(entry: Entry) -> str:
    """': …' with the words that differ, on the same line; '' where none do."""
    pieces = clean_pieces(entry.change.words)
    differs = any(piece.op is not WordOperation.EQUAL for piece in pieces)
    return f": {redlined(excerpt(pieces))}" if differs else ""


def _set_apart(contents: Contents) -> list[str]:
    lines = [f"## {contents.phrases.apart}", ""]
    if contents.not_compared:
        for why, what in group_reasons(contents.not_compared):
            if len(what) == 1:
                lines.append(f"* {shown(what[0])}: {shown(why)}")
            else:
                lines += [f"* {shown(why)}:", *(f"    * {shown(one)}" for one in what)]
    else:
        lines += [contents.phrases.none_apart]
    for title, entries in (
        *list_asides(contents),
        ("Only under another number", contents.renumbered),
    ):
        if entries:
            lines += ["", f"### {title}", ""] + [
                f"* {_heading(e)}{_renamed(e)}; {entry_where(e)}{_words_behind(e)}" for e in entries
            ]
    comparison = contents.comparison
    same = tell_same(len(contents.unchanged), comparison)
    said = " ".join(part for part in (same and f"{same}.", tell_left_out(comparison)) if part)
    return [*lines, "", said, ""]
