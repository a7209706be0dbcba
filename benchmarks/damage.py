"""Damage: what a library is after a turned byte, with a crowd at it, and under another program.

Small invented texts → libraries in scratch folders → counts (checks C3 to C5; kills stand in
killing.py, full disks in no_room.py). The children are `python -m benchmarks.damage ingest|index
LIBRARY FOLDER`: they print an id when a document is acknowledged, so that what was promised can be
held against what is there.
"""

from __future__ import annotations

import contextlib
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import cycle
from pathlib import Path
from typing import Any

from analyzer import Analyzer, AnalyzerError, Settings
from analyzer.engines.catalog_files import SWEPT_AFTER_SECONDS
from analyzer.engines.catalog_schema import LIBRARY
from analyzer.settings import read_settings
from benchmarks.measuring import PYTHON
from benchmarks.results import Figure
from tests.encoding import LetterEncoder

SEED = 31
ROOT = Path(__file__).parents[1]
RULE = "benchmarks/damage.py"
_SENTENCES = (
    "The Producer shall obtain consent in writing before a digital replica of a Performer is made.",
    "A replica made with artificial intelligence is used in the picture for which it was made.",
    "A meal break of thirty minutes is given after each six hours of work.",
    "Scripts and recordings are not used to train a generative system without the Guild's leave.",
    "Notice of a scan is given forty-eight hours ahead, or at booking where that comes later.",
    "Travel on a day off is paid at half the minimum day rate, and lodging by the Producer.",
)


