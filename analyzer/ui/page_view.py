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
from analyzer.ui import address, state, widgets
from analyzer.ui.stops import Way, way_of

#: words on a page: a document, a clause of it, spans of the clause's text
Place = tuple[Document, Clause, Sequence[state.Span]]
#: points between words and their box
MARGIN = 1.5
#: how views are named that stand over the screen: no address names them
OVER = "apart"


def show_clause_page(
    document: Document, clause: Clause, spans: Sequence[state.Span] = (), *, name: str = "page"
) -> None:
    """The page on which the words stand, with them (else the clause) boxed, and ways to its other
    pages; of a text file, the clause itself, under what it stands under."""
    if state.has_page_images(document):
        show_way(document, way_of(clause, spans), name=name)
    else:
        _show_words(document, clause, [span for span in spans if span[0] < span[1]])


def open_stop(document: Document, way: Way, name: str) -> int:
    """The number of the stop that is open: the first, until somebody turns."""
    held = st.session_state.get(f"stop_{name}")
    return int(held[1]) if held and held[0] == _way_key(document, way) else way.first


def show_way(document: Document, way: Way, *, name: str = "page") -> None:
    """The open stop of a way, with what leads to the one before and the one after it."""
    _take_up(document, way, name)
    at = open_stop(document, way, name)
    if not name.startswith(OVER):
        address.note(**{f"turn_{name}": None if at == way.first else at + 1})
    if len(way.stops) > 1:
        with st.container(horizontal=True, vertical_alignment="center", key=f"turns_{name}"):
            for to, sign in ((at - 1, "‹ {}"), (at + 1, "{} ›")):
                if 0 <= to < len(way.stops):
                    _show_turn(document, way, to, sign=sign, name=name)
    stop = way.stops[at]
    show_page(document, stop.page, stop.boxes, changed=stop.changed, name=name)


def _show_turn(document: Document, way: Way, to: int, *, sign: str, name: str) -> None:
    stop = way.stops[to]
    said = f"page {stop.page}"
    if len(way.clauses) > 1:
        said = f"{stop.clause.citation or 'unnumbered'}, {said}"
    st.button(
        widgets.plain_label(sign.format(said)),
        key=f"turn_{sign.index('{')}_{name}",
        type="tertiary",
        on_click=_turn,
        args=(f"stop_{name}", _way_key(document, way), to),
    )


def _take_up(document: Document, way: Way, name: str) -> None:
    """The page of the clause that the address names."""
    asked = address.still_asked()
    if asked is not None and f"turn_{name}" in asked:
        at = address.number(asked, f"turn_{name}", most=len(way.stops)) - 1
        _turn(f"stop_{name}", _way_key(document, way), at)


def _turn(key: str, way: object, to: int) -> None:
    st.session_state[key] = (way, to)


def _way_key(document: Document, way: Way) -> tuple[object, ...]:
    places = tuple((stop.clause.id, stop.page) for stop in way.stops)
    return document.id, places, way.first


def show_page(
    document: Document,
    page: int,
    boxes: Sequence[Box] = (),
    *,
    changed: Sequence[Box] = (),
    name: str = "page",
) -> None:
    """The page image with boxes over it, and stronger ones on what changed; a sentence when it
    cannot be drawn. `name` tells one view of a screen from another."""
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
        here, strong = ([b for b in some if b.page == page] for some in (boxes, changed))
        st.html(_boxes_html(image, here, strong))
    st.html(f'<p class="where">{escape(document.title)}, PDF page {page}</p>')


def draw_ahead(places: Iterable[Place]) -> None:
    """Draw the pages of these beside the screen: the next click may open one of them."""
    ways = ((document, way_of(clause, spans)) for document, clause, spans in places)
    draw_ways_ahead((document, way, way.first) for document, way in ways)


def draw_ways_ahead(ways: Iterable[tuple[Document, Way, int]]) -> None:
    """Draw the pages of these stops beside the screen, where there are such."""
    state.draw_ahead(
        (document, way.stops[at].page)
        for document, way, at in ways
        if 0 <= at < len(way.stops) and state.has_page_images(document)
    )


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


def _boxes_html(image: PageImage, boxes: Sequence[Box], changed: Sequence[Box] = ()) -> str:
    """Boxes in percent of the page, so that they fit whatever the width."""
    wide, high = image.width / image.scale / 100, image.height / image.scale / 100
    drawn = "".join(
        f'<i{name} style="left:{(box.x0 - MARGIN) / wide:.2f}%;'
        f"top:{(box.top - MARGIN) / high:.2f}%;"
        f"width:{(box.x1 - box.x0 + 2 * MARGIN) / wide:.2f}%;"
        f'height:{(box.bottom - box.top + 2 * MARGIN) / high:.2f}%"></i>'
        for name, some in (("", boxes), (' class="changed"', changed))
        for box in some
    )
    return f'<div class="boxes" style="aspect-ratio:{image.width}/{image.height}">{drawn}</div>'
