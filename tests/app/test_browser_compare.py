"""The Compare screen in a real headless browser: what matters, keys, both pages, both texts.

Screenshots go to the folder that ANALYZER_SCREENSHOTS names, else to the test's own.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import BROWSER, NO_BROWSER, page_images, picture, settle

pytestmark = [pytest.mark.browser, pytest.mark.slow]
if not BROWSER:
    pytest.skip(NO_BROWSER, allow_module_level=True)


def test_changes_are_read_by_key_with_both_pages_and_side_by_side(
    page: Page, address: str, screenshots: Path
) -> None:
    page.goto(f"{address}/compare")
    words = page.locator(".st-key-change_words")
    expect(words.locator("ins:visible, del:visible").first).to_be_visible()
    settle(page)
    first = words.inner_text()
    page.keyboard.press("j")
    expect(words).not_to_contain_text(first.splitlines()[0])
    settle(page)
    page.keyboard.press("k")
    settle(page)
    assert words.inner_text() == first
    page_images(page)
    assert page.locator(".st-key-change_pages .boxes i").count() >= 2
    page.locator(".st-key-change_pages").scroll_into_view_if_needed()
    settle(page)
    picture(page, screenshots / "change-followed.png")
    page.locator('[class*="st-key-open_foremost_0"] button').click()
    opened = page.get_by_role("dialog")
    expect(opened.locator("ins:visible, del:visible").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(opened).to_be_hidden()
    page.get_by_text("Both texts beside each other").click()
    texts = page.get_by_role("region", name="Both texts beside each other")
    expect(texts).to_be_visible()
    settle(page)
    # old and new words of one change stand at one height, however far both are scrolled
    texts.evaluate("box => box.scrollTo(0, 300)")
    assert texts.evaluate("box => box.scrollTop") == 300
    left, right = (
        texts.locator(".pair").nth(4).locator("> div").nth(side).bounding_box() for side in (0, 1)
    )
    assert left is not None and right is not None
    assert left["y"] == right["y"] and left["x"] < right["x"]
    picture(page, screenshots / "beside.png")
