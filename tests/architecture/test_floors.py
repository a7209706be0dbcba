"""The floors hold, and the contracts that hold them would notice a break."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINT = Path(sys.executable).with_name("lint-imports")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(LINT), "pyproject.toml", "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_imports_go_down_only() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("pages/stray.py", "from analyzer.clauses import split_clauses", "Floors"),
        ("records_of_all.py", "", "Floors"),
        ("search.py", "import analyzer.pipeline", "Floors"),
        ("wording/stray.py", "import streamlit", "Streamlit"),
        ("findings.py", "import torch", "Heavy"),
        ("comparison/stray.py", "def f() -> None:\n    import faiss", "Heavy"),
        ("reports/stray.py", "import analyzer", "Nobody"),
    ],
)
def test_a_break_is_noticed(tmp_path: Path, module: str, line: str, contract: str) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    ignore = shutil.ignore_patterns("__pycache__", "*.toml")
    shutil.copytree(ROOT / "analyzer", tmp_path / "analyzer", ignore=ignore)
    broken = tmp_path / "analyzer" / module
    with broken.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    done = lint(tmp_path)
    verdicts = [text for text in done.stdout.splitlines() if text.startswith(contract)]
    assert done.returncode == 1, done.stdout + done.stderr
    assert any("BROKEN" in text for text in verdicts), done.stdout
