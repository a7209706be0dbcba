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


def test_a_day_to_act_by_begins_no_term() -> None:
    line = (
        "8. When half of the crew hired in the contract period obtain a licence by May 31, 2022, "
        "either side may ask to meet. 9. Term of this paper. This Agreement shall expire on "
        "April 30, 2025 unless the sides extend it."
    )
    assert find_term([line]) == (None, None)


def test_a_day_of_another_sentence_begins_no_term() -> None:
    line = (
        "During the period the wooden stage by the harbour was rebuilt on May 31, 2022. "
        "This Agreement shall expire on April 30, 2025."
    )
    assert find_term([line]) == (None, None)


def test_a_term_may_be_told_in_two_sentences() -> None:
    line = (
        "The term of this Agreement shall commence on May 1, 2022. This Agreement shall continue "
        "in full force and effect to and including April 30, 2025."
    )
    assert find_term([line]) == ("2022-05-01", "2025-04-30")


def test_the_term_of_a_letter_behind_the_agreement_is_not_its_own() -> None:
    own = "This Letter of Agreement will be effective May 1, 2022 through April 30, 2025."
    assert find_term([own]) == ("2022-05-01", "2025-04-30")
    articles = ["The Guild meets the Producer on the set at noon."] * 500
    assert find_term([*articles, own]) == (None, None)
