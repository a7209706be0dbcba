"""Command line and Python without any network: does each say the same as with one? (check X2)

Commands on the sample corpus, run as they are and run in a network namespace of their own that has
no device → which of them differ. A connection is tried in there too: it must fail, or nothing was
checked.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.listening import Listener
from benchmarks.measuring import PYTHON
from benchmarks.results import Figure

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
RULE = "benchmarks/offline.py"
ALONE = ("unshare", "--net", "--map-root-user")
OLD, NEW, PROPOSAL = (
    str(CORPUS / f"{name}.pdf") for name in ("agreement-2020", "agreement-2023", "proposal-2026")
)
_PYTHON = (
    "from analyzer import Analyzer, read\n"
    f"print(len(read({NEW!r}).clauses))\n"
    "with Analyzer.sample() as library:\n"
    "    print([hit.clause.id for hit in library.search('who may train a system?', top=5)])\n"
    "    print(len(library.find()))\n"
)
_CONNECT = "import sys, urllib.request; urllib.request.urlopen(sys.argv[1], timeout=5)"


@dataclass
class Offline:
    """What became of the commands."""

    commands: int = 0
    differ: list[str] = field(default_factory=list)
    #: 1 where the connection that was tried did not come through
    away: int = 0
    left_out: str = ""


def commands(library: Path) -> tuple[list[str], ...]:
    """Every command that reads, and Python; the library holds the sample corpus."""
    held = ["--library", str(library)]
    program = [PYTHON, "-m", "analyzer"]
    return (
        [*program, "clauses", NEW, "--json"],
        [*program, "find", PROPOSAL, "--json"],
        [*program, "search", "who may train a system?", "--json", *held],
        [*program, "compare", OLD, NEW, "--json"],
        [*program, "redline", PROPOSAL, "--json"],
        [*program, "audit", NEW, PROPOSAL, "--json"],
        [*program, "norms", PROPOSAL, "--json"],
        [*program, "matrix", "--json", *held],
        [*program, "check", PROPOSAL, "--json"],
        [*program, "ingest", str(CORPUS), "--json", *held],
        [*program, "library", "--json", *held],
        [*program, "library", *held, "verify"],
        [*program, "doctor", *held],
        [PYTHON, "-c", _PYTHON],
    )


def run_alone(*, only: Sequence[int] | None = None) -> Offline:
    """Run the commands (or those of these numbers) with and without a network."""
    told = Offline()
    if not shutil.which("unshare") or _run([*ALONE, "true"])[0]:
        told.left_out = "no network namespace can be had here"
        return told
    listener = Listener()
    try:
        reached = [_run([*before, PYTHON, "-c", _CONNECT, listener.address])[0]
                   for before in ((), ALONE)]  # fmt: skip
    finally:
        listener.close()
    told.away = int(reached[0] == 0 and reached[1] != 0)
    with tempfile.TemporaryDirectory() as scratch:
        library = Path(scratch) / "library"
        listed = commands(library)
        if only is None or any(str(library) in listed[number] for number in only):
            _run([PYTHON, "-m", "analyzer", "ingest", str(CORPUS), "--library", str(library)])
        for number, command in enumerate(listed):
            if only is not None and number not in only:
                continue
            told.commands += 1
            code, said = _run(command)
            if code or not said or _run([*ALONE, *command]) != (code, said):
                told.differ.append(" ".join(command[2:5])[:80])
    return told


def _run(command: Sequence[str]) -> tuple[int, str]:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def measure_offline() -> list[Figure]:
    """The part of check X2 that needs no browser."""
    told = run_alone()
    for each in filter(None, (*told.differ, told.left_out)):
        print(f"  {each}")
    on = f"{told.commands} commands without a network"
    return [
        Figure("X2 control: no connection comes through", on, told.away, "", "1", RULE),
        Figure("X2 commands that say something else", on, len(told.differ), "", "0", RULE),
    ]
