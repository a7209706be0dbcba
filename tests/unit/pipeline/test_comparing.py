"""Comparing tells how far it is."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from analyzer import comparison
from analyzer.pipeline import Analyzer
from analyzer.pipeline.wiring import Wiring
from analyzer.results import Progress
from analyzer.settings import Settings

CORPUS = Path(__file__).parents[3] / "corpus"


def test_each_step_is_told_in_its_order(settings: Settings, papers: Path) -> None:
    told: list[Progress] = []
    with Analyzer.open(settings.library, settings=settings) as analyzer:
        old, new = papers / "agreement.txt", papers / "proposal.txt"
        watched = analyzer.compare(old, new, progress=told.append)
        assert watched.comparison == analyzer.compare(old, new).comparison
    steps = list(dict.fromkeys(progress.what for progress in told))
    assert steps == [
        "Reading both documents",
        "Looking for what is about AI",
        "Matching clauses",
        "Saying what each change means",
    ]
    assert all(0 <= progress.done <= progress.total > 0 for progress in told)
    for step in ("Reading both documents", "Matching clauses"):
        done = [progress.done for progress in told if progress.what == step]
        assert done == list(range(len(done))) and len(done) > 2
    assert told[-1].total == len(watched.changes)


@pytest.mark.slow
def test_the_steps_of_own_marks_and_of_an_audit_are_told_in_their_order(
    settings: Settings,
) -> None:
    base, offer = CORPUS / "agreement-2023.pdf", CORPUS / "proposal-2026.pdf"
    told: list[Progress] = []
    with Analyzer.open(settings.library, settings=settings) as analyzer:
        marks = analyzer.redline(offer, progress=told.append)
        assert marks.comparison == analyzer.redline(offer).comparison
        assert list(dict.fromkeys(progress.what for progress in told)) == [
            "Reading the document",
            "Looking for what is about AI",
            "Saying what each mark means",
        ]
        assert told[-1].total == len(marks.changes)
        assert told[-1].unit == "clauses"
        told.clear()
        audited = analyzer.audit(base, offer, progress=told.append)
        assert audited.audit == analyzer.audit(base, offer).audit
        assert list(dict.fromkeys(progress.what for progress in told)) == [
            "Reading both documents",
            "Matching clauses",
            "Holding the printed redline against its base",
        ]
    assert all(0 <= progress.done <= progress.total > 0 for progress in told)
    assert len([progress for progress in told if progress.unit == "steps"]) > 2


def test_of_each_topic_is_told_what_a_comparison_of_its_own_tells(
    settings: Settings, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = papers / "agreement.txt", papers / "proposal.txt"
    with Analyzer.open(settings.library, settings=settings) as analyzer:
        alone = [analyzer.compare(old, new, topic=topic) for topic in ("ai", None)]
        matched = count_calls(monkeypatch, comparison, "describe_changes")
        assert analyzer.compare_about(old, new, ("ai", None)) == tuple(alone)
        assert len(matched) == 1
    assert 0 < len(alone[0].changes) < len(alone[1].changes)


def count_calls(monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str) -> list[None]:
    """A list that grows by one with each call of the function of that name."""
    calls: list[None] = []
    inner = getattr(module, name)

    def counted(*given: object, **named: object) -> object:
        calls.append(None)
        return inner(*given, **named)

    monkeypatch.setattr(module, name, counted)
    return calls


def test_without_faiss_the_nearest_are_found_all_the_same(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    wiring = Wiring.in_memory(settings)
    assert type(wiring.neighbours()).__name__ == "FaissNeighbours"
    monkeypatch.setitem(sys.modules, "faiss", None)
    monkeypatch.delitem(sys.modules, "analyzer.engines.neighbours_faiss", raising=False)
    found = wiring.neighbours()
    assert type(found).__name__ == "NumpyNeighbours"
    rows = np.eye(3, 4, dtype=np.float32)
    assert found.nearest(rows, rows[:2], top=1).ravel().tolist() == [0, 1]
