"""Twelve topics that the real gold leaves unmeasured: F1 on clauses that were written blind.

Input: sets/story_topics.toml; output: figures, counted as sets/README.md says. Each entry is judged
in its own place: behind the definitions, below its article's heading and its lead-in.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from analyzer.pipeline import sides
from analyzer.pipeline.wiring import Wiring
from analyzer.records import Clause, ClauseId, ClauseKind, Document, DocumentId
from analyzer.settings import read_settings
from benchmarks.results import Figure

SET = Path(__file__).parent / "sets" / "story_topics.toml"
GOAL = "0.85"
ON = "story_topics.toml"
DOCUMENT = DocumentId("story")


@dataclass(frozen=True, slots=True)
class _Judged:
    """One entry with the topics that the program holds true."""

    row: Mapping[str, Any]
    topics: frozenset[str]


@dataclass(slots=True)
class _Count:
    """Right, false and missed labels."""

    right: int = 0
    false: int = 0
    missed: int = 0

    @property
    def f1(self) -> float | None:
        """None without a label on either side."""
        total = 2 * self.right + self.false + self.missed
        return 2 * self.right / total if total else None


def measure_story_topics() -> list[Figure]:
    """F1 per topic and micro, near misses that bear their target, false findings."""
    data = tomllib.loads(SET.read_text(encoding="utf-8"))
    wiring = Wiring.in_memory(read_settings())
    try:
        judged = [
            _Judged(row, _judge(wiring, data["definition"], row))
            for row in (*data["clause"], *data["near_miss"])
        ]
    finally:
        wiring.close()
    targets = list(dict.fromkeys(row["target"] for row in data["clause"]))
    counts = {topic: _count(judged, (topic,)) for topic in targets}
    others = sorted({t for each in judged for t in each.topics | set(each.row["topics"])})
    rest = _count(judged, [topic for topic in others if topic not in targets])
    figures = [Figure("story topics: micro F1", ON, _count(judged, targets).f1, "", GOAL)]
    for topic, count in counts.items():
        told = f"{count.right} right, {count.false} false, {count.missed} missed"
        figures.append(Figure(f"story topics: F1, {topic}", ON, count.f1, "", GOAL, told))
    near = judged[len(data["clause"]) :]
    bare = [each for each in judged if not each.row["topics"] and not each.row["may"]]
    return [
        *figures,
        Figure("story topics: micro F1, the other topics", ON, rest.f1),
        Figure(
            "story topics: near misses that bear their target",
            ON,
            sum(each.row["target"] in each.topics for each in near),
            f"of {len(near)}",
        ),
        Figure(
            "story topics: entries without a topic that have a finding",
            ON,
            sum(bool(each.topics) for each in bare),
            f"of {len(bare)}",
        ),
    ]


def _count(judged: Iterable[_Judged], topics: Sequence[str]) -> _Count:
    count = _Count()
    for each in judged:
        for topic in topics:
            held, wanted = topic in each.topics, topic in each.row["topics"]
            count.right += held and wanted
            count.missed += wanted and not held
            count.false += held and not wanted and topic not in each.row["may"]
    return count


def _judge(
    wiring: Wiring, definitions: Sequence[Mapping[str, str]], row: Mapping[str, Any]
) -> frozenset[str]:
    """The topics that are held true of one entry in its place."""
    clauses = _place(definitions, row)
    document = Document(id=DOCUMENT, path="", sha256="", title="Story topics")
    found = sides.side_findings(wiring, sides.Side(document, tuple(clauses), Path()))
    entry = clauses[-1].id
    return frozenset(f.topic for f in found.findings if f.asserted and f.clause_id == entry)


def _place(definitions: Sequence[Mapping[str, str]], row: Mapping[str, Any]) -> list[Clause]:
    """The clauses of the agreement that an entry needs to be understood, itself the last."""
    clauses = [_clause(0, ClauseKind.ARTICLE, "", heading="Definitions")]
    for definition in definitions:
        kind = ClauseKind.DEFINITION
        defined = _clause(len(clauses), kind, definition["text"], above=clauses[0])
        clauses.append(replace(defined, defines=definition["term"]))
    article = _clause(len(clauses), ClauseKind.ARTICLE, "", heading=row["article"])
    clauses.append(article)
    above = article
    if row.get("lead_in"):
        above = _clause(len(clauses), ClauseKind.CLAUSE, row["lead_in"], above=article)
        clauses.append(above)
    clauses.append(_clause(len(clauses), ClauseKind.CLAUSE, row["text"], above=above))
    return clauses


def _clause(
    order: int,
    kind: ClauseKind,
    text: str,
    *,
    heading: str | None = None,
    above: Clause | None = None,
) -> Clause:
    return Clause(
        id=ClauseId(f"{DOCUMENT}#{order}"),
        document=DOCUMENT,
        parent=above.id if above else None,
        order=order,
        kind=kind,
        text=text,
        heading=heading,
    )
