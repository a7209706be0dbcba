"""The second reader walks a file's pages as far as it is asked, and says when one is not there."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from analyzer.engines.read_pdf_pdfplumber import (
    X_TOLERANCE_RATIO,
    Y_TOLERANCE,
    PdfplumberReader,
)
from analyzer.errors import RefusedFileError
from benchmarks.hostile_files import page_tree_in_a_circle

CORPUS = Path(__file__).parents[3] / "corpus"


def test_a_page_is_the_same_however_far_the_file_was_walked() -> None:
    data = (CORPUS / "agreement-2020.pdf").read_bytes()
    with PdfplumberReader().open(data, path="a.pdf") as one:
        early = one.page(3)
    with PdfplumberReader().open(data, path="a.pdf") as other:
        count = other.page_count
        assert count > 3
        assert other.page(3) == early
        assert other.has_page(count) and not other.has_page(count + 1)
        assert not other.has_page(0)
        with pytest.raises(IndexError):
            other.page(count + 1)


def test_a_file_without_pages_has_none() -> None:
    with PdfplumberReader().open(page_tree_in_a_circle(), path="a.pdf") as opened:
        assert opened.page_count == 0
        assert not opened.has_page(1)


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(RefusedFileError):
        PdfplumberReader().open(b"%PDF-1.7 and nothing else", path="a.pdf")


@pytest.mark.parametrize("name", ["proposal-2026.pdf", "agreement-2020.pdf"])
def test_letters_are_described_and_joined_as_pdfplumber_does_it(name: str) -> None:
    data = (CORPUS / name).read_bytes()
    with (
        pdfplumber.open(io.BytesIO(data)) as theirs,
        PdfplumberReader().open(data, path=name) as ours,
    ):
        for number, page in enumerate(theirs.pages[:4], start=1):
            assert ours.has_page(number)
            opened = ours._open_page(number)
            for wanted, char in zip(page.chars, opened.chars, strict=True):
                assert char.items() <= {**wanted, "doctop": wanted["top"]}.items()
            words = [
                word["text"]
                for part in (page.filter(_is_level), page.filter(lambda item: not _is_level(item)))
                for word in part.extract_words(
                    x_tolerance_ratio=X_TOLERANCE_RATIO, y_tolerance=Y_TOLERANCE
                )
            ]
            assert [word.text for word in ours.page(number).words] == words


def _is_level(item: dict[str, Any]) -> bool:
    return "matrix" not in item or item["matrix"][1] == 0
