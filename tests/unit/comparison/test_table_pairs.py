"""Tables matched once: for their clauses and for their figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analyzer.comparison.matching import match_sides
from analyzer.comparison.rates import compare_rates
from analyzer.comparison.sides import Side
from analyzer.comparison.table_pairs import pair_tables
from analyzer.records import Cell, Clause, ClauseId, ClauseKind, DocumentId, TableFacts

HEAD = ["Range", "Step 1", "Step 2"]
ROWS = [["11", "3005", "3116"], ["12C", "3116", "3216"], ["13", "3216", "3343"], ["14", "34", "35"]]


def make_scale(
    document: str,
    rows: Sequence[Sequence[str]],
    *,
    page: int = 1,
    names: int = 1,
    heads: int = 1,
) -> Clause:
    """A pay scale of one place, the first `names` columns its names."""
    cells = tuple(
        Cell(at, column, text, header=at < heads)
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
        if text
    )
    return Clause(
        ClauseId(f"{document}#{page}"),
        DocumentId(document),
        None,
        page,
        ClauseKind.TABLE,
        " ".join(text for row in rows for text in row),
        cells=cells,
        table=TableFacts(header_rows=heads, label_columns=names),
        pages=(page,),
    )


def raise_by(amount: int, rows: Sequence[Sequence[str]], *, names: int = 1) -> list[list[str]]:
    return [[*row[:names], *(str(int(text) + amount) for text in row[names:])] for row in rows]


def differences(old: Sequence[Clause], new: Sequence[Clause]) -> list[tuple[str, float | None]]:
    return [(rate.row, rate.difference) for rate in compare_rates(pair_tables(old, new))[0]]


def test_a_range_without_its_option_is_the_same_range() -> None:
    options = [[row[0], "AP", *row[1:]] for row in ROWS]
    old = make_scale("old", [["Range", "Option", *HEAD[1:]], *options], names=2)
    new = make_scale("new", [HEAD, *raise_by(100, ROWS)])
    told = differences([old], [new])
    assert told == [(row[0], 100.0) for row in ROWS for _ in range(2)]


def test_a_shortened_option_and_a_zero_before_the_range_are_setting() -> None:
    old = make_scale("old", [["Range", "Option", "Step 1"], ["8", "AP", "30"], ["8", "B", "40"]])
    new = make_scale("new", [["Range", "Option", "Step 1"], ["08", "A", "31"], ["08", "B", "42"]])
    both = [
        replace(clause, table=TableFacts(header_rows=1, label_columns=2)) for clause in (old, new)
    ]
    assert differences(both[:1], both[1:]) == [("08 A", 1.0), ("08 B", 2.0)]


def test_an_option_that_could_be_two_is_none() -> None:
    options = [["8", "A", "30"], ["8", "AP", "40"], ["9", "A", "50"], ["10", "A", "60"]]
    old = make_scale("old", [["Range", "Option", "Step 1"], *options], names=2)
    new = make_scale("new", [["Range", "Step 1"], ["8", "41"], ["9", "51"], ["10", "61"]])
    told = compare_rates(pair_tables([old], [new]))[0]
    assert [(rate.row, rate.old, rate.new) for rate in told] == [
        ("8", None, "41"),
        ("9", "50", "51"),
        ("10", "60", "61"),
        ("8 A", "30", None),
        ("8 AP", "40", None),
    ]


def test_names_that_differ_in_a_number_or_a_letter_are_two() -> None:
    def classes(document: str, *names: str) -> Clause:
        rows = [[name, str(20 + at)] for at, name in enumerate(names)]
        return make_scale(document, [["Title", "Range"], *rows])

    old = classes("old", "Lantern Keeper Class B", "Lantern Carrier 1", "Usher", "Porter")
    new = classes("new", "Lantern Keeper Class C", "Lantern Carrier 2", "Usher", "Porter")
    assert [
        (rate.row, rate.old, rate.new) for rate in compare_rates(pair_tables([old], [new]))[0]
    ] == [
        ("Lantern Keeper Class C", None, "20"),
        ("Lantern Carrier 2", None, "21"),
        ("Lantern Keeper Class B", "20", None),
        ("Lantern Carrier 1", "21", None),
    ]


def test_columns_without_names_answer_by_their_order() -> None:
    old = make_scale("old", [HEAD, *ROWS])
    new = make_scale("new", raise_by(50, ROWS), heads=0)
    rates, alone = compare_rates(pair_tables([old], [new]))
    assert {(rate.column, rate.difference) for rate in rates} == {
        ("Step 1", 50.0),
        ("Step 2", 50.0),
    }
    assert alone == ()


def test_a_part_on_the_next_page_without_a_header_goes_on_with_the_table() -> None:
    old = make_scale("old", [HEAD, *ROWS])
    risen = raise_by(50, ROWS)
    new = [
        make_scale("new", [HEAD, *risen[:3]]),
        make_scale("new", risen[3:], page=2, heads=0),
    ]
    rates, alone = compare_rates(pair_tables([old], new))
    assert [rate.difference for rate in rates] == [50.0] * 8
    assert alone == ()
    pairing = match_sides(Side.of([old]), Side.of(new))
    assert pairing.groups == [((0,), (0, 1))]
    back = match_sides(Side.of(new), Side.of([old]))
    assert back.groups == [((0, 1), (0,))]


def test_parts_of_both_sides_go_together_in_their_order() -> None:
    sides = []
    for name, rise in (("old", 0), ("new", 50)):
        rows = raise_by(rise, ROWS)
        first = make_scale(name, [HEAD, *rows[: 3 - (name == "new")]])
        rest = rows[3 - (name == "new") :]
        sides.append([first, make_scale(name, rest, page=2, heads=0)])
    old, new = sides
    assert [rate.difference for rate in compare_rates(pair_tables(old, new))[0]] == [50.0] * 8
    assert match_sides(Side.of(old), Side.of(new)).partner == [0, 1]


def test_a_table_of_several_pages_is_named_with_all_of_them() -> None:
    parts = [
        make_scale("old", [HEAD, *ROWS[:3]]),
        make_scale("old", ROWS[3:], page=2, heads=0),
    ]
    lines = compare_rates(pair_tables(parts, []))[1]
    assert [line.what for line in lines] == ["Table: table in no article, pages 1–2"]


def test_what_stands_behind_a_column_of_other_names_belongs_to_these() -> None:
    def plan(document: str, shift: int) -> Clause:
        names = [f"Usher {at}" for at in range(1, 13)]
        others = [f"Lantern Keeper {at}" for at in range(1 + shift, 13 + shift)]
        ranges = [str(10 + at) for at in range(12)]
        moved = [str(30 + at + shift) for at in range(12)]
        rows = [list(row) for row in zip(names, ranges, others, moved, strict=True)]
        return make_scale(document, [["Title", "Range", "Other", "Range of it"], *rows])

    rates, alone = compare_rates(pair_tables([plan("old", 0)], [plan("new", 1)]))
    assert rates == ()
    assert [line.document for line in alone] == ["new"]


def test_a_number_behind_words_is_part_of_a_name() -> None:
    old = make_scale("old", [HEAD, ["11", "Keeper 2", "over $12"], ["12", "8 hours", "5"]])
    new = make_scale("new", [HEAD, ["11", "Keeper 3", "over $15"], ["12", "9 hours", "5"]])
    assert differences([old], [new]) == [("11", None), ("11", 3.0), ("12", 1.0)]


def test_a_name_behind_one_code_may_be_worded_otherwise() -> None:
    old = make_scale("old", [HEAD, ["4711 Lamp Lighter", "20", "21"], ["4712 Usher", "30", "31"]])
    new = make_scale("new", [HEAD, ["4711 Lamp Keeper", "22", "24"], ["4712 Porter", "30", "31"]])
    assert differences([old], [new]) == [
        ("4711 Lamp Keeper", 2.0),
        ("4711 Lamp Keeper", 3.0),
        ("4712 Porter", None),
        ("4712 Porter", None),
        ("4712 Usher", None),
        ("4712 Usher", None),
    ]


def test_rows_whose_numbers_moved_on_are_found_by_their_names() -> None:
    def numbered(document: str, names: Sequence[str]) -> Clause:
        rows = [[f"{at}.", name, str(ord(name[0]))] for at, name in enumerate(names, start=1)]
        return make_scale(document, [["No.", "Part", "Calls"], *rows], names=2)

    old = numbered("old", ["Lead", "Usher", "Porter"])
    new = numbered("new", ["Lead", "Chorus", "Usher", "Porter"])
    told = compare_rates(pair_tables([old], [new]))[0]
    assert [(rate.row, rate.old, rate.new) for rate in told] == [("2. Chorus", None, "67")]


def test_columns_that_are_called_alike_are_told_with_the_one_before() -> None:
    head = ["Part", "Weekly", "Hourly", "Daily", "Hourly"]
    old = make_scale("old", [head, ["Lead", "400", "10", "88", "11"]])
    new = make_scale("new", [head, ["Lead", "440", "11", "96", "12"]])
    told = compare_rates(pair_tables([old], [new]))[0]
    assert [(rate.column, rate.difference) for rate in told] == [
        ("Weekly", 40.0),
        ("Hourly (Weekly)", 1.0),
        ("Daily", 8.0),
        ("Hourly (Daily)", 1.0),
    ]


def test_a_column_that_went_is_told_where_it_stood() -> None:
    old = make_scale("old", [["Part", "Day", "Night", "Week"], ["Lead", "10", "15", "50"]])
    new = make_scale("new", [["Part", "Day", "Week", "Season"], ["Lead", "11", "55", "900"]])
    told = compare_rates(pair_tables([old], [new]))[0]
    assert [(rate.column, rate.old, rate.new) for rate in told] == [
        ("Day", "10", "11"),
        ("Night", "15", None),
        ("Week", "50", "55"),
        ("Season", None, "900"),
    ]
