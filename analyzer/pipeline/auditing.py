"""A document's printed redline held against its base: names or paths → assessments.Audited."""

from __future__ import annotations

from pathlib import Path

from analyzer.assessments import Audited
from analyzer.pipeline import sides
from analyzer.pipeline.wiring import Wiring
from analyzer.results import Progress


def audit(
    wiring: Wiring, base: str | Path, proposal: str | Path, *, password: str | None = None
) -> Audited:
    """What the proposal changes with and without a mark. Raises NotComparableError where it prints
    no redline, RefusedFileError."""
    from analyzer import comparison

    left = sides.open_side(wiring, base, password=password)
    right = sides.open_side(wiring, proposal, password=password)
    wiring.tell(Progress("Holding the printed redline against its base", 0, 0))
    return Audited.of(
        comparison.audit_redline(left.document, left.clauses, right.document, right.clauses)
    )
