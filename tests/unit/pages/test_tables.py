"""Tables on pages: which rows belong to one, and which cells its rules part."""

from __future__ import annotations

from analyzer.documents import source_from_bytes
from analyzer.engines import load
from analyzer.pages import read_pages
from analyzer.records import LineRole, Pages
from tests.printed import Sheet, make_pdf

SHARES = (("Gaffer", "$412.00"), ("Best boy", "$380.00"), ("Grip", "$371.50"))


def read(*pages: object) -> Pages:
    source = source_from_bytes(make_pdf(pages), path="rates.pdf")  # type: ignore[arg-type]
    return read_pages(source, load("reader", "pdfium")(), tables=load("tables", "pdfplumber")())


def draw_frame(sheet: Sheet, lefts: tuple[float, ...], tops: tuple[float, ...]) -> None:
    for top in tops:
        sheet.rule(lefts[0], top, lefts[-1])
    for left in lefts:
        sheet.upright(left, tops[0], tops[-1])


def draw_rates(sheet: Sheet, top: float = 200, *, names: float = 110) -> None:
    for at, (name, rate) in enumerate(SHARES):
        sheet.write(names, top + 20 * at, name)
        sheet.write(310, top + 20 * at, rate)


def tables(pages: Pages) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for line in pages.lines():
        if line.table is not None:
            assert line.role is LineRole.TABLE
            found.setdefault(line.table, []).append(line.text)
    return found


def test_rules_give_the_cells_of_a_table() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.body(lines=3)
        draw_rates(sheet, 201)
        draw_frame(sheet, (100, 300, 400), (186, 206, 226, 246))

    pages = read(draw)
    assert tables(pages) == {1: ["Gaffer $412.00", "Best boy $380.00", "Grip $371.50"]}
    (ruled,) = pages.tables
    assert ruled.number == 1
    assert len(ruled.cells) == 6
    assert {round(cell.x0) for cell in ruled.cells} == {100, 300}


def test_without_a_reader_of_tables_there_are_rows_but_no_cells() -> None:
    def draw(sheet: Sheet) -> None:
        draw_rates(sheet, 201)
        draw_frame(sheet, (100, 300, 400), (186, 206, 226, 246))

    source = source_from_bytes(make_pdf([draw]), path="rates.pdf")
    pages = read_pages(source, load("reader", "pdfium")())
    assert list(tables(pages)) == [1]
    assert pages.tables == ()


def test_a_line_hard_below_the_last_row_goes_on_with_it() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.body(lines=3)
        for at, (name, rate) in enumerate((("Short", "$900"), ("Long", "$1,750"))):
            sheet.write(110, 240 + 40 * at, name)
            sheet.write(310, 240 + 40 * at, f"{rate} or more but")
            sheet.write(310, 254 + 40 * at, "less than double")
        sheet.write(110, 210, "Length", font="Times-Bold")
        sheet.write(310, 210, "Threshold", font="Times-Bold")

    (rows,) = tables(read(draw)).values()
    assert rows[-1] == "less than double"
    assert len(rows) == 5


def test_a_list_in_two_columns_is_no_table() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.body(lines=3)
        for at, name in enumerate(("Camera", "Grip", "Sound", "Wardrobe", "Props")):
            sheet.write(110, 210 + 16 * at, f"- {name} department")
            sheet.write(310, 210 + 16 * at, f"- Second {name.lower()} crew")

    assert tables(read(draw)) == {}


def test_rows_hard_above_a_frame_are_a_table_of_their_own() -> None:
    def draw(sheet: Sheet) -> None:
        draw_rates(sheet, 141)
        draw_rates(sheet, 201)
        draw_frame(sheet, (100, 300, 400), (186, 206, 226, 246))

    pages = read(draw)
    assert [len(rows) for rows in tables(pages).values()] == [3, 3]
    assert [ruled.number for ruled in pages.tables] == [2]


def test_numbers_go_on_from_page_to_page() -> None:
    def draw(sheet: Sheet) -> None:
        draw_rates(sheet, 201)
        draw_frame(sheet, (100, 300, 400), (186, 206, 226, 246))

    pages = read(draw, draw)
    assert [ruled.number for ruled in pages.tables] == [1, 2]
    assert [ruled.cells[0].page for ruled in pages.tables] == [1, 2]


