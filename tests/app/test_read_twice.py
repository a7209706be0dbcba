"""On every screen the words that are shown are read once more after the answer, and it is told."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
from streamlit.testing.v1 import AppTest

from analyzer.pipeline import Analyzer
from analyzer.records import Clause, Confirmation, Confirmed
from analyzer.ui import second_reading
from tests.app.test_screens import open_screen, shown

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("library_setting")]
YES = "confirmed by a second reading"


def rest(app: AppTest) -> str:
    """What is shown once nothing is being read any more."""
    until = time.monotonic() + 60
    while not all(work.ended.is_set() for work in second_reading._works()._held.values()):
        assert time.monotonic() < until
        time.sleep(0.05)
    app.run()
    assert not app.exception, app.exception
    return shown(app)


def test_start_tells_of_the_words_of_its_values() -> None:
    assert rest(open_screen("start")).count(YES) >= 10


def test_terms_and_checks_tell_of_the_words_that_are_open() -> None:
    app = open_screen("ai_clauses", document="agreement-2023")
    for tab in ("Terms", "Checks"):
        app.session_state["ai_tab"] = tab
        app.run()
        assert YES in rest(app), tab


def test_a_change_a_documents_own_marks_and_an_audited_edit_tell_it_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []
    ask = Analyzer.confirm_quotes

    def count(self: Analyzer, quotes: Sequence[tuple[Clause, int, int]]) -> tuple[Confirmed, ...]:
        asked.append(len(quotes))
        return ask(self, quotes)

    monkeypatch.setattr(Analyzer, "confirm_quotes", count)
    app = open_screen("compare")
    for at in range(3):
        choice = app.segmented_control[0]
        choice.set_value(choice.options[at]).run()
        assert YES in rest(app), choice.options[at]
    before = len(asked)
    app.run()
    assert len(asked) == before, "what is known is not asked for again"


def test_what_differs_is_told_with_both_readings(monkeypatch: pytest.MonkeyPatch) -> None:
    def differ(_: Analyzer, quotes: Sequence[tuple[Clause, int, int]]) -> tuple[Confirmed, ...]:
        return tuple(
            Confirmed(clause.id, Confirmation.DIFFERS, "<b>twelve") for clause, *_ in quotes
        )

    monkeypatch.setattr(Analyzer, "confirm_quotes", differ)
    told = rest(open_screen("compare"))
    assert "a second reading differs: “&lt;b&gt;twelve” in place of “" in told
    assert YES not in told


def test_verdicts_are_told_in_one_sentence() -> None:
    yes, differs, unchecked = Confirmation
    one = ("ten days", yes, None, None)
    other = ("two days", differs, "too days", None)
    third = ("a day", unchecked, None, "its page was not read a second time")
    assert second_reading.tell([]) == ""
    assert second_reading.tell([one, one]) == YES
    assert second_reading.tell([third]) == (
        "not checked by a second reading: its page was not read a second time"
    )
    assert second_reading.tell([one, other, third]) == (
        "a second reading differs: “too days” in place of “two days”; look at the page; "
        "1 of 3 quotes confirmed by a second reading; "
        "1 of 3 quotes not checked by a second reading: its page was not read a second time"
    )
