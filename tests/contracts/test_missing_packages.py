"""What stops without each of the five packages of the project, and what goes on, is true."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from analyzer.engines import load
from analyzer.errors import MissingLibraryError
from analyzer.pipeline.checkup import NEEDS

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "corpus" / "proposal-2026.pdf"
FIVE = ("sentence-transformers", "transformers", "pdfplumber", "streamlit", "faiss-cpu")
EXPORTING = ("sentence-transformers", "transformers")
MODULES = {need.package: need.module for need in NEEDS}
# Python runs a file of this name at its start, in the program and in every child that inherits it.
BLOCKER = """
import os, sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == os.environ["BLOCKED"]:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name.partition(".")[0])

sys.meta_path.insert(0, Blocked())
"""


class Program:
    """`analyzer` where one package is missing; no encoder is exported yet if that needs it."""

    def __init__(self, folder: Path, package: str) -> None:
        (folder / "sitecustomize.py").write_text(BLOCKER, encoding="utf-8")
        self._variables = {
            **os.environ,
            "BLOCKED": MODULES[package],
            "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)]),
            "ANALYZER_LIBRARY": str(folder / "library"),
            "OMP_NUM_THREADS": "1",
        }
        if package in EXPORTING:
            self._variables["ANALYZER_CACHE"] = str(folder / "cache")
        self._folder = folder

    def __call__(self, *words: str) -> tuple[int, str]:
        """Return exit code and all that was said."""
        done = subprocess.run(
            [sys.executable, "-m", "analyzer", *words],
            cwd=self._folder,
            env=self._variables,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr


def test_the_readme_says_what_the_doctor_says() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for need in NEEDS:
        if need.package in FIVE:
            says = re.escape(f"| {need.does} | {need.without} |")
            assert re.search(rf"^\| {need.package} \| \S+ {says}$", readme, re.MULTILINE), need


@pytest.fixture(scope="module", params=[*EXPORTING, "streamlit", "faiss-cpu"])
def package(request: pytest.FixtureRequest) -> str:
    """A package that is missing; pdfplumber is read with in a child, so it has its own test."""
    return str(request.param)


@pytest.fixture(scope="module")
def program(package: str, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program without that package, after it has read one sample."""
    without = Program(tmp_path_factory.mktemp(package), package)
    code, said = without("ingest", str(SAMPLE))
    assert code == 0, said
    return without


def test_reading_and_searching_by_words_go_on(program: Program) -> None:
    code, said = program("search", "consent", "--mode", "lexical", "--top", "1")
    assert code == 0, said
    assert "Article XXI, Section 3" in said


def test_the_doctor_says_the_line_that_installs(program: Program, package: str) -> None:
    _, said = program("doctor")
    assert f"pip install {package}" in said


def test_search_by_meaning_stops_with_that_line(program: Program, package: str) -> None:
    code, said = program("search", "consent", "--mode", "semantic", "--top", "1")
    if package == "streamlit":
        assert code == 0, said
    else:
        assert code == 2, said
        assert f"pip install {package}" in said


def test_the_app_stops_with_the_line_that_installs(tmp_path: Path) -> None:
    code, said = Program(tmp_path, "streamlit")("app")
    assert code == 2, said
    assert "pip install streamlit" in said


def test_the_second_reader_stops_with_the_line_that_installs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    with pytest.raises(MissingLibraryError, match="pip install pdfplumber"):
        load("reader", "pdfplumber")().open(SAMPLE.read_bytes(), path=str(SAMPLE))


def test_the_first_reader_needs_no_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    with load("reader", "pdfium")().open(SAMPLE.read_bytes(), path=str(SAMPLE)) as opened:
        assert opened.page_count > 0
