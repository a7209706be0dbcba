"""What each screen writes into its address, and what it shows of one: ids and closed words only."""

from __future__ import annotations

import re
import time
from unittest.mock import Mock

import pytest
from streamlit.testing.v1 import AppTest

from analyzer.ui import address
from tests.app.test_screens import open_screen, shown

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("library_setting")]
#: for instance agreement-2023#art-xxi-sec-1-a, clauses, 12, consent.form, 2026-03-01
NAME = re.compile(r"[\w.#~()-]+")
#: looks at a screen whose page image is still being drawn
TRIES = 50
ADDRESSES: tuple[tuple[str, dict[str, str | list[str]]], ...] = (
    ("start", {"row": "owner", "document": "counterproposal-2026", "term": "owner"}),
    ("library", {"document": "agreement-2020", "reading": "proposal-2026", "page": "3"}),
    ("ai_clauses", {"tab": "terms", "term": "owner", "in": "proposal-2026", "show": "silent"}),
    ("ai_clauses", {"tab": "checks", "in": "proposal-2026", "side": "workers"}),
    ("ai_clauses", {"tab": "paste", "against": "agreement-2023"}),
    (
        "ai_clauses",
        {
            "tab": "clauses",
            "document": ["agreement-2023", "proposal-2026"],
            "topic": "training",
        },
    ),
    ("search", {"document": "agreement-2023", "kind": "agreement", "mode": "lexical"}),
    ("compare", {"what": "marks", "marks": "memorandum-2023", "show": "every"}),
    ("compare", {"what": "audit", "marks": "proposal-2026", "base": "agreement-2023"}),
    (
        "compare",
        {
            "what": "two",
            "old": "agreement-2020",
            "new": "agreement-2023",
            "show": ["every", "quiet"],
            "kind": "removed",
            "view": "both",
        },
    ),
)


def query(app: AppTest) -> dict[str, str | list[str]]:
    return dict(app.query_params)


def without_second_reading(app: AppTest) -> str:
    """What is shown but for the verdicts of a second reading: they come when they are ready."""
    text = re.sub(r'<[^<>]*class="where second"[^<>]*>[^<]*</\w+>', "", shown(app))
    return re.sub(r"<p[^<>]*>[^<]*second reading[^<]*</p>\n?", "", text)


@pytest.mark.parametrize(("screen", "asked"), ADDRESSES)
def test_an_address_is_shown_and_names_what_is_shown(
    screen: str, asked: dict[str, str | list[str]]
) -> None:
    app = open_screen(screen, **asked)
    assert 'role="alert"' not in shown(app)
    app.query_params = {**asked, "none": "such"}  # another address of the same state
    app.run()
    named = query(app)
    assert {key: named.get(key) for key in asked} == asked
    assert "none" not in named
    for value in named.values():
        for one in [value] if isinstance(value, str) else value:
            assert NAME.fullmatch(one), one
    again = open_screen(screen, **{key: value for key, value in named.items()})
    for _ in range(TRIES):  # a page image comes when it is drawn
        if without_second_reading(again) == without_second_reading(app):
            break
        time.sleep(0.2)
        again.run()
        app.run()
    assert without_second_reading(again) == without_second_reading(app)


@pytest.mark.parametrize("screen", ["start", "library", "ai_clauses", "search", "compare"])
def test_what_is_not_here_is_told_with_what_to_do(screen: str) -> None:
    gone = {key: "<b>gone</b>" for key in ("document", "old", "new", "row", "tab", "hit", "page")}
    app = open_screen(screen, **gone)
    told = shown(app)
    assert "This address names" in told
    assert "instead" in told or "Ask a question" in told
    assert "<b>gone" not in told
    assert "gone" not in str(query(app))
    app.run()  # nothing else is shown yet
    assert "This address names" in shown(app)


def test_what_is_not_here_is_told_until_something_else_is_shown() -> None:
    app = open_screen("compare", old="gone", new="agreement-2023")
    assert "This address names" in shown(app)
    app.toggle(key="ai_only").set_value(False).run()
    app.run()
    assert "This address names" not in shown(app)


def test_no_word_of_a_pasted_clause_stands_in_an_address() -> None:
    app = open_screen("ai_clauses", tab="paste")
    app.text_area(key="pasted_text").set_value("Zanzibar owns every scan.").run()
    next(button for button in app.button if button.label == "Judge it").click().run()
    assert "Zanzibar" in shown(app)
    assert "anzibar" not in str(query(app))


def test_what_was_left_is_found_again_without_an_address() -> None:
    app = open_screen("compare", what="audit", marks="proposal-2026", base="agreement-2020")
    app.switch_page("screens/search.py").run()
    app.switch_page("screens/compare.py")
    app.query_params = {}
    app.run()
    assert app.selectbox(key="audit_base_proposal-2026").value == "agreement-2020"
    assert query(app)["base"] == "agreement-2020"


def test_nothing_under_the_filters_leads_to_everything() -> None:
    app = open_screen(
        "compare", old="agreement-2023", new="proposal-2026", kind="added", favours="worker"
    )
    text = shown(app)
    assert "Nothing changed under these filters." in text
    before = len(app.get("image"))
    app.button(key="show_all").click().run()
    assert not app.exception, app.exception
    assert before == 0 < len(app.get("image"))
    assert query(app)["show"] == ["every", "quiet"]


@pytest.mark.parametrize("goes_back", [False, True], ids=["click", "back"])
def test_a_click_that_names_the_address_before_is_no_step_back(
    goes_back: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_screen("compare", what="two", old="agreement-2020", new="agreement-2023")
    first = query(app)
    app.toggle(key="ai_only").set_value(False).run()
    assert query(app) != first
    context = Mock(is_history_navigation=goes_back)
    monkeypatch.setattr(address, "get_script_run_ctx", lambda **_: context)
    app.query_params = first
    app.toggle(key="hide_quiet").set_value(False).run()
    shows = query(app).get("show")
    assert shows == (first.get("show") if goes_back else ["every", "quiet"])
