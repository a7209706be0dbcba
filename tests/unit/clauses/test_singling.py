"""Letters under one label are cited by their titles, and all below them too."""

from __future__ import annotations

from analyzer.labels import name_place
from tests.typed_pages import split

LETTERS = """\
ARTICLE 1  PAY

Section 1. Pay is paid on Friday.

### LETTER OF AGREEMENT
### NIGHT TRAVEL

Vans run at night for every hand who works past the last ferry.

1. Vans are free.
    a. Each van has a driver.

### LETTER OF AGREEMENT
### DAY TRAVEL

Ferries run by day for every hand who works before the first van.

1. Ferries are free.
"""


def citations(text: str) -> list[str]:
    return [clause.citation for clause in split(text).clauses]


def test_letters_of_one_label_are_cited_by_their_titles() -> None:
    assert citations(LETTERS)[2:] == [
        "Letter of Agreement “NIGHT TRAVEL”",
        "Letter of Agreement “NIGHT TRAVEL” ¶1",
        "Letter of Agreement “NIGHT TRAVEL” 1",
        "Letter of Agreement “NIGHT TRAVEL” 1.a",
        "Letter of Agreement “DAY TRAVEL”",
        "Letter of Agreement “DAY TRAVEL” ¶1",
        "Letter of Agreement “DAY TRAVEL” 1",
    ]


def test_letters_of_one_title_are_cited_by_their_number() -> None:
    twins = citations(LETTERS.replace("DAY TRAVEL", "NIGHT TRAVEL"))
    assert twins[6] == "Letter of Agreement “NIGHT TRAVEL” (no. 2)"
    assert twins[8] == "Letter of Agreement “NIGHT TRAVEL” (no. 2) 1"


def test_a_letter_without_a_title_is_cited_by_its_place_among_all() -> None:
    bare = LETTERS.replace("### DAY TRAVEL\n", "")
    assert citations(bare)[6] == "Letter of Agreement (no. 2)"


def test_ids_and_label_paths_stay() -> None:
    clauses = split(LETTERS).clauses
    assert [clause.id.partition("#")[2] for clause in clauses[-2:]] == [
        "letter-of-agreement-2~1",
        "letter-of-agreement-1-2",
    ]
    assert clauses[-1].labels == ("Letter of Agreement", "1")


def test_a_long_title_is_cut() -> None:
    long = "VANS AND FERRIES THAT RUN BY NIGHT AND BY DAY FOR THE HANDS OF EVERY HOUSE"
    cited = citations(LETTERS.replace("DAY TRAVEL", long))[6]
    assert cited == (
        "Letter of Agreement “VANS AND FERRIES THAT RUN BY NIGHT AND BY DAY FOR THE HANDS …”"
    )


def test_a_label_that_stands_once_is_cited_as_it_is() -> None:
    alone = LETTERS.partition("### LETTER OF AGREEMENT\n### DAY")[0]
    assert "Letter of Agreement.1.a" in citations(alone)


def test_a_place_gives_a_title_once() -> None:
    assert name_place("Article 5", "Boats") == "Article 5 Boats"
    assert name_place("Letter “The ‘Old’ Pier”", 'The "Old" Pier') == "Letter “The ‘Old’ Pier”"
    long = "Vans and ferries that run by night and by day for all hands of every house"
    cut = "Letter “Vans and ferries that run by night and by day for all hands …” 1"
    assert name_place(cut, long) == cut
