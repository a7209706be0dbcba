"""Verdicts of a second reading come in places of their own, and the measure of clicks sees it when
they do not."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, WebSocket, expect

from benchmarks.click_watch import BEING_HELD, WATCH, answered, told
from tests.browsing import BROWSER, FAILED, NO_BROWSER, page_images, settle

pytestmark = [pytest.mark.browser, pytest.mark.slow]
if not BROWSER:
    pytest.skip(NO_BROWSER, allow_module_level=True)
VERDICT = re.compile("(confirmed|differs|not checked).* second reading|second reading differs")


def test_verdicts_of_hits_come_alone_move_nothing_and_end_the_looks(
    page: Page, address: str
) -> None:
    sent: list[object] = []

    def watch(socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: sent.append(frame))

    page.on("websocket", watch)
    page.goto(f"{address}/search")
    settle(page)
    page.evaluate(WATCH)
    box = page.get_by_label("Your question")
    box.fill("who pays for meals on location?")
    box.press("Enter")
    page_images(page)
    held = page.get_by_text(BEING_HELD, exact=True)
    expect(held).not_to_have_count(0)
    expect(held).to_have_count(0)
    settle(page)
    assert page.locator(".second").count() == 10
    assert all(VERDICT.search(said) for said in page.locator(".second").all_inner_texts())
    assert told(page) > answered(page), "the screen was drawn again, or moved"
    before = len(sent)
    page.wait_for_timeout(3000)
    assert len(sent) == before, "nothing is left to look at"


def test_steps_are_made_while_verdicts_are_on_their_way(page: Page, address: str) -> None:
    page.goto(f"{address}/search")
    settle(page)
    box = page.get_by_label("Your question")
    box.fill("when does the agreement end?")
    box.press("Enter")
    held = page.get_by_text(BEING_HELD, exact=True)
    expect(held).to_have_count(10)
    opened = page.locator('[class*="st-key-opened_hit_"]')
    first = opened.get_attribute("class")
    page.locator("h1").first.click()
    page.keyboard.press("j")
    expect(opened).not_to_have_attribute("class", first or "")
    expect(held).to_have_count(0)
    settle(page)
    assert page.locator(".second").count() == 10
    assert page.locator(FAILED).count() == 0


@pytest.mark.parametrize(
    ("change", "is_answer"),
    [
        ("line.replaceChildren('said')", False),
        ("line.outerHTML = '<p class=second>said</p>'", False),
        ("line.outerHTML = '<p class=second>said<br>of two</p>'", True),
        ("line.replaceChildren('said'); card.append('more')", True),
        ("card.outerHTML = card.outerHTML.replace('held', 'said')", True),
    ],
)
def test_a_verdict_is_no_part_of_the_answer_only_where_nothing_else_changes_or_moves(
    page: Page, change: str, is_answer: bool
) -> None:
    page.set_content(
        "<main data-testid=stMain><div data-testid=card><b>words</b></div></main><button>ask"
    )
    page.evaluate(WATCH)
    page.get_by_role("button").click()
    find = "const card = document.querySelector('[data-testid=card]');"
    page.evaluate(f"() => {{ {find} card.innerHTML = 'hit<p class=second>held</p>'; }}")
    page.wait_for_timeout(300)
    first = answered(page)
    find += "const line = card.querySelector('.second');"
    page.evaluate(f"() => {{ {find} {change}; }}")
    page.wait_for_timeout(300)
    assert (answered(page) > first) is is_answer
    assert told(page) > first
