"""The app as it is really started, from an empty folder: its headers, and where it listens."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STREAMLIT = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")]
FLAGS = ["--server.address=127.0.0.1", "--server.headless=true", "--browser.gatherUsageStats=false"]

pytestmark = pytest.mark.slow


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(command: list[str], folder: Path, port: int) -> Iterator[None]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "ANALYZER_LIBRARY": str(folder / "lib")}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
    try:
        for _ in range(300):
            assert process.poll() is None, (folder / "log").read_text()
            try:
                ask(port, "/_stcore/health")
                break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def ask(port: int, path: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


@pytest.mark.parametrize("started_by", ["analyzer app", "streamlit run app.py"])
def test_the_server_guards_every_answer(started_by: str, tmp_path: Path) -> None:
    port = free_port()
    by_command = started_by == "analyzer app"
    command = [sys.executable, "-m", "analyzer", "app", "--port", str(port)]
    with served(
        command if by_command else [*STREAMLIT, *FLAGS, f"--server.port={port}"], tmp_path, port
    ):
        for path in ("/", "/_stcore/health"):
            answer = ask(port, path)
            assert answer.status == 200
            assert "default-src 'self'" in (answer.getheader("content-security-policy") or "")
        assert ask(port, "/", Host="evil.example").status == 400
        assert ask(port, "/_stcore/metrics").status == 404


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="Linux says where a port listens")
def test_the_command_listens_on_this_machine_only(tmp_path: Path) -> None:
    port = free_port()
    with served([sys.executable, "-m", "analyzer", "app", "--port", str(port)], tmp_path, port):
        listening = {
            row.split()[1]
            for table in ("tcp", "tcp6")
            for row in Path(f"/proc/net/{table}").read_text().splitlines()[1:]
            # "0: 0100007F:2135 00000000:0000 0A": 0A is listening
            if row.split()[1].endswith(f":{port:04X}") and row.split()[3] == "0A"
        }
    assert listening == {f"0100007F:{port:04X}"}
