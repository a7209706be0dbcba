"""Traps of tables: figures with raised digits, columns without rules, text that only looks so."""

from __future__ import annotations

from analyzer.records import Clause, ClauseKind, Reading
from tests.printed import SENTENCES, Sheet
from tests.traps.typed_sheets import both, read_sheets, starting, type_sheet

COLUMNS = (72.0, 250.0, 350.0)
OPENING = "=ARTICLE 6. PAY\n(a) The rates for a day are these:"
ROWS = (
    ("Grade", "First year", "Second year"),
    ("Stand-in", "$210", "$224"),
    ("Double", "$250", "$266"),
    ("Rider", "$310", "$329"),
    ("Puppeteer", "$340", "$361"),
)


def tables(reading: Reading) -> list[Clause]:
    return [clause for clause in reading.clauses if clause.kind is ClauseKind.TABLE]


def test_columns_without_rules_are_a_table() -> None:
    def grid(sheet: Sheet) -> None:
        for at, row in enumerate(ROWS):
            for x, text in zip(COLUMNS, row, strict=True):
                sheet.write(x, 160 + at * 16, text)

    reading = read_sheets(
        both(type_sheet(OPENING), grid, type_sheet("(b) Pay is weekly.", top=270))
    )
    (table,) = tables(reading)
    cells = {(cell.row, cell.column): cell.text for cell in table.cells or ()}
    assert cells == {(r, c): text for r, row in enumerate(ROWS) for c, text in enumerate(row)}
    assert starting(reading, "Pay is weekly.").labels[-1] == "(b)"


def test_note_digit_is_kept_apart_from_the_amount() -> None:
    def grid(sheet: Sheet) -> None:
        for at, row in enumerate(ROWS):
            for column, text in enumerate(row):
                end = sheet.write(COLUMNS[column] + 4, 160 + at * 18, text)
                if text == "$266":
                    sheet.write(end, 155 + at * 18, "2", size=7)
            sheet.rule(COLUMNS[0], 147 + at * 18, 450)
        sheet.rule(COLUMNS[0], 147 + len(ROWS) * 18, 450)
        for x in (*COLUMNS, 450):
            sheet.upright(x, 147, 147 + len(ROWS) * 18)

    reading = read_sheets(both(type_sheet(OPENING), grid))
    (table,) = tables(reading)
    noted = [(cell.text, cell.notes) for cell in table.cells or () if cell.notes]
    assert noted == [("$266", ("2",))]


def test_short_lines_are_no_table() -> None:
    text = "\n".join(f"({letter}) {SENTENCES[at][:30]}" for at, letter in enumerate("abcdefgh"))
    reading = read_sheets(type_sheet(f"=ARTICLE 6. RULES\n{text}"))
    assert tables(reading) == []
    assert [clause.label for clause in reading.clauses][1:] == [f"({a})" for a in "abcdefgh"]
