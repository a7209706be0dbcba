"""The tabs of the AI clauses screen without a browser, on the sample corpus."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from analyzer.pipeline import Analyzer
from analyzer.results import Found
from analyzer.ui import SCRIPT
from analyzer.ui.term_map import wrap_cell
from tests.app.test_screens import named

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("library_setting")]
PASTE = (
    "Producer may keep a digital replica of any Performer for use in any picture, in perpetuity, "
    "only with the written consent of the Performer."
)


def open_tab(name: str, *documents: str) -> AppTest:
    app = AppTest.from_file(SCRIPT, default_timeout=60).run()
    app.switch_page("screens/ai_clauses.py").run()
    if documents:
        app.multiselect(key="ai_documents").set_value(list(documents)).run()
    app.session_state["ai_tab"] = name
    app.run()
    assert not app.exception, app.exception
    return app


def shown(app: AppTest) -> str:
    assert not app.exception, app.exception
    return "\n".join(getattr(element, "body", "") for element in app.get("html"))


def downloads(app: AppTest) -> list[str]:
    return [str(getattr(button, "label", "")) for button in app.get("download_button")]


def test_quotes_that_could_not_be_read_a_second_time_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def confirm(self: Analyzer, found: Found) -> Found:
        return replace(found, unread=("The second reader needs <b>; pip install it.",))

    monkeypatch.setattr(Analyzer, "confirm", confirm)
    app = open_tab("Clauses", "proposal-2026")
    for _ in range(50):
        if "Quotes were not held" in shown(app):
            break
        time.sleep(0.1)
        app.run()
    assert "Quotes were not held against a second reading. The second reader needs &lt;b" in shown(
        app
    )


# ── Clauses ──────────────────────────────────────────────────────────────────────────────────────
def test_the_tree_opens_on_consent_and_folds_what_is_empty() -> None:
    app = open_tab("Clauses", "service-2022", "newsroom-2025")
    signs = {b.label[0] for b in app.button if str(b.key).startswith("topic_")}
    opened = [b.label for b in app.button if b.label.startswith("▾")]
    assert signs == {"▸", "▾"}
    assert len(opened) == 1
    assert opened[0].startswith("Consent", 2)
    assert any(e.label.endswith("topics without a clause") for e in app.expander)


def test_another_topic_is_opened_with_its_documents_beneath() -> None:
    app = open_tab("Clauses")
    app.button(key="topic_training").click().run()
    assert app.button(key="topic_training").label.startswith("▾ Training")
    leaves = re.findall(r'<ul class="leaves">(.*?)</ul>', shown(app))
    assert len(leaves) == 1
    counts = [int(count) for count in re.findall(r"\((\d+)\)</li>", leaves[0])]
    assert f"({sum(counts)})" in app.button(key="topic_training").label


def test_two_documents_stand_beside_each_other() -> None:
    app = open_tab("Clauses", "proposal-2026", "counterproposal-2026")
    heads = re.findall(r"<h3>(.*?)</h3>", shown(app))
    assert len(heads) == 2
    assert "proposed, not in force" in shown(app)
    assert "countered, not in force" in shown(app)


def test_only_what_is_in_force_on_a_day_is_left() -> None:
    app = open_tab("Clauses")
    app.date_input(key="ai_day").set_value(date(2024, 9, 1)).run()
    text = shown(app)
    assert "ratified" in text
    assert "not in force" not in text


def test_the_page_boxes_every_span_of_evidence() -> None:
    app = open_tab("Clauses")
    boxes = [b for b in re.findall(r'<div class="boxes".*?</div>', shown(app)) if "<i " in b]
    first = re.findall(r'<div class="clause">.*?</div>', shown(app), re.S)[0]
    assert first.count("<mark>") > 1
    assert boxes[0].count("<i ") >= first.count("<mark>")


def test_next_opens_the_next_clause_on_its_page() -> None:
    app = open_tab("Clauses")
    before = [b for b in re.findall(r'<div class="boxes".*?</div>', shown(app)) if "<i " in b]
    app.button(key="next_finding").click().run()
    after = [b for b in re.findall(r'<div class="boxes".*?</div>', shown(app)) if "<i " in b]
    assert before != after


# ── Terms ────────────────────────────────────────────────────────────────────────────────────────
def test_the_matrix_leads_from_a_value_to_its_words() -> None:
    app = open_tab("Terms", "proposal-2026", "agreement-2023")
    app.selectbox(key="cell_term").set_value("duration").run()
    app.selectbox(key="cell_document").set_value("proposal-2026").run()
    text = shown(app)
    assert '<div class="value">perpetual' in text
    assert "in perpetuity" in text
    assert "proposed, not in force" in text
    assert len(app.get("image")) == 1
    assert downloads(app) == ["Excel", "HTML", "Markdown", "JSON"]


def test_a_silent_cell_leads_to_the_proof_of_search() -> None:
    app = open_tab("Terms", "proposal-2026", "agreement-2023")
    frame = app.dataframe[0].value
    names = [name for name in frame.columns if name != "Term"]
    silent = [
        (row, name)
        for row in range(1, len(frame))
        for name in names
        if frame[name][row] == "silent"
    ]
    assert silent
    row, name = silent[0]
    wanted = frame["Term"][row]
    document = "proposal-2026" if name.startswith("Producers'") else "agreement-2023"
    by_name = dict(zip(app.selectbox(key="cell_term").options, _terms(app), strict=True))
    app.selectbox(key="cell_term").set_value(by_name[wanted]).run()
    app.selectbox(key="cell_document").set_value(document).run()
    text = shown(app)
    assert '<span class="silent">silent</span>' in text
    assert re.search(r"Looked in \d+ clauses? of ", text)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("this", ["this"]),
        ("before creation; not at hire", ["before creation; not at", "hire"]),
        ("not at hire " * 9, [*["not at hire not at hire"] * 2, "not at hire not at hire …"]),
        ("", [""]),
    ],
)
def test_a_cell_of_the_map_is_wrapped(text: str, lines: list[str]) -> None:
    assert wrap_cell(text, 206) == lines


def test_what_a_cell_says_stands_whole_beside_the_map() -> None:
    app = open_tab("Terms", "proposal-2026", "agreement-2023")
    frame = app.dataframe[0].value
    (name,) = [name for name in frame.columns if name.startswith("Producers'")]
    several = [row for row in range(1, len(frame)) if "; " in frame[name][row]]
    by_name = dict(zip(app.selectbox(key="cell_term").options, _terms(app), strict=True))
    app.selectbox(key="cell_document").set_value("proposal-2026").run()
    app.selectbox(key="cell_term").set_value(by_name[frame["Term"][several[0]]]).run()
    assert f"In all: {frame[name][several[0]]}".removesuffix(" …") in shown(app)


def _terms(app: AppTest) -> list[str]:
    """The names of terms behind the options, in their order."""
    from analyzer.taxonomy import load_taxonomy

    names = {term.description: term.name for term in load_taxonomy().terms}
    return [names[option] for option in app.selectbox(key="cell_term").options]


# ── Silences ─────────────────────────────────────────────────────────────────────────────────────
def test_a_silence_says_what_was_searched_and_where() -> None:
    app = open_tab("Silences", "proposal-2026")
    assert re.search(r"\d+ silences", shown(app))
    assert re.search(r"Looked in \d+ clauses? of .*?, for: ", shown(app))
    assert len(app.get("image")) == 1
    rows = app.dataframe[0].value
    assert set(rows["where"]) == {"whole document"}


def test_silences_by_article_name_the_article() -> None:
    app = open_tab("Silences", "proposal-2026")
    app.button_group(key="silence_scope").set_value("article").run()
    assert not app.exception
    assert all("Article" in where for where in app.dataframe[0].value["where"])


# ── Checks ───────────────────────────────────────────────────────────────────────────────────────
def test_checks_show_direction_severity_and_the_words_that_trigger_them() -> None:
    app = open_tab("Checks", "proposal-2026")
    text = shown(app)
    assert "A grant without end" in text
    assert "risk for workers" in text
    assert 'class="badge high"' in text
    assert "Triggered by:" in text
    assert "Nothing mitigates it" in text
    assert downloads(app) == ["Excel", "HTML", "Markdown", "JSON"]


def test_steps_lead_through_the_words_of_every_check_and_turn_its_list() -> None:
    app = open_tab("Checks", "proposal-2026")
    seen: list[tuple[str, str]] = []
    checks: list[str] = []
    assert app.button(key="previous_words").disabled
    while True:
        assert not app.exception, app.exception
        seen.append((named(app, "clause"), named(app, "at")))
        text = shown(app)
        checks += (
            name for name in re.findall(r"<h4>\d+\. ([^<]+)</h4>", text) if name not in checks
        )
        assert len(app.get("image")) == 1
        if app.button(key="next_words").disabled:
            break
        app.button(key="next_words").click().run()
    assert len(set(seen)) == len(seen) > 5
    fired, held = map(int, re.findall(r"\d+", app.subheader[0].value))
    assert len(checks) == fired + held > 5


def test_a_mitigated_check_shows_both_quotes_and_does_not_fire() -> None:
    app = open_tab("Checks", "agreement-2023")
    text = shown(app)
    assert "Mitigated by:" in text
    assert "does not fire" in text


def test_positions_of_a_side_are_weighed_with_quotes() -> None:
    app = open_tab("Checks", "proposal-2026")
    app.selectbox(key="side_checks").set_value("workers").run()
    text = shown(app)
    assert re.search(r"\d+ met, \d+ partly met, \d+ not met, \d+ silent", text)
    assert "no perpetual use" in text
    assert "not met" in text
    assert "This file, to change" in downloads(app)


def upload_positions(text: str) -> str:
    app = open_tab("Checks", "proposal-2026")
    app.selectbox(key="side_checks").set_value("own").run()
    file = ("mine.toml", text.encode(), "application/toml")
    app.file_uploader[0].set_value(file).run()
    return shown(app)


def test_positions_of_ones_own_are_weighed() -> None:
    text = upload_positions('[[position]]\nwant = "notice.hours >= 48"\n')
    assert "notice.hours &gt;= 48" in text
    assert 'role="alert"' not in text


def test_positions_that_cannot_be_read_are_refused_with_their_line() -> None:
    text = upload_positions('[[position]]\nwant = "notice.moons >= 48"\n')
    assert 'role="alert"' in text
    assert "your positions, line 2, entry 1" in text


# ── Paste ────────────────────────────────────────────────────────────────────────────────────────
def paste(text: str) -> AppTest:
    app = open_tab("Paste a clause")
    app.text_area(key="pasted_text").set_value(text)
    app.selectbox(key="pasted_against").set_value("agreement-2023")
    app.selectbox(key="side_paste").set_value("workers").run()
    app.button(key="judge").click().run()
    return app


def test_a_pasted_clause_is_judged() -> None:
    app = paste(PASTE)
    text = shown(app)
    assert re.search(r'class="badge topic">Consent \d+%', text)
    assert "perpetual" in text
    assert re.search(r"\d+ terms that .* says and the paste does not", text)
    assert "The nearest clause there" in [s.value for s in app.subheader]
    assert "<ins>" in text
    assert "no perpetual use" in text
    assert len(app.get("image")) == 1


def test_nothing_of_a_paste_is_kept() -> None:
    from analyzer.pipeline import Analyzer

    paste(PASTE)
    with Analyzer.open() as library:
        assert not any("pasted" in document.id for document in library.documents())
        assert not library.jobs()


def test_a_paste_of_markup_is_shown_as_text() -> None:
    app = paste('<img src=x onerror="alert(1)"> ![a](http://evil.example/b) consent to a replica')
    assert "<img" not in shown(app)
    assert "&lt;img" in shown(app)


def test_an_empty_paste_is_told_what_to_do() -> None:
    app = open_tab("Paste a clause")
    app.button(key="judge").click().run()
    assert 'role="alert"' in shown(app)
    assert "Paste the words of a clause" in shown(app)
