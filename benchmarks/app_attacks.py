"""The app under attack, in a real browser: words of documents that would run or fetch, foreign
hosts, two users at once, and where words of a document must not turn up (checks X1 to X7).

A library of papers full of payloads, the app served on it, a listener beside it → counts.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Request

from benchmarks.app_requests import ask, climbed, climbed_elsewhere, token_faults, wrong_answers
from benchmarks.attack_visits import VISITS
from benchmarks.attacked_papers import CANARY, fill
from benchmarks.listening import Listener
from benchmarks.mixed_downloads import BUTTONS, mixed_up
from benchmarks.payloads import formulas, payloads
from benchmarks.quoting_mistakes import told_by_mistake
from benchmarks.results import Figure
from benchmarks.two_users import cross_reads
from tests.browsing import BROWSER, FAILED, browse, serve

#: what a server tells of itself
TELLING = (
    "/_stcore/metrics",
    "/_stcore/health",
    "/_stcore/host-config",
    "/healthz",
    "/script-health-check",
)
RULE = "benchmarks/app_attacks.py"
#: payloads that a page without the app holds as they are
CONTROLS = 5
_SHOWN = "[data-testid='stHtml'], [data-testid='stDataFrame']"


# ── the attacks ──────────────────────────────────────────────────────────────────────────────────
@dataclass
class Attacked:
    """What happened."""

    #: payloads that ran, and that fetched, where nothing keeps them from it
    control: int = 0
    control_fetched: int = 0
    fields: int = 0
    #: part of the app → how often words of a payload stand on it, as words
    reached: dict[str, int] = field(default_factory=dict)
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
def attacked_app(scratch: Path, *, every: int = 1) -> Iterator[tuple[str, Listener, Path]]:
    """The app on a library full of payloads: its address, the listener, its folder."""
    listener = Listener()
    fill(scratch / "library", scratch / "papers", listener.address, every=every)
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
        ran: list[object] = []
        page.context.expose_function("fired", lambda number: ran.append(number))
        every = payloads(listener.address)
        listener.body = "\n".join(f"<p>{each}</p>" for each in every[:CONTROLS])
        page.goto(f"{listener.address}/control")
        page.wait_for_timeout(300)
        told.control = len(ran)
        told.control_fetched = len(listener.fetched)
    listener.fetched.clear()
    for visit in VISITS:
        with browse() as page:
            page.context.expose_function("fired", lambda number: told.ran.append(number))
            page.on("request", lambda request: _note(request, address, told))
            told.reached.update(visit(page, address))
            told.fields += page.locator(_SHOWN).count()
            if urlsplit(page.url).netloc != urlsplit(address).netloc:
                told.left.append(page.url)
            if page.locator(FAILED).count():
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
    return [page for page in pages if CANARY in ask(place, "GET", page, {})[2]]


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
        tokens = token_faults(address)
        climbs, climbing_asked = climbed(address, started)
        reached = climbed_elsewhere(started)
        crossed = cross_reads(address, actions=20)
        leaked = [*leaks(started), *told.leaking, *told_by_metrics(address)]
        laid = leaks_found(listener, started)
    leaked += leaks(started)  # the app has ended
    made, quoted = told_by_mistake(scratch / "library", scratch / "mistaken", CANARY)
    leaked += quoted
    control, mixed = (mixed_up(scratch, button) for button in BUTTONS)
    outside = [*told.fetched, *told.elsewhere]
    count = len(payloads("")) + len(formulas(""))
    on = f"{count} payloads, {told.fields} places"
    control_on = f"{CONTROLS} payloads without the app"
    parts = "; ".join(told.reached)
    asked = f"{len(told.asked)} requests"
    on_reports = "2 sessions of one server, reports of 3 MB"
    on_climbs = f"{climbing_asked} addresses, 4 files"
    unseen = [part for part, count in told.reached.items() if not count]
    faults = (*told.ran, *outside, *told.left, *told.errors, *unseen, *wrong, *tokens)
    for each in (*faults, *climbs, *crossed, *leaked):
        print(f"  {each}")
    return [
        Figure("X1 the control fires", control_on, told.control, "", "over 0", RULE),
        Figure("X1 the control fetches", control_on, told.control_fetched, "", "over 0", RULE),
        Figure("X1 payloads shown as words", on, sum(told.reached.values()), "", "over 0", RULE),
        Figure("X1 parts of the app without one", parts, len(unseen), "", "0", RULE),
        Figure("X1 executed", on, len(told.ran), "", "0", RULE),
        Figure("X1, X2 fetched, other hosts asked", f"{on}, {asked}", len(outside), "", "0", RULE),
        Figure("X1 navigated away, errors shown", on, len(told.left) + len(told.errors), "", "0"),
        Figure("X3, X5 requests answered wrongly", "15 requests", len(wrong), "", "0", RULE),
        Figure("X5 tokens missing or wrong and not forbidden", "12 requests", len(tokens), "", "0"),
        Figure("X5 control: a careless server gives the file", on_climbs, reached, "", "over 0"),
        Figure("X5 addresses that climb, answered wrongly", on_climbs, len(climbs), "", "0", RULE),
        Figure("X6 cross reads", "two users, 20 actions each", len(crossed), "", "0", RULE),
        Figure("X6 control: one name, mixed up", on_reports, control, "", "over 0", RULE),
        Figure("X6 downloads mixed up", on_reports, mixed, "", "0", RULE),
        Figure("X7 control: canary words laid and found", "4 places", laid, "", "4", RULE),
        Figure("X7 control: a mistake that quotes one is logged", "1 question", made, "", "over 0"),
        Figure(
            "X7 canary words in logs, addresses, metrics, temporary files",
            f"{on}, {asked}",
            len(leaked),
            "",
            "0",
            RULE,
        ),
    ]
