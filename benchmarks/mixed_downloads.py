"""Two people at one server, each with a report of the same name and length: does each get his own?

A script with the app's own download button, and with a plain one as the control, served by
Streamlit; two sessions in a browser → what each of them got (check X6).
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

from tests.browsing import CORPUS, browse, free_port, settle, wait_for

#: two people
SESSIONS = ("111111", "222222")
#: as long as a report of which Streamlit looks at parts only, and where they differ
LENGTH, DIFFERS_AT = 3 << 20, 300_000
Button = Literal["plain", "HTML"]
#: the control, and the button of the app
BUTTONS: tuple[Button, Button] = ("plain", "HTML")
SCRIPT = f"""
import streamlit as st
from analyzer.records import Document, DocumentId
from analyzer.ui import taking

mark = st.query_params["mark"].encode()
report = b" " * {DIFFERS_AT} + mark + b" " * ({LENGTH} - {DIFFERS_AT} - len(mark))
document = Document(DocumentId("a"), path="a.pdf", sha256="0" * 64, title="An offer")
name = taking.file_name(("An offer",), (document,), ".html")
taking.show_button("html", lambda: report, name, key="ours")
st.download_button("plain", lambda: report, "report.html", "text/html", on_click="ignore")
"""


def downloads_of_two(scratch: Path, button: Button) -> list[str]:
    """What two sessions of one server get, in turn: of each, the mark that stands in its file."""
    script = scratch / "reports.py"
    script.write_text(SCRIPT)
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless", "true"]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1"]
    command += ["--browser.gatherUsageStats", "false"]
    environment = {**os.environ, "PYTHONPATH": str(CORPUS.parent)}
    with (scratch / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=scratch, env=environment, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(process, address, scratch / "server.log")
        with browse() as first:
            browser = first.context.browser
            assert browser is not None
            second = browser.new_context().new_page()
            pages = (first, second)
            for page, mark in zip(pages, SESSIONS, strict=True):
                page.goto(f"{address}/?mark={mark}")
                page.get_by_role("button", name=button, exact=True).wait_for()
                settle(page)
            return [_download(page, button) for page in pages]
    finally:
        process.terminate()
        process.wait(timeout=20)


def _download(page: Page, button: Button) -> str:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button, exact=True).click()
    data = Path(waiting.value.path()).read_bytes()
    assert len(data) == LENGTH, len(data)
    return data.strip().decode()


def mixed_up(scratch: Path, button: Button) -> int:
    """How many of the sessions got what is not theirs."""
    got = downloads_of_two(scratch, button)
    return sum(mark != own for mark, own in zip(got, SESSIONS, strict=True))
