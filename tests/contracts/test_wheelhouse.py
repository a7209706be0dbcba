"""From the wheelhouse alone, with no network and no make, a laptop gets the whole analyzer."""

import json
import os
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.browsing import free_port, wait_for
from tools import wheelhouse
from tools.environment import SetupError

pytestmark = pytest.mark.slow
#: pip's own ways to a network; where the system allows it, there is no network at all besides
CLOSED = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "https_proxy": "http://127.0.0.1:9"}
ALONE = ["unshare", "--net", "--map-root-user"]


def without_network() -> list[str]:
    """What stands before a command so that it runs without a network; nothing where that cannot
    be had."""
    if not shutil.which("unshare"):
        return []
    tried = subprocess.run([*ALONE, "true"], capture_output=True, check=False)
    return [] if tried.returncode else ALONE


def variables() -> Mapping[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PIP_", "PYTHON", "ANALYZER_", "VIRTUAL_ENV"))
    }
    return {**kept, **CLOSED, "OMP_NUM_THREADS": "1"}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `make wheelhouse` fills; to fill it takes a network."""
    folder = tmp_path_factory.mktemp("carried") / "wheelhouse"
    try:
        wheelhouse.fill(folder)
    except SetupError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"the wheelhouse cannot be filled here: {error}")
    return folder


@pytest.fixture(scope="module")
def laptop(house: Path) -> Iterator[Path]:
    """A new environment beside the folder, filled from it alone as INSTALL.txt says."""
    place = house.parent
    for line in commands(house):
        words = line.split()
        if words[0] == "python":
            words[0] = sys.executable
        if "app" in words:
            break
        done = subprocess.run(
            [*without_network(), *words],
            cwd=place, env=variables(), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    yield place
    shutil.rmtree(place / "analyzer")


def commands(house: Path) -> list[str]:
    """The indented lines of INSTALL.txt."""
    text = (house / "INSTALL.txt").read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.startswith("    ")]


def test_nothing_in_it_must_be_built(house: Path) -> None:
    assert [path.name for path in house.iterdir() if path.suffix in (".gz", ".zip")] == []
    wheels = {path.name.partition("-")[0].lower() for path in house.glob("*.whl")}
    assert {"torch", "streamlit", "faiss_cpu", "guild_contract_clause_analyzer"} <= wheels


def test_installed_from_it_alone_the_program_reads_finds_and_answers(laptop: Path) -> None:
    program = str(laptop / "analyzer" / "bin" / "analyzer")

    def ask(*words: str) -> dict[str, list[object]]:
        done = subprocess.run(
            [*without_network(), program, *words, "--json"],
            cwd=laptop, env=variables(), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        answer: dict[str, list[object]] = json.loads(done.stdout)
        return answer

    assert ask("find", "--topic", "consent")["findings"]
    assert ask("search", "who owns a scan", "--mode", "semantic", "--top", "3")["hits"]
    assert ask("compare", "agreement-2023", "proposal-2026", "--topic", "ai")["changes"]


def test_installed_from_it_alone_the_app_starts(laptop: Path) -> None:
    port = free_port()
    program = str(laptop / "analyzer" / "bin" / "analyzer")
    with (laptop / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [program, "app", "--port", str(port)],
            cwd=laptop, env=variables(), stdout=log, stderr=log,
        )  # fmt: skip
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(server, address, laptop / "server.log")
        with urllib.request.urlopen(address, timeout=10) as page:
            assert b"<title>" in page.read()
    finally:
        server.terminate()
        server.wait(timeout=20)
