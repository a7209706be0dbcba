"""Can everybody use the app? What axe finds on every screen beyond Streamlit's own parts, and a way
by keyboard alone: a file taken in, a question asked, its hit opened, a report taken along (A1).

The app on the sample corpus in a real browser → counts; () without a browser.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Page, TimeoutError

from analyzer import Analyzer
from analyzer.settings import read_settings
from benchmarks.accessible_views import VIEWS
from benchmarks.results import Figure
from tests.browsing import BROWSER, CORPUS, SCREENS, TABS, browse, serve, settle

RULE = "benchmarks/accessible.py; wcag2a, wcag2aa, wcag21aa"
#: what is known of Streamlit's own parts: (rule, selector of the very node). Nothing is at present:
#: a rule that fails anywhere counts
STREAMLITS_OWN: frozenset[tuple[str, str]] = frozenset()
#: faults that are laid into a screen of the app: axe must say each, or it looked at nothing
FAULTS = {
    "aria-allowed-attr": '<div role="button" tabindex="0" aria-checked="true">a</div>',
    "aria-input-field-name": '<div role="listbox" tabindex="0"></div>',
    "aria-required-children": '<div role="list"><div role="button" tabindex="0">a</div></div>',
    "aria-valid-attr-value": '<div role="button" tabindex="0" aria-expanded="perhaps">a</div>',
    "color-contrast": "<p style='color:#ccc;background:#fff'>pale</p>",
    "image-alt": "<img src=''>",
    "label": "<input>",
    "list": "<ul><p>a</p></ul>",
    "listitem": "<div><li>a</li></div>",
    "nested-interactive": '<div role="button" tabindex="0">a <a href="#a">b</a></div>',
    "scrollable-region-focusable": (
        '<div style="height:20px;overflow:scroll"><p style="height:900px">a</p></div>'
    ),
}
#: so many steps with the tabulator lead to any part of a screen
MOST_STEPS = 150
_FOCUSED = """() => { const e = document.activeElement;
  return [e.tagName, e.getAttribute('aria-label') || '', e.innerText || ''].join(' '); }"""

_LAY = """([html, place]) => {
  const box = document.createElement('div');
  box.id = 'laid';
  box.innerHTML = html;
  document.querySelector(place).append(box);
}"""
#: where the app's own words stand
_AMONG_WORDS = "[data-testid='stMain'] [data-testid='stVerticalBlock']"
#: pixels: what is scrolled out of sight is judged by no contrast
TALL = 6_000


@dataclass
class Seen:
    """What axe found, and how far the keyboard leads."""

    screens: int = 0
    control: int = 0
    violations: list[str] = field(default_factory=list)
    walked: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)


@contextmanager
def app_on_samples(scratch: Path) -> Iterator[str]:
    """The app on the sample corpus; gives its address."""
    settings = replace(read_settings(), library=scratch / "library")
    with Analyzer.open(settings=settings) as library:
        library.ingest(CORPUS)
    started = scratch / "started"
    started.mkdir()
    process, address = serve(settings.library, started)
    try:
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


# ── axe ──────────────────────────────────────────────────────────────────────────────────────────
def look_with_axe(address: str, told: Seen) -> None:
    """Every screen, every tab of the AI clauses, and what else a screen may show."""
    # the content policy lets no script in but the app's: axe is handed to the page past it
    with browse(height=TALL, bypass_policy=True) as page:
        for screen in SCREENS:
            page.goto(f"{address}/{screen}")
            settle(page)
            _note_violations(page, screen or "start", told)
        page.goto(f"{address}/ai-clauses")
        settle(page)
        for tab in TABS[1:]:
            page.get_by_role("tab", name=tab).click()
            settle(page)
            _note_violations(page, tab, told)
        told.control = len(faults_seen(page))
        for name, view in VIEWS.items():
            view(page, address)
            _note_violations(page, name, told)


def look_at_an_empty_library(scratch: Path, told: Seen) -> None:
    """Every screen of an app that holds nothing yet."""
    started = scratch / "started-empty"
    started.mkdir()
    process, address = serve(scratch / "empty", started)
    try:
        with browse(height=TALL, bypass_policy=True) as page:
            for screen in SCREENS:
                page.goto(f"{address}/{screen}")
                settle(page)
                _note_violations(page, f"{screen or 'start'}, empty", told)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _note_violations(page: Page, name: str, told: Seen) -> None:
    told.screens += 1
    told.violations += [f"{name}: {rule}: {html[:120]}" for rule, html in violations(page)]


def violations(page: Page) -> list[tuple[str, str]]:
    """(rule, markup) of every node that fails, but those known to be Streamlit's own."""
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa"]})
    return [
        (each["id"], node["html"])
        for each in found.response["violations"]
        for node in each["nodes"]
        if (each["id"], node["target"][-1]) not in STREAMLITS_OWN
    ]


