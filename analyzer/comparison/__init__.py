"""Two clause trees → matches and changes: what was reworded, moved, added and removed. One with
its own marks → the same, as it is printed, or an audit of those marks."""

from analyzer.comparison.agreements import compare_agreements
from analyzer.comparison.auditing import audit_redline
from analyzer.comparison.comparability import check_comparable
from analyzer.comparison.marks import read_own_marks

__all__ = ["audit_redline", "check_comparable", "compare_agreements", "read_own_marks"]
