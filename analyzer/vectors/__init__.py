"""Clauses as vectors, and the index that finds the nearest: clauses + Encoder + store → index.

`embedding` says what is embedded and how, `index` finds the nearest, `index_file` keeps it on disk,
`soundness` says what does not fit.
"""

from analyzer.ports import VectorCache
from analyzer.vectors.embedding import (
    embed_clauses,
    embed_headings,
    embed_texts,
    embedded_text,
    is_embedded,
)
from analyzer.vectors.index import ClauseIndex
from analyzer.vectors.index_file import forget_index, index_is_damaged
from analyzer.vectors.soundness import check_encoder, damaged_vectors

__all__ = [
    "ClauseIndex",
    "VectorCache",
    "check_encoder",
    "damaged_vectors",
    "embed_clauses",
    "embed_headings",
    "embed_texts",
    "embedded_text",
    "forget_index",
    "index_is_damaged",
    "is_embedded",
]
