"""Control characters of a file stand as signs that were not read: no other program drops them."""

from __future__ import annotations

from analyzer.comparison import Given, describe_changes
from analyzer.documents import source_from_bytes
from analyzer.intake import read_file
from analyzer.records import Findings
from analyzer.results import Compared
from benchmarks.redlines import settle, settle_by_library, sides_of

TEXT = b"""ARTICLE 1  PAY

Section 1. Pay is paid on Friday by the Producer.

Section 2. Rita\x03Vale signs \x03 for the Guild on \x1bMonday.
"""
NONE = Findings((), ())


def test_a_control_character_is_a_sign_that_was_not_read() -> None:
    reading = read_file(source_from_bytes(TEXT, path="a.txt"), reader="pdfium")
    assert reading.clauses[-1].text == "Rita\ufffdVale signs \ufffd for the Guild on \ufffdMonday."
    assert reading.account.words == reading.account.in_clauses == 23


def test_a_word_file_gives_both_texts_back_though_they_held_control_characters() -> None:
    old = read_file(source_from_bytes(TEXT, path="a.txt"), reader="pdfium")
    other = TEXT.replace(b"Monday", b"Sunday")
    new = read_file(source_from_bytes(other, path="b.txt"), reader="pdfium")
    comparison = describe_changes(
        Given(old.document, old.clauses, NONE), Given(new.document, new.clauses, NONE)
    ).about(None)
    data = Compared(comparison).to_docx()
    before, after = sides_of(comparison)
    assert settle(data, "ins") == settle_by_library(data, "original") == before
    assert settle(data, "del") == settle_by_library(data, "accepted") == after
