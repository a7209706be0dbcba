"""Accuracy on the gold: the program's own `--json` answers, scored by benchmarks/score.

Input: the real documents; output: figures and faults by name.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.documents import EIGHT, WITHOUT_AI, path_of, real_data
from benchmarks.hidden_outline import measure_hidden_outline
from benchmarks.measuring import PYTHON, run_well
from benchmarks.results import Fault, Figure
from benchmarks.scoring import scorer
from benchmarks.topic_bases import bases_figures, count_bases

#: figure → (gold files, documents)
SCORED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "structure": (("structure.json",), ("iatse2024", "iatse2018")),
    "clauses": (("ai_clauses.json",), ("iatse2024", "tag2024")),
    "outline": (("nba2023-bookmarks.json",), ("nba2023",)),
    "marks": (("redlines.json",), ("iatse2024", "tag2024")),
    "topics": (
        ("ai_clauses.json", "ai_pages_and_traps.json"),
        ("iatse2024", "tag2024", "local52"),
    ),
    "terms": (("terms.json",), ("iatse2024", "tag2024")),
    "account": ((), tuple(EIGHT)),
}


def make_answers(folder: Path) -> dict[str, list[str]]:
    """Run `clauses` and `find` on the eight documents; DOCKEY=FILE of each answer."""
    named: dict[str, list[str]] = {}
    for key in EIGHT:
        for command in ("clauses", "find"):
            output = folder / f"{key}.{command}.json"
            words = [PYTHON, "-m", "analyzer", command, str(path_of(key)), "--json"]
            run_well(words, output=output)
            named.setdefault(key, []).append(f"{key}={output}")
    return named


def measure_accuracy(folder: Path) -> tuple[list[Figure], list[Fault]]:
    """Every accuracy figure, and every fault by figure, page, label and words."""
    data = real_data()
    if data is None:
        return [], []
    named = make_answers(folder)
    score = scorer()
    figures: list[Figure] = []
    faults: list[Fault] = []
    for name, (golds, keys) in SCORED.items():
        gold = [score.read_gold(str(data / "gold" / file)) for file in golds]
        answers = score.Answers([item for key in keys for item in named[key]])
        for part, result in score.measure(name, gold, answers).items():
            results = {**result["documents"], "all": result["all"]}
            for key, measured in results.items():
                figures += _flatten(part, key, measured["figures"])
            faults += [
                Fault(
                    part, key, _opening(f["what"]), f["page"], str(f["label"]), _opening(f["words"])
                )
                for key, measured in result["documents"].items()
                for f in measured["faults"]
            ]
    figures += measure_hidden_outline(score, data / "gold", folder)
    figures += _false_findings(score, named)
    figures += _by_basis(score, data / "gold", folder)
    return figures, faults


def _by_basis(score: Any, gold: Path, folder: Path) -> Iterator[Figure]:  # noqa: ANN401
    """Right and false topics of each basis in the two memoranda, and what is missed."""
    labelled = score.read_gold(str(gold / "ai_clauses.json"))
    counts: Counter[str] = Counter()
    for key in SCORED["clauses"][1]:
        output = folder / f"{key}.all.json"
        words = [PYTHON, "-m", "analyzer", "find", str(path_of(key)), "--all", "--json"]
        run_well(words, output=output)
        clauses = json.loads((folder / f"{key}.clauses.json").read_text(encoding="utf-8"))
        findings = json.loads(output.read_text(encoding="utf-8"))["findings"]
        counts += count_bases(score.rows_of(labelled, key), clauses["clauses"], findings)
    yield from bases_figures("topics", counts)


def _opening(words: str) -> str:
    """The first six words: enough to find the place, too few to be a copy of the text."""
    return " ".join(str(words).split()[:6])


#: a start that an issue asks for, by figure
STARTS = {
    "structure: f1": "0.85",
    "structure: whole_path": "0.40",
    "clauses: f1": "0.85",
    "clauses: whole_path": "0.40",
}


def _flatten(part: str, key: str, figures: dict[str, Any]) -> list[Figure]:
    flat: list[Figure] = []
    for name, value in figures.items():
        if isinstance(value, dict):
            for inner, row in value.items():
                if isinstance(row, dict):
                    flat += [Figure(f"{part}: {inner} {k}", key, v) for k, v in row.items()]
                else:
                    flat.append(Figure(f"{part}: {name} {inner}", key, row))
        else:
            said = f"{part}: {name}"
            flat.append(Figure(said, key, value, "", STARTS.get(said, "")))
    return flat


def _false_findings(score: Any, named: dict[str, list[str]]) -> list[Figure]:  # noqa: ANN401
    answers = score.Answers([item for key in WITHOUT_AI for item in named[key]])
    return [
        Figure(
            "findings in documents without AI rules",
            key,
            sum(1 for f in answers.get(key, "find")["findings"] if f["asserted"]),
        )
        for key in WITHOUT_AI
    ]
