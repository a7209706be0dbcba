"""The app under attack, in a real browser: words of documents that would run or fetch, foreign
hosts, two users at once, and where words of a document must not turn up (checks X1 to X7).

A library of papers full of payloads, the app served on it, a listener beside it → counts.
"""

from __future__ import annotations

import http.client
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Literal
from unittest import mock
from urllib.parse import unquote, urlsplit

import streamlit as st
from playwright.sync_api import Page, Request
from streamlit.runtime.memory_media_file_storage import _calculate_file_id

from analyzer import Analyzer
from analyzer.engines.catalog_database import LIBRARY
from analyzer.records import Document, DocumentId, Hints
from analyzer.settings import read_settings
from analyzer.ui import taking
from benchmarks.listening import FIRED, Careless, Listener
from benchmarks.payloads import formulas, payloads
from benchmarks.results import Figure
from tests.browsing import BROWSER, MILLISECONDS, OPENED, browse, serve, settle

CANARY = "zebrafinch"
SCREENS = ("", "library", "ai-clauses", "search", "compare")
TABS = ("Clauses", "Terms", "Silences", "Checks", "Paste a clause")
#: what a server tells of itself
TELLING = (
    "/_stcore/metrics",
    "/_stcore/health",
    "/_stcore/host-config",
    "/healthz",
    "/script-health-check",
)
RULE = "benchmarks/app_attacks.py"
_SHOWN = "[data-testid='stHtml'], [data-testid='stDataFrame']"


# ── a library full of payloads ───────────────────────────────────────────────────────────────────
def fill(library: Path, folder: Path, address: str) -> None:
    """Two versions of a paper with a payload in every clause, heading, label, definition and name;
    corrections with payloads; refused files whose names are payloads."""
    folder.mkdir(parents=True, exist_ok=True)
    words = [re.sub(r"\s+", " ", each) for each in (*payloads(address), *formulas(address))]
    settings = replace(read_settings(), library=library)
    with Analyzer.open(settings=settings) as opened:
        for version, change in (("old", "written"), ("new", "oral")):
            paper = folder / f"{version} <img src=x onerror=fired(0)> {CANARY}.txt"
            paper.write_text(_paper(words, change), encoding="utf-8")
            hints = Hints(
                id=version,
                title=f"{version} {words[0]} {CANARY}",
                guild=words[1],
                employer=words[4],
                offered_by=words[6],
            )
            opened.ingest(paper, hints=hints)
        for number, name in enumerate(words[:12]):
            bad = folder / f"{number} {name.replace('/', ' ')[:80]}.pdf"
            bad.write_bytes(b"<html>no document</html>")
            opened.ingest(bad)
        for finding in opened.find()[:5]:
            note = f"{words[0]} {words[38]} {CANARY}"
            opened.overrule_topic(finding.clause_id, finding.topic, True, note=note)


def _paper(words: list[str], change: str) -> str:
    lines = [f"HARBOUR AGREEMENT {words[0]} OF 2031", ""]
    for number, word in enumerate(words, start=1):
        means = f"means a digital replica {word} made by artificial intelligence."
        duty = f"Producer shall obtain the Performer's {change} consent {word} before it makes"
        lines += [
            f"ARTICLE {number}. {word}\n",
            f'1. "{word[:30]} {CANARY}" {means}\n',
            f"2. {duty} a digital replica {word}, and shall pay {number + 10} dollars.\n",
            f"({number % 9}) {word}\n",
        ]
    return "\n".join(lines)


# ── the attacks ──────────────────────────────────────────────────────────────────────────────────
@dataclass
class Attacked:
    """What happened."""

    control: int = 0
    fields: int = 0
    #: how often the words of a payload stand on the screen, as words
    shown: int = 0
    ran: list[object] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    #: addresses that the browser asked for
    asked: list[str] = field(default_factory=list)
    #: of those, the ones that hold the canary word
    leaking: list[str] = field(default_factory=list)
    #: and those of other hosts
    elsewhere: list[str] = field(default_factory=list)


