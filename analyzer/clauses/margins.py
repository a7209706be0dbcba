"""Where the text of a page begins and ends: pages → margins, so that indentations compare."""

from __future__ import annotations

from collections import Counter, defaultdict

from analyzer.records import LineRole, Pages


def find_margins(pages: Pages) -> dict[tuple[int, int], float]:
    """Left edge of the text on even and odd pages, by column; facing pages may be shifted."""
    edges: dict[tuple[int, int], Counter[int]] = defaultdict(Counter)
    for page in pages.pages:
        for line in page.lines:
            if line.words and line.role is LineRole.BODY:
                edges[page.number % 2, line.column][round(line.x0)] += 1
    margins: dict[tuple[int, int], float] = {}
    for column in {column for _, column in edges}:
        even, odd = edges[0, column], edges[1, column]
        shift = _find_shift(even, odd)
        both = Counter(even)
        for edge, count in odd.items():
            both[edge - shift] += count
        margins[0, column] = _low_edge(both)
        margins[1, column] = margins[0, column] + shift
    return margins


def find_reach(pages: Pages) -> dict[int, float]:
    """How far to the right the text of each column reaches; one column never less than four fifths
    of the page, however short its lines are."""
    edges: dict[int, list[float]] = defaultdict(list)
    for page in pages.pages:
        for line in page.lines:
            if line.words and line.role is LineRole.BODY:
                edges[line.column].append(line.words[-1].x1)
    reach = {column: sorted(found)[len(found) * 19 // 20] for column, found in edges.items()}
    if 0 in reach:
        reach[0] = max(reach[0], 0.8 * max(page.width for page in pages.pages))
    return reach


def _find_shift(even: Counter[int], odd: Counter[int]) -> int:
    """By how many points odd pages are shifted against even ones: where their left edges fall
    together; 0 unless another shift is clearly better."""

    def agreement(shift: int) -> int:
        return sum(
            min(count, max(odd[edge + shift + near] for near in (-1, 0, 1)))
            for edge, count in even.items()
        )

    best = max(range(-90, 91), key=lambda shift: (agreement(shift), -abs(shift)))
    return best if agreement(best) > 1.2 * agreement(0) else 0


def _low_edge(edges: Counter[int]) -> float:
    """The left edge that all but a fiftieth of the lines keep to."""
    total, seen = sum(edges.values()), 0
    for edge in sorted(edges):
        seen += edges[edge]
        if seen * 50 > total:
            return float(edge)
    return 0.0
