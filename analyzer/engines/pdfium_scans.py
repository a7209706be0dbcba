"""Whether the words of a page are those that a program read from a picture of it.

A loaded page and its pictures → True for a scan with a text layer: a picture nearly as large as the
page, over or under words that are set so that nobody sees them (text rendering mode 3).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from analyzer.engines.pdfium_binding import View, open_library
from analyzer.records import Picture

#: the share of the page that its picture covers at least
COVERED = 0.8
#: the share of its texts that nobody sees at least: a stamp or a page number may be seen
UNSEEN = 0.9
MOST_OBJECTS = 60_000
DEEPEST_FORM = 6


def is_scan_with_words(page: Any, view: View, pictures: Sequence[Picture]) -> bool:  # noqa: ANN401
    """True for a picture of a page with words that nobody sees."""
    if not any(_covers(picture, view) for picture in pictures):
        return False
    pdfium = open_library()
    count = pdfium.FPDFPage_CountObjects(page)
    modes = list(_modes(pdfium, page, count, pdfium.FPDFPage_GetObject, 0))
    unseen = modes.count(pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)
    return bool(unseen) and unseen >= UNSEEN * len(modes)


def _covers(picture: Picture, view: View) -> bool:
    wide = min(picture.x1, view.width) - max(picture.x0, 0.0)
    high = min(picture.bottom, view.height) - max(picture.top, 0.0)
    if picture.traced or wide <= 0 or high <= 0:
        return False
    return wide * high >= COVERED * view.width * view.height


def _modes(
    pdfium: Any,  # noqa: ANN401
    holder: Any,  # noqa: ANN401
    count: int,
    get: Any,  # noqa: ANN401
    depth: int,
) -> Iterator[int]:
    """How each text of a page, or of a form on it, is drawn."""
    for index in range(min(count, MOST_OBJECTS)):
        handle = get(holder, index)
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            yield pdfium.FPDFTextObj_GetTextRenderMode(handle)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
            inner = pdfium.FPDFFormObj_CountObjects(handle)
            yield from _modes(pdfium, handle, inner, pdfium.FPDFFormObj_GetObject, depth + 1)
