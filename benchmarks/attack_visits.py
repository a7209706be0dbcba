"""Where the words of a document come up in the app: every screen, with everything open.

A page of a browser at the app on a library full of payloads → part of the app: how often words of
a payload stand there as words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page

from benchmarks.attacked_papers import BASE, CANARY, MARKED
from tests.browsing import TABS, page_images, settle, unfold

#: name of what can be seen → how many payloads of it are there as words
Reached = dict[str, int]
Visit = Callable[[Page, str], Reached]
# 'fired(12)', '/beacon/41'
_PAYLOAD = re.compile(r"fired\(\d|/beacon/\d")
_MAIN = "[data-testid='stMain']"


def _count(place: Locator, *, hidden: bool = False) -> int:
    """Payloads in the words of a place; `hidden` takes those in that only a reader aloud is told,
    as the cells of a table that is drawn."""
    texts = place.all_text_contents() if hidden else place.all_inner_texts()
    return sum(len(_PAYLOAD.findall(text)) for text in texts)


def open_screen(page: Page, address: str, screen: str) -> None:
    """Go to a screen and wait until it is drawn."""
    page.goto(f"{address}/{screen}")
    settle(page)


def _choose(page: Page, label: str, option: str) -> None:
    """The option of a select box that is found by these words."""
    box = page.get_by_role("combobox", name=label).first
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option).first.click()
    settle(page)


# ── library and AI clauses ───────────────────────────────────────────────────────────────────────
def _library(page: Page, address: str) -> Reached:
    open_screen(page, address, "")
    reached = {"start": _count(page.locator(_MAIN))}
    open_screen(page, address, "library")
    _choose(page, "Document", MARKED)
    page.get_by_role("button", name="Show how it was read").click()
    settle(page)
    page_images(page)
    reached["library, how it was read, bookmarks that are missing"] = _count(page.locator(_MAIN))
    unfold(page)
    return reached


def _clauses(page: Page, address: str) -> Reached:
    reached = {}
    for document in ("old", MARKED):
        open_screen(page, address, f"ai-clauses?document={document}")
        for tab in reversed(TABS if document == MARKED else TABS[:1]):
            page.get_by_role("tab", name=tab).click()
            settle(page)
            if tab == "Clauses":
                for _ in range(3):
                    page.get_by_role("button", name="Next").first.click()
                    settle(page)
                unfold(page)
            name = f"AI clauses, {tab}, {'PDF' if document == MARKED else 'text'}"
            reached[name] = _count(page.locator(_MAIN))
    page_images(page)
    alt = page.locator(f"{_MAIN} img").first.get_attribute("alt")
    reached["AI clauses, page of the PDF"] = len(_PAYLOAD.findall(alt or ""))
    return reached


def _search(page: Page, address: str) -> Reached:
    open_screen(page, address, "search")
    box = page.get_by_label("Your question")
    box.fill(f"<img src=x onerror=fired(99)> digital replica consent {CANARY}")
    box.press("Enter")
    page.locator(".citation").first.wait_for()
    settle(page)
    page.get_by_role("button", name="Open page").first.click()
    settle(page)
    page_images(page)
    return {"search, with the page": _count(page.locator(_MAIN))}


# ── compare ──────────────────────────────────────────────────────────────────────────────────────
def _compare(page: Page, address: str) -> Reached:
    open_screen(page, address, "compare?old=old&new=new")
    _wait_for_words(page)
    for _ in range(5):
        page.get_by_role("button", name="Next").first.click()
        settle(page)
    return {"compare, texts": _count(page.locator(_MAIN))}


def _compare_pdfs(page: Page, address: str) -> Reached:
    open_screen(page, address, f"compare?old={BASE}&new={MARKED}")
    _wait_for_words(page)
    page.locator(f"{_MAIN} [data-testid='stToggle'], {_MAIN} [data-testid='stCheckbox']").filter(
        has_text="AI only"
    ).locator("label").first.click()
    settle(page)
    _wait_for_words(page)
    unfold(page)
    reached = {
        "compare, a change and its pages": _count(page.locator(".st-key-change_words")),
        "compare, Across the document": _count(_fold(page, "Across the document")),
        "compare, rates of a table": _count(
            _fold(page, "Rates").locator("[data-testid='stDataFrame']"), hidden=True
        ),
    }
    page_images(page)
    page.locator('[class*="st-key-open_foremost_0"] button').click()
    dialog = page.get_by_role("dialog")
    dialog.locator("ins:visible, del:visible").first.wait_for()
    settle(page)
    reached["compare, the dialog of a change"] = _count(dialog)
    page.keyboard.press("Escape")
    settle(page)
    page.get_by_text("Large pages").click()
    settle(page)
    page.get_by_text("Both texts beside each other").click()
    texts = page.get_by_role("region", name="Both texts beside each other")
    texts.wait_for()
    settle(page)
    reached["compare, both texts"] = _count(texts)
    reached["compare, the report downloaded"] = _look_at_report(page)
    return reached


def _own_marks(page: Page, address: str) -> Reached:
    open_screen(page, address, f"compare?marks={MARKED}")
    _wait_for_words(page)
    for _ in range(3):
        page.get_by_role("button", name="Next").first.click()
        settle(page)
    page_images(page)
    unfold(page)
    return {"compare, own marks": _count(page.locator(".st-key-change_words"))}


def _audit(page: Page, address: str) -> Reached:
    open_screen(page, address, "compare")
    page.get_by_text("Marks held against the base").click()
    settle(page)
    _choose(page, "Document that it changes", BASE)
    page.get_by_text("Also what is marked and true").click()
    settle(page)
    page.locator("table.plain").first.wait_for()
    for _ in range(3):
        page.get_by_role("button", name="Next").first.click()
        settle(page)
    page_images(page)
    unfold(page)
    return {
        "compare, audit": _count(page.locator("table.plain")),
        "compare, audit, the report downloaded": _look_at_report(page),
    }


def _wait_for_words(page: Page) -> None:
    page.locator("ins:visible, del:visible").first.wait_for()
    settle(page)


def _fold(page: Page, title: str) -> Locator:
    return page.locator("[data-testid='stExpander']").filter(has_text=title)


def _look_at_report(page: Page) -> int:
    """Take the report along as HTML and open it as a reader would: payloads in its words."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="HTML", exact=True).first.click()
    name = waiting.value.suggested_filename
    assert re.fullmatch(r"[a-z0-9_-]+\.html", name), name
    # a browser knows what a file is by its ending
    file = Path(waiting.value.path()).with_suffix(".html")
    waiting.value.save_as(file)
    opened = page.context.new_page()
    opened.goto(file.as_uri())
    opened.wait_for_timeout(300)
    assert opened.url == file.as_uri(), opened.url
    count = _count(opened.locator("body"))
    opened.close()
    file.unlink()
    return count


VISITS: tuple[Visit, ...] = (
    _library, _clauses, _search, _compare, _compare_pdfs, _own_marks, _audit
)  # fmt: skip
