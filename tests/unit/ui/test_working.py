"""Work beside the screens: begun once, one at a time, found again, tried again after an error."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread

import pytest

from analyzer.results import Progress, ProgressCallback
from analyzer.ui.working import MOST, Works, how_far

SECONDS = 20


def test_work_is_begun_once_and_found_again() -> None:
    works, go = Works(), Event()
    begun: list[str] = []

    def make(progress: ProgressCallback) -> str:
        begun.append("once")
        progress(Progress("Matching", 1, 2))
        go.wait(SECONDS)
        return "made"

    work = works.ask("pair", make)
    assert works.ask("pair", make) is work
    assert not work.ended.is_set()
    go.set()
    assert work.ended.wait(SECONDS)
    assert works.ask("pair", make).result == "made"
    assert begun == ["once"]
    assert work.progress == Progress("Matching", 1, 2)


def test_work_that_may_wait_leaves_the_first_moment_to_others() -> None:
    works, began = Works(after=0.5), Event()
    work = works.ask("later", lambda _: began.set())
    assert not began.wait(0.2)
    assert work.ended.wait(SECONDS)
    assert began.is_set()


def test_one_piece_is_worked_at_a_time() -> None:
    works, go, second_began = Works(), Event(), Event()
    first = works.ask("first", lambda _: go.wait(SECONDS))
    second = works.ask("second", lambda _: second_began.set())
    assert first.number != second.number
    assert not second_began.wait(0.2)
    go.set()
    assert second_began.wait(SECONDS)


def test_work_is_done_in_the_order_in_which_it_was_asked_for() -> None:
    works = Works()
    done: list[int] = []

    def put(number: int) -> Callable[[ProgressCallback], None]:
        return lambda _: done.append(number)

    asked = [works.ask(number, put(number)) for number in range(200)]
    assert all(work.ended.wait(SECONDS) for work in asked)
    assert done == list(range(200))


def test_only_work_that_is_not_begun_is_told_to_wait() -> None:
    works, go, tell, told = Works(), Event(), Event(), Event()

    def make(progress: ProgressCallback) -> None:
        tell.wait(SECONDS)
        progress(Progress("Matching", 1, 4, "clauses"))
        told.set()
        go.wait(SECONDS)

    first = works.ask("first", make)
    second = works.ask("second", lambda _: None)
    assert first.begun.wait(SECONDS)
    assert how_far(first, "Comparing") == (0.0, "Comparing…")
    assert how_far(second, "Comparing") == (0.0, "Comparing: waits for the work before it")
    tell.set()
    assert told.wait(SECONDS)
    assert how_far(first, "Comparing") == (0.25, "Matching, 1 of 4 clauses")
    go.set()
    assert second.ended.wait(SECONDS)


def test_an_error_is_raised_for_who_asked_and_tried_again_for_the_next() -> None:
    works = Works()

    def fail(_: ProgressCallback) -> object:
        raise ValueError("no")

    work = works.ask("pair", fail)
    assert work.ended.wait(SECONDS)
    assert works.ask("pair", fail) is work
    with pytest.raises(ValueError, match="no"):
        _ = work.result
    again = works.ask("pair", lambda _: "made")
    assert again.ended.wait(SECONDS)
    assert again.result == "made"


def test_only_the_last_results_are_kept() -> None:
    works = Works()
    first = works.ask(0, lambda _: 0)
    assert first.ended.wait(SECONDS)
    for number in range(1, MOST + 1):
        assert works.ask(number, lambda _: 0).ended.wait(SECONDS)
    assert works.ask(MOST, lambda _: 0).number == first.number + MOST
    assert works.ask(0, lambda _: 0) is not first


def test_work_that_could_not_be_begun_is_begun_by_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_room(_: Thread) -> None:
        raise RuntimeError("can't start new thread")

    works = Works()
    with monkeypatch.context() as patched:
        patched.setattr(Thread, "start", no_room)
        with pytest.raises(RuntimeError):
            works.ask("pair", lambda _: "made")
    work = works.ask("pair", lambda _: "made")
    assert work.ended.wait(SECONDS)
    assert work.result == "made"


def test_work_of_what_is_gone_is_forgotten_also_while_it_is_under_way() -> None:
    works, go = Works(), Event()
    under_way = works.ask(("compare", "gone", "here"), lambda _: go.wait(SECONDS))
    waiting = works.ask(("compare", "here", "there"), lambda _: "made")
    works.drop(lambda key: isinstance(key, tuple) and "gone" in key)
    go.set()
    assert under_way.ended.wait(SECONDS)
    assert waiting.ended.wait(SECONDS)
    assert works.ended(("compare", "gone", "here")) is None
    assert works.ended(("compare", "here", "there")) is waiting
