"""Traps of paragraphs: headings that run in, paragraphs without a label, quoted text."""

from __future__ import annotations

from analyzer.records import ClauseKind
from tests.printed import Sheet
from tests.traps.typed_sheets import (
    both,
    paths,
    read_sheets,
    read_typed,
    starting,
    type_sheet,
)


def test_run_in_heading_stands_in_heading() -> None:
    def headings(sheet: Sheet) -> None:
        for y, label, heading, text in (
            (125, "A.", "Call Sheets.", "A call sheet is posted by six."),
            (140, "B.", "Late Calls.", "A late call is paid."),
        ):
            sheet.write(72, y, label)
            x = sheet.write(96, y, heading, font="Times-Bold")
            sheet.write(x + 3, y, text)

    reading = read_sheets(both(type_sheet("=ARTICLE 2. CALLS"), headings))
    assert paths(reading) == ["2", "2/A", "2/B"]
    clause = starting(reading, "Call Sheets.")
    assert clause.heading in ("Call Sheets", "Call Sheets.")
    assert clause.text == "A call sheet is posted by six."


def test_unnumbered_paragraph_is_a_child_of_the_labelled_one() -> None:
    reading = read_typed(
        """
        =ARTICLE 2. CALLS
        A. A call sheet is posted by six in the evening at the gate and is sent to
           every performer who has left an address.

           A performer who has left no address looks at the gate.

        B. A late call is paid.
        """
    )
    loose = starting(reading, "A performer who")
    assert loose.label is None
    assert loose.parent == starting(reading, "A call sheet").id
    assert loose.labels == starting(reading, "A call sheet").labels


def test_unnumbered_paragraph_goes_back_out_by_its_indent() -> None:
    reading = read_typed(
        """
        =ARTICLE 2. CALLS
        A. A call sheet names
           (1) the hour;
           (2) the gate; and
           (3) the steward who is on duty that day.

        Nothing in this Article takes a free day away from a performer who has been
        promised one in writing.

        B. A late call is paid.
        """
    )
    loose = starting(reading, "Nothing in this Article")
    assert loose.label is None
    assert [label.removeprefix("Article ") for label in loose.labels] in (["2"], ["2", "A"])


def test_bullets_below_a_clause() -> None:
    reading = read_typed(
        """
        =ARTICLE 2. CALLS
        A. The steward brings
           • a list of the calls;
           • a clock; and
           • a box for complaints.
        B. A late call is paid.
        """
    )
    outer = starting(reading, "The steward brings")
    bullets = [clause for clause in reading.clauses if clause.parent == outer.id]
    assert [clause.text.lstrip("• ") for clause in bullets] == [
        *("a list of the calls;", "a clock; and", "a box for complaints.")
    ]


QUOTED = """
    =MEMORANDUM OF AGREEMENT

    4. Wardrobe

       a. Amend Article 9(b) to read as follows:

          “(b) Costumes are cleaned:

             “(1) each week; and

             “(2) after a scene with paint.

          “A costume that is the performer's own is cleaned first.”

       b. The change takes effect in May.

    5. Travel

       a. Delete Article 11(c).
"""


def test_quoted_text_is_a_document_within_the_document() -> None:
    reading = read_typed(QUOTED, name="memorandum")
    assert paths(reading) == [
        *("4", "4/a", "4/a/(b)", "4/a/(b)/(1)", "4/a/(b)/(2)", "4/b", "5", "5/a")
    ]


def test_quotation_mark_on_each_paragraph_continues_the_quotation() -> None:
    reading = read_typed(QUOTED, name="memorandum")
    loose = starting(reading, "“A costume")
    assert loose.label is None
    assert loose.labels[:2] == ("Item 4", "a")
    assert starting(reading, "The change takes effect").labels == ("Item 4", "b")


def test_quotation_without_a_closing_mark_ends_with_the_next_outer_item() -> None:
    reading = read_typed(QUOTED.replace("first.”", "first."), name="memorandum")
    assert starting(reading, "The change takes effect").labels == ("Item 4", "b")


def test_instruction_lines() -> None:
    reading = read_typed(QUOTED, name="memorandum")
    told = [c.text for c in reading.clauses if c.kind is ClauseKind.INSTRUCTION]
    assert told == ["Amend Article 9(b) to read as follows:", "Delete Article 11(c)."]


def test_a_numbered_list_starts_anew_under_each_letter() -> None:
    reading = read_typed(
        """
        =ARTICLE 8. BOATS
        A. On the water:
           1. coats are worn;
           2. nobody stands.
        B. On the shore:
           1. towels are laid out;
           2. a fire is lit.
        """
    )
    assert paths(reading)[2:4] == ["8/A/1", "8/A/2"]
    assert paths(reading)[5:] == ["8/B/1", "8/B/2"]
