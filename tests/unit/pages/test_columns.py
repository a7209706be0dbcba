"""Two columns of prose whose lines are not level with each other."""

from __future__ import annotations

from tests.printed import Sheet
from tests.traps.typed_sheets import all_text, both, read_sheets, type_sheet

LEFT = (
    "Rooms. The porter shows the rooms",
    "to whoever asks, and opens each one",
    "with the key that hangs by the gate.",
    "A room that is cold is heated first.",
)
RIGHT = (
    "Lamps. A lamp burns in the hall from",
    "dusk on, and is filled by the porter",
    "before the last of the players leave.",
    "The oil is paid for by the stages.",
)


def columns(sheet: Sheet) -> None:
    """Four paragraphs on each side; the right ones begin half a line lower."""
    for x, top, lines in ((72, 140, LEFT), (320, 147, RIGHT)):
        for at in range(16):
            sheet.write(x + (12 if at % 4 == 0 else 0), top + at * 14 + at // 4 * 5, lines[at % 4])


def test_columns_that_are_not_level_are_read_one_after_the_other() -> None:
    text = all_text(read_sheets(both(type_sheet("=ARTICLE 3. THE HOUSE"), columns)))
    assert text.count(" ".join(LEFT)[6:]) == 4
    assert text.count(" ".join(RIGHT)[6:]) == 4
    assert text.rfind("cold is heated") < text.find("Lamps.")


def test_a_column_of_amounts_beside_names_is_no_column_of_prose() -> None:
    def rates(sheet: Sheet) -> None:
        for at in range(16):
            sheet.write(72, 140 + at * 14, "Players who stand in the back row of the crowd")
            sheet.write(400, 147 + at * 14, f"${at + 12}.00 {at + 3}.50 {at}.25 {at}%")

    text = all_text(read_sheets(rates))
    assert text.find("$12.00") < text.rfind("Players who stand")
