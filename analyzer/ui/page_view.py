"""A page as it is printed, with boxes that the browser lays over it: a page is drawn once, and the
next place on it only moves the boxes.

Draws; a document, and a clause or a page with boxes, in.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from analyzer.errors import AnalyzerError
from analyzer.ports import PageImage
from analyzer.records import Box, Clause, Document
from analyzer.ui import state, widgets

#: points between words and their box
MARGIN = 1.5


def show_clause_page(
    document: Document,
    clause: Clause,
    spans: Sequence[state.Span] = (),
    *,
    scale: float = 1.5,
    name: str = "page",
) -> None:
    """The page on which the words stand, with them (else the clause) boxed."""
    words = tuple(box for span in spans for box in clause.offsets.boxes(*span))
    boxes = words or clause.boxes
    page = boxes[0].page if boxes else state.first_page(clause)
    show_page(document, page, boxes, scale=scale, name=name)


def show_page(
    document: Document,
    page: int,
    boxes: Sequence[Box] = (),
    *,
    scale: float = 1.5,
    name: str = "page",
) -> None:
    """The page image with boxes over it; a sentence when it cannot be drawn. `name` tells one
    view of a screen from another."""
    try:
        image = state.page_image(document, page, scale)
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
