"""Whether the vectors of a library are there, whole, and of the encoder of now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from analyzer.errors import StaleIndexError
from analyzer.ports import Catalog, ClauseFilter, Encoder
from analyzer.records import Clause, DocumentId, Stage
from analyzer.vectors.embedding import (
    is_embedded,
    key_of,
    sound_vectors,
    text_or_none,
    with_headings,
)


def check_encoder(catalog: Catalog, encoder: Encoder) -> None:
    """Raise StaleIndexError when documents of the library were embedded with another encoder."""
    was = catalog.meta().get("encoder")
    embedded = any(Stage.VECTORS in document.stages for document in catalog.documents())
    if embedded and was is not None and was != encoder.fingerprint:
        refuse_stale(catalog, encoder)


def damaged_vectors(catalog: Catalog, encoder: Encoder) -> dict[DocumentId, tuple[str, ...]]:
    """By document that is said to be embedded, the keys of vectors that are missing or damaged.
    Headings whose vectors were never made, as in a library of before, are no damage."""
    found: dict[DocumentId, tuple[str, ...]] = {}
    for document in catalog.documents():
        if Stage.VECTORS in document.stages:
            clauses = catalog.clauses(ClauseFilter(documents=frozenset({document.id})))
            keys = {key_of(text) for clause in clauses if (text := text_or_none(clause))}
            headings = _heading_keys(clauses)
            kept = catalog.known_vectors(encoder.fingerprint, keys | headings)
            sound = sound_vectors(kept, encoder.dimension)
            there = keys | (headings & kept.keys())
            if broken := tuple(sorted(there - sound.keys())):
                found[document.id] = broken
    return found


def refuse_stale(catalog: Catalog, encoder: Encoder) -> NoReturn:
    """Raise StaleIndexError: the library was embedded with another encoder."""
    was = catalog.meta().get("encoder", "another encoder")
    raise StaleIndexError(
        "The library and the encoder do not fit.",
        why=f"It was embedded with {was}; the encoder is now {encoder.fingerprint}.",
        do=f"Run `analyzer library repair` to embed all clauses with the encoder of now, or use "
        f"{was.split(':')[0]} again (ANALYZER_ENCODER).",
    )


def _heading_keys(clauses: Sequence[Clause]) -> set[str]:
    return {key_of(path) for clause, path in with_headings(clauses) if path and is_embedded(clause)}
