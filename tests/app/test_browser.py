"""The app in a real headless browser: first answer, a file dropped, a comparison, a question.

Screenshots go to the folder that ANALYZER_SCREENSHOTS names (docs/screenshots when they are made
anew), else to the test's own.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from benchmarks.hostile_files import word_file
from tests.browsing import (
    BROWSER,
    CORPUS,
    NO_BROWSER,
    errors_in,
    page_images,
    picture,
    serve,
    settle,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]
if not BROWSER:
    pytest.skip(NO_BROWSER, allow_module_level=True)


def test_the_first_answer_stands_on_the_start_screen(
    page: Page, address: str, screenshots: Path
) -> None:
    response = page.goto(address)
    assert response is not None
    assert "default-src 'self'" in response.headers["content-security-policy"]
    expect(page.get_by_role("heading", name="What did they offer?")).to_be_visible()
    expect(page.get_by_role("heading", name="consent")).to_be_visible()
    page_images(page)
    expect(page.get_by_text("confirmed by a second reading").first).to_be_visible()
    settle(page)
    picture(page, screenshots / "start.png")


def test_from_the_story_to_every_ai_change(page: Page, address: str, screenshots: Path) -> None:
    page.goto(address)
    page.get_by_role("link", name="See every AI change").click()
    expect(page.get_by_role("heading", name="Compare")).to_be_visible()
    expect(page.locator("ins:visible, del:visible").first).to_be_visible()
    page_images(page)
    settle(page)
    picture(page, screenshots / "compare.png")
    first = page.locator(".clause").first.inner_text()
    page.get_by_role("button", name="Next").click()
    expect(page.locator(".clause").first).not_to_have_text(first)
    settle(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="HTML").click()
    text = waiting.value.path().read_text(encoding="utf-8")
    assert text.lstrip().lower().startswith("<!doctype html>")


def test_ai_clauses_show_evidence_and_page(page: Page, address: str, screenshots: Path) -> None:
    page.goto(f"{address}/ai-clauses")
    expect(page.locator("mark").first).to_be_visible()
    page_images(page)
    settle(page)
    picture(page, screenshots / "ai-clauses.png")


def test_a_question_is_answered(page: Page, address: str, screenshots: Path) -> None:
    page.goto(f"{address}/search")
    box = page.get_by_label("Your question")
    box.fill("may the studio keep the scan for other pictures?")
    box.press("Enter")
    expect(page.locator(".citation").first).to_be_visible()
    page_images(page)
    settle(page)
    picture(page, screenshots / "search.png")


def test_good_and_bad_files_dropped_together(page: Page, tmp_path: Path, screenshots: Path) -> None:
    folder = tmp_path / "server"
    folder.mkdir()
    bad, word = tmp_path / "damaged.pdf", tmp_path / "offer.docx"
    bad.write_bytes(b"%PDF-1.7\n" + b"\x00broken" * 40)
    word.write_bytes(word_file())
    process, address = serve(tmp_path / "library", folder)
    try:
        page.goto(f"{address}/library")
        drop = page.locator('[data-testid="stFileUploaderDropzoneInput"], input[type="file"]').first
        drop.set_input_files([str(CORPUS / "proposal-2026.pdf"), str(bad), str(word)])
        expect(page.get_by_role("heading", name="Not read")).to_be_visible()
        expect(page.get_by_text("The file is a Word document")).to_be_visible()
        expect(page.get_by_text("Save or print it as a PDF")).to_be_visible()
        expect(page.get_by_text("✓ AI clauses", exact=True).first).to_be_visible()
        settle(page)
        picture(page, screenshots / "library.png")
        assert errors_in(folder / "server.log") == []
    finally:
        process.terminate()
        process.wait(timeout=20)


def test_looking_at_clauses_tells_the_terminal_nothing(
    page: Page, sample_library: Path, tmp_path: Path
) -> None:
    process, address = serve(sample_library, tmp_path)
    try:
        page.goto(f"{address}/ai-clauses")
        expect(page.locator("[data-testid='stPagination']").first).to_be_visible()
        settle(page)
        assert "Session State" not in (tmp_path / "server.log").read_text()
    finally:
        process.terminate()
        process.wait(timeout=20)
