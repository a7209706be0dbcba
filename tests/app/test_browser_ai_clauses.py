"""The AI clauses screen in a real headless browser: every tab, a correction, a paste.

Screenshots go to the folder that ANALYZER_SCREENSHOTS names, else to the test's own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from analyzer.pipeline import Analyzer
from analyzer.ui.term_map import SEVERAL_LINES, column_width
from tests.browsing import BROWSER, CORPUS, NO_BROWSER, page_images, picture, serve, settle
from tests.under_boxes import Printed, letters

pytestmark = [pytest.mark.browser, pytest.mark.slow]
if not BROWSER:
    pytest.skip(NO_BROWSER, allow_module_level=True)

PAPER = (
    "1. Scans\nProducer may keep a digital replica of any Performer only with the written consent "
    "of the Performer.\n"
)
PASTE = (
    "Producer may keep a digital replica of any Performer for use in any picture, in perpetuity, "
    "only with the written consent of the Performer."
)
#: the head of the heat map, in pixels
HEAD = 36


@pytest.fixture
def own_address(tmp_path: Path) -> Iterator[str]:
    """An app on a library of one short paper, for one test alone."""
    paper = tmp_path / "paper.txt"
    paper.write_text(PAPER, encoding="utf-8")
    with Analyzer.open(tmp_path / "library") as library:
        library.ingest(paper)
    folder = tmp_path / "server"
    folder.mkdir()
    process, url = serve(tmp_path / "library", folder)
    yield url
    process.terminate()
    process.wait(timeout=20)


def open_tab(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/ai-clauses")
    expect(page.locator("mark").first).to_be_visible()
    page.get_by_role("tab", name=name).click()
    settle(page)


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_label(label, exact=True).last.click()
    page.get_by_role("option", name=option).first.click()
    settle(page)


def test_a_topic_and_next_move_the_box_on_the_page(page: Page, address: str) -> None:
    open_tab(page, address, "Clauses")
    page.locator(".st-key-topic_ownership_and_transfer button").click()
    expect(page.locator(".st-key-topic_ownership_and_transfer button")).to_contain_text("▾")
    settle(page)
    page_images(page)
    first = page.locator(".boxes").first.inner_html()
    assert "<i " in first
    page.keyboard.press("j")
    settle(page)
    assert page.locator(".boxes").first.inner_html() != first


def test_the_boxes_are_laid_over_the_image_on_the_words_that_are_marked(
    page: Page, address: str
) -> None:
    open_tab(page, address, "Clauses")
    page.keyboard.press("j")  # from then on the address names the clause
    settle(page)
    page_images(page)
    image = page.locator('[data-testid="stImage"] img').first
    frame, picture_ = page.locator(".boxes").first.bounding_box(), image.bounding_box()
    assert frame is not None and picture_ is not None
    # in parts of the frame, the boxes are in the same parts of the image
    for edge in ("x", "y", "width", "height"):
        assert abs(frame[edge] - picture_[edge]) < 3, edge
    number = int(re.findall(r"Page (\d+) of ", image.get_attribute("alt") or "")[0])
    document = parse_qs(urlsplit(page.url).query)["clause"][0].partition("#")[0]
    marked = page.locator('[class*="st-key-opened_"] mark').all_inner_texts()
    with closing(Printed(CORPUS / f"{document}.pdf")) as printed:
        under = printed.under_drawn(number, page.locator(".boxes").first.inner_html())
    assert under and under == letters(" ".join(marked))


def test_a_cell_of_the_heat_map_opens_its_words(
    page: Page, address: str, screenshots: Path
) -> None:
    open_tab(page, address, "Terms")
    grid = page.get_by_test_id("stDataFrame").bounding_box()
    assert grid is not None
    # the second column of documents, the second row of terms
    first = column_width("Tentative Agreement of June 12, 2026")
    page.mouse.click(grid["x"] + 250 + first + 80, grid["y"] + HEAD + SEVERAL_LINES * 2.5)
    expect(page.locator(".value").first).to_have_text(re.compile("perpetual"))
    page_images(page)
    settle(page)
    picture(page, screenshots / "terms.png")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="JSON").click()
    told = json.loads(waiting.value.path().read_text(encoding="utf-8"))
    assert len(told["documents"]) > 10
    assert re.fullmatch(
        r"terms-side-by-side_\d{4}-\d\d-\d\d_[0-9a-f]{6}\.json",
        waiting.value.suggested_filename,
    )


def test_the_map_of_terms_is_worked_without_a_mouse(page: Page, address: str) -> None:
    open_tab(page, address, "Terms")
    page.get_by_role("tab", name="Terms").focus()
    on_map = "() => document.activeElement.closest('[data-testid=stDataFrame] canvas') !== null"
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate(on_map):
            break
    assert page.evaluate(on_map)
    rows, columns = (page.get_by_label(name, exact=True).last for name in ("Term", "In"))
    seen = [(rows.input_value(), columns.input_value(), page.locator(".boxes").first.inner_html())]
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
        settle(page)
        assert page.evaluate(on_map), "the next key goes to the map too"
    seen.append(
        (rows.input_value(), columns.input_value(), page.locator(".boxes").first.inner_html())
    )
    assert all(before != after for before, after in zip(*seen, strict=True)), seen
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert not page.evaluate(on_map), "nobody is kept on the map"


def test_a_silence_leads_to_the_page_that_was_searched(
    page: Page, address: str, screenshots: Path
) -> None:
    open_tab(page, address, "Silences")
    expect(page.locator(".proof")).to_contain_text("page")
    page_images(page)
    settle(page)
    picture(page, screenshots / "silences.png")


def test_a_check_and_a_position_show_their_quotes(
    page: Page, address: str, screenshots: Path
) -> None:
    open_tab(page, address, "Checks")
    choose(page, "Document", "Producers' Proposal")
    choose(page, "Positions of", "workers' side, to start from")
    expect(page.get_by_role("heading", name="Positions")).to_be_visible()
    expect(page.locator(".verdict-not_met").first).to_be_visible()
    page_images(page)
    settle(page)
    picture(page, screenshots / "checks.png")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Excel").click()
    assert waiting.value.path().read_bytes()[:2] == b"PK"


def test_what_is_overruled_is_shown_as_theirs(page: Page, own_address: str) -> None:
    page.goto(f"{own_address}/ai-clauses")
    page.get_by_role("button", name="✎ Overrule").first.click()
    form = page.get_by_role("dialog")
    expect(form).to_contain_text("written consent")
    form.get_by_label("Note (why; kept with it)").fill("agreed on the phone")
    form.get_by_role("button", name="Keep it as mine").click()
    expect(form).to_be_hidden()
    settle(page)  # the words of the screen are read a second time, which draws it once more
    theirs = page.get_by_text("What you overruled (1)")
    expect(theirs).to_be_visible()
    theirs.click()
    expect(page.get_by_text("agreed on the phone")).to_be_visible()
    expect(page.locator(".st-key-topic_consent")).to_have_count(0)
    settle(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="All of them as JSON").click()
    told = json.loads(waiting.value.path().read_text(encoding="utf-8"))
    assert [each["note"] for each in told["corrections"]] == ["agreed on the phone"]
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator(".st-key-topic_consent")).to_have_count(1)


def test_a_long_paste_says_that_it_is_being_judged(page: Page, address: str) -> None:
    open_tab(page, address, "Paste a clause")
    page.locator("textarea").fill(f"{PASTE} " * 60)
    page.get_by_role("button", name="Judge it").click()
    expect(page.get_by_text("Judging it")).to_be_visible()
    expect(page.get_by_role("heading", name="What it is about")).to_be_visible()
    expect(page.get_by_text("Judging it")).to_have_count(0)


def test_a_paste_is_judged_and_stands_in_no_address(
    page: Page, address: str, screenshots: Path
) -> None:
    open_tab(page, address, "Paste a clause")
    page.locator("textarea").fill(PASTE)
    choose(page, "Held against", "Lantern Basic Agreement of 2023")
    page.get_by_role("button", name="Judge it").click()
    expect(page.get_by_role("heading", name="The nearest clause there")).to_be_visible()
    expect(page.locator(".badge.topic").first).to_be_visible()
    page_images(page)
    settle(page)
    assert "replica" not in page.url
    picture(page, screenshots / "paste.png")
