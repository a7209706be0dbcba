"""Defined terms: where they are defined, in brackets too, and where they are used."""

from __future__ import annotations

import pytest

from analyzer.records import Reading
from tests.typed_pages import split

AGREEMENT = """ARTICLE 1  TERMS

    Section 1.  “Stage Copy” means a likeness of a rigger that a machine makes.

    Section 2.  “Copy” means any likeness.

ARTICLE 2  USE

    Section 1.  {sentence}

    Section 2.  A copy made by hand is not meant. No Stage Copy leaves the house.

    Section 3.  Copies are kept for a year; each Copy’s date is written on it.
"""


def _read(sentence: str = "The house keeps a list.") -> Reading:
    return split(AGREEMENT.replace("{sentence}", sentence))


def _defined(reading: Reading) -> dict[str, tuple[str, list[str]]]:
    cited = {clause.id: clause.citation for clause in reading.clauses}
    return {
        item.term: (cited[item.defined_in], [cited[used] for used in item.used_in])
        for item in reading.definitions
    }


def test_terms_are_found_where_they_are_defined_and_used() -> None:
    assert _defined(_read()) == {
        "Stage Copy": ("Article 1, Section 1", ["Article 2, Section 2"]),
        "Copy": ("Article 1, Section 2", ["Article 2, Section 3"]),
    }


@pytest.mark.parametrize(
    ("sentence", "terms"),
    [
        ("A rigger of the road crew (the “Road Rigger”) may decline.", ["Road Rigger"]),
        (
            'Halls in town (each, a "Town Hall" and collectively, the “Town Halls”) open at noon.',
            ["Town Hall", "Town Halls"],
        ),
        ("The list is hereinafter called the “Call Sheet” by all.", ["Call Sheet"]),
        ("A rigger is named on the list (see “Lists of the house” below).", []),
        ("Article 7 (“Meals and Rest”) applies on the road.", []),
        ("A rest of eight hours (“8”) is enough.", []),
        ("They said “Good Night” and left (as always).", []),
    ],
)
def test_terms_are_read_in_brackets(sentence: str, terms: list[str]) -> None:
    found = _defined(_read(sentence))
    assert [term for term in found if term not in ("Stage Copy", "Copy")] == terms
    assert all(found[term][0] == "Article 2, Section 1" for term in terms)


def test_of_two_definitions_the_nearer_one_is_used() -> None:
    reading = split(
        """ARTICLE 1  ROAD

    Section 1.  “Call” means a call on the road.

    Section 2.  A Call is posted.

ARTICLE 2  HOUSE

    Section 1.  “Call” means a call in the house.

    Section 2.  A Call is sent.

ARTICLE 3  REST

    Section 1.  A rest follows every Call.
"""
    )
    cited = {clause.id: clause.citation for clause in reading.clauses}
    assert [
        (cited[item.defined_in], [cited[used] for used in item.used_in])
        for item in reading.definitions
    ] == [
        ("Article 1, Section 1", ["Article 1, Section 2"]),
        ("Article 2, Section 1", ["Article 2, Section 2", "Article 3, Section 1"]),
    ]


def test_references_that_lead_nowhere_are_listed() -> None:
    reading = _read("A rest under Section 3 or Section 19 counts.")
    listed = [(clause, ref.quote) for clause, ref in reading.unresolved_references()]
    assert listed == [("typed#art-2-sec-1", "Section 19")]
