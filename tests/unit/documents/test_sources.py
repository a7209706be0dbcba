"""What a file is, by its bytes."""

from pathlib import Path

import pytest

from analyzer.documents import open_source, reader_name, source_from_bytes
from analyzer.errors import RefusedFileError
from analyzer.records import Media, RefusalCode
from tests.printed import make_pdf


def code_of(data: bytes) -> RefusalCode:
    with pytest.raises(RefusedFileError) as caught:
        source_from_bytes(data, path="agreement.pdf")
    return caught.value.refusal.code


def test_a_pdf_is_known_by_its_first_bytes_even_behind_something_else() -> None:
    data = make_pdf([lambda sheet: sheet.body()])
    assert source_from_bytes(data, path="x").media is Media.PDF
    assert source_from_bytes(b"MIME: none\r\n" * 20 + data, path="x").media is Media.PDF


def test_the_code_of_a_pdf_is_no_text_however_much_stands_before_it() -> None:
    pdf = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n"
    assert source_from_bytes(b"junk\n" * 900 + pdf, path="x.pdf").media is Media.PDF
    text = b"A meal is hot. " * 100 + b"A copy begins with %PDF- and a number."
    assert source_from_bytes(text, path="x.txt").media is Media.TEXT


def test_everything_else_that_can_be_read_is_text() -> None:
    source = source_from_bytes("Artículo 1 § 2".encode(), path="x.txt")
    assert source.media is Media.TEXT
    assert (reader_name(source, "pdfium"), len(source.sha256)) == ("text", 64)


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE html><html><body>Agreement</body></html>",
        b"\xef\xbb\xbf\n  <html>",
        b"PK\x03\x04......word/document.xml",
        b"PK\x03\x04......",
        b"{\\rtf1 Agreement}",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....",
        b"\x89PNG\r\n\x1a\n....",
        b"plain until a \x00 byte",
    ],
)
def test_other_kinds_named_pdf_are_unsupported(data: bytes) -> None:
    assert code_of(data) is RefusalCode.UNSUPPORTED


def test_only_a_name_that_promised_something_else_is_spoken_of(tmp_path: Path) -> None:
    for name, said in (
        ("offer.docx", "The file is a Word document."),
        ("offer.PDF", "The file is a Word document, whatever its name says."),
    ):
        (tmp_path / name).write_bytes(b"PK\x03\x04......word/document.xml")
        with pytest.raises(RefusedFileError) as caught:
            open_source(tmp_path / name)
        assert caught.value.refusal.what == said


def test_an_empty_and_a_missing_file(tmp_path: Path) -> None:
    assert code_of(b" \n") is RefusalCode.EMPTY
    for place in (tmp_path / "none.pdf", tmp_path):
        with pytest.raises(RefusedFileError) as caught:
            open_source(place)
        assert caught.value.refusal.code is RefusalCode.NOT_FOUND


def test_a_source_keeps_the_bytes_of_its_file(tmp_path: Path) -> None:
    place = tmp_path / "a.txt"
    place.write_bytes(b"ARTICLE I")
    assert open_source(place).data == b"ARTICLE I"
    assert open_source(str(place)).path == str(place)
