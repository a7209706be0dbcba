"""Blocks of signatures: sides and dates together, never a list that says 'For the …:'."""

from __future__ import annotations

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
