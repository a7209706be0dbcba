"""Each format word for word; ANALYZER_REWRITE_GOLDEN=1 writes the files anew (and then fails)."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from analyzer.records import Comparison
from analyzer.reports import to_html, to_json, to_markdown
from tests.clause_trees import make_comparison

HERE = Path(__file__).parent
REWRITE = os.environ.get("ANALYZER_REWRITE_GOLDEN") == "1"


@pytest.mark.parametrize(
    ("name", "report"),
    [
        ("two_agreements.html", to_html),
        ("two_agreements.md", to_markdown),
        ("two_agreements.json", to_json),
    ],
)
def test_report(name: str, report: Callable[[Comparison], str]) -> None:
    said = report(make_comparison())
    if REWRITE:
        (HERE / name).write_text(said, encoding="utf-8")
        pytest.fail("golden files were written anew: look at them, then test without the flag")
    assert said == (HERE / name).read_text(encoding="utf-8")
