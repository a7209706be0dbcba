"""Traps of letters: those without a subject, and the heads of their further pages."""

from __future__ import annotations

from analyzer.records import ClauseKind, SetAsideKind
from tests.traps.typed_sheets import paths, read_typed, starting

ARTICLE = """
=ARTICLE 1. CALLS
A. A call sheet is posted by six in the evening at the gate.
   (1) A late call is paid at double the rate.
"""
LETTER = """
=THE HARBOR ASSOCIATION OF STAGES
=14 Pier Street, Port Vale
As of March 1, 2031

Alma Vane
Business Agent
The Dockside Guild
9 Mole Road, Port Vale

{opening}

The parties expect that:

(a)   the lamps on the pier are paid for out of the fund of the harbor; and

(b)   the fund is filled by the tolls of the bridge every spring.
"""
SECOND = """
Alma Vane
As of March 1, 2031
Page {page}



The fund is kept by both parties together and is audited in the autumn of
every year by somebody whom neither of them employs.
"""


def test_letter_without_a_subject_begins_at_its_letterhead() -> None:
    reading = read_typed("\f".join((ARTICLE, LETTER.format(opening="Dear Alma:"))))
    letter = next(each for each in reading.clauses if each.kind is ClauseKind.ATTACHMENT)
    assert (letter.label, letter.parent, letter.citation) == ("Dear Alma:", None, "Sideletter")
    head = starting(reading, "THE HARBOR ASSOCIATION")
    assert head.parent == letter.id
    assert head.text.endswith("Port Vale")
    assert starting(reading, "the lamps on the pier").parent == letter.id
    assert paths(reading)[:3] == ["1", "1/A", "1/A/(1)"]
    assert paths(reading)[3:] == ["Sideletter", "Sideletter/(a)", "Sideletter/(b)"]


def test_salutation_below_a_subject_opens_no_second_letter() -> None:
    opening = "Re:   Lamps on the Pier\n\nDear Alma:"
    reading = read_typed("\f".join((ARTICLE, LETTER.format(opening=opening))))
    letters = [each for each in reading.clauses if each.kind is ClauseKind.ATTACHMENT]
    assert [letter.label for letter in letters] == ["Re:"]
    assert starting(reading, "Dear Alma:").parent == letters[0].id


def test_salutation_below_text_opens_no_letter() -> None:
    reading = read_typed(
        """
        =ARTICLE 1. CALLS
        A. A call sheet is posted by six in the evening at the gate, and the notice
           that goes with it begins with these words:

           Dear Colleague:

        B. A late call is paid.
        """
    )
    assert paths(reading) == ["1", "1/A", "1/B"]


def test_heads_of_further_pages_are_set_aside() -> None:
    first = LETTER.format(opening="Re:   Lamps on the Pier\n\nDear Alma:")
    reading = read_typed("\f".join((ARTICLE, first, SECOND.format(page=2), SECOND.format(page=3))))
    heads = [item for item in reading.set_aside if item.kind is SetAsideKind.RUNNING_HEAD]
    assert [item.text for item in heads[2::3]] == ["Page 2", "Page 3"]
    assert not any("Page 2" in clause.text for clause in reading.clauses)


def test_a_heading_that_counts_pages_without_a_letter_stays_text() -> None:
    sheet = """
    Notes of the Clerk
    Page {page}

    The lamps on the pier were lit at six in the evening of every day of the week.
    """
    reading = read_typed("\f".join((ARTICLE, sheet.format(page=2), ARTICLE)))
    assert any("Notes of the Clerk" in f"{each.heading} {each.text}" for each in reading.clauses)
