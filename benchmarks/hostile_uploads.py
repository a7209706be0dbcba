"""Hostile and broken files dropped into a running app, as people do: by its widget and its upload
over HTTP, in a real browser (checks H1 and H4).

Files → what became of them. The app goes on, shows no error of its own, and every job ends.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from playwright.sync_api import FilePayload, Page

from analyzer import Analyzer
from analyzer.records import OPEN_STATES, Job, JobState
from benchmarks.damage import plain_settings
from benchmarks.hostile import (
    SMALL_BYTES,
    Answered,
    figures_of,
    good_paper,
    own_pdfs,
    spoiled_papers,
)
from benchmarks.hostile_files import hostile_files, mutations
from benchmarks.results import Figure
from tests.browsing import BROWSER, FAILED, browse, errors_in, serve, settle

#: a file by its name
Named = tuple[str, bytes]
#: files that are dropped at once, a good one among them
AT_ONCE = 8
#: one in so many of the files is dropped
A_TENTH = 10
#: seconds in which a drop is read
PATIENCE = 600.0
#: what a browser says of a file by its ending, and of any other
TYPES, OTHER = {"pdf": "application/pdf", "txt": "text/plain"}, "application/octet-stream"


def through_the_browser(
    files: Sequence[Named], folder: Path, *, at_once: int = AT_ONCE
) -> Answered:
    """Drop the files on the Library screen under their own names, so many at once with a good paper
    behind them, and wait until each was read or refused."""
    told = Answered()
    library, started = folder / "library", folder / "started"
    started.mkdir(parents=True)
    process, address = serve(library, started)
    goods: list[int] = []
    dropped = 0
    try:
        with browse() as page:
            page.goto(f"{address}/library")
            settle(page)
            for number in range(0, len(files), at_once):
                part = files[number : number + at_once]
                ending, good = good_paper(number)
                _drop(page, [*part, (f"good-{number}.{ending}", good)])
                goods.append(number)
                told.files += len(part)
                dropped += len(part) + 1
                if not _wait_for(library, dropped):
                    told.over.append(f"the drop of {', '.join(name for name, _ in part)}")
                    break
                if page.locator(FAILED).count():
                    told.crashed.append(f"an error is shown after {part[-1][0]}")
        if process.poll() is not None:
            told.crashed.append(f"the app ended: {process.returncode}")
    finally:
        process.terminate()
        process.wait(timeout=20)
    if errors_in(started / "server.log"):
        told.crashed.append("an error stands in the log of the app")
    _judge(_jobs(library), told)
    told.spoiled += spoiled_papers(library, goods)
    return told


def _drop(page: Page, files: Sequence[Named]) -> None:
    payloads = [
        FilePayload(name=name, mimeType=TYPES.get(name.rpartition(".")[2], OTHER), buffer=data)
        for name, data in files
    ]
    page.locator("[data-testid='stFileUploader'] input[type='file']").set_input_files(payloads)


def _wait_for(library: Path, jobs: int) -> bool:
    """Until the library has so many jobs and all have ended."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = _jobs(library)
        if len(found) >= jobs and not any(job.state in OPEN_STATES for job in found):
            return True
        time.sleep(0.2)
    return False


def _jobs(library: Path) -> tuple[Job, ...]:
    with Analyzer.open(settings=plain_settings(library), read_only=True) as opened:
        return tuple(opened.jobs())


def _judge(jobs: Sequence[Job], told: Answered) -> None:
    for job in jobs:
        told.codes[job.refusal.code.value if job.refusal else job.state.value] += 1
        if job.state is JobState.FAILED:
            told.crashed.append(f"{Path(job.path).name}: {job.detail}")
        if job.refusal and not all((job.refusal.what, job.refusal.why, job.refusal.do)):
            told.unclear.append(f"{Path(job.path).name}: {job.refusal}")


def dropped_tenth(files: Iterable[Named]) -> list[Named]:
    """A seeded tenth of the files, and beside it those that are no PDF or text by their names."""
    every = list(files)
    others = [each for each in every if each[0].rpartition(".")[2] not in TYPES]
    tenth = random.Random("dropped").sample(every, -(-len(every) // A_TENTH))
    return list(dict.fromkeys([*tenth, *others]))


def measure_uploads() -> list[Figure]:
    """Checks H1 and H4 by way of the running app; nothing without a browser."""
    if not BROWSER:
        return []
    generated = [(name, data) for name, data in hostile_files() if len(data) <= SMALL_BYTES]
    figures: list[Figure] = []
    for kind, files in (("generated", generated), ("mutations", mutations(own_pdfs(), 500))):
        with tempfile.TemporaryDirectory() as scratch:
            told = through_the_browser(dropped_tenth(files), Path(scratch))
        figures += figures_of(f"{kind}, dropped in a browser", told)
    return figures
