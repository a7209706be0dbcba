"""How long a click takes in the app: from the press of a key or button to the screen at rest.

The app on a library, warm, in a real browser → the 95th percentile of the clicks of each screen
(check P1), wall time. Nothing else should run beside it.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Page

from analyzer import Analyzer
from analyzer.settings import read_settings
from benchmarks.documents import EIGHT, path_of, real_data
from benchmarks.results import Figure
from tests.browsing import BROWSER, CORPUS, browse, serve, settle

CLICKS = 20
#: milliseconds in which a click must have begun to do something
BEGINS_WITHIN = 400
_STATE = "document.querySelector('[data-testid=stApp]').dataset.testScriptState"
Click = Callable[[Page, int], None]


def measure_clicks() -> list[Figure]:
    """On the sample corpus, and on the eight real documents; () without a browser."""
    if not BROWSER:
        return []
    figures = list(_measure("sample corpus", [CORPUS]))
    if real_data():
        figures += _measure("the eight agreements", [path_of(key) for key in EIGHT])
    return figures


def _measure(on: str, paths: list[Path]) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as scratch:
        settings = replace(read_settings(), library=Path(scratch) / "library")
        with Analyzer.open(settings=settings) as library:
            library.ingest(*paths)
        started = Path(scratch) / "started"
        started.mkdir()
        process, address = serve(settings.library, started)
        try:
            with browse() as page:
                everything: list[float] = []
                for name, screen, click in WALKS:
                    page.goto(f"{address}/{screen}")
                    settle(page)
                    taken = [_time(page, click, number) for number in range(CLICKS)]
                    everything += taken[2:]
                    rule = f"median {statistics.median(taken[2:]):.2f} s, wall, warm"
                    yield Figure(f"P1 click, p95, {name}", on, _p95(taken[2:]), "s", "0.5", rule)
                yield Figure("P1 click, p95, all", on, _p95(everything), "s", "0.5", "wall, warm")
        finally:
            process.terminate()
            process.wait(timeout=20)


def _p95(taken: list[float]) -> float:
    return round(statistics.quantiles(taken, n=20)[-1], 2)


def _time(page: Page, click: Click, number: int) -> float:
    """Seconds until the script has run and rests."""
    started = time.monotonic()
    click(page, number)
    ended, began = time.monotonic(), False
    while True:
        state = page.evaluate(_STATE)
        now = time.monotonic()
        if state != "notRunning":
            began, ended = True, now
        elif began or (now - started) * 1000 > BEGINS_WITHIN:
            return (now if began else ended) - started
        page.wait_for_timeout(5)


def _next(page: Page, number: int) -> None:
    page.keyboard.press("j" if number % 10 < 7 else "k")


def _ask(page: Page, number: int) -> None:
    box = page.get_by_label("Your question")
    box.fill(f"who may train a system with recordings number {number}?")
    box.press("Enter")


WALKS: tuple[tuple[str, str, Click], ...] = (
    ("next AI clause", "ai-clauses", _next),
    ("next change", "compare", _next),
    ("a question", "search", _ask),
)
