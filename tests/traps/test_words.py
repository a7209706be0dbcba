"""Traps of words: how letters, hyphens, figures and quotes are set, and sentences over pages."""

from __future__ import annotations

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from tests.printed import SENTENCES, Draw, Sheet
from tests.traps.typed_sheets import all_text, both, read_sheets, read_typed, starting, type_sheet


def test_superscript_digit_is_no_part_of_the_amount() -> None:
    def raised(sheet: Sheet) -> None:
        x = sheet.write(72, 140, "(b) A stand-in is paid $210")
        sheet.write(x, 135, "3", size=7)
        sheet.write(x + 8, 140, "for each day.")

    reading = read_sheets(both(type_sheet("=ARTICLE 6. PAY\n(a) Pay is weekly."), raised))
    clause = starting(reading, "A stand-in is paid")
    assert "$2103" not in clause.text
    assert "$210" in clause.text.split()


@pytest.fixture
def serif() -> str:
    """An embedded font that has ligatures and soft hyphens."""
    try:
        pdfmetrics.registerFont(TTFont("Serif", "DejaVuSerif.ttf"))
    except TTFError:
        pytest.skip("DejaVuSerif.ttf is not installed: no font here has ligatures")
    return "Serif"


def set_lines(*lines: str, font: str) -> Draw:
    def draw(sheet: Sheet) -> None:
        type_sheet("=ARTICLE 6. OFFICES")(sheet)
        for at, line in enumerate(lines):
            sheet.write(72, 130 + 15 * at, line, font=font)

    return draw


def test_ligatures_are_letters(serif: str) -> None:
    lines = ("(a) The o\ufb03ce is on the \ufb01rst \ufb02oor.", "(b) Pay is weekly.")
    reading = read_sheets(set_lines(*lines, font=serif))
    assert starting(reading, "The office").text == "The office is on the first floor."


def test_soft_hyphen_is_no_letter(serif: str) -> None:
    lines = ("(a) Each day of a perform\u00ad", "ance is paid by the hour.", "(b) Pay is weekly.")
    reading = read_sheets(set_lines(*lines, font=serif))
    assert starting(reading, "Each").text == "Each day of a performance is paid by the hour."
    assert "\u00ad" not in all_text(reading)


def test_hyphen_at_the_end_of_a_line_is_kept() -> None:
    reading = read_typed(
        """
        =ARTICLE 3. SCANS
        (a) A scan that is made at the place of work is an employment-
            based scan, and needs a letter of consent that stands by itself.
        (b) Others are not.
        """
    )
    assert "employment-based scan" in starting(reading, "A scan that is made").text


def test_curly_quotes_stay_as_printed() -> None:
    reading = read_typed(
        "=ARTICLE 3. WORDS\n(a) The word “scan” has the Guild’s meaning.\n(b) So has ‘likeness’."
    )
    assert starting(reading, "The word").text == "The word “scan” has the Guild’s meaning."
    assert starting(reading, "So has").text == "So has ‘likeness’."


def test_half_is_one_figure() -> None:
    reading = read_typed(
        "=ARTICLE 3. PAY\n(a) The sixth day is paid at 1½ times the rate.\n(b) Nights too."
    )
    assert "1½ times" in starting(reading, "The sixth day").text


def test_number_in_words_and_figures() -> None:
    reading = read_typed(
        """
        =ARTICLE 3. NOTICE
        (a) The Producer tells the Guild of a scan in writing at least forty-eight
        (48) hours before it is made, and of a second one not less than twenty-
        four (24) hours before.
        (b) The Guild answers in time.
        """
    )
    text = starting(reading, "The Producer tells").text
    assert "forty-eight (48) hours" in text
    assert "twenty-four (24) hours" in text
    assert [clause.label for clause in reading.clauses][1:] == ["(a)", "(b)"]


def test_sentence_over_a_page_break() -> None:
    def page(number: int, text: str) -> Draw:
        return both(
            type_sheet(text),
            lambda sheet: sheet.write(300, 750, f"-{number}-"),
            lambda sheet: sheet.write(72, 40, "Lantern Basic Agreement", size=9),
        )

    fill = "\n".join(
        f"({a}) {SENTENCES[at % 8]}" for at, a in enumerate("abcdefghijklmnopqrstuvwxyz")
    )
    first = (
        f"=ARTICLE 3. RULES\n{fill}\n\n=ARTICLE 4. SCANS\n(a) A scan is kept only as long as the"
    )
    second = f"picture is in production.\n(b) It is then erased.\n\n=ARTICLE 5. REST\n{fill[:600]}"
    third = "=ARTICLE 6. PAY\n(a) Pay is weekly."
    reading = read_sheets(page(1, first), page(2, second), page(3, third))
    clause = starting(reading, "A scan is kept")
    assert clause.text == "A scan is kept only as long as the picture is in production."
    assert clause.pages == (1, 2)
