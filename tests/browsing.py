"""A real headless browser for the tests of the app: the server, and when a screen has come to rest.

Every request of the browser is watched: none may leave this machine.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from analyzer.cli.serving import FLAGS
from analyzer.ui.mistakes import MISTAKE
from analyzer.ui.security import NOT_LOGGED

BROWSER = os.environ.get("ANALYZER_BROWSER")
NO_BROWSER = "ANALYZER_BROWSER names no browser; `make test` brings one"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
#: colours of a picture
COLORS = 128
#: pages that are open now, the last opened last
OPENED: list[Page] = []
CORPUS = Path(__file__).parents[1] / "corpus"
#: the screens, as an address names them
SCREENS = ("", "library", "ai-clauses", "search", "compare")
#: and the tabs of the AI clauses
TABS = ("Clauses", "Terms", "Silences", "Checks", "Paste a clause")
#: what stands on a screen that failed
FAILED = f"[data-testid='stException'], .{MISTAKE}"
#: an answer may wait for the first export of the encoder, and for a busy machine
MILLISECONDS = 150_000
expect.set_options(timeout=MILLISECONDS)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(library: Path, folder: Path, **settings: str) -> tuple[subprocess.Popen[bytes], str]:
    """Start the app from an empty folder, as an installed user would; `settings`: of its
    environment."""
    port = free_port()
    command = ["analyzer", "app", "--library", str(library), "--port", str(port)]
    return _start(command, port, folder, **settings)


@contextmanager
def serve_script(
    source: str, folder: Path, **settings: str
) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A script of our own, served by Streamlit from `folder`; `settings`: of its environment."""
    script, port = folder / "served.py", free_port()
    script.write_text(source)
    flags = [f"--{name}={value}" for name, value in {**FLAGS, "server.port": str(port)}.items()]
    process, address = _start(["streamlit", "run", str(script), *flags], port, folder, **settings)
    try:
        yield process, address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _start(
    module: list[str], port: int, folder: Path, **settings: str
) -> tuple[subprocess.Popen[bytes], str]:
    """Run a module that serves at a port, and wait until it answers."""
    environment = {**os.environ, "PYTHONPATH": str(CORPUS.parent), **settings}
    command = [sys.executable, "-m", *module]
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    wait_for(process, address, folder / "server.log")
    return process, address


def wait_for(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    """Until the server answers; fails with what it logged when it does not."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    process.terminate()
    raise AssertionError(log.read_text())


@contextmanager
def browse(width: int = 1440, height: int = 900, *, bypass_policy: bool = False) -> Iterator[Page]:
    """A page of a fresh browser; fails at the end if a request left this machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=ARGUMENTS)
        context = browser.new_context(
            viewport={"width": width, "height": height}, bypass_csp=bypass_policy
        )
        opened = context.new_page()
        opened.set_default_timeout(MILLISECONDS)
        foreign: list[str] = []
        opened.on(
            "request",
            lambda request: (
                None
                if urlsplit(request.url).hostname in ("127.0.0.1", "localhost", None)
                else foreign.append(request.url)
            ),
        )
        OPENED.append(opened)
        yield opened
        OPENED.remove(opened)
        browser.close()
        assert not foreign, f"requests left this machine: {foreign}"


def errors_in(log: Path) -> list[str]:
    """The lines of a server's log that tell of an error."""
    words = ("Traceback", NOT_LOGGED)
    return [line for line in log.read_text().splitlines() if any(map(line.__contains__, words))]


def settle(page: Page) -> None:
    """Wait until the script has run, and no run follows it."""
    app = page.locator('[data-testid="stApp"]').first
    quiet = 0
    for _ in range(900):
        state = app.get_attribute("data-test-script-state")
        quiet = quiet + 1 if state == "notRunning" else 0
        if quiet == 10:
            return
        page.wait_for_timeout(100)
    raise AssertionError("the script did not come to rest")


def unfold(page: Page) -> None:
    """Open whatever is folded on the screen."""
    for fold in page.locator("[data-testid='stMain'] [data-testid='stExpander'] summary").all():
        fold.click()
        settle(page)


def picture(page: Page, file: Path) -> None:
    """The screen as it is, in as few colours as it has: small enough to be kept with the code."""
    with Image.open(BytesIO(page.screenshot())) as taken:
        taken.convert("RGB").quantize(COLORS).save(file, optimize=True)


def page_images(page: Page) -> None:
    """Wait until a page image is drawn in full."""
    image = page.locator('[data-testid="stImage"] img').first
    image.wait_for()
    for _ in range(100):
        if image.evaluate("node => node.complete && node.naturalWidth > 100"):
            return
        page.wait_for_timeout(50)
    raise AssertionError("the page image did not arrive")
