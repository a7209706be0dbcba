"""Columns, footnotes, tables, contents."""

from analyzer.records import LineRole, Page
from tests.printed import SENTENCES, Sheet, account_is_balanced, read_drawn, texts

NAMES = [
    "Alder Row Pictures, Inc.", "Bright Ferry Films LLC", "Cold Harbor Television",
    "Dune Street Studios", "Elm and Ash Company", "Far Lantern Features",
    "Grey Mill Productions", "High Tide Serials, Inc.", "Iron Quay Pictures",
    "Juniper Gate Films", "Kestrel Lane LLC", "Low Meadow Television",
    "March Hare Studios", "North Pier Company", "Old Bridge Features", "Pale Moon Serials",
]  # fmt: skip


def roles(page: Page) -> dict[LineRole, list[str]]:
    found: dict[LineRole, list[str]] = {}
    for line in page.lines:
        found.setdefault(line.role, []).append(line.text)
    return found


def test_two_columns_of_names_are_read_one_after_the_other() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.write(72, 80, "EXHIBIT OF PRODUCERS")
        for at, name in enumerate(NAMES[:8]):
            sheet.write(72, 120 + 16 * at, name)
            sheet.write(330, 120 + 16 * at, NAMES[8 + at])

    pages = read_drawn(draw)
    assert texts(pages.pages[0]) == ["EXHIBIT OF PRODUCERS", *NAMES]
    assert [line.column for line in pages.pages[0].lines] == [0] + [1] * 8 + [2] * 8


def test_two_columns_of_prose_are_read_one_after_the_other() -> None:
    words = " ".join(SENTENCES).split()
    left = [" ".join(words[5 * at : 5 * at + 5]) for at in range(10)]
    right = [" ".join(words[50 + 5 * at : 55 + 5 * at]) for at in range(10)]

    def draw(sheet: Sheet) -> None:
        for at in range(10):
            sheet.write(60, 100 + 14 * at, left[at], size=10)
            sheet.write(320, 100 + 14 * at, right[at], size=10)

    assert texts(read_drawn(draw).pages[0]) == left + right


def test_a_line_of_prose_with_a_label_is_no_column() -> None:
    def draw(sheet: Sheet) -> None:
        for at, sentence in enumerate(SENTENCES):
            sheet.write(72, 100 + 18 * at, f"({'abcdefgh'[at]})")
            sheet.write(108, 100 + 18 * at, sentence)

    page = read_drawn(draw).pages[0]
    assert roles(page).keys() == {LineRole.BODY}
    assert all(line.column == 0 for line in page.lines)


def test_small_type_with_a_raised_figure_is_a_footnote() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.body(lines=8)
        end = sheet.write(72, 260, "A stand-in is no Performer")
        sheet.write(end, 255, "3", size=7)
        sheet.rule(72, 660, 216)
        sheet.write(72, 670, "3", size=6)
        sheet.write(78, 674, "Unless the camera sees the face of the stand-in.", size=9)
        sheet.write(72, 686, "The assistant director decides.", size=9)

    pages = read_drawn(draw)
    found = roles(pages.pages[0])
    assert found[LineRole.FOOTNOTE] == [
        "3 Unless the camera sees the face of the stand-in.",
        "The assistant director decides.",
    ]
    reference = pages.pages[0].lines[8].words[-1]
    assert (reference.text, reference.style.superscript) == ("3", True)
    assert account_is_balanced(pages)


def test_a_ruled_grid_is_a_table() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.body(lines=4)
        for at, row in enumerate((("Service", "Rate"), ("Narration", "$310"), ("Song", "$275"))):
            sheet.write(100, 216 + 20 * at, row[0])
            sheet.write(300, 216 + 20 * at, row[1])
        for y in (200, 220, 240, 260):
            sheet.canvas.line(90, 792 - y, 400, 792 - y)
        for x in (90, 290, 400):
            sheet.upright(x, 200, 260)
        sheet.write(72, 300, SENTENCES[5])

    page = read_drawn(draw).pages[0]
    tables = [line for line in page.lines if line.role is LineRole.TABLE]
    assert [line.text for line in tables] == ["Service Rate", "Narration $310", "Song $275"]
    assert {line.table for line in tables} == {1}


