"""States of the screens beyond their first one, at which accessibility is looked at too.

A page of a browser at the app on the sample corpus → the app in that state.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from playwright.sync_api import Page

from tests.browsing import page_images, settle, unfold

View = Callable[[Page, str], None]
#: two that can be compared, two that cannot, and one that marks its changes
PAIR = ("proposal-2026", "counterproposal-2026")
APART = ("agreement-2020", "memorandum-2023")


def _compare(page: Page, address: str, asked: str = f"old={PAIR[0]}&new={PAIR[1]}") -> None:
    page.goto(f"{address}/compare?{asked}")
    settle(page)


def _own_marks(page: Page, address: str) -> None:
    _compare(page, address)
    page.get_by_text("One document's own marks").click()
    page.get_by_label("Document that carries marks").wait_for()
    page.locator("ins:visible, del:visible").first.wait_for()
    settle(page)


def _audit(page: Page, address: str) -> None:
    _compare(page, address)
    page.get_by_text("Marks held against the base").click()
    page.locator("table.plain").first.wait_for()
    settle(page)
    page_images(page)
    unfold(page)


def _dialog(page: Page, address: str) -> None:
    _compare(page, address)
    page.locator('[class*="st-key-open_foremost_0"] button').click()
    page.get_by_role("dialog").locator("ins:visible, del:visible").first.wait_for()
    settle(page)


def _both_texts(page: Page, address: str) -> None:
    _compare(page, address)
    page.get_by_text("Both texts beside each other").click()
    page.get_by_role("region", name="Both texts beside each other").wait_for()
    settle(page)
    unfold(page)


def _refusal(page: Page, address: str) -> None:
    _compare(page, address, f"old={APART[0]}&new={APART[1]}")
    page.get_by_text("cannot be compared as they stand").first.wait_for()


def _how_it_was_read(page: Page, address: str) -> None:
    page.goto(f"{address}/library")
    settle(page)
    page.get_by_role("button", name="Show how it was read").click()
    settle(page)
    page_images(page)
    unfold(page)


VIEWS: Mapping[str, View] = {
    "own marks": _own_marks,
    "audit": _audit,
    "dialog of a change": _dialog,
    "both texts": _both_texts,
    "refusal": _refusal,
    "how it was read": _how_it_was_read,
}
