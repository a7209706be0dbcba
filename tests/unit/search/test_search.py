"""Ranks joined, filters exact, and whether anything answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.engines import load
from analyzer.errors import BadRequestError
from analyzer.ports import Catalog, ClauseFilter
from analyzer.records import ClauseId, ClauseKind, DocumentId, Stage
from analyzer.search import fuse, search_clauses
from analyzer.vectors import ClauseIndex, embed_clauses
from tests.encoding import LetterEncoder
from tests.readings import CONSENT, MEALS, SCANS, TRAVEL, make_clause, make_reading

AGREEMENT = "agreement-2023"


# ── ranks ────────────────────────────────────────────────────────────────────────────────────────
def ranking(*names: str) -> list[tuple[ClauseId, float]]:
    return [(ClauseId(name), 9.0 - rank) for rank, name in enumerate(names)]


def test_a_clause_that_all_lists_have_first_is_worth_one() -> None:
    assert fuse([ranking("a", "b"), ranking("a")]) == [("a", 1.0), ("b", pytest.approx(61 / 124))]


def test_a_clause_of_both_lists_comes_before_one_of_a_single_list() -> None:
    joined = fuse([ranking("a", "b", "c"), ranking("d", "b", "e")])
    assert [clause for clause, _ in joined] == ["b", "a", "d", "c", "e"]


names = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)


@given(st.lists(names, min_size=1, max_size=4))
def test_ranks_are_reciprocal(lists: list[list[str]]) -> None:
    joined = fuse([ranking(*names) for names in lists])
    assert {clause for clause, _ in joined} == {name for names in lists for name in names}
    scores = [score for _, score in joined]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 + 1e-9 for score in scores)
    for clause, score in joined:
        parts = [1 / (61 + names.index(clause)) for names in lists if clause in names]
        assert score == pytest.approx(sum(parts) * 61 / len(lists))


def test_no_lists_give_nothing() -> None:
    assert fuse([]) == []
    assert fuse([[], []]) == []


# ── a library ────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def catalog() -> Iterator[Catalog]:
    made: Catalog = load("catalog", "sqlite").in_memory()
    heading = replace(make_clause(AGREEMENT, 9, "", heading="Consent"), kind=ClauseKind.HEADING)
    contents = replace(make_clause(AGREEMENT, 10, "Consent . . . 3"), kind=ClauseKind.TOC)
    bare = make_clause(AGREEMENT, 11, "", heading="Consent to a replica")
    texts = [CONSENT, SCANS, MEALS, TRAVEL]
    clauses = [make_clause(AGREEMENT, n, text) for n, text in enumerate(texts)]
    readings = [
        make_reading(clauses=[*clauses, heading, contents, bare]),
        make_reading("proposal-2026", [SCANS, MEALS]),
    ]
    for reading, data in readings:
        made.add_reading(reading, data)
        made.index_words(reading.document.id)
        embed_clauses(reading.clauses, LetterEncoder(), made)
        made.mark_stage(reading.document.id, Stage.VECTORS)
    yield made
    made.close()


@pytest.fixture
def index(catalog: Catalog) -> ClauseIndex:
    return ClauseIndex.open(catalog, LetterEncoder(), None, store=load("store", "faiss"))


def test_words_and_meaning_are_joined(catalog: Catalog, index: ClauseIndex) -> None:
    answer = search_clauses(CONSENT, catalog=catalog, index=index, encoder=LetterEncoder())
    first = answer.hits[0]
    assert first.clause == f"{AGREEMENT}#0"
    assert first.score == pytest.approx(1.0)
    assert first.lexical is not None
    assert first.lexical > 0
    assert first.semantic == pytest.approx(1.0, abs=1e-5)
    assert all(hit.semantic is not None for hit in answer.hits)
    assert [hit.lexical is None for hit in answer.hits].count(True) > 0
    assert answer.confident


def test_each_mode_gives_its_own_list(catalog: Catalog, index: ClauseIndex) -> None:
    words = search_clauses("scans", catalog=catalog, mode="lexical")
    assert {hit.clause for hit in words.hits} == {f"{AGREEMENT}#1", "proposal-2026#0"}
    assert all(hit.semantic is None for hit in words.hits)
    meaning = search_clauses(
        "scans", catalog=catalog, index=index, encoder=LetterEncoder(), mode="semantic"
    )
    assert len(meaning.hits) == 6
    assert all(hit.lexical is None for hit in meaning.hits)


def test_without_vectors_a_search_is_one_by_words(catalog: Catalog) -> None:
    answer = search_clauses("meals on the set", catalog=catalog)
    assert answer.hits == search_clauses("meals on the set", catalog=catalog, mode="lexical").hits
    with pytest.raises(BadRequestError, match="no vectors"):
        search_clauses("meals", catalog=catalog, mode="semantic")


def test_several_texts_of_a_question_are_joined(catalog: Catalog, index: ClauseIndex) -> None:
    texts = ["lodging", "food for the crew", MEALS]
    answer = search_clauses(texts, catalog=catalog, index=index, encoder=LetterEncoder())
    assert {hit.clause for hit in answer.hits[:2]} == {f"{AGREEMENT}#2", "proposal-2026#1"}
    again = search_clauses(
        [*texts, MEALS, " "], catalog=catalog, index=index, encoder=LetterEncoder()
    )
    assert again.hits == answer.hits


def test_signposts_are_found_only_when_they_are_meant(catalog: Catalog, index: ClauseIndex) -> None:
    found = search_clauses("consent", catalog=catalog, index=index, encoder=LetterEncoder())
    assert not {hit.clause for hit in found.hits} & {f"{AGREEMENT}#{n}" for n in (9, 10, 11)}
    only = ClauseFilter(kinds=frozenset({ClauseKind.TOC, ClauseKind.HEADING}))
    meant = search_clauses("consent", catalog=catalog, only=only)
    assert {hit.clause for hit in meant.hits} == {f"{AGREEMENT}#9", f"{AGREEMENT}#10"}


@pytest.mark.parametrize("mode", ["hybrid", "semantic", "lexical"])
def test_a_filter_is_exact(catalog: Catalog, index: ClauseIndex, mode: str) -> None:
    only = ClauseFilter(documents=frozenset({"proposal-2026"}))
    answer = search_clauses(
        f"{CONSENT} {SCANS} {MEALS}"[:100],
        catalog=catalog,
        index=index,
        encoder=LetterEncoder(),
        only=only,
        mode=mode,
    )
    found = {hit.clause for hit in answer.hits}
    assert found <= {"proposal-2026#0", "proposal-2026#1"}
    if mode != "lexical":
        assert len(found) == 2


def test_no_more_than_asked_for(catalog: Catalog, index: ClauseIndex) -> None:
    for top in (0, 1, 3):
        answer = search_clauses(
            "meal or scan", catalog=catalog, index=index, encoder=LetterEncoder(), top=top
        )
        assert len(answer.hits) == top


def test_a_removed_document_is_not_found(catalog: Catalog, index: ClauseIndex) -> None:
    catalog.remove(DocumentId("proposal-2026"))
    answer = search_clauses(SCANS, catalog=catalog, index=index, encoder=LetterEncoder())
    assert all(hit.clause.startswith(AGREEMENT) for hit in answer.hits)


# ── whether anything answers ─────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("query", "confident"),
    [
        ("hot meals for the crew", True),
        ("lodging at a distant location", True),
        ("soil acidity for blueberries", False),
        ("the price of a hot air balloon", False),
    ],
)
def test_words_alone_answer_when_most_are_there(
    catalog: Catalog, query: str, confident: bool
) -> None:
    assert search_clauses(query, catalog=catalog, mode="lexical").confident == confident


def test_an_empty_library_does_not_answer() -> None:
    answer = search_clauses("consent", catalog=load("catalog", "sqlite").in_memory())
    assert answer == ([], False)


@pytest.mark.parametrize("query", ["", "  ", [], ["", " "]])
def test_an_empty_question_is_refused(catalog: Catalog, query: str | list[str]) -> None:
    with pytest.raises(BadRequestError, match="empty"):
        search_clauses(query, catalog=catalog)


def test_an_unknown_mode_is_refused(catalog: Catalog) -> None:
    with pytest.raises(BadRequestError, match="hybrid, semantic, lexical"):
        search_clauses("consent", catalog=catalog, mode="fuzzy")