def test_figures_below_one_another_are_a_table_without_rules() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.body(lines=4)
        for at, row in enumerate((("Dancer", "$310"), ("Singer", "$1,275"), ("Diver", "$990"))):
            sheet.write(100, 216 + 20 * at, row[0])
            sheet.canvas.drawRightString(340, 792 - 216 - 20 * at, row[1])
        sheet.write(72, 300, SENTENCES[5])

    found = roles(read_drawn(draw).pages[0])
    assert found[LineRole.TABLE] == ["Dancer $310", "Singer $1,275", "Diver $990"]
    assert found[LineRole.BODY] == [*SENTENCES[:4], SENTENCES[5]]


def test_signature_lines_are_no_table() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.body(lines=4)
        for at, (left, right) in enumerate(
            (("FOR THE PRODUCERS", "FOR THE GUILD"), ("By", "By"), ("Its President", "Its Chair"))
        ):
            sheet.write(72, 300 + 30 * at, left)
            sheet.write(330, 300 + 30 * at, right)

    assert LineRole.TABLE not in roles(read_drawn(draw).pages[0])


def test_dotted_leaders_make_a_table_of_contents() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.write(240, 80, "TABLE OF CONTENTS")
        for at, name in enumerate(("Scope", "Auditions", "Meals", "Travel")):
            sheet.write(72, 120 + 20 * at, f"Article {at + 1}. {name} " + "." * 60 + f" {3 + at}")
        sheet.write(72, 200, "Article 5. Relations between the Guild and those who")
        sheet.write(100, 220, "produce abroad " + ". " * 40 + "9")

    page = read_drawn(draw).pages[0]
    assert roles(page).keys() == {LineRole.TOC}
    assert len(page.lines) == 7


def test_an_ellipsis_in_prose_is_no_contents() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.body(lines=6)
        sheet.write(72, 230, "The list of sets reads as follows ....")

    assert roles(read_drawn(draw).pages[0]).keys() == {LineRole.BODY}


def test_a_page_set_sideways_is_read_in_order_and_none_of_it_is_a_watermark() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.canvas.translate(612, 0)
        sheet.canvas.rotate(90)
        for at, sentence in enumerate(SENTENCES[:5]):
            sheet.canvas.setFont("Times-Roman", 12)
            sheet.canvas.drawString(72, 500 - 18 * at, sentence)

    pages = read_drawn(draw)
    assert texts(pages.pages[0]) == list(SENTENCES[:5])
    assert not pages.set_aside
    assert pages.pages[0].lines[0].words[0].style.angle == 90


def test_a_note_that_goes_on_below_the_rule_in_the_type_of_the_text_is_no_text() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.body(lines=20)
        sheet.rule(72, 560, 216)
        sheet.write(72, 580, "and is told so by the steward before the call ends.")
        x = sheet.write(72, 600, "2", size=8)
        sheet.write(x + 8, 604, "A double counts as a Performer here.")

    def plain(sheet: Sheet) -> None:
        sheet.body(lines=20)
        sheet.rule(72, 560, 216)
        sheet.write(72, 580, "and is told so by the steward before the call ends.")
        sheet.write(72, 604, "2 doubles count as one Performer here.")

    noted, text = (roles(read_drawn(each).pages[0]) for each in (draw, plain))
    assert len(noted[LineRole.FOOTNOTE]) == 2
    assert noted[LineRole.BODY] == text[LineRole.BODY][:20]


def test_small_type_that_begins_with_a_figure_needs_a_mark_in_the_text() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.body(lines=20, pitch=20)
        sheet.write(72, 700, "56 hours are the week of a driver; the rates are rounded.", size=8)

    assert not [line for line in read_drawn(draw).lines() if line.role is LineRole.FOOTNOTE]
