"""What was found in a library as evidence for a question: when, and in which order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import pytest

from analyzer.engines import load
from analyzer.ports import Catalog, ClauseFilter
from analyzer.records import ClauseId, Stage
from analyzer.search import Answer, Topics, search_clauses
from analyzer.vectors import ClauseIndex, embed_clauses
from tests.encoding import LetterEncoder
from tests.readings import make_reading

if TYPE_CHECKING:
    from analyzer.ports import Vectors

AGREEMENT = "agreement-2023"
#: the first five are the nearest to QUERY by words and by meaning; the last says it otherwise
TEXTS = ("scan kept", "scan kept on", "scans kept", "the scan kept", "a scan is kept", "mmm", "www")
QUERY = "scan kept"
OTHERWISE = ClauseId(f"{AGREEMENT}#6")


@pytest.fixture
def catalog() -> Iterator[Catalog]:
    made: Catalog = load("catalog", "sqlite").in_memory()
    reading, data = make_reading(texts=TEXTS)
    made.add_reading(reading, data)
    made.index_words(reading.document.id)
    embed_clauses(reading.clauses, LetterEncoder(), made)
    made.mark_stage(reading.document.id, Stage.VECTORS)
    yield made
    made.close()


def ask(
    catalog: Catalog, found: Mapping[str, Mapping[str, float]], mode: str = "hybrid"
) -> tuple[Answer, list[str]]:
    """The answer, and the texts whose topics were asked for."""
    asked: list[str] = []

    def chances(text: str, vector: Vectors) -> Mapping[str, float]:
        assert vector.shape == (26,)
        asked.append(text)
        return {"use_limits": 0.9, "consent": 0.2}

    def topics(only: ClauseFilter) -> Topics:
        assert only.kinds
        return Topics({ClauseId(f"{AGREEMENT}#{n}"): said for n, said in found.items()}, chances)

    answer = search_clauses(
        QUERY,
        catalog=catalog,
        index=ClauseIndex.open(catalog, LetterEncoder(), None, store=load("store", "numpy")),
        encoder=LetterEncoder(),
        mode=mode,
        topics=topics,
    )
    return answer, asked


CONSENT_ONLY = {name: {"consent": 1.0} for name in "01234"}


def test_a_clause_about_what_is_asked_rises_whatever_its_words(catalog: Catalog) -> None:
    before, _ = ask(catalog, {})
    assert before.hits[-1].clause == OTHERWISE
    after, asked = ask(catalog, {**CONSENT_ONLY, "6": {"use_limits": 1.0}})
    assert asked == [QUERY]
    places = [hit.clause for hit in after.hits]
    assert places.index(OTHERWISE) < places.index(ClauseId(f"{AGREEMENT}#5"))
    assert after.hits[-1].clause == f"{AGREEMENT}#5"


@pytest.mark.parametrize("count", [0, 2])
def test_a_question_about_something_else_is_left_to_words_and_meaning(
    catalog: Catalog, count: int
) -> None:
    before, _ = ask(catalog, {})
    found = {str(n): {"use_limits": 1.0} for n in [*range(count), 6]}
    after, asked = ask(catalog, found)
    assert asked == []
    assert after == before


@pytest.mark.parametrize("mode", ["semantic", "lexical"])
def test_only_a_joined_search_goes_by_topics(catalog: Catalog, mode: str) -> None:
    before, _ = ask(catalog, {}, mode)
    after, asked = ask(catalog, {**CONSENT_ONLY, "6": {"use_limits": 1.0}}, mode)
    assert asked == []
    assert after == before


def test_of_clauses_about_the_same_the_nearer_comes_first(catalog: Catalog) -> None:
    near = [(ClauseId("b"), 0.5), (ClauseId("a"), 0.4), (ClauseId("c"), 0.3)]
    same = {"use_limits": 0.5}
    topics = Topics(
        {ClauseId("a"): same, ClauseId("b"): same, ClauseId("c"): {"consent": 1.0, **same}},
        lambda _text, _vector: {"use_limits": 0.8, "consent": 0.1},
    )
    ranked = topics.rank(QUERY, LetterEncoder().encode([QUERY])[0], near)
    assert [clause for clause, _ in ranked] == ["c", "b", "a"]
    assert [worth for _, worth in ranked] == pytest.approx([0.5, 0.4, 0.4])
