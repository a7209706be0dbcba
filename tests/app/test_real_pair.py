"""Two real agreements of some 600 pages on the Compare screen: how far the work is, shown while it
lasts; the screen is left, and its result is there when it is done."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analyzer.pipeline import Analyzer
from analyzer.settings import Settings
from analyzer.ui import working
from tests.app.test_screens import open_screen, shown

REAL = os.environ.get("ANALYZER_REAL_DATA")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not REAL, reason="ANALYZER_REAL_DATA names no folder of real documents"),
]
#: what a busy machine may take
SECONDS = 600


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, str]]:
    """The ids of the two, in a library without vectors."""
    none = str(tmp_path / "no encoder")
    settings = Settings(library=tmp_path / "library", encoder=none, cache=tmp_path / "cache")
    with Analyzer.open(settings=settings) as library:
        library.ingest(Path(str(REAL)) / "nba")
        old, new = sorted(library.documents(), key=lambda document: document.effective or "")
    monkeypatch.setenv("ANALYZER_LIBRARY", str(settings.library))
    monkeypatch.setenv("ANALYZER_ENCODER", none)
    monkeypatch.setenv("ANALYZER_CACHE", str(settings.cache))
    st.cache_resource.clear()
    yield str(old.id), str(new.id)
    st.cache_resource.clear()


def told(app: AppTest) -> str:
    """What is said of how far the work is."""
    (bar,) = app.get("progress")
    return str(bar.proto.text)


def test_a_comparison_of_600_pages_shows_how_far_it_is_and_can_be_left(
    pair: tuple[str, str],
) -> None:
    old, new = pair
    app = open_screen("compare", old=old, new=new)
    assert "You can leave this screen" in shown(app)
    seen = {told(app)}
    (work,) = working.works()._held.values()
    app.switch_page("screens/library.py").run()
    assert not app.exception
    until = time.monotonic() + SECONDS
    while not work.ended.wait(working.LOOK) and time.monotonic() < until:
        app.switch_page("screens/compare.py").run()
        if app.get("progress"):
            seen.add(told(app))
    assert any("of 2 documents" in text or "steps" in text for text in seen)
    assert any("changes" in text for text in seen)
    assert len(seen) > 3, seen
    app.switch_page("screens/compare.py").run()
    assert not app.exception
    assert "You can leave this screen" not in shown(app)
    assert len(app.metric) >= 6
