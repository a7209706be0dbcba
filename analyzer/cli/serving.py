"""Starts the app as a child process, bound to this machine only, with telemetry off.

Streamlit reads config.toml from the working folder only, so every setting that matters for privacy
is passed as a flag.
"""

from __future__ import annotations

import importlib.util
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

from analyzer.errors import AnalyzerError, BadRequestError, MissingLibraryError

ADDRESS = "127.0.0.1"
INTERRUPTED = 130
FLAGS = {
    "theme.primaryColor": "#9f1d2f",
    "server.address": ADDRESS,
    "server.headless": "true",
    "server.fileWatcherType": "none",
    "server.maxUploadSize": "200",
    "server.disconnectedSessionTTL": "60",
    "browser.gatherUsageStats": "false",
    "browser.serverAddress": ADDRESS,
    "client.toolbarMode": "viewer",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": "false",
    "client.disableDataExport": "true",
    "server.showEmailPrompt": "false",
    # what Streamlit tells whoever writes an app, with a stack, is nothing for who uses one
    "logger.level": "error",
    # it would print the message of an error past the log
    "logger.enableRich": "false",
}


def serve_app(library: Path, *, port: int) -> int:
    """Run the app until it ends or is interrupted; its exit code."""
    if _port_is_taken(port):
        raise BadRequestError(
            f"Port {port} is taken on {ADDRESS}.",
            why="Another program, perhaps this app, is listening there.",
            do=f"Open http://{ADDRESS}:{port}, or name another port: --port {port + 1}.",
        )
    _require_streamlit()
    command = [sys.executable, "-m", "streamlit", "run", str(_script())]
    flags = {**FLAGS, "server.port": str(port)}
    command += [f"--{name}={value}" for name, value in flags.items()]
    environment = {**os.environ, "ANALYZER_LIBRARY": str(library.resolve())}
    environment["ANALYZER_PORT"] = str(port)
    signal.signal(signal.SIGTERM, _interrupt)
    process = subprocess.Popen(command, env=environment)
    try:
        return process.wait()
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        return INTERRUPTED


def _interrupt(*_: object) -> NoReturn:
    """Ending this process ends the app too, not only Ctrl-C."""
    raise KeyboardInterrupt


def _require_streamlit() -> None:
    try:
        found = importlib.util.find_spec("streamlit")
    except ModuleNotFoundError:
        found = None
    if found is None:
        raise MissingLibraryError.of("streamlit", feature="The app")


def _script() -> Path:
    spec = importlib.util.find_spec("analyzer.ui")
    places = list(spec.submodule_search_locations or ()) if spec else []
    if not places:
        raise AnalyzerError(
            "The app is not part of this installation.", do="Install the whole package again."
        )
    return Path(places[0]) / "serve.py"


def _port_is_taken(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((ADDRESS, port)) == 0
