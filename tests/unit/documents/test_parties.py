"""Who agrees with whom: names around 'between', on a cover, and the short names that are none."""

from __future__ import annotations

import pytest

from analyzer.documents.parties import find_parties

COVER = [
    "MERIDIAN COUNTY / MERIDIAN COUNTY SHERIFF’S",
    "OFFICE",
    "and",
    "MERIDIAN COUNTY PATROL OFFICERS’ ASSOCIATION –",
    "NIGHT WATCH",
    "COLLECTIVE BARGAINING AGREEMENT",
    "THROUGH JUNE 30, 2028",
]


def sides(*lines: str) -> tuple[str | None, str | None]:
    parties = find_parties(lines)
    return parties.guild, parties.employer


def test_two_names_around_a_lone_and_on_a_cover_are_the_parties() -> None:
    assert sides(*COVER) == (
        "MERIDIAN COUNTY PATROL OFFICERS’ ASSOCIATION NIGHT WATCH",
        "MERIDIAN COUNTY SHERIFF’S OFFICE",
    )
    assert sides("Local 17", "and", "Quarry Parcel Service", "Supplemental Agreement") == (
        "Local 17",
        "Quarry Parcel Service",
    )


@pytest.mark.parametrize(
    "lines",
    [
        ["THE STAGE", "and", "THE ROAD", "AGREEMENT"],
        ["Wages", "and", "Hours of the season", "AGREEMENT"],
        ["Rates that are paid by day", "and", "Quarry Parcel Service"],
    ],
)
def test_other_words_around_an_and_name_nobody(lines: list[str]) -> None:
    assert sides(*lines) == (None, None)


def test_defined_short_names_are_not_the_parties() -> None:
    assert sides(
        "BETWEEN QUARRY TELEGRAPH LIMITED AND QUARRY TELEGRAPH WORKER’S UNION 2021-2024",
        "The good relations between the Company and the Union are kept.",
    ) == ("QUARRY TELEGRAPH WORKER’S UNION", "QUARRY TELEGRAPH LIMITED")
    assert sides("Relations between the Company and the Union are kept.") == (None, None)


def test_what_qualifies_a_name_is_no_name() -> None:
    lines = [
        "QUARRY FREIGHT, INC., an Arcadia Corporation, and a Harbor Corporation, and the committee",
        "that stands for many Local Unions agree to these terms.",
    ]
    assert sides(*lines) == (None, None)


def test_an_abbreviation_before_the_name_is_left_out() -> None:
    assert sides("between DSW THE DEPARTMENT OF STAGE WORKS and HARBOR TEACHERS UNION, 2025") == (
        "HARBOR TEACHERS UNION",
        "DEPARTMENT OF STAGE WORKS",
    )
