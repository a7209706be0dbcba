"""What holds of every document's own marks: printed by hand, of the sample, of real memoranda."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.clauses import split_clauses
from analyzer.comparison import read_own_marks
from analyzer.documents import describe, open_source, reader_name
from analyzer.engines import load
from analyzer.pages import read_pages
from analyzer.records import Clause, Comparison, Findings, Reading, WordOperation
from tests.clause_trees import make_document
from tests.marked_clauses import make_clause
from tests.properties.comparing import joined

CORPUS = Path(__file__).parents[2] / "corpus"
REAL = os.environ.get("ANALYZER_REAL_DATA", "")
MEMORANDA = [
    "guild/IATSE_Basic_Agreement_2024_MOA.pdf",
    "guild/Local_839_Animation_Guild_MOA.pdf",
    "guild/Local_52_2024_Majors_MOA.pdf",
]
WORDS = st.lists(
    st.sampled_from(["pay", "shall", "$1,250", "“scan”", "[", "12(b)", "mini-", "½"]), max_size=4
)
RUNS = st.lists(st.tuples(st.sampled_from("=-+"), WORDS), max_size=6)


def print_runs(runs: list[tuple[str, list[str]]]) -> str:
    signs = {"=": "{}", "-": "{{-{}-}}", "+": "{{+{}+}}"}
    return " ".join(signs[mark].format(" ".join(words)) for mark, words in runs if words)


def check_own_marks(clauses: Sequence[Clause]) -> Comparison:
    """Every clause in one change on both sides, both texts and headings rebuilt, marks kept."""
    found = read_own_marks(make_document("memo"), clauses, findings=Findings((), ()))
    for side in ("old", "new"):
        named = Counter(c for change in found.changes for c in getattr(change, side))
        assert named == Counter(clause.id for clause in clauses)
    for change in found.changes:
        clause = found.clauses[change.new[0]]
        was = clause.text if clause.old_text is None else clause.old_text
        assert joined(change.words, WordOperation.INSERT) == was
        assert joined(change.words, WordOperation.DELETE) == clause.text
        assert (change.kind == "unchanged") == (not clause.marks)
        if change.heading_words is not None:
            assert joined(change.heading_words, WordOperation.DELETE) == (clause.heading or "")
        if change.kind == "reworded":
            pieces = (*change.words, *(change.heading_words or ()))
            assert any(piece.op is not WordOperation.EQUAL for piece in pieces)
    return found


@given(st.lists(st.tuples(RUNS, RUNS, RUNS), max_size=4))
def test_marks_printed_by_hand_rebuild_both_texts(
    prints: list[tuple[list[tuple[str, list[str]]], ...]],
) -> None:
    clauses = []
    for order, (label, heading, text) in enumerate(prints):
        label = label[:1] and [(label[0][0], label[0][1][:1])]
        printed = print_runs(label), print_runs(heading), print_runs(text)
        clauses.append(make_clause(printed[2], label=printed[0], heading=printed[1], order=order))
    check_own_marks(clauses)


def read_file(path: Path) -> Reading:
    source = open_source(path)
    pages = read_pages(source, load("reader", reader_name(source, "pdfium"))())
    return split_clauses(pages, describe(source, pages, None))


@pytest.mark.slow
def test_own_marks_of_the_sample_memorandum() -> None:
    found = check_own_marks(read_file(CORPUS / "memorandum-2023.pdf").clauses)
    assert found.own_marks
    assert found.summary["reworded"] > 10


@pytest.mark.slow
@pytest.mark.parametrize("name", MEMORANDA)
def test_own_marks_of_real_memoranda(name: str) -> None:
    if not REAL or not (Path(REAL) / name).is_file():
        pytest.skip(f"ANALYZER_REAL_DATA names no folder with {name}")
    found = check_own_marks(read_file(Path(REAL) / name).clauses)
    assert {"reworded", "added", "unchanged"} <= found.summary.keys()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["agreement-2023", "counterproposal-2026", "tentative-2026"])
def test_documents_that_strike_nothing_mark_nothing(name: str) -> None:
    found = check_own_marks(read_file(CORPUS / f"{name}.pdf").clauses)
    assert found.own_marks == 0
    assert list(found.summary) == ["unchanged"]
