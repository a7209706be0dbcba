"""Real agreements and memoranda, where there are some: all are read, no word is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from analyzer.pipeline import Analyzer
from analyzer.records import Stage
from analyzer.settings import Settings

REAL = os.environ.get("ANALYZER_REAL_DATA")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not REAL, reason="ANALYZER_REAL_DATA names no folder of real documents"),
]


def test_every_agreement_is_read_and_accounted_for(settings: Settings) -> None:
    assert REAL
    folders = [Path(REAL) / "guild", Path(REAL) / "nba"]
    with Analyzer.open(settings=settings) as library:
        result = library.ingest(*folders)
        assert [item.status for item in result] == ["added"] * 8
        for document in library.documents():
            assert document.stages == (Stage.READ, Stage.LEXICAL, Stage.CUES)
            assert library.catalog.reading(document.id).account.balanced, document.id
            assert library.clauses(document=document.id), document.id


@pytest.mark.parametrize(
    "name", ["IATSE_Basic_Agreement_2024_MOA", "Local_839_Animation_Guild_MOA"]
)
def test_memorandum_s_ai_article_is_found_by_cues(name: str, settings: Settings) -> None:
    assert REAL
    with Analyzer.from_texts({}, settings=settings) as analyzer:
        found = analyzer.find(Path(REAL) / "guild" / f"{name}.pdf")
    topics = {finding.topic for finding in found}
    assert "ai_definition" in topics
    assert len(topics) >= 5
    assert found.documents[0].kind == "memorandum"
