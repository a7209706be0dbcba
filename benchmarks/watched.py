"""How much memory the processes below another one hold at most.

A process → megabytes, the most that any one of its descendants held (VmHWM), looked at a hundred
times a second while something is done. Only Linux tells.
"""

from __future__ import annotations

import re
import threading
from pathlib import Path
from types import TracebackType

from benchmarks.measuring import tree_of

#: seconds between two looks
_PAUSE = 0.01
# 'VmHWM:     12345 kB'
_MOST = re.compile(r"VmHWM:\s*(\d+) kB")


class WatchedChildren:
    """`most` megabytes of a child, from the last `begin` until now."""

    def __init__(self, process: int) -> None:
        self.most = 0.0
        self._process = process
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> WatchedChildren:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._thread.join()

    def begin(self) -> None:
        """Forget what was held until now."""
        self.most = 0.0

    def _look(self) -> None:
        own = _command(self._process)
        while not self._ended.wait(_PAUSE):
            for child in tree_of(self._process)[1:]:
                # until it runs a program of its own, it is told to hold what its parent holds
                if _command(child) not in (own, b""):
                    self.most = max(self.most, most_resident(child))


def _command(process: int) -> bytes:
    """What a process was called with; empty when it has ended."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def most_resident(process: int) -> float:
    """Megabytes that a process held at most until now; 0 when it has ended."""
    try:
        text = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    found = _MOST.search(text)
    return int(found[1]) / 1024 if found else 0.0
