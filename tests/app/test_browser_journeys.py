"""Journeys through the app in a real browser: files arrive, good and bad; the app is closed and
opened again; screens are walked by keyboard, by link and back; small and large screens; axe."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from benchmarks.accessible import FAULTS, TALL, faults_seen, violations
from benchmarks.accessible_views import VIEWS
from benchmarks.hostile_files import locked
from tests.browsing import (
    BROWSER,
    CORPUS,
    NO_BROWSER,
    SCREENS,
    browse,
    errors_in,
    page_images,
    picture,
    serve,
    settle,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]
if not BROWSER:
    pytest.skip(NO_BROWSER, allow_module_level=True)


def test_files_arrive_and_the_work_is_kept_when_the_app_is_closed(
    page: Page, tmp_path: Path, screenshots: Path
) -> None:
    (tmp_path / "damaged.pdf").write_bytes(b"%PDF-1.7\n" + b"\x00broken" * 40)
    (tmp_path / "locked.pdf").write_bytes(locked(128, user="secret", owner="master"))
    files = [CORPUS / "counterproposal-2026.pdf", tmp_path / "damaged.pdf", tmp_path / "locked.pdf"]
    for round_, folder in enumerate((tmp_path / "first", tmp_path / "second")):
        folder.mkdir()
        process, address = serve(tmp_path / "library", folder)
        try:
            page.goto(f"{address}/library")
            if round_ == 0:
                drop = page.locator('input[type="file"]').first
                drop.set_input_files([str(file) for file in files])
            expect(page.get_by_role("heading", name="Not read")).to_be_visible()
            main = page.locator("[data-testid='stMain']")
            expect(main).to_contain_text("damaged.pdf")
            expect(main).to_contain_text("locked.pdf")
            expect(main).to_contain_text("password")
            expect(page.get_by_text("✓ AI clauses", exact=True).first).to_be_visible()
            settle(page)
            picture(page, screenshots / ("files-arrived.png", "opened-again.png")[round_])
            page.get_by_role("link", name="Open its AI clauses").click()
            expect(page.locator("mark").first).to_be_visible()
            page_images(page)
            expect(page.locator(".boxes i").first).to_be_visible()
            expect(page.get_by_text("confirmed by a second reading").first).to_be_visible()
            settle(page)
            picture(page, screenshots / "arrived.png")
            assert errors_in(folder / "server.log") == []
        finally:
            process.terminate()
            process.wait(timeout=20)


def test_screens_are_left_and_found_again(page: Page, address: str) -> None:
    page.goto(f"{address}/ai-clauses?document=proposal-2026")
    expect(page.locator("mark").first).to_be_visible()
    settle(page)
    first = page.locator(".boxes").first.inner_html()
    page.keyboard.press("j")
    settle(page)
    assert page.locator(".boxes").first.inner_html() != first
    page.keyboard.press("k")
    settle(page)
    assert page.locator(".boxes").first.inner_html() == first
    page.get_by_role("link", name="Search").first.click()
    expect(page.get_by_label("Your question")).to_be_visible()
    settle(page)
    page.go_back()
    expect(page.get_by_role("heading", name="AI clauses")).to_be_visible()
    settle(page)
    page.go_forward()
    expect(page.get_by_label("Your question")).to_be_visible()


def test_a_question_is_asked_and_its_hit_opened_by_keyboard(
    page: Page, address: str, screenshots: Path
) -> None:
    page.goto(f"{address}/search")
    box = page.get_by_label("Your question")
    box.focus()
    page.keyboard.type("who owns a scan of a performer?")
    page.keyboard.press("Enter")
    expect(page.locator(".citation").first).to_be_visible()
    page_images(page)
    settle(page)
    assert "scan" not in page.url
    first = page.locator(".boxes").first.inner_html()
    page.locator("h1").first.click()
    page.keyboard.press("j")
    settle(page)
    assert page.locator(".boxes").first.inner_html() != first
    page_images(page)
    picture(page, screenshots / "hit-opened.png")


@pytest.mark.parametrize(("width", "height"), [(1024, 700), (1280, 720)])
def test_small_screens_and_projectors_need_no_sideways_scrolling(
    address: str, screenshots: Path, width: int, height: int
) -> None:
    with browse(width, height) as page:
        for screen in SCREENS:
            page.goto(f"{address}/{screen}")
            settle(page)
            picture(page, screenshots / f"{screen or 'start'}-{width}.png")
            if screen == SCREENS[0]:
                for way in ("See every AI change", "Ask a question", "Use my own files"):
                    expect(page.get_by_role("link", name=way)).to_be_in_viewport(ratio=1)
            wide = page.evaluate(
                "document.querySelector(\"[data-testid='stMain']\").scrollWidth - "
                "document.querySelector(\"[data-testid='stMain']\").clientWidth"
            )
            assert wide <= 1, (screen, wide)


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_on_any_screen(address: str, screen: str) -> None:
    # the content policy lets no script in but the app's: axe is handed to the page past it
    with browse(height=TALL, bypass_policy=True) as page:
        page.goto(f"{address}/{screen}")
        settle(page)
        assert violations(page) == []
        if screen == SCREENS[0]:
            assert faults_seen(page) == FAULTS.keys()


@pytest.mark.parametrize("name", ["audit", "dialog of a change"])
def test_axe_finds_nothing_in_other_states(address: str, name: str) -> None:
    with browse(height=TALL, bypass_policy=True) as page:
        VIEWS[name](page, address)
        assert violations(page) == []
