"""Do uploads leave memory? Files dropped on the app in a real browser; then what Streamlit's store
of uploads still holds, and what the server has grown by (check X8).

An app on an empty library → bytes; () without a browser.
"""

from __future__ import annotations

import json
import os
import tempfile
import urllib.request
from collections.abc import MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from benchmarks.measuring import resident
from benchmarks.results import Figure
from tests.browsing import BROWSER, browse, serve_script, settle

RULE = "benchmarks/uploads.py"
HELD = "/held"
#: bytes of a file, files that are dropped one after the other
SIZE, FILES = 40_000_000, 3
#: the app, and beside it a page that says what is held
SCRIPT = """
import streamlit as st
from starlette.middleware import Middleware
from analyzer.ui import MIDDLEWARE, SCRIPT
from benchmarks.uploads import TellHeld

app = st.App(SCRIPT, middleware=[Middleware(TellHeld), *MIDDLEWARE])
"""


@dataclass(frozen=True, slots=True)
class Held:
    """Bytes in Streamlit's store of uploads: the most that there were, and now; the server's memory
    before and after."""

    most: int
    now: int
    before: int
    after: int


class TellHeld:
    """Answers what the store holds, and the most that it held after an upload."""

    def __init__(self, app: Any) -> None:  # noqa: ANN401 - an ASGI application
        self._app = app
        self._most = 0

    async def __call__(self, scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:  # noqa: ANN401
        """One request."""
        if scope.get("path") != HELD:
            await self._app(scope, receive, send)
            if "upload_file" in scope.get("path", ""):
                self._most = max(self._most, _held())
            return
        body = json.dumps([self._most, _held()]).encode()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": body})


def _held() -> int:
    from streamlit.runtime import get_instance
    from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

    store = get_instance().uploaded_file_mgr
    assert isinstance(store, MemoryUploadedFileManager)
    files = [file for held in list(store.file_storage.values()) for file in held.values()]
    return sum(len(file.data) for file in files)


def drop_files(folder: Path, *, size: int = SIZE, files: int = FILES) -> Held:
    """Drop files that are no papers one after the other; look when the last one was refused."""
    settings = {"ANALYZER_LIBRARY": str(folder / "library")}
    with serve_script(SCRIPT, folder, **settings) as (process, address), browse() as page:
        page.goto(f"{address}/library")
        settle(page)
        before = resident(process.pid)
        for number in range(files):
            path = folder / f"noise {number}.pdf"
            path.write_bytes(os.urandom(size))
            _drop(page, path)
        settle(page)
        page.wait_for_timeout(2_000)
        with urllib.request.urlopen(f"{address}{HELD}") as answer:
            most, now = json.load(answer)
        return Held(most, now, before, resident(process.pid))


def _drop(page: Page, path: Path) -> None:
    page.locator("input[type=file]").first.set_input_files(str(path))
    page.get_by_role("cell", name=path.name).wait_for()


def measure_uploads() -> list[Figure]:
    """Check X8."""
    if not BROWSER:
        return []
    with tempfile.TemporaryDirectory() as folder:
        held = drop_files(Path(folder))
    on = f"{FILES} files of {SIZE // 1_000_000} MB, one after the other"
    grown = max(0.0, (held.after - held.before) / 1e6)
    return [
        Figure("X8 control: most held at once", on, held.most / 1e6, "MB", "over 0", RULE),
        Figure("X8 held when they are taken", on, held.now, "bytes", "0", RULE),
        Figure("X8 growth of the server", on, grown, "MB", "at most 20", RULE),
    ]
