"""Running heads and feet, page numbers, notices, line numbers, watermarks."""

from functools import partial

import pytest

from analyzer.documents import source_from_bytes
from analyzer.engines import load
from analyzer.pages import read_pages
from analyzer.pages.page_numbers import read_roman
from analyzer.records import Pages, SetAsideKind
from tests.printed import SENTENCES, Draw, Sheet, account_is_balanced, read_drawn, texts


def aside(pages: Pages, kind: SetAsideKind) -> list[str]:
    return [item.text for item in pages.set_aside if item.kind is kind]


def numbered(number: int, sheet: Sheet, *, style: str = "- {} -") -> None:
    sheet.write(200, 50, "Harbor Agreement of 2021", size=10)
    sheet.body(first=number)
    sheet.write(280, 750, style.format(number), size=10)


def test_heads_and_numbers_that_grow_with_the_pages_are_set_aside() -> None:
    pages = read_drawn(*(partial(numbered, number) for number in range(6, 11)))
    assert aside(pages, SetAsideKind.RUNNING_HEAD) == ["Harbor Agreement of 2021"] * 5
    assert aside(pages, SetAsideKind.PAGE_NUMBER) == [f"- {n} -" for n in range(6, 11)]
    assert [page.label for page in pages.pages] == [f"- {n} -" for n in range(6, 11)]
    assert all(len(page.lines) == 8 for page in pages.pages)
    assert account_is_balanced(pages)


@pytest.mark.parametrize("style", ["{}", "Page {} of 40", "-{}-"])
def test_every_way_to_print_a_number(style: str) -> None:
    pages = read_drawn(*(partial(numbered, n, style=style) for n in range(11, 15)))
    assert [page.label for page in pages.pages] == [style.format(n) for n in range(11, 15)]


def test_a_number_beside_other_words_and_a_document_number() -> None:
    def page(number: int) -> Draw:
        def draw(sheet: Sheet) -> None:
            sheet.body(first=number)
            sheet.write(72, 750, "HA-0081.DOCX; 3", size=9)
            sheet.write(420, 750, str(number), size=9)

        return draw

    pages = read_drawn(*(page(number) for number in range(1, 5)))
    assert aside(pages, SetAsideKind.RUNNING_FOOT) == ["HA-0081.DOCX; 3"] * 4
    assert [page.label for page in pages.pages] == ["1", "2", "3", "4"]


def test_no_line_of_a_double_spaced_page_is_lost() -> None:
    def page(number: int) -> Draw:
        def draw(sheet: Sheet) -> None:
            sheet.body(top=90, pitch=40, lines=16, first=3 * number)
            sheet.write(300, 765, str(number), size=10)

        return draw

    pages = read_drawn(*(page(number) for number in range(1, 7)))
    assert all(len(page.lines) == 16 for page in pages.pages)
    assert {item.kind for item in pages.set_aside} == {SetAsideKind.PAGE_NUMBER}


def test_a_sentence_that_ends_several_pages_stays() -> None:
    def page(number: int) -> Draw:
        def draw(sheet: Sheet) -> None:
            sheet.body(top=560, lines=8, first=number)
            sheet.write(72, 720, "This letter ends with the engagement for which it was signed.")
            sheet.write(300, 765, f"- {number} -", size=10)

        return draw

    pages = read_drawn(*(page(number) for number in range(1, 6)))
    assert all(texts(page)[-1].startswith("This letter ends") for page in pages.pages)


def test_the_title_of_an_exhibit_is_no_page_number_though_the_next_page_bears_the_next() -> None:
    def page(number: int) -> Draw:
        def draw(sheet: Sheet) -> None:
            sheet.write(400, 40, f"Exhibit A-{number}", size=10)
            sheet.write(500, 40, f"A-{number}-1", size=10)
            sheet.write(250, 75, f"EXHIBIT A-{number}")
            sheet.body(top=120)

        return draw

    def long(number: int) -> Draw:
        def draw(sheet: Sheet) -> None:
            sheet.write(400, 40, "Exhibit B", size=10)
            sheet.write(500, 40, f"B-{number}", size=10)
            sheet.body(top=120, first=number)

        return draw

    pages = read_drawn(*(long(number) for number in range(1, 5)), page(3), page(4))
    assert [page.label for page in pages.pages] == ["B-1", "B-2", "B-3", "B-4", "A-3-1", "A-4-1"]
    assert [texts(page)[0] for page in pages.pages[4:]] == ["EXHIBIT A-3", "EXHIBIT A-4"]


def test_a_notice_is_named_one() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.write(180, 40, "DRAFT, subject to ratification", size=9)
        sheet.body()

    pages = read_drawn(draw, draw, draw)
    assert aside(pages, SetAsideKind.NOTICE) == ["DRAFT, subject to ratification"] * 3


