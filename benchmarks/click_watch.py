"""What a click takes, as the page itself notes it: when a key or button was pressed, and when the
answer was there.

The answer is there with the last change of the screen and the last image that comes, with two
things left out. What stands within a canvas is never shown: it is for screen readers, and follows a
moment later. And the verdict of a second reading is no part of the answer, on whatever screen: it
comes by itself later, in a line that is kept free for it. It is left out only as long as nothing
else changes with it and nothing moves: as soon as a verdict shifts a single element of the screen,
comes with other changes or within a tenth of a second of them, that is the last change. When the
verdicts were there is told apart.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import CDPSession, Page

#: what stands where a verdict comes
BEING_HELD = "being held against a second reading"
WATCH = """() => {
  const main = document.querySelector('[data-testid=stMain]');
  const seen = window.clickSeen = {pressed: 0, done: 0, told: 0};
  let places = null, calm = 0;
  const place = () => [...main.querySelectorAll('[data-testid]')].map(each => {
    const {left, top, width, height} = each.getBoundingClientRect();
    return [left, top + main.scrollTop, width, height].map(Math.round).join();
  }).join(' ');
  const pressed = () => { seen.pressed = performance.now(); seen.done = seen.told = 0; };
  const done = () => {
    seen.done = performance.now();
    places = null;
    clearTimeout(calm);
    calm = setTimeout(() => { places = place(); }, 100);
  };
  for (const kind of ['keydown', 'pointerdown']) document.addEventListener(kind, pressed, true);
  const shown = ({target}) => !(target.closest ? target : target.parentElement)?.closest('canvas');
  const isVerdict = node => !!(node.closest ? node : node.parentElement)?.closest('.second');
  const tells = ({target, addedNodes, removedNodes}) => {
    const nodes = [...addedNodes, ...removedNodes];
    return isVerdict(target) || (nodes.length > 0 && nodes.every(isVerdict));
  };
  new MutationObserver(changes => {
    const seenChanges = changes.filter(shown);
    if (!seenChanges.length) return;
    if (seenChanges.every(tells) && places !== null && place() === places) {
      seen.told = performance.now();
    } else {
      done();
    }
  }).observe(main, {subtree: true, childList: true, characterData: true});
  document.addEventListener('load', event => { if (event.target.tagName === 'IMG') done(); }, true);
}"""
_TOOK = "() => ['done', 'told'].map(at => (clickSeen[at] - clickSeen.pressed) / 1000)"


class Taken(NamedTuple):
    """Seconds of one click: by the clock, of computing in the app and in the page."""

    wall: float
    app: float
    page: float


def answered(page: Page) -> float:
    """Seconds from the press until the answer was there. AssertionError when nothing came."""
    wall: float = page.evaluate(_TOOK)[0]
    assert wall > 0, "a click did nothing"
    return wall


def told(page: Page) -> float:
    """Seconds from the press until the last verdict was there: with the answer, or after it."""
    return float(max(page.evaluate(_TOOK)))


def computed(process: int) -> float:
    """Seconds of CPU of a process, its children and theirs; 0 where the system does not tell."""
    seconds = 0.0
    with suppress(OSError):
        stat = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        seconds = sum(map(int, stat[11:15])) / os.sysconf("SC_CLK_TCK")
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
        seconds += sum(computed(int(child)) for child in children)
    return seconds


def computed_in(session: CDPSession) -> float:
    """Seconds of computing in the page."""
    measured = session.send("Performance.getMetrics")["metrics"]
    return float(next(each["value"] for each in measured if each["name"] == "TaskDuration"))
