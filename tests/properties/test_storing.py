"""What is stored comes back equal, whatever it is."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.engines import load
from analyzer.records import (
    Box,
    Cell,
    Clause,
    ClauseId,
    ClauseKind,
    CrossReference,
    DocumentId,
    MarkKind,
    MarkSpan,
    OffsetMap,
    Stage,
    TableFacts,
)
from tests.readings import make_reading

DOCUMENT = DocumentId("agreement-2023")
# SQLite and JSON hold every text but one with half a character in it, which no reader gives
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
perhaps = st.none() | texts
small = st.integers(0, 2**31 - 1)
points = st.floats(0, 5000, width=32)
boxes = st.builds(Box, small, points, points, points, points)


def tuples_of(values: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(values, max_size=3).map(tuple)


clauses = st.builds(
    Clause,
    id=texts.map(lambda name: ClauseId(f"{DOCUMENT}#{name}")),
    document=st.just(DOCUMENT),
    parent=st.none() | texts.map(ClauseId),
    order=st.integers(0, 9999),
    kind=st.sampled_from(ClauseKind),
    text=texts,
    label=perhaps,
    old_label=perhaps,
    labels=tuples_of(texts),
    citation=texts,
    heading=perhaps,
    old_text=perhaps,
    marked_text=perhaps,
    marks=tuples_of(st.builds(MarkSpan, st.sampled_from(MarkKind), small, small, small)),
    cells=st.none()
    | tuples_of(
        st.builds(
            Cell,
            small,
            small,
            texts,
            small,
            small,
            st.booleans(),
            st.none() | boxes,
            notes=tuples_of(texts),
            printed=perhaps,
            old_text=perhaps,
        )
    ),
    table=st.none()
    | st.builds(TableFacts, perhaps, small, small, tuples_of(perhaps), tuples_of(perhaps)),
    references=tuples_of(
        st.builds(CrossReference, small, small, texts, st.none() | texts.map(ClauseId))
    ),
    defines=perhaps,
    pages=tuples_of(small),
    page_labels=tuples_of(texts),
    boxes=tuples_of(boxes),
    source=st.sampled_from(["text", "ocr", "image_label"]),
    confidence=st.floats(0, 1),
    words=small,
    offsets=st.lists(
        st.tuples(small, small, small, points, points, points, points), max_size=3
    ).map(OffsetMap.from_rows),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(clauses, max_size=5, unique_by=lambda clause: clause.id))
def test_clauses_come_back_equal_and_leave_no_trace(drawn: list[Clause]) -> None:
    in_order = [replace(clause, order=order) for order, clause in enumerate(drawn)]
    reading, data = make_reading(clauses=in_order)
    with load("catalog", "sqlite").in_memory() as catalog:
        catalog.add_reading(reading, data)
        catalog.index_words(DOCUMENT)
        stages = (Stage.READ, Stage.LEXICAL)
        kept = replace(reading, document=replace(reading.document, stages=stages))
        assert catalog.reading(DOCUMENT) == kept
        for clause in in_order:
            assert catalog.clause(clause.id) == clause
        catalog.remove(DOCUMENT)
        assert catalog.clauses() == ()
        with catalog._database.reading() as sql:
            sql.execute("INSERT INTO full_text (full_text) VALUES ('integrity-check')")
            sql.execute("CREATE VIRTUAL TABLE temp.rows USING fts5vocab(main, full_text, row)")
            assert sql.execute("SELECT count(*) FROM temp.rows").fetchone() == (0,)
