"""The pages of a clause, and of the clauses of a change; the first changed words open first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analyzer.records import (
    Box,
    Change,
    ChangeKind,
    Clause,
    ClauseId,
    ClauseKind,
    DocumentId,
    OffsetMap,
    WordOperation,
    WordPiece,
)
from analyzer.ui.stops import changed_spans, way_of, way_of_change

OLD, NEW = WordOperation.DELETE, WordOperation.INSERT


def clause(name: str, *pages: str) -> Clause:
    """A clause that runs on over pages 4, 5, …: one line a page, a word each ten points."""
    rows, boxes, at = [], [], 0
    for page, text in enumerate(pages, start=4):
        for number, word in enumerate(text.split()):
            rows.append((at, at + len(word), page, 10.0 * number, 1.0, 10.0 * number + 9, 9.0))
            at += len(word) + 1
        boxes.append(Box(page, 0.0, 1.0, 10.0 * len(text.split()), 9.0))
    return Clause(
        ClauseId(name),
        DocumentId("paper"),
        None,
        1,
        ClauseKind.CLAUSE,
        " ".join(pages),
        pages=tuple(box.page for box in boxes),
        boxes=tuple(boxes),
        offsets=OffsetMap.from_rows(rows),
    )


def change(words: Sequence[tuple[str, str]], *, old: int = 1, new: int = 1) -> Change:
    return Change(
        ChangeKind.REWORDED,
        tuple(ClauseId(f"o{n}") for n in range(old)),
        tuple(ClauseId(f"n{n}") for n in range(new)),
        words=tuple(WordPiece(WordOperation(op), text) for op, text in words),
    )


def test_a_clause_opens_where_its_words_stand_and_goes_to_its_other_pages() -> None:
    one = clause("a", "Boots are dry", "and Hats are wide")
    way = way_of(one, [(18, 22)])
    assert [stop.page for stop in way.stops] == [4, 5]
    assert way.first == 1
    assert [box.x0 for box in way.stops[1].boxes] == [10.0]
    assert way.stops[0].boxes == one.boxes[:1], "no word that is meant: the clause itself"
    assert way_of(one).first == 0


def test_a_change_opens_at_its_first_changed_words_on_each_side() -> None:
    old = clause("o0", "Boots are dry", "and Hats are wide")
    new = clause("n0", "Boots are dry and", "Hats are often wide")
    made = change(
        [("equal", "Boots are dry and Hats are "), ("insert", "often "), ("equal", "wide")]
    )
    was, now = way_of_change(made, [old], OLD), way_of_change(made, [new], NEW)
    assert now.first == 1
    assert [box.x0 for box in now.stops[1].changed] == [20.0]
    assert now.stops[0].changed == ()
    # the old side has no such words: the page on which they would stand
    assert was.first == 1
    assert all(stop.changed == () for stop in was.stops)


def test_a_changed_heading_opens_where_the_clause_begins() -> None:
    made = change([("equal", "Boots are dry and Hats are "), ("delete", "wide")])
    one = clause("o0", "Boots are dry", "and Hats are wide")
    assert way_of_change(made, [one], OLD).first == 1
    headed = replace(made, heading_words=(WordPiece(WordOperation.INSERT, "Hats"),))
    assert way_of_change(headed, [one], OLD).first == 0


def test_of_a_split_every_clause_is_gone_through() -> None:
    old = clause("o0", "Boots are dry and Hats are wide")
    new = [clause("n0", "Boots are dry"), clause("n1", "Hats are", "often wide")]
    made = change(
        [
            ("equal", "Boots are dry "),
            ("delete", "and "),
            ("equal", "Hats are "),
            ("insert", "often "),
            ("equal", "wide"),
        ],
        new=2,
    )
    way = way_of_change(made, new, NEW)
    assert [(stop.clause.id, stop.page) for stop in way.stops] == [("n0", 4), ("n1", 4), ("n1", 5)]
    assert [[box.x0 for box in stop.changed] for stop in way.stops] == [[], [], [0.0]]
    assert way.first == 1, "where 'and' was"
    assert [box.x0 for box in way_of_change(made, [old], OLD).stops[0].changed] == [30.0]


def test_a_clause_that_is_added_whole_has_no_stronger_words() -> None:
    made = change([("insert", "Boots are dry")], old=0)
    way = way_of_change(made, [clause("n0", "Boots are dry")], NEW)
    assert way.first == 0 and way.stops[0].changed == ()


def test_spans_are_on_the_text_of_their_side() -> None:
    words = change([("equal", "a "), ("delete", "b "), ("insert", "cc "), ("equal", "d")]).words
    assert changed_spans(words, OLD) == ((2, 4), (4, 4))
    assert changed_spans(words, NEW) == ((2, 2), (2, 5))
