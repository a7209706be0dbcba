"""Tables in clauses: which words stand in which cell, and what a table says of itself."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest

from analyzer.clauses.joining import Piece, Vocabulary
from analyzer.clauses.tables import Table, read_table
from analyzer.records import (
    Box,
    ClauseKind,
    DocumentKind,
    MarkKind,
    Pages,
    TypeStyle,
    Word,
)
from tests.typed_pages import split

PLAIN = TypeStyle(font="Times", size=10.0)
BOLD = TypeStyle(font="Times-Bold", size=10.0, bold=True)
RAISED = TypeStyle(font="Times", size=6.0, superscript=True)
Placed = tuple[float, float, str]


def words(*placed: Placed, style: TypeStyle = PLAIN, mark: MarkKind | None = None) -> list[Piece]:
    """Words at (x, foot of the line); several in one text stand a space apart."""
    pieces = []
    for x, foot, text in placed:
        for part in text.split():
            right = x + 5 * len(part)
            word = Word(part, x, foot - style.size, right, foot, style, mark)
            pieces.append(Piece(word, 1, part))
            x = right + 2.5
    return pieces


def grid(lefts: Sequence[float], tops: Sequence[float]) -> list[Box]:
    """The cells between upright and level rules."""
    return [
        Box(1, left, top, right, bottom)
        for top, bottom in itertools.pairwise(tops)
        for left, right in itertools.pairwise(lefts)
    ]


def read(pieces: Sequence[Piece], boxes: Sequence[Box] = ()) -> Table:
    return read_table(pieces, boxes, Vocabulary.from_pages(Pages((), (), 0)))


def texts(table: Table) -> list[list[str]]:
    rows: list[list[str]] = []
    for cell in table.cells:
        while len(rows) <= cell.row:
            rows.append([])
        row = rows[cell.row]
        row += [""] * (cell.column - len(row)) + [cell.text]
    return rows


# ── ruled ────────────────────────────────────────────────────────────────────────────────────────
def test_a_word_stands_in_the_cell_that_holds_its_middle() -> None:
    pieces = words((60, 20, "Gaffer"), (205, 20, "$412.00"), (60, 40, "Best boy"), (198, 40, "380"))
    table = read(pieces, grid([50, 200, 300], [5, 25, 45]))
    assert texts(table) == [["Gaffer", "$412.00"], ["Best boy", "380"]]
    assert table.cells[0].box == Box(1, 50, 5, 200, 25)


def test_a_cell_over_several_columns_spans_them() -> None:
    boxes = [Box(1, 50, 5, 300, 25), *grid([50, 150, 300], [25, 45, 65])]
    pieces = words(
        (60, 20, "Studio rates"), (60, 40, "Grip"), (160, 40, "31.10"), (160, 60, "32.40")
    )
    cells = read(pieces, boxes).cells
    assert [(c.row, c.column, c.column_span) for c in cells] == [
        (0, 0, 2),
        (1, 0, 1),
        (1, 1, 1),
        (2, 1, 1),
    ]


def test_a_cell_over_several_rows_spans_them() -> None:
    boxes = [Box(1, 50, 5, 150, 45), *grid([150, 300], [5, 25, 45])]
    pieces = words((60, 30, "Short"), (160, 20, "Tier 1"), (160, 40, "Tier 2"))
    spans = {cell.text: cell.row_span for cell in read(pieces, boxes).cells}
    assert spans == {"Short": 2, "Tier 1": 1, "Tier 2": 1}


def test_the_sides_of_a_shade_make_no_column() -> None:
    header = grid([50, 55, 145, 150, 155, 295, 300], [5, 25])
    pieces = words((60, 20, "Work"), (160, 20, "Rate"), (60, 40, "Grip"), (160, 40, "31.10"))
    table = read(pieces, [*header, *grid([50, 150, 300], [25, 45])])
    assert texts(table) == [["Work", "Rate"], ["Grip", "31.10"]]


def test_lines_of_one_cell_are_one_text() -> None:
    pieces = words((60, 20, "Sound effects"), (60, 32, "editor"), (160, 20, "1,577.60"))
    pieces += words((160, 32, "(39.44/hr.)"))
    table = read(pieces, grid([50, 150, 300], [5, 40]))
    assert texts(table) == [["Sound effects editor", "1,577.60 (39.44/hr.)"]]


def test_a_band_with_a_figure_behind_each_name_is_as_many_rows() -> None:
    pieces = [
        piece
        for at, (name, week, day) in enumerate(
            [("Key grip", "1,348.83", "311.59"), ("Dolly grip", "", "256.87"), ("Grip", "9.10", "")]
        )
        for piece in words((60, 20 + 12 * at, name), (160, 20 + 12 * at, week))
        + words((260, 20 + 12 * at, day))
    ]
    table = read(pieces, grid([50, 150, 250, 350], [5, 60]))
    assert texts(table) == [
        ["Key grip", "1,348.83", "311.59"],
        ["Dolly grip", "", "256.87"],
        ["Grip", "9.10"],
    ]


def test_figures_between_the_lines_of_names_take_the_nearest() -> None:
    names = words((60, 20, "Synopsis and"), (60, 32, "outline"), (60, 44, "Teleplay or"))
    pieces = [*names, *words((60, 56, "screenplay"), (160, 20, "$625.06"), (260, 26, "50"))]
    pieces += words((160, 56, "$300.48"), (260, 56, "160"))
    table = read(pieces, grid([50, 150, 250, 350], [5, 60]))
    assert texts(table) == [
        ["Synopsis and outline", "$625.06", "50"],
        ["Teleplay or screenplay", "$300.48", "160"],
    ]


def test_columns_that_no_rule_parts_are_parted_by_white() -> None:
    pieces = words((60, 20, "[Now]"), (160, 20, "Hourly"), (220, 20, "Weekly"))
    pieces += words((60, 40, "Journey"), (160, 40, "$65.42"), (220, 40, "$2,616.80"))
    table = read(pieces, grid([50, 150, 300], [5, 25, 45]))
    assert texts(table) == [["[Now]", "Hourly", "Weekly"], ["Journey", "$65.42", "$2,616.80"]]


def test_prose_in_a_cell_is_not_parted() -> None:
    pieces = words((60, 20, "Wages"), (160, 20, "Season 1: as printed"))
    pieces += words((60, 40, "Leave"), (160, 40, "Season 2: half"))
    table = read(pieces, grid([50, 150, 400], [5, 25, 45]))
    assert texts(table) == [["Wages", "Season 1: as printed"], ["Leave", "Season 2: half"]]


def test_a_line_above_the_frame_is_a_row_of_its_own() -> None:
    pieces = words((60, -10, "21-852 Writer, level 2"), (60, 20, "Journey"), (160, 20, "67.49"))
    table = read(pieces, grid([50, 150, 300], [5, 25]))
    assert texts(table) == [["21-852 Writer, level 2"], ["Journey", "67.49"]]


# ── signs ────────────────────────────────────────────────────────────────────────────────────────
def test_a_note_digit_is_kept_apart_from_the_amount() -> None:
    pieces = words((60, 20, "Costumer"), (160, 20, "$49.76"), (160, 40, "Per hour"))
    pieces += words((192, 16, "5,"), (200, 16, "**"), style=RAISED)
    cell = next(c for c in read(pieces, grid([50, 150, 300], [5, 25, 45])).cells if c.notes)
    assert (cell.text, cell.notes, cell.printed) == ("$49.76", ("5", "**"), "$49.76 5, **")


def test_raised_letters_are_no_notes() -> None:
    pieces = [*words((60, 20, "1")), *words((66, 16, "st"), style=RAISED)]
    pieces += words((160, 20, "9.00"), (60, 40, "2"), (160, 40, "9.10"))
    cell = read(pieces, grid([50, 150, 300], [5, 25, 45])).cells[0]
    assert (cell.text, cell.notes, cell.printed) == ("1 st", (), None)


def test_struck_words_are_the_old_text_of_a_cell() -> None:
    pieces = words((60, 20, "Grip"), (60, 40, "Gaffer"), (160, 40, "33.00"))
    pieces += words((160, 16, "30.00"), mark=MarkKind.DELETED)
    pieces += words((200, 16, "31.50"), mark=MarkKind.INSERTED)
    cell = read(pieces, grid([50, 150, 300], [5, 25, 45])).cells[1]
    assert (cell.text, cell.old_text) == ("31.50", "30.00")


# ── without rules ────────────────────────────────────────────────────────────────────────────────
def test_a_line_that_goes_on_makes_no_row() -> None:
    pieces = words((60, 20, "Length"), (200, 20, "Threshold"), style=BOLD)
    pieces += words((60, 31, "as shown"), style=BOLD)
    pieces += words(
        (60, 60, "20 minutes"), (200, 60, "$900 or more but"), (200, 71, "below $1,300")
    )
    pieces += words((60, 100, "40 minutes"), (200, 100, "$1,750 or more"))
    table = read(pieces)
    assert texts(table) == [
        ["Length as shown", "Threshold"],
        ["20 minutes", "$900 or more but below $1,300"],
        ["40 minutes", "$1,750 or more"],
    ]
    assert table.facts.header_rows == 1


# ── what it says of itself ───────────────────────────────────────────────────────────────────────
def rates(*heads: str, over: str = "") -> Table:
    lefts = [50.0 + 150 * at for at in range(len(heads) + 1)]
    pieces = [p for at, head in enumerate(heads) for p in words((lefts[at] + 5, 40, head))]
    pieces += [p for at in range(len(heads)) for p in words((lefts[at] + 5, 60, f"{at}9.00"))]
    boxes = grid(lefts, [25, 45, 65])
    if over:
        pieces += words((55, 20, over))
        boxes.append(Box(1, 50, 5, lefts[-1], 25))
    return read(pieces, boxes)


def test_units_are_those_over_the_columns() -> None:
    facts = rates("Work", "Weekly*", "Per Hour", "Hourly Rate Daily*", "Flat").facts
    assert facts.units == (None, "week", "hour", "hour", None)
    assert (facts.header_rows, facts.label_columns) == (1, 1)


@pytest.mark.parametrize(
    ("over", "period"),
    [
        ("Effective August 2, 2020 - July 31, 2021", "August 2, 2020 - July 31, 2021"),
        ("From 7/1/26 to and including 6/30/27", "7/1/26 to and including 6/30/27"),
        ("All studios", None),
    ],
)
def test_a_date_over_the_table_is_that_of_each_column(over: str, period: str | None) -> None:
    assert rates("Work", "Day", over=over).facts.periods == (period, period)


def test_each_column_may_bear_a_period_of_its_own() -> None:
    assert rates("Work", "7/1/26", "7/1/27").facts.periods == (None, "7/1/26", "7/1/27")


def test_a_bold_line_over_the_whole_width_is_a_head() -> None:
    boxes = [*grid([50, 150, 300], [5, 25]), Box(1, 50, 25, 300, 45)]
    boxes += grid([50, 150, 300], [45, 65])
    pieces = words((60, 20, "Leave"), (160, 20, "none"), (60, 60, "Wages"), (160, 60, "all"))
    pieces += words((60, 40, "SECOND SEASON"), style=BOLD)
    heads = {cell.text: cell.header for cell in read(pieces, boxes).cells}
    assert heads == {
        "Leave": False,
        "none": False,
        "SECOND SEASON": True,
        "Wages": False,
        "all": False,
    }


# ── in a document ────────────────────────────────────────────────────────────────────────────────
TYPED = """\
ARTICLE 4   RATES

4.1  The rates of this table are paid.

Schedule of rates from July 1, 2026

@table Work          Daily      Weekly
@table Gaffer       $412.00    $1,900.00
@table Best boy      $380.00    $1,750.00

4.2  They are paid each week."""


def test_the_words_of_a_table_are_the_words_of_its_cells() -> None:
    reading = split(TYPED, DocumentKind.AGREEMENT)
    (table,) = [c for c in reading.clauses if c.kind is ClauseKind.TABLE]
    assert table.cells
    printed = [cell.printed or cell.text for cell in table.cells]
    assert " ".join(printed) == table.text
    assert reading.account.balanced
    assert table.words == 10


def test_the_order_of_the_cells_is_that_of_rows_then_columns() -> None:
    reading = split(TYPED, DocumentKind.AGREEMENT)
    (table,) = [c for c in reading.clauses if c.kind is ClauseKind.TABLE]
    places = [(cell.row, cell.column) for cell in table.cells or ()]
    assert places == sorted(places)
    assert all(cell.text for cell in table.cells or ())
