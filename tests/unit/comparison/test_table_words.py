"""Redlines of tables."""

from analyzer.comparison.table_words import redline_tables
from analyzer.records import Cell, Clause, ClauseId, ClauseKind, DocumentId, WordOperation


def table(*rows: tuple[str, ...]) -> Clause:
    cells = tuple(
        Cell(at, column, text) for at, row in enumerate(rows) for column, text in enumerate(row)
    )
    return Clause(
        ClauseId("t"), DocumentId("d"), None, 0, ClauseKind.TABLE,
        text=" ".join(text for row in rows for text in row if text), cells=cells,
    )  # fmt: skip


def drawn(old: Clause, new: Clause) -> str:
    signs = {
        WordOperation.EQUAL: "{}",
        WordOperation.DELETE: "[-{}-]",
        WordOperation.INSERT: "[+{}+]",
    }
    pieces = redline_tables(old, new)
    assert pieces is not None
    assert "".join(p.text for p in pieces if p.op is not WordOperation.INSERT) == old.text
    assert "".join(p.text for p in pieces if p.op is not WordOperation.DELETE) == new.text
    return "".join(signs[p.op].format(p.text) for p in pieces)


def test_a_figure_that_stands_in_the_next_column_too_is_no_sign_of_a_move() -> None:
    old = table(("Meal", "Town", "Away"), ("Breakfast", "$14", "$17"), ("Dinner", "$36", "$41"))
    new = table(("Meal", "Town", "Away"), ("Breakfast", "$17", "$20"), ("Dinner", "$36", "$47"))
    assert drawn(old, new) == (
        "Meal Town Away Breakfast [-$14-][+$17+] [-$17-][+$20+] Dinner $36 [-$41-][+$47+]"
    )


def test_a_row_comes_and_another_goes() -> None:
    old = table(("Meal", "Pay"), ("Breakfast", "$14"), ("Tea", "$3"))
    new = table(("Meal", "Pay"), ("Supper", "$9"), ("Breakfast", "$14"))
    assert drawn(old, new) == "Meal Pay[+ Supper $9+] Breakfast $14[- Tea $3-]"


def test_a_row_of_another_length_is_set_anew_after_its_name() -> None:
    old, new = table(("Tea", "$3", "$4")), table(("Tea", "$3"))
    assert drawn(old, new) == "Tea[- $3 $4-][+ $3+]"


def test_what_is_no_table_or_set_otherwise_is_left_to_words() -> None:
    plain = Clause(ClauseId("t"), DocumentId("d"), None, 0, ClauseKind.CLAUSE, text="Tea $3")
    assert redline_tables(plain, table(("Tea", "$3"))) is None
