"""What the page frames: exhibits named only at its foot, the head of a letter above its subject."""

from __future__ import annotations

from dataclasses import replace

from analyzer.clauses import split_clauses
from analyzer.records import (
    Box,
    ClauseKind,
    Document,
    DocumentId,
    DocumentKind,
    Pages,
    Reading,
    SetAside,
    SetAsideKind,
)
from tests.typed_pages import by_path, labelled, split, type_pages

BOOK = """\
ARTICLE I
Wages

1. Wages are paid on Friday.
2. Wages are paid by check.
\f\
This paper is made between the Guild and a payroll house.

1. The house pays the hands.
2. The house tells the Guild.
\f\
3. The house keeps books.
"""
LETTERS = """\
ARTICLE I
Wages

1. Wages are paid on Friday.
\f\
                          Lantern Players House
                         12 Mill Lane, Port Ada

                              May 4, 2026

Ada Lund
President of the Guild
4 Quay Street

   __Re: Late Vans__

Dear Ada:

We agree that late vans are paid.
"""


def foot(page: int, text: str) -> SetAside:
    box = Box(page, 280.0, 740.0, 340.0, 750.0)
    return SetAside(page, SetAsideKind.RUNNING_FOOT, text, box, len(text.split()))


def read(pages: Pages) -> Reading:
    document = Document(DocumentId("typed"), "t.txt", "0" * 64, "T", kind=DocumentKind.AGREEMENT)
    return split_clauses(pages, document)


def framed(text: str, *feet: SetAside) -> Pages:
    pages = type_pages(text)
    words = pages.word_count + sum(item.words for item in feet)
    return replace(pages, set_aside=feet, word_count=words)


def test_exhibit_named_at_the_foot_alone_opens_there_and_counts_anew() -> None:
    reading = read(framed(BOOK, foot(2, 'EXHIBIT "A"'), foot(3, 'EXHIBIT "A"')))
    exhibit = by_path(reading, "Exhibit A")
    assert (exhibit.kind, exhibit.words, exhibit.pages) == (ClauseKind.ATTACHMENT, 0, (2,))
    assert labelled(reading)[3:] == ["Exhibit A", "Exhibit A.1", "Exhibit A.2", "Exhibit A.3"]
    assert reading.account.balanced


def test_after_the_last_page_of_such_an_exhibit_it_is_closed() -> None:
    reading = read(
        framed(BOOK + "\fThe parties sign below.\n", foot(2, "Exhibit A"), foot(3, "Exhibit A"))
    )
    assert reading.clauses[-1].labels == ()


def test_exhibit_that_the_text_titles_is_opened_by_its_title_alone() -> None:
    titled = BOOK.replace("This paper", "                    EXHIBIT A\n\nThis paper")
    reading = read(framed(titled, foot(2, "Exhibit A"), foot(3, "Exhibit A")))
    assert labelled(reading).count("Exhibit A") == 1
    assert by_path(reading, "Exhibit A").words == 2


def test_letterhead_hangs_under_the_letter_that_it_opens() -> None:
    reading = split(LETTERS)
    letter = by_path(reading, "Sideletter")
    head = next(clause for clause in reading.clauses if clause.full_text.startswith("Lantern"))
    assert letter.heading == "Late Vans"
    assert head.parent == letter.id
    assert head.text.endswith("4 Quay Street")


def test_end_of_another_letter_is_no_letterhead() -> None:
    reading = split(LETTERS.replace("May 4, 2026", "Sincerely yours,"))
    head = next(clause for clause in reading.clauses if clause.full_text.startswith("Lantern"))
    assert head.labels != ("Sideletter",)
