"""Servers of our own: one that notes whatever is fetched from it and serves one page that holds
markup as it is, and one that gives whatever file an address climbs to: the positive controls.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote


class _Server:
    """Listens on this machine until it is closed; `answer` gives the page at an address."""

    def __init__(self, answer: Callable[[str], bytes]) -> None:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                text = answer(self.path)
                self.send_response(200)
                self.send_header("content-type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        """End it."""
        self._server.shutdown()
        self._server.server_close()


class Careless(_Server):
    """Gives whatever file an address leads to, by whatever way."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        super().__init__(self._answer)

    def _answer(self, path: str) -> bytes:
        text = b""
        path = unquote(unquote(path)).replace("\\", "/")
        with contextlib.suppress(OSError, ValueError):
            text = Path(f"{self._folder}{path}").read_bytes()
        with contextlib.suppress(OSError, ValueError):
            text = text or Path(path.replace("//", "/")).read_bytes()
        return text


class Listener(_Server):
    """Notes what is fetched from it, and serves the page `/control`."""

    def __init__(self) -> None:
        self.fetched: list[str] = []
        self.body = ""
        super().__init__(self._answer)

    def _answer(self, path: str) -> bytes:
        if path == "/control":
            return f"<!doctype html>{self.body}".encode()
        self.fetched.append(path)
        return b""
