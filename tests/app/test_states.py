"""What each screen says when there is nothing to show: always what to do next, never a dead end."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analyzer.pipeline import Analyzer
from analyzer.ui import SCRIPT

pytestmark = pytest.mark.slow
Opener = Callable[[Path, str], AppTest]
SCREENS = ("start", "library", "ai_clauses", "search", "compare")
PAPER = (
    "1. Scans\nProducer may keep a digital replica only with written consent of the Performer.\n"
)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[Opener]:
    """A screen of the app on a library."""
    import streamlit as st

    def open_screen(library: Path, name: str) -> AppTest:
        monkeypatch.setenv("ANALYZER_LIBRARY", str(library))
        st.cache_resource.clear()
        app = AppTest.from_file(SCRIPT, default_timeout=60).run()
        if name != "start":
            app.switch_page(f"screens/{name}.py").run()
        assert not app.exception, app.exception
        return app

    yield open_screen
    st.cache_resource.clear()


def shown(app: AppTest) -> str:
    return "\n".join(getattr(element, "body", "") for element in app.get("html"))


def buttons(app: AppTest) -> list[str]:
    return [
        *(button.label for button in app.button),
        *(link.proto.label for link in app.get("page_link")),
    ]


@pytest.mark.parametrize("screen", SCREENS)
def test_an_empty_library_offers_own_files_and_the_sample(
    opened: Opener, tmp_path: Path, screen: str
) -> None:
    with Analyzer.open(tmp_path / "library"):
        pass
    app = opened(tmp_path / "library", screen)
    assert "Read the invented sample" in buttons(app)
    assert screen == "library" or "Use my own files" in buttons(app)


def test_documents_without_a_story_lead_on(opened: Opener, tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_text(PAPER, encoding="utf-8")
    with Analyzer.open(tmp_path / "library") as library:
        library.ingest(tmp_path / "paper.txt")
    app = opened(tmp_path / "library", "start")
    assert "is no proposal beside the contract" in shown(app)
    assert {"See the AI clauses", "Ask a question", "Go to the library"} <= set(buttons(app))
    app = opened(tmp_path / "library", "compare")
    assert "two are needed" in shown(app)
    # a text file has no page, which is no error
    app = opened(tmp_path / "library", "ai_clauses")
    assert "A text file has no page image" in shown(app)
    assert "Show the clause" in buttons(app)
    assert 'role="alert"' not in shown(app)


def test_a_page_whose_file_is_gone_says_what_to_do(
    opened: Opener, tmp_path: Path, sample_library: Path
) -> None:
    shutil.copytree(sample_library, tmp_path / "library")
    for file in (tmp_path / "library" / "files").iterdir():
        file.unlink()
    app = opened(tmp_path / "library", "ai_clauses")
    told = [text for text in shown(app).splitlines() if 'role="alert"' in text]
    assert told
    assert "library repair" in told[0]
    assert "<mark>" in shown(app)  # the words are there all the same


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE documents SET status = 'proposed' WHERE id = 'agreement-2023'",
        "UPDATE findings SET score = 0.11",
    ],
)
def test_where_the_library_is_damaged_the_screen_says_what_mends_it(
    opened: Opener, tmp_path: Path, sample_library: Path, damage: str, screen: str
) -> None:
    shutil.copytree(sample_library, tmp_path / "library")
    with closing(sqlite3.connect(tmp_path / "library" / "catalog.sqlite")) as catalog, catalog:
        catalog.execute(damage)
    app = opened(tmp_path / "library", screen)
    if "findings" in damage and screen in ("library", "search"):
        assert "library repair" not in shown(app)  # nothing of it is shown here
        return
    told = [text for text in shown(app).splitlines() if 'role="alert"' in text]
    assert any("is damaged" in text and "library repair" in text for text in told)


def test_where_no_clause_is_about_ai_the_ways_lead_on(opened: Opener, tmp_path: Path) -> None:
    paper = tmp_path / "meals.txt"
    paper.write_text("1. Meals\nThe employer gives each cook a hot meal.\n", encoding="utf-8")
    with Analyzer.open(tmp_path / "library") as library:
        library.ingest(paper)
    app = opened(tmp_path / "library", "ai_clauses")
    for tab in ("Clauses", "Terms"):
        app.session_state["ai_tab"] = tab
        app.run()
        assert not app.exception, app.exception
        assert "looked for" in shown(app)
        assert {"See what was looked for", "Ask a question"} <= set(buttons(app)), tab
