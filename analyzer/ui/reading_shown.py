"""How a document was read: its account of words, its outline held against its own, what is missing,
and each page with its clauses boxed and what was set aside tinted and listed.

Draws; a document of the library in.
"""

from __future__ import annotations

from html import escape

import streamlit as st

from analyzer.errors import AnalyzerError
from analyzer.records import Document, Reading
from analyzer.ui import address, state, widgets

#: so many missing entries and warnings are named
_NAMED = 40


def show_reading(document: Document) -> None:
    """All of it for one document."""
    try:
        reading = state.reading_of(document)
    except AnalyzerError as error:
        widgets.show_error(error)
        return
    st.subheader("How it was read")
    st.html(
        f"<p><b>{escape(document.title)}</b></p><p>{_account(reading)}</p>"
        f"<div>{_outline(reading)}</div>"
    )
    if reading.warnings:
        st.html(f"<ul>{_items(reading.warnings)}</ul>")
    if document.pages:
        _show_page(document, reading)


def _account(reading: Reading) -> str:
    account = reading.account
    return (
        f"{account.words:,} words = {account.in_clauses:,} in {len(reading.clauses):,} clauses + "
        f"{account.set_aside:,} set aside by name."
    )


def _outline(reading: Reading) -> str:
    outline = reading.outline
    if outline.share is None:
        return "The document has no contents and no bookmarks of its own to check the reading by."
    said = f"{outline.found} of {outline.expected} entries of its own {escape(outline.by or '')}"
    if not outline.missing:
        return f"{said} were found."
    return f"{said} were found. Missing:<ul>{_items(outline.missing)}</ul>"


def _items(texts: tuple[str, ...]) -> str:
    shown = "".join(f"<li>{escape(text)}</li>" for text in texts[:_NAMED])
    more = len(texts) - _NAMED
    return f"{shown}<li>and {more} more</li>" if more > 0 else shown


def _show_page(document: Document, reading: Reading) -> None:
    picture, listed = st.columns([3, 2], gap="medium")
    key, asked = f"read_page_{document.id}", address.still_asked()
    if asked is not None:
        st.session_state[key] = address.number(asked, "page", most=document.pages)
    with listed:
        page = int(st.number_input("PDF page", 1, document.pages, key=key))
    address.note(page=page)
    try:
        shown = state.read_page(document, page)
    except AnalyzerError as error:
        widgets.show_error(error)
        return
    with listed:
        _list_set_aside(reading, page, {item.name: item.tint or "" for item in shown.boxes})
    with picture:
        st.image(
            shown.image.data,
            width="stretch",
            alt=f"Page {page} of {document.title}: clauses boxed, what was set aside tinted",
        )


def _list_set_aside(reading: Reading, page: int, tints: dict[str, str]) -> None:
    """What was set aside on a page, with the tint of its kind on the image."""
    rows = "".join(
        f"<tr><td>{escape(widgets.words(item.kind))}</td><td>{tints.get(item.kind, '')}</td>"
        f"<td>{escape(item.text)}</td></tr>"
        for item in reading.set_aside
        if item.page == page
    )
    if not rows:
        st.html("<p>Nothing was set aside on this page.</p>")
        return
    head = "<tr><th>set aside as</th><th>tinted</th><th>words</th></tr>"
    st.html(f'<table class="plain">{head}{rows}</table>')