def faults_seen(page: Page) -> set[str]:
    """The control: the rules that axe says of faults laid among the app's own words."""
    return faults_seen_in(page, _AMONG_WORDS)


def faults_seen_in(page: Page, place: str) -> set[str]:
    """The rules that axe says of faults laid into that place of any page."""
    page.evaluate(_LAY, ["".join(FAULTS.values()), place])
    said = {rule for rule, _ in violations(page)}
    page.evaluate("document.getElementById('laid').remove()")
    return said & FAULTS.keys()


# ── the keyboard ─────────────────────────────────────────────────────────────────────────────────
def walk_by_keyboard(address: str, file: Path, told: Seen) -> None:
    """Take a file in, ask, open the hit, take a report along; no pointer is ever used."""
    steps: tuple[tuple[str, Callable[[Page], None]], ...] = (
        ("upload", lambda page: _upload(page, file)),
        ("search", _search),
        ("open", _open_hit),
        ("download", _download),
    )
    with browse() as page:
        page.goto(f"{address}/library")
        settle(page)
        for name, step in steps:
            try:
                step(page)
                settle(page)
                told.walked.append(name)
            except (Error, AssertionError) as error:
                told.stuck.append(f"{name}: {str(error)[:300]}")
                return


def step_to(page: Page, words: str, tag: str = "") -> None:
    """Press the tabulator until the part with these words has the focus."""
    passed = []
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        focused = str(page.evaluate(_FOCUSED))
        if focused.startswith(tag) and words in focused:
            return
        passed.append(focused[:40])
    raise AssertionError(f"no step leads to {words!r}; passed {passed[:60]}")


def _upload(page: Page, file: Path) -> None:
    for last in (False, False, True):
        step_to(page, "Upload", "BUTTON")
        try:
            with page.expect_file_chooser(timeout=20_000) as waiting:
                page.keyboard.press("Enter")
            break
        except TimeoutError:  # the screen was drawn anew between step and press
            if last:
                raise
    waiting.value.set_files(str(file))
    page.get_by_text("✓ AI clauses", exact=True).first.wait_for()


def _search(page: Page) -> None:
    step_to(page, "Search", "A ")
    page.keyboard.press("Enter")
    page.get_by_label("Your question").wait_for()
    settle(page)
    step_to(page, "Your question", "INPUT")
    page.keyboard.type("who owns a scan of a performer?")
    page.keyboard.press("Enter")
    page.locator(".citation").first.wait_for()


def _open_hit(page: Page) -> None:
    step_to(page, "Open page", "BUTTON")
    page.keyboard.press("Enter")
    settle(page)
    page.locator(".boxes i").first.wait_for()


def _download(page: Page) -> None:
    step_to(page, "AI clauses", "A ")
    page.keyboard.press("Enter")
    page.get_by_role("tab", name="Clauses").wait_for()
    settle(page)
    step_to(page, "Clauses", "DIV")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    settle(page)
    step_to(page, "Excel", "BUTTON")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    if not Path(waiting.value.path()).stat().st_size:
        raise AssertionError("the file is empty")


# ── figures ──────────────────────────────────────────────────────────────────────────────────────
def measure_access() -> list[Figure]:
    """Check A1."""
    if not BROWSER:
        return []
    told = Seen()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        file = scratch / "kite-agreement.txt"
        file.write_text("ARTICLE 1. REPLICAS\n\n1. Producer shall pay for a digital replica.\n")
        with app_on_samples(scratch) as address:
            look_with_axe(address, told)
            look_at_an_empty_library(scratch, told)
            walk_by_keyboard(address, file, told)
    for each in (*told.violations, *told.stuck):
        print(f"  {each}")
    on = f"{told.screens} screens, tabs and states"
    steps = "upload, search, open, download"
    return [
        Figure("A1 control: axe finds faults laid", on, told.control, "", str(len(FAULTS)), RULE),
        Figure("A1 violations beyond Streamlit's own", on, len(told.violations), "", "0", RULE),
        Figure("A1 steps by keyboard alone", steps, len(told.walked), "", "4", RULE),
    ]
