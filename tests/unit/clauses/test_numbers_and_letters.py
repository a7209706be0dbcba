"""Numbers that name their parents, labels printed without a space, letters cited by a number."""

from __future__ import annotations

import pytest

from analyzer.labels import cite
from analyzer.records import ClauseKind, DocumentKind
from tests.typed_pages import by_path, labelled, split


def test_labels_without_a_space_after_them_are_labels() -> None:
    reading = split(
        """\
ARTICLE 1  AIMS

1.1. Aims of the House
1.1.1.To pay each hand on Friday.
1.1.2.To keep the vans warm.
1.2. Aims of the Guild
    a. To hear each hand.
    b.To answer each hand.
"""
    )
    paths = [path.split(".", 1)[1] for path in labelled(reading)[1:]]
    assert [path.rpartition("1.1.")[2] for path in paths[1:3]] == ["1", "2"]
    assert [clause.label for clause in reading.clauses][-2:] == ["a.", "b."]


def test_decimal_hangs_under_its_own_beginning_though_a_number_is_missing() -> None:
    reading = split(
        """\
ARTICLE 9  CALLS

9.5. Calls at Night
     Calls at night are posted by noon.

     9.5.2.1. A call at night is paid twice.
     9.5.2.2. A call at dawn is paid once.
     9.5.3. A late call is void.
"""
    )
    late = next(clause for clause in reading.clauses if clause.label == "9.5.3.")
    assert late.labels == ("Article 9", "9.5", "9.5.3")


@pytest.mark.parametrize(
    ("labels", "citation"),
    [
        (("Article 4", "4.1"), "Article 4, 4.1"),
        (("Article 9", "9.10", "9.10.2", "9.10.2.6"), "Article 9, 9.10.2.6"),
        (("Article 5", "5.5", "C"), "Article 5, 5.5.C"),
        (("3.01", "3.01.2"), "3.01.2"),
        (("Section 3", "(a)", "1.2"), "Section 3(a).1.2"),
    ],
)
def test_citation_leaves_out_what_a_decimal_repeats(labels: tuple[str, ...], citation: str) -> None:
    assert cite(labels) == citation


def test_letter_by_its_number_is_an_attachment_and_counts_anew() -> None:
    reading = split(
        """\
ARTICLE 27  PAY

Section 1. Pay is paid on Friday.

### LETTER OF AGREEMENT 27.00-19-364

1. Vans are free.

### LETTER OF AGREEMENT #2

1. Tolls are free.
"""
    )
    assert labelled(reading)[2:] == [
        "Letter of Agreement 27.00-19-364",
        "Letter of Agreement 27.00-19-364.1",
        "Letter of Agreement #2",
        "Letter of Agreement #2.1",
    ]


def test_line_that_the_text_marks_as_a_heading_is_never_joined() -> None:
    reading = split(
        """\
ARTICLE 3  VANS

1. Vans are kept warm by the driver of the day or by the hand who
### Duties of the Driver
2. Vans are free.
"""
    )
    (heading,) = [clause for clause in reading.clauses if clause.label is None]
    assert (heading.kind, heading.heading) == (ClauseKind.HEADING, "Duties of the Driver")
    assert by_path(reading, "Article 3.1").text.endswith("hand who")


def test_note_of_revisions_is_a_note_of_its_own() -> None:
    reading = split(
        """\
Section 1. Vans are kept warm by the driver of the day, or by the
hand who drives.
REV: 2019, 2021
Section 2. Vans are free.
"""
    )
    note = reading.clauses[1]
    assert (note.kind, note.text) == (ClauseKind.DRAFTING_NOTE, "REV: 2019, 2021")


def test_section_that_an_item_announces_stands_in_the_item() -> None:
    reading = split(
        """\
13. Vans

      a. Vans are kept warm.

      b. Modify Section 40.1 of the Agreement as follows:

            SECTION 40.1 CARE OF VANS

            Vans are kept warm by night.
""",
        DocumentKind.MEMORANDUM,
    )
    assert labelled(reading)[-1] == "Item 13.b.Section 40.1"


def test_title_with_a_colon_above_its_parts_is_a_heading() -> None:
    reading = split(
        """\
ARTICLE 3  LEAVE

(a) Sick Leave:
    (1) Leave is paid.
    (2) Leave is short.
(b) Notes:
"""
    )
    assert by_path(reading, "Article 3.(a)").heading == "Sick Leave:"
    assert by_path(reading, "Article 3.(b)").heading is None


def test_a_new_letter_and_one_that_clarifies_are_attachments_without_a_mark() -> None:
    reading = split(
        """\
ARTICLE 1  PAY

Section 1. Pay is paid on Friday.

      NEW LETTER OF AGREEMENT – ARTICLE 1 - FERRIES

Ferries are free to the crew of the pier.

      LETTER OF CLARIFICATION - HOURS OF REST

Rest is taken at noon by the crew of the pier.
"""
    )
    assert labelled(reading)[2:] == ["New Letter of Agreement", "Letter of Clarification"]
