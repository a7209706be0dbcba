"""Two clause trees → matches and changes: what was reworded, moved, added and removed. One with
its own marks → the same, as it is printed, or an audit of those marks."""

from analyzer.comparison.agreements import Given, describe_changes
from analyzer.comparison.auditing import audit_redline
from analyzer.comparison.comparability import check_comparable
from analyzer.comparison.effect_filter import EffectFilter, keep_changes, keep_effects
from analyzer.comparison.effect_rows import load_effects
from analyzer.comparison.marks import read_own_marks
from analyzer.comparison.uncollected import uncollected

__all__ = [
    "EffectFilter",
    "Given",
    "audit_redline",
    "check_comparable",
    "describe_changes",
    "keep_changes",
    "keep_effects",
    "load_effects",
    "read_own_marks",
    "uncollected",
]