def write_texts(folder: Path, count: int) -> list[Path]:
    """So many short agreements, each with words of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(count):
        chance = random.Random(f"damage/{number}")
        lines = [f"HARBOUR AGREEMENT NUMBER {number} OF 2031", ""]
        for article in range(1, 5):
            lines += [f"ARTICLE {article}. SUBJECT {number}-{article}", ""]
            lines += [f"{at}. {chance.choice(_SENTENCES)}\n" for at in range(1, 5)]
        path = folder / f"harbour-{number:02}.txt"
        path.write_text("\n".join(lines), encoding="utf-8")
        paths.append(path)
    return paths


def make_old(library: Path) -> None:
    """Make what lies among the copies old enough to be swept."""
    then = time.time() - 2 * SWEPT_AFTER_SECONDS
    for copy in (library / "files").glob("*"):
        os.utime(copy, (then, then))


def plain_settings(library: Path) -> Settings:
    """Without an encoder: only words are worked with."""
    return replace(read_settings(), library=library, encoder=str(library / "none"), processes=1)


def child_command(what: str, library: Path, papers: Path) -> list[str]:
    """What starts a child of this module."""
    return [PYTHON, "-m", "benchmarks.damage", what, str(library), str(papers)]


def _start(command: Sequence[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )


# ── C3: one byte turned ──────────────────────────────────────────────────────────────────────────
@dataclass
class Flipped:
    """What became of a turned byte: told, harmless, or shown as if it were right."""

    told: int = 0
    harmless: int = 0
    wrong_text: int = 0
    other_hits: int = 0
    internal: int = 0
    not_mended: int = 0
    cases: list[str] = field(default_factory=list)


def flip_bytes(folder: Path, *, count: int, seed: int = SEED, repair_each: int = 1) -> Flipped:
    """Turn one byte at so many places of a library's files, one at a time; the copies in it are old
    enough to be swept. Every n-th library that told of it is repaired, and must then give what it
    gave before."""
    chance = random.Random(f"flip/{seed}")
    whole = folder / "whole"
    settings = replace(read_settings(), library=whole)
    with Analyzer.open(settings=settings) as opened:
        opened.ingest(*write_texts(folder / "papers", 4))
        opened.search("consent")
        wanted = everything(opened)
    with sqlite3.connect(whole / LIBRARY.file_name) as sql:
        sql.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    files = sorted(p for p in whole.rglob("*") if p.is_file() and p.stat().st_size)
    make_old(whole)
    flipped = Flipped()
    for number in range(count):
        # every second time in the catalog, which holds what is shown
        catalog = whole / LIBRARY.file_name
        file = catalog if number % 2 else chance.choice(files)
        damaged = folder / "damaged"
        shutil.rmtree(damaged, ignore_errors=True)
        shutil.copytree(whole, damaged)
        target = damaged / file.relative_to(whole)
        data = bytearray(target.read_bytes())
        at = chance.randrange(len(data))
        data[at] ^= 1 << chance.randrange(8)
        target.write_bytes(data)
        case = f"{file.name} at {at} of {len(data)}"
        was_told = _judge_flip(damaged, wanted, flipped, case)
        if was_told and flipped.told % repair_each == 0:
            _judge_repair(damaged, wanted, flipped, case)
    return flipped


def everything(opened: Analyzer) -> dict[str, Any]:
    """All that a library shows, and what it answers to a question, by words and by meaning."""
    catalog = opened.catalog
    found: dict[str, Any] = {
        "documents": [replace(document, stages=()) for document in catalog.documents()],
        "clauses": catalog.clauses(),
        "findings": catalog.findings(asserted_only=False),
        "silences": catalog.silences(),
        "readings": [replace(catalog.reading(d.id), document=d) for d in catalog.documents()],
        "copies": [catalog.file(document.id) for document in catalog.documents()],
    }
    for mode in ("lexical", "semantic"):
        hits = opened.search("who may train a system with scripts?", mode=mode, top=5)
        found[mode] = [(hit.clause, round(hit.score, 4)) for hit in hits]
    return found


def _judge_flip(library: Path, wanted: dict[str, Any], flipped: Flipped, case: str) -> bool:
    settings = replace(read_settings(), library=library)
    try:
        with Analyzer.open(settings=settings, read_only=True) as opened:
            found = everything(opened)
    except AnalyzerError:
        flipped.told += 1
        return True
    except Exception as error:
        flipped.internal += 1
        flipped.cases.append(f"{case}: {type(error).__name__}: {error}")
        return False
    differ = [key for key, value in wanted.items() if found[key] != value]
    if not differ:
        flipped.harmless += 1
    elif set(differ) <= {"lexical", "semantic"} and not _shows_other_words(wanted, found, differ):
        flipped.other_hits += 1
        flipped.cases.append(f"{case}: other hits, {'told' if _verified(library) else 'NOT told'}")
    else:
        flipped.wrong_text += 1
        flipped.cases.append(f"{case}: {', '.join(differ)} differ")
    return False


def _shows_other_words(
    wanted: dict[str, Any], found: dict[str, Any], differ: Sequence[str]
) -> bool:
    known = set(wanted["clauses"])
    return any(clause not in known for key in differ for clause, _ in found[key])


def _verified(library: Path) -> bool:
    return not Analyzer.verify(library).sound


def _judge_repair(library: Path, wanted: dict[str, Any], flipped: Flipped, case: str) -> None:
    settings = replace(read_settings(), library=library)
    try:
        mended = Analyzer.repair(settings=settings)
        with Analyzer.open(settings=settings, read_only=True) as opened:
            found = everything(opened)
    except Exception as error:
        flipped.not_mended += 1
        flipped.cases.append(f"{case}: not mended: {type(error).__name__}: {error}")
        return
    differ = [key for key, value in wanted.items() if found[key] != value]
    if mended.left or differ:
        flipped.not_mended += 1
        flipped.cases.append(f"{case}: after repair {', '.join(differ)} differ; {mended.left}")


# ── C4: a crowd ──────────────────────────────────────────────────────────────────────────────────
@dataclass
class Crowd:
    """Writers and readers at once."""

    writes: int = 0
    reads: int = 0
    #: by words, and by vectors
    searches: int = 0
    by_vectors: int = 0
    errors: list[str] = field(default_factory=list)


def crowd(folder: Path, *, writers: int, readers: int, seconds: float) -> Crowd:
    """So many processes write to one library, and so many read it, for a while; a document that a
    reader sees is always whole."""
    papers, library = folder / "papers", folder / "library"
    write_texts(papers, 6)
    with _counting_letters(library) as opened:
        opened.ingest(papers)
    children = [
        _start([*child_command(f"write:{seconds}", library, papers)]) for _ in range(writers)
    ]
    children += [
        _start([*child_command(f"read:{seconds}", library, papers)]) for _ in range(readers)
    ]
    told = Crowd()
    for number, child in enumerate(children):
        said, _ = child.communicate()
        lines = said.split("\n")
        count = sum(line == "done" for line in lines)
        if number < writers:
            told.writes += count
        else:
            told.reads += count
        told.searches += lines.count("found lexical")
        told.by_vectors += lines.count("found semantic")
        told.errors += [line for line in lines if line.startswith("wrong")]
        if child.returncode:
            told.errors.append(f"ended with {child.returncode}")
    return told


# ── C5: another program, another encoder ─────────────────────────────────────────────────────────
def misfits(folder: Path) -> dict[str, tuple[int, str]]:
    """By kind of misfit the exit code, and what the command line says."""
    papers, library = folder / "papers", folder / "library"
    write_texts(papers, 2)
    settings = replace(read_settings(), library=library)
    with Analyzer.open(settings=settings) as opened:
        opened.ingest(papers)
    found: dict[str, tuple[int, str]] = {}
    changes = {
        "another encoder": (
            "UPDATE meta SET value = 'other:0' WHERE key = 'encoder';"
            "UPDATE vectors SET fingerprint = 'other:0'"
        ),
        "another schema": "PRAGMA user_version = 1",
        "a newer library": f"PRAGMA user_version = {LIBRARY.version + 1}",
    }
    for name, change in changes.items():
        place = folder / name.replace(" ", "-")
        shutil.copytree(library, place)
        with contextlib.closing(sqlite3.connect(place / LIBRARY.file_name)) as sql, sql:
            sql.executescript(change)
        shutil.rmtree(place / "vectors")
        words = ["search", "consent", "--mode", "semantic", "--library", str(place)]
        done = subprocess.run(
            [PYTHON, "-m", "analyzer", *words], capture_output=True, text=True, check=False
        )
        found[name] = (done.returncode, done.stderr)
    return found


# ── figures ──────────────────────────────────────────────────────────────────────────────────────
def measure_damage() -> list[Figure]:
    """Checks C3 to C5 with their full counts."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures = [
            *_flip_figures(flip_bytes(folder / "4", count=200, repair_each=4)),
        ]
        told = crowd(folder / "5", writers=4, readers=8, seconds=60)
        on = (
            f"{told.writes} writes, {told.reads} reads, {told.searches} searches by words, "
            f"{told.by_vectors} by vectors in 60 s"
        )
        figures.append(Figure("C4 errors and torn reads", on, len(told.errors), "", "0", RULE))
        for kind, (code, said) in misfits(folder / "6").items():
            named = code == 4 and ("repair" in said or "Update" in said)
            figures.append(
                Figure("C5 exit 4 and the line that mends it", kind, int(named), "", "1")
            )
    return figures


