"""How far a long walk through many things is: the things → the same, told to whoever watches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
#: told how much of how much is done
Watch = Callable[[int, int], None]
#: things between two tellings
_A_TELLING = 100


def watched(things: Sequence[T], watch: Watch | None) -> Iterator[T]:
    """The things in their order; `watch` is told before the first of every hundred."""
    for at, thing in enumerate(things):
        if watch is not None and at % _A_TELLING == 0:
            watch(at, len(things))
        yield thing
