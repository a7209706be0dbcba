"""`make run`: from a bare Python to the app, with the sample corpus read beside it.

A checkout → `.venv`, the app on this machine's own address, and corpus/ in index/; three steps,
each with its size and seconds. Ctrl-C ends all of it.
"""

import argparse
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from tools import environment
from tools.environment import BIN, ROOT, SetupError, end_progress, show_progress

HOST = "127.0.0.1"
APP_SECONDS = 60
GRACE_SECONDS = 5
TICK_SECONDS = 0.1
REFUSED_FILES = 3


def main(arguments: list[str]) -> int:
    """Carry out the three steps; returns when the app ends or Ctrl-C is pressed."""
    asked = _parse(arguments)
    # A shell lets what it starts in the background ignore Ctrl-C: say that it counts here.
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, _interrupt)
    try:
        return run(asked.port, library=asked.library, corpus=asked.corpus)
    except SetupError as error:
        end_progress()
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        end_progress()
        print("\nStopped.")
        return 0


def run(port: int, *, library: Path, corpus: Path) -> int:
    """Install, start the app, read the corpus beside it, and wait for the app's end."""
    print(
        "Guild contract analyzer. Three steps; only the second needs a network. "
        "Nothing leaves this machine."
    )
    refuse_taken_port(port)
    print(f"1/3 Python {sys.version_info.major}.{sys.version_info.minor} found")
    if environment.is_installed():
        print("2/3 already installed")
    else:
        print("2/3 installing (about 2 GB on disk, 1 to 5 minutes)", flush=True)
        seconds = environment.install()
        size = environment.size_on_disk() / 1e9
        print(f"    {size:.1f} GB on disk, {seconds:.0f} s")
    url = f"http://{HOST}:{port}"
    print(f"3/3 app on {url} (this machine only); reading the sample corpus", flush=True)
    start = time.monotonic()
    analyzer = str(BIN / "analyzer")
    serve = [analyzer, "app", "--library", str(library), "--port", str(port)]
    with _child(serve, ends_on=signal.SIGTERM, silent=True) as app:
        _wait_for_answer(app, url)
        print(f"    the app answers after {time.monotonic() - start:.1f} s", flush=True)
        _open_browser(url)
        read = [analyzer, "ingest", str(corpus), "--library", str(library)]
        with _child(read, ends_on=signal.SIGINT) as ingest:
            code = ingest.wait()
        if code == 0:
            print(
                f"Ready in {time.monotonic() - start:.1f} s. Your own files: drop them in the app, "
                "or analyzer ingest FOLDER. Stop: Ctrl-C.",
                flush=True,
            )
        else:
            what = "some files were refused" if code == REFUSED_FILES else f"it ended with {code}"
            print(
                f"The app runs, but the sample corpus was not read in full: {what}; the lines "
                "above say why. Stop: Ctrl-C.",
                flush=True,
            )
        return app.wait()


def refuse_taken_port(port: int) -> None:
    """Raise SetupError when another program listens where the app is to be."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise SetupError(
                f"Port {port} is taken: another program, or this app already, answers on "
                f"http://{HOST}:{port}. Look there first; else stop that program, or take "
                f"another port: make run PORT={port + 1}"
            ) from None


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make run", description=main.__doc__)
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument("--library", type=Path, default=Path("index"))
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    return parser.parse_args(arguments)


def _interrupt(signal_number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@contextlib.contextmanager
def _child(
    command: list[str], *, ends_on: signal.Signals, silent: bool = False
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program in a group of its own, and end the whole group on the way out.

    `silent` hides what it says of itself, never its errors.
    """
    output = subprocess.DEVNULL if silent else None
    with subprocess.Popen(command, cwd=ROOT, stdout=output, start_new_session=True) as child:
        try:
            yield child
        finally:
            for sign in (ends_on, signal.SIGTERM, signal.SIGKILL):
                if child.poll() is None:
                    with contextlib.suppress(ProcessLookupError):
                        os.killpg(child.pid, sign)
                    with contextlib.suppress(subprocess.TimeoutExpired):
                        child.wait(GRACE_SECONDS)


def _wait_for_answer(app: subprocess.Popen[bytes], url: str) -> None:
    start = time.monotonic()
    while (waited := time.monotonic() - start) < APP_SECONDS:
        if app.poll() is not None:
            raise SetupError(
                f"The app ended at once, with code {app.returncode}; the lines above say why. "
                "If they name a package, delete .venv and run the same command again."
            )
        with contextlib.suppress(urllib.error.URLError, OSError):
            # No proxy of the user's stands between two programs of one machine.
            opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            with opener.open(url, timeout=APP_SECONDS):
                end_progress()
                return
        show_progress(f"    starting the app · {waited:.0f} s")
        time.sleep(TICK_SECONDS)
    raise SetupError(f"The app did not answer on {url} within {APP_SECONDS} s.")


def _open_browser(url: str) -> None:
    screen = sys.platform == "darwin" or os.environ.get(
        "DISPLAY", os.environ.get("WAYLAND_DISPLAY")
    )
    if screen and sys.stdout.isatty():
        webbrowser.open(url)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
