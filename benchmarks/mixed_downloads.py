"""Two people at one server, each with a report of the same name and length: does each get his own?

A script with the app's own download button, and with a plain one as the control, served by
Streamlit; two sessions in a browser → what each of them got (check X6).
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

from tests.browsing import browse, serve_script, settle

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
    with serve_script(SCRIPT, scratch) as (_, address), browse() as first:
        browser = first.context.browser
        assert browser is not None
        pages = (first, browser.new_context().new_page())
        for page, mark in zip(pages, SESSIONS, strict=True):
            page.goto(f"{address}/?mark={mark}")
            page.get_by_role("button", name=button, exact=True).wait_for()
            settle(page)
        return [_download(page, button) for page in pages]


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
