"""Long work beside the screens: it shows how far it is, can be left, and is found when it is done.

A key and what makes the result → the work, or its progress on the screen. One piece is worked at a
time, in the order in which they were asked for, each in a thread of its own; what is made is kept
for all sessions of this server.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from itertools import count
from threading import Event, Lock, Thread
from typing import Generic, TypeVar

import streamlit as st

from analyzer.results import Progress, ProgressCallback
from analyzer.ui import address

T = TypeVar("T")
Make = Callable[[ProgressCallback], T]
#: seconds that a screen waits before it shows progress instead
PATIENCE = 1.5
#: seconds between two looks at what is under way
LOOK = 0.5
#: results that are kept, the last asked for
MOST = 8
_numbers = count(1)


@dataclass(eq=False)
class Work(Generic[T]):
    """One piece of work; `number` names it in keys of widgets and caches."""

    number: int = field(default_factory=lambda: next(_numbers))
    started: float = field(default_factory=time.monotonic)
    progress: Progress | None = None
    #: until then it waits for the work before it
    begun: Event = field(default_factory=Event)
    ended: Event = field(default_factory=Event)
    #: True when its error was told: whoever asks again gets another try
    told: bool = False
    _made: list[T] = field(default_factory=list)
    _error: Exception | None = None

    def do(self, make: Make[T]) -> None:
        """Make the result; what goes wrong is kept for whoever asks."""
        self.begun.set()
        try:
            self._made.append(make(self._note))
        except Exception as error:  # raised again on the screen that waits for it
            self._error = error
        finally:
            self.ended.set()

    def _note(self, progress: Progress) -> None:
        self.progress = progress

    @property
    def failed(self) -> bool:
        """True where it ended with an error."""
        return self._error is not None

    @property
    def result(self) -> T:
        """What was made. Raises what went wrong."""
        if self._error is not None:
            self.told = True
            raise self._error
        return self._made[0]


class Works:
    """What is under way and what was made, by key."""

    def __init__(self, most: int = MOST, *, after: float = 0.0) -> None:
        """`most`: results that are kept; `after`: seconds from asking for work to its beginning."""
        self._most = most
        self._after = after
        self._held: OrderedDict[Hashable, Work[object]] = OrderedDict()
        self._lock = Lock()
        #: the end of the work that was asked for last: the next waits for it
        self._before = Event()
        self._before.set()

    def ask(self, key: Hashable, make: Make[object]) -> Work[object]:
        """The work of that key, begun where nobody asked for it yet."""
        with self._lock:
            work = self._held.get(key)
            if work is None or work.told:
                work = Work()
                # kept only when it is begun: where there is no room for a thread it never ends
                Thread(target=self._do, args=(work, make, self._before), daemon=True).start()
                self._before = work.ended
                self._held[key] = work
            self._held.move_to_end(key)
            self._forget()
            return work

    def ended(self, key: Hashable) -> Work[object] | None:
        """The work of that key where it has ended; nothing is begun."""
        with self._lock:
            work = self._held.get(key)
            return work if work is not None and work.ended.is_set() else None

    def drop(self, is_gone: Callable[[Hashable], bool]) -> None:
        """Forget the work whose key is gone; one under way ends, and nobody finds it."""
        with self._lock:
            for key in list(filter(is_gone, self._held)):
                del self._held[key]

    def _do(self, work: Work[object], make: Make[object], before: Event) -> None:
        time.sleep(self._after)
        before.wait()
        work.do(make)

    def _forget(self) -> None:
        ended = [key for key, work in self._held.items() if work.ended.is_set()]
        for key in ended[: max(0, len(self._held) - self._most)]:
            del self._held[key]


@st.cache_resource(show_spinner=False)
def works() -> Works:
    """What this server works on."""
    return Works()


def wait_for(key: Hashable, make: Make[object], *, what: str) -> Work[object] | None:
    """The work when it has ended; None while its progress is shown instead."""
    work = works().ask(key, make)
    return work if has_ended(work, what=what) else None


def has_ended(work: Work[object], *, what: str) -> bool:
    """True when the work has ended; False while its progress is shown instead."""
    left = PATIENCE - (time.monotonic() - work.started)
    if left > 0 and not work.ended.is_set():
        with st.spinner(f"{what}…"):
            work.ended.wait(left)
    if work.ended.is_set():
        return True
    address.wait()
    _watch(work, what)
    return False


@st.fragment(run_every=LOOK)
def _watch(work: Work[object], what: str) -> None:
    if work.ended.is_set():
        st.rerun()
    share, said = how_far(work, what)
    st.progress(share, text=said)
    seconds = int(time.monotonic() - work.started)
    st.html(
        f'<p role="status">{seconds} seconds so far. You can leave this screen: the work goes on, '
        "and its result is here when you come back.</p>"
    )


def how_far(work: Work[object], what: str) -> tuple[float, str]:
    """The part that is done, and what is done now, in words; `what` is made of it all."""
    told = work.progress
    if told is None:
        return 0.0, f"{what}…" if work.begun.is_set() else f"{what}: waits for the work before it"
    share = told.done / told.total if told.total else 0.0
    counted = f", {told.done:,} of {told.total:,} {told.unit}" if told.total else ""
    return share, f"{told.what}{counted}"
