"""Clauses as vectors, and the index that finds the nearest: clauses + Encoder + store → index.

**What is embedded**: heading, then text, of every clause that speaks for the contract; contents,
signatures, party lists, tables and clauses without words are not.

**A text longer than the encoder reads** is not cut off: the encoder splits it into windows that it
reads whole, on the borders of sentences, overlapping a little; each is encoded, and their vectors
are averaged, each weighing as much as it is long. Then every vector is normalised, here and
nowhere else.

**Nothing is embedded twice**: a vector is remembered by the sha256 of the embedded text and the
encoder's fingerprint, in the library's catalog or in a cache of its own.

**The index** is a file derived from the catalog, with a note beside it that says of which encoder,
how many, of which generation of the catalog and with which checksum. Where the note does not fit
the index is made again from the catalog. A text that several clauses have stands in it once.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from analyzer.errors import LibraryDamagedError, StaleIndexError
from analyzer.ports import Catalog, ClauseFilter, Encoder, StoreEngine, VectorCache, VectorStore
from analyzer.records import APPARATUS, Clause, ClauseId, DocumentId, Stage

if TYPE_CHECKING:
    from analyzer.ports import Vectors

__all__ = [
    "ClauseIndex",
    "VectorCache",
    "check_encoder",
    "damaged_vectors",
    "embed_clauses",
    "embed_texts",
    "embedded_text",
    "forget_index",
    "index_is_damaged",
    "is_embedded",
]

Progress = Callable[[int, int], None]
#: texts embedded between two visits to the cache: a few seconds' work
_AT_ONCE = 64
#: vectors read from the catalog at once when the index is made
_ADDED_AT_ONCE = 4096
_DTYPE = np.dtype("<f4")
#: how far the length of a kept vector may be from one
_TOLERANCE = 1e-3
#: part of every key, so that vectors of another recipe are never taken for ours
_RECIPE = "1"
_INDEX_ENDING = ".faiss"
_NOTE_FILE = "clauses.json"
#: grows when an index of before could not be read
_INDEX_FORMAT = 2


# ── embedding ────────────────────────────────────────────────────────────────────────────────────
def is_embedded(clause: Clause) -> bool:
    """True when the clause has a vector: it speaks for the contract, and it has words."""
    return clause.kind not in APPARATUS and any(map(str.isalnum, embedded_text(clause)))


def embedded_text(clause: Clause) -> str:
    """The words that stand for the clause: heading, then text, as they now read."""
    return clause.full_text.strip()


def embed_texts(texts: Sequence[str], encoder: Encoder) -> Vectors:
    """(n, dimension) normalised float32, a row a text; long texts by their windows."""
    windows = [encoder.windows(text) for text in texts]
    parts = encoder.encode([part for parts in windows for part in parts])
    found = np.zeros((len(texts), encoder.dimension), dtype=np.float32)
    start = 0
    for row, own in enumerate(windows):
        lengths = np.array([max(len(part), 1) for part in own], dtype=np.float32)
        found[row] = lengths @ parts[start : start + len(own)] / lengths.sum()
        start += len(own)
    return _normalised(found)


def embed_clauses(
    clauses: Sequence[Clause],
    encoder: Encoder,
    cache: VectorCache,
    *,
    progress: Progress | None = None,
) -> Vectors:
    """(n, dimension) normalised float32, a row a clause; rows of clauses that are not embedded are
    zero. New vectors are saved as they come; `progress` is told (done, total) of the new texts."""
    texts = {_key(text): text for clause in clauses if (text := _text_or_none(clause))}
    known = _sound(cache.known_vectors(encoder.fingerprint, texts), encoder.dimension)
    missing = sorted(texts.keys() - known.keys(), key=lambda key: (len(texts[key]), key))
    for start in range(0, len(missing), _AT_ONCE):
        keys = missing[start : start + _AT_ONCE]
        vectors = embed_texts([texts[key] for key in keys], encoder)
        new = {key: row.astype(_DTYPE).tobytes() for key, row in zip(keys, vectors, strict=True)}
        cache.save_vectors(encoder.fingerprint, new)
        known.update(new)
        if progress:
            progress(start + len(keys), len(missing))
    found = np.zeros((len(clauses), encoder.dimension), dtype=np.float32)
    for row, clause in enumerate(clauses):
        if text := _text_or_none(clause):
            found[row] = np.frombuffer(known[_key(text)], dtype=_DTYPE)
    return found


def _sound(kept: Mapping[str, bytes], dimension: int) -> dict[str, bytes]:
    """Those that are vectors of this dimension and of length one (or zero, of a text in which the
    encoder knows no word): what a turned byte left is embedded anew."""
    whole = {key: raw for key, raw in kept.items() if len(raw) == dimension * _DTYPE.itemsize}
    if not whole:
        return {}
    rows = np.frombuffer(b"".join(whole.values()), dtype=_DTYPE).reshape(len(whole), dimension)
    with np.errstate(over="ignore", invalid="ignore"):
        lengths = np.linalg.norm(rows, axis=1)
    sound = (np.abs(lengths - 1.0) < _TOLERANCE) | (lengths == 0.0)
    return {key: raw for (key, raw), good in zip(whole.items(), sound, strict=True) if good}


def _text_or_none(clause: Clause) -> str | None:
    return embedded_text(clause) if is_embedded(clause) else None


def _key(text: str) -> str:
    return hashlib.sha256(f"{_RECIPE}\n{text}".encode()).hexdigest()


def _normalised(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    divided: Vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return divided


# ── the index ────────────────────────────────────────────────────────────────────────────────────
class ClauseIndex:
    """The vectors of a library's clauses, and the clauses they belong to. Clauses of one text, as
    versions of an agreement have most of theirs, share one vector."""

    def __init__(
        self, store: VectorStore, clauses: Sequence[ClauseId], rows: Sequence[int]
    ) -> None:
        """`rows`: of each clause, the row of its vector in the store."""
        self._store = store
        self._clauses = tuple(clauses)
        self._rows = tuple(rows)
        self._numbers: dict[ClauseId, int] | None = None
        self._of_row: dict[int, list[int]] = {}
        for number, row in enumerate(self._rows):
            self._of_row.setdefault(row, []).append(number)

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
        note = {
            "format": _INDEX_FORMAT,
            "fingerprint": encoder.fingerprint,
            "dimension": encoder.dimension,
            "generation": catalog.generation,
        }
        place = folder / "vectors" if folder else None
        if place and (found := _read_index(place, note, store)):
            return cls(*found)
        made = store(encoder.dimension)
        clauses, rows = _fill(made, catalog, encoder)
        if place and not catalog.read_only:
            owners = {"clauses": clauses, "rows": rows, "seal": _seal(clauses, rows)}
            _write_index(place, {**note, **owners}, made)
        return cls(made, clauses, rows)

    def embed_query(self, text: str, encoder: Encoder) -> Vectors:
        """The query as one normalised vector."""
        query: Vectors = embed_texts([text], encoder)[0]
        return query

    def nearest(
        self, query: Vectors, top: int, among: Collection[ClauseId] | None = None
    ) -> list[tuple[ClauseId, float]]:
        """The clauses closest to one normalised vector with their cosine, best first; `among`
        limits them, and then as many are given as there are, up to `top`."""
        allowed, rows = None, None
        if among is not None:
            allowed = self._numbers_of(among)
            rows = np.array(sorted({self._rows[number] for number in allowed}), dtype=np.int64)
        found = [
            (number, score)
            for row, score in self._store.nearest(query, top=top, among=rows)
            for number in self._of_row[row]
            if allowed is None or number in allowed
        ]
        found.sort(key=lambda pair: (-pair[1], pair[0]))
        return [(self._clauses[number], score) for number, score in found[:top]]

    def _numbers_of(self, clauses: Iterable[ClauseId]) -> set[int]:
        if self._numbers is None:
            self._numbers = {clause: number for number, clause in enumerate(self._clauses)}
        return {number for name in clauses if (number := self._numbers.get(name)) is not None}


def _fill(
    made: VectorStore, catalog: Catalog, encoder: Encoder
) -> tuple[list[ClauseId], list[int]]:
    """Add every vector that the catalog has of a clause, once: the clauses in the catalog's order,
    and the row of each. Only the store itself grows with the library."""
    done = {each.id for each in catalog.documents() if Stage.VECTORS in each.stages}
    texts: dict[str, int] = {}
    wanted: list[tuple[ClauseId, int]] = []
    promised: set[int] = set()
    for clause in catalog.each_clause():
        if text := _text_or_none(clause):
            number = texts.setdefault(_key(text), len(texts))
            wanted.append((clause.id, number))
            if clause.document in done:
                promised.add(number)
    row_of = _add_all(made, tuple(texts), catalog, encoder)
    if not promised <= row_of.keys():
        _refuse_stale(catalog, encoder)
    found = [(clause, row_of[number]) for clause, number in wanted if number in row_of]
    return [clause for clause, _ in found], [row for _, row in found]


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
        known = _sound(kept, encoder.dimension)
        damaged += len(kept) - len(known)
        there = [(number, key) for number, key in enumerate(part, start) if key in known]
        joined = b"".join(known[key] for _, key in there)
        vectors = np.frombuffer(joined, dtype=_DTYPE).reshape(len(there), encoder.dimension)
        made.add(vectors.astype(np.float32, copy=False))
        row_of |= {number: row for row, (number, _) in enumerate(there, len(row_of))}
    if damaged:
        raise LibraryDamagedError(
            f"Vectors of the library are damaged: {damaged}.",
            why="They are not of the length that every vector has.",
            do="Run `analyzer library repair`: it embeds those clauses again.",
        )
    return row_of


def check_encoder(catalog: Catalog, encoder: Encoder) -> None:
    """Raise StaleIndexError when documents of the library were embedded with another encoder."""
    was = catalog.meta().get("encoder")
    embedded = any(Stage.VECTORS in document.stages for document in catalog.documents())
    if embedded and was is not None and was != encoder.fingerprint:
        _refuse_stale(catalog, encoder)


def damaged_vectors(catalog: Catalog, encoder: Encoder) -> dict[DocumentId, tuple[str, ...]]:
    """By document that is said to be embedded, the keys of vectors that are missing or damaged."""
    found: dict[DocumentId, tuple[str, ...]] = {}
    for document in catalog.documents():
        if Stage.VECTORS in document.stages:
            clauses = catalog.clauses(ClauseFilter(documents=frozenset({document.id})))
            keys = [_key(text) for clause in clauses if (text := _text_or_none(clause))]
            kept = catalog.known_vectors(encoder.fingerprint, keys)
            sound = _sound(kept, encoder.dimension)
            if broken := tuple(sorted(set(keys) - sound.keys())):
                found[document.id] = broken
    return found


def index_is_damaged(folder: Path) -> bool:
    """True where the index's file is not what its note says; none, or one of another generation,
    is sound: it is made again."""
    place = folder / "vectors"
    try:
        note = json.loads((place / _NOTE_FILE).read_text(encoding="utf-8"))
        return bool(_sha256(place / f"{note['sha256']}{_INDEX_ENDING}") != note["sha256"])
    except FileNotFoundError:
        return (place / _NOTE_FILE).is_file()
    except (OSError, ValueError, KeyError, TypeError):
        return True


def forget_index(folder: Path) -> None:
    """Delete the index's files: it is made again from the catalog."""
    place = folder / "vectors"
    for path in (*place.glob(f"*{_INDEX_ENDING}"), *place.glob("*.tmp"), place / _NOTE_FILE):
        path.unlink(missing_ok=True)


