"""Runs a command and says what it cost: CPU and wall seconds, peak memory of its process tree.

Memory is the sum of resident pages over the tree, looked at every few milliseconds; shared pages
count in each process, so the figure is an upper bound.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PYTHON = sys.executable
EVERY_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class Cost:
    """What one command cost; `code` is its exit code."""

    cpu: float
    wall: float
    peak_megabytes: float
    code: int


def run_well(command: Sequence[str], *, output: Path | None = None) -> Cost:
    """Run a command that must end well: a failure would pass for speed. Raises RuntimeError."""
    cost = run(command, output=output)
    if cost.code:
        raise RuntimeError(f"ended with {cost.code}: {' '.join(command)}")
    return cost


def run(command: Sequence[str], *, output: Path | None = None) -> Cost:
    """Run a command to its end, standard output into a file or nowhere."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    with (output or Path(os.devnull)).open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        peak = _watch(process)
        code = process.wait()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, time.monotonic() - started, peak / (1 << 20), code)


def _watch(process: subprocess.Popen[bytes]) -> int:
    peak = 0
    done = threading.Event()

    def look() -> None:
        nonlocal peak
        while not done.wait(EVERY_SECONDS):
            peak = max(peak, sum(resident(pid) for pid in tree_of(process.pid)))

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    process.wait()
    done.set()
    watcher.join()
    return peak


def tree_of(root: int) -> list[int]:
    """A process, those that it started, and those that they started; one that ends while it is
    looked at has none."""
    found = [root]
    for pid in found:
        with suppress(OSError):
            for task in Path(f"/proc/{pid}/task").iterdir():
                found += _children_of(task)
    return found


def _children_of(task: Path) -> list[int]:
    with suppress(OSError):
        return [int(child) for child in (task / "children").read_text().split()]
    return []


def resident(pid: int) -> int:
    """Bytes of a process that are in memory now; 0 when it has ended, or no system tells so."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * resource.getpagesize()
