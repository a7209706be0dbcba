"""`make run` starts the app, reads the corpus beside it, says what it does and ends all of it."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tools import environment, run

ROOT = Path(__file__).resolve().parents[3]
# Stands in for .venv/bin/analyzer: an app that answers, and a command that ends with a given code.
PROGRAM = """#!{python}
import http.server, os, pathlib, sys
folder = pathlib.Path(__file__).parent
(folder / (sys.argv[1] + ".started")).write_text(str(os.getpid()))
if sys.argv[1] == "ingest":
    print("reading", sys.argv[2], flush=True)
    sys.exit(int(os.environ.get("INGEST_CODE", "0")))
port = int(sys.argv[sys.argv.index("--port") + 1])
if os.environ.get("APP_CODE"):
    sys.exit(int(os.environ["APP_CODE"]))
http.server.HTTPServer(("127.0.0.1", port), http.server.SimpleHTTPRequestHandler).serve_forever()
"""
DRIVER = """
import pathlib, sys
from tools import environment, run
run.BIN = pathlib.Path(sys.argv[1])
environment.is_installed = lambda developing=False: True
sys.exit(run.main(["--port", sys.argv[2]]))
"""


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def bin_folder(tmp_path: Path) -> Path:
    program = tmp_path / "analyzer"
    program.write_text(PROGRAM.format(python=sys.executable), encoding="utf-8")
    program.chmod(0o755)
    return tmp_path


def start(bin_folder: Path, port: int, **variables: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", DRIVER, str(bin_folder), str(port)],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1", **variables},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def read_until(process: subprocess.Popen[str], words: str) -> list[str]:
    lines = []
    for line in process.stdout or ():
        lines.append(line.rstrip())
        if words in line:
            return lines
    pytest.fail(f"never said {words!r}: {lines}")


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_says_its_steps_and_ends_everything(bin_folder: Path, port: int) -> None:
    process = start(bin_folder, port)
    said = read_until(process, "Stop: Ctrl-C.")
    app = int((bin_folder / "app.started").read_text())
    assert alive(app)
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=30)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert said[0] == (
        "Guild contract analyzer. Three steps; only the second needs a network. "
        "Nothing leaves this machine."
    )
    assert said[1:4] == [
        f"1/3 Python {version} found",
        "2/3 already installed",
        f"3/3 app on http://127.0.0.1:{port} (this machine only); reading the sample corpus",
    ]
    assert "reading corpus" in said
    assert said[-1].startswith("Ready in ")
    assert "Stopped." in rest
    assert process.returncode == 0
    assert not alive(app)


def test_ends_on_ctrl_c_though_its_parent_ignored_it(bin_folder: Path, port: int) -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        process = start(bin_folder, port)
    finally:
        signal.signal(signal.SIGINT, before)
    read_until(process, "Stop: Ctrl-C.")
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=60)
    assert "Stopped." in rest
    assert process.returncode == 0


def test_a_refused_file_leaves_the_app_running(bin_folder: Path, port: int) -> None:
    process = start(bin_folder, port, INGEST_CODE="3")
    said = read_until(process, "Stop: Ctrl-C.")
    process.terminate()
    process.communicate(timeout=30)
    assert "some files were refused" in said[-1]


def test_an_app_that_ends_at_once_is_an_error(bin_folder: Path, port: int) -> None:
    process = start(bin_folder, port, APP_CODE="4")
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "ended at once, with code 4" in said
    assert not (bin_folder / "ingest.started").exists()


def test_a_taken_port_is_named_with_what_to_do(port: int) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        with pytest.raises(environment.SetupError, match=f"make run PORT={port + 1}"):
            run.refuse_taken_port(port)
    run.refuse_taken_port(port)