@contextmanager
def attacked_app(scratch: Path) -> Iterator[tuple[str, Listener, Path]]:
    """The app on a library full of payloads: its address, the listener, its folder."""
    listener = Listener()
    fill(scratch / "library", scratch / "papers", listener.address)
    started = scratch / "started"
    temporary = started / "temporary"
    temporary.mkdir(parents=True)
    with mock.patch.dict(os.environ, {"TMPDIR": str(temporary)}):
        process, address = serve(scratch / "library", started)
    try:
        yield address, listener, started
    finally:
        process.terminate()
        process.wait(timeout=20)
        listener.close()


def attack(address: str, listener: Listener) -> Attacked:
    """Visit every screen and every tab with everything open."""
    told = Attacked()
    with browse() as page:
        listener.body = "\n".join(f"<p>{each}</p>" for each in payloads(listener.address)[:5])
        page.goto(f"{listener.address}/control")
        page.wait_for_timeout(300)
        told.control = len(page.evaluate("window.firedNumbers")) + len(listener.fetched)
    listener.fetched.clear()
    with browse() as page:
        page.add_init_script(FIRED)
        page.on("request", lambda request: _note(request, address, told))
        for visit in (_library, _clauses, _search, _compare):
            visit(page, address)
            told.fields += page.locator(_SHOWN).count()
            told.shown += page.locator("[data-testid='stMain']").inner_text().count("fired(")
            told.ran += page.evaluate("window.firedNumbers || []")
            if urlsplit(page.url).netloc != urlsplit(address).netloc:
                told.left.append(page.url)
            if page.locator("[data-testid='stException']").count():
                told.errors.append(page.url)
    told.fetched = list(listener.fetched)
    return told


def _note(request: Request, address: str, told: Attacked) -> None:
    told.asked.append(request.url)
    if CANARY in unquote(request.url):
        told.leaking.append(request.url)
    place = urlsplit(request.url)
    if place.scheme in ("http", "https", "ws", "wss") and place.netloc != urlsplit(address).netloc:
        told.elsewhere.append(request.url)


def _open(page: Page, address: str, screen: str) -> None:
    page.goto(f"{address}/{screen}")
    settle(page)


def _library(page: Page, address: str) -> None:
    _open(page, address, "")
    _open(page, address, "library")
    page.get_by_role("button", name="Show how it was read").click()
    settle(page)


def _clauses(page: Page, address: str) -> None:
    _open(page, address, "ai-clauses")
    for tab in reversed(TABS):
        page.get_by_role("tab", name=tab).click()
        settle(page)
        if tab == "Clauses":
            for _ in range(3):
                page.get_by_role("button", name="Next").first.click()
                settle(page)


def _search(page: Page, address: str) -> None:
    _open(page, address, "search")
    box = page.get_by_label("Your question")
    box.fill(f"<img src=x onerror=fired(99)> digital replica consent {CANARY}")
    box.press("Enter")
    page.locator(".citation").first.wait_for()
    settle(page)


def _compare(page: Page, address: str) -> None:
    _open(page, address, "compare?old=old&new=new")
    page.locator("ins:visible, del:visible").first.wait_for()
    settle(page)
    for _ in range(5):
        page.get_by_role("button", name="Next").first.click()
        settle(page)


# ── the server, asked without a browser ──────────────────────────────────────────────────────────
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
    index = _ask(place, "GET", "/", {})[2]
    wrong, asked = [], 0
    for target in (outside, home, Path(__file__), started / "server.log"):
        for path in climbing(target, started):
            asked += 1
            status, _, body = _ask(place, "GET", path, {})
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
        return sum(CANARY in _ask(place, "GET", path, {})[2] for path in climbing(outside, started))
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
        status, found, _ = _ask(place, method, path, headers)
        if not 400 <= status < 500:
            wrong.append(f"{method} {path} {headers}: {status}")
        if "content-security-policy" not in found:
            wrong.append(f"{method} {path}: no content policy")
    for screen in SCREENS:
        status, found, _ = _ask(place, "GET", f"/{screen}", {})
        if status != 200 or "default-src 'self'" not in found.get("content-security-policy", ""):
            wrong.append(f"GET /{screen}: {status}")
    return wrong


