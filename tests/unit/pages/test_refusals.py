"""Files of which nothing can be read are refused with a code, a reason and what to do."""

import io

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from analyzer.documents import source_from_bytes
from analyzer.engines import load
from analyzer.errors import RefusedFileError
from analyzer.pages import read_pages
from analyzer.ports import Limits
from analyzer.records import RefusalCode
from tests.printed import Sheet, make_pdf, read_pdf


def scan(sheet: Sheet) -> None:
    image = io.BytesIO()
    Image.new("L", (400, 500), 200).save(image, "PNG")
    image.seek(0)
    sheet.canvas.drawImage(ImageReader(image), 40, 40, 500, 700)


def body(sheet: Sheet) -> None:
    sheet.body()


def refusal_of(data: bytes, **options: str | Limits) -> RefusedFileError:
    with pytest.raises(RefusedFileError) as caught:
        read_pages(source_from_bytes(data, path="a.pdf"), load("reader", "pdfium")(), **options)  # type: ignore[arg-type]
    refusal = caught.value.refusal
    assert refusal.path == "a.pdf"
    assert refusal.what.endswith(".")
    assert refusal.why.endswith(".")
    assert refusal.do.endswith(".")
    return caught.value


def test_a_page_without_a_word_is_empty() -> None:
    assert refusal_of(make_pdf([lambda sheet: None])).refusal.code is RefusalCode.EMPTY


def test_pictures_of_pages_are_a_scan() -> None:
    code = refusal_of(make_pdf([scan, scan])).refusal.code
    assert code is RefusalCode.SCANNED_WITHOUT_OCR


def test_a_few_scanned_pages_are_named() -> None:
    pages = read_pdf(make_pdf([body, scan, body, body, body, scan]))
    assert pages.without_text == (2, 6)
    assert "2, 6" in pages.warnings[0]


def test_half_a_file_is_damaged() -> None:
    data = make_pdf([body])
    assert refusal_of(data[: len(data) // 4]).refusal.code is RefusalCode.DAMAGED


@pytest.mark.parametrize("reader", ["pdfium", "pdfplumber"])
def test_a_password_is_asked_for_and_checked(reader: str) -> None:
    source = source_from_bytes(make_pdf([body], password="sea-glass"), path="a.pdf")
    engine = load("reader", reader)()
    whys = []
    for password in (None, "wrong"):
        with pytest.raises(RefusedFileError) as caught:
            read_pages(source, engine, password=password)
        assert caught.value.refusal.code is RefusalCode.ENCRYPTED
        whys.append(caught.value.refusal.why)
    assert whys[0] != whys[1]
    assert read_pages(source, engine, password="sea-glass").word_count > 50


def test_too_many_pages_and_too_many_words() -> None:
    data = make_pdf([body, body, body])
    assert refusal_of(data, limits=Limits(pages=2)).refusal.code is RefusalCode.TOO_MANY_PAGES
    assert refusal_of(data, limits=Limits(page_words=20)).refusal.code is RefusalCode.TOO_LARGE


def test_a_page_of_text_is_read_no_further_than_it_may_be() -> None:
    source = source_from_bytes(b"meal " * 50_000, path="meals.txt")
    reader = load("reader", "text")()
    with reader.open(source.data, path=source.path) as opened:
        assert len(opened.page(1).words) == 50_000
        assert len(opened.page(1, most=20).words) == 21
    with pytest.raises(RefusedFileError) as caught:
        read_pages(source, reader, limits=Limits(page_words=20))
    assert caught.value.refusal.code is RefusalCode.TOO_LARGE
    assert "more than 20 words" in caught.value.refusal.why


def test_signs_instead_of_letters_are_unreadable() -> None:
    text = ("\ue013\ue044\ue021 " * 40).encode()
    with pytest.raises(RefusedFileError) as caught:
        read_pages(source_from_bytes(text, path="a.txt"), load("reader", "text")())
    assert caught.value.refusal.code is RefusalCode.UNREADABLE_TEXT
