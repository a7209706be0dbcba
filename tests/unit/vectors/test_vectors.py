"""What is embedded and how, and an index that follows the catalog."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from analyzer.engines import load
from analyzer.errors import LibraryDamagedError, StaleIndexError
from analyzer.ports import Catalog
from analyzer.records import Clause, ClauseId, ClauseKind, DocumentId, Stage
from analyzer.vectors import (
    ClauseIndex,
    check_encoder,
    embed_clauses,
    embed_texts,
    embedded_text,
    is_embedded,
)
from analyzer.vectors import index as vectors_index
from analyzer.vectors.embedding import key_of
from tests.encoding import LetterEncoder
from tests.readings import CONSENT, MEALS, SCANS, make_clause, make_reading, make_rich_clause

if TYPE_CHECKING:
    from analyzer.ports import Vectors

CachedVectors = load("cache", "sqlite")
FaissStore = load("store", "faiss")
SqliteCatalog = load("catalog", "sqlite")
AGREEMENT = DocumentId("agreement-2023")


# ── what is embedded ─────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("kind", list(ClauseKind))
def test_only_what_speaks_for_the_contract_is_embedded(kind: ClauseKind) -> None:
    clause = replace(make_clause("a", 0, CONSENT), kind=kind)
    left_out = {ClauseKind.TOC, ClauseKind.SIGNATURE, ClauseKind.PARTY_LIST, ClauseKind.TABLE}
    assert is_embedded(clause) == (kind not in left_out)


def test_a_clause_without_words_is_not_embedded() -> None:
    assert not is_embedded(make_clause("a", 0, "  "))
    assert not is_embedded(make_clause("a", 0, "* * *"))
    assert is_embedded(make_clause("a", 0, "", heading="Consent"))


def test_heading_and_text_are_embedded() -> None:
    assert embedded_text(make_clause("a", 0, SCANS, heading="Scans")) == f"Scans {SCANS}"


# ── embedding ────────────────────────────────────────────────────────────────────────────────────
def test_vectors_are_normalised() -> None:
    vectors = embed_texts([CONSENT, SCANS, ""], LetterEncoder())
    assert np.allclose(np.linalg.norm(vectors, axis=1), [1, 1, 0])


def test_a_long_text_is_the_mean_of_its_windows_by_length() -> None:
    vector = embed_texts(["aa aa aa bb"], LetterEncoder(longest=3))[0]
    # windows 'aa aa aa' (8 characters, six a) and 'bb' (2 characters, two b)
    mean = np.array([6 * 8 / 10, 2 * 2 / 10])
    assert np.allclose(vector[:2], mean / np.linalg.norm(mean))


def test_nothing_is_embedded_twice(tmp_path: Path) -> None:
    encoder, cache = LetterEncoder(), CachedVectors(tmp_path)
    clauses = [make_clause("a", n, text) for n, text in enumerate([CONSENT, SCANS, CONSENT])]
    first = embed_clauses(clauses, encoder, cache)
    assert sorted(encoder.encoded) == sorted([CONSENT, SCANS])
    second = embed_clauses(clauses, encoder, cache)
    assert len(encoder.encoded) == 2
    assert np.array_equal(first, second)
    cache.close()

    again = CachedVectors(tmp_path)
    embed_clauses(clauses[::-1], encoder, again)
    assert len(encoder.encoded) == 2
    other = LetterEncoder(longest=10)
    embed_clauses(clauses, other, again)
    assert other.encoded
    again.close()


def test_a_cache_that_cannot_be_read_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "vectors.sqlite").write_bytes(b"no cache at all " * 500)
    cache = CachedVectors(tmp_path)
    assert cache.known_vectors("letters", ["a"]) == {}
    cache.save_vectors("letters", {"a": b"1234"})
    assert cache.known_vectors("letters", ["a"]) == {"a": b"1234"}
    cache.close()


def test_rows_are_those_of_the_clauses() -> None:
    encoder = LetterEncoder()
    clauses = [make_clause("a", 0, MEALS), make_rich_clause("a", 1), make_clause("a", 2, CONSENT)]
    vectors = embed_clauses(clauses, encoder, CachedVectors(None))
    assert vectors.dtype == np.float32
    assert np.array_equal(vectors[[0, 2]], embed_texts([MEALS, CONSENT], encoder))
    assert not vectors[1].any()
    assert embed_clauses([], encoder, CachedVectors(None)).shape == (0, 26)


def test_progress_is_told_and_kept() -> None:
    encoder, cache = LetterEncoder(), CachedVectors(None)
    clauses = [make_clause("a", n, f"{'x' * n} scan") for n in range(150)]
    told: list[tuple[int, int]] = []

    def stop_halfway(done: int, total: int) -> None:
        told.append((done, total))
        if done >= 100:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        embed_clauses(clauses, encoder, cache, progress=stop_halfway)
    assert told[-1][1] == 150
    embed_clauses(clauses, encoder, cache)
    assert len(encoder.encoded) == 150


# ── the index ────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    made: Catalog = SqliteCatalog(tmp_path)
    made.add_reading(*make_reading())
    embed_clauses(made.clauses(), LetterEncoder(), made)
    made.mark_stage(AGREEMENT, Stage.VECTORS)
    yield made
    made.close()


def open_index(catalog: Catalog, folder: Path | None) -> ClauseIndex:
    return ClauseIndex.open(catalog, LetterEncoder(), folder, store=FaissStore)


def index_file(folder: Path) -> Path:
    (found,) = (folder / "vectors").glob("*.faiss")
    return found


def nearest(index: ClauseIndex, clause: Clause, top: int = 1) -> list[ClauseId]:
    query = index.embed_query(embedded_text(clause), LetterEncoder())
    return [found for found, _ in index.nearest(query, top)]


def key_of_words(clause: Clause) -> str:
    return key_of(embedded_text(clause))


def test_each_clause_is_nearest_to_itself(catalog: Catalog, tmp_path: Path) -> None:
    index = open_index(catalog, tmp_path)
    assert len(index) == 4
    for clause in catalog.clauses():
        assert nearest(index, clause) == [clause.id]


def test_a_filter_gives_all_that_it_lets_through(catalog: Catalog, tmp_path: Path) -> None:
    index = open_index(catalog, tmp_path)
    query = index.embed_query(CONSENT, LetterEncoder())
    among = [ClauseId("agreement-2023#2"), ClauseId("agreement-2023#3"), ClauseId("elsewhere#1")]
    assert {clause for clause, _ in index.nearest(query, 10, among)} == set(among[:2])
    assert index.nearest(query, 10, []) == []


def test_the_file_is_used_while_it_fits(catalog: Catalog, tmp_path: Path) -> None:
    open_index(catalog, tmp_path)
    file = index_file(tmp_path)
    written = file.stat().st_mtime_ns
    open_index(catalog, tmp_path)
    assert file.stat().st_mtime_ns == written
    note = json.loads((tmp_path / "vectors" / "clauses.json").read_text())
    assert note["generation"] == catalog.generation
    assert note["fingerprint"] == LetterEncoder().fingerprint
    assert (note["dimension"], note["count"]) == (26, 4)


@pytest.mark.parametrize(
    "harm", ["cut", "gone", "no note", "not a note", "other vectors", "owners"]
)
def test_a_file_that_does_not_fit_is_made_again(
    catalog: Catalog, tmp_path: Path, harm: str
) -> None:
    open_index(catalog, tmp_path)
    file, note = index_file(tmp_path), tmp_path / "vectors" / "clauses.json"
    whole = file.read_bytes()
    match harm:
        case "cut":
            file.write_bytes(whole[:-8])
        case "gone":
            file.unlink()
        case "no note":
            note.unlink()
        case "not a note":
            note.write_text("[]")
        case "owners":
            said = json.loads(note.read_text())
            note.write_text(json.dumps({**said, "rows": said["rows"][::-1]}))
        case _:
            file.write_bytes(whole[:-4] + b"\0\0\x80\x3f")
    index = open_index(catalog, tmp_path)
    assert file.read_bytes() == whole
    for clause in catalog.clauses():
        assert nearest(index, clause) == [clause.id]


def test_the_index_follows_the_catalog(catalog: Catalog, tmp_path: Path) -> None:
    open_index(catalog, tmp_path)
    catalog.add_reading(*make_reading("proposal-2026", [CONSENT.upper() + " quiz"]))
    assert len(open_index(catalog, tmp_path)) == 4
    proposal = DocumentId("proposal-2026")
    embed_clauses(catalog.clauses(), LetterEncoder(), catalog)
    catalog.mark_stage(proposal, Stage.VECTORS)
    assert len(open_index(catalog, tmp_path)) == 5
    catalog.remove(AGREEMENT)
    index = open_index(catalog, tmp_path)
    assert nearest(index, catalog.clauses()[0], top=10) == ["proposal-2026#0"]


def test_a_note_that_comes_late_is_not_believed(catalog: Catalog, tmp_path: Path) -> None:
    """Two processes made the index at once, and the one that saw less finished last."""
    open_index(catalog, tmp_path)
    note = tmp_path / "vectors" / "clauses.json"
    said = note.read_text()
    catalog.add_reading(*make_reading(texts=[MEALS, CONSENT, SCANS, "Quite another matter."]))
    embed_clauses(catalog.clauses(), LetterEncoder(), catalog)
    catalog.mark_stage(AGREEMENT, Stage.VECTORS)
    open_index(catalog, tmp_path)
    note.write_text(said)
    index = open_index(catalog, tmp_path)
    for clause in catalog.clauses():
        assert nearest(index, clause) == [clause.id]


def test_the_index_is_filled_a_part_at_a_time(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    embed_clauses(catalog.clauses(), LetterEncoder(), catalog)
    added: list[int] = []

    class Noting(FaissStore):  # type: ignore[misc, valid-type]
        def add(self, rows: Vectors) -> None:
            added.append(len(rows))
            super().add(rows)

    monkeypatch.setattr(vectors_index, "_ADDED_AT_ONCE", 3)
    index = ClauseIndex.open(catalog, LetterEncoder(), None, store=Noting)
    assert added == [3, 1]
    for clause in catalog.clauses():
        assert nearest(index, clause) == [clause.id]


def test_clauses_of_one_text_share_a_vector_and_are_found_each(tmp_path: Path) -> None:
    with SqliteCatalog(tmp_path) as library:
        library.add_reading(*make_reading(texts=[CONSENT, MEALS, CONSENT]))
        library.add_reading(*make_reading("proposal-2026", [MEALS, CONSENT]))
        clauses = library.clauses()
        embed_clauses(clauses, LetterEncoder(), library)
        library.mark_stage(AGREEMENT, Stage.VECTORS)
        for _ in range(2):  # made, and then read from its file
            index = open_index(library, tmp_path)
            assert len(index) == 5
            assert json.loads((tmp_path / "vectors" / "clauses.json").read_text())["count"] == 2
            same = [clause.id for clause in clauses if clause.text == CONSENT]
            assert nearest(index, clauses[0], top=5)[:3] == same
            assert nearest(index, clauses[0], top=2) == same[:2]
            query = index.embed_query(CONSENT, LetterEncoder())
            among = [same[2], clauses[1].id]
            assert [found for found, _ in index.nearest(query, 9, among)] == among
            assert [found for found, _ in index.nearest(query, 1, among[1:])] == among[1:]


def test_vectors_that_are_damaged_are_counted_and_refused(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder = LetterEncoder()
    monkeypatch.setattr(vectors_index, "_ADDED_AT_ONCE", 1)
    kept = catalog.known_vectors(encoder.fingerprint, map(key_of_words, catalog.clauses()))
    spoiled = {key: b"\0\0\x80\x40" * 26 for key in sorted(kept)[:2]}
    catalog.save_vectors(encoder.fingerprint, spoiled)
    with pytest.raises(LibraryDamagedError, match="damaged: 2") as told:
        open_index(catalog, None)
    assert "repair" in told.value.do


def test_another_encoder_is_refused(catalog: Catalog, tmp_path: Path) -> None:
    other = LetterEncoder("vowels")
    open_index(catalog, tmp_path)
    with pytest.raises(StaleIndexError, match="letters") as error:
        ClauseIndex.open(catalog, other, tmp_path, store=FaissStore)
    assert error.value.exit_code == 4
    assert "ANALYZER_ENCODER" in error.value.do
    with pytest.raises(StaleIndexError):
        check_encoder(catalog, other)
    check_encoder(catalog, LetterEncoder())


def test_a_library_that_is_only_read_makes_no_file(catalog: Catalog, tmp_path: Path) -> None:
    with SqliteCatalog(tmp_path, read_only=True) as reader:
        assert len(open_index(reader, tmp_path)) == 4
    assert not (tmp_path / "vectors").exists()


def test_an_empty_library_has_an_empty_index(tmp_path: Path) -> None:
    with SqliteCatalog(tmp_path) as empty:
        index = open_index(empty, tmp_path)
        assert len(index) == 0
        assert index.nearest(index.embed_query(CONSENT, LetterEncoder()), 5) == []
        assert len(open_index(empty, None)) == 0
