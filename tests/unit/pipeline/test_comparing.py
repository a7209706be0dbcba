"""Comparing tells how far it is."""

from __future__ import annotations

from pathlib import Path

from analyzer.pipeline import Analyzer
from analyzer.results import Progress
from analyzer.settings import Settings


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
