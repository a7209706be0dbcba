"""Ruled frames of tables: the rules of a page that touch one another → where each table lies.

Frames that overlap, follow hard upon one another or are parted by shaded bands are one table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analyzer.pages.sheet import Row, Sheet
from analyzer.records import Rule

#: rules that touch within so many points belong to one grid
TOUCH = 3.0
#: a grid has so many upright and level rules, at different places
FEWEST_UPRIGHT, FEWEST_LEVEL = 3, 3
MOST_RULES = 1_500
#: a rule so near the edge of the page belongs to its background; rules so near are a double line
EDGE, DOUBLE = 2.0, 3.0
#: grids closer than this, one below the other, are one table
FOLLOWS = 8.0
#: a shaded band that parts a table is at most so wide, or so high: an empty line is higher
BAND_WIDTH, BAND_HEIGHT = 18.0, 11.0


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled frame on a page."""

    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, row: Row) -> bool:
        """True when the row stands inside."""
        middle = (row.top + row.bottom) / 2
        return (
            self.top - 1 <= middle <= self.bottom + 1
            and row.x0 >= self.x0 - 4
            and row.x1 <= self.x1 + 4
        )

    def encloses(self, rule: Rule) -> bool:
        """True when the rule lies inside or on the frame."""
        return (
            self.x0 - 1 <= rule.x0
            and rule.x1 <= self.x1 + 1
            and self.top - 1 <= rule.top
            and rule.bottom <= self.bottom + 1
        )


def find_grids(sheet: Sheet) -> list[Grid]:
    """Frames of tables, from rules that touch one another."""
    rules = [rule for rule in sheet.rules if _is_inside(rule, sheet)]
    level = [rule for rule in rules if rule.is_horizontal and rule.x1 - rule.x0 > 8]
    upright = [rule for rule in rules if not rule.is_horizontal and rule.bottom - rule.top > 5]
    if len(upright) < FEWEST_UPRIGHT or len(level) + len(upright) > MOST_RULES:
        return []
    grids = []
    for group in _touching([*upright, *level]):
        xs = _places(rule.x0 for rule in group if not rule.is_horizontal)
        ys = _places(rule.top for rule in group if rule.is_horizontal)
        one_row = xs > FEWEST_UPRIGHT or _is_parted(group)
        if xs >= FEWEST_UPRIGHT and ys >= FEWEST_LEVEL - one_row:
            grids.append(
                Grid(
                    min(rule.x0 for rule in group),
                    min(rule.top for rule in group),
                    max(rule.x1 for rule in group),
                    max(rule.bottom for rule in group),
                )
            )
    merged = _merge(sorted(grids, key=lambda grid: (grid.top, grid.x0)))
    return _merge(_bind(merged, sheet.rows)) if len(merged) > 1 else merged


def _is_inside(rule: Rule, sheet: Sheet) -> bool:
    """True for a rule that lies within the page, not on its edge as a tinted background's does."""
    if rule.is_horizontal:
        return rule.top > EDGE and rule.bottom < sheet.height - EDGE
    return rule.x0 > EDGE and rule.x1 < sheet.width - EDGE


def _is_parted(group: Sequence[Rule]) -> bool:
    """True when an upright rule parts a frame from its top to its foot: one row of two cells."""
    top, foot = min(rule.top for rule in group), max(rule.bottom for rule in group)
    left, right = min(rule.x0 for rule in group), max(rule.x1 for rule in group)
    tall = [
        rule.x0
        for rule in group
        if not rule.is_horizontal and rule.top <= top + DOUBLE and rule.bottom >= foot - DOUBLE
    ]
    wide = [
        rule.top
        for rule in group
        if rule.is_horizontal and rule.x1 - rule.x0 >= (right - left) / FEWEST_UPRIGHT
    ]
    return _places(tall) >= FEWEST_UPRIGHT and _places(wide) == FEWEST_LEVEL - 1


def _places(edges: Iterable[float]) -> int:
    """How many different places rules have; the lines of a double frame are one."""
    ordered = sorted(edges)
    return bool(ordered) + sum(b - a > DOUBLE for a, b in pairwise(ordered))


def _merge(grids: Sequence[Grid]) -> list[Grid]:
    """Grids that overlap or follow hard upon one another are one table."""
    merged: list[Grid] = []
    for grid in grids:
        for at, other in enumerate(merged):
            close = grid.top <= other.bottom + FOLLOWS and other.top <= grid.bottom + FOLLOWS
            if close and grid.x0 < other.x1 and other.x0 < grid.x1:
                merged[at] = _around(grid, other)
                break
        else:
            merged.append(grid)
    return merged if len(merged) == len(grids) else _merge(merged)


def _bind(grids: Sequence[Grid], rows: Sequence[Row]) -> list[Grid]:
    """Grids that shaded bands part are one table: side by side and equally high with rows across
    both, or one below the other to the same right edge with nothing in between."""
    bound: list[Grid] = []
    for grid in grids:
        for at, other in enumerate(bound):
            if _share_rows(grid, other, rows) or _are_parted_by_shade(other, grid, rows):
                bound[at] = _around(grid, other)
                break
        else:
            bound.append(grid)
    return bound if len(bound) == len(grids) else _bind(bound, rows)


def _share_rows(a: Grid, b: Grid, rows: Sequence[Row]) -> bool:
    left, right = (a, b) if a.x0 < b.x0 else (b, a)
    alike = abs(a.top - b.top) < DOUBLE and abs(a.bottom - b.bottom) < DOUBLE
    if not (alike and 0 <= right.x0 - left.x1 <= BAND_WIDTH):
        return False
    return any(
        left.top < (row.top + row.bottom) / 2 < left.bottom
        and row.x0 < left.x1
        and row.x1 > right.x0
        for row in rows
    )


def _are_parted_by_shade(above: Grid, below: Grid, rows: Sequence[Row]) -> bool:
    if not (0 <= below.top - above.bottom <= BAND_HEIGHT and abs(above.x1 - below.x1) < DOUBLE):
        return False
    return not any(
        row.bottom > above.bottom + 1 and row.top < below.top - 1 and row.x0 < above.x1
        for row in rows
    )


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Groups of rules that touch, directly or through others."""
    groups: list[list[Rule]] = []
    frames: list[Grid] = []
    for rule in sorted(rules, key=lambda rule: (rule.top, rule.x0)):
        joined: list[Rule] = [rule]
        frame = Grid(rule.x0, rule.top, rule.x1, rule.bottom)
        rest_groups, rest_frames = [], []
        for group, other in zip(groups, frames, strict=True):
            if _touch(frame, other) and any(_touch(rule, member) for member in group):
                joined += group
                frame = _around(frame, other)
            else:
                rest_groups.append(group)
                rest_frames.append(other)
        groups, frames = [*rest_groups, joined], [*rest_frames, frame]
    return groups


def _touch(a: Rule | Grid, b: Rule | Grid) -> bool:
    return (
        a.x0 <= b.x1 + TOUCH
        and b.x0 <= a.x1 + TOUCH
        and a.top <= b.bottom + TOUCH
        and b.top <= a.bottom + TOUCH
    )


def _around(a: Grid, b: Grid) -> Grid:
    return Grid(min(a.x0, b.x0), min(a.top, b.top), max(a.x1, b.x1), max(a.bottom, b.bottom))
