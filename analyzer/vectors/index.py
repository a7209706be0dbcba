"""The index of a library: its clauses' vectors in a store, derived from the catalog.

A text that several clauses have stands in it once. **How near a clause is** to a question is the
cosine of its words; where the headings that it stands under are nearer, half the way to theirs.
A clause that answers in its own words loses nothing by a heading that says something else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np

from analyzer.errors import LibraryDamagedError
from analyzer.ports import Catalog, Encoder, StoreEngine, VectorStore
from analyzer.records import ClauseId, Stage
from analyzer.vectors.embedding import (
    DTYPE,
    embed_texts,
    key_of,
    sound_vectors,
    text_or_none,
    with_headings,
)
from analyzer.vectors.index_file import NO_ROW, Owners, read_index, write_index
from analyzer.vectors.soundness import refuse_stale

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from analyzer.ports import Vectors

#: vectors read from the catalog at once when the index is made
_ADDED_AT_ONCE = 4096
#: grows when an index of before could not be read
_INDEX_FORMAT = 2


class ClauseIndex:
    """The vectors of a library's clauses, and the clauses they belong to. Clauses of one text, as
    versions of an agreement have most of theirs, share one vector."""

    def __init__(self, store: VectorStore, owners: Owners) -> None:
        self._store = store
        self._clauses = tuple(owners.clauses)
        self._rows = np.array(owners.rows, dtype=np.int64)
        self._headings = np.array(owners.headings, dtype=np.int64)
        self._numbers: dict[ClauseId, int] | None = None

    def __len__(self) -> int:
        return len(self._clauses)

    @classmethod
    def open(
        cls, catalog: Catalog, encoder: Encoder, folder: Path | None, *, store: StoreEngine
    ) -> Self:
        """The index of a library: from its file where that fits the catalog, else made again.

        `folder` is the library's; None keeps it in memory. Documents that are not embedded yet
        take no part. Raises StaleIndexError when the library was embedded with another encoder.
        """
        said = {
            "format": _INDEX_FORMAT,
            "fingerprint": encoder.fingerprint,
            "dimension": encoder.dimension,
            "generation": catalog.generation,
        }
        if folder and (found := read_index(folder, said, store)):
            return cls(*found)
        made = store(encoder.dimension)
        owners = _fill(made, catalog, encoder)
        if folder and not catalog.read_only:
            write_index(folder, said, made, owners)
        return cls(made, owners)

    def embed_query(self, text: str, encoder: Encoder) -> Vectors:
        """The query as one normalised vector."""
        query: Vectors = embed_texts([text], encoder)[0]
        return query

    def nearest(
        self, query: Vectors, top: int, among: Collection[ClauseId] | None = None
    ) -> list[tuple[ClauseId, float]]:
        """The clauses closest to one normalised vector by their words and headings, best first,
        and how near they are; `among` limits them, and then as many are given as there are, up to
        `top`."""
        numbers = self._numbers_of(among)
        words = self._store.scores(query, self._rows[numbers])
        under = self._headings[numbers]
        headed = under != NO_ROW
        near = words.copy()
        headings, at = np.unique(under[headed], return_inverse=True)
        theirs = self._store.scores(query, headings)[at]
        near[headed] = np.maximum(words[headed], (words[headed] + theirs) / 2)
        best = np.lexsort((numbers, -near))[:top]
        return [(self._clauses[numbers[row]], float(near[row])) for row in best]

    def cosines(self, query: Vectors, among: Collection[ClauseId]) -> dict[ClauseId, float]:
        """The cosine of each clause's own words to a normalised vector; clauses without a vector
        are left out."""
        numbers = self._numbers_of(among)
        words = self._store.scores(query, self._rows[numbers])
        return {
            self._clauses[number]: float(cosine)
            for number, cosine in zip(numbers, words, strict=True)
        }

    def _numbers_of(self, clauses: Iterable[ClauseId] | None) -> NDArray[np.int64]:
        """The places of clauses in the index, in order; None: all."""
        if clauses is None:
            return np.arange(len(self._clauses), dtype=np.int64)
        if self._numbers is None:
            self._numbers = {clause: number for number, clause in enumerate(self._clauses)}
        found = {self._numbers.get(name, NO_ROW) for name in clauses} - {NO_ROW}
        return np.array(sorted(found), dtype=np.int64)


def _fill(made: VectorStore, catalog: Catalog, encoder: Encoder) -> Owners:
    """Add every vector that the catalog has of a clause or of the headings above one, once: whose
    they are, in the catalog's order. Only the store itself grows with the library. Headings that
    are not embedded, as in a library of before, leave their clauses to their own words."""
    done = {each.id for each in catalog.documents() if Stage.VECTORS in each.stages}
    texts: dict[str, int] = {}
    wanted: list[tuple[ClauseId, int, int]] = []
    promised: set[int] = set()
    for clause, path in with_headings(catalog.each_clause()):
        if text := text_or_none(clause):
            number = texts.setdefault(key_of(text), len(texts))
            under = texts.setdefault(key_of(path), len(texts)) if path else NO_ROW
            wanted.append((clause.id, number, under))
            if clause.document in done:
                promised.add(number)
    row_of = _add_all(made, tuple(texts), catalog, encoder)
    if not promised <= row_of.keys():
        refuse_stale(catalog, encoder)
    found = [
        (clause, row_of[number], row_of.get(under, NO_ROW))
        for clause, number, under in wanted
        if number in row_of
    ]
    return Owners(
        [clause for clause, _, _ in found],
        [row for _, row, _ in found],
        [under for _, _, under in found],
    )


def _add_all(
    made: VectorStore, keys: Sequence[str], catalog: Catalog, encoder: Encoder
) -> dict[int, int]:
    """Add the vectors that the catalog has of these keys, a part at a time; the row of each, by its
    place among the keys. Raises LibraryDamagedError."""
    row_of: dict[int, int] = {}
    damaged = 0
    for start in range(0, len(keys), _ADDED_AT_ONCE):
        part = keys[start : start + _ADDED_AT_ONCE]
        kept = catalog.known_vectors(encoder.fingerprint, part)
        known = sound_vectors(kept, encoder.dimension)
        damaged += len(kept) - len(known)
        there = [(number, key) for number, key in enumerate(part, start) if key in known]
        joined = b"".join(known[key] for _, key in there)
        vectors = np.frombuffer(joined, dtype=DTYPE).reshape(len(there), encoder.dimension)
        made.add(vectors.astype(np.float32, copy=False))
        row_of |= {number: row for row, (number, _) in enumerate(there, len(row_of))}
    if damaged:
        raise LibraryDamagedError(
            f"Vectors of the library are damaged: {damaged}.",
            why="They are not of the length that every vector has.",
            do="Run `analyzer library repair`: it embeds those clauses again.",
        )
    return row_of
