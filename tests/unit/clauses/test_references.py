"""What a reference in running text means: lists, outer levels named last, other texts."""

from __future__ import annotations

import pytest

from analyzer.clauses.references import find_references
from analyzer.records import Clause, ClauseId, ClauseKind, DocumentId, Reading
from tests.typed_pages import by_path, split

AGREEMENT = """ARTICLE II  SCOPE

    Section 1.  The Guild speaks for every rigger of the house.

    Section 2.  The house may hire as follows:

        (a)  by the day;

        (b)  by the week.

ARTICLE IV  CALLS

    Section 1.  Calls are posted by noon.

        (a)  A call bears the hour and the stage.

        (b)  A call that is late is paid at once.

        (c)  A rigger may decline a late call.

    Section 2.  {sentence}

        (a)  on a stage; or

        (b)  on the road.

        (ii)  A number of another kind.
"""


def _read(sentence: str) -> tuple[Reading, Clause]:
    reading = split(AGREEMENT.replace("{sentence}", sentence))
    return reading, by_path(reading, "Article IV.Section 2")


def _targets(sentence: str) -> list[tuple[str, str | None]]:
    reading, clause = _read(sentence)
    cited = {other.id: other.citation for other in reading.clauses}
    return [(r.quote, cited[r.target] if r.target else None) for r in clause.references]


@pytest.mark.parametrize(
    ("sentence", "targets"),
    [
        (
            "A call under Sections 1(a), (b) and (c) above is paid.",
            [
                ("Sections 1(a)", "Article IV, Section 1(a)"),
                ("(b)", "Article IV, Section 1(b)"),
                ("(c)", "Article IV, Section 1(c)"),
            ],
        ),
        (
            "A call under Sections 1 & 2 is paid.",
            [("Sections 1", "Article IV, Section 1"), ("2", "Article IV, Section 2")],
        ),
        (
            "A call under Section 1(a) or 1(b) is paid.",
            [
                ("Section 1(a)", "Article IV, Section 1(a)"),
                ("1(b)", "Article IV, Section 1(b)"),
            ],
        ),
        (
            "A rigger who is hired under Section 2 of Article II is paid.",
            [("Section 2", "Article II, Section 2"), ("Article II", "Article II")],
        ),
        (
            "A rigger who is hired under subparagraph (b) of Article II, Section 2 is paid.",
            [
                ("subparagraph (b)", "Article II, Section 2(b)"),
                ("Article II, Section 2", "Article II, Section 2"),
            ],
        ),
        (
            "A rigger is paid under paragraph (b) of the Weekly Notice.",
            [("paragraph (b)", None)],
        ),
        (
            (
                "A call is late: either (x) the hour has struck or (y) the doors are shut, and in "
                "the case of clause (y) a fee is due."
            ),
            [("clause (y)", "Article IV, Section 2")],
        ),
        (
            "A call under Section 1(a), (b) the stage being dark, is paid.",
            [("Section 1(a)", "Article IV, Section 1(a)")],
        ),
    ],
)
def test_reference_means_what_its_words_say(
    sentence: str, targets: list[tuple[str, str | None]]
) -> None:
    assert _targets(sentence) == targets


def test_bracketed_number_does_not_mean_the_article_around_it() -> None:
    reading = split(
        "ARTICLE II  SCOPE\n\n    Section 1.  As subsection (ii) says, riggers are paid.\n"
    )
    assert [r.target for r in by_path(reading, "Article II.Section 1").references] == [None]


def test_part_of_an_article_is_found_below_its_steps() -> None:
    reading = split(
        """\
ARTICLE 3  GRIEVANCES

Step One. The hand tells the Producer of the grievance.
Step Two. The Guild may ask for a hearing.
    (a) A short hearing takes a day.
    (b) A long hearing takes a week.

ARTICLE 4  VANS

Section 1. Who is left behind may ask for a hearing by Article 3(b) at once.
"""
    )
    (found,) = by_path(reading, "Article 4.Section 1").references
    assert found.target == by_path(reading, "Article 3.Step Two.(b)").id


def test_a_label_of_two_levels_answers_a_reference_to_both() -> None:
    def clause(order: int, label: str, text: str) -> Clause:
        return Clause(
            id=ClauseId(f"a#{order}"),
            document=DocumentId("a"),
            parent=None,
            order=order,
            kind=ClauseKind.SECTION,
            text=text,
            label=label,
            labels=(label,),
        )

    sections = [
        clause(0, "Section 7A", "Ropes are coiled."),
        clause(1, "Section 7(a)", "Riggers rest as in Section 7(b)."),
        clause(2, "Section 7(b)", "Grips rest as in Section 7(a)(2) or Section 7(c)."),
        clause(3, "Section 8", "Grips are told under Section 7(a)."),
    ]
    found = find_references(sections, amends=False)
    assert [[ref.target for ref in one.references] for one in found] == [
        [],
        ["a#2"],
        [None, None],
        ["a#1"],
    ]


