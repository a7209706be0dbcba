"""Pay scales typed with blanks: header, caption and columns, however narrow the blanks are."""

from __future__ import annotations

import pytest

from analyzer.clauses import split_clauses
from analyzer.documents import source_from_bytes
from analyzer.engines import load
from analyzer.pages import read_pages
from analyzer.records import Clause, ClauseKind, Document, DocumentId

OPEN = """\
ARTICLE 9   WAGES

9.1  Every usher is paid by the scale on the next page, from the step of his year, and
     nobody who came before the season of the lanterns is paid by a lower step of it.

EXHIBIT A   SCALES

          Grade      First      Second      Third
           11          400        420         440
           12C         500        530         550
           13          600        620         640\f"""
CLOSE = "\n\n9.2  The scale is reckoned anew in each season that begins with a new manager.\n"


def read_scale(scale: str) -> Clause:
    """The table of the second page."""
    source = source_from_bytes(f"{OPEN}{scale}{CLOSE}".encode(), path="scale.txt")
    pages = read_pages(source, load("reader", "text")())
    document = Document(DocumentId("scale"), "scale.txt", "0" * 64, "Scale")
    *_, table = [
        clause
        for clause in split_clauses(pages, document).clauses
        if clause.kind is ClauseKind.TABLE
    ]
    return table


def rows_of(table: Clause) -> list[dict[int, str]]:
    rows: dict[int, dict[int, str]] = {}
    for cell in table.cells or ():
        rows.setdefault(cell.row, {})[cell.column] = cell.text
    return list(rows.values())


def test_a_row_that_counts_the_columns_is_header() -> None:
    table = read_scale(
        """\
          Grade    Step    Step    Step    Step 4   Step 5
                     1       2       3
           11       500     520     540      560      580
           12C              610     630      650      670
           13                       720      740      760"""
    )
    assert table.table is not None
    assert (table.table.header_rows, table.table.label_columns) == (2, 1)
    assert rows_of(table)[1] == {1: "1", 2: "2", 3: "3"}
    assert rows_of(table)[3] == {0: "12C", 2: "610", 3: "630", 4: "650", 5: "670"}


def test_figures_that_do_not_count_the_columns_are_no_header() -> None:
    table = read_scale(
        """\
          Grade      Calls     Calls     Calls
           11          1         3         2
           12C         2         3         4
           13          5         6         7"""
    )
    assert table.table is not None
    assert table.table.header_rows == 1


def test_amounts_and_heads_one_blank_apart_have_columns_of_their_own() -> None:
    table = read_scale(
        """\
          Grade    Step Step Step Step       Step      Step
          Letter     1   2     3   4          5         6
           11      5000 5200 5400 5600       5800      6000
           12C     6100 6300 6500 6700       6900      7100
           13      7100 7300 7500 7700       7900      8100
           14      8100 8300 8500 8700       8900      9100
           15         8250 8450 8650         8950      9150
           16      9500 9700 9900 10100 10300 10500"""
    )
    rows = rows_of(table)
    assert table.table is not None
    assert table.table.header_rows == 2
    assert rows[0] == {0: "Grade"} | dict.fromkeys(range(1, 7), "Step")
    assert rows[1] == {0: "Letter"} | {at: str(at) for at in range(1, 7)}
    assert rows[6] == {0: "15", 2: "8250", 3: "8450", 4: "8650", 5: "8950", 6: "9150"}
    assert rows[7] == {
        0: "16", 1: "9500", 2: "9700", 3: "9900", 4: "10100", 5: "10300", 6: "10500",
    }  # fmt: skip
    assert all(cell.column_span == 1 for cell in table.cells or ())


def test_two_names_one_blank_apart_over_two_columns_are_two() -> None:
    table = read_scale(
        """\
          Grade  Call      Rate       Week
          Letter Option     now       then
           11       XY      500       2500
           12C      XY      610       2600
           13       XZ      720       2700"""
    )
    assert rows_of(table)[1] == {0: "Letter", 1: "Option", 2: "now", 3: "then"}


def test_a_header_stands_over_the_columns_of_rows_far_below() -> None:
    table = read_scale(
        """\
          Grade      First      Second      Third
           11                                 540
           12C                    630         650
           13          700        720         740"""
    )
    assert rows_of(table)[0] == {0: "Grade", 1: "First", 2: "Second", 3: "Third"}


SCALE = """\
          Grade      First      Second      Third
           11          500        520         540
           12C         600        630         650
           13          700        720         740"""


@pytest.mark.parametrize(
    ("above", "caption", "period"),
    [
        ("SCALE AS OF JULY 1, 2026", "SCALE AS OF JULY 1, 2026", "JULY 1, 2026"),
        ("SCALE AS OF JULY 1, 2026\n\n        Pay of", "SCALE AS OF JULY 1, 2026", "JULY 1, 2026"),
        ("Scale as of July 1, 2026 (or later, 9.2)", None, "July 1, 2026"),
        ("The scale was set on July 1, 2026.", "", None),
        ("The scale was agreed. It is that of July 1, 2026", "", None),
    ],
)
def test_a_heading_or_a_line_with_a_date_is_the_caption(
    above: str, caption: str | None, period: str | None
) -> None:
    table = read_scale(f"{' ' * 14}{above}\n\n{SCALE}")
    assert table.table is not None
    expected = above if caption is None else caption or None
    assert (table.table.caption, table.table.periods[1]) == (expected, period)
