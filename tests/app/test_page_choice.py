"""From every list of the Compare screen that names clauses, each is one choice from its page."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.test_screens import open_screen, shown

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("library_setting")]


def images(app: AppTest) -> int:
    assert not app.exception, app.exception
    return len(app.get("image"))


def test_clauses_that_are_named_beside_the_changes_open_on_their_page() -> None:
    app = open_screen("compare", old="agreement-2020", new="agreement-2023")
    before = images(app)
    for key in ("open_terms", "open_elsewhere", "open_context"):
        choice = app.selectbox(key=key)
        assert choice.value is None and len(choice.options) > 1
        name = choice.options[-1]
        choice.select_index(len(choice.options) - 1).run()
        before += 1
        assert images(app) == before, key
        assert name.partition(", page")[0] in shown(app)


def test_a_change_of_both_texts_opens_on_both_its_pages() -> None:
    app = open_screen("compare", old="agreement-2020", new="agreement-2023")
    view = app.segmented_control(key="changes_view")
    view.set_value(view.options[1]).run()
    assert images(app) == 0
    choice = app.selectbox(key="open_beside")
    at = next(at for at, name in enumerate(choice.options) if "reworded" in name)
    choice.select_index(at).run()
    assert images(app) == 2