LETTER = """ARTICLE II  CALLS

    Calls are posted by noon.

ARTICLE III  THE ROAD

    A.  Calls of the road are posted a day before.

    B.  Rest is given after each call.

        (1)  Upon a recall the following applies:

            (a)  Paragraph B. of this Sideletter does not apply to a recall.

            (b)  Article II of the Basic Agreement applies, and Paragraph B. above.

            (c)  Article II of the Basic Agreement of 1967 applies, but clause (b) does not.
"""


@pytest.mark.parametrize(("title", "book"), [("Lantern Basic Agreement", "Article II"), ("", None)])
def test_letters_differ_by_case_and_a_book_means_itself_by_its_name(
    title: str, book: str | None
) -> None:
    reading = split(LETTER)
    cited = {clause.id: clause.labels[-1] for clause in reading.clauses if clause.labels}
    found = find_references(reading.clauses, amends=False, title=title)
    targets = {
        (clause.labels[-1], ref.quote): cited[ref.target] if ref.target else None
        for clause in found
        for ref in clause.references
    }
    assert targets == {
        ("(a)", "Paragraph B"): "B",
        ("(b)", "Article II"): book,
        ("(b)", "Paragraph B"): "B",
        ("(c)", "Article II"): None,
        ("(c)", "clause (b)"): "(b)",
    }


ITEMS = """ARTICLE VI  TRAVEL

    Section 1.  Vans leave at six.

    Section 2.  Fares are repaid.

    Section 3.  Rest away from home:

        (a)  Beds are found as follows:

            (1)  Each rigger has a room.

            (2)  The fare of Section 2 above includes the bed.

            (3)  Nothing in this Section 3 waives Section 1, and Section 4 names what (4) does.

            (4)  Paragraph (1) above applies on the road.
"""


def test_a_label_printed_with_the_word_wins_over_an_item_of_that_number() -> None:
    reading = split(ITEMS)
    cited = {clause.id: clause.citation for clause in reading.clauses}
    within = "Article VI, Section 3(a)"
    targets = {
        (clause.citation.removeprefix(within), ref.quote): cited[ref.target] if ref.target else None
        for clause in reading.clauses
        for ref in clause.references
    }
    assert targets == {
        ("(2)", "Section 2"): "Article VI, Section 2",
        ("(3)", "Section 3"): "Article VI, Section 3",
        ("(3)", "Section 1"): "Article VI, Section 1",
        # no Section 4 is printed: the item is all that can be meant
        ("(3)", "Section 4"): f"{within}(4)",
        ("(4)", "Paragraph (1)"): f"{within}(1)",
    }


def test_the_items_of_a_letter_without_sections_are_its_sections() -> None:
    reading = split(
        """\
SECTION 1.  CALLS

    Calls are posted by noon.

SECTION 2.  VANS

    Vans leave at six.

EXHIBIT A

    The Guild and the Producer agree:

    1.  Vans of the road leave at seven.

    2.  Who misses the van of Section 1 is paid.
"""
    )
    (found,) = by_path(reading, "Exhibit A.2").references
    assert found.target == by_path(reading, "Exhibit A.1").id


def test_a_stop_before_a_bracket_parts_two_levels() -> None:
    reading = split(LETTER.replace("Paragraph B. above", "Paragraph B.(1) above"))
    found = next(
        ref
        for clause in reading.clauses
        for ref in clause.references
        if ref.quote == "Paragraph B.(1)"
    )
    assert found.target == by_path(reading, "Article III.B.(1)").id


def test_part_of_an_article_that_is_named_with_its_own_book() -> None:
    text = AGREEMENT.replace(
        "{sentence}", "Subsection 1(c) of Article IV of the Basic Agreement holds"
    )
    found = find_references(split(text).clauses, amends=False, title="Lantern Basic Agreement")
    cited = {clause.id: clause.citation for clause in found}
    targets = [
        (ref.quote, cited[ref.target] if ref.target else None)
        for clause in found
        for ref in clause.references
    ]
    assert targets == [
        ("Subsection 1(c)", "Article IV, Section 1(c)"),
        ("Article IV", "Article IV"),
    ]


def test_part_of_several_articles_is_none_of_the_parts_nearby() -> None:
    assert _targets("What paragraph (b) of those Articles says holds.") == [("paragraph (b)", None)]
