"""What holds of every comparison."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.comparison.table_words import redline_tables
from analyzer.comparison.tokens import read_tokens
from analyzer.comparison.words import redline
from analyzer.records import Cell, Clause, ClauseId, ClauseKind, DocumentId, WordOperation
from tests.clause_trees import Twig, grow
from tests.properties.comparing import check_comparison, joined, mirrored, told
from tests.seeded_edits import edit_agreement

SIGNS = ["“scan”", "scan,", "stand-in", "stand‑in", "\n", "  ", "(", ")", "é", "½"]
FIGURES = ["48", "$1,250", "12(b)(1)", "July 1, 2023"]
WORDS = st.sampled_from(["the", "of", "Producer", "shall", "may", "consent.", *SIGNS, *FIGURES])
TEXTS = st.lists(WORDS, max_size=25).map(" ".join) | st.text(max_size=60)


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


ROWS = st.lists(st.lists(WORDS.filter(str.strip), min_size=1, max_size=4), min_size=1, max_size=5)


def make_table(rows: list[list[str]]) -> Clause:
    cells = [Cell(at, n, text) for at, row in enumerate(rows) for n, text in enumerate(row)]
    text = " ".join(cell.text for cell in cells)
    table = ClauseKind.TABLE
    return Clause(ClauseId("t"), DocumentId("d"), None, 0, table, text, cells=tuple(cells))


@given(ROWS, ROWS)
def test_pieces_of_tables_rebuild_both_texts(
    before: list[list[str]], after: list[list[str]]
) -> None:
    old, new = make_table(before), make_table(after)
    pieces = redline_tables(old, new)
    if pieces is not None:
        assert joined(pieces, WordOperation.INSERT) == old.text
        assert joined(pieces, WordOperation.DELETE) == new.text


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
