"""Addresses in a real headless browser: each state has its own, and back and forward lead to it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import BROWSER, NO_BROWSER, settle

pytestmark = [pytest.mark.browser, pytest.mark.slow]
if not BROWSER:
    pytest.skip(NO_BROWSER, allow_module_level=True)

QUESTION = "who owns a scan of a performer?"
PAIR = "old=agreement-2023&new=proposal-2026"


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def change(page: Page) -> str:
    """The first words of the change that is open."""
    words = page.locator(".st-key-change_words")
    expect(words.locator("ins:visible, del:visible").first).to_be_visible()
    settle(page)
    return words.inner_text().splitlines()[0]


def steps(page: Page) -> int:
    return int(page.evaluate("history.length"))


def test_each_change_is_one_step_of_the_history_and_opens_in_a_new_tab(
    page: Page, address: str
) -> None:
    page.goto(address)
    page.get_by_role("link", name="See every AI change").click()
    first = change(page)
    seen = [(page.url, first)]
    at_first = steps(page)
    for _ in range(2):
        page.keyboard.press("j")
        expect(page.locator(".st-key-change_words")).not_to_contain_text(seen[-1][1])
        words = change(page)
        seen.append((page.url, words))
    assert steps(page) == at_first + 2
    assert len({url for url, _ in seen}) == len({words for _, words in seen}) == 3
    page.go_back()
    expect(page.locator(".st-key-change_words")).to_contain_text(seen[1][1])
    page.go_back()
    expect(page.locator(".st-key-change_words")).to_contain_text(seen[0][1])
    page.go_forward()
    expect(page.locator(".st-key-change_words")).to_contain_text(seen[1][1])
    page.reload()
    assert (change(page), page.url) == seen[1][::-1]
    other = page.context.new_page()
    other.goto(seen[2][0])
    assert (change(other), other.url) == seen[2][::-1]
    page.go_back()
    expect(page.locator(".st-key-change_words")).to_contain_text(seen[0][1])
    settle(page)
    assert page.url == seen[0][0]


def test_a_question_is_found_again_by_back_and_forward_and_stands_in_no_address(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/search")
    box = page.get_by_label("Your question")
    box.fill(QUESTION)
    box.press("Enter")
    expect(page.locator(".boxes").first).to_be_visible()
    settle(page)
    page.locator("h1").first.click()
    first = page.locator(".boxes").first.inner_html()
    page.keyboard.press("j")
    settle(page)
    boxes, hit = page.locator(".boxes").first.inner_html(), query(page)["hit"]
    assert boxes != first
    assert not any(word in page.url for word in QUESTION.split() if len(word) > 3)
    page.get_by_role("link", name="Library", exact=True).click()
    expect(page.get_by_role("heading", name="Library")).to_be_visible()
    settle(page)
    for leave in (page.go_back, page.go_forward, page.go_back):
        leave()
        settle(page)
    assert box.input_value() == QUESTION
    assert (page.locator(".boxes").first.inner_html(), query(page)["hit"]) == (boxes, hit)
    # another tab knows no question; the clause is there all the same
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.get_by_text("The clause that this address names")).to_be_visible()
    assert other.locator(".boxes").first.inner_html() == boxes
    assert other.get_by_label("Your question").input_value() == ""


@pytest.mark.parametrize("screen", ["", "library", "ai-clauses", "search", "compare"])
def test_a_bare_address_is_no_step_of_its_own(page: Page, address: str, screen: str) -> None:
    page.goto("about:blank")
    page.goto(f"{address}/{screen}")
    expect(page.locator("h1").first).to_be_visible()
    settle(page)
    assert urlsplit(page.url).query == ""
    page.go_back()
    assert page.url == "about:blank", "one press leaves it"


def test_back_to_a_bare_address_shows_what_stood_there_at_first(page: Page, address: str) -> None:
    page.goto(f"{address}/ai-clauses")
    expect(page.locator(".boxes").first).to_be_visible()
    settle(page)
    bare, first = page.url, page.locator(".boxes").first.inner_html()
    for _ in range(2):
        page.keyboard.press("j")
        settle(page)
    assert page.locator(".boxes").first.inner_html() != first
    page.get_by_role("link", name="Library", exact=True).click()
    expect(page.get_by_role("heading", name="Library")).to_be_visible()
    settle(page)
    for _ in range(3):
        page.go_back()
        settle(page)
    assert (page.url, page.locator(".boxes").first.inner_html()) == (bare, first)


def test_the_open_clause_and_the_open_tab_have_addresses(page: Page, address: str) -> None:
    page.goto(f"{address}/ai-clauses?document=proposal-2026")
    expect(page.locator("mark").first).to_be_visible()
    settle(page)
    page.keyboard.press("j")
    settle(page)
    clause, boxes = page.url, page.locator(".boxes").first.inner_html()
    page.get_by_role("tab", name="Silences").click()
    settle(page)
    silence, proof = page.url, page.locator(".proof").first.inner_text()
    assert query(page)["tab"] == ["silences"]
    page.go_back()
    settle(page)
    assert (page.url, page.locator(".boxes").first.inner_html()) == (clause, boxes)
    other = page.context.new_page()
    for url, place in ((clause, ".boxes"), (silence, ".proof")):
        other.goto(url)
        expect(other.locator(place).first).to_be_visible()
        settle(other)
        assert other.url == url
    assert other.locator(".proof").first.inner_text() == proof
    other.goto(f"{address}/compare?{PAIR.replace('2023', '1999')}&change=nothing")
    expect(other.get_by_text("a document that is not in this library")).to_be_visible()
    change(other)  # and something is shown all the same


def test_the_change_over_the_screen_and_both_texts_of_it_have_addresses(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/compare?{PAIR}")
    first = change(page)
    words, opened = page.locator(".st-key-change_words"), page.get_by_role("dialog")
    words.get_by_role("tab", name="Side by side").click()
    expect(words.locator(".pair:visible")).to_have_count(1)
    settle(page)
    assert query(page)["change_as"] == ["beside"]
    page.locator("h1").first.click()
    page.keyboard.press("j")
    expect(words).not_to_contain_text(first)
    # the next change is read in the same way
    expect(words.locator(".pair:visible")).to_have_count(1)
    settle(page)
    before = page.url
    page.locator('[class*="st-key-open_foremost_1"] button').click()
    expect(opened.locator("ins:visible, del:visible").first).to_be_visible()
    settle(page)
    over, told = page.url, opened.inner_text().splitlines()[:3]
    other = page.context.new_page()
    other.goto(over)
    expect(other.get_by_role("dialog").locator("ins:visible, del:visible").first).to_be_visible()
    assert other.get_by_role("dialog").inner_text().splitlines()[:3] == told
    other.close()
    page.go_back()
    expect(opened).to_be_hidden()
    settle(page)
    assert page.url == before
    page.go_forward()
    expect(opened.locator("ins:visible, del:visible").first).to_be_visible()
    settle(page)
    assert opened.inner_text().splitlines()[:3] == told
    page.keyboard.press("Escape")
    expect(opened).to_be_hidden()
    settle(page)
    assert "apart" not in query(page)
