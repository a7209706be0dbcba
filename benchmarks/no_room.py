"""Where nothing can be written: no room on the disk, a folder that may not be written to, a disk
that fails (check C2).

Small invented texts → what the commands said, and what of the library could be read afterwards. A
full disk is a small one made in memory, in a namespace of its own: `python -m benchmarks.no_room
full|repair SIZE LIBRARY PAPERS` runs inside. A limit on the size of files, which every system
allows, is tried besides. A failing disk is strace's: writes end with EIO from the n-th on.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analyzer import Analyzer
from analyzer.engines.catalog_schema import LIBRARY
from benchmarks.damage import child_command, plain_settings, write_texts
from benchmarks.measuring import PYTHON
from benchmarks.results import Figure

ROOT = Path(__file__).parents[1]
RULE = "benchmarks/no_room.py"
#: sizes of the small disk, in kilobytes
SIZES = (200, 250, 300, 350, 400, 600)
#: and of those onto which files are dropped
UPLOADED_ONTO = (300, 400, 480, 700)
#: kilobytes that a disk has left for a repair
ROOMS = (0, 100, 150, 250, 500)
#: no file of a library may grow beyond one of these, in bytes
FILES_UP_TO = (4_096, 100_000, 200_000, 400_000, 600_000, 800_000)
#: from which write on the disk fails
FAILS_FROM = (1, 5, 20, 40, 80)
PAPERS = 6
#: a namespace in which a disk can be mounted
MOUNTS = ("unshare", "--mount", "--map-root-user")
#: rights by which the administrator may write anywhere
RIGHTS = "-dac_override,-dac_read_search,-fowner"


@dataclass
class NoRoom:
    """What became of it; `left_out` says which of it this system does not allow."""

    tries: dict[str, int] = field(default_factory=dict)
    #: commands that could not write: the control, without which nothing was tried
    failed: int = 0
    lost: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    incomplete: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


# ── a full disk ──────────────────────────────────────────────────────────────────────────────────
def fill_small_disks(folder: Path, told: NoRoom, *, sizes: Sequence[int] = SIZES) -> None:
    """Ingest onto small disks; then the disk grows, and the same command comes to its end."""
    papers = folder / "papers"
    write_texts(papers, PAPERS)
    for size in sizes:
        inside = ["benchmarks.no_room", "full", str(size), str(folder / "disk"), str(papers)]
        if not _judge_inside(inside, told, kind="full disk", case=f"disk of {size} KB"):
            return


def fill_disks_under_repairs(folder: Path, told: NoRoom, *, rooms: Sequence[int] = ROOMS) -> None:
    """Repair a library whose catalog cannot be trusted on a disk with so much room; then the disk
    grows, and the repair comes to its end with all that was there, and what a user said."""
    papers = folder / "papers"
    write_texts(papers, PAPERS)
    for room in rooms:
        inside = ["benchmarks.no_room", "repair", str(room), str(folder / "disk"), str(papers)]
        case = f"repair with {room} KB"
        if not _judge_inside(inside, told, kind="full disk in a repair", case=case):
            return


def fill_disks_under_uploads(
    folder: Path, told: NoRoom, *, sizes: Sequence[int] = UPLOADED_ONTO
) -> None:
    """Drop papers onto small disks; then the disk grows, and all come in without being dropped
    again."""
    papers = folder / "papers"
    write_texts(papers, PAPERS)
    for size in sizes:
        disk = folder / f"disk-{size}"
        inside = ["benchmarks.no_room_uploads", str(size), str(disk), str(papers)]
        case = f"uploads onto {size} KB"
        if not _judge_inside(inside, told, kind="full disk under uploads", case=case):
            return


def _judge_inside(inside: Sequence[str], told: NoRoom, *, kind: str, case: str) -> bool:
    """Judge what a module tells that is run in a namespace; False where this system allows none."""
    done = _run([*MOUNTS, PYTHON, "-m", *inside])
    if done.returncode:
        told.left_out.append(f"a small disk: {done.stderr.strip()[-120:]}")
        return False
    told.tries[kind] = told.tries.get(kind, 0) + 1
    _judge(case, json.loads(done.stdout.splitlines()[-1]), told)
    return True


def _judge(case: str, said: dict[str, Any], told: NoRoom) -> None:
    told.failed += said["code"] != 0
    if not set(said["promised"]) <= set(said["there"]):
        told.lost.append(case)
    if said["code"] not in (0, 2) or (said["code"] and not _is_clear(said["error"])):
        told.unclear.append(f"{case}: exit {said['code']}: {said['error'][-200:]}")
    if not said["readable"]:
        told.unreadable.append(case)
    if said["at_last"] != PAPERS:
        told.incomplete.append(f"{case}: {said['at_last']}")


def _is_clear(error: str) -> bool:
    """One sentence or more, and no trace of the program's own calls."""
    return bool(error.strip()) and "Traceback" not in error


