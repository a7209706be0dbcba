"""What the app's server answers, without a browser: headers, hosts, closed pages."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest

from analyzer.ui.security import LocalOnly, Send, content_policy

Message = MutableMapping[str, Any]


def ask(path: str = "/", *, kind: str = "http", **headers: str) -> list[Message]:
    async def inner(scope: Message, receive: object, send: Send) -> None:
        del receive
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
            return
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"ok"})

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {}

    pairs = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": kind, "path": path, "headers": pairs}
    asyncio.run(LocalOnly(inner)(scope, receive, send))
    return sent


def test_every_answer_bears_the_content_policy() -> None:
    start = ask(host="127.0.0.1:8501")[0]
    headers = dict(start["headers"])
    policy = headers[b"content-security-policy"].decode()
    assert "default-src 'self'" in policy
    assert "unsafe-eval" not in policy
    assert headers[b"x-content-type-options"] == b"nosniff"


def test_the_policy_names_the_inline_scripts_of_streamlit_by_hash() -> None:
    assert "'sha256-" in content_policy()


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", ""])
def test_a_foreign_host_is_refused(host: str) -> None:
    assert ask(host=host)[0]["status"] == 400


def test_a_foreign_origin_is_refused_on_both_kinds() -> None:
    origin = "https://evil.example"
    assert ask(host="localhost:8501", origin=origin)[0]["status"] == 400
    assert ask(kind="websocket", host="localhost", origin=origin)[0]["type"] == "websocket.close"


def test_a_local_websocket_is_accepted() -> None:
    sent = ask(kind="websocket", host="127.0.0.1:8501", origin="http://127.0.0.1:8501")
    assert sent[0]["type"] == "websocket.accept"


def test_metrics_are_closed() -> None:
    assert ask("/_stcore/metrics", host="localhost")[0]["status"] == 404
