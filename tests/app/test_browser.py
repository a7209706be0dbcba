"""The app in a real headless browser: first answer, a file dropped, a comparison, a question.

Screenshots go to the folder that ANALYZER_SCREENSHOTS names (docs/screenshots when they are made
anew), else to the test's own. Every request of the browser is watched: none may leave this machine.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect, sync_playwright

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BROWSER = os.environ.get("ANALYZER_BROWSER")
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
CORPUS = Path(__file__).parents[2] / "corpus"
#: an answer may wait for the first export of the encoder, and for a busy machine
MILLISECONDS = 90_000
expect.set_options(timeout=MILLISECONDS)

if not BROWSER:
    pytest.skip(
        "ANALYZER_BROWSER names no browser; `make test` brings one", allow_module_level=True
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(library: Path, folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Start the app from an empty folder, as an installed user would."""
    port = free_port()
    command = [sys.executable, "-m", "analyzer", "app", "--library", str(library)]
    command += ["--port", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(CORPUS.parent)}
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                return process, address
        except OSError:
            time.sleep(0.1)
    process.terminate()
    raise AssertionError((folder / "server.log").read_text())


@pytest.fixture(scope="module")
def address(sample_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("empty")
    process, url = serve(sample_library, folder)
    yield url
    process.terminate()
    process.wait(timeout=20)


@pytest.fixture(scope="module")
def screenshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    named = os.environ.get("ANALYZER_SCREENSHOTS")
    folder = Path(named) if named else tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=ARGUMENTS)
        context = browser.new_context(viewport={"width": 1440, "height": 900})
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
        yield opened
        browser.close()
        assert not foreign, f"requests left this machine: {foreign}"


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


def page_images(page: Page) -> None:
    """Wait until a page image is drawn in full."""
    image = page.locator('[data-testid="stImage"] img').first
    image.wait_for()
    for _ in range(100):
        if image.evaluate("node => node.complete && node.naturalWidth > 100"):
            return
        page.wait_for_timeout(50)
    raise AssertionError("the page image did not arrive")


def test_the_first_answer_stands_on_the_start_screen(
    page: Page, address: str, screenshots: Path
) -> None:
    response = page.goto(address)
    assert response is not None
    assert "default-src 'self'" in response.headers["content-security-policy"]
    expect(page.get_by_role("heading", name="What did they offer?")).to_be_visible()
    expect(page.get_by_role("heading", name="consent")).to_be_visible()
    page_images(page)
    settle(page)
    page.screenshot(path=screenshots / "start.png")


def test_from_the_story_to_every_ai_change(page: Page, address: str, screenshots: Path) -> None:
    page.goto(address)
    page.get_by_role("button", name="See every AI change").click()
    expect(page.get_by_role("heading", name="Compare")).to_be_visible()
    expect(page.locator("ins, del").first).to_be_visible()
    page_images(page)
    settle(page)
    page.screenshot(path=screenshots / "compare.png")
    first = page.locator(".clause").first.inner_text()
    page.get_by_role("button", name="Next").click()
    expect(page.locator(".clause").first).not_to_have_text(first)
    settle(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="HTML").click()
    text = waiting.value.path().read_text(encoding="utf-8")
    assert text.lstrip().lower().startswith("<!doctype html>")


def test_ai_clauses_show_evidence_and_page(page: Page, address: str, screenshots: Path) -> None:
    page.goto(f"{address}/ai-clauses")
    expect(page.locator("mark").first).to_be_visible()
    page_images(page)
    settle(page)
    page.screenshot(path=screenshots / "ai-clauses.png")


def test_a_question_is_answered(page: Page, address: str, screenshots: Path) -> None:
    page.goto(f"{address}/search")
    box = page.get_by_label("Your question")
    box.fill("may the studio keep the scan for other pictures?")
    box.press("Enter")
    expect(page.locator(".citation").first).to_be_visible()
    page_images(page)
    settle(page)
    page.screenshot(path=screenshots / "search.png")


def test_good_and_bad_files_dropped_together(page: Page, tmp_path: Path, screenshots: Path) -> None:
    folder = tmp_path / "server"
    folder.mkdir()
    bad = tmp_path / "damaged.pdf"
    bad.write_bytes(b"%PDF-1.7\n" + b"\x00broken" * 40)
    process, address = serve(tmp_path / "library", folder)
    try:
        page.goto(f"{address}/library")
        drop = page.locator('[data-testid="stFileUploaderDropzoneInput"], input[type="file"]').first
        drop.set_input_files([str(CORPUS / "proposal-2026.pdf"), str(bad)])
        expect(page.get_by_role("heading", name="Not read")).to_be_visible()
        expect(page.get_by_text("✓ AI clauses", exact=True).first).to_be_visible()
        settle(page)
        page.screenshot(path=screenshots / "library.png")
        log = (folder / "server.log").read_text()
        assert "Traceback" not in log, log
    finally:
        process.terminate()
        process.wait(timeout=20)
