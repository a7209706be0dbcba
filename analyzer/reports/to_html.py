"""A comparison → a report in one HTML file: no script, no request, readable on paper.

The first screen says what the two documents are, how much differs and what matters most; then every
change; then what was not compared and why. The same comparison gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analyzer.records import Comparison
from analyzer.reports.across import (
    RATE_HEAD,
    RATES_HEAD,
    list_figures,
    list_rates,
    list_remarks,
    tell_rates_briefly,
)
from analyzer.reports.blocks import Chapter
from analyzer.reports.contents import Contents, list_contents
from analyzer.reports.context import TITLE, list_context, tell_context
from analyzer.reports.html_apart import set_apart
from analyzer.reports.html_foremost import set_foremost
from analyzer.reports.html_parts import (
    block_article,
    document_card,
    fold,
    redlined,
    shown,
    terms_table,
)
from analyzer.reports.html_style import STYLE
from analyzer.reports.naming import name_pages

#: tables of rates that the first page has room for, a row each
_MOST_TABLES = 6
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def to_html(comparison: Comparison) -> str:
    """The report as one HTML document."""
    contents = list_contents(comparison)
    title = f"{contents.phrases.title}: {_name_documents(comparison)}"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{shown(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#every">Skip to every change</a>\n'
        f"{_first_page(contents)}\n<main>\n{_foremost(contents)}{_elsewhere(contents.comparison)}"
        f"{_every_change(contents)}{_context(contents.comparison)}"
        f"{set_apart(contents)}</main>\n{_foot(contents)}\n</body>\n</html>\n"
    )


def _name_documents(comparison: Comparison) -> str:
    if comparison.own_marks is not None:
        return comparison.new.title
    return f"{comparison.old.title} → {comparison.new.title}"


def _cards(comparison: Comparison) -> str:
    """What is compared; one document with its own marks stands alone."""
    if comparison.own_marks is not None:
        return document_card(comparison.new, side="Own marks of")
    return document_card(comparison.old, side="Old") + document_card(comparison.new, side="New")


def _first_page(contents: Contents) -> str:
    comparison = contents.comparison
    counts = "".join(
        f"<li><strong>{count:,}</strong> {name.lower()}</li>" for name, count in contents.counts
    )
    opening = " ".join(shown(sentence) for sentence in contents.opening)
    preface = contents.phrases.preface or contents.caution
    if preface:
        preface = f'<p class="preface"><strong>{shown(preface)}</strong></p>\n'
    return (
        f"<header>\n<h1>{contents.phrases.title}</h1>\n"
        f'<div class="pair">{_cards(comparison)}</div>\n{preface}'
        f'<p class="opening">{opening}</p>\n'
        f'<ul class="counts" aria-label="Clauses by kind of change">{counts}</ul>\n</header>'
    )


def _foremost(contents: Contents) -> str:
    parts = [set_foremost(contents)] if contents.foremost else []
    if contents.terms:
        table = terms_table(contents.terms, _places(contents.comparison))
        parts.append(f'<section><h2 id="terms">AI terms before and after</h2>{table}</section>')
    parts += [_rates(contents.comparison)] if contents.comparison.rates else []
    return "\n".join(parts)


def _rates(comparison: Comparison) -> str:
    """All in a sentence, then a row a table, folded away where they are many; every figure is."""
    number, rows = len(comparison.rates), list_rates(comparison)
    first = _rates_table(RATES_HEAD, rows)
    if len(rows) > _MOST_TABLES:
        first = fold("Table by table", len(rows), first)
    if briefly := tell_rates_briefly(comparison):
        first = f"<p>{briefly}</p>{first}"
    every = "".join(
        f"<h3>{shown(name)}</h3>{_rates_table(RATE_HEAD[1:], rows)}"
        for name, rows in list_figures(comparison)
    )
    more = fold("Every figure", number, every)
    return f'<section><h2 id="rates">Rates ({number:,})</h2>{first}{more}</section>'


def _rates_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    body = "".join(
        f"<tr>{''.join(f'<td>{shown(cell)}</td>' for cell in cells)}</tr>" for cells in rows
    )
    return f'<table class="rates"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _elsewhere(comparison: Comparison) -> str:
    """What the changes do elsewhere in the document."""
    remarks = list_remarks(comparison)
    if not remarks:
        return ""
    rows = "".join(
        f"<li><strong>{shown(one.title)}</strong>: {shown(one.said)}</li>" for one in remarks
    )
    return (
        '<section><h2 id="elsewhere">Across the document</h2>'
        f"{fold('Definitions, cross-references, exceptions', len(remarks), f'<ul>{rows}</ul>')}"
        "</section>\n"
    )


def _every_change(contents: Contents) -> str:
    title = f'<h2 id="every">{contents.phrases.every}</h2>'
    if not contents.chapters:
        return f"<section>{title}<p>{contents.phrases.nothing}</p></section>"
    links = "".join(
        f'<li><a href="#chapter-{at}">{shown(chapter.name)}</a> ({len(chapter.blocks)})</li>'
        for at, chapter in enumerate(contents.chapters, 1)
    )
    chapters = "\n".join(_chapter(at, one) for at, one in enumerate(contents.chapters, 1))
    return (
        f"<section>{title}"
        f'<nav aria-label="Articles with changes"><ul>{links}</ul></nav>\n{chapters}</section>\n'
    )


def _chapter(at: int, chapter: Chapter) -> str:
    blocks = "\n".join(block_article(block, chapter=chapter.name) for block in chapter.blocks)
    return (
        f'<section class="chapter"><h3 id="chapter-{at}">{shown(chapter.name)}</h3>\n'
        f"{blocks}</section>"
    )


def _context(comparison: Comparison) -> str:
    """Definitions and footnotes, marked as what they are: no changes about the topic."""
    rows = list_context(comparison)
    if not rows:
        return ""
    told = "".join(
        f'<article class="context"><h3>{shown(row.title)}</h3>'
        f'<p class="where">{shown(row.place)} · {shown(row.used)}</p>'
        f'<p class="text">{redlined(row.pieces)}</p></article>'
        for row in rows
    )
    return (
        f'<section><h2 id="context">{TITLE}</h2><p class="key">{shown(tell_context(comparison))}'
        f"</p>{told}</section>\n"
    )


def _places(comparison: Comparison) -> dict[str, str]:
    """Citation and page of each clause that a term was read from."""
    wanted = {
        value.clause
        for contrast in comparison.terms_changed
        for value in (contrast.old, contrast.new)
        if value is not None
    }
    return {
        key: ", ".join(part for part in (clause.citation, name_pages(clause)) if part)
        for key, clause in comparison.clauses.items()
        if key in wanted
    }


def _foot(contents: Contents) -> str:
    return f"<footer><p>{contents.phrases.foot}</p></footer>"
