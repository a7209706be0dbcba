"""How many quotes a second reading confirms: the eight real documents, and a comparison of two.

Findings and terms of each document, and every clause that changed between two agreements, held
against pdfplumber's reading of their pages → shares, and seconds of computing a page.
"""

from __future__ import annotations

import resource
from collections import Counter
from collections.abc import Mapping

from analyzer import Analyzer
from analyzer.results import Found
from benchmarks.documents import EIGHT, path_of, real_data
from benchmarks.results import Figure

OLD, NEW = "iatse2015", "iatse2018"
RULE = "confirmed of those that were checked; pdfplumber, words by their place on the page"


def measure_confirmed() -> list[Figure]:
    """Quotes of findings and terms, and the words of changes; () without the real documents."""
    if real_data() is None:
        return []
    counts: Counter[str] = Counter()
    pages, seconds = 0, 0.0
    with Analyzer.from_texts({}) as library:
        for key in EIGHT:
            found = library.find(path_of(key), all=True)
            before = _children()
            confirmed = library.confirm(found)
            seconds += _children() - before
            pages += _pages(confirmed)
            for finding in confirmed:
                counts.update(item.confirmed.value for item in finding.evidence)
                counts.update(term.confirmed.value for term in finding.terms)
        compared = library.compare(path_of(OLD), path_of(NEW))
        before = _children()
        said = library.confirm(compared).comparison.confirmed
        cost = _children() - before
    changed = Counter(each.confirmed.value for each in said)
    reasons = Counter(each.why for each in said if each.why)
    clauses = [compared.comparison.clauses[each.clause] for each in said]
    read = {(clause.document, page) for clause in clauses for page in clause.pages}
    return [
        *_shares("quotes confirmed", "findings and terms, the eight documents", counts),
        _cost(seconds, f"the eight documents, {pages} pages", pages),
        *_shares("words of changes confirmed", f"{OLD} → {NEW}", changed, reasons),
        _cost(cost, f"{OLD} → {NEW}, {len(read)} pages", len(read)),
    ]


def _cost(seconds: float, on: str, pages: int) -> Figure:
    name = "second reading: CPU a page"
    return Figure(name, on, round(seconds / max(pages, 1), 3), "s", "0.1", "its process in it")


def _shares(
    name: str, on: str, counts: Counter[str], reasons: Mapping[str, int] = {}
) -> list[Figure]:
    checked = counts["yes"] + counts["differs"]
    why = "; ".join(f"{count}: {reason}" for reason, count in reasons.items())
    share = round(counts["yes"] / checked, 4) if checked else None
    return [
        Figure(name, on, share, "", "", f"{counts['yes']} of {checked}; {RULE}"),
        Figure(f"{name}: differ", on, counts["differs"]),
        Figure(f"{name}: not checked", on, counts["not_checked"], rule=why),
    ]


def _pages(found: Found) -> int:
    return len({(f.document, box.page) for f in found for box in f.clause.boxes})


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
