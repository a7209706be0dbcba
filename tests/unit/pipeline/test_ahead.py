"""Work that runs ahead: order, how many at once, errors, leaving early; ingest with it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from analyzer.pipeline import Analyzer
from analyzer.pipeline.ahead import AHEAD, work_ahead
from analyzer.settings import Settings

LONGEST_WAIT = 30.0


def test_answers_come_in_the_order_of_the_items() -> None:
    second_done = threading.Event()

    def work(item: int) -> int:
        if item == 0:  # ends after the one behind it
            assert second_done.wait(LONGEST_WAIT)
        if item == 1:
            second_done.set()
        return item * item

    taken = [(item, answer.result()) for item, answer in work_ahead(range(7), work, processes=2)]
    assert taken == [(item, item * item) for item in range(7)]


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_so_many_work_at_once_and_no_more(processes: int) -> None:
    together = threading.Barrier(processes)  # broken, unless so many meet
    lock = threading.Lock()
    counts: list[int] = []
    working = 0

    def work(item: int) -> None:
        nonlocal working
        with lock:
            working += 1
            counts.append(working)
        together.wait(LONGEST_WAIT)
        with lock:
            working -= 1
        together.wait(LONGEST_WAIT)

    for _, answer in work_ahead(range(3 * processes), work, processes=processes):
        answer.result()
    assert max(counts) == processes


def test_an_error_is_raised_where_the_answer_is_taken_and_the_rest_goes_on() -> None:
    def work(item: str) -> int:
        return int(item)

    taken = []
    for item, answer in work_ahead(["1", "two", "3"], work, processes=2):
        if item == "two":
            with pytest.raises(ValueError, match="two"):
                answer.result()
        else:
            taken.append(answer.result())
    assert taken == [1, 3]


def test_who_leaves_early_has_asked_for_a_few_only() -> None:
    asked: list[int] = []

    def items() -> Iterator[int]:
        for item in range(1_000):
            asked.append(item)
            yield item

    for item, answer in work_ahead(items(), str, processes=2):
        answer.result()
        if item == 3:
            break
    assert len(asked) == AHEAD * 2 + 3


def test_two_processes_fill_a_library_as_one_does(papers: Path, settings: Settings) -> None:
    (papers / "again.txt").write_bytes((papers / "proposal.txt").read_bytes())
    filled = []
    for processes in (1, 2):
        mine = replace(settings, library=papers / f"of-{processes}", processes=processes)
        with Analyzer.open(mine.library, settings=mine) as library:
            files = [papers / name for name in ("page.pdf", "proposal.txt", "again.txt")]
            result = library.ingest(*files, papers / "agreement.txt")
            statuses = [(Path(item.path).name, item.status) for item in result]
            filled.append((statuses, tuple(library.documents()), tuple(library.clauses())))
    assert filled[0] == filled[1]
    assert filled[1][0] == [
        ("page.pdf", "refused"),
        ("proposal.txt", "added"),
        ("again.txt", "held"),
        ("agreement.txt", "added"),
    ]
