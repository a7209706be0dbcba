"""While a long file is read its pages are counted, wherever somebody waits for it."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from analyzer import cli
from analyzer.engines import guard_process
from analyzer.pipeline import Analyzer, jobs, page_counts
from analyzer.pipeline.inbox import Inbox
from analyzer.pipeline.page_counts import READING, SPLITTING, LastCount, tell_pages
from analyzer.records import Job
from analyzer.results import Progress
from analyzer.settings import Settings

PAGES = 40
#: the guarded child, slow at each page, and never silent for a moment
SLOW = """
import sys, time
from analyzer import intake
intake.COUNTED_EVERY = 0.0
def watched(self, done, total, tell=intake._Aloud.__call__):
    time.sleep(0.04)
    tell(self, done, total)
intake._Aloud.__call__ = watched
sys.exit(intake.main())
"""


@pytest.fixture(autouse=True)
def slow_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard_process, "COMMAND", (sys.executable, "-c", SLOW))
    monkeypatch.setattr(page_counts, "LOOK", 0.02)


@pytest.fixture(scope="module")
def long_paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A long text; a form feed ends each page."""
    path = tmp_path_factory.mktemp("long") / "long.txt"
    words = "The employer gives each cook of the harbour canteen a meal and a rest."
    pages = [f"{number}. {words}\n" for number in range(1, PAGES + 1)]
    path.write_text("\f".join(pages), encoding="utf-8")
    return path


def check(told: Sequence[Progress], name: str) -> None:
    """Pages of all pages, more each time, then what follows them."""
    pages = [each for each in told if each.unit == "pages" and each.what.startswith("long")]
    assert {each.total for each in pages} == {PAGES}
    assert {each.what for each in pages} == {f"{name}: {READING}"}
    done = [each.done for each in pages]
    assert done == sorted(set(done)) and 0 < done[0] <= done[-1] < PAGES
    assert Progress(f"{name}: {SPLITTING}", 0, 0) in told


@pytest.mark.parametrize("processes", [1, 2])
def test_ingest_tells_the_pages_of_each_file(
    long_paper: Path, settings: Settings, papers: Path, processes: int
) -> None:
    told: list[Progress] = []
    with Analyzer.open(settings=replace(settings, processes=processes)) as library:
        library.ingest(long_paper, papers / "proposal.txt", progress=told.append)
    check(told, "long.txt, file 1 of 2")


def test_a_file_that_is_named_tells_its_pages(long_paper: Path, settings: Settings) -> None:
    told: list[Progress] = []
    with Analyzer.from_texts({}, settings=settings) as library:
        library.watch(told.append)
        library.find(long_paper)
    check(told, "long.txt")


def test_a_job_says_how_many_pages_are_read(
    long_paper: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANALYZER_ENCODER", settings.encoder)
    monkeypatch.setenv("ANALYZER_CACHE", str(settings.cache))
    seen: list[dict[str, Any]] = []
    with Analyzer.open(settings=settings) as library:
        library.catalog.add_job(str(long_paper))
        worker = jobs.Worker(library._wiring, Inbox(settings.library))
        keep = library.catalog.update_job

        def note(job: int, **changes: Any) -> None:  # noqa: ANN401
            seen.append(changes)
            keep(job, **changes)

        monkeypatch.setattr(library.catalog, "update_job", note)
        worker.run()
    counted = [each["done"] for each in seen if each.get("total") == PAGES]
    assert counted == sorted(set(counted)) and 0 < counted[0] < PAGES
    assert seen.index({"detail": SPLITTING, "done": 0, "total": 0}) > 0


def test_a_job_whose_pages_cannot_be_kept_is_read_all_the_same(
    long_paper: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Analyzer.open(settings=settings) as library:
        job: Job = library.catalog.add_job(str(long_paper))
        worker = jobs.Worker(library._wiring, Inbox(settings.library))

        def no_room(job: int, **changes: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(library.catalog, "update_job", no_room)
        worker._count_pages(job, 3, 7)


@pytest.mark.parametrize("command", ["clauses", "compare"])
def test_commands_that_read_a_file_tell_its_pages_on_a_terminal(
    long_paper: Path,
    papers: Path,
    command: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    named = (
        [str(long_paper)]
        if command == "clauses"
        else [str(papers / "proposal.txt"), str(long_paper)]
    )
    monkeypatch.setattr(sys, "argv", ["analyzer", command, *named])
    monkeypatch.setattr("analyzer.cli.printing._on_terminal", lambda: True)
    with pytest.raises(SystemExit):
        cli.main()
    shown = capsys.readouterr().err
    assert re.search(rf"long\.txt: reading [1-9]\d*/{PAGES} pages", shown), shown[:2000]


def test_the_thread_that_waits_is_the_one_that_tells() -> None:
    told: list[Progress] = []
    count, answer = LastCount(), Future[str]()
    watch = tell_pages(told.append, "offer.pdf")
    looks = iter([(3, 9), (3, 9), (9, 9)])

    def look(*_: object, timeout: float) -> None:
        try:
            count(*next(looks))
        except StopIteration:
            answer.set_result("read")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("analyzer.pipeline.page_counts.wait", look)
        assert count.wait(answer, watch) == "read"
    assert told == [
        Progress("offer.pdf: reading", 3, 9, "pages"),
        Progress("offer.pdf: splitting into clauses", 0, 0),
    ]
