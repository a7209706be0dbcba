"""The guarded child as it is: what goes in comes out as plain data, whatever the file is."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from analyzer import wire
from analyzer.errors import RefusedFileError
from analyzer.pipeline import clauses_json, read, read_json
from analyzer.pipeline.reading import LARGEST_FILE, load_bytes, read_bytes, render_bytes
from analyzer.ports import Limits
from analyzer.records import DocumentKind, Hints, RefusalCode
from benchmarks import hostile_files as hostile

CORPUS = Path(__file__).parents[3] / "corpus"
REAL = os.environ.get("ANALYZER_REAL_DATA")
TEXT = "ARTICLE 1. MEALS\n\n1. A meal break of thirty minutes is given.\n\n2. It is paid.\n"


def test_text_is_read_and_every_word_accounted_for(tmp_path: Path) -> None:
    path = tmp_path / "agreement.txt"
    path.write_text(TEXT, encoding="utf-8")
    reading = read(path, hints=Hints(id="base", kind=DocumentKind.AGREEMENT))
    assert reading.document.id == "base"
    assert reading.document.kind is DocumentKind.AGREEMENT
    assert reading.account.balanced
    assert reading.account.words == len(TEXT.split())
    assert any("thirty minutes" in clause.text for clause in reading.clauses)


def test_a_text_has_pages_only_where_something_parts_them(tmp_path: Path) -> None:
    path = tmp_path / "agreement.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert {(clause.pages, clause.boxes) for clause in read(path).clauses} == {((), ())}
    path.write_text(TEXT + "\f3. It is long enough.\n", encoding="utf-8")
    assert [clause.pages for clause in read(path).clauses if clause.text][-1] == (2,)


def test_document_of_the_command_line_is_what_the_child_wrote(tmp_path: Path) -> None:
    path = tmp_path / "agreement.txt"
    path.write_text(TEXT, encoding="utf-8")
    shown = json.loads(clauses_json(path))
    assert list(shown) == list(wire.envelope(wire.reading_to_json(read(path)), refusals=()))
    assert shown == wire.envelope(wire.reading_to_json(read(path)), refusals=())


def test_refused_file_has_the_same_keys(tmp_path: Path) -> None:
    path = tmp_path / "agreement.txt"
    path.write_text(TEXT, encoding="utf-8")
    refused = read_json(tmp_path / "gone.txt")
    assert list(refused) == list(read_json(path))
    assert refused["refusals"][0]["code"] == "not_found"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", RefusalCode.EMPTY),
        (b"<html><body>an offer</body></html>", RefusalCode.UNSUPPORTED),
        (b"PK\x03\x04" + b"\x00" * 100 + b"word/document.xml", RefusalCode.UNSUPPORTED),
        (b"%PDF-1.7\nnothing of a PDF follows", RefusalCode.DAMAGED),
    ],
)
def test_file_that_is_no_document_is_refused(data: bytes, code: RefusalCode) -> None:
    with pytest.raises(RefusedFileError) as caught:
        read_bytes(data, path="offer.pdf", reader="pdfium")
    assert caught.value.refusal.code is code
    assert caught.value.refusal.do


@pytest.mark.parametrize("megabytes", [32, 36, 40, 44])
def test_too_little_memory_is_a_refusal_and_no_crash(
    monkeypatch: pytest.MonkeyPatch, megabytes: int
) -> None:
    """Wherever it runs out: while a library is loaded, or while pages are read."""
    small = Limits(memory_bytes=megabytes << 20)
    monkeypatch.setattr(Limits, "for_size", classmethod(lambda cls, size: small))
    data = (CORPUS / "agreement-2020.pdf").read_bytes()
    with pytest.raises(RefusedFileError) as caught:
        read_bytes(data, path="agreement.pdf", reader="pdfium")
    assert caught.value.refusal.code is RefusalCode.TOO_LARGE


def test_page_is_drawn_in_the_child() -> None:
    data = (CORPUS / "agreement-2020.pdf").read_bytes()
    image = render_bytes(data, path="agreement.pdf", page=1, scale=0.5)
    assert image.data[:3] == b"\xff\xd8\xff"
    assert image.width < image.height


def test_text_has_no_page_image() -> None:
    with pytest.raises(RefusedFileError, match="Only a PDF"):
        render_bytes(TEXT.encode(), path="agreement.txt", page=1, scale=1.0)


def test_enormous_file_is_not_even_loaded(tmp_path: Path) -> None:
    path = tmp_path / "huge.pdf"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(RefusedFileError) as caught:
        load_bytes(path)
    assert caught.value.refusal.code is RefusalCode.TOO_LARGE


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (hostile.nested_forms(), {RefusalCode.TOO_LARGE, RefusalCode.TOO_SLOW}),
        (hostile.endless_pages(), {RefusalCode.TOO_MANY_PAGES}),
    ],
    ids=["nested forms", "endless pages"],
)
def test_file_made_to_hurt_is_refused(
    data: bytes, codes: set[RefusalCode], monkeypatch: pytest.MonkeyPatch
) -> None:
    short = Limits(cpu_seconds=10)
    monkeypatch.setattr(Limits, "for_size", classmethod(lambda cls, size: short))
    with pytest.raises(RefusedFileError) as caught:
        read_bytes(data, path="offer.pdf", reader="pdfium")
    assert caught.value.refusal.code in codes


def test_enormous_page_is_drawn_small() -> None:
    data = hostile.enormous_page()
    assert read_bytes(data, path="offer.pdf", reader="pdfium").account.words == 3
    image = render_bytes(data, path="offer.pdf", page=1, scale=1.0)
    assert image.width * image.height <= 25_000_000


@pytest.mark.skipif(not REAL, reason="ANALYZER_REAL_DATA names no folder of real documents")
def test_broken_files_are_read_or_refused_with_a_reason() -> None:
    assert REAL
    files = sorted((Path(REAL) / "broken").glob("*.pdf"))
    assert files
    for file in files:
        try:
            assert read(file).account.balanced, file.name
        except RefusedFileError as error:
            refusal = error.refusal
            assert refusal.what and refusal.why and refusal.do, file.name
            assert refusal.code not in (RefusalCode.TOO_SLOW, RefusalCode.UNSAFE), file.name
