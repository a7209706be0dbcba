"""The term of an agreement: which dates of its text are its beginning and its end."""

from __future__ import annotations

import pytest

from analyzer.documents.dates import find_term


@pytest.mark.parametrize(
    ("line", "term"),
    [
        ("The Lantern Basic Agreement, THROUGH JUNE 30, 2028", (None, "2028-06-30")),
        (
            "This Agreement is entered into on the 30th day of April, 2021 by the Guild",
            ("2021-04-30", None),
        ),
        ("Mail reached the Guild on June 30, 2028", (None, None)),
    ],
)
def test_a_lone_date_of_the_title_page(line: str, term: tuple[str | None, str | None]) -> None:
    assert find_term([line]) == term


def test_a_lone_end_deep_in_the_text_is_no_term() -> None:
    lines = ["The Guild meets the Producer on the set."] * 40 + [
        "Parking is free through May 1, 2027"
    ]
    assert find_term(lines) == (None, None)
