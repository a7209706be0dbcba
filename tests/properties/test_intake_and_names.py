"""For whatever a file holds or is called: JSON in pieces, safe names, laid-over hints."""

from __future__ import annotations

import json
from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from analyzer import wire
from analyzer.pipeline.files import lay_over
from analyzer.pipeline.inbox import LONGEST_NAME, safe_name
from analyzer.records import (
    Account,
    Box,
    Clause,
    ClauseId,
    ClauseKind,
    DefinedTerm,
    Document,
    DocumentId,
    DocumentKind,
    Hints,
    OffsetMap,
    Outline,
    PageSize,
    Reading,
    SetAside,
    SetAsideKind,
)

#: no lone surrogates: no reader gives them
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
PLACES = st.integers(0, 100_000).map(lambda hundredths: hundredths / 100)
BOXES = st.builds(Box, st.integers(1, 9), PLACES, PLACES, PLACES, PLACES)
CLAUSES = st.builds(
    Clause,
    id=TEXTS.map(ClauseId),
    document=st.just(DocumentId("offer")),
    parent=st.none() | TEXTS.filter(bool).map(ClauseId),
    order=st.integers(0, 99),
    kind=st.sampled_from(ClauseKind),
    text=TEXTS,
    heading=st.none() | TEXTS,
    labels=st.lists(TEXTS, max_size=3).map(tuple),
    boxes=st.lists(BOXES, max_size=2).map(tuple),
    offsets=st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 9)), max_size=3
    ).map(lambda rows: OffsetMap.from_rows([(*row, 1.5, 2.5, 3.5, 4.5) for row in rows])),
)
READINGS = st.builds(
    Reading,
    document=st.just(Document(DocumentId("offer"), path="offer.pdf", sha256="0", title="Offer")),
    clauses=st.lists(CLAUSES, max_size=4).map(tuple),
    set_aside=st.lists(
        st.builds(
            SetAside,
            page=st.integers(1, 9),
            kind=st.sampled_from(SetAsideKind),
            text=TEXTS,
            box=st.none() | BOXES,
            words=st.integers(0, 9),
        ),
        max_size=3,
    ).map(tuple),
    account=st.just(Account(3, 2, 1)),
    outline=st.just(Outline(2, 1, ("Article 2",), "contents")),
    warnings=st.lists(TEXTS, max_size=2).map(tuple),
    page_sizes=st.just((PageSize(1, 612.0, 792.0, "-1-"),)),
    definitions=st.just((DefinedTerm("Copy", ClauseId("a#1"), (ClauseId("a#2"),)),)),
)
HINTS = st.builds(
    Hints,
    title=st.none() | TEXTS.filter(bool),
    kind=st.none() | st.sampled_from(DocumentKind),
    guild=st.none() | TEXTS.filter(bool),
    sample=st.booleans(),
)


@given(READINGS)
def test_reading_comes_out_of_the_child_as_it_went_in(reading: Reading) -> None:
    sent = "".join(wire.reading_pieces(reading, private=True))
    assert wire.reading_from_json(json.loads(sent)) == reading


@given(READINGS)
def test_pieces_are_the_document_of_the_command_line(reading: Reading) -> None:
    pieces = "".join(wire.reading_pieces(reading, enveloped=True))
    whole = wire.envelope(wire.reading_to_json(reading), refusals=())
    assert json.loads(pieces) == json.loads(json.dumps(whole))
    assert list(json.loads(pieces)) == list(whole)


@given(st.text(max_size=300))
def test_no_uploaded_name_leads_elsewhere(name: str) -> None:
    made = safe_name(name)
    assert 0 < len(made) <= LONGEST_NAME
    assert made not in (".", "..")
    assert not set(made) & set('/\\<>:"|?*\n\r\t\x00')
    assert safe_name(made) == made


@given(HINTS, HINTS)
def test_what_is_said_later_overrules_field_by_field(said: Hints, also: Hints) -> None:
    joined = lay_over(said, also)
    assert joined is not None
    for field in fields(Hints):
        later = getattr(also, field.name)
        wanted = getattr(said, field.name) if later in (None, False) else later
        assert getattr(joined, field.name) == wanted
    assert lay_over(joined, also) == joined
