"""Blocks of signatures: sides and dates together, never a list that says 'For the …:'."""

from __future__ import annotations

import pytest

from analyzer.clauses import grouping
from analyzer.records import ClauseKind
from tests.typed_pages import split

OPENING = """ARTICLE 9  END

    Section 1.  This agreement ends with the last call of the season, unless the
sides agree in writing that it goes on.


"""


def _signatures(page: str) -> list[str]:
    return [c.text for c in split(OPENING + page).clauses if c.kind is ClauseKind.SIGNATURE]


def test_sides_in_capitals_with_dates_are_one_block() -> None:
    found = _signatures(
        "FOR THE LANTERN PERFORMERS OF STAGES AND HALLS\n\n\nAda Lund, President"
        "          Date: 3/4\n\n\n"
        "FOR THE MERIDIAN PRODUCERS AND THEIR COMPANIES\n\n\nDate: 5/4\n"
    )
    assert len(found) == 1
    assert found[0].startswith("FOR THE LANTERN")
    assert found[0].endswith("Date: 5/4")


def test_list_of_places_is_no_signature() -> None:
    assert not _signatures(
        "For the Northern Halls:\n\n    First winter\n\n    8.0 hours on a Friday\n\n"
        "For the Southern Hall:\n\n    First winter\n\n    8.0 hours on a Friday\n"
    )


SIGNED = """                         SIGNATURE PAGE – LANTERN PERFORMERS

                 Signed this 4th day of May, 2031 at Tern Harbor.

          FOR THE                                   FOR THE LANTERN
          TOWN OF                                   PERFORMERS AND
          TERN                                      THEIR GUILD

   Ada Lund, Director                           Bo Ek, Council Representative
   Office of Piers and Lamps (OPL)              Lantern Performers Council 9


   Cy Dahl, Member of the Bargaining Team       Di Holm, Member of the Bargaining Team
   Eva Berg, Member of the Bargaining Team      Finn Moe, Member of the Bargaining Team
   Gro Lie, Member of the Bargaining Team       Hal Vik, Member of the Bargaining Team
"""


def test_a_page_that_was_signed_is_one_block_without_a_line_to_sign_on() -> None:
    (found,) = _signatures(SIGNED)
    assert found.startswith("SIGNATURE PAGE")
    assert "Signed this 4th day of May" in found and found.endswith(
        "Hal Vik, Member of the Bargaining Team"
    )


def test_what_is_signed_on_a_page_ends_before_a_sentence() -> None:
    (found,) = _signatures(
        SIGNED
        + "\n\nThe text of this agreement that binds the sides is kept by the harbor master, "
        "who shows\nit to each performer that asks for it before the last call of a day.\n"
    )
    assert found.endswith("Hal Vik, Member of the Bargaining Team")


def test_a_sentence_about_signing_is_no_signature() -> None:
    assert not _signatures(
        "The signature page. Each side signs it on the day on which the season begins.\n\n\n"
        "A call is signed this way: the keeper writes the day of the call into the book.\n"
    )


def test_a_line_that_only_says_by_whom_is_signed() -> None:
    found = _signatures("LANTERN STAGES\n\n\nBy:\n\n\nAda Lund\nDirector\n")
    assert len(found) == 1 and "By:" in found[0] and found[0].endswith("Director")


def test_short_lines_are_not_all_read_again_at_each_of_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[str] = []

    def is_signature(text: str) -> bool:
        read.append(text)
        return False

    monkeypatch.setattr(grouping, "is_signature", is_signature)
    assert not _signatures("\n\n\n".join(f"Lamp {n} is lit." for n in range(60)))
    assert 60 <= len(read) <= 2 * 60
