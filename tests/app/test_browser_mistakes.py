"""What a real browser and the log say where this program makes a mistake: what to do, and no word
of a document."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from benchmarks.quoting_mistakes import ask, serve_with_mistake
from tests.browsing import BROWSER, FAILED, NO_BROWSER, errors_in, serve

pytestmark = [pytest.mark.browser, pytest.mark.slow]
if not BROWSER:
    pytest.skip(NO_BROWSER, allow_module_level=True)
WORDS = "Zanzibar keeps every scan"


def test_a_mistake_says_what_to_do_and_its_words_stand_nowhere(
    page: Page, sample_library: Path, tmp_path: Path
) -> None:
    process, address = serve_with_mistake(sample_library, tmp_path, WORDS)
    try:
        ask(page, address)
        told = page.locator(FAILED)
        expect(told).to_contain_text("Reload the page")
        assert "Zanzibar" not in page.content()
        page.get_by_role("link", name="AI clauses", exact=True).click()
        expect(page.locator("mark").first).to_be_visible()
        expect(told).to_have_count(0)
    finally:
        process.terminate()
        process.wait(timeout=20)
    logged = errors_in(tmp_path / "server.log")
    assert logged and all("ValueError in sitecustomize.py, line " in line for line in logged)
    assert "Zanzibar" not in (tmp_path / "server.log").read_text()


def test_what_is_damaged_says_what_mends_it_in_a_part_that_is_drawn_alone_too(
    page: Page, sample_library: Path, tmp_path: Path
) -> None:
    shutil.copytree(sample_library, tmp_path / "library")
    with closing(sqlite3.connect(tmp_path / "library" / "catalog.sqlite")) as catalog, catalog:
        # no hit is one of these, but what stands above a hit is looked for among all
        catalog.execute("UPDATE clauses SET seal = seal + 1 WHERE kind = 'signature'")
    process, address = serve(tmp_path / "library", tmp_path)
    try:
        page.goto(f"{address}/search")
        box = page.get_by_label("Your question")
        box.fill("who owns a scan of a performer?")
        box.press("Enter")
        line = f"analyzer library repair --library {tmp_path / 'library'}"
        expect(page.get_by_role("alert").first).to_contain_text(line)
        assert page.locator(FAILED).count() == 0
    finally:
        process.terminate()
        process.wait(timeout=20)
