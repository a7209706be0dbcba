"""The same files give the same report, byte for byte, in whatever process they are read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from analyzer.results import REPORT_FORMATS

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[3]
PAIR = ("proposal-2026", "counterproposal-2026")
#: reads both files and writes every report of them; the order of a set is another in each process
SCRIPT = """
import sys
from pathlib import Path
from analyzer import Analyzer

folder, *papers = map(Path, sys.argv[1:])
with Analyzer.from_texts({}) as analyzer:
    compared = analyzer.compare(*papers)
    matrix = analyzer.matrix(*papers)
for ending in ("html", "md", "json", "docx", "xlsx"):
    compared.save(folder / f"changes.{ending}")
for ending in ("html", "md", "json", "xlsx"):
    matrix.save(folder / f"matrix.{ending}")
print(hash("order"))
"""


def write_reports(folder: Path, *, seed: int) -> str:
    """Write them in a process of its own; gives what its hash of a word is."""
    folder.mkdir()
    papers = [str(ROOT / "corpus" / f"{name}.pdf") for name in PAIR]
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder), *papers],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    one, other = (write_reports(tmp_path / str(seed), seed=seed) for seed in (1, 2))
    assert one != other, "the control: sets have another order in each"
    names = sorted(path.name for path in (tmp_path / "1").iterdir())
    assert {Path(name).suffix for name in names} == {*REPORT_FORMATS} - {".htm"}
    assert len(names) == 9
    for name in names:
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes(), name
