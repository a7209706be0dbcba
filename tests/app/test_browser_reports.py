"""A report as HTML in a real browser: axe finds nothing in it, and printed, no word of it is lost
or cut off at the edge of the paper."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest

from analyzer.assessments import Audited, Checked, Matrix
from analyzer.pipeline import Analyzer
from analyzer.results import Compared
from benchmarks.accessible import faults_seen_in, violations
from tests.browsing import BROWSER, NO_BROWSER, browse

pytestmark = [pytest.mark.browser, pytest.mark.slow]
if not BROWSER:
    pytest.skip(NO_BROWSER, allow_module_level=True)
#: points from the edge of the paper within which nothing may stand
EDGE = 10


@pytest.fixture(scope="module")
def reports(sample_library: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("reports")
    with Analyzer.open(sample_library, read_only=True) as library:
        made: dict[str, Compared | Audited | Matrix | Checked] = {
            "comparison": library.compare("agreement-2020", "agreement-2023"),
            "marks": library.redline("proposal-2026"),
            "audit": library.audit("agreement-2023", "proposal-2026"),
            "matrix": library.matrix("agreement-2023", "proposal-2026", "counterproposal-2026"),
            "checks": library.check("agreement-2023"),
        }
        return [result.save(folder / f"{name}.html") for name, result in made.items()]


def signs(text: str) -> Counter[str]:
    """Letters and figures; a ligature of the print is its letters."""
    return Counter(re.findall(r"[^\W_]", unicodedata.normalize("NFKC", text)))


def test_axe_finds_nothing_in_a_report(reports: list[Path]) -> None:
    found = {}
    with browse(bypass_policy=True) as page:
        for path in reports:
            page.goto(path.as_uri())
            page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
            found[path.stem] = violations(page)
        control = faults_seen_in(page, "main")
    assert found == {path.stem: [] for path in reports}
    assert "image-alt" in control and "color-contrast" in control


def test_printed_no_word_is_lost_or_cut(reports: list[Path]) -> None:
    faults = []
    with browse() as page:
        for path in reports:
            page.goto(path.as_uri())
            page.emulate_media(media="print")
            page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
            there = signs(page.locator("body").inner_text())
            with pdfplumber.open(BytesIO(page.pdf(format="A4"))) as printed:
                chars = [
                    (char, float(sheet.width)) for sheet in printed.pages for char in sheet.chars
                ]
            lost = there - signs("".join(char["text"] for char, _ in chars))
            if lost:
                faults.append(f"{path.stem}: {lost.total()} signs are lost: {lost.most_common(9)}")
            cut = [c["text"] for c, width in chars if c["x0"] < EDGE or c["x1"] > width - EDGE]
            if cut:
                faults.append(f"{path.stem}: {''.join(cut)[:80]} stands at the edge")
            assert len(chars) > 1_000
    assert faults == []
