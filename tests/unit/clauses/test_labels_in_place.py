"""Which lines bear labels and on which level: each trap of the genre as a small page."""

from analyzer.records import DocumentKind
from tests.typed_pages import by_path, labelled, split


def test_romans_and_letters_are_told_apart_by_what_comes_before_and_after() -> None:
    reading = split(
        """\
ARTICLE IV
Rest

(g) Wardrobe calls end with the day.
(h) Rest is counted from the release:
    (i) at the studio, from the gate; and
    (ii) on location, from the van.
(i) Sunday is a day of rest.
(j) Holidays are listed by the Guild.
"""
    )
    assert labelled(reading) == [
        "Article IV",
        "Article IV.(g)",
        "Article IV.(h)",
        "Article IV.(h).(i)",
        "Article IV.(h).(ii)",
        "Article IV.(i)",
        "Article IV.(j)",
    ]


def test_a_list_item_after_and_or_a_comma_is_a_clause_and_a_reference_is_not() -> None:
    reading = split(
        """\
Section 1. A call may be cancelled without pay if made by noon,
   (a) when the weather closes the road, or
   (b) when the stage is lost.
Section 2. Pay for a cancelled call is governed by the terms of Section
2 of the schedule, and a dispute about it goes to the board under Section
(a) of the rules, which is printed there in full and need not be repeated.
"""
    )
    assert labelled(reading) == ["Section 1", "Section 1.(a)", "Section 1.(b)", "Section 2"]


def test_a_figure_that_repeats_a_number_in_words_is_no_label() -> None:
    reading = split(
        """\
1. Notice of a night call is given no later than twenty-four
(24) hours before it, and of a move to another city no later than three
(3) days before the van leaves the yard for the first time.
2. Notice may be given by telephone.
"""
    )
    assert labelled(reading) == ["1", "2"]


def test_several_labels_on_one_line_are_levels() -> None:
    reading = split(
        """\
Section 5. Travel
(a) (1) By day the van leaves at nine.
    (2) By night it leaves when it is full.
(b) (1) By sea the ferry leaves at noon.
    (2) On Sunday there is none.
"""
    )
    assert labelled(reading) == [
        "Section 5",
        "Section 5.(a)",
        "Section 5.(a).(1)",
        "Section 5.(a).(2)",
        "Section 5.(b)",
        "Section 5.(b).(1)",
        "Section 5.(b).(2)",
    ]
    outer = by_path(reading, "Section 5.(a)")
    assert (outer.text, outer.words) == ("", 1)


def test_suffixed_articles_and_decimals_have_their_place() -> None:
    reading = split(
        """\
ARTICLE XII
Pension

12.01 The plan is kept by trustees.
12.02 They meet in the spring.

ARTICLE XIIA
Health

ARTICLE XIII
Vacation

13.01 A week is earned each year.
13.01.1 It is taken before the winter.
"""
    )
    assert labelled(reading) == [
        "Article XII",
        "Article XII.12.01",
        "Article XII.12.02",
        "Article XIIA",
        "Article XIII",
        "Article XIII.13.01",
        "Article XIII.13.01.13.01.1",
    ]


def test_quoted_replacement_text_is_a_document_within_the_document() -> None:
    reading = split(
        """\
7. Rest Periods

   a. Amend Section 3(b) of the Agreement as follows:

      “(b) The turnaround is eleven hours, counted
      from the release of the Performer.

      “(1) It is twelve after a night call.

      “(2) It is ten by consent.”

   b. Amend Section 9 of the Agreement as follows:

      “Section 9. Meals are hot.”

8. Wages
""",
        DocumentKind.MEMORANDUM,
    )
    assert labelled(reading) == [
        "Item 7",
        "Item 7.a",
        "Item 7.a.(b)",
        "Item 7.a.(b).(1)",
        "Item 7.a.(b).(2)",
        "Item 7.b",
        "Item 7.b.Section 9",
        "Item 8",
    ]


def test_quoted_numbering_may_start_anywhere_and_never_leaks_out() -> None:
    reading = split(
        """\
3. Sideletters

   a. Add the following to the Agreement:

      “ARTICLE [XX]

      “D. The dressing room has a lock, and a key to
      it is kept by the Performer.”

   b. The parties shall meet in March.
""",
        DocumentKind.MEMORANDUM,
    )
    assert labelled(reading) == [
        "Item 3",
        "Item 3.a",
        "Item 3.a.Article [XX]",
        "Item 3.a.Article [XX].D",
        "Item 3.b",
    ]


def test_a_defined_term_in_quotation_marks_opens_no_quotation() -> None:
    reading = split(
        """\
Section 1. In this Agreement:
   (a) “Band” means three musicians or more.
   (b) “Rider” means a paper signed with the contract.
"""
    )
    assert labelled(reading) == ["Section 1", "Section 1.(a)", "Section 1.(b)"]
    assert [clause.defines for clause in reading.clauses if clause.defines] == ["Band", "Rider"]


def test_attachments_close_everything_before_them() -> None:
    reading = split(
        """\
ARTICLE I
Scope

1. The Guild is recognized.
2. The Producer is bound.

EXHIBIT "A"

1. The form is signed in ink.

SIDELETTER NO. 2

1. The van is heated.
"""
    )
    assert labelled(reading) == [
        "Article I",
        "Article I.1",
        "Article I.2",
        "Exhibit A",
        "Exhibit A.1",
        "Sideletter No. 2",
        "Sideletter No. 2.1",
    ]


def test_a_letter_is_an_attachment_where_a_salutation_follows() -> None:
    reading = split(
        """\
ARTICLE IX
Signatures

Both sides sign below.
\f
June 1, 2026

Re: Parking at the North Gate

Dear Ada:

The lot is free after six.

1. The gate closes at midnight.
"""
    )
    assert labelled(reading) == ["Article IX", "Sideletter", "Sideletter.1"]


def test_the_title_of_a_memorandum_is_no_attachment_to_it() -> None:
    reading = split(
        """\
                    MEMORANDUM OF AGREEMENT

This paper records what was settled in May.

1. Term
""",
        DocumentKind.MEMORANDUM,
    )
    assert labelled(reading) == ["Item 1"]
