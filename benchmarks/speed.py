"""Speed and memory of the whole line, each against what a user would otherwise do.

Every figure starts its own processes, so that start-up is counted; CPU seconds include children.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from pathlib import Path
from statistics import median

from analyzer.engines import load
from analyzer.engines.catalog_schema import LIBRARY
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
#: from few pages to many
GROWING = ("local705", "iatse2024", "iatse2018", "nba2023")
FRESH = ("iatse2024", "iatse2018")
HIT_CLAUSES = 10_000
QUESTION = "may the employer keep a scan of the performer for other pictures?"


def measure_speed() -> list[Figure]:
    """All figures of this module; () without the real documents."""
    if real_data() is None:
        return []
    figures = [*measure_reading(), *measure_growth(), *measure_two_processes()]
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


def measure_growth() -> list[Figure]:
    """How much memory a page more takes: the longest agreement against the shorter ones."""
    pages = {key: _count_pages(path_of(key)) for key in GROWING}
    peaks = {
        key: run_well([PYTHON, "-m", "analyzer", "clauses", str(path_of(key)), "--json"])
        for key in GROWING
    }
    short, long = GROWING[0], GROWING[-1]
    more = peaks[long].peak_megabytes - peaks[short].peak_megabytes
    figures = [
        Figure(
            "peak memory by pages", f"{key}, {pages[key]} pages", round(cost.peak_megabytes), "MB"
        )
        for key, cost in peaks.items()
    ]
    each = round(100 * more / (pages[long] - pages[short]), 1)
    rule = f"from {short} to {long}, whole process tree"
    return [*figures, Figure("growth of memory, 100 pages more", LONG, each, "MB", "", rule)]


def _count_pages(path: Path) -> int:
    with load("reader", "pdfium")().open(path.read_bytes(), path=path.name) as file:
        pages: int = file.page_count
    return pages


def measure_two_processes() -> list[Figure]:
    """The eight agreements read into a new library by one child at a time, and by two."""
    walls: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(3):
        for processes, found in walls.items():
            with tempfile.TemporaryDirectory() as folder:
                words = [
                    "-m",
                    "benchmarks.side_by_side",
                    str(processes),
                    str(Path(folder) / "index"),
                ]
                found.append(run_well([PYTHON, *words]).wall)
    one, two = (median(found) for found in walls.values())
    on = "the eight agreements"
    rule = "wall time of stage READ into an empty library, longest file first, median of three"
    return [
        Figure("read by one process", on, round(one, 2), "s wall", "", rule),
        Figure("read by two processes", on, round(two, 2), "s wall", "", rule),
        Figure("two processes against one", on, round(one / two, 2), "×", "1.7 ×", rule),
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
            if _has_findings(library / LIBRARY.file_name):
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
