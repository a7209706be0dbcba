"""A mistake of the program whose message quotes a document, made in a running app: where do its
words turn up (check X7)?

A library and words → the app served on it, in which every question fails with an error that holds
these words; what its log and its screen say then.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browsing import CORPUS, FAILED, browse, errors_in, serve, settle

QUESTION = "who owns a scan of a performer?"
#: is run when Python starts; the words are told apart here, so that no file beside the log has them
_FAULT = """
from analyzer.pipeline import Analyzer

def fail(*words, **more):
    raise ValueError(" ".join({words}))

Analyzer.search = fail
"""


def serve_with_mistake(
    library: Path, folder: Path, words: str
) -> tuple[subprocess.Popen[bytes], str]:
    """The app, started from that folder: a question meets an error that holds the words."""
    (folder / "sitecustomize.py").write_text(_FAULT.format(words=words.split()))
    path = os.pathsep.join((str(folder), str(CORPUS.parent)))
    return serve(library, folder, PYTHONPATH=path)


def ask(page: Page, address: str) -> None:
    """Ask the question, and wait until the screen says that the program made a mistake."""
    page.goto(f"{address}/search")
    box = page.get_by_label("Your question")
    box.fill(QUESTION)
    box.press("Enter")
    expect(page.locator(FAILED)).to_contain_text("ValueError")
    settle(page)


def told_by_mistake(library: Path, folder: Path, words: str) -> tuple[int, list[str]]:
    """How many mistakes the log tells of (the control: one is made), and where the words stand: the
    log, the screen."""
    folder.mkdir(parents=True, exist_ok=True)
    process, address = serve_with_mistake(library, folder, words)
    try:
        with browse() as page:
            ask(page, address)
            said = {"the screen": page.content()}
    finally:
        process.terminate()
        process.wait(timeout=20)
    said["the log"] = (folder / "server.log").read_text()
    made = len(errors_in(folder / "server.log"))
    return made, [f"{words} after a mistake: {place}" for place in said if words in said[place]]
