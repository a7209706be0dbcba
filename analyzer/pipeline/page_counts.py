"""How far the reading of one file is, in pages: the counts of its guarded child → Progress.

What comes after the last page (their order, their clauses) is told as a step of its own: it takes
half as long again.
"""

from __future__ import annotations

from concurrent.futures import Future, wait
from typing import TypeVar

from analyzer.ports import PageWatch
from analyzer.results import Progress, ProgressCallback

READING, SPLITTING = "reading", "splitting into clauses"
#: seconds between two looks at a file that is read beside
LOOK = 0.25
Answer = TypeVar("Answer")


def tell_pages(tell: ProgressCallback, name: str) -> PageWatch:
    """Tells that the file of that name is being read, its pages, and what follows the last one."""

    def watch(done: int, total: int) -> None:
        if not total:
            tell(Progress(f"{name}: {READING}", 0, 0))
        elif done < total:
            tell(Progress(f"{name}: {READING}", done, total, "pages"))
        else:
            tell(Progress(f"{name}: {SPLITTING}", 0, 0))

    return watch


class LastCount:
    """The last count of a file that is read beside others: told by whoever waits for that file, so
    that nobody else's thread calls back."""

    def __init__(self) -> None:
        self._last: tuple[int, int] | None = None

    def __call__(self, done: int, total: int) -> None:
        """Take a count."""
        self._last = (done, total)

    def wait(self, answer: Future[Answer], watch: PageWatch) -> Answer:
        """The answer when it has come; raises what it raises."""
        told = None
        while not answer.done():
            wait([answer], timeout=LOOK)
            if self._last not in (None, told):
                told = self._last
                watch(*told)
        return answer.result()
