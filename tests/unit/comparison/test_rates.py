"""Tables laid side by side, figure by figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analyzer.comparison.rates import compare_rates as compare_tables
from analyzer.comparison.table_pairs import pair_tables
from analyzer.records import (
    Cell,
    Clause,
    ClauseId,
    ClauseKind,
    DocumentId,
    NotCompared,
    RateChange,
    TableFacts,
)


def make_table(
    document: str,
    rows: Sequence[Sequence[str]],
    *,
    order: int = 0,
    caption: str | None = "Daily minimums",
    periods: tuple[str | None, ...] = (),
) -> Clause:
    """A table whose first row is its header."""
    cells = tuple(
        Cell(at, column, text, header=at == 0)
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
    )
    return Clause(
        ClauseId(f"{document}#{order}"),
        DocumentId(document),
        None,
        order,
        ClauseKind.TABLE,
        " ".join(text for row in rows for text in row),
        cells=cells,
        table=TableFacts(caption, header_rows=1, label_columns=1, periods=periods),
        pages=(4,),
    )


def compare_rates(
    old: Sequence[Clause], new: Sequence[Clause]
) -> tuple[tuple[RateChange, ...], tuple[NotCompared, ...]]:
    """Match the tables and compare them."""
    return compare_tables(pair_tables(old, new))


def figures(rates: Sequence[RateChange]) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(rate.row, rate.period, rate.old, rate.new) for rate in rates]


def test_periods_of_other_years_are_held_together_in_their_order() -> None:
    old = make_table(
        "old",
        [["Part", "July 1, 2020", "July 1, 2021"], ["Lead", "$1,000", "$1,050"]],
        periods=(None, "July 1, 2020", "July 1, 2021"),
    )
    new = make_table(
        "new",
        [["Part", "July 1, 2023", "July 1, 2024"], ["Lead", "$1,100", "$1,050"]],
        periods=(None, "July 1, 2023", "July 1, 2024"),
    )
    rates, alone = compare_rates([old], [new])
    assert figures(rates) == [("Lead", "July 1, 2020 → July 1, 2023", "$1,000", "$1,100")]
    assert (rates[0].difference, rates[0].percent) == (100.0, 10.0)
    assert alone == ()


def test_a_period_of_both_tables_is_held_against_itself() -> None:
    old = make_table(
        "old",
        [["Part", "7/1/20", "7/1/21"], ["Lead", "10", "20"]],
        periods=(None, "7/1/20", "7/1/21"),
    )
    new = make_table(
        "new",
        [["Part", "7/1/21", "7/1/22"], ["Lead", "21", "30"]],
        periods=(None, "7/1/21", "7/1/22"),
    )
    assert figures(compare_rates([old], [new])[0]) == [
        ("Lead", "7/1/20", "10", None),
        ("Lead", "7/1/21", "20", "21"),
        ("Lead", "7/1/21 → 7/1/22", "20", "30"),
    ]


def test_rows_are_found_by_name_wherever_they_stand() -> None:
    old = make_table("old", [["Part", "Rate"], ["Lead", "$10"], ["Chorus", "$5"], ["Extra", "$2"]])
    new = make_table("new", [["Part", "Rate"], ["Chorus", "$6"], ["Lead", "$10"], ["Stunt", "$9"]])
    rates, _ = compare_rates([old], [new])
    assert figures(rates) == [
        ("Chorus", None, "$5", "$6"),
        ("Stunt", None, None, "$9"),
        ("Extra", None, "$2", None),
    ]


def test_tables_are_matched_by_their_names_and_not_by_their_order() -> None:
    wages = [["Part", "Rate"], ["Lead", "$10"], ["Chorus", "$5"]]
    meals = [["Meal", "Home", "Away"], ["Noon", "$24", "$29"], ["Evening", "$41", "$47"]]
    dearer = [["Meal", "Home", "Away"], ["Noon", "$25", "$29"], ["Evening", "$41", "$47"]]
    old = [make_table("old", wages), make_table("old", meals, order=1, caption="Meals")]
    new = [make_table("new", dearer, caption="Meals"), make_table("new", wages, order=1)]
    rates, alone = compare_rates(old, new)
    assert [(rate.caption, rate.row, rate.column) for rate in rates] == [("Meals", "Noon", "Home")]
    assert alone == ()


def test_a_table_without_counterpart_is_named() -> None:
    old = make_table("old", [["Part", "Rate"], ["Lead", "$10"], ["Chorus", "$5"]])
    new = make_table("new", [["Length", "Sum"], ["Short", "$612"]], caption="Trailers")
    rates, alone = compare_rates([old], [new])
    assert rates == ()
    assert [item.what for item in alone] == [
        "Table: Daily minimums, page 4",
        "Table: Trailers, page 4",
    ]


def test_numbers_of_two_kinds_have_no_difference() -> None:
    old = make_table("old", [["Run", "Share"], ["Second", "100%"], ["Third", "5 or 6"]])
    new = make_table("new", [["Run", "Share"], ["Second", "$40"], ["Third", "7"]])
    rates, _ = compare_rates([old], [new])
    assert [(rate.difference, rate.percent) for rate in rates] == [(None, None), (None, None)]


def test_tables_of_one_place_go_together_from_the_last_period_back() -> None:
    def make_series(document: str, sums: Sequence[str], years: Sequence[int]) -> list[Clause]:
        return [
            make_table(
                document,
                [["Part", "Weekly"], ["Lead", figure], ["Chorus", "$5"]],
                order=at,
                caption=f"Rates effective August {at + 1}, {year} through July 31, {year + 1}",
            )
            for at, (figure, year) in enumerate(zip(sums, years, strict=True))
        ]

    old = make_series("old", ["$10", "$11", "$12"], [2015, 2016, 2017])
    new = make_series("new", ["$13", "$14"], [2018, 2019])
    rates, alone = compare_rates(old, new)
    assert sorted((rate.old, rate.new) for rate in rates) == [("$11", "$13"), ("$12", "$14")]
    assert [item.what for item in alone] == [
        "Table: Rates effective August 1, 2015 through July 31, 2016, page 4"
    ]


def make_dated(document: str, sums: Sequence[str], periods: Sequence[str]) -> list[Clause]:
    return [
        make_table(
            document,
            [["Part", f"Weekly {period}"], ["Lead", figure], ["Chorus", "$5"]],
            order=at,
            periods=(None, period),
        )
        for at, (figure, period) in enumerate(zip(sums, periods, strict=True))
    ]


def test_tables_of_other_distances_are_held_against_the_one_in_force() -> None:
    old = make_dated("old", ["$10", "$11"], ["MAY 1, 2023", "January 1, 2025"])
    new = make_dated("new", ["$11", "$12"], ["May 1, 2025", "February 1, 2026"])
    rates, alone = compare_rates(old, new)
    assert figures(rates) == [("Lead", "January 1, 2025 → February 1, 2026", "$11", "$12")]
    assert alone == ()


def test_a_table_more_than_before_is_held_against_the_last_one() -> None:
    old = make_dated("old", ["$10", "$11"], ["5/1/21", "5/1/22"])
    new = make_dated("new", ["$12", "$13", "$14"], ["5/1/23", "5/1/24", "5/1/25"])
    rates, alone = compare_rates(old, new)
    assert figures(rates) == [
        ("Lead", f"5/1/22 → 5/1/{year}", "$11", f"${year - 11}") for year in (23, 24, 25)
    ]
    assert alone == ()


def test_columns_of_other_distances_are_held_against_the_one_in_force() -> None:
    def make(document: str, dated: Sequence[tuple[str, str]]) -> Clause:
        periods = [period for period, _ in dated]
        return make_table(
            document,
            [["Part", *periods], ["Lead", *(figure for _, figure in dated)]],
            periods=(None, *periods),
        )

    old = make("old", [("May 1, 2023", "$10"), ("January 1, 2025", "$11")])
    new = make("new", [("May 1, 2025", "$11"), ("May 1, 2026", "$13"), ("May 1, 2027", "$15")])
    assert figures(compare_rates([old], [new])[0]) == [
        ("Lead", "January 1, 2025 → May 1, 2026", "$11", "$13"),
        ("Lead", "January 1, 2025 → May 1, 2027", "$11", "$15"),
    ]


def test_a_figure_that_is_only_set_otherwise_is_the_same() -> None:
    old = make_table("old", [["Part", "Rate"], ["Lead", "3649"], ["Chorus", "$1,500"]])
    new = make_table("new", [["Part", "Rate"], ["Lead", "3,649"], ["Chorus", "1500.50"]])
    assert figures(compare_rates([old], [new])[0]) == [("Chorus", None, "$1,500", "1500.50")]


def test_dates_in_a_header_are_no_part_of_its_name() -> None:
    old = make_table(
        "old",
        [["Part", "Effective on May 1, 2020 only Weekly"], ["Lead", "$10"]],
        periods=(None, "May 1, 2020"),
    )
    new = make_table(
        "new",
        [["Part", "Effective June 3, 2023 Weekly"], ["Lead", "$12"]],
        periods=(None, "June 3, 2023"),
    )
    rates, _ = compare_rates([old], [new])
    assert figures(rates) == [("Lead", "May 1, 2020 → June 3, 2023", "$10", "$12")]


def test_what_stands_in_brackets_behind_a_figure_does_not_count() -> None:
    old = make_table("old", [["Part", "Weekly"], ["Lead", "1,600.00 ($40.00/hr.)"]])
    new = make_table("new", [["Part", "Weekly"], ["Lead", "1,680.00 ($42.00/hr.)"]])
    rates, _ = compare_rates([old], [new])
    assert [(rate.difference, rate.percent) for rate in rates] == [(80.0, 5.0)]


def test_a_table_that_runs_on_over_a_page_is_one_table() -> None:
    head = ["Length", "Budget"]
    rows = [["Short", "$10 or more"], ["Middle", "$20 or more"], ["Long", "$30 or more"]]
    first = make_table("old", [head, *rows[:2]], caption=None)
    second = replace(make_table("old", [head, rows[2]], order=1, caption=None), pages=(5,))
    new = make_table("new", [head, ["Short", "$12 or more"], *rows[1:]], caption=None)
    rates, alone = compare_rates([first, second], [new])
    assert figures(rates) == [("Short", None, "$10 or more", "$12 or more")]
    assert alone == ()
    longer = replace(second, cells=make_table("old", [head, ["Long", "$25"]]).cells)
    rates, _ = compare_rates([first, longer], [new])
    assert [rate.table_old for rate in rates] == [first.id, longer.id]
    elsewhere = replace(second, pages=(7,))
    assert len(compare_rates([first, elsewhere], [new])[1]) == 1


def test_a_label_over_two_rows_names_both() -> None:
    def tiers(document: str, top: str, low: str) -> Clause:
        table = make_table(document, [["Length", "Budget"], ["Short", top], ["", low]])
        cells = [
            replace(cell, row_span=2) if cell.text == "Short" else cell
            for cell in table.cells or ()
        ]
        return replace(table, cells=tuple(cell for cell in cells if cell.text))

    rates, _ = compare_rates([tiers("old", "$20", "$10")], [tiers("new", "$20", "$11")])
    assert figures(rates) == [("Short", None, "$10", "$11")]


def test_a_column_is_called_without_its_period() -> None:
    sides = [
        make_table(
            name,
            [["Part", f"Effective {period} Weekly"], ["Lead", pay]],
            periods=(None, period),
        )
        for name, period, pay in (
            ("old", "July 1, 2020 - June 30, 2021", "$100"),
            ("new", "July 1, 2023 - June 30, 2024", "$110"),
        )
    ]
    (rate,) = compare_rates(sides[:1], sides[1:])[0]
    assert rate.column == "Weekly"
    assert rate.period == "July 1, 2020 - June 30, 2021 → July 1, 2023 - June 30, 2024"


def test_tables_whose_cells_do_not_answer_each_other_are_named() -> None:
    head = ["Grade", "Range", "Term"]
    grades = [[f"Grade {name}", f"{at + 4}", f"{at} weeks"] for at, name in enumerate("ABCDE")]
    shifted = [[name, "Usher", "7 or 8"] for name, _, _ in grades]
    old = make_table("old", [head, *grades])
    rates, alone = compare_rates([old], [make_table("new", [head, *shifted])])
    assert rates == ()
    assert [(item.document, item.what) for item in alone] == [
        ("new", "Table: Daily minimums, page 4")
    ]
    assert "read both" in alone[0].why


def test_rows_that_came_do_not_part_two_tables() -> None:
    head = ["Part", "Rate"]
    kept = ["Lead", "Chorus", "Understudy", "Swing", "Puppeteer"]
    came = [[f"Voice {at}", f"${at}.50"] for at in range(1, 20)]
    old = make_table("old", [head, *([name, "$6.00"] for name in kept)])
    new = make_table("new", [head, *([name, "$7.00"] for name in kept), *came])
    rates, alone = compare_rates([old], [new])
    assert [rate.difference for rate in rates] == [1.0] * len(kept) + [None] * len(came)
    assert alone == ()


def test_a_date_and_a_time_of_day_are_no_figures() -> None:
    head = ["Shift", "Opens", "Day"]
    days = [["First", "8:30 a.m.", "12/30/25"], ["Second", "1pm", "2026"]]
    later = [["First", "9:00a.m", "12/29/26"], ["Second", "2 pm", "2027"]]
    old, new = make_table("old", [head, *days]), make_table("new", [head, *later])
    assert compare_rates([old], [new]) == ((), ())
