"""One HTML file around a report's parts: no script, no request, readable on paper."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.records import Document, Passage
from analyzer.reports.html_parts import shown
from analyzer.reports.html_style import STYLE
from analyzer.reports.naming import guessed, list_badges, name_document_kind

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_MORE_STYLE = """
.wide{overflow-x:auto} .wide td{min-width:11rem} .high{border-left:4px solid #9b1c1c}
.medium{border-left:4px solid #8a5a00} .low{border-left:4px solid #5a6472}
.risk{padding:.1rem 0 .3rem 1rem;margin:0 0 1.1rem} .mitigated{opacity:.94}
td.met{background:#e3f4ea} td.partly{background:#fff4d6} td.not_met{background:#fdeaea}
.g1{background:#e8f0fa} .g2{background:#fdf0e1} .g3{background:#eaf5ea}
.g4{background:#f5eaf5} .g5{background:#f0f0e0}
"""


def page(title: str, body: str, *, style: str = "") -> str:
    """The whole file; `style` is what its print needs besides."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{shown(title)}</title>\n<style>{STYLE}{_MORE_STYLE}{style}</style>\n</head>\n<body>\n"
        f"<header>\n<h1>{shown(title)}</h1>\n</header>\n<main>\n{body}</main>\n"
        "<footer><p>Quotes are verbatim; silence means that the words were looked for and not "
        "found. Not legal advice.</p></footer>\n</body>\n</html>\n"
    )


def document_line(document: Document) -> str:
    """Title, kind and badges of a document, as plain text."""
    kind = name_document_kind(document) + guessed(document, "kind")
    return f"{document.title} [{'; '.join([kind, *list_badges(document)])}]"


def place_of(passage: Passage) -> str:
    """'Article XXI.2, page 14'."""
    pages = passage.pages
    where = f"page{'s' if len(pages) > 1 else ''} {'–'.join(map(str, pages[:1] + pages[1:][-1:]))}"
    return ", ".join(part for part in (passage.citation, where if pages else "") if part)


def quoted(passage: Passage) -> str:
    """The words with their place, as HTML."""
    return f'<q>{shown(passage.quote)}</q> <span class="place">{shown(place_of(passage))}</span>'


def table(head: Sequence[str], rows: Sequence[str], *, caption: str = "") -> str:
    """A table of rows that are HTML already."""
    cells = "".join(f'<th scope="col">{shown(name)}</th>' for name in head)
    told = f"<caption>{shown(caption)}</caption>" if caption else ""
    return (
        f'<div class="wide"><table>{told}<thead><tr>{cells}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>\n"
    )
