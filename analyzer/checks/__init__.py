"""Risk checks and positions: what a document's AI provisions expose whom to, and how they stand to
what a side wants.

Input: a document's clauses and findings, its sideletters, the checks of data/checks.toml, a side's
positions. Output: `Risk`s, each with the words that trigger it and those that mitigate it, and
`Standing`s.
"""

from analyzer.checks.assessing import assess
from analyzer.checks.checklist import Check, load_checks
from analyzer.checks.positions import Position, read_positions, starting_positions
from analyzer.checks.standing import weigh_positions
from analyzer.checks.texts import Text

__all__ = [
    "Check",
    "Position",
    "Text",
    "assess",
    "load_checks",
    "read_positions",
    "starting_positions",
    "weigh_positions",
]
