"""What seems added may stand on a page of the old document that nobody could read."""

from __future__ import annotations

from dataclasses import replace

from analyzer.comparison import Given, describe_changes
from analyzer.comparison.doubting import DOUBTED
from analyzer.records import (
    ChangeKind,
    Clause,
    ClauseId,
    Comparison,
    Document,
    Findings,
)
from analyzer.reports.contents import list_contents
from tests import unread_pages

NOTHING = Findings((), ())
TEXTS = (
    "Producer shall give two weeks of notice before a location is closed.",
    "A rider travels with the contract of the performer to whom it belongs.",
    "Meals are served within six hours of the call, away from the set.",
)


def document(name: str, *unread: int) -> Document:
    return unread_pages.document(name, pages=3, unread=unread)


def clauses(name: str, *texts_on_pages: tuple[str, int]) -> list[Clause]:
    return unread_pages.clauses(name, *((text, (page,)) for text, page in texts_on_pages))


def compare(old: Document, new_texts: list[tuple[str, int]]) -> Comparison:
    return describe_changes(
        Given(old, clauses("old", (TEXTS[0], 1), (TEXTS[2], 3)), NOTHING),
        Given(document("new"), clauses("new", *new_texts), NOTHING),
    ).about(None)


ADDED_BETWEEN = [(TEXTS[0], 1), (TEXTS[1], 2), (TEXTS[2], 3)]


def test_a_clause_between_neighbours_around_an_unread_page_is_doubted() -> None:
    found = compare(document("old", 2), ADDED_BETWEEN)
    added = [change for change in found.changes if change.kind is ChangeKind.ADDED]
    assert [change.confidence for change in added] == [DOUBTED]
    assert found.perhaps_unread == ("new#1",)
    assert "page 2 of old" in found.not_compared[0].what
    assert all(block.doubtful for block in list_contents(found).foremost)


def test_short_neighbours_tell_no_page() -> None:
    """Letterhead between the clause and its true neighbour is passed over."""
    letterhead = "Meridian House, Harbor Street"
    found = describe_changes(
        Given(
            document("old", 2),
            clauses("old", (TEXTS[0], 1), (letterhead, 3), (TEXTS[2], 3)),
            NOTHING,
        ),
        Given(
            document("new"),
            clauses("new", (TEXTS[0], 1), (letterhead, 2), (TEXTS[1], 2), (TEXTS[2], 3)),
            NOTHING,
        ),
    ).about(None)
    assert found.perhaps_unread == ("new#2",)


def test_an_unread_page_elsewhere_doubts_nothing() -> None:
    found = compare(document("old", 2), [(TEXTS[0], 1), (TEXTS[2], 3), (TEXTS[1], 3)])
    assert found.perhaps_unread == ()
    assert "nothing was read there" in found.not_compared[0].why


def test_a_document_that_was_read_in_full_has_no_line() -> None:
    found = compare(document("old"), ADDED_BETWEEN)
    assert found.perhaps_unread == ()
    assert found.not_compared == ()


def test_more_pages_than_were_not_read_are_doubted_where_they_go_on() -> None:
    """One page is missing: it held what goes on the letter before, not the letter behind it."""

    def letter(name: str, first: int, *texts_on_pages: tuple[str, int]) -> list[Clause]:
        head, *rest = clauses(name, ("Letter about the " + "harbor " * first, 1), *texts_on_pages)
        named = [
            replace(one, id=ClauseId(f"{one.id}-{first}"), order=10 * first + at)
            for at, one in enumerate((replace(head, pages=(texts_on_pages[0][1],)), *rest))
        ]
        return [named[0], *(replace(one, parent=named[0].id) for one in named[1:])]

    late = "Boats are inspected by the harbor master before each crossing in winter."
    found = describe_changes(
        Given(
            document("old", 2),
            letter("old", 1, (TEXTS[0], 1)) + letter("old", 3, (TEXTS[2], 3)),
            NOTHING,
        ),
        Given(
            document("new"),
            [
                *letter("new", 1, (TEXTS[0], 1), (TEXTS[1], 2)),
                *letter("new", 2, (late, 3)),
                *letter("new", 3, (TEXTS[2], 4)),
            ],
            NOTHING,
        ),
    ).about(None)
    assert found.perhaps_unread == ("new#2-1",)
