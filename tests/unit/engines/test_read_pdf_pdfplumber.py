"""The second reader walks a file's pages as far as it is asked, and says when one is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.engines.read_pdf_pdfplumber import PdfplumberReader
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
