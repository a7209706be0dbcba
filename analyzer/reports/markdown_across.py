"""What a comparison says across the document, in Markdown: rates, every figure, references that
broke. A comparison → lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analyzer.records import Comparison
from analyzer.reports.across import (
    RATE_HEAD,
    RATES_HEAD,
    list_figures,
    list_rates,
    list_remarks,
    tell_rates_briefly,
)
from analyzer.reports.markdown_parts import shown


def tell_rates(comparison: Comparison) -> list[str]:
    """A row a table."""
    if not comparison.rates:
        return []
    briefly = tell_rates_briefly(comparison)
    lines = ["## Rates", "", *([briefly, ""] if briefly else [])]
    return lines + _table(RATES_HEAD, list_rates(comparison))


def tell_figures(comparison: Comparison) -> list[str]:
    """Every figure, table by table."""
    if not comparison.rates:
        return []
    lines = ["## Rates, every figure", ""]
    for name, rows in list_figures(comparison):
        lines += [f"### {shown(name)}", "", *_table(RATE_HEAD[1:], rows)]
    return lines


def tell_elsewhere(comparison: Comparison) -> list[str]:
    """What the changes do elsewhere in the document."""
    remarks = list_remarks(comparison)
    if not remarks:
        return []
    rows = [f"* **{shown(one.title)}**: {shown(one.said)}" for one in remarks]
    return ["## Across the document", "", *rows, ""]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [f"| {' | '.join(shown(cell) for cell in cells)} |" for cells in rows]
    return [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}", *lines, ""]
