"""Query → clauses, best first: words over the full text, meaning over the vectors, and topics.

Each query text gives a list by words and one by meaning, and a question about AI a third: the
clauses found to be about what it asks, whatever words they use. A clause is worth the sum of its
reciprocal ranks over all lists, which needs no weights and no common scale. A question is about AI
where most of the first clauses by words and meaning are. A filter is exact: only what it lets
through is ranked at all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from analyzer.errors import BadRequestError
from analyzer.ports import Catalog, ClauseFilter, Encoder
from analyzer.records import ClauseId, ClauseKind

if TYPE_CHECKING:
    from analyzer.ports import Vectors

#: clauses with what ranks them, best first
Ranking = list[tuple[ClauseId, float]]
MODES = ("hybrid", "semantic", "lexical")
#: the constant of reciprocal ranks: the first ranks of several lists count, none alone decides
RANK_CONSTANT = 60
#: how far down a list is read
DEPTH = 200
#: they repeat or announce what a clause says; only a filter that names them brings them
SIGNPOSTS = frozenset(
    {ClauseKind.TOC, ClauseKind.SIGNATURE, ClauseKind.PARTY_LIST, ClauseKind.HEADING}
)
SEARCHED = frozenset(ClauseKind) - SIGNPOSTS
#: so many of the first clauses say what a question is about
FIRST = 5
#: cosine from which the nearest clause answers, whatever its words
CLEARLY_NEAR = 0.45
#: cosine from which it answers when it also holds this share of the query's words
FAIRLY_NEAR = 0.35
FAIR_COVERAGE = 0.5
#: share of the query's words that answers where there are no vectors
CLEAR_COVERAGE = 0.67
# scan's → scan, s
_WORD = re.compile(r"[^\W_]+")


class NearestClauses(Protocol):
    """The vectors of a library, as search needs them."""

    def embed_query(self, text: str, encoder: Encoder) -> Vectors:
        """The query as one normalised vector."""

    def nearest(
        self, query: Vectors, top: int, among: Collection[ClauseId] | None = None
    ) -> Ranking:
        """The clauses closest to a vector by their words and headings, best first."""

    def cosines(self, query: Vectors, among: Collection[ClauseId]) -> dict[ClauseId, float]:
        """The cosine of each clause's own words."""


@dataclass(frozen=True, slots=True)
class Topics:
    """What was found in a library, and what a question asks."""

    #: of each clause that is about AI, how sure the program is of each topic
    found: Mapping[ClauseId, Mapping[str, float]]
    #: the chance that a text, with its normalised vector, is about each topic
    asked: Callable[[str, Vectors], Mapping[str, float]]

    def rank(self, text: str, vector: Vectors, near: Ranking) -> Ranking:
        """Clauses by how much they are about what a question asks; of equal ones the nearer."""
        asked = self.asked(text, vector)
        worth = {
            clause: sum(asked.get(topic, 0.0) * sure for topic, sure in self.found[clause].items())
            for clause, _ in near
        }
        return sorted(worth.items(), key=lambda pair: -pair[1])


class Ranked(NamedTuple):
    """A clause found. `score` is from 0 to 1, where 1 is first in every list; `lexical` is BM25,
    `semantic` the cosine, `topical` how much it is about what is asked, all of the first query
    text, None where the clause has none."""

    clause: ClauseId
    score: float
    lexical: float | None
    semantic: float | None
    topical: float | None


class Answer(NamedTuple):
    """What was found; `confident` is False when nothing in the library seems to answer."""

    hits: list[Ranked]
    confident: bool


