"""A child that waits for the next page to draw, its libraries loaded: most of what a page costs is
the start of its child.

`keep_spare()` once, where pages are drawn one after the other (the app); then `take_spare()` → a
child that has read nothing yet, or None. It draws one page of one file and ends, as every child.
"""

from __future__ import annotations

import atexit
import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue

Child = subprocess.Popen[bytes]
Start = Callable[[], Child]
#: tells a child to load what draws before it is asked for anything
READY = "ANALYZER_READY"


class Spare:
    """One child that waits; another is started when it is taken."""

    def __init__(self, start: Start) -> None:
        self._start = start
        self._waiting: Child | None = None
        self._ended = False
        self._starting = True
        self._lock = threading.Lock()
        self._wanted: SimpleQueue[None] = SimpleQueue()
        # a child ends with the thread that started it: one that lasts as long as the program does
        threading.Thread(target=self._keep, daemon=True).start()
        atexit.register(self.close)
        self._wanted.put(None)

    def take(self) -> Child | None:
        """The child that waits, if one does."""
        with self._lock:
            child, self._waiting = self._waiting, None
            # also where none waits, since the last one could not be started
            wanted = not (self._starting or self._ended)
            self._starting = self._starting or wanted
        if wanted:
            self._wanted.put(None)
        return child if child is not None and child.poll() is None else None

    def close(self) -> None:
        """End the child that waits, and start no other."""
        with self._lock:
            self._ended = True
            child, self._waiting = self._waiting, None
        if child is not None:
            _end(child)

    def _keep(self) -> None:
        while True:
            self._wanted.get()
            child: Child | None = None
            # no room for another process: the next page starts its own, and asks for one again
            with suppress(OSError, subprocess.SubprocessError):
                child = self._start()
            with self._lock:
                late = self._ended
                self._starting = False
                self._waiting = None if late else child
            if late and child is not None:
                _end(child)


def _end(child: Child) -> None:
    child.kill()
    child.wait()


_spare: Spare | None = None
_lock = threading.Lock()


def keep_spare(start: Start) -> None:
    """From now on a child waits for the next page to draw."""
    global _spare
    with _lock:
        _spare = _spare or Spare(start)


def take_spare() -> Child | None:
    """The child that waits; None where none does, or nobody asked that one be kept."""
    return _spare.take() if _spare is not None else None
