"""The table of the Library screen: what each document was taken for, how well it was read, and how
far its stages are.

Documents → escaped HTML; a guess is in italics.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from analyzer.records import Document
from analyzer.ui import widgets

TABLE_HEADS = (
    "title, kind and status",
    "guild",
    "in force",
    "relates to",
    "pages",
    "read well?",
    "stages",
)


def table_html(documents: Sequence[Document]) -> str:
    """A row a document, in their order."""
    names: dict[str, str] = {document.id: document.title for document in documents}
    rows = "".join(_row_html(document, names) for document in documents)
    head = "".join(f"<th>{name}</th>" for name in TABLE_HEADS)
    return f'<table class="plain"><tr>{head}</tr>{rows}</table>'


def _row_html(document: Document, names: dict[str, str]) -> str:
    relations = [
        f"{verb} {escape(names.get(target, f'{target} (not here)'))}"
        for verb, target in (
            ("amends", document.amends),
            ("answers", document.answers),
            ("follows", document.predecessor),
        )
        if target
    ]
    outline = document.outline_found
    read_well = "no outline to check by" if outline is None else f"outline found {outline:.0%}"
    if document.ocr_pages:
        read_well += f", {widgets.counted(len(document.ocr_pages), 'page', 'pages')} by OCR"
    guild = _guess(document, "guild", document.guild or "?")
    # a hyphen that does not break: a date stays on its line
    begins, ends = (
        (day or "?").replace("-", "\u2011") for day in (document.effective, document.expires)
    )
    dated = document.effective or document.expires
    force = f"{begins} – {ends}" if dated else "no dates found"
    return (
        f"<tr><td><b>{_guess(document, 'title', document.title)}</b><br>"
        f"{widgets.badges_html(document)}</td>"
        f"<td>{guild}</td><td>{_guess(document, 'effective', force)}</td>"
        f"<td>{'<br>'.join(relations)}</td><td>{document.pages}</td><td>{read_well}</td>"
        f"<td>{widgets.stages_html(document.stages)}</td></tr>"
    )


def _guess(document: Document, field: str, text: str) -> str:
    shown = escape(text)
    return f'<span class="guess">{shown}</span>' if field in document.guessed else shown
