"""By which basis a topic was found: what is right and what is false of each, and what is missed.

Rows of the gold and the program's own `find --all` answers → figures. A finding may have several
bases; the gold's `may` topics are neither right nor wrong, as in benchmarks/score.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from benchmarks.results import Figure
from benchmarks.scoring import scorer

Row = Mapping[str, Any]
#: topic → the bases of a finding, and whether it is held true
Found = Mapping[str, tuple[tuple[str, ...], bool]]


def count_bases(rows: list[Any], clauses: list[Any], findings: Iterable[Row]) -> Counter[str]:
    """One document's gold rows against its clauses and findings: how often what."""
    found: dict[str, dict[str, tuple[tuple[str, ...], bool]]] = defaultdict(dict)
    for each in findings:
        found[each["clause"]][each["topic"]] = (tuple(each["basis"]), each["asserted"])
    pairs = scorer().pair_clauses(rows, clauses)
    counts: Counter[str] = Counter()
    for number, row in enumerate(rows):
        _count(row, found.get(pairs[number]["id"], {}) if number in pairs else {}, counts)
    return counts


def _count(row: Row, found: Found, counts: Counter[str]) -> None:
    for topic, (bases, asserted) in found.items():
        if not asserted or topic in row["may"]:
            continue
        what = "right" if topic in row["topics"] else "false"
        counts.update(f"{basis} {what}" for basis in bases)
        if len(bases) == 1:
            counts[f"{bases[0]} {what} alone"] += 1
    for topic in row["topics"]:
        if topic not in found:
            counts["missed, nothing seen"] += 1
        elif not found[topic][1]:
            counts[f"missed, below the threshold by {' and '.join(found[topic][0])}"] += 1


def bases_figures(called: str, counts: Mapping[str, int]) -> Iterator[Figure]:
    """Precision of each basis with its counts, and what is missed by what was seen of it."""
    counts = Counter(counts)
    for basis in sorted({name.split()[0] for name in counts if not name.startswith("missed")}):
        right, false = counts[f"{basis} right"], counts[f"{basis} false"]
        told = (
            f"{right} right, {counts[f'{basis} right alone']} of them by it alone; "
            f"{false} false, {counts[f'{basis} false alone']} of them by it alone"
        )
        name = f"{called} by basis: right of those found by {basis}"
        yield Figure(name, "all", round(right / (right + false), 3), "", "", told)
    for name in sorted(name for name in counts if name.startswith("missed")):
        yield Figure(f"{called} by basis: {name}", "all", counts[name])
