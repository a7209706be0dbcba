"""A repair killed before each of its steps (check C2).

Small invented texts → a library, spoiled → for each step that its repair takes on the disk (a file
written, moved or deleted, a transaction ended) a child that ends there as by kill -9 → what of the
files, of the documents and of what users said was there after a second repair, held against a
repair that nobody killed.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from analyzer import Analyzer, AnalyzerError
from analyzer.engines import catalog_database
from analyzer.engines.catalog_schema import LIBRARY
from analyzer.pipeline.reading import read_bytes
from analyzer.records import Hints, Reading
from benchmarks.damage import make_old, plain_settings, write_texts
from benchmarks.results import Figure
from tests.printed import Sheet, make_pdf

RULE = "benchmarks/killed_steps.py"
PASSWORD = "secret"
#: what the system is asked to do to a folder or a file
_STEPS = {"os.rename", "os.remove", "os.mkdir", "os.link", "os.utime", "shutil.copyfile"}
KILLED = 137
Work = Callable[[Path], object]
Spoil = Callable[[Path], None]


@dataclass
class Steps:
    """What became of it; `cases` says where."""

    kills: int = 0
    files_lost: int = 0
    others: int = 0
    cases: list[str] = field(default_factory=list)


# ── a library, and what spoils it ────────────────────────────────────────────────────────────────
def make_library(folder: Path) -> Path:
    """Two texts and a locked memorandum; of one text a user corrected the title and a topic."""
    papers, library = folder / "papers", folder / "whole"
    first, second = write_texts(papers, 2)
    locked = papers / "locked.pdf"
    locked.write_bytes(make_pdf([_draw], password=PASSWORD))
    with Analyzer.open(settings=plain_settings(library)) as opened:
        opened.ingest(first, hints=Hints(id="harbour"))
        opened.ingest(second)
        for name in ("locked", "twin"):
            opened.ingest(locked, hints=Hints(id=name), password=PASSWORD)
        opened.correct("harbour", Hints(title="As the Guild calls it"))
        opened.overrule_topic(opened.clauses()[3].id, "consent", True, note="ours")
    shutil.rmtree(papers)
    return library


def _draw(sheet: Sheet) -> None:
    sheet.write(72, 120, "ARTICLE 1. REPLICAS")
    sheet.write(72, 160, "A. Consent. The Producer shall obtain consent in writing.")


def _sql(library: Path, *statements: str) -> None:
    with closing(sqlite3.connect(library / LIBRARY.file_name)) as sql, sql:
        for statement in statements:
            sql.execute(statement)


def _destroy(library: Path) -> None:
    (library / LIBRARY.file_name).write_bytes(b"no catalog at all " * 400)


def _lose(library: Path) -> None:
    for path in library.glob(f"{LIBRARY.file_name}*"):
        path.unlink()


def _cut_a_copy(library: Path) -> None:
    copy = max((library / "files").iterdir(), key=lambda path: b"NUMBER 0" in path.read_bytes())
    copy.write_bytes(copy.read_bytes()[:-1])


def _break(library: Path, name: str) -> None:
    _sql(library, f"UPDATE documents SET record = record || ' ' WHERE id = '{name}'")


def _break_and_cut(library: Path) -> None:
    _cut_a_copy(library)
    _break(library, "harbour")


def _forget_checksum(library: Path) -> None:
    told = "record = replace(record, sha256, 'nothing'), sha256 = 'nothing'"
    _sql(library, f"UPDATE documents SET {told} WHERE id = 'harbour'")


def _lose_and_cut(library: Path) -> None:
    _cut_a_copy(library)
    _lose(library)


SPOILED: dict[str, Spoil] = {
    "no catalog": _destroy,
    "catalog lost": _lose,
    "catalog lost, a copy cut": _lose_and_cut,
    "documents gone": lambda library: _sql(library, "DELETE FROM documents"),
    "a copy cut": _break_and_cut,
    "a checksum lost": _forget_checksum,
    "locked": lambda library: _break(library, "locked"),
    "words": lambda library: _sql(
        library,
        "UPDATE clauses SET text = replace(text, 'Producer', 'Studio')",
        "INSERT INTO full_text (full_text) VALUES ('delete-all')",
        "UPDATE findings SET asserted = 1 - asserted",
    ),
}


# ── killed ───────────────────────────────────────────────────────────────────────────────────────
def kill_repairs(folder: Path, *, every: int = 1) -> Steps:
    """Kill the repair of each spoiled library before every n-th of its steps, look, repair again.
    The copies are old enough to be swept by whoever opens the library in between."""
    told = Steps()
    whole = make_library(folder)
    with _read_once():
        for number, (what, spoil) in enumerate(SPOILED.items()):
            base = folder / f"spoiled-{number}"
            shutil.copytree(whole, base)
            spoil(base)
            wanted = _after(_copy(base, "wanted"))
            for at in range(1 + number % every, _count(_copy(base, "tried"), _repair), every):
                library = _copy(base, "tried")
                _kill(library, _repair, at)
                told.kills += 1
                _judge(library, base, wanted, told, case=f"{what}, step {at}")
    return told


def _repair(library: Path) -> object:
    return Analyzer.repair(settings=plain_settings(library))


def _judge(library: Path, base: Path, wanted: dict[str, Any], told: Steps, *, case: str) -> None:
    make_old(library)
    with suppress(AnalyzerError), Analyzer.open(settings=plain_settings(library)):
        pass
    before = _files(base)
    lost = not _files(library) >= before
    try:
        found = _after(library)
    except Exception as error:
        found = {"error": f"{type(error).__name__}: {error}"}
    lost |= not _files(library) >= before
    differ = [key for key in {**wanted, **found} if found.get(key) != wanted.get(key)]
    told.files_lost += lost
    told.others += bool(differ)
    if lost or differ:
        told.cases.append(f"{case}: {'a file lost; ' if lost else ''}{', '.join(differ)} differ")


def _after(library: Path) -> dict[str, Any]:
    """What is there when a repair has come to its end, and what it could not mend."""
    mended = Analyzer.repair(settings=plain_settings(library))
    with Analyzer.open(settings=plain_settings(library), read_only=True) as opened:
        meta = opened.catalog.meta().items()
        return {
            "documents": opened.documents(),
            "clauses": opened.catalog.clauses(),
            "findings": opened.catalog.findings(asserted_only=False),
            "what users said": {k: v for k, v in meta if k.startswith(("correction", "overruled"))},
            "named": sorted((fault.kind, fault.place) for fault in mended.left),
            "sound": Analyzer.verify(settings=plain_settings(library)).sound,
            "left over": sorted(path.name for path in library.glob("anew-*")),
        }


def _files(library: Path) -> set[bytes]:
    """The bytes of every file that the library still has, in its keeping or put aside."""
    places = (library / "files", library / "not-read")
    return {path.read_bytes() for place in places for path in place.glob("*")}


def _copy(base: Path, name: str) -> Path:
    library = base.with_name(name)
    shutil.rmtree(library, ignore_errors=True)
    shutil.copytree(base, library)
    make_old(library)
    return library


@contextmanager
def _read_once() -> Iterator[None]:
    """Each file is read in its child once only, however often it is repaired."""
    kept: dict[tuple[bytes, str], Reading | AnalyzerError] = {}

    def read_once(data: bytes, **said: Any) -> Reading:  # noqa: ANN401
        key = (data, repr(sorted(said.items())))
        if key not in kept:
            try:
                kept[key] = read_bytes(data, **said)
            except AnalyzerError as error:
                kept[key] = error
        found = kept[key]
        if isinstance(found, AnalyzerError):
            raise found
        return found

    with patch("analyzer.pipeline.repairing.read_bytes", read_once):
        yield


# ── the children ─────────────────────────────────────────────────────────────────────────────────
def _count(library: Path, work: Work) -> int:
    """How many steps the work takes; the last one is behind its answer."""
    steps, tell = os.pipe()
    if not (child := os.fork()):
        _run(library, work, at=0, tell=tell)
    os.close(tell)
    os.waitpid(child, 0)
    with os.fdopen(steps) as said:
        return int(said.read())


def _kill(library: Path, work: Work, at: int) -> None:
    if not (child := os.fork()):
        _run(library, work, at=at)
    _, status = os.waitpid(child, 0)
    if os.waitstatus_to_exitcode(status) != KILLED:
        raise RuntimeError(f"step {at} never came")


def _run(library: Path, work: Work, *, at: int, tell: int | None = None) -> None:
    """Work, and end before step `at` without a word, as a process does that is killed."""
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        if done == at:
            os._exit(KILLED)

    def look(event: str, said: tuple[Any, ...]) -> None:
        opens = event == "open" and isinstance(said[2], int) and said[2] & (os.O_WRONLY | os.O_RDWR)
        if (opens or event in _STEPS) and str(library) in str(said[0]):
            step()

    connect = catalog_database._open

    def watched(*said: Any, **more: Any) -> sqlite3.Connection:  # noqa: ANN401
        connection = connect(*said, **more)
        connection.set_trace_callback(lambda sql: step() if sql.startswith("COMMIT") else None)
        return connection

    code = 1
    try:
        sys.addaudithook(look)
        catalog_database._open = watched
        work(library)
        code = 0
    finally:
        if tell is not None:
            os.write(tell, str(done if code == 0 else 0).encode())
        os._exit(code)


# ── figures ──────────────────────────────────────────────────────────────────────────────────────
def measure_killed_steps() -> list[Figure]:
    """A repair killed before each of its steps."""
    if not hasattr(os, "fork"):
        return []
    with tempfile.TemporaryDirectory() as name:
        told = kill_repairs(Path(name))
    for case in told.cases:
        print(f"  {case}")
    on = f"{told.kills} steps of {len(SPOILED)} repairs"
    what = "repair killed at each step"
    return [
        Figure(f"C2 {what}: files lost", on, told.files_lost, "", "0", RULE),
        Figure(f"C2 {what}: another end than unkilled", on, told.others, "", "0", RULE),
    ]