def search_clauses(
    query: str | Sequence[str],
    *,
    catalog: Catalog,
    index: NearestClauses | None = None,
    encoder: Encoder | None = None,
    top: int = 10,
    only: ClauseFilter | None = None,
    mode: str = "hybrid",
    topics: Callable[[ClauseFilter], Topics] | None = None,
) -> Answer:
    """The clauses that answer, best first. Several texts of one question (a short one, a sentence,
    a definition) may be given; all their lists count alike. Without index and encoder, a hybrid
    search is one by words; with them it may also go by `topics`, those of the clauses that a filter
    lets through. Contents, signatures, party lists and bare headings are found only when the filter
    names them."""
    texts = _texts(query)
    if mode not in MODES:
        raise BadRequestError(
            f"There is no search mode {mode!r}.", do=f"Use one of: {', '.join(MODES)}."
        )
    if mode == "semantic" and (index is None or encoder is None):
        raise BadRequestError(
            "This library has no vectors yet, so that nothing can be found by meaning.",
            do="Wait until its documents are embedded, or search with --mode lexical.",
        )
    meant = only or ClauseFilter()
    if meant.kinds is None:
        meant = replace(meant, kinds=SEARCHED, worded=True)
    depth = max(DEPTH, top)
    lists = []
    if mode != "semantic":
        lists = [catalog.lexical(text, top=depth, only=meant) for text in texts]
    words = dict(lists[0]) if lists else {}
    cosines: dict[ClauseId, float] = {}
    about: dict[ClauseId, float] = {}
    if mode == "lexical" or index is None or encoder is None:
        ranked = fuse(lists)[:top]
    else:
        asked = {text: index.embed_query(text, encoder) for text in texts}
        among = catalog.clause_ids(meant)
        lists += [index.nearest(vector, depth, among) for vector in asked.values()]
        if mode == "hybrid" and topics is not None:
            by_topics = _by_topics(asked, index, topics(meant), first=fuse(lists)[:FIRST])
            about = dict(by_topics[0]) if by_topics else {}
            lists += by_topics
        ranked = fuse(lists)[:top]
        cosines = index.cosines(asked[texts[0]], [clause for clause, _ in ranked])
    hits = [
        Ranked(clause, score, words.get(clause), cosines.get(clause), about.get(clause))
        for clause, score in ranked
    ]
    return Answer(hits, _answers(texts[0], hits, catalog))


def _by_topics(
    asked: Mapping[str, Vectors],
    index: NearestClauses,
    topics: Topics,
    *,
    first: Ranking,
) -> list[Ranking]:
    """A list of each text by its topics, where most of the `first` clauses are about AI."""
    if 2 * sum(clause in topics.found for clause, _ in first) <= len(first):
        return []
    found = topics.found
    return [
        topics.rank(text, vector, index.nearest(vector, len(found), found))[:DEPTH]
        for text, vector in asked.items()
    ]


def fuse(rankings: Sequence[Ranking]) -> Ranking:
    """Several rankings as one, by reciprocal ranks; 1 is first in all. Of equal ones the one that
    an earlier ranking has first."""
    worth: dict[ClauseId, float] = defaultdict(float)
    for ranking in rankings:
        for rank, (clause, _) in enumerate(ranking, start=1):
            worth[clause] += 1 / (RANK_CONSTANT + rank)
    most = len(rankings) / (RANK_CONSTANT + 1)
    ordered = sorted(worth.items(), key=lambda pair: -pair[1])
    return [(clause, value / most) for clause, value in ordered]


def _texts(query: str | Sequence[str]) -> list[str]:
    given = [query] if isinstance(query, str) else list(query)
    texts = list(dict.fromkeys(text for text in given if text.strip()))
    if not texts:
        raise BadRequestError("The query is empty.", do="Say in a few words what is looked for.")
    return texts


def _answers(query: str, hits: Sequence[Ranked], catalog: Catalog) -> bool:
    """Whether a hit is near enough in meaning, or one of the first in meaning and words."""
    if any(hit.semantic is not None and hit.semantic >= CLEARLY_NEAR for hit in hits):
        return True
    for hit in hits[:3]:
        coverage = _coverage(query, catalog.clause(hit.clause).full_text)
        if hit.semantic is None and coverage >= CLEAR_COVERAGE:
            return True
        if hit.semantic is not None and hit.semantic >= FAIRLY_NEAR and coverage >= FAIR_COVERAGE:
            return True
    return False


def matched_spans(query: str, text: str) -> tuple[tuple[int, int], ...]:
    """Where the text has the query's longer words, endings aside: (start, end), in order."""
    telling = _telling(query)
    return tuple(
        word.span() for word in _WORD.finditer(text) if _stem(word.group().lower()) in telling
    )


def _telling(query: str) -> set[str]:
    words = _WORD.findall(query.lower())
    return {_stem(word) for word in words if len(word) > 3} or {_stem(word) for word in words}


def _coverage(query: str, text: str) -> float:
    """The share of the query's longer words that the text has, endings aside."""
    telling = _telling(query)
    there = {_stem(word) for word in _WORD.findall(text.lower())}
    return len(telling & there) / len(telling) if telling else 0.0


def _stem(word: str) -> str:
    """The beginning of a word, which its forms share."""
    return word[: max(4, len(word) - 3)]
