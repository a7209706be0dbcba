"""kill -9 at random points of ingest, and while the index is made again: what is left of a library?

Small invented texts → counts (checks C1, C2). A point is a number of calls that the ingest has
made, never a time: a slow machine is killed where a fast one is. `python -m benchmarks.killing
PAPERS` keeps one process with everything loaded; for each line on its standard input, `LIBRARY
POINT PAUSE`, it parts in two, and the part that ingests is killed at that point, or so many seconds
behind it (within a write, or while the guarded child reads). It says what was acknowledged, a line
each, and then how it ended.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from analyzer import Analyzer
from analyzer.engines.catalog_schema import LIBRARY
from analyzer.settings import read_settings
from benchmarks.damage import SEED, child_command, make_old, plain_settings, write_texts
from benchmarks.measuring import PYTHON
from benchmarks.results import Figure

ROOT = Path(__file__).parents[1]
RULE = "benchmarks/killing.py"
#: seconds behind a point: within what the point began
LONGEST_PAUSE = 0.12
#: so often one library is killed
KILLS_A_LIBRARY = 5
#: no point: run to the end
NEVER = 0
QUESTION = "who may train a system?"


@dataclass
class Killed:
    """What became of a library that was killed again and again while files came in."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    doubled: int = 0
    unsound: int = 0
    orphans: int = 0
    #: guarded children that outlived their parent
    outliving: int = 0
    #: kills that found work half done: a document without its stages, a copy without a document
    halfway: int = 0
    complete: bool = True


# ── C1: while files come in ──────────────────────────────────────────────────────────────────────
def kill_while_reading(folder: Path, *, kills: int, papers: int = 12, seed: int = SEED) -> Killed:
    """kill -9 at random points of ingest; after each the library is looked at, and at the end the
    same command is run to its end. What is there is held against an ingest that nobody killed."""
    chance = random.Random(seed)
    told = Killed()
    count = len(write_texts(folder / "papers", papers))
    with _ingester(folder / "papers") as run:
        ended = run(folder / "whole", NEVER, 0.0)
        wanted = _shown(folder / "whole")
        while told.kills < kills:
            library = folder / f"library-{told.kills}"
            promised: set[str] = set()
            for _ in range(min(KILLS_A_LIBRARY, kills - told.kills)):
                pause = chance.choice((0.0, chance.uniform(0.0, LONGEST_PAUSE)))
                killed = run(library, chance.randint(1, ended.calls), pause)
                promised |= killed.promised
                told.kills += killed.by_signal
                told.outliving += killed.outlived
                told.halfway += _look(library, promised, wanted, told)
                if not killed.by_signal:
                    break
            run(library, NEVER, 0.0)
            _look(library, promised, wanted, told)
            told.complete &= len(wanted) == count and _shown(library) == wanted
            told.orphans += _orphans(library)
            told.acknowledged += len(promised)
            shutil.rmtree(library)
    return told


def _shown(library: Path) -> dict[str, tuple[Any, ...]]:
    """By document all that the library shows of it."""
    with Analyzer.open(settings=plain_settings(library)) as opened:
        catalog = opened.catalog
        findings = catalog.findings(asserted_only=False)
        return {
            str(document.id): (
                document.stages,
                catalog.reading(document.id).clauses,
                tuple(each for each in findings if each.document == document.id),
                catalog.file(document.id),
            )
            for document in opened.documents()
        }


def _look(
    library: Path, promised: set[str], wanted: dict[str, tuple[Any, ...]], told: Killed
) -> bool:
    """Hold what is there against what was promised; whether anything was left half done."""
    if not (library / LIBRARY.file_name).exists():
        told.lost += len(promised)
        return False
    shown = _shown(library)
    told.lost += sum(shown.get(each) != wanted[each] for each in promised)
    with Analyzer.open(settings=plain_settings(library)) as opened:
        files = Counter(document.sha256 for document in opened.documents())
    told.doubled += sum(count > 1 for count in files.values()) + len(shown.keys() - wanted.keys())
    told.unsound += not Analyzer.verify(settings=plain_settings(library)).sound
    begun = any(shown[each] != wanted[each] for each in shown.keys() & wanted.keys())
    return begun or bool(_copies(library) - files.keys())


def _copies(library: Path) -> set[str]:
    return {path.name for path in (library / "files").glob("*")}


def _orphans(library: Path) -> int:
    """Copies that a sweep leaves though no document is of them; one more is laid there by hand, so
    that there is something to sweep."""
    (library / "files" / f"{'0' * 64}.1.tmp").write_bytes(b"half a copy")
    make_old(library)
    with Analyzer.open(settings=plain_settings(library)) as opened:
        opened.catalog.sweep()
        return len(_copies(library) ^ {each.sha256 for each in opened.documents()})


# ── the process that is killed ───────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Ended:
    """How one ingest ended: what it acknowledged, its calls, whether it was killed, and whether a
    guarded child of it lived on."""

    promised: frozenset[str]
    calls: int
    by_signal: bool
    outlived: bool


