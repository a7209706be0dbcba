"""Texts and clauses → normalised vectors, remembered.

**What is embedded**: heading, then text, of every clause that speaks for the contract; contents,
signatures, party lists, tables and clauses without words are not. Beside them the headings that
each of these clauses stands under, its own last, as one text: they say what a clause is about that
does not say it itself.

**A text longer than the encoder reads** is not cut off: the encoder splits it into windows that it
reads whole, on the borders of sentences, overlapping a little; each is encoded, and their vectors
are averaged, each weighing as much as it is long. Then every vector is normalised, here and
nowhere else.

**Nothing is embedded twice**: a vector is remembered by the sha256 of the embedded text and the
encoder's fingerprint, in the library's catalog or in a cache of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from analyzer.ports import Encoder, VectorCache
from analyzer.records import APPARATUS, Clause, ClauseId, DocumentId

if TYPE_CHECKING:
    from analyzer.ports import Vectors

Progress = Callable[[int, int], None]
#: texts embedded between two visits to the cache: a few seconds' work
_AT_ONCE = 64
DTYPE = np.dtype("<f4")
#: how far the length of a kept vector may be from one
_TOLERANCE = 1e-3
#: part of every key, so that vectors of another recipe are never taken for ours
_RECIPE = "1"
# "Use in Other Pictures." and "Pay:" are joined by the stop between them
_HEADING_ENDS = " .:"


def is_embedded(clause: Clause) -> bool:
    """True when the clause has a vector: it speaks for the contract, and it has words."""
    return clause.kind not in APPARATUS and any(map(str.isalnum, embedded_text(clause)))


def embedded_text(clause: Clause) -> str:
    """The words that stand for the clause: heading, then text, as they now read."""
    return clause.full_text.strip()


def with_headings(clauses: Iterable[Clause]) -> Iterator[tuple[Clause, str]]:
    """Each clause with the headings that it stands under, outermost first, its own last; "" where
    there are none. The clauses come document by document, in reading order."""
    document: DocumentId | None = None
    found: dict[ClauseId, str] = {}
    for clause in clauses:
        if clause.document != document:
            document, found = clause.document, {}
        above = found.get(clause.parent, "") if clause.parent else ""
        own = (clause.heading or "").strip(_HEADING_ENDS)
        found[clause.id] = ". ".join(filter(None, (above, own)))
        yield clause, found[clause.id]


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
    texts = {key_of(text): text for clause in clauses if (text := text_or_none(clause))}
    known = _embed_new(texts, encoder, cache, progress)
    found = np.zeros((len(clauses), encoder.dimension), dtype=np.float32)
    for row, clause in enumerate(clauses):
        if text := text_or_none(clause):
            found[row] = np.frombuffer(known[key_of(text)], dtype=DTYPE)
    return found


def embed_headings(clauses: Iterable[Clause], encoder: Encoder, cache: VectorCache) -> None:
    """Save a vector of the headings that each clause of a document stands under."""
    headings = (path for clause, path in with_headings(clauses) if path and is_embedded(clause))
    _embed_new({key_of(path): path for path in headings}, encoder, cache, None)


def _embed_new(
    texts: Mapping[str, str], encoder: Encoder, cache: VectorCache, progress: Progress | None
) -> dict[str, bytes]:
    """The vector of each text by its key; what the cache lacks is embedded and saved."""
    known = sound_vectors(cache.known_vectors(encoder.fingerprint, texts), encoder.dimension)
    missing = sorted(texts.keys() - known.keys(), key=lambda key: (len(texts[key]), key))
    for start in range(0, len(missing), _AT_ONCE):
        keys = missing[start : start + _AT_ONCE]
        vectors = embed_texts([texts[key] for key in keys], encoder)
        new = {key: row.astype(DTYPE).tobytes() for key, row in zip(keys, vectors, strict=True)}
        cache.save_vectors(encoder.fingerprint, new)
        known.update(new)
        if progress:
            progress(start + len(keys), len(missing))
    return known


def sound_vectors(kept: Mapping[str, bytes], dimension: int) -> dict[str, bytes]:
    """Those that are vectors of this dimension and of length one (or zero, of a text in which the
    encoder knows no word): what a turned byte left is embedded anew."""
    whole = {key: raw for key, raw in kept.items() if len(raw) == dimension * DTYPE.itemsize}
    if not whole:
        return {}
    rows = np.frombuffer(b"".join(whole.values()), dtype=DTYPE).reshape(len(whole), dimension)
    with np.errstate(over="ignore", invalid="ignore"):
        lengths = np.linalg.norm(rows, axis=1)
    sound = (np.abs(lengths - 1.0) < _TOLERANCE) | (lengths == 0.0)
    return {key: raw for (key, raw), good in zip(whole.items(), sound, strict=True) if good}


def text_or_none(clause: Clause) -> str | None:
    """The words that stand for the clause, where it is embedded."""
    return embedded_text(clause) if is_embedded(clause) else None


def key_of(text: str) -> str:
    """What the vector of a text is remembered by."""
    return hashlib.sha256(f"{_RECIPE}\n{text}".encode()).hexdigest()


def _normalised(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    divided: Vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return divided
