"""Paragraphs and titles that a line's look alone would hang or cut in the wrong place."""

from __future__ import annotations

from analyzer.records import ClauseKind, Reading
from tests.typed_pages import by_path, labelled, split


def where(reading: Reading, start: str) -> tuple[str, ...]:
    """The path under which the unlabelled clause hangs that begins so."""
    return next(
        clause.labels
        for clause in reading.clauses
        if clause.label is None and clause.full_text.startswith(start)
    )


def test_closing_paragraph_goes_out_of_the_items_that_hang() -> None:
    reading = split(
        """\
Section 1. Riggers are tried out for a month, except:
      a. riggers who came back to the house after a leave that
            was shorter than two years; and
      b. riggers who had charge of a stage for six months and
            more, in the year before.

       Whoever is named in (a) or (b) is tried out for a week, and the
week may be shortened by the house.
"""
    )
    assert where(reading, "Whoever") == ("Section 1",)


def test_sisters_tell_how_the_text_of_a_short_item_hangs() -> None:
    reading = split(
        """\
1. Vans
   A. The van leaves the yard at six in the morning on each of the
      days of the week, and waits for nobody.

   B. The van returns at nine.

   The stub shows the hours.
"""
    )
    assert where(reading, "The stub") == ("1",)


def test_titles_between_lists_that_count_anew_hang_beside_the_lists() -> None:
    reading = split(
        """\
ARTICLE 3  STEWARDS

Choice of Stewards:

A. The Guild names each steward.
B. A steward serves for one year.

Duties:

A. A steward hears complaints.
B. A steward reads this letter.
"""
    )
    assert where(reading, "Choice") == where(reading, "Duties") == ("Article 3",)
    assert labelled(reading).count("Article 3.A") == 2


def test_number_that_closes_a_bracket_is_no_item() -> None:
    reading = split(
        """\
The parties agree:

   1. Riggers who apply for the pool of the year are taken on as hands
      of the house and of its stages (Range
          18) for the pool.
   2. They are paid on Friday.
"""
    )
    assert labelled(reading) == ["1", "2"]
    assert "(Range 18) for the pool" in by_path(reading, "1").text


def test_text_below_a_section_alone_on_its_line_is_its_own_in_all_sisters() -> None:
    reading = split(
        """\
ARTICLE 3  HOLIDAYS

Section 4.
         A hand who has the day off anyway gets eight hours.

Section 5.
         Hands are told of the days on which they work before the month
begins, and those who would like to work them may say so.
"""
    )
    for section in "45":
        assert by_path(reading, f"Article 3.Section {section}").text
    assert not [clause for clause in reading.clauses if clause.label is None]


def test_note_of_revisions_is_no_heading() -> None:
    reading = split("Section 1. Vans are free.\n\nNEW: 2019, REV: 2021\n")
    note = reading.clauses[-1]
    assert (note.kind, note.heading, note.text) == (
        ClauseKind.DRAFTING_NOTE,
        None,
        "NEW: 2019, REV: 2021",
    )


def test_title_of_a_bare_label_over_two_lines_is_one() -> None:
    reading = split(
        """\
1. Update the rules of the house, and of the halls of the house as they are:

                    “IV. __Rules of the City on__
                                  __Sick Time__

   “The Guild gives up the rules of the city, and the house keeps its own.”
"""
    )
    title = next(clause for clause in reading.clauses if clause.label == "“IV.")
    assert title.heading == "Rules of the City on Sick Time"


def test_title_of_an_attachment_ends_where_its_first_part_is_titled() -> None:
    reading = split(
        """\
                                   EXHIBIT D


                               SHARES OF COSTS

                              Costs of the House

Each call is paid, and each rigger who is called and comes is paid for the day.
"""
    )
    assert by_path(reading, "Exhibit D").heading == "SHARES OF COSTS"
    assert where(reading, "Costs of the House") == ("Exhibit D",)


def test_definition_after_its_scope_and_after_an_article() -> None:
    reading = split(
        """\
(a) Hands join the Guild.

    As it is used in this part, the term "hand of the house" means a
person who is paid by the week.

    A "day hand" is defined as any person who is paid by the day.
"""
    )
    terms = [c.defines for c in reading.clauses if c.kind is ClauseKind.DEFINITION]
    assert terms == ["hand of the house", "day hand"]


def test_title_that_fills_its_line_is_cut_off_as_its_sisters_are() -> None:
    reading = split(
        """\
ARTICLE 3  LEAVE

Section 5. Further Leave.

Whoever has no leave left may ask the house for a leave without pay.

Section 6. Words of Doctors on Health of Performers or Health of Relatives.
The house may ask for the word of a doctor where a hand is away for a week.

Section 7. End of Leave.

Leave ends when the hand returns.
"""
    )
    for section in "567":
        assert not by_path(reading, f"Article 3.Section {section}").text
    assert where(reading, "The house may") == ("Article 3", "Section 6")


def test_short_last_line_of_a_page_is_not_joined_with_the_next_page() -> None:
    reading = split(
        """\
Section 1. Vans are kept warm by the driver of the day or of the night.

2026 Van Page
\f\
House of Lanterns
12 Mill Lane
Port Ada
"""
    )
    assert where(reading, "House of Lanterns") == where(reading, "2026 Van Page")


def test_a_paragraph_below_a_list_in_the_column_of_its_words_is_no_part_of_its_last_item() -> None:
    reading = split(
        """\
ARTICLE 1  BOATS

Section 1. The boats leave the pier on these days of the winter, whatever the weather is then:

      •   The first of January, from the pier
      •   The first of February, from the pier
          If the ice does not break before noon, the harbor master tells the
          crew on the day before that no boat leaves and what they are paid.
"""
    )
    assert [clause.text.split(" ")[0] for clause in reading.clauses][-3:] == ["•", "•", "If"]
    wrapped = split(
        """\
ARTICLE 1  BOATS

Section 1. The boats leave the pier on these days of the winter, whatever the weather is then:

      •   The first of January, from the pier
      •   The first of February, from the pier and, where the ice of the winter allows, from the
          Inner Harbor, of which the harbor master tells the crew.
"""
    )
    assert wrapped.clauses[-1].text.startswith("• The first of February")
