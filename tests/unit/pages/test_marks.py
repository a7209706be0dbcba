"""Struck and underlined words, mark edges inside a word, underlined headings."""

from analyzer.records import Line, MarkKind
from tests.printed import Sheet, read_drawn


def struck_and_new(sheet: Sheet) -> None:
    """'The fee is $40 $55 a day.' with one struck and one new amount, and three more strikes."""
    x = sheet.write(72, 100, "The fee is ")
    end = sheet.write(x, 100, "$40")
    sheet.rule(x, 97, end)
    x = sheet.write(end + 3, 100, "$55")
    sheet.rule(end + 3, 101.4, x)
    sheet.write(x, 100, " a day.")
    end = sheet.write(72, 120, "Nobody is owed less")
    sheet.rule(72, 117, end)


def marked(line: Line) -> list[tuple[str, str | None]]:
    return [(word.text, word.mark.value if word.mark else None) for word in line.words]


def test_a_rule_through_a_word_strikes_it_and_one_below_inserts_it() -> None:
    pages = read_drawn(struck_and_new)
    assert pages.redline
    first = marked(pages.pages[0].lines[0])
    assert first[3:5] == [("$40", "deleted"), ("$55", "inserted")]
    assert all(mark is None for text, mark in first if text not in ("$40", "$55"))


def test_a_mark_that_covers_part_of_a_word_cuts_it() -> None:
    def draw(sheet: Sheet) -> None:
        struck_and_new(sheet)
        middle = sheet.write(72, 160, "2021")
        end = sheet.write(middle, 160, "2024")
        sheet.rule(72, 157, middle)
        sheet.rule(middle, 161.4, end)
        sheet.write(end, 160, " and after")

    pages = read_drawn(draw)
    line = pages.pages[0].lines[-1]
    assert marked(line)[:2] == [("2021", "deleted"), ("2024", "inserted")]
    assert pages.word_count == sum(len(line.words) for line in pages.lines())


def test_a_quotation_mark_stays_with_its_underlined_word() -> None:
    def draw(sheet: Sheet) -> None:
        struck_and_new(sheet)
        x = sheet.write(72, 160, '"')
        end = sheet.write(x, 160, "scanning of the face")
        sheet.rule(x, 161.4, end)
        sheet.write(end, 160, '" is new.')

    line = read_drawn(draw).pages[0].lines[-1]
    assert [word.text for word in line.words[:2]] == ['"scanning', "of"]
    assert line.words[0].mark is MarkKind.INSERTED


def test_an_underline_without_strikes_in_the_document_is_a_caption() -> None:
    def draw(sheet: Sheet) -> None:
        end = sheet.write(72, 100, "Travel by Night")
        sheet.rule(72, 101.4, end)
        sheet.body(top=130)

    pages = read_drawn(draw)
    assert not pages.redline
    assert all(word.caption and word.mark is None for word in pages.pages[0].lines[0].words)


def test_an_underlined_heading_of_a_redline_is_a_caption() -> None:
    def draw(sheet: Sheet) -> None:
        struck_and_new(sheet)
        x = sheet.write(72, 160, "4.   ")
        end = sheet.write(x, 160, "Rest and Travel")
        sheet.rule(x, 161.4, end)
        x = sheet.write(100, 190, "(a)  ")
        end = sheet.write(x, 190, "Night Calls.")
        sheet.rule(x, 191.4, end)
        sheet.write(end, 190, " A call after ten at night is paid twice.")

    lines = read_drawn(draw).pages[0].lines
    heading, run_in = lines[2], lines[3]
    assert [word.caption for word in heading.words] == [False, True, True, True]
    assert [word.caption for word in run_in.words[:4]] == [False, True, True, False]
    assert not any(word.mark for line in (heading, run_in) for word in line.words)


def test_a_heading_hard_below_its_label_is_a_caption() -> None:
    def draw(sheet: Sheet) -> None:
        struck_and_new(sheet)
        sheet.write(72, 160, "The rates of the season stand below and are paid on each Friday.")
        sheet.write(270, 190, "ARTICLE IX")
        end = sheet.write(250, 204, "Rest and Travel")
        sheet.rule(250, 205.4, end)
        sheet.write(72, 240, "A Performer who travels by night rests on the day after it.")

    heading = next(
        line for line in read_drawn(draw).pages[0].lines if line.words[-1].text == "Travel"
    )
    assert [word.caption for word in heading.words] == [True] * 3
    assert not any(word.mark for word in heading.words)


def test_new_words_below_a_plain_row_are_no_heading() -> None:
    def draw(sheet: Sheet) -> None:
        struck_and_new(sheet)
        sheet.write(72, 160, "The costs of the season are borne by the house and")
        end = sheet.write(72, 174, "Producer Alone")
        sheet.rule(72, 175.4, end)
        sheet.write(72, 210, "A Performer who travels by night rests on the day after it.")

    line = next(line for line in read_drawn(draw).pages[0].lines if line.words[-1].text == "Alone")
    assert [word.mark for word in line.words] == [MarkKind.INSERTED] * 2


def test_new_words_at_the_start_of_a_sentence_are_no_heading() -> None:
    def draw(sheet: Sheet) -> None:
        struck_and_new(sheet)
        end = sheet.write(72, 160, "Beginning with the second week of work,")
        sheet.rule(72, 161.4, end)
        sheet.write(end, 160, " the rate rises.")

    line = read_drawn(draw).pages[0].lines[2]
    assert [word.mark for word in line.words[:7]] == [MarkKind.INSERTED] * 7