def _ask(
    place: object, method: str, path: str, headers: Mapping[str, str]
) -> tuple[int, dict[str, str], str]:
    netloc = str(getattr(place, "netloc", ""))
    connection = http.client.HTTPConnection(netloc, timeout=20)
    try:
        connection.request(method, path, headers=dict(headers))
        answer = connection.getresponse()
        body = answer.read().decode("utf-8", "replace")
        return answer.status, {key.lower(): value for key, value in answer.getheaders()}, body
    finally:
        connection.close()


# ── two users ────────────────────────────────────────────────────────────────────────────────────
USERS = ("old", "new")
#: what a user does, over and over; the second one is a step ahead
ACTIONS = ("Next", "Silences", "Next", "Clauses")


def cross_reads(address: str, *, actions: int) -> list[str]:
    """Two users do different things to different documents in turn: what one sees is, word for
    word, what he saw alone, his own title and nothing of the other's document."""
    alone = {}
    for ahead, name in enumerate(USERS):
        with browse() as page:
            alone[name] = [_begin(page, address, name)]
            alone[name] += [_act(page, number + ahead) for number in range(actions)]
    wrong = [f"{name}: an action changed nothing" for name in USERS if _has_still(alone[name])]
    with browse() as first, browse_second() as second:
        users = dict(zip(USERS, (first, second), strict=True))
        seen = {name: [_begin(page, address, name)] for name, page in users.items()}
        for number in range(actions):
            for ahead, name in enumerate(USERS):
                seen[name].append(_act(users[name], number + ahead))
    for name, other in zip(USERS, reversed(USERS), strict=True):
        for number, (shown, wanted) in enumerate(zip(seen[name], alone[name], strict=True)):
            if f"{name} <script" not in shown or f"{other} <script" in shown or shown != wanted:
                wrong.append(f"{name}, action {number}")
    return wrong


def _has_still(shown: list[str]) -> bool:
    return any(before == after for before, after in pairwise(shown))


def _begin(page: Page, address: str, name: str) -> str:
    page.set_default_timeout(MILLISECONDS)
    _open(page, address, f"ai-clauses?document={name}")
    return _shown_to(page)


def _act(page: Page, number: int) -> str:
    what = ACTIONS[number % len(ACTIONS)]
    role: Literal["button", "tab"] = "button" if what == "Next" else "tab"
    page.get_by_role(role, name=what, exact=what != "Next").first.click()
    settle(page)
    return _shown_to(page)


def _shown_to(page: Page) -> str:
    return page.locator("[data-testid='stMain']").inner_text()


@contextmanager
def browse_second() -> Iterator[Page]:
    """A second user: another context of the browser that the first one runs in."""
    browser = OPENED[-1].context.browser
    assert browser is not None
    context = browser.new_context()
    try:
        yield context.new_page()
    finally:
        context.close()


# ── downloads ────────────────────────────────────────────────────────────────────────────────────
def mixed_up_downloads(sessions: int = 20) -> tuple[int, int]:
    """Reports of one length that differ in the middle alone, of as many sessions: how many ids
    Streamlit gives them under one name (the control), and under the names that the app gives."""
    long = 3 << 20
    reports = [b" " * 300_000 + b"%06d" % n + b" " * (long - 300_006) for n in range(sessions)]
    document = Document(DocumentId("a"), path="a.pdf", sha256="0" * 64, title="An offer")
    names = []
    for _ in reports:
        st.session_state.clear()
        names.append(taking.file_name(("An offer",), (document,), ".html"))
    st.session_state.clear()
    alike = {_calculate_file_id(data, "text/html", "report.html") for data in reports}
    apart = {
        _calculate_file_id(data, "text/html", name)
        for data, name in zip(reports, names, strict=True)
    }
    return sessions - len(alike), sessions - len(apart)


