"""The golden questions and the July 2023 table, asked of the sample corpus.

Input: sets/golden_questions.toml and the library of the sample corpus; output: the share of answers
that are right, counted as sets/README.md says, every wrong one by name, and how a search ranks
them.
"""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analyzer import Analyzer
from analyzer.records import Clause, Document, Finding, Silence
from benchmarks.ranking import label_path, rank_questions
from benchmarks.results import Fault, Figure

SET = Path(__file__).parent / "sets" / "golden_questions.toml"
CORPUS = Path(__file__).parents[1] / "corpus"
NAME = "golden questions: answers right"
ON = "sample corpus"
#: of the words of a floor or a date
WORDS_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the program says of one document."""

    document: Document
    clauses: Sequence[Clause]
    findings: Sequence[Finding]
    silences: Sequence[Silence]

    def under(self, labels: Sequence[str]) -> list[Clause]:
        """The clauses of a path and below it."""
        path = label_path(labels)
        return [clause for clause in self.clauses if label_path(clause.labels)[: len(path)] == path]

    def at(self, labels: Sequence[str]) -> list[Clause]:
        """The clauses of a path itself."""
        path = label_path(labels)
        return [clause for clause in self.clauses if label_path(clause.labels) == path]


def measure_golden_questions() -> tuple[list[Figure], list[Fault]]:
    """Right answers by all answers, the questions, the table and the controls together."""
    data = tomllib.loads(SET.read_text(encoding="utf-8"))
    faults: list[Fault] = []
    counts: dict[str, list[int]] = {}
    # not the sample library of the cache: what an older finder found may be kept there
    with tempfile.TemporaryDirectory() as folder, Analyzer.open(folder) as library:
        library.ingest(CORPUS)
        known = {document.id: document for document in library.documents()}
        asked = {str(name): _ask(library, known[name]) for name in known}
        ranked = rank_questions(library, data["question"])
    for name, row, part in _rows(data):
        said = asked.get(name)
        stated = data["documents"].get(name, {})
        why = _wrong(said, row, stated) if said else "the corpus has no such document"
        count = counts.setdefault(part, [0, 0])
        count[0] += not why
        count[1] += 1
        if why:
            label = " ".join(row.get("labels", ()))
            told = f"{row.get('term') or row.get('topic') or 'findings'}: {why}"
            faults.append(Fault(f"{NAME}, {part}", name, told, None, label, ""))
    figures = [
        Figure(f"{NAME}, {part}", ON, right / total, "", "1")
        for part, (right, total) in counts.items()
    ]
    right, total = (sum(count[at] for count in counts.values()) for at in (0, 1))
    return [Figure(NAME, ON, right / total, "", "1"), *figures, *ranked], faults


def _ask(library: Analyzer, document: Document) -> _Asked:
    found = library.find(document=document.id)
    clauses = tuple(library.clauses(document=document.id))
    return _Asked(document, clauses, tuple(found), found.silences)


def _rows(data: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any], str]]:
    """Each answer with its document and the part of the set that it is of."""
    for question in data["question"]:
        for answer in question["answers"]:
            yield answer["document"], answer, f"question {question['number']}"
    for table in data["july"]:
        for row in table["rows"]:
            yield table["document"], row, "the July table"
    for control in data["control"]:
        yield control["document"], {**control, "control": True}, "controls"


def _wrong(said: _Asked, row: Mapping[str, Any], stated: Mapping[str, str]) -> str:
    """Why an answer is wrong; '' for a right one."""
    shown = {"kind": said.document.kind.value, "status": said.document.status.value}
    off = [f"{name} {shown[name]}" for name in ("kind", "status") if _differs(name, stated, shown)]
    if off:
        return f"shown as {', '.join(off)}"
    if row.get("control"):
        return _control(said, row)
    if row.get("silent"):
        return _silence(said, row)
    return _value(said, row) if "value" in row else _topic(said, row)


def _differs(name: str, stated: Mapping[str, str], shown: Mapping[str, str]) -> bool:
    return name in stated and stated[name] != shown[name]


def _control(said: _Asked, row: Mapping[str, Any]) -> str:
    if row.get("silent"):
        return _silence(said, {**row, "labels": ()})
    return f"{len(said.findings)} findings" if said.findings else ""


def _value(said: _Asked, row: Mapping[str, Any]) -> str:
    at = {clause.id for clause in said.at(row["labels"])}
    if not at:
        return "no clause with this path"
    read = [
        term.value
        for finding in said.findings
        if finding.clause_id in at
        for term in finding.terms
        if term.name == row["term"]
    ]
    if any(_same(value, row["value"]) for value in read):
        return ""
    return f"read {', '.join(map(str, dict.fromkeys(read))) or 'nothing'}, not {row['value']}"


def _same(value: object, expected: object) -> bool:
    if isinstance(value, bool) or isinstance(expected, bool):
        return value is expected
    if isinstance(value, str) and isinstance(expected, str) and value != expected:
        wanted, given = _words(expected), _words(value)
        longer = max(len(wanted), len(given))
        return longer > 1 and len(wanted & given) >= WORDS_SHARE * len(wanted)
    return value == expected


def _words(text: str) -> set[str]:
    return set(text.lower().replace("’", "'").replace(",", " ").replace(".", " ").split())


def _topic(said: _Asked, row: Mapping[str, Any]) -> str:
    at = {clause.id for clause in said.at(row["labels"])}
    if any(f.clause_id in at and f.topic == row["topic"] for f in said.findings):
        return ""
    return "no finding there" if at else "no clause with this path"


def _silence(said: _Asked, row: Mapping[str, Any]) -> str:
    below = {clause.id for clause in said.under(row["labels"])}
    term, topic = row.get("term"), row.get("topic")
    for finding in said.findings:
        if finding.clause_id not in below:
            continue
        if topic and finding.topic == topic:
            return "a finding stands there"
        if term and any(read.name == term for read in finding.terms):
            return "a value is read there"
    listed = [
        silence
        for silence in said.silences
        if (silence.term == term if term else silence.topic == topic)
        and (silence.scope == "document" or silence.article in below)
    ]
    return "" if listed else "the silence is not listed"
