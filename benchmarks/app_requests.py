"""The app's server asked without a browser: foreign hosts and origins, no token or a wrong one,
addresses that climb to files (checks X3 and X5).

An address → requests that were not answered as they must be.
"""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from analyzer.engines.catalog_schema import LIBRARY
from benchmarks.attacked_papers import CANARY
from benchmarks.listening import Careless
from tests.browsing import SCREENS

#: where an address may begin, as far as Streamlit hands out files
ROOTS = ("", "media/", "static/", "app/static/", "component/x/", "_stcore/", "pages/", "library/")
#: a step up, in the ways in which it may be written
STEPS_UP = ("../", "..%2f", "%2e%2e/", "%2e%2e%2f", "%252e%252e%252f", "..%5c", "..\\", "....//")


def climbing(target: Path, start: Path) -> Iterator[str]:
    """Addresses that would lead from a folder to a file outside it, if somebody let them."""
    up = len(start.resolve().parts) - 1
    inner = str(target.resolve()).lstrip("/")
    for root in ROOTS:
        for step in STEPS_UP:
            yield f"/{root}{step * (up + root.count('/'))}{inner}"
        yield f"/{root}/{inner}"
        yield f"/{root}%2f{inner.replace('/', '%2f')}"


def climbed(address: str, started: Path) -> tuple[list[str], int]:
    """Addresses that climb to canary files outside the app and its library, to the library's own
    files and to the program's: those that are answered by anything but a refusal or the app's own
    page; and how many were asked."""
    place = urlsplit(address)
    outside = started.parent / "outside.txt"
    outside.write_text(CANARY)
    home = started.parent / "library" / LIBRARY.file_name
    index = ask(place, "GET", "/", {})[2]
    wrong, asked = [], 0
    for target in (outside, home, Path(__file__), started / "server.log"):
        for path in climbing(target, started):
            asked += 1
            status, _, body = ask(place, "GET", path, {})
            if CANARY in body or not (400 <= status < 500 or (status == 200 and body == index)):
                wrong.append(f"GET {path}: {status}, {len(body)} signs")
    return wrong, asked


def climbed_elsewhere(started: Path) -> int:
    """The control: so many of the same addresses reach the canary file at a careless server."""
    outside = started.parent / "outside.txt"
    outside.write_text(CANARY)
    careless = Careless(started)
    place = urlsplit(careless.address)
    try:
        return sum(CANARY in ask(place, "GET", path, {})[2] for path in climbing(outside, started))
    finally:
        careless.close()


def wrong_answers(address: str) -> list[str]:
    """Requests that must be refused, or must bear the policy, and are not or do not."""
    place = urlsplit(address)
    refused: list[tuple[str, str, dict[str, str]]] = [
        ("GET", "/", {"Host": "evil.example"}),
        ("GET", "/", {"Host": f"{place.netloc}.evil.example"}),
        ("GET", "/", {"Host": ""}),
        ("GET", "/", {"Origin": "https://evil.example"}),
        ("GET", "/", {"Origin": "null"}),
        ("GET", "/_stcore/metrics", {}),
        ("GET", "/media/0000", {}),
        ("PUT", "/_stcore/upload_file/none/none", {}),
        ("POST", "/_stcore/upload_file/none/none", {"Origin": "https://evil.example"}),
        ("DELETE", "/_stcore/upload_file/none/none", {"Origin": "https://evil.example"}),
    ]
    wrong = []
    for method, path, headers in refused:
        status, found, _ = ask(place, method, path, headers)
        if not 400 <= status < 500:
            wrong.append(f"{method} {path} {headers}: {status}")
        if "content-security-policy" not in found:
            wrong.append(f"{method} {path}: no content policy")
    for screen in SCREENS:
        status, found, _ = ask(place, "GET", f"/{screen}", {})
        if status != 200 or "default-src 'self'" not in found.get("content-security-policy", ""):
            wrong.append(f"GET /{screen}: {status}")
    return wrong


def ask(
    place: SplitResult, method: str, path: str, headers: Mapping[str, str]
) -> tuple[int, dict[str, str], str]:
    """What the server answers: status, headers by their small names, text."""
    connection = http.client.HTTPConnection(place.netloc, timeout=20)
    try:
        connection.request(method, path, headers=dict(headers))
        answer = connection.getresponse()
        body = answer.read().decode("utf-8", "replace")
        return answer.status, {key.lower(): value for key, value in answer.getheaders()}, body
    finally:
        connection.close()


# ── tokens ───────────────────────────────────────────────────────────────────────────────────────
#: what changes something on the server
CHANGING = (("PUT", "/_stcore/upload_file/none/none"), ("DELETE", "/_stcore/upload_file/none/none"))
_FORBIDDEN = 403
# '_streamlit_xsrf=2|7c9a…|…|1764140000; Path=/; SameSite=Lax'
_COOKIE = re.compile(r"(?P<name>_\w*xsrf)=(?P<token>[^;]+)")


def token_faults(address: str) -> list[str]:
    """Requests that change something: without a token, with that of somebody else or with one half
    of it each is forbidden; with the token that the server gave it is not."""
    place = urlsplit(address)
    (name, mine), (_, other) = _token(place), _token(place)
    cookie = {"Cookie": f"{name}={mine}"}
    cases: tuple[tuple[str, dict[str, str], bool], ...] = (
        ("no token", {}, False),
        ("the cookie alone", cookie, False),
        ("the header alone", {"X-Xsrftoken": mine}, False),
        ("another's token", {**cookie, "X-Xsrftoken": other}, False),
        ("a made-up token", {**cookie, "X-Xsrftoken": "2|00000000|00|1"}, False),
        ("its own token", {**cookie, "X-Xsrftoken": mine}, True),
    )
    wrong = []
    for method, path in CHANGING:
        for what, headers, allowed in cases:
            status = ask(place, method, path, headers)[0]
            if (status != _FORBIDDEN) is not allowed:
                wrong.append(f"{method} with {what}: {status}")
    return wrong


def _token(place: SplitResult) -> tuple[str, str]:
    """The name of the cookie and a token that nobody had before."""
    found = _COOKIE.search(ask(place, "GET", "/_stcore/health", {})[1].get("set-cookie", ""))
    assert found is not None, "the server gives no token"
    return found["name"], found["token"]
