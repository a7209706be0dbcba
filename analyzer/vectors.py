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
the index is made again from the catalog.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Collection, Mapping, Sequence
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
_DTYPE = np.dtype("<f4")
#: how far the length of a kept vector may be from one
_TOLERANCE = 1e-3
#: part of every key, so that vectors of another recipe are never taken for ours
_RECIPE = "1"
_INDEX_ENDING = ".faiss"
_NOTE_FILE = "clauses.json"


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
    """The vectors of a library's clauses, and the clauses they belong to."""

    def __init__(self, store: VectorStore, clauses: Sequence[ClauseId]) -> None:
        self._store = store
        self._clauses = tuple(clauses)
        self._rows: dict[str, int] | None = None

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
            "fingerprint": encoder.fingerprint,
            "dimension": encoder.dimension,
            "generation": catalog.generation,
        }
        place = folder / "vectors" if folder else None
        if place and (found := _read_index(place, note, store)):
            return cls(*found)
        clauses, vectors = _embedded_clauses(catalog, encoder)
        made = store(encoder.dimension)
        made.add(vectors)
        if place and not catalog.read_only:
            _write_index(place, note, made, clauses)
        return cls(made, clauses)

    def embed_query(self, text: str, encoder: Encoder) -> Vectors:
        """The query as one normalised vector."""
        query: Vectors = embed_texts([text], encoder)[0]
        return query

    def nearest(
        self, query: Vectors, top: int, among: Collection[ClauseId] | None = None
    ) -> list[tuple[ClauseId, float]]:
        """The clauses closest to one normalised vector with their cosine, best first; `among`
        limits them, and then as many are given as there are, up to `top`."""
        rows = None
        if among is not None:
            if self._rows is None:
                self._rows = {clause: row for row, clause in enumerate(self._clauses)}
            known = [row for clause in among if (row := self._rows.get(clause)) is not None]
            rows = np.array(sorted(set(known)), dtype=np.int64)
        found = self._store.nearest(query, top=top, among=rows)
        return [(self._clauses[row], score) for row, score in found]


def _embedded_clauses(catalog: Catalog, encoder: Encoder) -> tuple[list[ClauseId], Vectors]:
    """Every clause whose vector the catalog has, in the catalog's order."""
    done = {each.id for each in catalog.documents() if Stage.VECTORS in each.stages}
    keys: dict[ClauseId, str] = {}
    promised: set[ClauseId] = set()
    for clause in catalog.clauses():
        if text := _text_or_none(clause):
            keys[clause.id] = _key(text)
            if clause.document in done:
                promised.add(clause.id)
    kept = catalog.known_vectors(encoder.fingerprint, keys.values())
    known = _sound(kept, encoder.dimension)
    if len(known) < len(kept):
        raise LibraryDamagedError(
            f"The library's vectors are damaged: {len(kept) - len(known)} of {len(kept)}.",
            why="They are not of the length that every vector has.",
            do="Run `analyzer library repair`: it embeds those clauses again.",
        )
    found = [clause for clause, key in keys.items() if key in known]
    if len(promised.intersection(found)) < len(promised):
        _refuse_stale(catalog, encoder)
    joined = b"".join(known[keys[clause]] for clause in found)
    vectors = np.frombuffer(joined, dtype=_DTYPE).reshape(len(found), encoder.dimension)
    return found, vectors.astype(np.float32, copy=False)


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
) -> tuple[VectorStore, list[ClauseId]] | None:
    """The index of that note, checked; None when anything does not fit."""
    try:
        note = json.loads((place / _NOTE_FILE).read_text(encoding="utf-8"))
        if any(note[key] != value for key, value in wanted.items()):
            return None
        file = place / f"{note['sha256']}{_INDEX_ENDING}"
        if _sha256(file) != note["sha256"] or len(note["clauses"]) != note["count"]:
            return None
        found = store.load(file)
    except (OSError, ValueError, KeyError, TypeError, LibraryDamagedError):
        return None
    return (found, note["clauses"]) if found.size == note["count"] else None


def _write_index(
    place: Path, wanted: dict[str, Any], made: VectorStore, clauses: list[ClauseId]
) -> None:
    """The vectors under their checksum first, then the note that names them: two processes that
    write at once never mix theirs."""
    place.mkdir(parents=True, exist_ok=True)
    beside = place / f"{os.getpid()}.tmp"
    made.save(beside)
    sha256 = _sha256(beside)
    file = beside.replace(place / f"{sha256}{_INDEX_ENDING}")
    note = {**wanted, "count": made.size, "sha256": sha256, "clauses": clauses}
    beside.write_text(json.dumps(note), encoding="utf-8")
    beside.replace(place / _NOTE_FILE)
    for old in place.glob(f"*{_INDEX_ENDING}"):
        if old != file:
            old.unlink(missing_ok=True)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
