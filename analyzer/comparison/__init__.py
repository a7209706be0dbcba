"""Two clause trees → matches and changes: what was reworded, moved, added and removed."""

from analyzer.comparison.agreements import compare_agreements
from analyzer.comparison.comparability import check_comparable

__all__ = ["check_comparable", "compare_agreements"]