class _Ingester:
    def __init__(self, child: subprocess.Popen[str]) -> None:
        self._child = child

    def __call__(self, library: Path, point: int, pause: float) -> Ended:
        """One ingest, killed at a point."""
        assert self._child.stdin is not None and self._child.stdout is not None
        self._child.stdin.write(f"{library}\t{point}\t{pause}\n")
        self._child.stdin.flush()
        promised = []
        while not (line := self._child.stdout.readline()).startswith("ended"):
            assert line, "the ingesting process is gone"
            promised.append(line.rstrip("\n"))
        _, process, status, calls = line.split()
        code = os.waitstatus_to_exitcode(int(status))
        assert code in (0, -signal.SIGKILL), f"the ingest ended with {code}"
        return Ended(
            frozenset(promised), int(calls), code != 0, code != 0 and _has_child(int(process))
        )


def _has_child(process: int) -> bool:
    """Whether a guarded child of a process that is gone still runs, a moment later."""
    said = f"ANALYZER_PARENT={process}\0".encode()
    for _ in range(20):
        if not any(said in _environment_of(each) for each in Path("/proc").glob("[0-9]*")):
            return False
        time.sleep(0.05)
    return True


def _environment_of(process: Path) -> bytes:
    try:
        return (process / "environ").read_bytes()
    except OSError:
        return b""


@contextmanager
def _ingester(papers: Path) -> Iterator[_Ingester]:
    command = [PYTHON, "-m", "benchmarks.killing", str(papers)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as child:
        try:
            yield _Ingester(child)
        finally:
            assert child.stdin is not None
            child.stdin.close()


def _serve(papers: Path) -> None:
    """The other side: load everything, then one ingest a line."""
    with tempfile.TemporaryDirectory() as scratch:
        first = min(papers.glob("*.txt"))
        with Analyzer.open(settings=plain_settings(Path(scratch) / "warm")) as opened:
            opened.ingest(first)
    for line in sys.stdin:
        library, point, pause = line.rstrip("\n").split("\t")
        seen, signs = os.pipe()
        process = os.fork()
        if not process:
            os.close(seen)
            _ingest(Path(library), papers, int(point), float(pause), signs)
            os._exit(0)
        os.close(signs)
        calls = os.read(seen, 20)
        if float(pause) and int(point):
            time.sleep(float(pause))
            os.kill(process, signal.SIGKILL)
        _, status = os.waitpid(process, 0)
        os.close(seen)
        print(f"ended {process} {status} {calls.decode() or 0}", flush=True)


def _ingest(library: Path, papers: Path, point: int, pause: float, signs: int) -> None:
    """Acknowledge each document when it is in; at the point end, or say that it is reached."""
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1
        if calls == point and pause:
            os.write(signs, b"%d" % calls)
        elif calls == point:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(count)
    with Analyzer.open(settings=plain_settings(library)) as opened:
        for path in sorted(papers.glob("*.txt")):
            for item in opened.ingest(path):
                if item.document:
                    os.write(1, f"{item.document.id}\n".encode())
    sys.setprofile(None)
    if calls < point or not point:
        os.write(signs, b"%d" % calls)


# ── C2: while the index is made again ────────────────────────────────────────────────────────────
def kill_while_indexing(folder: Path, *, kills: int, seed: int = SEED) -> Killed:
    """kill -9 while the index of vectors is made again; the library answers afterwards."""
    chance = random.Random(f"index/{seed}")
    papers, library = folder / "papers", folder / "library"
    settings = replace(read_settings(), library=library)
    told = Killed()
    with Analyzer.open(settings=settings) as opened:
        opened.ingest(*write_texts(papers, 6))
        wanted = [hit.clause.id for hit in opened.search(QUESTION, top=5)]
    command = child_command("index", library, papers)
    for _ in range(kills):
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.15))
            child.kill()
        told.kills += 1
        told.halfway += _has_no_index(library)
        told.unsound += not Analyzer.verify(settings=settings).sound
        with Analyzer.open(settings=settings) as opened:
            found = [hit.clause.id for hit in opened.search(QUESTION, top=5)]
        told.lost += found != wanted
    return told


def _has_no_index(library: Path) -> bool:
    """Whether the kill came while there was no whole index."""
    return not any(path.suffix != ".tmp" for path in (library / "vectors").glob("*"))


# ── figures ──────────────────────────────────────────────────────────────────────────────────────
def measure_killing() -> list[Figure]:
    """Check C1, and the part of C2 that is about kills, with their full counts."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return [
            *_reading_figures(kill_while_reading(folder / "1", kills=200)),
            *_indexing_figures(kill_while_indexing(folder / "2", kills=30)),
        ]


def _reading_figures(told: Killed) -> Iterator[Figure]:
    on = f"{told.kills} points, {told.acknowledged} acknowledged"
    half = "C1 kill -9 while reading: control, work left half done"
    yield Figure(half, on, told.halfway, "", "over 0", RULE)
    for what in ("lost", "doubled", "unsound", "orphans", "outliving"):
        said = {"outliving": "children that live on"}.get(what, what)
        yield Figure(f"C1 kill -9 while reading: {said}", on, getattr(told, what), "", "0", RULE)
    done = int(told.complete)
    yield Figure("C1 kill -9 while reading: the next run completes", on, done, "", "1", RULE)


def _indexing_figures(told: Killed) -> Iterator[Figure]:
    on = f"{told.kills} times"
    half = "C2 kill -9 while indexing: control, no whole index"
    yield Figure(half, on, told.halfway, "", "over 0", RULE)
    yield Figure("C2 kill -9 while indexing: other hits", on, told.lost, "", "0", RULE)
    yield Figure("C2 kill -9 while indexing: unsound", on, told.unsound, "", "0", RULE)


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