def _inside_full(size: int, disk: Path, papers: Path) -> int:
    """Within the namespace: a disk of this size, ingest, look, a larger disk, ingest."""
    disk.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(disk)], check=True)
    library = disk / "library"
    said = _said(_ingest(library, papers), library)
    subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
    _ingest(library, papers)
    said["at_last"] = len(_look(library)[0])
    print(json.dumps(said))
    return 0


def _inside_repair(room: int, disk: Path, papers: Path) -> int:
    """Within the namespace: a library, spoiled, a disk with so much room, repair, a larger disk,
    repair. What a user said is there at last too, or nothing is complete."""
    disk.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(disk)], check=True)
    library = disk / "library"
    _ingest(library, papers)
    with Analyzer.open(settings=plain_settings(library)) as opened:
        opened.overrule_topic(opened.clauses()[3].id, "consent", True)
    promised = _look(library)[0]
    with closing(sqlite3.connect(library / LIBRARY.file_name)) as sql, sql:
        sql.execute("DELETE FROM meta WHERE key = 'documents'")
    used = sum(path.stat().st_blocks for path in disk.rglob("*")) // 2
    subprocess.run(["mount", "-o", f"remount,size={used + room}k", str(disk)], check=True)
    done = _repair(library)
    subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
    _repair(library)
    there, readable = _look(library)
    with Analyzer.open(settings=plain_settings(library), read_only=True) as opened:
        kept = len(opened.corrections()) == 1
    said = {"promised": promised, "there": there, "readable": readable}
    said |= {"code": done.returncode, "error": done.stderr, "at_last": len(there) if kept else 0}
    print(json.dumps(said))
    return 0


def _repair(library: Path) -> subprocess.CompletedProcess[str]:
    settings = plain_settings(library)
    words = ["library", "--library", str(library), "repair"]
    return subprocess.run(
        [PYTHON, "-m", "analyzer", *words],
        cwd=ROOT,
        env={**os.environ, "ANALYZER_ENCODER": settings.encoder},
        capture_output=True,
        text=True,
        check=False,
    )


def _ingest(library: Path, papers: Path) -> subprocess.CompletedProcess[str]:
    return _run(child_command("ingest", library, papers))


def _said(done: subprocess.CompletedProcess[str], library: Path) -> dict[str, Any]:
    """What an ingest promised and how it ended, and what of that is there to be read."""
    promised = done.stdout.split("\n")[1:-1]
    there, readable = _look(library) if promised else ([], True)
    return {
        "promised": promised,
        "code": done.returncode,
        "error": done.stderr,
        "readable": readable,
        "there": there,
    }


def _look(library: Path) -> tuple[list[str], bool]:
    """The ids that are there, read without writing; whether every one of them is whole."""
    settings = plain_settings(library)
    try:
        with Analyzer.open(settings=settings, read_only=True) as opened:
            names = [document.id for document in opened.documents()]
            whole = all(opened.reading(name).account.balanced for name in names)
        return [str(name) for name in names], whole
    except Exception as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return [], False


def limit_the_files(folder: Path, told: NoRoom, *, sizes: Sequence[int] = FILES_UP_TO) -> None:
    """No file may grow beyond a size; then the limit is lifted, and the same command runs again."""
    papers = folder / "papers"
    write_texts(papers, PAPERS)
    for size in sizes:
        library = folder / f"up-to-{size}"
        said = _said(_run(child_command(f"full:{size}", library, papers)), library)
        told.tries["limited files"] = told.tries.get("limited files", 0) + 1
        _ingest(library, papers)
        said["at_last"] = len(_look(library)[0])
        _judge(f"files up to {size}", said, told)


