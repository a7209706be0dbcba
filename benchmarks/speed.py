"""Speed and memory of the whole line, each against what a user would otherwise do.

Every figure starts its own processes, so that start-up is counted; CPU seconds include children.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from pathlib import Path

from benchmarks.documents import path_of, real_data
from benchmarks.measuring import PYTHON, Cost, run_well
from benchmarks.results import Figure

PLUMBER_LOOP = """
import sys, pdfplumber
with pdfplumber.open(sys.argv[1]) as pdf:
    for page in pdf.pages:
        page.extract_words()
        page.close()
"""
LONG = "nba2023"
FRESH = ("iatse2024", "iatse2018")
HIT_CLAUSES = 10_000
QUESTION = "may the employer keep a scan of the performer for other pictures?"


def measure_speed() -> list[Figure]:
    """All figures of this module; () without the real documents."""
    if real_data() is None:
        return []
    figures = measure_reading()
    with tempfile.TemporaryDirectory() as folder:
        for key in FRESH:
            figures += measure_ingest(key, Path(folder) / key)
    return [*figures, *measure_cold_search()]


def measure_reading() -> list[Figure]:
    """File to clauses against a plain pdfplumber loop, in one run; peak memory of the tree."""
    path = str(path_of(LONG))
    ours = run_well([PYTHON, "-m", "analyzer", "clauses", path, "--json"])
    plumber = run_well([PYTHON, "-c", PLUMBER_LOOP, path])
    return [
        Figure("file to clauses: ours", LONG, round(ours.cpu, 2), "s CPU"),
        Figure("file to clauses: pdfplumber loop", LONG, round(plumber.cpu, 2), "s CPU"),
        Figure(
            "file to clauses against pdfplumber",
            LONG,
            round(plumber.cpu / ours.cpu, 2),
            "×",
            "7 ×",
            "process start included on both sides",
        ),
        Figure(
            "peak memory, clauses --json",
            LONG,
            round(ours.peak_megabytes),
            "MB",
            "200 MB",
            "sum of resident pages of the process tree, every 20 ms",
        ),
    ]


def measure_ingest(key: str, library: Path) -> list[Figure]:
    """A file dropped into an empty library: until its first AI clauses, until all stages."""
    path = path_of(key)
    started = time.monotonic()
    cost, first = _ingest_watched(path, library)
    rule = "analyzer ingest into an empty library, process start included; vectors not cached"
    figures = [
        Figure("file dropped → all stages done", key, round(cost.wall, 2), "s wall", "", rule),
        Figure("file dropped → all stages done", f"{key}, CPU", round(cost.cpu, 2), "s CPU"),
    ]
    if first is not None:
        seconds = round(first - started, 2)
        figures.insert(
            0, Figure("file dropped → first AI clause", key, seconds, "s wall", "5 s", rule)
        )
    return figures


def _ingest_watched(path: Path, library: Path) -> tuple[Cost, float | None]:
    import threading

    seen: list[float] = []
    done = threading.Event()

    def look() -> None:
        while not done.wait(0.05):
            if _has_findings(library / "catalog.sqlite"):
                seen.append(time.monotonic())
                return

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    words = [PYTHON, "-m", "analyzer", "ingest", str(path), "--library", str(library)]
    cost = run_well(words)
    done.set()
    watcher.join()
    return cost, seen[0] if seen else None


def _has_findings(catalog: Path) -> bool:
    if not catalog.is_file():
        return False
    try:
        with sqlite3.connect(f"file:{catalog}?mode=ro", uri=True) as connection:
            return bool(connection.execute("select 1 from findings limit 1").fetchone())
    except sqlite3.Error:
        return False


def measure_cold_search() -> list[Figure]:
    """`analyzer search` over 10,000 clauses, from process start to the first hit."""
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library"
        fill = [PYTHON, "-m", "benchmarks.filling", str(library), str(HIT_CLAUSES)]
        run_well(fill)
        words = [PYTHON, "-m", "analyzer", "search", QUESTION, "--top", "1", "--json"]
        words += ["--library", str(library)]
        run_well(words)  # the first use derives the FAISS file
        costs = sorted(run_well(words).cpu for _ in range(3))
    return [
        Figure(
            "cold command line to first hit",
            f"{HIT_CLAUSES} clauses",
            round(costs[1], 2),
            "s CPU",
            "1.5 s",
            "median of three processes",
        )
    ]