def _refuse_stale(catalog: Catalog, encoder: Encoder) -> None:
    was = catalog.meta().get("encoder", "another encoder")
    raise StaleIndexError(
        "The library and the encoder do not fit.",
        why=f"It was embedded with {was}; the encoder is now {encoder.fingerprint}.",
        do=f"Run `analyzer library repair` to embed all clauses with the encoder of now, or use "
        f"{was.split(':')[0]} again (ANALYZER_ENCODER).",
    )


def _read_index(
    place: Path, wanted: dict[str, Any], store: StoreEngine
) -> tuple[VectorStore, list[ClauseId], list[int]] | None:
    """The index of that note, checked; None when anything does not fit."""
    try:
        note = json.loads((place / _NOTE_FILE).read_text(encoding="utf-8"))
        if any(note[key] != value for key, value in wanted.items()):
            return None
        file = place / f"{note['sha256']}{_INDEX_ENDING}"
        clauses, rows = note["clauses"], note["rows"]
        if _sha256(file) != note["sha256"] or _seal(clauses, rows) != note["seal"]:
            return None
        found = store.load(file)
    except (OSError, ValueError, KeyError, TypeError, LibraryDamagedError):
        return None
    return (found, clauses, rows) if found.size == note["count"] else None


def _write_index(place: Path, wanted: dict[str, Any], made: VectorStore) -> None:
    """The vectors under their checksum first, then the note that names them: two processes that
    write at once never mix theirs."""
    place.mkdir(parents=True, exist_ok=True)
    beside = place / f"{os.getpid()}.tmp"
    made.save(beside)
    sha256 = _sha256(beside)
    file = beside.replace(place / f"{sha256}{_INDEX_ENDING}")
    note = {**wanted, "count": made.size, "sha256": sha256}
    beside.write_text(json.dumps(note), encoding="utf-8")
    beside.replace(place / _NOTE_FILE)
    for old in place.glob(f"*{_INDEX_ENDING}"):
        if old != file:
            old.unlink(missing_ok=True)


def _seal(clauses: Sequence[ClauseId], rows: Sequence[int]) -> str:
    """A checksum of whose vectors they are."""
    told = hashlib.sha256()
    for clause, row in zip(clauses, rows, strict=True):
        told.update(f"{row} {clause}\n".encode())
    return told.hexdigest()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
