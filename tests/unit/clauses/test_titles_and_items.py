"""Short labelled lines: a title where something stands below it, else an item of a list."""

from __future__ import annotations

from analyzer.records import ClauseKind
from tests.typed_pages import by_path, split

PAGE = """ARTICLE 3  CALLS

    A.  Order of Calls

        Calls for every stage of the house and of its halls go out one
        after the other, and in the following order:

        1.  House Riggers

        2.  Touring Riggers; and

        3.  Day Hands

    B.  Late Calls

        1.  A late call is paid at once.
"""


def test_title_without_anything_below_it_is_an_item() -> None:
    reading = split(PAGE)
    kinds = {".".join(c.labels): (c.kind, c.heading) for c in reading.clauses if c.label}
    assert kinds["Article 3.A"] == (ClauseKind.HEADING, "Order of Calls")
    assert kinds["Article 3.B"] == (ClauseKind.HEADING, "Late Calls")
    for item in "123":
        assert kinds[f"Article 3.A.{item}"] == (ClauseKind.CLAUSE, None)


def test_subject_of_a_letter_ends_no_heading() -> None:
    reading = split("ARTICLE 3  CALLS\n\n    (a)  Modify the Letter Re: “Late Calls” at once.\n")
    clause = by_path(reading, "Article 3.(a)")
    assert clause.heading is None
    assert clause.text == "Modify the Letter Re: “Late Calls” at once."


def test_centered_title_over_two_lines_is_one_heading() -> None:
    reading = split(
        "ARTICLE 3  CALLS\n\n    (a)  A call is posted.\n\n\n"
        "                              Costs of the House,\n"
        "                            Article 3, Section 1(a)\n\n\n"
        "Each call is paid, and each rigger who is called and comes is paid for the whole day.\n"
    )
    assert any(
        "Costs of the House, Article 3, Section 1(a)" in (c.heading or c.text)
        for c in reading.clauses
    )
