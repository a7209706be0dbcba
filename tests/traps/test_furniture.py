"""Traps of the page: what is printed on it and belongs to no clause."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from analyzer.records import Reading, SetAsideKind
from tests.printed import HEIGHT, SENTENCES, WIDTH, Draw, Sheet
from tests.traps.typed_sheets import all_text, both, read_sheets, type_sheet

PAGES = 4
TITLES = ("CALLS", "MEALS ON BOATS", "WARDROBE AND WIGS", "VISITS BY THE GUILD")


def articles(page: int, *, lines: int = 16) -> str:
    """A page of short paragraphs that is like no other page."""
    first = page * 3
    rows = [
        f"({letter}) {SENTENCES[(first + at) % len(SENTENCES)]}"
        for at, letter in enumerate("abcdefghijklmnop"[:lines])
    ]
    return "\n".join((f"=ARTICLE {page}. {TITLES[page - 1]}", *rows))


def furnished(draw: Sequence[Draw], **typed: float) -> Reading:
    """Four pages, each with what its drawing adds."""
    return read_sheets(
        *(both(type_sheet(articles(at), **typed), each) for at, each in enumerate(draw, start=1))
    )


def typed(lines: int) -> list[str]:
    """The words of the four pages, their labels among them, in reading order."""
    sheets = (articles(page, lines=lines) for page in range(1, PAGES + 1))
    return " ".join(sheets).replace("=", "").split()


def words_of(reading: Reading) -> list[str]:
    """Labels and words of all clauses in reading order."""
    parts = ((clause.label, clause.heading, clause.text) for clause in reading.clauses)
    return " ".join(part for clause in parts for part in clause if part).split()


def aside(reading: Reading, *kinds: SetAsideKind) -> list[str]:
    return [item.text for item in reading.set_aside if item.kind in kinds]


def test_running_heads() -> None:
    reading = furnished([lambda s: s.write(72, 40, "Lantern Basic Agreement", size=9)] * PAGES)
    assert aside(reading, SetAsideKind.RUNNING_HEAD) == ["Lantern Basic Agreement"] * PAGES
    assert "Lantern Basic" not in all_text(reading)


def test_running_feet_and_page_numbers_between_dashes() -> None:
    def foot(page: int) -> Draw:
        def draw(sheet: Sheet) -> None:
            sheet.write(72, 760, "Lantern and Meridian, 2023", size=9)
            sheet.write(WIDTH / 2 - 8, 745, f"-{page + 5}-", size=11)

        return draw

    reading = furnished([foot(page) for page in range(1, PAGES + 1)])
    assert aside(reading, SetAsideKind.PAGE_NUMBER) == ["-6-", "-7-", "-8-", "-9-"]
    assert aside(reading, SetAsideKind.RUNNING_FOOT) == ["Lantern and Meridian, 2023"] * PAGES
    assert [size.label for size in reading.page_sizes] == ["-6-", "-7-", "-8-", "-9-"]
    assert reading.clauses[-1].page_labels == ("-9-",)


def test_document_number_at_the_foot() -> None:
    reading = furnished([lambda s: s.write(72, 770, "00871264.DOCX; 2", size=7)] * PAGES)
    assert "DOCX" not in all_text(reading)
    assert sum("00871264" in item.text for item in reading.set_aside) == PAGES


@pytest.mark.parametrize("lines", [12, 18])
def test_line_numbers_in_the_margin_of_double_spaced_pages(lines: int) -> None:
    def numbers(sheet: Sheet) -> None:
        for at in range(lines + 1):
            sheet.write(40, 100 + at * 30, str(at + 1), size=10)

    pages = [
        both(type_sheet(articles(page, lines=min(lines, 16)), top=100, pitch=30), numbers)
        for page in range(1, PAGES + 1)
    ]
    reading = read_sheets(*pages)
    numbered = aside(reading, SetAsideKind.LINE_NUMBER)
    assert " ".join(numbered).split().count("7") == PAGES
    assert words_of(reading) == typed(min(lines, 16))


def test_double_spaced_page_loses_no_body_line() -> None:
    sheets = [type_sheet(articles(page), top=76, pitch=40) for page in range(1, PAGES + 1)]
    reading = read_sheets(*sheets)
    assert reading.set_aside == ()
    assert all(SENTENCES[at] in all_text(reading) for at in range(len(SENTENCES)))


def watermark(sheet: Sheet) -> None:
    canvas = sheet.canvas
    canvas.saveState()
    canvas.translate(WIDTH / 2, HEIGHT / 2)
    canvas.rotate(50)
    canvas.setFillGray(0.85)
    canvas.setFont("Helvetica-Bold", 86)
    canvas.drawCentredString(0, 0, "PROPOSAL")
    canvas.restoreState()


def test_diagonal_watermark() -> None:
    reading = furnished([watermark] * PAGES)
    marked = "".join(aside(reading, SetAsideKind.WATERMARK)).replace(" ", "")
    assert marked == "PROPOSAL" * PAGES
    assert words_of(reading) == typed(16)


def test_last_label_of_a_page_opens_a_clause() -> None:
    reading = read_sheets(*(type_sheet(articles(page)) for page in range(1, PAGES + 1)))
    labelled = [clause for clause in reading.clauses if clause.label and clause.text]
    assert [clause.text for clause in labelled if clause.text not in SENTENCES] == []
    assert len(labelled) == PAGES * 16


def test_coloured_notice_on_every_page() -> None:
    words = "Draft for talks only, without prejudice to either side"

    def notice(sheet: Sheet) -> None:
        sheet.canvas.setFillColorRGB(0.8, 0, 0)
        sheet.write(150, 28, words, size=9)
        sheet.canvas.setFillColorRGB(0, 0, 0)

    reading = furnished([notice] * PAGES)
    kinds = (SetAsideKind.NOTICE, SetAsideKind.RUNNING_HEAD)
    assert aside(reading, *kinds) == [words] * PAGES
    assert words not in all_text(reading)


LEFT_COLUMN = (
    "(a) The steward keeps a list",
    "of all the scans that were",
    "made in the month, and shows",
    "it to whoever asks for it.",
    "(b) The list says who was",
    "scanned, by whom, and for",
    "which picture it was done.",
)
RIGHT_COLUMN = (
    "(c) A scan that is not on the",
    "list may not be used in any",
    "picture, old or new, until it",
    "has been written down there.",
    "(d) The list is read aloud at",
    "the meeting of the branch in",
    "the first week of the month.",
)


def test_two_columns_are_read_one_after_the_other() -> None:
    def columns(sheet: Sheet) -> None:
        for at in range(28):
            repeat = at // 7
            for x, lines, shift in ((72, LEFT_COLUMN, 0), (320, RIGHT_COLUMN, 8)):
                line = lines[at % 7]
                if line.startswith("("):
                    letter = "abcdefghijklmnop"[shift + repeat * 2 + (at % 7 > 0)]
                    line = f"({letter}){line[3:]}"
                sheet.write(x, 140 + at * 16, line)

    reading = read_sheets(both(type_sheet("=ARTICLE 17. THE LIST"), columns))
    lettered = [clause for clause in reading.clauses if clause.label and clause.text]
    assert [clause.label for clause in lettered] == [f"({a})" for a in "abcdefghijklmnop"]
    assert lettered[0].text == (
        "The steward keeps a list of all the scans that were made in the month, and shows it to "
        "whoever asks for it."
    )


def test_rotated_page() -> None:
    def sideways(sheet: Sheet) -> None:
        sheet.canvas.setPageRotation(90)
        sheet.canvas.saveState()
        sheet.canvas.translate(WIDTH, 0)
        sheet.canvas.rotate(90)
        sheet.canvas.setFont("Times-Roman", 12)
        for at, text in enumerate(articles(2, lines=8).replace("=", "").split("\n")):
            sheet.canvas.drawString(72, WIDTH - 100 - at * 16, text)
        sheet.canvas.restoreState()

    reading = read_sheets(type_sheet(articles(1)), sideways, type_sheet(articles(3)))
    turned = [clause for clause in reading.clauses if clause.pages == (2,)]
    assert [clause.label for clause in turned if clause.text] == [f"({a})" for a in "abcdefgh"]
    assert all(clause.text in SENTENCES for clause in turned if clause.text)
