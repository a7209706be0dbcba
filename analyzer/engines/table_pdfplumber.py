"""Rules of a page → cells of its tables, by pdfplumber's cell finder.

The rules are those that the first reader drew from the page, so that no page is parsed twice and
the sides of a cell lie where everything else does. Sides of a shade, which lies inside the cell
that it fills, are left out first: they part nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from analyzer.records import Box, Rule

#: as pdfplumber snaps, joins and crosses rules when nothing is said
TOLERANCE = 3.0
SHORTEST_RULE = 3.0
#: more rules or crossings than this are a drawing, no table
MOST_RULES = 1_500
MOST_CROSSINGS = 4_000
#: a shade lies this far inside its cell at most
INSET = 8.0

Edge = dict[str, Any]


class PdfplumberTables:
    """Finds the cells that rules part."""

    def read(self, rules: Sequence[Rule], *, page: int) -> tuple[tuple[Box, ...], ...]:
        """The cells of each table on page `page`, from top to bottom; () where there are too many
        rules to say, or where pdfplumber is missing: cells are then found by columns."""
        try:
            from pdfplumber import table
        except ModuleNotFoundError:
            return ()
        if len(rules) > MOST_RULES:
            return ()
        edges = table.merge_edges([_edge(rule) for rule in rules], *(TOLERANCE,) * 4)
        edges = [e for e in edges if _length(e) >= SHORTEST_RULE]
        edges = _without_shades(edges)
        upright = sum(edge["orientation"] == "v" for edge in edges)
        if upright * (len(edges) - upright) > MOST_CROSSINGS**2 // 16:
            return ()
        crossings = table.edges_to_intersections(edges, TOLERANCE, TOLERANCE)
        if len(crossings) > MOST_CROSSINGS:
            return ()
        cells = table.intersections_to_cells(crossings)
        found = [_boxes(group, page) for group in table.cells_to_tables(cells)]
        return tuple(sorted(found, key=lambda boxes: (boxes[0].top, boxes[0].x0)))


def _edge(rule: Rule) -> Edge:
    """A rule as pdfplumber names it, drawn through its middle."""
    level = rule.is_horizontal
    middle = (rule.top + rule.bottom) / 2 if level else (rule.x0 + rule.x1) / 2
    x0, x1 = (rule.x0, rule.x1) if level else (middle, middle)
    top, bottom = (middle, middle) if level else (rule.top, rule.bottom)
    return {
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
        "orientation": "h" if level else "v",
        "object_type": "line",
    }


def _length(edge: Edge) -> float:
    return float(max(edge["x1"] - edge["x0"], edge["bottom"] - edge["top"]))


def _without_shades(edges: Sequence[Edge]) -> list[Edge]:
    """Without upright rules that run close beside a longer one over their whole length."""
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    return [edge for edge in edges if not any(_shades(edge, other) for other in upright)]


def _shades(edge: Edge, other: Edge) -> bool:
    return bool(
        edge["orientation"] == "v"
        and edge is not other
        and abs(edge["x0"] - other["x0"]) <= INSET
        and other["top"] <= edge["top"] + TOLERANCE
        and other["bottom"] >= edge["bottom"] - TOLERANCE
        and _length(other) > _length(edge) + TOLERANCE
    )


def _boxes(cells: Iterable[Sequence[float]], page: int) -> tuple[Box, ...]:
    boxes = [Box(page, *(round(float(at), 2) for at in cell)) for cell in cells]
    return tuple(sorted(boxes, key=lambda box: (box.top, box.x0)))