def _flip_figures(flipped: Flipped) -> Iterator[Figure]:
    on = f"{flipped.told + flipped.harmless + len(flipped.cases)} places"
    for what, goal in (
        ("told", ""), ("harmless", ""), ("wrong_text", "0"), ("internal", "0"),
        ("other_hits", ""), ("not_mended", "0"),
    ):  # fmt: skip
        said = what.replace("_", " ")
        count = getattr(flipped, what)
        yield Figure(f"C3 one byte turned: {said}", on, count, "", goal, RULE)
    for case in flipped.cases:
        print(f"  {case}")


# ── the children ─────────────────────────────────────────────────────────────────────────────────
def _ingest(library: Path, papers: Path) -> int:
    """Acknowledge each document when it is in."""
    print("started", flush=True)
    try:
        with Analyzer.open(settings=plain_settings(library)) as opened:
            for path in sorted(papers.glob("*.txt")):
                for item in opened.ingest(path):
                    if item.document:
                        print(item.document.id, flush=True)
    except AnalyzerError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except OSError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _index(library: Path) -> int:
    """Make the index again, over and over."""
    settings = replace(read_settings(), library=library)
    with Analyzer.open(settings=settings) as opened:
        print("started", flush=True)
        while True:
            shutil.rmtree(library / "vectors", ignore_errors=True)
            opened.catalog.set_meta("touched", str(time.time()))
            opened._wiring._index = None
            opened._wiring.index()


def _write(library: Path, papers: Path, seconds: float) -> int:
    """Take a document out and read it in again, its vectors too, over and over."""
    path = random.choice(sorted(papers.glob("*.txt")))
    with _counting_letters(library) as opened:
        until = time.time() + seconds
        while time.time() < until:
            try:
                for document in opened.documents():
                    if document.path == str(path):
                        opened.remove(document.id)
                opened.ingest(path)
                print("done", flush=True)
            except AnalyzerError as error:
                # another writer took the same one out between two lines
                if "holds no document" not in str(error) and "no document" not in str(error):
                    print(f"wrong {type(error).__name__} {error}", flush=True)
    return 0


@contextmanager
def _counting_letters(library: Path) -> Iterator[Analyzer]:
    """The library with an encoder that takes no time: what is looked at is the library."""
    with warnings.catch_warnings(), Analyzer.open(settings=plain_settings(library)) as opened:
        warnings.simplefilter("ignore")  # the topic head was trained with another one
        opened._wiring._encoder = LetterEncoder()
        yield opened


def _read(library: Path, seconds: float) -> int:
    """What is there is whole: every document that bears a stage has what the stage made; a search
    by words and one by vectors find clauses that these papers have, with all their words."""
    with _counting_letters(library) as opened:
        until = time.time() + seconds
        for question in cycle(_SENTENCES):
            if time.time() >= until:
                break
            for mode in ("lexical", "semantic"):
                try:
                    hits = opened.search(question, mode=mode, top=5)
                except AnalyzerError as error:
                    print(f"wrong {mode} {type(error).__name__} {error}", flush=True)
                    continue
                texts = [hit.clause.text for hit in hits]
                torn = [text for text in texts if text and text not in _SENTENCES]
                if question not in texts or torn:
                    print(f"wrong {mode} {len(texts)} hits, {torn}", flush=True)
                print(f"found {mode}", flush=True)
            counts = Counter(clause.document for clause in opened.catalog.clauses())
            if counts and len(set(counts.values())) != 1:
                print(f"wrong torn {dict(counts)}", flush=True)
            print("done", flush=True)
    return 0


def main(arguments: Sequence[str]) -> int:
    """One child: see the module."""
    what, library, papers = arguments[0], Path(arguments[1]), Path(arguments[2])
    kind, _, value = what.partition(":")
    if kind == "full":
        limit = int(value)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        kind = "ingest"
    children = {
        "ingest": lambda: _ingest(library, papers),
        "index": lambda: _index(library),
        "write": lambda: _write(library, papers, float(value)),
        "read": lambda: _read(library, float(value)),
    }
    os.environ["OMP_NUM_THREADS"] = "1"
    return children[kind]()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
