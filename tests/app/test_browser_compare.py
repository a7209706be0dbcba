"""The Compare screen in a real headless browser: what matters, keys, both pages, both texts.

Screenshots go to the folder that ANALYZER_SCREENSHOTS names, else to the test's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from analyzer.pipeline import Analyzer
from analyzer.records import Clause, Document
from analyzer.ui.filtering import is_quiet
from tests.browsing import BROWSER, CORPUS, NO_BROWSER, page_images, picture, settle
from tests.under_boxes import Printed, words_of

#: changes that are looked at, one after the other
STEPS = 5
PAIR = ("proposal-2026", "counterproposal-2026")
pytestmark = [pytest.mark.browser, pytest.mark.slow]
if not BROWSER:
    pytest.skip(NO_BROWSER, allow_module_level=True)


#: sides of a change that were seen: both, the old one alone, the new one alone
Sides = set[tuple[bool, bool]]


def test_each_change_shows_the_pages_on_which_its_own_clauses_stand(
    page: Page, address: str, sample_library: Path
) -> None:
    with Analyzer.open(sample_library, read_only=True) as library:
        comparison = library.compare(*PAIR, topic="ai").comparison
    changes = [change for change in comparison.restated if not is_quiet(change)]
    page.goto(f"{address}/compare?old={PAIR[0]}&new={PAIR[1]}")
    expect(
        page.locator(".st-key-change_words ins:visible, .st-key-change_words del:visible").first
    ).to_be_visible()
    settle(page)
    seen: Sides = set()
    for number, change in enumerate(changes[:STEPS]):
        if number:
            page.keyboard.press("j")
        citations = f"{change.old_citation or '—'} → {change.new_citation or '—'}"
        expect(page.locator(".st-key-change_words")).to_contain_text(citations)
        settle(page)
        for which, ids in (("old", change.old), ("new", change.new)):
            document = comparison.old if which == "old" else comparison.new
            view = page.locator(f".st-key-page_view_change_{which}")
            if not ids:
                expect(view).to_have_count(0)
                expect(page.locator(".st-key-change_pages")).to_contain_text(
                    f"Not in the {which} document."
                )
                continue
            check_view(
                view, document, comparison.clauses[ids[0]], list(comparison.clauses.values())
            )
        seen.add((bool(change.old), bool(change.new)))
    assert (True, True) in seen


def check_view(
    view: Locator, document: Document, clause: Clause, clauses: Sequence[Clause]
) -> None:
    """The page of the clause in its document is drawn, with a box on its words and nothing else."""
    number = clause.boxes[0].page
    expect(view.locator("img")).to_have_attribute(
        "alt", f"Page {number} of {document.title}, with the place marked"
    )
    there = [box for box in clause.boxes if box.page == number]
    expect(view.locator(".boxes i")).to_have_count(len(there))
    expect(view.locator("xpath=following::p[1]")).to_have_text(
        f"{document.title}, PDF page {number}"
    )
    with closing(Printed(CORPUS / f"{document.id}.pdf")) as printed:
        under = printed.under_drawn(number, view.locator(".boxes").inner_html())
    if len(clause.pages) == 1:
        assert under == words_of(clause, clauses), clause.id
    else:
        assert under and set(under) <= set(words_of(clause, clauses))


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
