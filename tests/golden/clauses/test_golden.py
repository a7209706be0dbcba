"""Typed agreements against the trees read of them; ANALYZER_REWRITE_GOLDEN=1 writes the trees anew
(and the last test fails, so that nobody leaves it on)."""

import os
from pathlib import Path

import pytest

from analyzer.records import Clause, DocumentKind
from tests.typed_pages import split

HERE = Path(__file__).parent
KINDS = {"memorandum": DocumentKind.MEMORANDUM}
REWRITE = bool(os.environ.get("ANALYZER_REWRITE_GOLDEN"))


def show(clause: Clause) -> str:
    """One line a clause: depth, path, kind, label, heading, words."""
    words = clause.text or f"(was) {clause.old_text}" if clause.old_text else clause.text
    parts = (".".join(clause.labels), clause.kind.value, clause.label, clause.heading, words)
    return " | ".join("-" if part is None else part for part in parts)


@pytest.mark.parametrize("name", ["codified", "nested", "memorandum"])
def test_tree(name: str) -> None:
    text = (HERE / f"{name}.txt").read_text("utf-8")
    reading = split(text, KINDS.get(name, DocumentKind.AGREEMENT))
    tree = "\n".join(show(clause) for clause in reading.clauses) + "\n"
    golden = HERE / f"{name}.tree"
    if REWRITE:
        golden.write_text(tree, "utf-8")
    assert tree == golden.read_text("utf-8")
    assert reading.account.balanced


def test_the_trees_are_not_being_rewritten() -> None:
    assert not REWRITE, "ANALYZER_REWRITE_GOLDEN is set: look at the changed trees, then unset it."
