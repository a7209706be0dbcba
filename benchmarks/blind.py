"""Findings, terms and silences on three AI articles that the finder's authors have not seen.

Input: sets/blind (made by `blind_sets`); output: figures, counted by benchmarks/score. Faults are
left out on purpose: whoever reads them begins to tune on them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.blind_sets import DOCUMENTS, FOLDER, TRADE
from benchmarks.measuring import PYTHON, run_well
from benchmarks.results import Figure
from benchmarks.scoring import scorer
from benchmarks.topic_bases import bases_figures, count_bases

GOLDS = {"topics": ("clauses.json", "traps.json"), "terms": ("terms.json",)}
SHOWN = {
    "topics": ("micro_f1",),
    "AI or not": ("recall", "precision", "outside", "traps_sprung", "traps"),
    "terms": ("precision", "recall", "silence_precision", "silence_recall"),
}
GOAL = {"topics: micro_f1": "0.85"}
RULES = {
    "a": "may be looked at since its first figure was written down",
    "b": "may be looked at since its first figure was written down",
    "c": "never looked at, never tuned on",
    "all": "a, b and c together",
}


def measure_blind(folder: Path) -> list[Figure]:
    """Figures of the three articles, in words of their own and in those of the trade."""
    figures = []
    for said, held in (("blind", FOLDER), ("blind, trade words:", TRADE)):
        (folder / held.name).mkdir(exist_ok=True)
        figures += _measure(held, folder / held.name, said)
    return figures


def _measure(held: Path, folder: Path, called: str) -> list[Figure]:
    """Figures of one set, each article apart and together; the answers go to `folder`."""
    named: list[str] = []
    for name in DOCUMENTS:
        for command in ("clauses", "find"):
            output = folder / f"{name}.{command}.json"
            words = [PYTHON, "-m", "analyzer", command, str(held / f"{name}.pdf"), "--json"]
            run_well(words, output=output)
            named.append(f"{name}={output}")
    score = scorer()
    answers = score.Answers(named)
    figures: list[Figure] = []
    for asked, files in GOLDS.items():
        gold = [score.read_gold(str(held / file)) for file in files]
        for part, result in score.measure(asked, gold, answers).items():
            for on, measured in {**result["documents"], "all": result["all"]}.items():
                figures += _shown(called, part, on, measured["figures"])
            if part == "topics":
                figures += _by_topic(called, result["all"]["counts"])
    return [*figures, *_by_basis(called, held, folder)]


def _by_basis(called: str, held: Path, folder: Path) -> Iterator[Figure]:
    """Right and false of each basis over the three; counts alone, no words."""
    gold = scorer().read_gold(str(held / "clauses.json"))
    counts: Counter[str] = Counter()
    for name in DOCUMENTS:
        output = folder / f"{name}.all.json"
        words = [PYTHON, "-m", "analyzer", "find", str(held / f"{name}.pdf"), "--all", "--json"]
        run_well(words, output=output)
        clauses = json.loads((folder / f"{name}.clauses.json").read_text(encoding="utf-8"))
        findings = json.loads(output.read_text(encoding="utf-8"))["findings"]
        counts += count_bases(gold[name], clauses["clauses"], findings)
    yield from bases_figures(f"{called} topics", counts)


def _shown(called: str, part: str, on: str, figures: Mapping[str, Any]) -> Iterator[Figure]:
    for name in SHOWN.get(part, ()):
        said = f"{part}: {name}"
        yield Figure(f"{called} {said}", on, figures[name], "", GOAL.get(said, ""), RULES[on])


def _by_topic(called: str, counts: Mapping[str, int]) -> Iterator[Figure]:
    """F1 of each topic over the three, whatever its support: the scorer prints only ten or more."""
    for topic in sorted({name.rsplit(".", 1)[0] for name in counts}):
        right, false, missed = (
            counts.get(f"{topic}.{what}", 0) for what in ("right", "false", "missed")
        )
        f1 = 2 * right / (2 * right + false + missed)
        told = f"{right} right, {false} false, {missed} missed"
        yield Figure(f"{called} topics: F1, {topic}", "all", f1, "", "", told)
