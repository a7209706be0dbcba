"""The front door: its names are true, a user's program type-checks, nothing heavy is loaded."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import analyzer
from analyzer import Analyzer, Clause, Document, Finding, Hit

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {"faiss", "onnxruntime", "pandas", "pdfplumber", "pypdfium2", "streamlit", "torch"}
HEAVY |= {"numpy", "sentence_transformers", "sklearn", "transformers"}


def test_every_name_is_there_and_no_other() -> None:
    assert {name: getattr(analyzer, name).__name__ for name in analyzer.__all__} == {
        name: name for name in analyzer.__all__
    }
    assert set(analyzer.__all__) <= set(dir(analyzer))
    with pytest.raises(AttributeError, match="no attribute 'Typo'"):
        _ = analyzer.Typo


def test_the_names_that_type_checkers_see_are_those_that_load() -> None:
    tree = ast.parse(inspect.getsource(analyzer))
    checked = next(node for node in tree.body if isinstance(node, ast.If))
    seen = [name.name for each in checked.body for name in getattr(each, "names", ())]
    assert sorted(seen) == sorted(analyzer.__all__)


@pytest.mark.parametrize(
    "code",
    [
        "import analyzer",
        "from analyzer import *",
        "from analyzer.cli import analyzer; analyzer.main(['--help'], standalone_mode=False)",
    ],
    ids=["import", "star", "help"],
)
def test_nothing_heavy_is_loaded(code: str) -> None:
    asked = f"{code}\nimport sys\nprint('loaded:', sorted({HEAVY!r} & sys.modules.keys()))"
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "loaded: []"


@pytest.mark.slow
def test_what_a_user_writes() -> None:
    """Type checkers read this as a user's own program."""
    with Analyzer.sample() as library:
        documents: list[Document] = list(library.documents())
        clauses = library.clauses(kind="clause", in_force="2026-01-01")
        few: list[Clause] = list(clauses[:3])
        bind = {"agreement", "memorandum"}
        held = {document.id: document.kind.value for document in documents}
        assert {held[clause.document] for clause in clauses} == bind
        assert "agreement-2020" not in {clause.document for clause in clauses}
        assert library.vectors(few).shape == (3, 384)
        hit: Hit = library.search("may the studio keep the scan?", top=5)[0]
        assert hit.document in documents
        finding: Finding = library.find(topic="consent")[0]
        assert finding.clause.id == finding.clause_id
        assert len(library.find(topic="consent").terms.to_frame()) > 0
        changed = library.compare("agreement-2023", "proposal-2026", topic="ai")
        assert len(changed.changes.to_frame()) == len(changed.changes)
        assert set(library.provenance()) >= {"encoder", "packages", "documents", "settings"}
