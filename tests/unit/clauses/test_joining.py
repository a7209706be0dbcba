"""Parts of a figure that the print changes at its end are one word, before and after."""

from __future__ import annotations

from collections import Counter

import pytest

from analyzer.clauses.joining import Piece, Vocabulary, join_pieces, without
from analyzer.records import MarkKind, TypeStyle, Word

STRUCK, NEW = MarkKind.DELETED, MarkKind.INSERTED
STYLE = TypeStyle(size=12.0)


def _pieces(*words: tuple[str, MarkKind | None, bool]) -> list[Piece]:
    """(text, mark, touches the word before)."""
    pieces, x = [], 72.0
    for text, mark, touches in words:
        x = x if touches else x + 6
        word = Word(text, x, 100.0, x + 6 * len(text), 112.0, STYLE, mark)
        pieces.append(Piece(word, 1, text))
        x = word.x1
    return pieces


def _read(pieces: list[Piece], dropped: MarkKind) -> str:
    return join_pieces(without(pieces, dropped), Vocabulary(Counter()))[0]


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        (
            [("May", None, False), ("203", None, False), ("4", NEW, True), ("1,", STRUCK, True)],
            "May 2031,",
            "May 2034",
        ),
        ([("203", None, False), ("1", STRUCK, True), ("4", NEW, True)], "2031", "2034"),
        ([("2031", STRUCK, False), ("2034", NEW, True)], "2031", "2034"),
        ([("203", None, False), ("4", NEW, False)], "203", "203 4"),
        ([("T", STRUCK, False), ("two", None, True)], "T two", "two"),
    ],
)
def test_a_figure_changed_at_its_end_is_one_word(
    words: list[tuple[str, MarkKind | None, bool]], before: str, after: str
) -> None:
    pieces = _pieces(*words)
    assert _read(pieces, NEW) == before
    assert _read(pieces, STRUCK) == after


def test_the_joined_figure_reaches_over_both_parts() -> None:
    pieces = _pieces(("203", None, False), ("4", NEW, True), ("rests", None, False))
    _, rows = join_pieces(without(pieces, STRUCK), Vocabulary(Counter()))
    assert [(row[0], row[1], row[3], row[5]) for row in rows] == [
        (0, 4, 78.0, 102.0),
        (5, 10, 108.0, 138.0),
    ]


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [("perform-", "ance", True), ("obliga-", "tions", True), ("screen-", "based", False)],
)
def test_an_ending_that_is_no_word_joins_even_an_unknown_word(
    left: str, right: str, joined: bool
) -> None:
    assert Vocabulary(Counter()).joins(left, right) is joined


def test_a_hyphen_that_the_document_prints_elsewhere_stays_before_an_ending() -> None:
    assert not Vocabulary(Counter({"co-tion": 2})).joins("co-", "tion")
