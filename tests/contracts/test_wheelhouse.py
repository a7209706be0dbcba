"""From the wheelhouse alone, with no network and no make, a laptop gets the whole analyzer."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.browsing import free_port
from tools import wheelhouse
from tools.environment import SetupError

pytestmark = pytest.mark.slow
README = Path(__file__).parents[2] / "README.md"
#: pip's own ways to a network; where the system allows it, there is no network at all besides
CLOSED = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "https_proxy": "http://127.0.0.1:9"}
#: most of what is installed is never run here
UNCOMPILED = {"PIP_NO_COMPILE": "1"}
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
    return {**kept, **CLOSED, **UNCOMPILED, "OMP_NUM_THREADS": "1"}


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
    """A new environment beside the folder, filled from it alone as README says."""
    place = house.parent
    for line in lines_of_readme():
        words = line.split()
        if words[0] == "python3":
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


def lines_of_readme() -> list[str]:
    """What README tells people to type on a laptop that never goes online."""
    text = README.read_text(encoding="utf-8")
    part = text.partition("### On a laptop that never goes online")[2]
    console = part.partition("```console\n")[2].partition("```")[0]
    return [line.removeprefix("$ ") for line in console.splitlines() if line.startswith("$ ")]


def test_readme_and_the_folder_say_the_same(house: Path) -> None:
    said = lines_of_readme()
    assert len(said) == 4
    # the folder's own list has the doctor besides
    assert [line for line in commands(house) if not line.endswith(" doctor")] == said


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


#: looks at the app from within its own network, where there is no other
LOOK = """
import sys, time, urllib.request
for _ in range(600):
    try:
        page = urllib.request.urlopen(sys.argv[1], timeout=10).read()
        break
    except OSError:
        time.sleep(0.1)
print("<title>" in page.decode())
try:
    urllib.request.urlopen("http://192.0.2.1/", timeout=2)
except OSError:
    print("alone")
"""


def test_installed_from_it_alone_the_app_starts(laptop: Path) -> None:
    """By README's last line, without a network where the system allows it."""
    line = next(line for line in lines_of_readme() if line.split()[-1] == "app")
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    look = f"{shlex.quote(sys.executable)} -c {shlex.quote(LOOK)} {address}"
    script = f"{line} --port {port} > server.log 2>&1 & app=$!; {look}; kill $app; wait $app"
    # in a network of one's own the way to oneself is to be opened first
    alone = without_network() if shutil.which("ip") else []
    done = subprocess.run(
        [*alone, "sh", "-c", f"ip link set lo up; {script}" if alone else script],
        cwd=laptop, env=variables(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    told = done.stdout.split()
    log = (laptop / "server.log").read_text()
    assert told[:1] == ["True"], f"{done.stdout}{done.stderr}{log}"
    if alone:
        assert told == ["True", "alone"]