def test_a_page_that_only_says_that_it_is_blank_is_set_aside() -> None:
    def blank(sheet: Sheet) -> None:
        sheet.write(200, 400, "[This Page Intentionally Left Blank]")
        sheet.write(280, 750, "- 7 -", size=10)

    drawn = [partial(numbered, number) for number in range(6, 11)]
    pages = read_drawn(drawn[0], blank, *drawn[2:])
    assert aside(pages, SetAsideKind.NOTICE) == ["[This Page Intentionally Left Blank]"]
    assert pages.pages[1].lines == ()
    assert pages.pages[1].label == "- 7 -"
    assert account_is_balanced(pages)


def test_a_sentence_about_a_blank_page_stays() -> None:
    def page(sheet: Sheet) -> None:
        sheet.write(72, 400, "This page intentionally left blank is signed by nobody.")

    assert aside(read_drawn(page), SetAsideKind.NOTICE) == []


def test_figures_of_a_table_are_no_page_number() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.body(lines=6)
        sheet.write(300, 740, "40")

    pages = read_drawn(draw, draw, draw)
    assert not aside(pages, SetAsideKind.PAGE_NUMBER)
    assert account_is_balanced(pages)


def test_line_numbers_in_the_margin_are_set_aside() -> None:
    def page(first: int) -> Draw:
        def draw(sheet: Sheet) -> None:
            for at in range(20):
                sheet.write(40, 100 + 24 * at, str(at + 1), size=9)
                sheet.write(72, 100 + 24 * at, SENTENCES[(first + at) % 8])

        return draw

    pages = read_drawn(page(0), page(3))
    numbers = " ".join(str(number) for number in range(1, 21))
    assert aside(pages, SetAsideKind.LINE_NUMBER) == [numbers, numbers]
    assert texts(pages.pages[0])[0] == SENTENCES[0]
    assert account_is_balanced(pages)


def test_numbers_of_paragraphs_are_no_line_numbers() -> None:
    def draw(sheet: Sheet) -> None:
        for at in range(12):
            sheet.write(72, 100 + 24 * at, f"{at + 1}. {SENTENCES[at % 8]}")

    pages = read_drawn(draw, draw)
    assert not aside(pages, SetAsideKind.LINE_NUMBER)


def test_a_turned_or_oversized_word_is_a_watermark() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.canvas.saveState()
        sheet.canvas.translate(200, 300)
        sheet.canvas.rotate(45)
        sheet.canvas.setFont("Helvetica-Bold", 90)
        sheet.canvas.drawString(0, 0, "DRAFT")
        sheet.canvas.restoreState()
        sheet.write(100, 200, "COPY", size=80)
        sheet.body()

    pages = read_drawn(draw)
    marks = " ".join(aside(pages, SetAsideKind.WATERMARK)).replace(" ", "")
    assert sorted(marks) == sorted("DRAFTCOPY")
    assert texts(pages.pages[0]) == list(SENTENCES)
    assert account_is_balanced(pages)


def test_a_large_title_is_no_watermark() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.write(100, 90, "HARBOR AGREEMENT", size=44)
        sheet.body(top=160)

    pages = read_drawn(draw)
    assert texts(pages.pages[0])[0] == "HARBOR AGREEMENT"
    assert not pages.set_aside


@pytest.mark.parametrize(
    ("text", "value"), [("iv", 4), ("xiv", 14), ("lxxix", 79), ("iiii", None), ("vx", None)]
)
def test_roman_numbers(text: str, value: int | None) -> None:
    assert read_roman(text) == value


def test_the_head_of_a_letter_with_a_page_number_of_its_own() -> None:
    def page(number: int) -> Draw:
        def draw(sheet: Sheet) -> None:
            own = f"Page {2 + number % 2}"  # two letters of three pages
            for at, line in enumerate(("Orla Winterbourne", "As of July 1, 2021", own)):
                sheet.write(72, 60 + 14 * at, line)
            sheet.body(top=116, pitch=14, first=number)
            sheet.write(290, 750, f"- {100 + number} -", size=10)

        return draw

    pages = read_drawn(*(page(number) for number in range(2, 6)))
    assert [texts(page)[0] for page in pages.pages] == [SENTENCES[n] for n in range(2, 6)]
    assert aside(pages, SetAsideKind.RUNNING_HEAD)[:2] == [
        "Orla Winterbourne",
        "As of July 1, 2021",
    ]
    assert [page.label for page in pages.pages] == [f"- {n} -" for n in range(102, 106)]
    assert account_is_balanced(pages)


