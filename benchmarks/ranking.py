"""How well a search of the sample corpus ranks the clauses that answer.

Input: the golden questions and the lay questions of `sets`, and a library of the sample corpus;
output: NDCG@10, the mean reciprocal rank of the first answer, and the share of the answers among
the first forty, as sets/README.md says.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from analyzer import Analyzer
from analyzer.records import Clause
from analyzer.wording.setting import bare_label, fold_heading
from benchmarks.results import Figure
from benchmarks.scoring import scorer

LAY = Path(__file__).parent / "sets" / "lay_questions.toml"
DEPTH = 200
SEEN = 10
READ_ON = 40
MODES = ("hybrid", "semantic", "lexical")
RULE = f"benchmarks/sets/README.md; the first {SEEN}, the first answer, the first {READ_ON}"

#: a question with the ids of the clauses that answer it
Asked = tuple[str, frozenset[str]]


def rank_questions(library: Analyzer, golden: Sequence[Mapping[str, Any]]) -> list[Figure]:
    """The figures of each set; the golden questions in every mode."""
    asked = golden_answers(library.clauses(), golden)
    lay = tomllib.loads(LAY.read_text(encoding="utf-8"))["question"]
    sets = {
        "lay questions about AI": [_lay(row) for row in lay if row["ai"]],
        "lay questions about other things": [_lay(row) for row in lay if not row["ai"]],
    }
    figures = [
        figure
        for mode in MODES
        for figure in _figures(library, f"golden questions, {mode}", asked, mode=mode)
    ]
    for name, questions in sets.items():
        figures += _figures(library, name, questions, mode=MODES[0])
    return figures


def golden_answers(clauses: Iterable[Clause], rows: Sequence[Mapping[str, Any]]) -> list[Asked]:
    """Each golden question with the clauses of its answers: at the path, those that bear the quote,
    or all of the path where the quote runs over several. Silences are no clauses."""
    held = list(clauses)
    asked = []
    for row in rows:
        found: set[str] = set()
        for answer in row["answers"]:
            if answer.get("silent"):
                continue
            path = label_path(answer["labels"])
            at = [
                clause
                for clause in held
                if clause.document == answer["document"] and label_path(clause.labels) == path
            ]
            quote = fold_heading(answer["quote"])
            found |= {c.id for c in at if quote in fold_heading(c.full_text)} or {c.id for c in at}
        if found:
            asked.append((str(row["question"]), frozenset(found)))
    return asked


def label_path(labels: Sequence[str]) -> tuple[str, ...]:
    """A path of labels, its brackets, stops and words of levels aside."""
    return tuple(bare_label(label) or label.strip("[]().").casefold() for label in labels)


def _lay(row: Mapping[str, Any]) -> Asked:
    return str(row["question"]), frozenset(row["clauses"])


def _figures(library: Analyzer, name: str, asked: Sequence[Asked], *, mode: str) -> list[Figure]:
    ndcg = firsts = read = 0.0
    for question, answers in asked:
        ranked = [str(h.clause.id) for h in library.search(question, top=DEPTH, mode=mode)]
        grades = dict.fromkeys(ranked, 0.0) | dict.fromkeys(answers, 1.0)
        ndcg += scorer().ndcg(ranked, grades, SEEN)
        firsts += next((1 / at for at, id_ in enumerate(ranked, 1) if id_ in answers), 0.0)
        read += len(answers.intersection(ranked[:READ_ON])) / len(answers)
    worth = {
        f"NDCG@{SEEN}": ndcg,
        "first answer, reciprocal rank": firsts,
        f"recall@{READ_ON}": read,
    }
    on = f"sample corpus, {len(asked)} questions"
    return [
        Figure(f"search {what}, {name}", on, round(total / len(asked), 3), "", "", RULE)
        for what, total in worth.items()
    ]
