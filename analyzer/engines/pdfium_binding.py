"""PDFium as we call it: its library opened once, one lock, fast calls, and the page as it is seen.

PDFium is not safe in threads: whoever talks to it holds `LOCK`. Calls that are made once a
character go through prototypes that take plain addresses, so that a whole page is one `map` that
fills one buffer.
"""

from __future__ import annotations

import ctypes
import threading
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from typing import Any

LOCK = threading.RLock()

_FLOAT, _DOUBLE = 4, 8


@dataclass(frozen=True, slots=True)
class FastCalls:
    """PDFium functions that take addresses as numbers; each is called once a character or word."""

    loose_box: Callable[..., int]
    tight_box: Callable[..., int]
    origin: Callable[..., int]
    text_object: Callable[..., int | None]
    font: Callable[..., int | None]
    render_mode: Callable[..., int]
    font_size: Callable[..., float]
    matrix: Callable[..., int]


@cache
def open_library() -> Any:  # noqa: ANN401
    """The raw binding, with the library initialised once a process."""
    import pypdfium2.raw as pdfium

    with LOCK:
        pdfium.FPDF_InitLibrary()
    return pdfium


@cache
def fast_calls() -> FastCalls:
    """The calls of `FastCalls`, bound to the library's addresses."""
    pdfium = open_library()
    address, number = ctypes.c_void_p, ctypes.c_int

    def bind(function: Any, result: Any, *types: Any) -> Any:  # noqa: ANN401
        return ctypes.PYFUNCTYPE(result, *types)(address_of(function))

    return FastCalls(
        loose_box=bind(pdfium.FPDFText_GetLooseCharBox, number, address, number, address),
        tight_box=bind(
            pdfium.FPDFText_GetCharBox, number, address, number, address, address, address, address
        ),
        origin=bind(pdfium.FPDFText_GetCharOrigin, number, address, number, address, address),
        text_object=bind(pdfium.FPDFText_GetTextObject, address, address, number),
        font=bind(pdfium.FPDFTextObj_GetFont, address, address),
        render_mode=bind(pdfium.FPDFTextObj_GetTextRenderMode, number, address),
        font_size=bind(pdfium.FPDFText_GetFontSize, ctypes.c_double, address, number),
        matrix=bind(pdfium.FPDFText_GetMatrix, number, address, number, address),
    )


def address_of(handle: Any) -> int:  # noqa: ANN401
    """The address behind a PDFium handle."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def loose_boxes(text_page: int, count: int) -> array[float]:
    """Left, top, right, bottom of every character in page space (y grows upward), one after the
    other; the sides are pen positions, not ink."""
    buffer = ctypes.create_string_buffer(4 * _FLOAT * max(count, 1))
    start = ctypes.addressof(buffer)
    step = 4 * _FLOAT
    places = range(start, start + step * count, step)
    boxes = array("f")
    for _ in map(fast_calls().loose_box, repeat(text_page), range(count), places):
        pass
    boxes.frombytes(buffer.raw[: step * count])
    return boxes


def origins(text_page: int, indexes: Iterable[int], count: int) -> array[float]:
    """x and y of the pen at each of `count` characters, one after the other, in page space."""
    buffer = ctypes.create_string_buffer(2 * _DOUBLE * max(count, 1))
    start = ctypes.addressof(buffer)
    step = 2 * _DOUBLE
    xs = range(start, start + step * count, step)
    ys = range(start + _DOUBLE, start + _DOUBLE + step * count, step)
    points = array("d")
    for _ in map(fast_calls().origin, repeat(text_page), indexes, xs, ys):
        pass
    points.frombytes(buffer.raw[: step * count])
    return points


@dataclass(frozen=True, slots=True)
class View:
    """How page space becomes the page as it is seen: crop box off, turned, y downward."""

    left: float
    bottom: float
    right: float
    top: float
    quarter_turns: int

    @classmethod
    def of_page(cls, page: Any) -> View:  # noqa: ANN401
        """The view of a loaded page."""
        pdfium = open_library()
        box = pdfium.FS_RECTF()
        if not pdfium.FPDF_GetPageBoundingBox(page, box):
            width = pdfium.FPDF_GetPageWidthF(page)
            height = pdfium.FPDF_GetPageHeightF(page)
            return cls(0.0, 0.0, width, height, 0)
        return cls(box.left, box.bottom, box.right, box.top, pdfium.FPDFPage_GetRotation(page))

    @property
    def width(self) -> float:
        """Width as seen, in points."""
        tall = self.quarter_turns % 2
        return self.top - self.bottom if tall else self.right - self.left

    @property
    def height(self) -> float:
        """Height as seen, in points."""
        tall = self.quarter_turns % 2
        return self.right - self.left if tall else self.top - self.bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of page space as x from the left and y from the top of what is seen."""
        match self.quarter_turns:
            case 0:
                return x - self.left, self.top - y
            case 1:
                return y - self.bottom, x - self.left
            case 2:
                return self.right - x, y - self.bottom
            case _:
                return self.top - y, self.right - x

    def box(
        self, left: float, bottom: float, right: float, top: float
    ) -> tuple[float, float, float, float]:
        """A box of page space as x0, top, x1, bottom of what is seen."""
        ax, ay = self.point(left, bottom)
        bx, by = self.point(right, top)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
