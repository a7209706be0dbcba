"""Figures and faults as records, RESULTS.md and what was gained and lost since the last run.

`RESULTS.json` beside RESULTS.md holds the last run in full; the next run is compared with it.
"""

from __future__ import annotations

import json
import platform
import subprocess
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.trust import trust_table

HERE = Path(__file__).parent
KEPT = HERE / "RESULTS.json"
SHOWN = HERE / "RESULTS.md"
FAULTS_SHOWN = 400
#: what a reader of the figures must know first
CAUTION = (
    "**Figures on the real gold are development figures.** The gold was read, and its misses",
    "were looked at, while splitter, marks, terms and finder were built; settings of the",
    "finder were chosen among near equals with the gold in sight (decision 0010). **Expect",
    "less on a text that nobody here has seen:** the figures called *unseen* (splitter) and",
    "*blind* (findings) are the better estimate.",
    "",
    "What was blind, and what is no longer: the splitter's unseen set was committed in",
    "4728764, its faults were read after the second run ([sets/unseen](sets/unseen/README.md)",
    "holds both runs); of the three blind articles (286dc0b) A and B were read after their",
    "first run, C was not ([sets/blind](sets/blind/README.md)); topics, norms, golden",
    "questions and effects stand in [sets](sets/README.md) with the commits in which they",
    "were labelled. Norms gave 0.83 at first sight; then counts of the misses, never rows,",
    "were looked at.",
)
#: the figures that come first: name, data
GLANCE = frozenset(
    {
        ("structure: f1", "all"),
        ("structure: whole_path", "all"),
        ("clauses: f1", "all"),
        ("clauses: whole_path", "all"),
        ("outline: recall", "nba2023"),
        ("outline: labelled_clauses_a_row", "nba2023"),
        ("marks: struck_f1", "all"),
        ("marks: underlined_f1", "all"),
        ("topics: micro_f1", "all"),
        ("AI or not: recall", "all"),
        ("AI or not: precision", "all"),
        ("AI or not: traps_sprung", "all"),
        ("terms: precision", "all"),
        ("terms: recall", "all"),
        ("norms: party and modality right", "all"),
        ("story topics: micro F1", "story_topics.toml"),
        ("golden questions: answers right", "sample corpus"),
        ("blind topics: micro_f1", "all"),
        ("blind, trade words: topics: micro_f1", "all"),
        ("changes: mean of the kinds", "all"),
        ("changes: false alarms of listed", "all"),
        ("account: balanced", "all"),
        ("unseen structure: f1", "all"),
        ("unseen structure: whole_path", "all"),
        ("unseen clauses: f1", "all"),
        ("unseen clauses: whole_path", "all"),
        ("unseen marks: struck_f1", "all"),
        ("unseen account: balanced", "all"),
        *(
            (f"search NDCG@5, {mode}", "ACORD train and valid, 57 queries")
            for mode in ("lexical", "semantic", "hybrid", "hybrid, three query lengths")
        ),
        ("table cells right (text, row, column)", "gold"),
        ("words, boxes and rules: times faster than pdfplumber", "all of these"),
        ("file to clauses against pdfplumber", "nba2023"),
        ("peak memory, clauses --json", "nba2023"),
        ("outline hidden: recall", "nba2023"),
        ("outline hidden: labelled_clauses_a_row", "nba2023"),
        ("two processes against one", "the eight agreements"),
        ("file dropped → first AI clause", "iatse2024"),
        ("file dropped → all stages done", "iatse2024"),
        ("file dropped → all stages done", "iatse2024, CPU"),
        ("file dropped → all stages done", "iatse2018"),
        ("file dropped → all stages done", "iatse2018, CPU"),
        ("cold command line to first hit", "10000 clauses"),
    }
)
#: and figures whose names begin so, on all data
GLANCED = ("audit: ", "comparison: ", "effects: named", "effects: favours")


@dataclass(frozen=True, slots=True)
class Figure:
    """One number; `on` says which data, `rule` how it is counted where the scorer does not."""

    name: str
    on: str
    value: float | int | None
    unit: str = ""
    goal: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One miss or one false answer, by page, label and words."""

    figure: str
    document: str
    what: str
    page: int | None
    label: str
    words: str


def write_results(
    measured: Mapping[str, tuple[list[Figure], list[Fault]]], *, order: Sequence[str]
) -> None:
    """RESULTS.json and RESULTS.md, compared with the run before; parts that were not measured now
    stay as they were."""
    before = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.is_file() else {}
    parts = dict(before.get("parts", {}))
    for part, (figures, faults) in measured.items():
        parts[part] = {
            "commit": _commit(),
            "figures": [asdict(figure) for figure in figures],
            "faults": [asdict(fault) for fault in faults],
        }
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    data = {"machine": machine, "parts": {part: parts[part] for part in order if part in parts}}
    KEPT.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    SHOWN.write_text(_markdown(data, before), encoding="utf-8")


def _commit() -> str:
    words = ["git", "describe", "--always", "--dirty"]
    answer = subprocess.run(words, cwd=HERE, capture_output=True, text=True, check=False)
    return answer.stdout.strip() or "unknown"


def show(figure: Figure) -> str:
    """A figure's value with its unit."""
    value = figure.value
    if value is None:
        return "–"
    number = f"{value:.3f}" if isinstance(value, float) else str(value)
    return f"{number} {figure.unit}".strip()


