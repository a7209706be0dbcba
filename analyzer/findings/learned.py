"""Topics by likeness to the taxonomy's examples: a linear head on the encoder's vectors.

Input: normalised vectors of clauses, and the encoder that made them for the examples. Output: for
each clause and topic a chance between 0 and 1. The head is a ridge regression, solved once a
process from the examples and counterexamples of topics.toml; its three constants were set by ten
folds over those examples alone.
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

#: how strongly the head is held back from the examples' peculiarities
RIDGE = 2.0
#: from the head's value to a chance: a logistic curve of this slope and shift
SLOPE, SHIFT = 4.5, -1.9
#: the added constant is hardly held back
_FREE = 0.001


@dataclass(frozen=True, slots=True)
class TopicHead:
    """Weights (dimension + 1, topics), the last row being what is added."""

    weights: NDArray[np.float64]

    @classmethod
    def from_examples(cls, vectors: Vectors, of_topic: NDArray[np.bool_]) -> TopicHead:
        """Solve the head; `of_topic` (examples, topics) says of which topics each example is.

        The few examples of a topic weigh as much as all the others together.
        """
        inputs = _with_constant(vectors)
        hold = RIDGE * np.eye(inputs.shape[1])
        hold[-1, -1] = _FREE
        columns = []
        for row in of_topic.T:
            inside = max(int(row.sum()), 1)
            weights = np.where(row, (len(row) - inside) / inside, 1.0)
            weighted = inputs * weights[:, None]
            gram = inputs.T @ weighted + hold * weights.mean()
            columns.append(np.linalg.solve(gram, weighted.T @ (2.0 * row - 1.0)))
        return cls(np.stack(columns, axis=1).astype(np.float64))

    def chances(self, vectors: Vectors) -> NDArray[np.float64]:
        """(clauses, topics): the chance that each clause is about each topic."""
        values = _with_constant(vectors) @ self.weights
        chances: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-(SLOPE * values + SHIFT)))
        return chances


def example_texts(taxonomy: Taxonomy) -> tuple[str, ...]:
    """Every text that `find` has encoded, in the order in which it asks for them."""
    return tuple(
        text for topic in taxonomy.topics for text in (*topic.examples, *topic.counterexamples)
    )


def head_for(taxonomy: Taxonomy, encoder: Encoder, labels: tuple[frozenset[str], ...]) -> TopicHead:
    """The head of an encoder; `labels` are the topics of each of `example_texts`."""
    return _solve_once(taxonomy, encoder.fingerprint, labels, _EncoderBox(encoder))


class _EncoderBox:
    """Carries an encoder past the cache: two boxes are equal, the fingerprint tells them apart."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _EncoderBox)


@lru_cache(maxsize=4)
def _solve_once(
    taxonomy: Taxonomy, fingerprint: str, labels: tuple[frozenset[str], ...], box: _EncoderBox
) -> TopicHead:
    vectors = normalised(box.encoder.encode(example_texts(taxonomy)))
    of_topic = np.array([[slug in have for slug in taxonomy.slugs] for have in labels])
    return TopicHead.from_examples(vectors, of_topic)


def normalised(vectors: Vectors) -> Vectors:
    """Rows of length 1; a row that is all zero or not a number becomes zero."""
    clean = np.nan_to_num(np.asarray(vectors, dtype=np.float32))
    lengths = np.linalg.norm(clean, axis=1, keepdims=True)
    return (clean / np.where(lengths > 0, lengths, 1.0)).astype(np.float32)


def _with_constant(vectors: Vectors) -> NDArray[np.float64]:
    rows = np.asarray(vectors, dtype=np.float64)
    return np.hstack([rows, np.ones((len(rows), 1))])
