"""Work on the next items while the last one is taken: items → (item, answer), in their order.

The work of an item is to wait for a guarded child, so that threads are enough to have several
children at once. Whoever takes the answers is one thread, and stays the library's one writer.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")

#: so many items a process are under way or wait to be taken: a long one holds up nobody
AHEAD = 2


def work_ahead(
    items: Iterable[Item], work: Callable[[Item], Answer], *, processes: int
) -> Iterator[tuple[Item, Future[Answer]]]:
    """Each item with its answer to come, which raises what the work raised; `processes` at once.
    Threads are daemons: a program that is interrupted waits for none, and its children end with
    it."""
    free = threading.Semaphore(processes)

    def start(item: Item) -> tuple[Item, Future[Answer]]:
        answer: Future[Answer] = Future()
        threading.Thread(target=run, args=(item, answer), daemon=True).start()
        return item, answer

    def run(item: Item, answer: Future[Answer]) -> None:
        with free:
            if not answer.set_running_or_notify_cancel():
                return
            try:
                answer.set_result(work(item))
            except BaseException as error:  # it is raised again where the answer is taken
                answer.set_exception(error)

    rest = iter(items)
    under_way = deque(start(item) for item in islice(rest, AHEAD * processes))
    try:
        while under_way:
            yield under_way.popleft()
            under_way.extend(start(item) for item in islice(rest, 1))
    finally:
        for _, answer in under_way:
            answer.cancel()
