"""The Compare screen in a real headless browser: what matters, keys, both pages, both texts.

Screenshots go to the folder that ANALYZER_SCREENSHOTS names, else to the test's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from analyzer.pipeline import Analyzer
from analyzer.records import Change, Clause, Comparison, Document, WordOperation
from analyzer.ui.filtering import is_quiet
from analyzer.ui.stops import Stop, way_of_change
from tests.browsing import BROWSER, CORPUS, NO_BROWSER, page_images, picture, settle
from tests.under_boxes import Printed, words_of

#: changes that are looked at, one after the other; then the first that runs over two pages
STEPS = 4
PAIR = ("proposal-2026", "counterproposal-2026")
OLD, NEW = WordOperation.DELETE, WordOperation.INSERT
pytestmark = [pytest.mark.browser, pytest.mark.slow]
if not BROWSER:
    pytest.skip(NO_BROWSER, allow_module_level=True)


#: sides of a change that were seen: both, the old one alone, the new one alone
Sides = set[tuple[bool, bool]]


def test_each_change_shows_the_pages_on_which_its_own_words_stand(
    page: Page, address: str, sample_library: Path, screenshots: Path
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
    turned = 0
    long = next(at for at, change in enumerate(changes) if longest(change, comparison) > 1)
    for number, change in enumerate(changes):
        if number:
            page.keyboard.press("j")
        citations = f"{change.old_citation or '—'} → {change.new_citation or '—'}"
        expect(page.locator(".st-key-change_words")).to_contain_text(citations)
        if number >= STEPS and number != long:
            continue
        settle(page)
        for which, ids, operation in (("old", change.old, OLD), ("new", change.new, NEW)):
            document = comparison.old if which == "old" else comparison.new
            view = page.locator(f".st-key-page_view_change_{which}")
            if not ids:
                expect(view).to_have_count(0)
                expect(page.locator(".st-key-change_pages")).to_contain_text(
                    f"Not in the {which} document."
                )
                continue
            way = way_of_change(change, [comparison.clauses[each] for each in ids], operation)
            check_stop(view, document, way.stops[way.first], list(comparison.clauses.values()))
            if len(way.stops) > 1:
                turns = page.locator(f".st-key-turns_change_{which} button")
                if not turned:
                    page.locator(".st-key-change_pages").scroll_into_view_if_needed()
                    settle(page)
                    picture(page, screenshots / "clause-over-two-pages.png")
                turns.first.click()
                settle(page)
                other = way.stops[way.first - 1 if way.first else 1]
                check_stop(view, document, other, list(comparison.clauses.values()))
                turned += 1
        seen.add((bool(change.old), bool(change.new)))
        if number == max(long, STEPS - 1):
            break
    assert (True, True) in seen
    assert turned, "a clause that runs over two pages"


def longest(change: Change, comparison: Comparison) -> int:
    """The pages of its longest clause."""
    ids = (*change.old, *change.new)
    return max(len({box.page for box in comparison.clauses[each].boxes}) for each in ids)


def check_stop(view: Locator, document: Document, stop: Stop, clauses: Sequence[Clause]) -> None:
    """The page is drawn, with boxes on the clause's words and on those that changed, no others."""
    number, clause = stop.page, stop.clause
    expect(view.locator("img")).to_have_attribute(
        "alt", f"Page {number} of {document.title}, with the place marked"
    )
    expect(view.locator(".boxes i:not(.changed)")).to_have_count(len(stop.boxes))
    expect(view.locator(".boxes i.changed")).to_have_count(len(stop.changed))
    expect(view.locator("xpath=following::p[1]")).to_have_text(
        f"{document.title}, PDF page {number}"
    )
    with closing(Printed(CORPUS / f"{document.id}.pdf")) as printed:
        under = printed.under_drawn(number, view.locator(".boxes").inner_html())
    if len(clause.pages) == 1:
        assert under == words_of(clause, clauses), clause.id
    else:
        assert under and not Counter(under) - Counter(words_of(clause, clauses))


def test_changes_are_read_by_key_with_both_pages_and_side_by_side(
    page: Page, address: str, screenshots: Path
) -> None:
    page.goto(f"{address}/compare")
    words = page.locator(".st-key-change_words")
    expect(words.locator("ins:visible, del:visible").first).to_be_visible()
    settle(page)
    # on a busy machine what a second reading says of the words comes late
    page.get_by_text("being held against a second reading").first.wait_for(state="detached")
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
    expect(opened.get_by_text("confirmed by a second reading")).to_be_visible()
    expect(opened.locator("ins:visible, del:visible").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(opened).to_be_hidden()
    page.get_by_text("Both texts beside each other").click()
    texts = page.get_by_role("region", name="Both texts beside each other")
    expect(texts).to_be_visible()
    box = page.locator(".st-key-beside_texts")
    box.evaluate("box => box.scrollTo(0, 300)")
    # what is said of the rows comes without a jump
    expect(texts.get_by_text("being held against a second reading")).to_have_count(0)
    expect(texts.get_by_text("confirmed by a second reading").first).to_be_visible()
    settle(page)
    # old and new words of one change stand at one height, however far both are scrolled
    assert box.evaluate("box => box.scrollTop") == 300
    left, right = (
        texts.locator(".pair").nth(4).locator("> div").nth(side).bounding_box() for side in (0, 1)
    )
    assert left is not None and right is not None
    assert left["y"] == right["y"] and left["x"] < right["x"]
    picture(page, screenshots / "beside.png")