# ── a folder that may not be written to ──────────────────────────────────────────────────────────
def close_the_folder(folder: Path, told: NoRoom, *, every: int = 1) -> None:
    """The library's folder becomes one that may not be written to: everything can be read, what
    would write says so, and nothing changed."""
    papers, library = folder / "papers", folder / "closed"
    write_texts(papers, PAPERS)
    _ingest(library, papers)
    before = _look(library)[0]
    later = folder / "later"
    (extra,) = write_texts(later, PAPERS + 1)[PAPERS:]
    for path in (library, *library.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    cases = {
        ("search", "meal", "--mode", "lexical"): 0,
        ("library",): 0,
        ("find",): 0,
        ("ingest", str(extra)): 2,
        ("library", "remove", before[0]): 2,
    }
    given_up = ["setpriv", f"--bounding-set={RIGHTS}", f"--inh-caps={RIGHTS}"]
    if not shutil.which("setpriv") or _run([*given_up, "true"]).returncode:
        told.left_out.append("a closed folder: rights cannot be given up here")
        cases = {}
    for words, code in list(cases.items())[::every]:
        line = [*words[:1], "--library", str(library), *words[1:]]
        done = _run([*given_up, PYTHON, "-m", "analyzer", *line])
        told.tries["closed folder"] = told.tries.get("closed folder", 0) + 1
        told.failed += done.returncode != 0
        case = f"closed folder, {' '.join(words[:2])}"
        if code == 0 and done.returncode:
            told.unreadable.append(f"{case}: exit {done.returncode}: {done.stderr[-200:]}")
        if code and (done.returncode != code or not _is_clear(done.stderr)):
            told.unclear.append(f"{case}: exit {done.returncode}: {done.stderr[-200:]}")
    for path in (library, *library.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    if _look(library) != (before, True):
        told.lost.append("closed folder")


# ── a disk that fails ────────────────────────────────────────────────────────────────────────────
def fail_the_disk(folder: Path, told: NoRoom, *, starts: Sequence[int] = FAILS_FROM) -> None:
    """Every write from the n-th on ends with EIO; afterwards the disk is sound again."""
    papers = folder / "papers"
    write_texts(papers, PAPERS)
    traced = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=pwrite64,fsync,fdatasync"]
    if not shutil.which("strace") or _run([*traced, "true"]).returncode:
        told.left_out.append("a failing disk: no strace here, or it may not look")
        return
    for start in starts:
        library = folder / f"failing-{start}"
        fault = ["-e", f"inject=pwrite64,fsync,fdatasync:error=EIO:when={start}+"]
        done = _run([*traced, *fault, *child_command("ingest", library, papers)])
        told.tries["failing disk"] = told.tries.get("failing disk", 0) + 1
        said = _said(done, library)
        _ingest(library, papers)
        said["at_last"] = len(_look(library)[0])
        _judge(f"disk fails from write {start}", said, told)


def _run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


# ── figures ──────────────────────────────────────────────────────────────────────────────────────
def measure_no_room() -> list[Figure]:
    """The part of check C2 that is about room, rights and failing disks."""
    told = NoRoom()
    with tempfile.TemporaryDirectory() as name:
        fill_small_disks(Path(name) / "1", told)
        fill_disks_under_repairs(Path(name) / "5", told)
        fill_disks_under_uploads(Path(name) / "6", told)
        limit_the_files(Path(name) / "4", told)
        close_the_folder(Path(name) / "2", told)
        fail_the_disk(Path(name) / "3", told)
    for each in (*told.lost, *told.unclear, *told.unreadable, *told.incomplete, *told.left_out):
        print(f"  {each}")
    on = ", ".join(f"{what} {count} times" for what, count in told.tries.items())
    rule = "; ".join([RULE, *(f"left out: {each}" for each in told.left_out)])
    return [
        Figure("C2 no room: acknowledged and lost", on, len(told.lost), "", "0", rule),
        Figure("C2 no room: answers that are not clear", on, len(told.unclear), "", "0", rule),
        Figure("C2 no room: libraries not readable", on, len(told.unreadable), "", "0", rule),
        Figure("C2 no room: not complete with room", on, len(told.incomplete), "", "0", rule),
        Figure("C2 no room: commands that could not write", on, told.failed, "", "over 0", rule),
        Figure("C2 no room: kinds left out here", on, len(told.left_out), "", "0", rule),
    ]


if __name__ == "__main__":
    inside = {"full": _inside_full, "repair": _inside_repair}[sys.argv[1]]
    sys.exit(inside(int(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4])))