# ── canary words ─────────────────────────────────────────────────────────────────────────────────
def leaks(started: Path) -> list[str]:
    """Files beside the library that hold the canary word of the documents: logs, temporary ones."""
    return [
        str(path)
        for path in started.rglob("*")
        if path.is_file() and CANARY.encode() in path.read_bytes()
    ]


def told_by_metrics(address: str, pages: Sequence[str] = TELLING) -> list[str]:
    """What the pages that tell of the server say of the canary word."""
    place = urlsplit(address)
    return [page for page in pages if CANARY in _ask(place, "GET", page, {})[2]]


def leaks_found(listener: Listener, started: Path) -> int:
    """The control: canary words laid into a log, a temporary file, an address and a page that tells
    of the server; how many of the four are found."""
    found = []
    for name in ("server.log.1", "temporary/left"):
        laid = started / name
        laid.write_text(f"an offer, {CANARY}")
        found += [each for each in leaks(started) if each == str(laid)]
        laid.unlink()
    listener.body = CANARY
    found += told_by_metrics(listener.address, ("/control",))
    told = Attacked()
    with browse() as page:
        page.on("request", lambda request: _note(request, listener.address, told))
        page.goto(f"{listener.address}/control?asked={CANARY[:3]}%{ord(CANARY[3]):x}{CANARY[4:]}")
    return len(found) + len(told.leaking)


# ── figures ──────────────────────────────────────────────────────────────────────────────────────
def measure_attacks(scratch: Path) -> list[Figure]:
    """Checks X1, X2, X5, X6 and X7; () without a browser."""
    if not BROWSER:
        return []
    with attacked_app(scratch) as (address, listener, started):
        told = attack(address, listener)
        wrong = wrong_answers(address)
        climbs, climbing_asked = climbed(address, started)
        reached = climbed_elsewhere(started)
        crossed = cross_reads(address, actions=20)
        leaked = [*leaks(started), *told.leaking, *told_by_metrics(address)]
        laid = leaks_found(listener, started)
    leaked += leaks(started)  # the app has ended
    control, mixed = mixed_up_downloads()
    outside = [*told.fetched, *told.elsewhere]
    count = len(payloads("")) + len(formulas(""))
    on = f"{count} payloads, {told.fields} places"
    asked = f"{len(told.asked)} requests"
    on_climbs = f"{climbing_asked} addresses, 4 files"
    for each in (*told.ran, *outside, *told.left, *told.errors, *wrong, *climbs, *crossed, *leaked):
        print(f"  {each}")
    return [
        Figure("X1 the control fires", "5 payloads without the app", told.control, "", "over 0"),
        Figure("X1 payloads shown as words", on, told.shown, "", "over 0", RULE),
        Figure("X1 executed", on, len(told.ran), "", "0", RULE),
        Figure("X1, X2 fetched, other hosts asked", f"{on}, {asked}", len(outside), "", "0", RULE),
        Figure("X1 navigated away, errors shown", on, len(told.left) + len(told.errors), "", "0"),
        Figure("X3, X5 requests answered wrongly", "15 requests", len(wrong), "", "0", RULE),
        Figure("X5 control: a careless server gives the file", on_climbs, reached, "", "over 0"),
        Figure("X5 addresses that climb, answered wrongly", on_climbs, len(climbs), "", "0", RULE),
        Figure("X6 cross reads", "two users, 20 actions each", len(crossed), "", "0", RULE),
        Figure("X6 control: one name, mixed up", "20 reports of 3 MB", control, "", "over 0", RULE),
        Figure("X6 downloads mixed up", "20 sessions, reports of 3 MB", mixed, "", "0", RULE),
        Figure("X7 control: canary words laid and found", "4 places", laid, "", "4", RULE),
        Figure(
            "X7 canary words in logs, addresses, metrics, temporary files",
            f"{on}, {asked}",
            len(leaked),
            "",
            "0",
            RULE,
        ),
    ]
