"""What a user overrules on the Library screen, and what the other screens then show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analyzer.pipeline import Analyzer
from analyzer.ui import SCRIPT

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("own_library")]
PAPER = (
    "1. Scans\nProducer may keep a digital replica of any Performer only with the written consent "
    "of the Performer.\n"
)


@pytest.fixture
def own_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A library of one short paper, for one test alone."""
    paper = tmp_path / "paper.txt"
    paper.write_text(PAPER, encoding="utf-8")
    monkeypatch.setenv("ANALYZER_LIBRARY", str(tmp_path / "library"))
    with Analyzer.open() as library:
        library.ingest(paper)
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def shown(app: AppTest) -> str:
    assert not app.exception, app.exception
    return "\n".join(getattr(element, "body", "") for element in app.get("html"))


def press(app: AppTest, label: str) -> None:
    next(button for button in app.button if button.label == label).click().run()


def citations(app: AppTest) -> set[str]:
    app.switch_page("screens/ai_clauses.py").run()
    return set(re.findall(r'<span class="citation">(.*?)</span>', shown(app)))


def test_a_correction_reaches_the_other_screens_at_once() -> None:
    app = AppTest.from_file(SCRIPT, default_timeout=60).run()
    before = citations(app)
    app.switch_page("screens/library.py").run()
    kind = next(box for box in app.selectbox if box.label == "Kind")
    kind.set_value("memorandum")
    press(app, "Read it again as this")
    after = citations(app)
    assert {citation.split()[0] for citation in after} == {"Item"}
    assert after.isdisjoint(before)
    assert "memorandum" in shown(app)


def test_a_removed_document_leaves_its_screen() -> None:
    app = AppTest.from_file(SCRIPT, default_timeout=60).run()
    app.switch_page("screens/library.py").run()
    assert "✓ read" in shown(app)
    press(app, "Remove it from the library")
    assert "No document yet" in shown(app)
