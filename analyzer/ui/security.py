"""What every answer of the app's server bears, and which requests it does not answer.

A content policy that lets the browser load nothing from elsewhere, refusal of foreign host names,
no metrics page, and a log without words of documents. Input: ASGI requests; output: the same
answers with headers, or 400 and 404.
"""

from __future__ import annotations

import base64
import hashlib
import logging
import re
import traceback
from collections.abc import Awaitable, Callable, MutableMapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
CLOSED = ("/_stcore/metrics",)
#: what a log says of an error besides its kind and its place
NOT_LOGGED = "its message is not logged"


def content_policy() -> str:
    """The policy; Streamlit's own inline script is allowed by its hash."""
    hashes = " ".join(f"'sha256-{digest}'" for digest in _inline_scripts())
    sockets = " ".join(f"ws://{host}:*" for host in ("127.0.0.1", "localhost"))
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {hashes}".strip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self' {sockets}",
            "worker-src 'self' blob:",
            "frame-ancestors 'none'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _inline_scripts() -> list[str]:
    spec = find_spec("streamlit")
    if spec is None or spec.origin is None:
        return []
    page = (Path(spec.origin).parent / "static" / "index.html").read_text(encoding="utf-8")
    # <script>window.x = 1</script>, but not <script src="./app.js"></script>
    bodies = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", page, re.DOTALL)
    return [base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() for body in bodies]


class LocalOnly:
    """Adds the headers, refuses foreign hosts, closes the metrics page."""

    def __init__(self, app: Application) -> None:
        self.app = app
        self.headers = [
            (b"content-security-policy", content_policy().encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"no-referrer"),
            (b"x-frame-options", b"DENY"),
            (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
        ]

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        if not _is_local(scope):
            await self._refuse(scope, send, 400, b"This app answers on this machine only.")
            return
        if scope["path"].startswith(CLOSED):
            await self._refuse(scope, send, 404, b"Not here.")
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                ours = {name for name, _ in self.headers}
                kept = [pair for pair in message.get("headers", []) if pair[0].lower() not in ours]
                message["headers"] = [*kept, *self.headers]
            await send(message)

        await self.app(scope, receive, send_guarded)

    async def _refuse(self, scope: Message, send: Send, status: int, body: bytes) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = [(b"content-type", b"text/plain; charset=utf-8"), *self.headers]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def _is_local(scope: Message) -> bool:
    headers = dict(scope.get("headers", []))
    host = headers.get(b"host", b"").decode("latin-1")
    # 127.0.0.1:8501 → 127.0.0.1
    name = re.sub(r":\d+$", "", host).lower()
    if name not in HOSTS:
        return False
    origin = headers.get(b"origin", b"").decode("latin-1")
    # http://127.0.0.1:8501 → 127.0.0.1
    match = re.fullmatch(r"https?://([^/:]+|\[::1\])(?::\d+)?", origin)
    return not origin or (match is not None and match[1].lower() in HOSTS)


def log_without_words() -> None:
    """From now on no record of a log says more of an error than its kind and where it arose: its
    message may hold words of a document. Streamlit would print it past the log where it can."""
    st.set_option("logger.enableRich", False)
    made = logging.getLogRecordFactory()
    if getattr(made, "without_words", False):
        return

    def make(*args: Any, **named: Any) -> logging.LogRecord:  # noqa: ANN401
        record = made(*args, **named)
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, trace = record.exc_info
            frames = traceback.extract_tb(trace)
            place = f"{Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
            record.exc_text = f"{kind.__name__} in {place}; {NOT_LOGGED}"
            record.exc_info = None
        if any(isinstance(each, BaseException) for each in _arguments(record)):
            record.msg, record.args = f"an error; {NOT_LOGGED}", ()
        return record

    make.without_words = True  # type: ignore[attr-defined]
    logging.setLogRecordFactory(make)


def _arguments(record: logging.LogRecord) -> tuple[object, ...]:
    return record.args if isinstance(record.args, tuple) else (record.args,)


log_without_words()
MIDDLEWARE = [Middleware(LocalOnly)]
