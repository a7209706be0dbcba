"""Numbers stand with words that fit them."""

from __future__ import annotations

from dataclasses import replace

from analyzer.records import Document, DocumentId
from analyzer.ui.document_table import table_html
from analyzer.ui.widgets import counted


def test_one_is_told_as_one() -> None:
    told = [counted(number, "check fires", "checks fire") for number in (0, 1, 2, 1_200)]
    assert told == ["0 checks fire", "1 check fires", "2 checks fire", "1,200 checks fire"]


def test_a_page_read_by_ocr_is_told_as_one() -> None:
    offer = Document(DocumentId("offer"), path="offer.pdf", sha256="0", title="Offer")
    assert ", 1 page by OCR" in table_html([replace(offer, ocr_pages=(3,))])
    assert ", 2 pages by OCR" in table_html([replace(offer, ocr_pages=(3, 4))])
