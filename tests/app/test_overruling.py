"""What a user overrules, on the Library screen and in what was found, and what all screens then
show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analyzer.errors import RefusedFileError
from analyzer.pipeline import Analyzer, correcting
from analyzer.pipeline.reading import read_bytes
from analyzer.ports import PageWatch
from analyzer.records import Reading, RefusalCode
from analyzer.ui import SCRIPT, working

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("own_library")]
#: more than anything here takes
SECONDS = 60.0
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
    monkeypatch.setattr(working, "PATIENCE", SECONDS)
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
    press(app, "Take it for this")
    after = citations(app)
    assert {citation.split()[0] for citation in after} == {"Item"}
    assert after.isdisjoint(before)
    assert "memorandum" in shown(app)


def test_a_long_new_reading_shows_how_far_it_is_and_can_be_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go = Event()

    def read_slowly(*given: Any, watch: PageWatch, **said: Any) -> Reading:  # noqa: ANN401
        watch(350, 676)
        go.wait(SECONDS)
        return read_bytes(*given, watch=watch, **said)

    monkeypatch.setattr(correcting, "read_bytes", read_slowly)
    monkeypatch.setattr(working, "PATIENCE", 0.1)
    app = AppTest.from_file(SCRIPT, default_timeout=60).run()
    app.switch_page("screens/library.py").run()
    next(box for box in app.selectbox if box.label == "Kind").set_value("memorandum")
    press(app, "Take it for this")
    assert "You can leave this screen" in shown(app)
    (bar,) = app.get("progress")
    assert "reading, 350 of 676 pages" in bar.proto.text
    assert next(b for b in app.button if b.label == "Take it for this").disabled
    assert "memorandum" not in shown(app.switch_page("screens/ai_clauses.py").run())
    go.set()
    app.session_state["correcting"].ended.wait(SECONDS)
    app.switch_page("screens/library.py").run()
    assert "memorandum" in shown(app)
    assert not app.get("progress")


def test_a_correction_that_could_not_be_read_with_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **said: Any) -> Reading:  # noqa: ANN401
        code = RefusalCode.ENCRYPTED
        raise RefusedFileError.because(code, said["path"], what="Locked.", why="", do="Open it.")

    monkeypatch.setattr(correcting, "read_bytes", refuse)
    app = AppTest.from_file(SCRIPT, default_timeout=60).run()
    app.switch_page("screens/library.py").run()
    next(box for box in app.selectbox if box.label == "Kind").set_value("memorandum")
    press(app, "Take it for this")
    assert "Locked.</b>  Open it." in shown(app)
    assert "memorandum" not in shown(app)


def test_a_removed_document_leaves_its_screen() -> None:
    app = AppTest.from_file(SCRIPT, default_timeout=60).run()
    app.switch_page("screens/library.py").run()
    assert "✓ AI clauses" in shown(app)
    press(app, "Remove it from the library")
    assert "No document yet" in shown(app)


# ── a topic, a term, a check ─────────────────────────────────────────────────────────────────────
def overrule(app: AppTest, what: str, said: str, note: str = "") -> None:
    """Open the form of the first pencil and say something of `what`."""
    press(app, "✎ Overrule")
    app.selectbox(key="o_what").set_value(what).run()
    box = [w for w in (*app.radio, *app.selectbox, *app.text_input) if w.key == f"o_value_{what}"]
    box[0].set_value(said)
    app.text_input(key="o_note").set_value(note)
    press(app, "Keep it as mine")
    assert not app.exception, app.exception


def on_ai_clauses() -> AppTest:
    app = AppTest.from_file(SCRIPT, default_timeout=60).run()
    return app.switch_page("screens/ai_clauses.py").run()


def topics(app: AppTest) -> list[str]:
    return [str(button.key) for button in app.button if str(button.key).startswith("topic_")]


def test_a_topic_that_is_none_goes_and_comes_back() -> None:
    app = on_ai_clauses()
    assert "topic_consent" in topics(app)
    overrule(app, "topic:consent", "no", "not ours")
    assert "topic_consent" not in topics(app)
    text = shown(app)
    assert "not ours" in text
    assert date.today().isoformat() in text
    press(app, "Take it back")
    assert "topic_consent" in topics(app)


def test_a_topic_that_was_not_found_is_added_as_theirs() -> None:
    app = on_ai_clauses()
    assert "topic_strike_protection" not in topics(app)
    overrule(app, "topic:strike_protection", "yes")
    app.button(key="topic_strike_protection").click().run()
    assert 'class="where yours">yours, ' in shown(app)


def test_a_term_reaches_the_matrix_and_a_second_session_at_once() -> None:
    app = on_ai_clauses()
    overrule(app, "term:notice.hours", "36", "said at the table")
    for each in (app, on_ai_clauses()):
        each.session_state["ai_tab"] = "Terms"
        each.run()
        each.selectbox(key="cell_term").set_value("notice.hours").run()
        text = shown(each)
        assert '<div class="value">36 hours' in text
        assert "said at the table" in text


def test_a_check_that_a_user_says_holds_fires_as_theirs() -> None:
    app = on_ai_clauses()
    overrule(app, "check:perpetual_grant", "yes")
    app.session_state["ai_tab"] = "Checks"
    app.run()
    text = shown(app)
    assert "A grant without end" in text
    assert "yours, " in text


def test_what_is_theirs_survives_a_new_reading_of_the_file() -> None:
    app = on_ai_clauses()
    overrule(app, "term:notice.hours", "36")
    app.switch_page("screens/library.py").run()
    next(box for box in app.selectbox if box.label == "Kind").set_value("memorandum")
    press(app, "Take it for this")
    app.switch_page("screens/ai_clauses.py").run()
    assert "What you overruled (1)" in [expander.label for expander in app.expander]
    assert "36 hours" in shown(app)


def test_a_clause_that_was_not_found_is_overruled_where_it_was_searched() -> None:
    app = AppTest.from_file(SCRIPT, default_timeout=60).run()
    app.switch_page("screens/search.py").run()
    app.text_input(key="query").set_value("consent to a digital replica").run()
    assert "Strike protection" not in shown(app)
    overrule(app, "topic:strike_protection", "yes")
    assert '<span class="badge topic">Strike protection</span>' in shown(app)
