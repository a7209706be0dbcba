"""The tab Paste: long judging is left and found again, and is of one session alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from streamlit.testing.v1 import AppTest

from analyzer.assessments import Pasted
from analyzer.pipeline import Analyzer
from analyzer.results import Progress, ProgressCallback
from analyzer.ui import working
from tests.app.test_ai_clauses import PASTE, open_tab, shown

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("library_setting")]
SECONDS = 60
LEFT = "You can leave this screen"


@contextmanager
def held_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Judging ends with this block, and screens wait for nothing meanwhile; what is judged."""
    go, inner = Event(), Analyzer.paste
    judged: list[str] = []

    def slowly(
        self: Analyzer,
        text: str,
        *,
        against: str | None,
        positions: bytes | None,
        progress: ProgressCallback,
    ) -> Pasted:
        judged.append(text)
        progress(Progress("Looking for the nearest clauses", 1, 3, "steps"))
        assert go.wait(SECONDS)
        return inner(self, text, against=against, positions=positions, progress=progress)

    with monkeypatch.context() as patched:
        patched.setattr(Analyzer, "paste", slowly)
        patched.setattr(working, "PATIENCE", 0.2)
        try:
            yield judged
        finally:
            go.set()


def judge(app: AppTest, text: str, against: str = "agreement-2023") -> AppTest:
    app.text_area(key="pasted_text").set_value(text)
    app.selectbox(key="pasted_against").set_value(against).run()
    return app.button(key="judge").click().run()


def subheads(app: AppTest) -> list[str]:
    return [str(head.value) for head in app.subheader]


def leave_and_return(app: AppTest) -> AppTest:
    left = dict(app.query_params)
    app.switch_page("screens/search.py").run()
    assert not app.exception, app.exception
    app.switch_page("screens/ai_clauses.py")
    app.query_params = left  # as the way to the screen names it
    return app.run()


def test_a_long_paste_says_how_far_it_is_and_its_answer_is_there_on_return(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = open_tab("Paste a clause")
    with held_up(monkeypatch) as judged:
        judge(app, PASTE)
        assert LEFT in shown(app) and not subheads(app)
        app.run()
        (bar,) = app.get("progress")
        assert bar.proto.text == "Looking for the nearest clauses, 1 of 3 steps"
        leave_and_return(app)
        assert LEFT in shown(app) and not subheads(app)
    leave_and_return(app)
    assert LEFT not in shown(app)
    assert {"What it is about", "The nearest clause there"} <= set(subheads(app))
    assert app.text_area(key="pasted_text").value == PASTE
    assert judged == [PASTE]


def test_what_is_under_way_is_not_begun_twice_and_what_has_been_judged_is_judged_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = open_tab("Paste a clause")
    with held_up(monkeypatch) as judged:
        judge(app, PASTE)
        app.button(key="judge").click().run()
        assert judged == [PASTE]
    app.run()
    assert "What it is about" in subheads(app)
    with held_up(monkeypatch) as judged:
        app.button(key="judge").click().run()
        assert judged == [PASTE] and not subheads(app)


def test_pasted_words_are_of_one_session_and_are_forgotten_when_they_are_cleared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app, other = open_tab("Paste a clause"), open_tab("Paste a clause")
    before = list(working.works()._held)
    with held_up(monkeypatch):
        judge(app, PASTE)
        assert list(working.works()._held) == before
        judge(other, "Zanzibar owns every scan.")
    for mine, their in ((app, other), (other, app)):
        words = str(their.text_area(key="pasted_text").value)
        assert words not in shown(mine.run())
        assert "What it is about" in subheads(mine)
    next(button for button in app.button if button.label == "Clear").click().run()
    assert not subheads(app) and "Paste a clause at the left" in shown(app)
    assert "pasted" not in app.session_state and "pastes" not in app.session_state
    assert "What it is about" in subheads(other.run())


def test_nothing_is_shown_of_a_document_that_was_removed(
    library_setting: Path, tmp_path: Path
) -> None:
    paper = tmp_path / "zanzibar.txt"
    paper.write_text(f"1. Scans\n{PASTE} Zanzibar keeps the scan.\n", encoding="utf-8")
    with Analyzer.open(library_setting) as library:
        (document,) = (file.document for file in library.ingest(paper))
        assert document is not None
        app = judge(open_tab("Paste a clause"), PASTE, against=document.id)
        assert "Zanzibar" in shown(app)
        library.remove(document.id)
    app.run()
    assert "Zanzibar" not in shown(app)
    assert 'role="alert"' in shown(app) and not subheads(app)
