"""How long a click takes in the app: from the press of a key or button until the answer is there,
its page image with it (click_watch says what is counted, and what is not).

The app on a library, warm, in a real browser → the 95th percentile of the clicks of each walk
(check P1), and the CPU time that a click takes in the app and in the page, which says more than the
clock where other things run. When the verdicts of a second reading stand beside the hits of a
question is a figure of its own, without a goal: nothing waits for them.

`python -m benchmarks.clicks LIBRARY [WALK…]` measures a library that is there.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from playwright.sync_api import CDPSession, Locator, Page

from analyzer import Analyzer
from analyzer.settings import read_settings
from benchmarks.click_watch import (
    BEING_HELD,
    WATCH,
    Taken,
    answered,
    computed,
    computed_in,
    told,
)
from benchmarks.documents import EIGHT, path_of, real_data
from benchmarks.results import Figure
from tests.browsing import BROWSER, CORPUS, browse, serve, settle

CLICKS = 25
#: clicks that are not counted: the app gets warm
WARMING = 5
#: milliseconds that a person takes at least from one click to the next
A_LOOK = 900
#: milliseconds that long work of a screen may take before it is clicked
LONGEST = 600_000
SAMPLE, REAL = "sample corpus", "the eight agreements"
#: two documents whose comparison holds many changes
LONG_PAIR = (
    "old=2017-nba-nbpa-collective-bargaining-agreement-65642a3c"
    "&new=2023-nba-nbpa-collective-bargaining-agreement-bf178ca0"
)
QUESTIONS = (
    "who may train a system with recordings?",
    "what must be paid for a scan?",
    "may the employer watch the workers with cameras?",
    "how many days before a layoff is notice given?",
    "who pays for meals on location?",
    "what happens when a machine takes over work?",
    "may a dead performer be shown?",
    "which disputes go to arbitration?",
    "when does the agreement end?",
    "how long may a day of work be?",
    "must the union be told of new technology?",
    "who owns what a writer makes with a machine?",
    "is consent needed for a digital double?",
    "how are holidays paid?",
    "what is a synthetic performer?",
    "may a contract be ended early?",
    "who is in the bargaining unit?",
    "what is paid into the pension plan?",
    "are travel costs paid back?",
    "may data about a player be sold?",
    "how is a grievance filed?",
)
Click = Callable[[Page, int], None]


@dataclass(frozen=True, slots=True)
class Walk:
    """Clicks on one screen; `address` is what is opened first."""

    name: str
    address: str
    click: Click


def measure_clicks() -> list[Figure]:
    """On the sample corpus, and on the eight real documents; () without a browser."""
    if not BROWSER:
        return []
    figures = list(_measure(SAMPLE, [CORPUS]))
    if real_data():
        figures += _measure(REAL, [path_of(key) for key in EIGHT])
    return figures


def _measure(on: str, paths: list[Path]) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as scratch:
        library = Path(scratch) / "library"
        with Analyzer.open(settings=replace(read_settings(), library=library)) as opened:
            opened.ingest(*paths)
        yield measure_verdicts(on, library)
        yield from measure_library(on, library, walks(on))


def measure_verdicts(on: str, library: Path) -> Figure:
    """When a second reading has told of all hits of a question: on a copy of the library, of which
    nothing that was not asked for before is read twice."""
    with tempfile.TemporaryDirectory() as started:
        copy = Path(shutil.copytree(library, Path(started) / "library"))
        process, address = serve(copy, Path(started))
        try:
            with browse() as page:
                page.goto(f"{address}/search")
                settle(page)
                page.evaluate(WATCH)
                taken = [_wait_for_verdicts(page, number) for number in range(len(QUESTIONS))]
        finally:
            process.terminate()
            process.wait(timeout=20)
    rule = f"clock, {len(taken)} questions, pages not yet read twice among them; median "
    rule += f"{statistics.median(taken):.2f} s; comes by itself, moves nothing"
    p95 = round(statistics.quantiles(taken, n=20)[-1], 2)
    name = "P1 verdict of a second reading after a question, p95"
    return Figure(name, on, p95, "s", "", rule)


def _wait_for_verdicts(page: Page, number: int) -> float:
    _ask(page, number)
    page.wait_for_timeout(A_LOOK)
    settle(page)
    page.get_by_text(BEING_HELD).first.wait_for(state="detached", timeout=LONGEST)
    settle(page)
    return told(page)


def measure_library(on: str, library: Path, wanted: Sequence[Walk]) -> Iterator[Figure]:
    """The figures of a library that is there."""
    with tempfile.TemporaryDirectory() as started:
        process, address = serve(library, Path(started))
        try:
            with browse() as page:
                everything: list[Taken] = []
                for walk in wanted:
                    taken = _walk(page, f"{address}/{walk.address}", walk.click, process.pid)
                    everything += taken
                    yield _figure(walk.name, on, taken)
                yield _figure("all", on, everything)
        finally:
            process.terminate()
            process.wait(timeout=20)


def _walk(page: Page, address: str, click: Click, server: int) -> list[Taken]:
    page.goto(address)
    settle(page)
    for words in ("so far. You can leave", BEING_HELD):
        page.get_by_text(words).first.wait_for(state="detached", timeout=LONGEST)
        settle(page)
    page.evaluate(WATCH)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    return [_take(page, session, click, number, server) for number in range(CLICKS)][WARMING:]


def _take(page: Page, session: CDPSession, click: Click, number: int, server: int) -> Taken:
    app, shown = computed(server), computed_in(session)
    click(page, number)
    page.wait_for_timeout(A_LOOK)
    settle(page)
    return Taken(answered(page), computed(server) - app, computed_in(session) - shown)


def _figure(name: str, on: str, taken: Sequence[Taken]) -> Figure:
    middle = Taken(*map(statistics.median, zip(*taken, strict=True)))
    rule = (
        f"clock, warm, {len(taken)} clicks; median {middle.wall:.2f} s, of computing "
        f"{middle.app:.2f} s in the app and {middle.page:.2f} s in the page"
    )
    wall = [each.wall for each in taken]
    p95 = round(statistics.quantiles(wall, n=20)[-1], 2)
    return Figure(f"P1 click, p95, {name}", on, p95, "s", "0.5", rule)


# ── walks ────────────────────────────────────────────────────────────────────────────────────────
def walks(on: str) -> tuple[Walk, ...]:
    """The walks through a library, the long comparison where it holds one."""
    pair = f"compare?{LONG_PAIR}" if on == REAL else "compare"
    return (
        Walk("next AI clause", "ai-clauses", _next_clause),
        Walk("next change", pair, _next_change),
        Walk("a question", "search", _ask),
        Walk("next hit", "search", _next_hit),
        Walk("another screen", "", _turn),
    )


def _next(page: Page) -> Locator:
    return page.locator('[class*="st-key-next_"] button').first


def _next_clause(page: Page, number: int) -> None:
    """The next clause; at the end of a topic, the next topic."""
    if _next(page).is_enabled():
        page.keyboard.press("j")
        return
    topics = page.locator(".st-key-topic_tree button")
    signs = [text.startswith("▾") for text in topics.all_inner_texts()]
    topics.nth((signs.index(True) + 1) % (len(signs) - 1)).click()


def _next_change(page: Page, number: int) -> None:
    """The next change, forward and back; of all changes where one about AI has no next."""
    steps = page.locator('[class*="st-key-next_"] button:enabled')
    if number == 0 and steps.count() == 0:
        page.get_by_text("AI only", exact=True).click()
        steps.first.wait_for(timeout=LONGEST)
        page.locator("h1").first.click()  # keys go to the screen again, not to the switch
    else:
        page.keyboard.press("j" if number % 10 < 7 else "k")


def _ask(page: Page, number: int) -> None:
    box = page.get_by_label("Your question")
    box.fill(QUESTIONS[number % len(QUESTIONS)])
    box.press("Enter")


def _next_hit(page: Page, number: int) -> None:
    """The next of ten hits, then those of another question."""
    if number % 10 == 0:
        _ask(page, number)
        page.locator("h1").first.click()
    else:
        page.keyboard.press("j")


def _turn(page: Page, number: int) -> None:
    name = ("AI clauses", "Library", "Compare", "Search", "Start")[number % 5]
    page.get_by_role("link", name=name, exact=True).first.click()


if __name__ == "__main__":
    where = Path(sys.argv[1]).resolve()
    with Analyzer.open(where) as held:
        on = REAL if len(held.documents()) == len(EIGHT) else SAMPLE
    named = sys.argv[2:]
    chosen = [walk for walk in walks(on) if not named or walk.name in named]
    apart = [measure_verdicts(on, where)] if not named or "verdicts" in named else []
    for figure in (*apart, *measure_library(on, where, chosen)):
        sys.stdout.write(f"{figure.on}: {figure.name} {figure.value} s; {figure.rule}\n")
        sys.stdout.flush()
