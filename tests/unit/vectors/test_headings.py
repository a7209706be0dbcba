"""Headings that clauses stand under: embedded beside them, and how near they bring a clause."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from analyzer.engines import load
from analyzer.ports import Catalog
from analyzer.records import Clause, ClauseId, ClauseKind, DocumentId, Stage
from analyzer.vectors import (
    ClauseIndex,
    damaged_vectors,
    embed_clauses,
    embed_headings,
    embed_texts,
)
from analyzer.vectors.embedding import key_of, with_headings
from tests.encoding import LetterEncoder
from tests.readings import CONSENT, MEALS, SCANS, make_clause, make_reading

AGREEMENT = DocumentId("agreement-2023")
#: it shares no letter with the clause that stands under it
HEADING = "Zzz"
UNDER = "aaa bbb"


def make_tree() -> list[Clause]:
    """An article, a section with words, and a clause that is under both; a clause under none."""
    article = replace(make_clause(AGREEMENT, 0, "", heading="Replicas."), kind=ClauseKind.ARTICLE)
    section = replace(make_clause(AGREEMENT, 1, SCANS, heading=f"{HEADING}:"), parent=article.id)
    below = replace(make_clause(AGREEMENT, 2, UNDER), parent=section.id)
    return [article, section, below, make_clause(AGREEMENT, 3, MEALS)]


def test_headings_come_outermost_first_and_end_with_the_own() -> None:
    other = replace(make_clause("other", 0, CONSENT), parent=ClauseId(f"{AGREEMENT}#0"))
    found = [path for _, path in with_headings([*make_tree(), other])]
    assert found == ["Replicas", f"Replicas. {HEADING}", f"Replicas. {HEADING}", "", ""]


def test_headings_are_embedded_once_each() -> None:
    encoder, cache = LetterEncoder(), load("cache", "sqlite")(None)
    embed_headings(make_tree(), encoder, cache)
    assert sorted(encoder.encoded) == ["Replicas", f"Replicas. {HEADING}"]
    embed_headings(make_tree(), encoder, cache)
    assert len(encoder.encoded) == 2


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    made: Catalog = load("catalog", "sqlite")(tmp_path)
    made.add_reading(*make_reading(clauses=make_tree()))
    embed_clauses(made.clauses(), LetterEncoder(), made)
    made.mark_stage(AGREEMENT, Stage.VECTORS)
    yield made
    made.close()


def open_index(catalog: Catalog, folder: Path | None = None) -> ClauseIndex:
    return ClauseIndex.open(catalog, LetterEncoder(), folder, store=load("store", "faiss"))


def test_a_nearer_heading_brings_a_clause_half_the_way(catalog: Catalog) -> None:
    encoder = LetterEncoder()
    embed_headings(catalog.clauses(), encoder, catalog)
    index = open_index(catalog)
    query = index.embed_query(HEADING, encoder)
    near = dict(index.nearest(query, 9))
    own = index.cosines(query, [clause.id for clause in catalog.clauses()])
    heading = float(embed_texts([f"Replicas. {HEADING}"], encoder)[0] @ query)
    below, meals = ClauseId(f"{AGREEMENT}#2"), ClauseId(f"{AGREEMENT}#3")
    assert own[below] == pytest.approx(0.0)
    assert near[below] == pytest.approx(heading / 2)
    assert near[meals] == pytest.approx(own[meals])


def test_a_clause_that_answers_itself_loses_nothing_by_its_heading(catalog: Catalog) -> None:
    embed_headings(catalog.clauses(), LetterEncoder(), catalog)
    index = open_index(catalog)
    query = index.embed_query(UNDER, LetterEncoder())
    clause, near = index.nearest(query, 1)[0]
    assert clause == f"{AGREEMENT}#2"
    assert near == pytest.approx(1.0)


def test_without_vectors_of_headings_clauses_go_by_their_own_words(catalog: Catalog) -> None:
    """As in a library of before."""
    index = open_index(catalog)
    query = index.embed_query(HEADING, LetterEncoder())
    near = dict(index.nearest(query, 9))
    assert near[ClauseId(f"{AGREEMENT}#2")] == pytest.approx(0.0)
    assert damaged_vectors(catalog, LetterEncoder()) == {}


def test_an_index_of_before_is_used_as_it_is(catalog: Catalog, tmp_path: Path) -> None:
    open_index(catalog, tmp_path)
    note = tmp_path / "vectors" / "clauses.json"
    said = json.loads(note.read_text())
    assert said.pop("headings") == [-1] * 4
    rows = zip(said["clauses"], said["rows"], strict=True)
    said["seal"] = seal_of_before(rows)
    note.write_text(json.dumps(said))
    written = note.stat().st_mtime_ns
    index = open_index(catalog, tmp_path)
    assert note.stat().st_mtime_ns == written
    query = index.embed_query(UNDER, LetterEncoder())
    assert index.nearest(query, 1)[0][0] == f"{AGREEMENT}#2"


def seal_of_before(owners: Iterator[tuple[str, int]]) -> str:
    told = "".join(f"{row} {clause}\n" for clause, row in owners)
    return hashlib.sha256(told.encode()).hexdigest()


def test_whose_headings_they_are_is_sealed(catalog: Catalog, tmp_path: Path) -> None:
    embed_headings(catalog.clauses(), LetterEncoder(), catalog)
    open_index(catalog, tmp_path)
    note = tmp_path / "vectors" / "clauses.json"
    said = json.loads(note.read_text())
    note.write_text(json.dumps({**said, "headings": said["headings"][::-1]}))
    open_index(catalog, tmp_path)
    assert json.loads(note.read_text()) == said


def test_a_damaged_heading_is_named(catalog: Catalog) -> None:
    encoder = LetterEncoder()
    embed_headings(catalog.clauses(), encoder, catalog)
    key = key_of(f"Replicas. {HEADING}")
    catalog.save_vectors(encoder.fingerprint, {key: np.full(26, 4.0, dtype="<f4").tobytes()})
    assert damaged_vectors(catalog, encoder) == {AGREEMENT: (key,)}