def test_the_foot_of_a_page_that_was_scanned_smaller_is_known_by_its_words() -> None:
    def page(number: int, *, foot: float, words: str = "HA-0081.DOCX; 3") -> Draw:
        def draw(sheet: Sheet) -> None:
            sheet.body(first=number)
            sheet.write(72, foot, words, size=9)
            sheet.write(320, foot, str(number), size=9)

        return draw

    drawn = [page(number, foot=750) for number in range(1, 6)]
    pages = read_drawn(*drawn, page(6, foot=715), page(7, foot=715, words="Rooms on the stage"))
    assert [sheet.label for sheet in pages.pages] == ["1", "2", "3", "4", "5", "6", None]
    assert aside(pages, SetAsideKind.RUNNING_FOOT) == ["HA-0081.DOCX; 3"] * 6
    assert texts(pages.pages[6])[-1] == "Rooms on the stage 7"
    assert account_is_balanced(pages)


def with_part(part: int, *, first: int, opens: bool = False) -> Draw:
    """A page with the head of a dictionary: the article that stands open, at the outer edge."""

    def draw(sheet: Sheet) -> None:
        sheet.write(72 if first % 2 else 480, 50, f"Article {part}", size=10)
        if opens:
            sheet.write(240, 100, f"Article {part}")
        sheet.body(first=first)

    return draw


def test_heads_that_name_the_open_article_are_set_aside() -> None:
    parts = (3, 3, 4, 4, 4, 5, 6, 6)
    pages = read_drawn(
        *(
            with_part(part, first=at, opens=at > 0 and part != parts[at - 1])
            for at, part in enumerate(parts)
        )
    )
    assert aside(pages, SetAsideKind.RUNNING_HEAD) == [f"Article {part}" for part in parts]
    headings = [text for page in pages.pages for text in texts(page) if text.startswith("Article")]
    assert headings == ["Article 4", "Article 5", "Article 6"]


def test_articles_that_each_begin_a_page_are_no_heads() -> None:
    pages = read_drawn(*(with_part(part, first=part) for part in range(1, 9)))
    assert aside(pages, SetAsideKind.RUNNING_HEAD) == []


def read_text(*pages: str) -> Pages:
    source = source_from_bytes("\f".join(pages).encode(), path="agreement.txt")
    return read_pages(source, load("reader", "text")())


def test_the_last_line_of_text_stays_when_the_page_number_shares_it() -> None:
    body = "\n".join(SENTENCES[:6])
    pages = read_text(
        *(f"{body}\n{SENTENCES[at]:80}{at + 11}" for at in range(5)),
    )
    assert aside(pages, SetAsideKind.RUNNING_FOOT) == []
    assert aside(pages, SetAsideKind.PAGE_NUMBER) == [str(at + 11) for at in range(5)]
    assert [texts(page)[-1] for page in pages.pages] == list(SENTENCES[:5])


def test_a_foot_that_repeats_beside_the_page_number_goes_with_it() -> None:
    body = "\n".join(SENTENCES[:6])
    pages = read_text(*(f"{body}\n\n\nLantern draft of May{at + 11:>30}" for at in range(5)))
    assert [texts(page)[-1] for page in pages.pages] == [SENTENCES[5]] * 5
    assert account_is_balanced(pages)


def with_line_numbers(*lines: str, mark_at: int | None = None, shift_at: int | None = None) -> str:
    """Numbered lines of plain text; one number may stand behind a mark, one out of its column."""
    numbered_lines = []
    for at, line in enumerate(lines):
        figure = f"{at + 1:>2}      "
        if at == mark_at:
            figure = f"### {at + 1}   "
        elif at == shift_at:
            figure = f"      {at + 1:>2}   "
        numbered_lines.append(figure + line)
    return "\n".join(numbered_lines)


@pytest.mark.parametrize("odd", [{"mark_at": 0}, {"shift_at": 4}, {"mark_at": 0, "shift_at": 5}])
def test_one_line_number_out_of_its_column_leaves_the_others(odd: dict[str, int]) -> None:
    pages = read_text(*(with_line_numbers(*SENTENCES, **odd) for _ in range(3)))
    assert aside(pages, SetAsideKind.LINE_NUMBER) == ["1 2 3 4 5 6 7 8"] * 3
    assert [text.removeprefix("### ") for text in texts(pages.pages[1])] == list(SENTENCES)
    assert account_is_balanced(pages)


def test_a_short_page_has_the_line_numbers_of_the_others() -> None:
    full = with_line_numbers(*SENTENCES)
    pages = read_text(full, full, full, with_line_numbers(*SENTENCES[:3]))
    assert texts(pages.pages[3]) == list(SENTENCES[:3])


def test_a_short_list_of_figures_that_do_not_count_on_is_text() -> None:
    full = with_line_numbers(*SENTENCES)
    short = f" 4      {SENTENCES[0]}\n 9      {SENTENCES[1]}"
    pages = read_text(full, full, full, short)
    assert texts(pages.pages[3]) == [f"4 {SENTENCES[0]}", f"9 {SENTENCES[1]}"]
