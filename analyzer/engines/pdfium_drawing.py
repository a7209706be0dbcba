"""What is drawn on a page beside its words: page objects → rules and pictures.

A thin filled rectangle is a rule, a stroked box gives its four edges, a path of many pieces gives
one rule a straight piece; curves give none. White ones cannot be seen and are left out.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from analyzer.engines.pdfium_binding import View, open_library
from analyzer.records import Picture, Rule

#: a filled rectangle up to this thick, in points, is a line that somebody drew
THICKEST_RULE = 3.0
#: pieces of one path and objects of one page that are looked at; beyond lies decoration
MOST_PIECES = 2_000
MOST_OBJECTS = 60_000
DEEPEST_FORM = 6
#: a drawn letter or a few of them, in points
LARGEST_SIGN = 60.0
_WHITE = (255, 255, 255)

Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Drawing:
    """Rules and pictures of one page, as they are collected."""

    rules: list[Rule]
    pictures: list[Picture]


def read_drawing(page: Any, view: View) -> Drawing:  # noqa: ANN401
    """Every rule and picture of a loaded page, in the order of the file."""
    pdfium = open_library()
    drawing = Drawing([], [])
    for handle, kind, matrix in _objects(pdfium, page):
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            rules = _rules_of_path(pdfium, handle, matrix, view)
            drawing.rules += rules
            if not rules:
                drawing.pictures += _traced_sign(pdfium, handle, matrix, view)
        else:
            box = _bounds(pdfium, handle, matrix, view)
            if box:
                drawing.pictures.append(Picture(*box))
    return drawing


def _objects(pdfium: Any, page: Any) -> Iterator[tuple[Any, int, Matrix]]:  # noqa: ANN401
    """Paths and images, those inside forms too, with the matrix that they lie under."""
    count = min(pdfium.FPDFPage_CountObjects(page), MOST_OBJECTS)
    wanted = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE)
    kind_of, get = pdfium.FPDFPageObj_GetType, pdfium.FPDFPage_GetObject
    for index in range(count):
        handle = get(page, index)
        kind = kind_of(handle)
        if kind in wanted:
            yield handle, kind, UNIT
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _objects_of_form(pdfium, handle, UNIT, 1)


def _objects_of_form(
    pdfium: Any,  # noqa: ANN401
    form: Any,  # noqa: ANN401
    outer: Matrix,
    depth: int,
) -> Iterator[tuple[Any, int, Matrix]]:
    matrix = _compose(_matrix(pdfium, form), outer)
    count = min(pdfium.FPDFFormObj_CountObjects(form), MOST_OBJECTS)
    wanted = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE)
    for index in range(count):
        handle = pdfium.FPDFFormObj_GetObject(form, index)
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind in wanted:
            yield handle, kind, matrix
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
            yield from _objects_of_form(pdfium, handle, matrix, depth + 1)


def _rules_of_path(
    pdfium: Any,  # noqa: ANN401
    handle: Any,  # noqa: ANN401
    matrix: Matrix,
    view: View,
) -> list[Rule]:
    pieces = pdfium.FPDFPath_CountSegments(handle)
    if pieces < 2 or pieces > MOST_PIECES:
        return []
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(handle, filled, stroked)
    if not (stroked.value or filled.value) or _is_white(pdfium, handle, bool(stroked.value)):
        return []
    if pieces <= 5:
        box = _bounds(pdfium, handle, matrix, view)
        if box is None:
            return []
        if min(box[2] - box[0], box[3] - box[1]) <= THICKEST_RULE:
            return [Rule(*box)]
    lines = _subpaths(pdfium, handle, _compose(_matrix(pdfium, handle), matrix), view)
    return [rule for points in lines for rule in _rules_of_points(points, bool(stroked.value))]


def _traced_sign(
    pdfium: Any,  # noqa: ANN401
    handle: Any,  # noqa: ANN401
    matrix: Matrix,
    view: View,
) -> Iterator[Picture]:
    """A small filled path of many pieces: perhaps a letter that is drawn, not set."""
    if not 5 < pdfium.FPDFPath_CountSegments(handle) <= MOST_PIECES:
        return
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(handle, filled, stroked)
    box = _bounds(pdfium, handle, matrix, view) if filled.value else None
    small = box is not None and max(box[2] - box[0], box[3] - box[1]) <= LARGEST_SIGN
    if box is not None and small and not _is_white(pdfium, handle, stroked=False):
        yield Picture(*box, traced=True)


def _rules_of_points(points: list[tuple[float, float]], stroked: bool) -> Iterator[Rule]:
    """A flat rectangle is one rule; else every level or upright side is one."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    box = (min(xs), min(ys), max(xs), max(ys))
    if min(box[2] - box[0], box[3] - box[1]) <= THICKEST_RULE:
        if stroked or len(points) > 2:
            yield Rule(*box)
        return
    for (ax, ay), (bx, by) in pairwise(points):
        if abs(ax - bx) < 0.5 or abs(ay - by) < 0.5:
            yield Rule(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _subpaths(
    pdfium: Any,  # noqa: ANN401
    handle: Any,  # noqa: ANN401
    matrix: Matrix,
    view: View,
) -> list[list[tuple[float, float]]]:
    """The corners of each straight subpath, closed where the file closes it; curved ones left
    out."""
    found: list[list[tuple[float, float]]] = []
    curved: set[int] = set()
    x, y = ctypes.c_float(), ctypes.c_float()
    a, b, c, d, e, f = matrix
    for index in range(pdfium.FPDFPath_CountSegments(handle)):
        piece = pdfium.FPDFPath_GetPathSegment(handle, index)
        pdfium.FPDFPathSegment_GetPoint(piece, x, y)
        point = view.point(a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = pdfium.FPDFPathSegment_GetType(piece)
        if kind == pdfium.FPDF_SEGMENT_MOVETO or not found:
            found.append([])
        elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            curved.add(len(found) - 1)
        found[-1].append(point)
        if pdfium.FPDFPathSegment_GetClose(piece):
            found[-1].append(found[-1][0])
    return [points for at, points in enumerate(found) if at not in curved and len(points) > 1]


def _is_white(pdfium: Any, handle: Any, stroked: bool) -> bool:  # noqa: ANN401
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    ask = pdfium.FPDFPageObj_GetStrokeColor if stroked else pdfium.FPDFPageObj_GetFillColor
    known = ask(handle, red, green, blue, alpha)
    return bool(known) and (red.value, green.value, blue.value) == _WHITE


def _bounds(
    pdfium: Any,  # noqa: ANN401
    handle: Any,  # noqa: ANN401
    matrix: Matrix,
    view: View,
) -> tuple[float, float, float, float] | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
        return None
    corners = (left.value, bottom.value), (right.value, top.value)
    if matrix is not UNIT:
        a, b, c, d, e, f = matrix
        (x0, y0), (x1, y1) = ((a * x + c * y + e, b * x + d * y + f) for x, y in corners)
        return view.box(x0, y0, x1, y1)
    return view.box(*corners[0], *corners[1])


def _matrix(pdfium: Any, handle: Any) -> Matrix:  # noqa: ANN401
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, found):
        return UNIT
    return found.a, found.b, found.c, found.d, found.e, found.f


def _compose(inner: Matrix, outer: Matrix) -> Matrix:
    """First `inner`, then `outer`."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )
