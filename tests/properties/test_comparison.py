"""What holds of every comparison."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.comparison import compare_agreements
from analyzer.comparison.tokens import read_tokens
from analyzer.comparison.words import redline
from analyzer.records import Clause, Comparison, Findings, WordOperation, WordPiece
from tests.clause_trees import Twig, grow, make_document
from tests.seeded_edits import edit_agreement

SIGNS = ["“scan”", "scan,", "stand-in", "stand‑in", "\n", "  ", "(", ")", "é", "½"]
FIGURES = ["48", "$1,250", "12(b)(1)", "July 1, 2023"]
WORDS = st.sampled_from(["the", "of", "Producer", "shall", "may", "consent.", *SIGNS, *FIGURES])
TEXTS = st.lists(WORDS, max_size=25).map(" ".join) | st.text(max_size=60)
MIRROR = {"added": "removed", "removed": "added"}


def joined(pieces: tuple[WordPiece, ...], without: WordOperation) -> str:
    return "".join(piece.text for piece in pieces if piece.op is not without)


@given(TEXTS, TEXTS)
def test_pieces_rebuild_both_texts(old: str, new: str) -> None:
    pieces = redline(old, new)
    assert joined(pieces, WordOperation.INSERT) == old
    assert joined(pieces, WordOperation.DELETE) == new
    assert all(piece.text for piece in pieces)


@given(TEXTS)
def test_tokens_rebuild_the_text(text: str) -> None:
    for whole in (True, False):
        assert "".join(t.space + t.form for t in read_tokens(text, whole=whole)) == text


@st.composite
def trees(draw: st.DrawFn) -> list[Twig]:
    """Up to three levels of clauses with few, repeated words: the hardest to tell apart."""
    keys = iter(range(1000))

    def twig(depth: int) -> Twig:
        below = draw(st.integers(0, 3)) if depth else 0
        return Twig(
            key=str(next(keys)),
            text=draw(TEXTS),
            label=draw(st.sampled_from([None, "(a)", "(b)", "1.", "Article 2"])),
            heading=draw(st.sampled_from([None, None, "Meals", "Scans and Voices"])),
            below=tuple(twig(depth - 1) for _ in range(below)),
        )

    return [twig(2) for _ in range(draw(st.integers(0, 3)))]


def compare_clauses(old: tuple[Clause, ...], new: tuple[Clause, ...]) -> Comparison:
    nothing = Findings((), ())
    return compare_agreements(
        make_document("old"),
        old,
        make_document("new"),
        new,
        old_findings=nothing,
        new_findings=nothing,
    )


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


@settings(deadline=None, max_examples=60)
@given(trees(), trees())
def test_every_clause_stands_in_exactly_one_change(old: list[Twig], new: list[Twig]) -> None:
    check_comparison(grow("old", old), grow("new", new))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_an_edited_agreement_is_covered_and_mirrors(seed: int) -> None:
    edited = edit_agreement(seed, articles=12, each=4)
    forth = check_comparison(edited.old, edited.new)
    back = check_comparison(edited.new, edited.old)
    assert told(forth) == mirrored(back)


@pytest.mark.parametrize("seed", [4, 5])
def test_an_agreement_against_itself_is_unchanged(seed: int) -> None:
    clauses = edit_agreement(seed, articles=6, each=1).old
    assert {change.kind.value for change in check_comparison(clauses, clauses).changes} == {
        "unchanged"
    }
