"""Checks that every comparison must pass, of invented and of real agreements."""

from __future__ import annotations

from collections import Counter

from analyzer.records import Clause, Comparison, WordOperation, WordPiece
from tests.clause_trees import compare_clauses

MIRROR = {"added": "removed", "removed": "added", "split": "merged", "merged": "split"}


def joined(pieces: tuple[WordPiece, ...], without: WordOperation) -> str:
    return "".join(piece.text for piece in pieces if piece.op is not without)


def check_comparison(old: tuple[Clause, ...], new: tuple[Clause, ...]) -> Comparison:
    comparison = compare_clauses(old, new)
    for side, clauses in (("old", old), ("new", new)):
        named = Counter(c for change in comparison.changes for c in getattr(change, side))
        assert named == Counter(clause.id for clause in clauses)
    for change in comparison.changes:
        texts = [" ".join(comparison.clauses[c].text for c in s) for s in (change.old, change.new)]
        assert joined(change.words, WordOperation.INSERT) == texts[0]
        assert joined(change.words, WordOperation.DELETE) == texts[1]
        if change.heading_words is not None:
            heads = [comparison.clauses[s[0]].heading or "" for s in (change.old, change.new)]
            assert joined(change.heading_words, WordOperation.INSERT) == heads[0]
            assert joined(change.heading_words, WordOperation.DELETE) == heads[1]
    return comparison


def told(comparison: Comparison) -> set[tuple[object, ...]]:
    return {(c.kind.value, frozenset(c.also), c.old, c.new) for c in comparison.changes}


def mirrored(comparison: Comparison) -> set[tuple[object, ...]]:
    return {
        (MIRROR.get(c.kind.value, c.kind.value), frozenset(c.also), c.new, c.old)
        for c in comparison.changes
    }