def test_the_background_of_a_page_is_no_frame() -> None:
    def draw(sheet: Sheet) -> None:
        for left in (-9, 320):  # the tint of this page and of the one that faces it
            sheet.canvas.setFillGray(0.9)
            sheet.canvas.rect(left, -9, 630, 810, stroke=0, fill=1)
        sheet.canvas.setFillGray(0)
        sheet.body()

    assert tables(read(draw)) == {}


def test_a_double_frame_around_text_has_one_cell_and_is_no_table() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.body(lines=3, top=200)
        for inset in (0.0, 2.5):
            left, right = 60 + inset, 560 - inset
            draw_frame(sheet, (left, right), (180 + inset, 260 - inset))

    assert tables(read(draw)) == {}


def test_one_row_of_two_cells_is_a_table() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.body(lines=3)
        for at in range(3):
            sheet.write(110, 215 + 16 * at, f"Left line {at}")
            sheet.write(310, 215 + 16 * at, f"Right line {at}")
        draw_frame(sheet, (100, 300, 500), (196, 262))

    pages = read(draw)
    assert tables(pages) == {1: [f"Left line {at} Right line {at}" for at in range(3)]}
    assert [len(ruled.cells) for ruled in pages.tables] == [2]


def type_pages(text: str) -> Pages:
    return read_pages(source_from_bytes(text.encode(), path="rates.txt"), load("reader", "text")())


def test_typed_columns_of_figures_are_a_table_with_its_head_and_its_last_lone_figure() -> None:
    schedule = """
    3.   Wages stand in this schedule and are paid on each Friday of the season.

         Years of Service          Hourly rate
     0-2 years                         21.40
     3-9 years                         24.15
     10 or more                        29.80
                                       31.05

    4.   Nobody is paid less than the rate that stands beside his years.
"""
    (rows,) = tables(type_pages(schedule)).values()
    assert rows == [
        "Years of Service Hourly rate",
        "0-2 years 21.40",
        "3-9 years 24.15",
        "10 or more 29.80",
        "31.05",
    ]


def test_typed_prose_behind_its_labels_is_no_table() -> None:
    schedule = """
    17.1     Upon hire every stagehand earns rest days by the list that stands below.
    17.2     Twelve days of rest are granted for each full year in the house.

    17.3     Rest days
             1 to 130               3.69
             131 to 260             4.61
             261 to 390             5.53
    1.   100 hours or more in any quarter make a stagehand a regular member of the crew.
    2.   200 hours or more make a stagehand the senior of those with fewer hours there.
    3.   300 hours or more give a stagehand the first choice among the open positions.
"""
    (rows,) = tables(type_pages(schedule)).values()
    assert rows == ["1 to 130 3.69", "131 to 260 4.61", "261 to 390 5.53"]


def draw_parted(sheet: Sheet, *, between: bool = False) -> None:
    """A head and a body of two grids each, parted by shaded bands that bear no rules."""
    lefts, rights = (60.0, 130.0, 200.0), (210.0, 280.0, 350.0)
    for tops in ((100.0, 120.0, 140.0), (152.0, 172.0, 192.0)):
        draw_frame(sheet, lefts, tops)
        draw_frame(sheet, rights, tops)
    for at, words in enumerate(("Rate Hours Rate Hours", "day day week week")):
        for x, word in zip((65, 135, 215, 285), words.split(), strict=True):
            sheet.write(x, 114 + 20 * at, word)
    if between:
        sheet.write(60, 149, "Rates of the road", size=6)
    for at in range(2):
        for x, figure in zip((65, 135, 215, 285), ("41.20", "8", "52.10", "10"), strict=True):
            sheet.write(x, 166 + 20 * at, figure)


def test_grids_that_shaded_bands_part_are_one_table() -> None:
    pages = read(draw_parted)
    (rows,) = tables(pages).values()
    assert rows == ["Rate Hours Rate Hours", "day day week week", *["41.20 8 52.10 10"] * 2]
    assert len(pages.tables[0].cells) == 16


def test_words_between_two_grids_part_them() -> None:
    pages = read(lambda sheet: draw_parted(sheet, between=True))
    assert list(tables(pages).values()) == [
        ["Rate Hours Rate Hours", "day day week week"],
        ["41.20 8 52.10 10"] * 2,
    ]
