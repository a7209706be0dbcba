"""Uploads onto a disk that is too small: they wait, and come in when there is room, without being
dropped again (check C2).

`python -m benchmarks.no_room_uploads SIZE DISK PAPERS`, inside a namespace of its own → one line of
JSON: what was told while the disk was full, and what is in the library when it has grown.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

from analyzer import Analyzer
from analyzer.records import OPEN_STATES
from benchmarks.damage import plain_settings

#: seconds within which the jobs end, or the worker cannot go on
PATIENCE = 60.0


def upload(size: int, disk: Path, papers: Path) -> dict[str, object]:
    """Drop all papers on a library on a disk of so many kilobytes; then the disk grows."""
    disk.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(disk)], check=True)
    library = disk / "library"
    files = [(path.name, path.read_bytes()) for path in sorted(papers.iterdir())]
    with Analyzer.open(settings=plain_settings(library)) as opened:
        opened.start_ingest(files)
        stopped = _wait(opened)
        there = [str(document.id) for document in opened.documents()]
        told = [job.detail for job in opened.failed_jobs() if job.document is None]
        subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
        _wait_through(opened)
        opened.retry(opened.failed_jobs())
        _wait_through(opened)
        held = opened.documents()
        whole = all(opened.reading(document.id).account.balanced for document in held)
        waiting = [path for path in (library / "inbox").rglob("*") if path.is_file()]
    return {
        "promised": there,
        "there": [str(document.id) for document in held],
        "readable": whole,
        "code": 2 if stopped or told else 0,
        "error": " ".join(dict.fromkeys(told)) or "Reading has stopped.",
        "at_last": 0 if waiting else len(held),
    }


def _wait(opened: Analyzer) -> bool:
    """Until no job is open; True where the worker cannot go on."""
    end = time.monotonic() + PATIENCE
    while any(job.state in OPEN_STATES for job in opened.jobs()):
        if opened.is_stalled():
            time.sleep(1)
            return True
        if time.monotonic() > end:
            raise TimeoutError(f"jobs are still open: {opened.jobs()}")
        time.sleep(0.2)
    return False


def _wait_through(opened: Analyzer) -> None:
    """Until no job is open, over all workers that could not go on."""
    while _wait(opened):
        pass


if __name__ == "__main__":
    print(json.dumps(upload(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))))
