"""Two users of the app at once, in a real browser: does each see his own (check X6)?

The address of an app that holds two documents → what was seen that should not have been.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import pairwise
from typing import Literal

from playwright.sync_api import Page, TimeoutError

from benchmarks.attack_visits import open_screen
from tests.browsing import MILLISECONDS, OPENED, browse, settle

USERS = ("old", "new")
#: what a user does, over and over; the second one is a step ahead
ACTIONS = ("Next", "Silences", "Next", "Clauses")
_CHANGED = "before => document.querySelector('[data-testid=stMain]').innerText !== before"


def cross_reads(address: str, *, actions: int) -> list[str]:
    """Two users do different things to different documents in turn: what one sees is, word for
    word, what he saw alone, his own title and nothing of the other's document."""
    alone = {}
    for ahead, name in enumerate(USERS):
        with browse() as page:
            alone[name] = [_begin(page, address, name)]
            alone[name] += [_act(page, number + ahead) for number in range(actions)]
    wrong = [f"{name}: an action changed nothing" for name in USERS if _has_still(alone[name])]
    with browse() as first, browse_second() as second:
        users = dict(zip(USERS, (first, second), strict=True))
        seen = {name: [_begin(page, address, name)] for name, page in users.items()}
        for number in range(actions):
            for ahead, name in enumerate(USERS):
                seen[name].append(_act(users[name], number + ahead))
    for name, other in zip(USERS, reversed(USERS), strict=True):
        for number, (shown, wanted) in enumerate(zip(seen[name], alone[name], strict=True)):
            if f"{name} <script" not in shown or f"{other} <script" in shown or shown != wanted:
                wrong.append(f"{name}, action {number}")
    return wrong


def _has_still(shown: list[str]) -> bool:
    return any(before == after for before, after in pairwise(shown))


def _begin(page: Page, address: str, name: str) -> str:
    page.set_default_timeout(MILLISECONDS)
    open_screen(page, address, f"ai-clauses?document={name}")
    return _shown_to(page)


def _act(page: Page, number: int) -> str:
    what, before = ACTIONS[number % len(ACTIONS)], _words_on(page)
    role: Literal["button", "tab"] = "button" if what == "Next" else "tab"
    page.get_by_role(role, name=what, exact=what != "Next").first.click()
    # on a busy machine a screen may rest for a while before the click reaches it
    with suppress(TimeoutError):
        page.wait_for_function(_CHANGED, arg=before)
    return _shown_to(page)


def _shown_to(page: Page) -> str:
    """What the screen says at rest: its answer, and what a second reading says of it."""
    settle(page)
    page.get_by_text("being held against a second reading").first.wait_for(state="detached")
    settle(page)
    return _words_on(page)


def _words_on(page: Page) -> str:
    return page.locator("[data-testid='stMain']").inner_text()


@contextmanager
def browse_second() -> Iterator[Page]:
    """A second user: another context of the browser that the first one runs in."""
    browser = OPENED[-1].context.browser
    assert browser is not None
    context = browser.new_context()
    try:
        yield context.new_page()
    finally:
        context.close()
