"""Topics by likeness to the taxonomy's examples.

Input: normalised vectors of clauses and an encoder for the examples. Output: for each clause and
topic a margin: how much closer the clause stands to the topic's examples than to its
counterexamples and the other topics' examples. Vectors of the examples are made once a process.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from analyzer.ports import Encoder
from analyzer.taxonomy import Taxonomy

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

#: nearest examples that are averaged on either side
NEAREST = 3


@dataclass(frozen=True, slots=True)
class ExampleVectors:
    """Normalised vectors of all examples and counterexamples, and of which topics each is."""

    vectors: Vectors
    #: (topics, examples): True where the example is one of the topic
    of_topic: NDArray[np.bool_]

    def margins(self, vectors: Vectors) -> NDArray[np.float32]:
        """(clauses, topics): mean nearness to the topic's nearest examples less that to others."""
        near = vectors @ self.vectors.T
        columns = []
        for row in self.of_topic:
            columns.append(_nearest_mean(near[:, row]) - _nearest_mean(near[:, ~row]))
        return np.stack(columns, axis=1).astype(np.float32)


def example_texts(taxonomy: Taxonomy) -> tuple[str, ...]:
    """Every text that `find` has encoded, in the order in which it asks for them."""
    return tuple(
        text for topic in taxonomy.topics for text in (*topic.examples, *topic.counterexamples)
    )


def embed_examples(
    taxonomy: Taxonomy, encoder: Encoder, labels: tuple[frozenset[str], ...]
) -> ExampleVectors:
    """Vectors of the examples; `labels` are the topics of each of `example_texts`."""
    return _embed_once(taxonomy, encoder.fingerprint, labels, _EncoderBox(encoder))


@dataclass(frozen=True, slots=True, eq=False)
class _EncoderBox:
    """Carries an encoder past the cache, which goes by the fingerprint."""

    encoder: Encoder

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _EncoderBox)


@lru_cache(maxsize=4)
def _embed_once(
    taxonomy: Taxonomy, fingerprint: str, labels: tuple[frozenset[str], ...], box: _EncoderBox
) -> ExampleVectors:
    vectors = normalised(box.encoder.encode(example_texts(taxonomy)))
    of_topic = np.array([[slug in have for have in labels] for slug in taxonomy.slugs])
    return ExampleVectors(vectors, of_topic)


def normalised(vectors: Vectors) -> Vectors:
    """Rows of length 1; a row that is all zero or not a number becomes zero."""
    clean = np.nan_to_num(np.asarray(vectors, dtype=np.float32))
    lengths = np.linalg.norm(clean, axis=1, keepdims=True)
    return (clean / np.where(lengths > 0, lengths, 1.0)).astype(np.float32)


def _nearest_mean(near: NDArray[np.float32]) -> NDArray[np.float32]:
    count = min(NEAREST, near.shape[1])
    return np.sort(near, axis=1)[:, -count:].mean(axis=1).astype(np.float32)
