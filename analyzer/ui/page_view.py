"""A page as it is printed, with boxes that the browser lays over it: a page is drawn once, and the
next place on it only moves the boxes.

Draws; a document, and a clause or a page with boxes, in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from analyzer.errors import AnalyzerError
from analyzer.ports import PageImage
from analyzer.records import Box, Clause, Document
from analyzer.ui import state, widgets

#: words on a page: a document, a clause of it, spans of the clause's text
Place = tuple[Document, Clause, Sequence[state.Span]]
#: points between words and their box
MARGIN = 1.5


def show_clause_page(
    document: Document, clause: Clause, spans: Sequence[state.Span] = (), *, name: str = "page"
) -> None:
    """The page on which the words stand, with them (else the clause) boxed; of a text file,
    the clause itself, under what it stands under."""
    if not state.has_page_images(document):
        _show_words(document, clause, spans)
        return
    boxes = _boxes(clause, spans)
    show_page(document, _page(clause, boxes), boxes, name=name)


def show_page(
    document: Document, page: int, boxes: Sequence[Box] = (), *, name: str = "page"
) -> None:
    """The page image with boxes over it; a sentence when it cannot be drawn. `name` tells one
    view of a screen from another."""
    try:
        image = state.page_image(document, page)
    except AnalyzerError as error:
        widgets.show_error(error)
        return
    with st.container(key=f"page_view_{name}", gap=None):
        st.image(
            image.data,
            width="stretch",
            alt=f"Page {page} of {document.title}, with the place marked",
        )
        st.html(_boxes_html(image, [box for box in boxes if box.page == page]))
    st.html(f'<p class="where">{escape(document.title)}, PDF page {page}</p>')


def draw_ahead(places: Iterable[Place]) -> None:
    """Draw the pages of these beside the screen: the next click may open one of them."""
    state.draw_ahead(
        (document, _page(clause, _boxes(clause, spans)))
        for document, clause, spans in places
        if state.has_page_images(document)
    )


def _boxes(clause: Clause, spans: Sequence[state.Span]) -> Sequence[Box]:
    words = tuple(box for span in spans for box in clause.offsets.boxes(*span))
    return words or clause.boxes


def _page(clause: Clause, boxes: Sequence[Box]) -> int:
    return boxes[0].page if boxes else state.first_page(clause)


def _show_words(document: Document, clause: Clause, spans: Sequence[state.Span]) -> None:
    trail = " › ".join(
        escape(above.heading or above.citation or above.text[:60])
        for above in state.ancestors(clause, document)
    )
    st.html(
        '<p class="where">A text file has no page image; here is the clause as it was read.</p>'
        f'<p class="where">{trail}</p><div class="quote">{widgets.spans_html(clause, spans)}</div>'
        f'<p class="where">{escape(document.title)}</p>'
    )


def _boxes_html(image: PageImage, boxes: Sequence[Box]) -> str:
    """Boxes in percent of the page, so that they fit whatever the width."""
    wide, high = image.width / image.scale / 100, image.height / image.scale / 100
    drawn = "".join(
        f'<i style="left:{(box.x0 - MARGIN) / wide:.2f}%;top:{(box.top - MARGIN) / high:.2f}%;'
        f"width:{(box.x1 - box.x0 + 2 * MARGIN) / wide:.2f}%;"
        f'height:{(box.bottom - box.top + 2 * MARGIN) / high:.2f}%"></i>'
        for box in boxes
    )
    return f'<div class="boxes" style="aspect-ratio:{image.width}/{image.height}">{drawn}</div>'
