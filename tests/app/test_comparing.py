"""The Compare screen: what matters first, filters, both texts beside each other, long work."""

from __future__ import annotations

import re
from collections.abc import Sequence
from threading import Event

import pytest
from streamlit.testing.v1 import AppTest

from analyzer.pipeline import Analyzer
from analyzer.results import Compared, Progress, ProgressCallback
from analyzer.ui import working
from tests.app.test_screens import downloads, open_screen, shown

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("library_setting")]
SECONDS = 60


def listed(app: AppTest) -> int:
    """The changes of the list, by its title: '1,802 changes'."""
    title = next(head.value for head in app.subheader if head.value.endswith(("change", "changes")))
    return int(title.split()[0].replace(",", ""))


def filter_by(app: AppTest, label: str, *values: str) -> AppTest:
    box = next(box for box in app.multiselect if box.label == label)
    return box.set_value(list(values)).run()


def test_what_matters_is_at_most_ten_and_opens_with_both_pages() -> None:
    app = open_screen("compare")
    keys = [str(button.key) for button in app.button]
    foremost = [key for key in keys if key.startswith("open_foremost_")]
    assert 3 <= len(foremost) <= 10
    others = re.findall(r", with (\d+) more: ([^<]*?) <", shown(app))
    assert others
    assert all(min(int(number), 6) == len(names.split(", ")) for number, names in others)
    assert "more of this weight (" in shown(app)
    before = len(app.get("image"))
    app.button(key=foremost[0]).click().run()
    assert not app.exception
    assert len(app.get("image")) > before


def test_ai_only_brings_definitions_and_footnotes_along() -> None:
    app = open_screen("compare")
    folds = [fold for fold in app.expander if fold.label.startswith("Definitions and footnotes")]
    assert len(folds) == 1
    assert "counted nowhere" in shown(app)
    before = listed(app)
    app.toggle(key="ai_only").set_value(False).run()
    assert not any(fold.label.startswith("Definitions and foot") for fold in app.expander)
    assert listed(app) > before


def test_filters_leave_fewer_changes_and_say_so_of_the_report() -> None:
    app = open_screen("compare")
    assert [box.label for box in app.multiselect] == [
        "Kind",
        "Topic",
        "Effect",
        "Severity",
        "Favours",
    ]
    everything = listed(app)
    filter_by(app, "Severity", "high")
    heavy = listed(app)
    filter_by(app, "Favours", "worker")
    theirs = listed(app)
    assert everything > heavy > theirs > 0
    assert "favours: worker" in shown(app)
    assert "only what the filters leave" in shown(app)
    assert len(downloads(app)) == 5


def test_the_switch_to_all_changes_compares_nothing_anew() -> None:
    app = open_screen("compare", old="agreement-2020", new="agreement-2023")
    before = list(working.works()._held)
    fewer = listed(app)
    app.toggle(key="ai_only").set_value(False).run()
    assert not app.exception, app.exception
    assert list(working.works()._held) == before
    assert listed(app) > fewer


def test_setting_and_renumbering_are_hidden_at_first() -> None:
    app = open_screen("compare", old="agreement-2020", new="agreement-2023")
    app.toggle(key="ai_only").set_value(False).run()
    few = listed(app)
    assert " hidden: same words" in shown(app)
    app.toggle(key="hide_quiet").set_value(False).run()
    assert not app.exception
    assert listed(app) > few
    assert " hidden: same words" not in shown(app)


def test_both_texts_stand_beside_each_other_in_one_box() -> None:
    app = open_screen("compare")
    app.button_group(key="changes_view").set_value("Both texts beside each other").run()
    assert not app.exception
    text = shown(app)
    assert text.count('class="beside"') == 1
    assert text.count('class="pair ') == listed(app) + 1


def test_a_pair_that_was_chosen_is_there_after_another_screen() -> None:
    app = open_screen("compare")
    app.selectbox(key="compare_new").set_value("tentative-2026").run()
    left = dict(app.query_params)
    app.switch_page("screens/search.py").run()
    app.switch_page("screens/compare.py")
    app.query_params = left  # as the way to the screen names it
    app.run()
    assert not app.exception
    assert app.selectbox(key="compare_new").value == "tentative-2026"


def test_long_work_shows_how_far_it_is_and_is_found_when_it_is_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun, go = Event(), Event()
    compare = Analyzer.compare_about

    def slowly(
        self: Analyzer,
        old: str,
        new: str,
        topics: Sequence[str | None],
        *,
        progress: ProgressCallback,
    ) -> tuple[Compared, ...]:
        progress(Progress("Matching clauses", 3, 4, "steps"))
        begun.set()
        assert go.wait(SECONDS)
        return compare(self, old, new, topics, progress=progress)

    monkeypatch.setattr(Analyzer, "compare_about", slowly)
    monkeypatch.setattr(working, "PATIENCE", 0.5)
    app = open_screen("compare")
    assert begun.is_set()
    assert "You can leave this screen" in shown(app)
    assert not app.metric
    app.switch_page("screens/search.py").run()
    assert not app.exception
    go.set()
    monkeypatch.setattr(working, "PATIENCE", SECONDS)
    app.switch_page("screens/compare.py").run()
    assert not app.exception
    assert "You can leave this screen" not in shown(app)
    assert listed(app) > 0


@pytest.mark.parametrize(
    ("choice", "method"),
    [("One document's own marks", "redline"), ("Marks held against the base", "audit")],
)
def test_marks_say_how_far_they_are_read(
    choice: str, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go = Event(), Event()
    inner = getattr(Analyzer, method)

    def slowly(
        self: Analyzer, *names: str, progress: ProgressCallback, **rest: str | None
    ) -> object:
        told: list[Progress] = []
        made = inner(self, *names, progress=told.append, **rest)
        progress(told[-1])
        begun.set()
        assert go.wait(SECONDS)
        return made

    monkeypatch.setattr(Analyzer, method, slowly)
    app = open_screen("compare")
    monkeypatch.setattr(working, "PATIENCE", 0.0)
    app.segmented_control[0].set_value(choice).run()
    assert begun.wait(SECONDS)
    app.run()
    (bar,) = app.get("progress")
    assert re.search(r", \d+ of \d+ clauses$", bar.proto.text)
    go.set()
    monkeypatch.setattr(working, "PATIENCE", SECONDS)
    app.run()
    assert not app.exception, app.exception
    assert not app.get("progress") and app.metric
