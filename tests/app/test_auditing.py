"""The Compare screen's audit, rates and what stands elsewhere."""

from __future__ import annotations

import pytest

from tests.app.test_screens import open_screen, shown

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("library_setting")]


def test_the_marks_of_the_proposal_are_held_against_the_contract() -> None:
    app = open_screen("compare")
    app.segmented_control[0].set_value("Marks held against the base").run()
    assert not app.exception
    assert app.selectbox(key="audit_proposal").value == "proposal-2026"
    assert {metric.label: metric.value for metric in app.metric} == {
        "Different and not marked": "6",
        "Marked, but not so in the base": "0",
        "Marked and true": "59",
    }
    assert "Twelve" in shown(app) and "Eleven" in shown(app)
    assert len(app.get("image")) == 2, "the page of the base and that of the proposal"
    app.toggle(key="audit_every").set_value(True).run()
    assert not app.exception


def test_another_base_is_audited_too() -> None:
    app = open_screen("compare")
    app.segmented_control[0].set_value("Marks held against the base").run()
    app.selectbox(key="audit_proposal").set_value("memorandum-2023").run()
    assert not app.exception
    assert "mark" in shown(app)


def test_rates_and_what_is_elsewhere_are_folded_below_the_terms() -> None:
    app = open_screen("compare", old="agreement-2020", new="agreement-2023")
    app.toggle(key="ai_only").set_value(False).run()
    assert not app.exception
    labels = [expander.label for expander in app.expander]
    assert any(label.startswith("Rates: ") for label in labels)
    assert any(label.startswith("Across the document: ") for label in labels)
