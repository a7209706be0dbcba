"""How well search ranks: ACORD, each query within the clauses that were judged for it.

For every query of train and valid a library of its judged clauses is made in memory and asked by
words, by meaning and by both, with the query as it stands; then with its short, medium and long
text together. The scorer's NDCG@5 is the figure. Vectors are kept in the user's cache folder, so
that embedding the 3,931 clauses (some five minutes of CPU time) happens once.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyzer.engines import load
from analyzer.records import (
    Account,
    Clause,
    ClauseId,
    ClauseKind,
    Document,
    DocumentId,
    Outline,
    Reading,
)
from analyzer.search import MODES, search_clauses
from analyzer.settings import read_settings
from analyzer.vectors import ClauseIndex, embed_clauses
from benchmarks.documents import real_data
from benchmarks.results import Figure
from benchmarks.scoring import scorer

if TYPE_CHECKING:
    from analyzer.ports import Catalog, Encoder, VectorCache

DOCUMENT = DocumentId("acord")
STARTS = {"lexical": "52", "semantic": "55", "hybrid": "60"}
RULE = "search_clauses in a library of the query's judged clauses; NDCG@5 of benchmarks/score"

#: query id → clause ids, best first
Run = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Judged:
    """Queries with their texts, short one first, and the grades of the clauses judged for each."""

    clauses: Mapping[str, str]
    texts: Mapping[str, tuple[str, ...]]
    grades: Mapping[str, Mapping[str, float]]


def measure_search() -> list[Figure]:
    """NDCG@5 of each mode, in hundredths; [] without the real data."""
    data = real_data()
    if data is None:
        return []
    judged = read_judged(data / "acord")
    ndcg = scorer().ndcg
    figures = []
    for name, run in make_runs(judged).items():
        grades = judged.grades
        worth = sum(ndcg(run[query], grades[query]) for query in grades) / len(grades)
        on = f"ACORD train and valid, {len(grades)} queries"
        goal = STARTS.get(name, "")
        figures.append(Figure(f"search NDCG@5, {name}", on, round(100 * worth, 1), "", goal, RULE))
    return figures


def make_runs(judged: Judged) -> dict[str, Run]:
    """A run for each mode, and one for all texts of each query together."""
    settings = read_settings()
    encoder = load("encoder", "any")(settings.encoder, settings.cache_folder)
    cache = load("cache", "sqlite")(settings.cache_folder / "vectors")
    runs: dict[str, Run] = defaultdict(dict)
    for query, texts in judged.texts.items():
        pool = {clause: judged.clauses[clause] for clause in judged.grades[query]}
        for name, ranked in _ranked(texts, pool, encoder, cache):
            runs[name][query] = ranked
    cache.close()
    return dict(runs)


def _ranked(
    texts: Sequence[str], pool: Mapping[str, str], encoder: Encoder, cache: VectorCache
) -> Iterator[tuple[str, list[str]]]:
    catalog = _library(pool, encoder, cache)
    index = ClauseIndex.open(catalog, encoder, None, store=load("store", "faiss"))
    asked: list[tuple[str, str, Sequence[str]]] = [(mode, mode, texts[:1]) for mode in MODES]
    asked.append(("hybrid, three query lengths", "hybrid", texts))
    for name, mode, given in asked:
        answer = search_clauses(
            given, catalog=catalog, index=index, encoder=encoder, top=len(pool), mode=mode
        )
        yield name, [str(hit.clause) for hit in answer.hits]
    catalog.close()


def _library(pool: Mapping[str, str], encoder: Encoder, cache: VectorCache) -> Catalog:
    clauses = tuple(
        Clause(
            id=ClauseId(name),
            document=DOCUMENT,
            parent=None,
            order=order,
            kind=ClauseKind.CLAUSE,
            text=text,
        )
        for order, (name, text) in enumerate(pool.items())
    )
    catalog: Catalog = load("catalog", "sqlite").in_memory()
    reading = Reading(
        document=Document(DOCUMENT, "acord", "", "ACORD"),
        clauses=clauses,
        set_aside=(),
        account=Account(0, 0, 0),
        outline=Outline(0, 0),
    )
    catalog.add_reading(reading, b"")
    catalog.index_words(DOCUMENT)
    embed_clauses(clauses, encoder, Copying(cache, catalog))
    return catalog


class Copying:
    """A VectorCache that also keeps in a library what it finds in another cache."""

    def __init__(self, source: VectorCache, target: VectorCache) -> None:
        self._source = source
        self._target = target

    def known_vectors(self, fingerprint: str, keys: Any) -> dict[str, bytes]:  # noqa: ANN401
        """What the source knows, kept in the target too."""
        found = self._source.known_vectors(fingerprint, keys)
        self._target.save_vectors(fingerprint, found)
        return found

    def save_vectors(self, fingerprint: str, vectors: Mapping[str, bytes]) -> None:
        """Add to both."""
        self._source.save_vectors(fingerprint, vectors)
        self._target.save_vectors(fingerprint, vectors)


def read_judged(folder: Path) -> Judged:
    """The corpus, the queries of train and valid, their lengths and grades."""
    grades: dict[str, dict[str, float]] = defaultdict(dict)
    for part in ("train.tsv", "valid.tsv"):
        for query, clause, grade in _rows(folder / part):
            grades[query][clause] = float(grade)
    longer = {row[0]: row[1:] for row in _rows(folder / "query-lengths.tsv")}
    texts = {}
    for query, text in _texts(folder / "queries.jsonl").items():
        if query in grades:
            more = [other for other in longer.get(text, []) if other.strip()]
            texts[query] = (text, *more)
    return Judged(_texts(folder / "corpus.jsonl"), texts, grades)


def _texts(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {row["_id"]: row["text"] for row in rows}


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t"))[1:]