def print_measured(figures: Iterable[Figure], faults: Iterable[Fault]) -> None:
    """Figures and faults, a line each."""
    for figure in figures:
        print(f"{figure.name} · {figure.on}: {show(figure)}")
    for fault in faults:
        print(f"{fault.document}: {fault.what} · p {fault.page} · {fault.label} · {fault.words}")


def _rows(data: Mapping[str, Any], kind: str) -> list[dict[str, Any]]:
    """The figures or faults of every part."""
    return [row for part in data.get("parts", {}).values() for row in part[kind]]


def _markdown(data: Mapping[str, Any], before: Mapping[str, Any]) -> str:
    known = {(row["name"], row["on"]): show(Figure(**row)) for row in _rows(before, "figures")}
    figures = [Figure(**row) for row in _rows(data, "figures")]
    faults = [Fault(**row) for row in _rows(data, "faults")]
    lines = [
        "# Results",
        "",
        "Written by `make benchmark`. Speed is CPU time unless it says wall; accuracy is counted",
        "by the rules of [score/README.md](score/README.md).",
        "",
        *CAUTION,
        "",
        f"{data['machine']}. Measured on:",
        "",
        *_commits(data),
        "",
        "## At a glance",
        "",
        *_table([figure for figure in figures if _is_glanced(figure)], known),
        "",
        "## Trust",
        "",
        "The numbered checks, each with all that was counted for it; a goal stands in brackets.",
        "A tenth of each count runs in `make test`. The rows are those of every figure below.",
        "",
        *trust_table(_rows(data, "figures")),
        "",
        "## Every figure",
        "",
        *_table(figures, known),
    ]
    lines += ["", "## Gained and lost since the last run", ""]
    lines += _difference(faults, before)
    lines += ["", f"## Faults ({len(faults)})", ""]
    counted = Counter((fault.figure, fault.document, fault.what) for fault in faults)
    lines += [f"- {f}, {d}: {w}: {n}" for (f, d, w), n in sorted(counted.items())]
    lines += ["", "| figure | document | what | page | label | words |"]
    lines += ["|---|---|---|---|---|---|"]
    lines += [_fault_row(fault) for fault in faults[:FAULTS_SHOWN]]
    if len(faults) > FAULTS_SHOWN:
        lines.append(f"\n{len(faults) - FAULTS_SHOWN} more in RESULTS.json.")
    return "\n".join(lines) + "\n"


def _is_glanced(figure: Figure) -> bool:
    return (figure.name, figure.on) in GLANCE or figure.name.startswith(GLANCED)


def _commits(data: Mapping[str, Any]) -> list[str]:
    """Which parts were measured on which commit."""
    parts: dict[str, list[str]] = {}
    for part, held in data["parts"].items():
        parts.setdefault(held["commit"], []).append(part)
    return [f"- {commit}: {', '.join(names)}" for commit, names in parts.items()]


def _table(figures: list[Figure], known: dict[tuple[str, str], str]) -> list[str]:
    rows = ["| figure | on | value | start or goal | before | rule |", "|---|---|---|---|---|---|"]
    for figure in figures:
        then = known.get((figure.name, figure.on), "")
        rows.append(
            f"| {figure.name} | {figure.on} | {show(figure)} | {figure.goal} | {then} "
            f"| {figure.rule} |"
        )
    return rows


def _difference(faults: list[Fault], before: Mapping[str, Any]) -> list[str]:
    if not before.get("parts"):
        return ["No run before this one."]
    old = Counter(Fault(**row) for row in _rows(before, "faults"))
    new = Counter(faults)
    gained = list((old - new).elements())
    lost = list((new - old).elements())
    lines = [f"{len(gained)} faults gone, {len(lost)} new.", ""]
    lines += [f"- gone: {_one_line(fault)}" for fault in gained[:60]]
    lines += [f"- new: {_one_line(fault)}" for fault in lost[:60]]
    return lines


def _one_line(fault: Fault) -> str:
    words = _quiet(fault.words[:40])
    return (
        f"{fault.figure}, {fault.document} p. {fault.page} {_quiet(fault.label)}: "
        f"{_quiet(fault.what)} · {words}"
    )


def _fault_row(fault: Fault) -> str:
    cells = (fault.figure, fault.document, fault.what, fault.page, fault.label, fault.words[:40])
    return "| " + " | ".join(_quiet(str(cell)) for cell in cells) + " |"


def _quiet(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").replace("[", "\\[").replace("<", "&lt;")
