"""A document's printed redline held against its base: names or paths → assessments.Audited."""

from __future__ import annotations

from pathlib import Path

from analyzer.assessments import Audited
from analyzer.pipeline import sides
from analyzer.pipeline.wiring import Wiring
from analyzer.results import ProgressCallback


def audit(
    wiring: Wiring,
    base: str | Path,
    proposal: str | Path,
    *,
    password: str | None = None,
    progress: ProgressCallback | None = None,
) -> Audited:
    """What the proposal changes with and without a mark. Raises NotComparableError where it prints
    no redline, RefusedFileError."""
    from analyzer import comparison

    tell = progress or wiring.tell
    left, right = sides.open_both(wiring, base, proposal, password=password, tell=tell)
    return Audited.of(
        comparison.audit_redline(
            left.document,
            left.clauses,
            right.document,
            right.clauses,
            watch_matching=sides.tell_counts(tell, sides.MATCHING, "steps"),
            watch=sides.tell_counts(
                tell, "Holding the printed redline against its base", "clauses"
            ),
        )
    )