def test_the_frame_of_a_table_marks_nothing() -> None:
    def draw(sheet: Sheet) -> None:
        struck_and_new(sheet)
        sheet.rule(60, 161.4, 500)
        sheet.write(72, 160, "Half hour")
        sheet.write(300, 160, "$120")

    line = read_drawn(draw).pages[0].lines[-1]
    assert not any(word.mark or word.caption for word in line.words)


def test_a_note_digit_is_a_word_and_a_raised_ordinal_is_none() -> None:
    def draw(sheet: Sheet) -> None:
        x = sheet.write(72, 100, "on the 5")
        x = sheet.write(x, 96, "th", size=7)
        x = sheet.write(x, 100, " day of work")
        sheet.write(x, 95.5, "12", size=7)

    pages = read_drawn(draw)
    words = pages.pages[0].lines[0].words
    assert [word.text for word in words] == ["on", "the", "5th", "day", "of", "work", "12"]
    assert [word.style.superscript for word in words] == [False] * 6 + [True]
    assert pages.word_count == 7


def test_a_raised_note_digit_over_the_underline_of_its_line_is_marked_with_it() -> None:
    def draw(sheet: Sheet) -> None:
        struck_and_new(sheet)
        x = sheet.write(72, 160, "The pay of a double")
        x = sheet.write(x, 156, "6", size=8)
        end = sheet.write(x + 6, 160, "is counted in tenths")
        sheet.rule(72, 161.4, x)
        sheet.rule(x - 4, 161.4, end)
        x = sheet.write(72, 700, "6", size=8)
        end = sheet.write(x + 11, 704, "A double stands in")
        sheet.rule(72, 705.4, end)
        sheet.write(72, 730, "7", size=8)
        sheet.rule(60, 735, 140)

    body, note, alone = (marked(line) for line in read_drawn(draw).pages[0].lines[-3:])
    assert [mark for _, mark in body] == ["inserted"] * 10
    assert [mark for _, mark in note] == ["inserted"] * 5
    assert alone == [("7", None)]


def test_a_rule_through_single_signs_makes_no_redline() -> None:
    def draw(sheet: Sheet) -> None:
        for at in range(4):
            x = sheet.write(72, 140 + 20 * at, "Step ")
            end = sheet.write(x, 140 + 20 * at, "s")
            sheet.rule(x, 136.5 + 20 * at, end)
            x = sheet.write(end, 140 + 20 * at, " of the ")
            end = sheet.write(x, 140 + 20 * at, "Grievance Procedure")
            sheet.rule(x, 141.8 + 20 * at, end)

    assert not read_drawn(draw).redline


def test_an_opening_sign_is_cut_off_with_the_amount_behind_it() -> None:
    def draw(sheet: Sheet) -> None:
        x = sheet.write(72, 140, "Each day pays ")
        end = sheet.write(x, 140, "$410")
        sheet.rule(x, 136.5, end)
        x = sheet.write(end, 140, "$455")
        sheet.rule(end, 141.8, x)

    struck, inserted = (
        [word.text for line in read_drawn(draw).lines() for word in line.words if word.mark is kind]
        for kind in (MarkKind.DELETED, MarkKind.INSERTED)
    )
    assert (struck, inserted) == (["$410"], ["$455"])


def test_a_heading_before_a_change_is_no_part_of_it() -> None:
    def draw(sheet: Sheet) -> None:
        struck_and_new(sheet)
        x = sheet.write(72, 160, "(1) ")
        end = sheet.write(x, 160, "Rest.")
        sheet.rule(x, 161.4, end)
        x = sheet.write(end, 160, " ") + 3
        end = sheet.write(x, 160, "After June 1, each")
        sheet.rule(x, 157, end)
        x = end + 4
        end = sheet.write(x, 160, "Each")
        sheet.rule(x, 161.4, end)
        sheet.write(end, 160, " rigger rests for ten hours.")
        x = sheet.write(72, 200, "(2) ")
        end = sheet.write(x, 200, "Rest.")
        sheet.rule(x, 201.4, end)
        struck = sheet.write(end + 4, 200, "Pause.")
        sheet.rule(end + 4, 197, struck)
        sheet.write(struck, 200, " Each rigger rests for ten hours.")

    kept, changed = read_drawn(draw).pages[0].lines[-2:]
    assert marked(kept)[:3] == [("(1)", None), ("Rest.", None), ("After", "deleted")]
    assert ("Each", "inserted") in marked(kept)
    assert marked(changed)[:3] == [("(2)", None), ("Rest.", "inserted"), ("Pause.", "deleted")]


def test_the_second_row_of_a_heading_is_part_of_it_though_it_is_but_a_date() -> None:
    def draw(sheet: Sheet) -> None:
        struck_and_new(sheet)
        sheet.write(72, 160, "The rates of the season stand below and are paid on each Friday.")
        x = sheet.write(72, 190, "(4) ")
        end = sheet.write(x, 190, "One Payment for Riggers Who Retire Before July")
        sheet.rule(x, 191.4, end)
        end = sheet.write(180, 204, "1, 2025")
        sheet.rule(180, 205.4, end)
        sheet.write(72, 240, "The payment is made once.")

    heading = read_drawn(draw).pages[0].lines[-3:-1]
    assert [word.text for line in heading for word in line.words if word.caption][-2:] == [
        "1,",
        "2025",
    ]
    assert not any(word.mark for line in heading for word in line.words)
