"""Schedules of several periods, each a table and the same notes below, matched as their rates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analyzer.records import (
    Cell,
    ChangeKind,
    Clause,
    ClauseId,
    ClauseKind,
    DocumentId,
    TableFacts,
)
from tests.clause_trees import Twig, compare_clauses, grow

NOTES = (
    "Weekly rates are for forty hours of work on the pier and daily rates for eight.",
    "Keepers who are hired by the day are paid half as much again after six hours.",
)


def make_table(document: str, order: int, rows: Sequence[Sequence[str]], page: int) -> Clause:
    cells = tuple(
        Cell(row, column, text) for row, line in enumerate(rows) for column, text in enumerate(line)
    )
    return Clause(
        id=ClauseId(f"{document}#t{order}"),
        document=DocumentId(document),
        parent=None,
        order=order,
        kind=ClauseKind.TABLE,
        text=" ".join(text for line in rows for text in line),
        cells=cells,
        table=TableFacts(header_rows=1, label_columns=1),
        pages=(page,),
    )


def schedules(document: str, periods: Sequence[tuple[str, int]]) -> list[Clause]:
    found: list[Clause] = []
    for page, (period, rate) in enumerate(periods, 1):
        twigs = [Twig(f"{page}{at}", note, pages=(page,)) for at, note in enumerate(NOTES)]
        rows = [("Part", f"Weekly {period}"), ("Keeper", f"${rate}"), ("Mate", f"${rate - 1}")]
        found.append(make_table(document, len(found), rows, page))
        for clause in grow(document, twigs):
            found.append(replace(clause, order=len(found)))
    return found


def test_notes_below_the_tables_of_a_series_go_with_their_tables() -> None:
    old = schedules("old", [("in May 2020 only", 10), ("from 2021", 11), ("from 2022", 12)])
    new = schedules("new", [("from 2023", 20), ("from 2024", 21)])
    found = compare_clauses(old, new)
    gone = [change.old[0] for change in found.changes if change.kind is ChangeKind.REMOVED]
    assert gone == ["old#t0", "old#10", "old#11"]
    kept = {change.old[0]: change.new[0] for change in found.changes if change.new and change.old}
    assert kept[ClauseId("old#20")] == "new#10"
    assert kept[ClauseId("old#31")] == "new#21"


def test_a_table_that_runs_on_over_a_page_is_one_table() -> None:
    head = ("Length", "Sum")
    old = [
        make_table("old", 0, [head, ("Short", "$100"), ("Middle", "$200")], 1),
        make_table("old", 1, [head, ("Long", "$300"), ("Endless", "$400")], 2),
    ]
    rows = [head, ("Short", "$110"), ("Middle", "$220"), ("Long", "$330"), ("Endless", "$440")]
    found = compare_clauses(old, [make_table("new", 0, rows, 1)])
    assert [(one.kind, one.old, one.new) for one in found.changes] == [
        (ChangeKind.REWORDED, ("old#t0", "old#t1"), ("new#t0",))
    ]


def test_a_note_that_stands_as_often_as_before_goes_first_to_first() -> None:
    """Long schedules between the notes differ in length, so that places alone would mislead."""
    note = "Where the system and the print differ by two dollars or less the system is right."

    def heads(document: str, lengths: Sequence[int]) -> list[Clause]:
        twigs = [
            twig
            for at, length in enumerate(lengths)
            for twig in (
                *(Twig(f"{at}x{n}", f"{document} {at} {n} {note[n:]}") for n in range(length)),
                Twig(f"{at}", note),
            )
        ]
        return list(grow(document, twigs))

    found = compare_clauses(heads("old", (1, 1, 6)), heads("new", (4, 4, 1)))
    same = [(one.old, one.new) for one in found.changes if one.kind is ChangeKind.UNCHANGED]
    assert same == [((f"old#{at}",), (f"new#{at}",)) for at in range(3)]
