"""What the sample corpus answers, and that it says so when it does not."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from math import log2
from pathlib import Path
from typing import Any

import pytest

from analyzer.pipeline import Analyzer
from tests.sample_library import copy_sample_library

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
SETS = HERE.parents[2] / "benchmarks" / "sets"
LAY = tomllib.loads((SETS / "lay_questions.toml").read_text(encoding="utf-8"))["question"]
QUESTIONS = tomllib.loads((HERE / "questions.toml").read_text(encoding="utf-8"))["question"]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Analyzer]:
    with Analyzer.open(copy_sample_library(tmp_path_factory, "questions")) as opened:
        yield opened


def by_words(question: dict[str, Any]) -> str:
    return str(question["ask"])


@pytest.mark.parametrize("question", QUESTIONS, ids=by_words)
def test_the_answer_is_among_the_first(library: Analyzer, question: dict[str, Any]) -> None:
    hits = library.search(question["ask"], top=3)
    wanted = question.get("answers")
    assert hits.confident == (wanted is not None)
    if wanted:
        found = [(str(hit.document.id), hit.clause.full_text) for hit in hits]
        assert any(
            document == wanted["document"] and wanted["words"] in text for document, text in found
        ), found


def test_a_rule_in_other_words_is_found_by_topic_and_headings(library: Analyzer) -> None:
    """The question of the README, whose answer shares hardly a word with it."""
    hits = library.search("may the studio keep the scan for other pictures?", top=40)
    answer = next(h for h in hits if h.clause.id == "agreement-2023#art-xxi-sec-6-a")
    assert answer.why == "words, meaning and topic"
    assert answer.headings[-1].startswith("Use in Other Motion Pictures")


@pytest.mark.parametrize("ai", [True, False])
def test_lay_questions_are_ranked_no_worse_than_measured(library: Analyzer, ai: bool) -> None:
    """NDCG@10 of docs/decisions/0014, less what a changed sentence may cost."""
    asked = [row for row in LAY if row["ai"] is ai]
    held = {clause.id for clause in library.clauses()}
    worth = 0.0
    for row in asked:
        assert held.issuperset(row["clauses"]), row["question"]
        found = [hit.clause.id for hit in library.search(row["question"], top=10)]
        gain = sum(1 / log2(at + 2) for at, id_ in enumerate(found) if id_ in row["clauses"])
        worth += gain / sum(1 / log2(at + 2) for at in range(min(10, len(row["clauses"]))))
    assert len(asked) == (27 if ai else 21)
    assert worth / len(asked) > (0.30 if ai else 0.56)


def test_a_filter_narrows_and_never_mixes(library: Analyzer) -> None:
    for mode in ("hybrid", "semantic", "lexical"):
        hits = library.search("who owns the scan?", document="proposal-2026", mode=mode)
        assert len(hits) > 0
        assert {str(hit.document.id) for hit in hits} == {"proposal-2026"}


def test_the_vectors_file_is_used_again(library: Analyzer) -> None:
    library.search("consent")
    assert library.folder is not None
    (file,) = (library.folder / "vectors").glob("*.faiss")
    written = file.stat().st_mtime_ns
    with Analyzer.open(library.folder, settings=library.settings, read_only=True) as again:
        assert (
            again.search("consent", top=1)[0].clause == library.search("consent", top=1)[0].clause
        )
    assert file.stat().st_mtime_ns == written
