"""Topics by what was learned from examples: a linear head on an encoder's vectors and on words.

Input: texts of clauses with the normalised vectors that an encoder made of them. Output: for each
clause and topic a strength, the logit of a chance. The weights are data: `analyzer.learning` makes
them (`make learn`), and reading them needs NumPy alone. They know which encoder they were made
with; for the vectors of another the head goes by words alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import numpy as np

from analyzer.errors import TaxonomyError
from analyzer.findings.cues import ASSERTED, HEARD
from analyzer.wording.stems import stems_and_pairs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Numbers = NDArray[np.float64]

HEAD_FILE = "topic_head.npz"
SCHEMA = 1
#: what a cue holds true is let go where cue and learning together leave it a smaller chance: in the
#: folds none of these was right
LET_GO = 0.05
#: no cue is surer than this, or less sure than one minus it
SUREST = 0.98


@dataclass(frozen=True, slots=True)
class WordWeights:
    """How much each known stem or pair of stems says: its row, and how rare it is."""

    rows: Mapping[str, int]
    rarity: Numbers

    def weigh(self, text: str) -> tuple[NDArray[np.intp], Numbers]:
        """Rows of the known features of a text and their weights, of length 1 together."""
        counted = Counter(f for f in stems_and_pairs(text) if f in self.rows)
        at = np.array([self.rows[feature] for feature in counted], dtype=np.intp)
        weights = (1.0 + np.log(np.array(list(counted.values()), dtype=np.float64))) * (
            self.rarity[at]
        )
        length = float(np.linalg.norm(weights)) or 1.0
        return at, weights / length


@dataclass(frozen=True, slots=True)
class Joining:
    """How cue and learned strength make one chance: a logistic curve over both logits, and over
    the learned strength of the likeliest other topic."""

    cue: float
    learned: float
    rival: float
    shift: float
    #: the chance from which a topic is held true
    held_from: float
    #: … where only learning speaks for it, beside other topics that cues hold true
    held_beside: float

    def chances(self, cues: Numbers, strengths: Numbers) -> Numbers:
        """(clauses, topics): the chance that each clause is about each topic."""
        values = joining_inputs(cues, strengths) @ np.array([self.cue, self.learned, self.rival])
        chances: Numbers = 1.0 / (1.0 + np.exp(-(values + self.shift)))
        return chances

    def thresholds(self, cues: Numbers) -> Numbers:
        """(clauses, topics): the chance from which each is held true; what a cue holds true is
        let go only where little is left of it."""
        beside = (cues.max(axis=1, keepdims=True) >= ASSERTED) & (cues < HEARD)
        by_learning = np.where(beside, self.held_beside, self.held_from)
        return np.where(cues >= ASSERTED, LET_GO, by_learning)


@dataclass(frozen=True, slots=True)
class Layer:
    """Weights (features, topics) of one head, what is added, and how it joins the cues."""

    vectors: Numbers | None
    words: Numbers
    added: Numbers
    joining: Joining


@dataclass(frozen=True, slots=True)
class TopicHead:
    """What was learned: a layer over vectors and words, and one over words alone."""

    slugs: tuple[str, ...]
    #: the fingerprint of the encoder whose vectors the first layer reads
    fingerprint: str
    weights: WordWeights
    full: Layer
    by_words: Layer

    def layer_for(self, fingerprint: str) -> Layer:
        """The layer that reads what an encoder of that fingerprint made."""
        return self.full if fingerprint == self.fingerprint else self.by_words

    def strengths(self, layer: Layer, texts: Sequence[str], vectors: Vectors) -> Numbers:
        """(clauses, topics): the logit of the chance that each clause is about each topic."""
        values = np.tile(layer.added, (len(texts), 1))
        for row, text in enumerate(texts):
            at, weights = self.weights.weigh(text)
            values[row] += weights @ layer.words[at]
        if layer.vectors is not None:
            values += vectors.astype(np.float64) @ layer.vectors
        return values


def joining_inputs(cues: Numbers, strengths: Numbers) -> Numbers:
    """(clauses, topics, 3): the logit of the cue's score, the strength, and the best rival's."""
    bounded = np.clip(cues, 1.0 - SUREST, SUREST)
    ordered = np.sort(strengths, axis=1)
    best, second = ordered[:, -1:], ordered[:, -2:-1]
    rivals = np.where(strengths == best, second, best)
    return np.stack([np.log(bounded / (1.0 - bounded)), strengths, rivals], axis=-1)


@cache
def load_head() -> TopicHead:
    """The head of the program. Raises TaxonomyError where its file is damaged."""
    with as_file(files("analyzer").joinpath("data", HEAD_FILE)) as path:
        try:
            with np.load(path, allow_pickle=False) as kept:
                return head_from_arrays({name: kept[name] for name in kept.files})
        except (OSError, ValueError, KeyError) as error:
            raise TaxonomyError(
                f"The data file {HEAD_FILE} is not what `make learn` writes.",
                why=str(error),
                do="Run `make learn`, or install the program anew.",
            ) from error


def head_from_arrays(kept: Mapping[str, NDArray[np.generic]]) -> TopicHead:
    """A head from the arrays of its file. Raises KeyError, ValueError."""
    if int(kept["schema"]) != SCHEMA:
        raise ValueError(f"schema {int(kept['schema'])} instead of {SCHEMA}")
    names = [str(name) for name in kept["features"]]
    rows = {name: row for row, name in enumerate(names)}
    head = TopicHead(
        slugs=tuple(str(slug) for slug in kept["slugs"]),
        fingerprint=str(kept["fingerprint"]),
        weights=WordWeights(rows, kept["rarity"].astype(np.float64)),
        full=_layer(kept, "full"),
        by_words=_layer(kept, "words"),
    )
    for layer in (head.full, head.by_words):
        if layer.words.shape != (len(names), len(head.slugs)):
            raise ValueError(f"{layer.words.shape} weights of words for {len(names)} features")
    return head


def _layer(kept: Mapping[str, NDArray[np.generic]], name: str) -> Layer:
    vectors = kept.get(f"{name}_vectors")
    return Layer(
        vectors=None if vectors is None else vectors.astype(np.float64),
        words=kept[f"{name}_words"].astype(np.float64),
        added=kept[f"{name}_added"].astype(np.float64),
        joining=Joining(*(float(part) for part in kept[f"{name}_joining"])),
    )


def normalised(vectors: Vectors) -> Vectors:
    """Rows of length 1; a row that is all zero or not a number becomes zero."""
    clean = np.nan_to_num(np.asarray(vectors, dtype=np.float32))
    lengths = np.linalg.norm(clean, axis=1, keepdims=True)
    return (clean / np.where(lengths > 0, lengths, 1.0)).astype(np.float32)
