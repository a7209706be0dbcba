"""One worker a library, and none that a dead process keeps away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from analyzer.pipeline.locking import WorkerLock

HOLDER = """
import sys, time
from pathlib import Path
from analyzer.pipeline.locking import WorkerLock
lock = WorkerLock(Path(sys.argv[1]))
print(lock.acquire(), flush=True)
time.sleep(60)
"""


def test_only_one_holds_it(tmp_path: Path) -> None:
    first, second = WorkerLock(tmp_path), WorkerLock(tmp_path)
    assert first.acquire()
    assert not second.acquire()
    assert not second.is_free()
    first.release()
    assert second.is_free()
    assert second.acquire()
    second.release()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a signal that cannot be caught")
def test_killed_holder_frees_it(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == "True"
        lock = WorkerLock(tmp_path)
        assert not lock.acquire()
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
    assert lock.acquire()
    lock.release()
