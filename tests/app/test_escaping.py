"""A document whose words and title are markup: every tab shows them as text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analyzer.pipeline import Analyzer
from analyzer.records import Hints
from analyzer.ui import SCRIPT
from analyzer.ui.screens.ai_clauses import TABS

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("hostile_library")]
MARKUP = "<img src=x onerror=alert(1)>"
BEACON = "![b](http://beacon.example/b.png)"
PAPER = (
    f"1. Scans {MARKUP}\n{BEACON} Producer may keep a digital replica of any Performer in "
    f"perpetuity {MARKUP} only with the written consent of the Performer.\n\n"
    f"2. Pay\n{BEACON} Producer shall pay for a digital replica {MARKUP} eight (8) hours.\n"
)


@pytest.fixture
def hostile_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A library of one paper full of markup, in its title and guild too."""
    paper = tmp_path / "paper.txt"
    paper.write_text(PAPER, encoding="utf-8")
    monkeypatch.setenv("ANALYZER_LIBRARY", str(tmp_path / "library"))
    with Analyzer.open() as library:
        hints = Hints(title=f"Title {MARKUP} {BEACON}", guild=f"Guild {MARKUP} {BEACON}")
        library.ingest(paper, hints=hints)
        finding = library.find()[0]
        library.overrule_topic(finding.clause_id, finding.topic, True, note=f"{MARKUP}{BEACON}")
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def markdown_of(app: AppTest) -> list[str]:
    """All that Streamlit takes for markdown: texts and labels of buttons and expanders."""
    texts = [str(element.value) for element in (*app.markdown, *app.caption, *app.subheader)]
    texts += [str(button.label) for button in app.button]
    texts += [str(expander.label) for expander in app.expander]
    texts += [str(option) for radio in app.radio for option in radio.options]
    return texts


@pytest.mark.parametrize("tab", TABS)
def test_markup_of_a_document_is_shown_as_text(tab: str) -> None:
    app = AppTest.from_file(SCRIPT, default_timeout=60).run()
    app.switch_page("screens/ai_clauses.py").run()
    app.session_state["ai_tab"] = tab
    app.run()
    if tab.startswith("Paste"):
        app.text_area(key="pasted_text").set_value(PAPER).run()
        app.button(key="judge").click().run()
    assert not app.exception, app.exception
    bodies = [getattr(element, "body", "") for element in app.get("html")]
    assert any("&lt;img" in body for body in bodies)
    assert not any("<img" in body for body in bodies)
    assert not any("beacon" in text or "<img" in text for text in markdown_of(app))
