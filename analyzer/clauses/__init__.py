"""Pages → the clause tree: rows, one search over readings of their labels, drafts, names.

`split_clauses` is pure: it knows no file format, only the records of pages. Every word that the
pages hold is in exactly one clause of the reading, or stays set aside.
"""

from __future__ import annotations

from analyzer.clauses.building import are_split_alike, split_clauses
from analyzer.clauses.definitions import find_definitions

__all__ = ["are_split_alike", "find_definitions", "split_clauses"]
