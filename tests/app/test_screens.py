"""The five screens without a browser, on the sample corpus."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from analyzer.ui import SCRIPT

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("library_setting")]
SECONDS = 60


def open_screen(name: str, **query: str | list[str]) -> AppTest:
    app = AppTest.from_file(SCRIPT, default_timeout=SECONDS).run()
    if name != "start":
        app.switch_page(f"screens/{name}.py")
    app.query_params = dict(query)
    app.run()
    assert not app.exception, app.exception
    return app


def named(app: AppTest, key: str) -> str:
    """What the address of the screen says under that key."""
    value = app.query_params[key]
    return value if isinstance(value, str) else value[0]


def shown(app: AppTest) -> str:
    return "\n".join(getattr(element, "body", "") for element in app.get("html"))


def downloads(app: AppTest) -> list[str]:
    return [str(getattr(button, "label", "")) for button in app.get("download_button")]


def test_start_tells_the_story_in_five_rows() -> None:
    app = open_screen("start")
    text = shown(app)
    for row in ("scope", "duration", "owner", "consent", "pay"):
        assert f"<h4>{row}</h4>" in text
    assert "invented sample" in text
    assert "proposed, not in force" in text
    assert "silent" in text
    labels = [button.label for button in app.button]
    ways = [link.proto.label for link in app.get("page_link")]
    assert {"See every AI change", "Ask a question", "Use my own files"} <= set(ways)
    assert any(label.startswith("Open page ") for label in labels)


def test_every_value_of_the_story_opens_on_its_page() -> None:
    app = open_screen("start")
    pages = [button for button in app.button if button.label.startswith("Open page ")]
    pages[-1].click().run()
    assert not app.exception
    assert len(app.get("image")) == 1


def test_steps_lead_through_every_value_of_the_story_once() -> None:
    app = open_screen("start")
    values = [str(button.key) for button in app.button if str(button.key).startswith("cell_")]
    assert len(values) > 10
    while not app.button(key="previous_cell").disabled:
        app.button(key="previous_cell").click().run()
    opened = []
    while True:
        assert not app.exception, app.exception
        opened.append("_".join(("cell", *(named(app, key) for key in ("row", "document", "term")))))
        if app.button(key="next_cell").disabled:
            break
        app.button(key="next_cell").click().run()
    assert opened == values


def test_the_library_lists_what_each_document_was_taken_for() -> None:
    app = open_screen("library")
    text = shown(app)
    for words in ("proposal", "counterproposal", "memorandum", "tentative", "ratified"):
        assert words in text
    assert "✓ AI clauses" in text


def test_the_library_shows_how_a_document_was_read() -> None:
    app = open_screen("library")
    app.selectbox(key="library_choice").set_value("agreement-2023").run()
    next(b for b in app.button if b.label == "Show how it was read").click().run()
    text = shown(app)
    assert "set aside by name" in text
    assert "entries of its own" in text
    app.number_input(key="read_page_agreement-2023").set_value(5).run()
    assert "<th>set aside as</th>" in shown(app)
    assert "running head" in shown(app)
    assert len(app.get("image")) == 1


def test_ai_clauses_open_on_consent_with_evidence_marked() -> None:
    app = open_screen("ai_clauses")
    assert app.button(key="topic_consent").label.startswith("▾ Consent (")
    assert "<mark>" in shown(app)
    assert len(app.get("image")) == 1


def test_ai_clauses_of_one_document_by_its_address() -> None:
    app = open_screen("ai_clauses", document="proposal-2026")
    assert app.multiselect(key="ai_documents").value == ["proposal-2026"]


def test_a_question_gets_hits_with_citation_and_badges() -> None:
    app = open_screen("search")
    app.text_input(key="query").set_value("may the studio keep the scan?").run()
    assert not app.exception
    text = shown(app)
    assert 'class="citation"' in text
    assert "sure" not in text or "Nothing in this library" not in text
    assert len(app.get("image")) == 1


def test_a_question_that_nothing_answers_says_so() -> None:
    app = open_screen("search")
    app.text_input(key="query").set_value("recipe for sourdough bread with rye flour").run()
    assert "Nothing in this library answers this" in shown(app)
    assert len(app.get("image")) == 0
    next(b for b in app.button if str(b.key).startswith("hit_")).click().run()
    assert len(app.get("image")) == 1


def test_compare_opens_on_the_contract_and_the_proposal_with_ai_only() -> None:
    app = open_screen("compare")
    assert app.toggle(key="ai_only").value is True
    assert [box.value for box in app.selectbox[:2]] == ["agreement-2023", "proposal-2026"]
    assert "<del>" in shown(app) or "<ins>" in shown(app)
    assert len(app.get("image")) >= 1


def test_compare_counts_no_silence_as_removed() -> None:
    app = open_screen("compare")
    app.toggle(key="ai_only").set_value(False).run()
    counted = {metric.label: int(metric.value) for metric in app.metric}
    assert 0 < counted["removed"] < 50
    assert "silence strikes nothing" in shown(app)


def test_compare_refuses_a_memorandum_with_what_to_do() -> None:
    app = open_screen("compare", old="agreement-2023", new="memorandum-2023")
    assert 'role="alert"' in shown(app)
    ways = [link.proto.label for link in app.get("page_link")]
    assert any(label.startswith("AI clauses of") for label in ways)


def test_next_change_is_followed() -> None:
    app = open_screen("compare")
    before = shown(app)
    next(button for button in app.button if button.label == "Next").click().run()
    assert not app.exception
    assert shown(app) != before


def own_marks(ai_only: bool) -> AppTest:
    app = open_screen("compare", marks="memorandum-2023")
    if not ai_only:
        app.toggle(key="ai_only").set_value(False).run()
    assert not app.exception, app.exception
    return app


def test_own_marks_are_offered_for_the_document_that_carries_them() -> None:
    app = own_marks(ai_only=False)
    chosen = app.selectbox(key="marked_document")
    assert chosen.value == "memorandum-2023"
    # the memoranda of the performers, of the crew and of the animators at least
    assert 3 <= len(chosen.options) < 8
    text = shown(app)
    assert "it is no comparison of two files" in text
    assert "<del>" in text and "<ins>" in text
    assert len(app.get("image")) == 1
    counts = {metric.label: metric.value for metric in app.metric}
    assert "moved" not in counts
    assert int(counts["reworded"]) + int(counts["unchanged"]) > 100
    assert downloads(app) == ["Word, tracked changes", "HTML", "Excel", "Markdown", "JSON"]


def test_compare_offers_word_first() -> None:
    assert downloads(open_screen("compare")) == [
        "Word, tracked changes",
        "HTML",
        "Excel",
        "Markdown",
        "JSON",
    ]


def test_own_marks_about_ai_only_are_fewer() -> None:
    few, all_of_them = (
        next(m.value for m in own_marks(ai_only=only).metric if m.label == "reworded")
        for only in (True, False)
    )
    assert 0 < int(few) < int(all_of_them)


def test_next_own_mark_is_followed() -> None:
    app = own_marks(ai_only=False)
    before = shown(app)
    next(button for button in app.button if button.label == "Next").click().run()
    assert not app.exception
    assert shown(app) != before


def test_two_documents_that_do_not_go_together_lead_to_own_marks() -> None:
    app = open_screen("compare", old="agreement-2023", new="memorandum-2023")
    leads = [button.label for button in app.button if button.label.startswith("Own marks of")]
    assert leads == ["Own marks of the new document"]
    app.button(key="marks_new").click().run()
    assert not app.exception, app.exception
    assert not app.warning
    assert app.selectbox(key="marked_document").value == "memorandum-2023"


def test_own_marks_of_one_document_by_its_address() -> None:
    app = open_screen("compare", marks="memorandum-2023")
    assert app.button_group(key="compare_what").value == "One document's own marks"
