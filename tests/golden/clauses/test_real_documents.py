"""The figures of splitting on real agreements, where they are at hand (ANALYZER_REAL_DATA)."""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from analyzer.clauses import split_clauses
from analyzer.documents import describe, open_source, reader_name
from analyzer.engines import load
from analyzer.pages import read_pages
from analyzer.wire import envelope, reading_to_json

DATA = os.environ.get("ANALYZER_REAL_DATA")
pytestmark = pytest.mark.skipif(
    DATA is None, reason="real agreements: set ANALYZER_REAL_DATA to the folder that holds them"
)
FOLDERS = ("guild", "nba")


def read(name: str) -> dict[str, Any]:
    """The answer of `clauses` for one of the real files."""
    path = next(Path(str(DATA), f, name) for f in FOLDERS if Path(str(DATA), f, name).is_file())
    source = open_source(str(path))
    pages = read_pages(source, load("reader", reader_name(source, "pdfium"))())
    reading = split_clauses(pages, describe(source, pages))
    assert reading.account.balanced
    return envelope(reading_to_json(reading), refusals=())


def figures(figure: str, gold: str, key: str) -> dict[str, Any]:
    """What the scorer beside the data says of one document."""
    sys.path.insert(0, str(Path(str(DATA), "score")))
    try:
        score: Any = import_module("score")
    finally:
        sys.path.pop(0)
    rows = score.rows_of(json.loads(Path(str(DATA), "gold", gold).read_text("utf-8")), key)
    clauses = read(score.DOCUMENTS[key])["clauses"]
    scored = getattr(score, f"score_{figure}")(rows, clauses)
    named = score.outline_figures if figure == "outline" else score.boundary_figures
    result: dict[str, Any] = named(scored.counts)
    return result


@pytest.mark.parametrize("key", ["iatse2024", "iatse2018"])
def test_labelled_starts_and_paths(key: str) -> None:
    found = figures("structure", "structure.json", key)
    assert found["f1"] >= 0.97
    assert found["whole_path"] >= 0.92


@pytest.mark.parametrize("key", ["iatse2024", "tag2024"])
def test_all_clauses_of_the_articles_read_by_hand(key: str) -> None:
    found = figures("clauses", "ai_clauses.json", key)
    assert found["f1"] >= 0.96
    assert found["whole_path"] >= 0.92


@pytest.mark.slow
def test_the_outline_of_a_long_agreement_is_found_without_false_labels() -> None:
    found = figures("outline", "nba2023-bookmarks.json", "nba2023")
    assert found["recall"] >= 0.99
    assert found["labelled_clauses_a_row"] <= 1.15
