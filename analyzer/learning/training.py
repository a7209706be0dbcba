"""A head from lessons: logistic regressions on vectors and words, joined with the cues.

Input: `Lessons`, their vectors, and what the cues say of the passages. Output: `Trained`: the
arrays of topic_head.npz, and the figures of the folds. Every figure is of texts that the head did
not see: folds are grouped, and how cue and learned strength are joined is set on the other folds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from analyzer.findings.cues import ASSERTED
from analyzer.findings.learned import SCHEMA, Joining, WordWeights, joining_inputs
from analyzer.learning.passages import NOT_ASKED, OF_IT, Lessons
from analyzer.wording.stems import stems_and_pairs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Held = NDArray[np.bool_]
    Arrays = dict[str, NDArray[np.generic]]

FOLDS = 5
SEED = 7
#: the inverse of how strongly a topic's weights are held back
LOOSENESS = 3.0
#: a passage, all of whose topics are known, weighs as much as so many examples
PASSAGE_WEIGHS = 2.0
#: a stem or pair that stands in fewer texts is not learned from
RAREST = 2
#: chances of which one is chosen as that from which a topic is held true; where F1 is to be highest
#: that is half of it, and no set of clauses is expected to give less than 0.8
THRESHOLDS = tuple(round(0.4 + 0.02 * step, 2) for step in range(26))
#: where only learning speaks, so many of the answers must be right
PRECISION = 0.7


@dataclass(frozen=True, slots=True)
class Weights:
    """(features, topics) and what is added; the features are vector columns, then words."""

    features: Numbers
    added: Numbers


@dataclass(frozen=True, slots=True)
class Tally:
    """Right, false and missed answers."""

    right: int
    false: int
    missed: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 where nothing is right."""
        return 2 * self.right / max(2 * self.right + self.false + self.missed, 1)

    @property
    def precise(self) -> bool:
        """Whether enough of the answers are right."""
        return self.right >= PRECISION * (self.right + self.false)


@dataclass(frozen=True, slots=True)
class Trained:
    """The arrays of the head's file, and what the folds hold true of (passages, topics)."""

    arrays: Arrays
    held: Held
    held_by_words: Held
    learned_alone: Held


def weigh_words(texts: Sequence[str]) -> WordWeights:
    """Every stem and pair that stands in two texts or more, by how rare it is."""
    found: Counter[str] = Counter()
    for text in texts:
        found.update(set(stems_and_pairs(text)))
    kept = sorted(feature for feature, count in found.items() if count >= RAREST)
    rarity = [np.log((1 + len(texts)) / (1 + found[feature])) + 1.0 for feature in kept]
    return WordWeights({feature: row for row, feature in enumerate(kept)}, np.array(rarity))


def word_columns(texts: Sequence[str], weights: WordWeights) -> Numbers:
    """(texts, features) of word weights."""
    columns = np.zeros((len(texts), len(weights.rows)))
    for row, text in enumerate(texts):
        at, values = weights.weigh(text)
        columns[row, at] = values
    return columns


def solve(inputs: Numbers, topics: NDArray[np.int8], weights: Numbers) -> Weights:
    """One logistic regression a topic; a text that is not asked about it is left out."""
    from sklearn.linear_model import LogisticRegression

    columns, added = [], []
    for column in topics.T:
        asked = column != NOT_ASKED
        model = LogisticRegression(C=LOOSENESS, class_weight="balanced", max_iter=500)
        model.fit(inputs[asked], column[asked], sample_weight=weights[asked])
        columns.append(model.coef_[0])
        added.append(float(model.intercept_[0]))
    return Weights(np.stack(columns, axis=1), np.array(added))


def fold_of_groups(groups: NDArray[np.intp]) -> NDArray[np.intp]:
    """The fold of each text: groups are dealt out by chance, each whole."""
    names = np.unique(groups)
    dealt = np.random.default_rng(SEED).permutation(len(names)) % FOLDS
    fold_of = dict(zip(names.tolist(), dealt.tolist(), strict=True))
    return np.array([fold_of[group] for group in groups.tolist()], dtype=np.intp)


def strengths_in_folds(lessons: Lessons, vectors: Numbers, *, with_vectors: bool) -> Numbers:
    """(texts, topics): the strength that a head of the other folds gives each text."""
    folds = fold_of_groups(lessons.groups)
    heavier = np.where(lessons.is_passage, PASSAGE_WEIGHS, 1.0)
    strengths = np.zeros(lessons.topics.shape)
    for fold in range(FOLDS):
        taught = folds != fold
        known = [text for text, is_one in zip(lessons.texts, taught, strict=True) if is_one]
        words = word_columns(lessons.texts, weigh_words(known))
        inputs = np.hstack([vectors, words]) if with_vectors else words
        weights = solve(inputs[taught], lessons.topics[taught], heavier[taught])
        strengths[~taught] = inputs[~taught] @ weights.features + weights.added
    return strengths


def fit_joining(cues: Numbers, strengths: Numbers, topics: NDArray[np.int8]) -> Joining:
    """The logistic curve over cue and learned strength that fits the passages best, and the chances
    from which a topic is held true: those of the best F1, and, where only learning speaks beside
    other topics, the lowest at which enough answers are right."""
    from sklearn.linear_model import LogisticRegression

    asked = topics != NOT_ASKED
    inputs = joining_inputs(cues, strengths)[asked]
    model = LogisticRegression(C=1e6, max_iter=500).fit(inputs, topics[asked] == OF_IT)
    cue, learned, rival = (float(number) for number in model.coef_[0])
    shift = float(model.intercept_[0])
    joining = Joining(cue, learned, rival, shift, held_from=0.0, held_beside=THRESHOLDS[-1])
    chances = joining.chances(cues, strengths)
    beside = joining.thresholds(cues) == joining.held_beside
    sure = [
        t for t in THRESHOLDS if tally(chances >= t, np.where(beside, topics, NOT_ASKED)).precise
    ]
    joining = replace(joining, held_beside=min(sure, default=THRESHOLDS[-1]))
    return max(
        (replace(joining, held_from=threshold) for threshold in THRESHOLDS),
        key=lambda one: tally(chances >= one.thresholds(cues), topics).f1,
    )


def held_in_folds(
    cues: Numbers, strengths: Numbers, topics: NDArray[np.int8], *, folds: NDArray[np.intp]
) -> Held:
    """What is held true, each fold by a joining and a threshold that were set on the others."""
    held = np.zeros(topics.shape, dtype=np.bool_)
    for fold in np.unique(folds):
        here = folds == fold
        joining = fit_joining(cues[~here], strengths[~here], topics[~here])
        chances = joining.chances(cues[here], strengths[here])
        held[here] = chances >= joining.thresholds(cues[here])
    return held


def train(
    lessons: Lessons, vectors: Numbers, cues: Numbers, *, fingerprint: str, slugs: Sequence[str]
) -> Trained:
    """The head, and what it says of passages that it did not see; `cues` are the passages'."""
    passages = lessons.is_passage
    topics = lessons.topics[passages]
    folds = fold_of_groups(lessons.groups)[passages]
    words = weigh_words(lessons.texts)
    columns = word_columns(lessons.texts, words)
    arrays: Arrays = {
        "schema": np.array(SCHEMA),
        "fingerprint": np.array(fingerprint),
        "slugs": np.array(slugs),
        "features": np.array(sorted(words.rows, key=lambda feature: words.rows[feature])),
        "rarity": words.rarity.astype(np.float32),
    }
    alone: list[Held] = []
    held: list[Held] = []
    for name, with_vectors in (("full", True), ("words", False)):
        strengths = strengths_in_folds(lessons, vectors, with_vectors=with_vectors)[passages]
        joining = fit_joining(cues, strengths, topics)
        inputs = np.hstack([vectors, columns]) if with_vectors else columns
        weights = solve(inputs, lessons.topics, np.where(passages, PASSAGE_WEIGHS, 1.0))
        cut = vectors.shape[1] if with_vectors else 0
        arrays[f"{name}_words"] = weights.features[cut:].astype(np.float16)
        arrays[f"{name}_added"] = weights.added.astype(np.float32)
        arrays[f"{name}_joining"] = np.array(astuple(joining))
        if with_vectors:
            arrays[f"{name}_vectors"] = weights.features[:cut].astype(np.float16)
        held.append(held_in_folds(cues, strengths, topics, folds=folds))
        alone.append(
            held_in_folds(np.full(cues.shape, ASSERTED / 2), strengths, topics, folds=folds)
        )
    return Trained(arrays, held[0], held[1], alone[0])


def tally(held: Held, topics: NDArray[np.int8]) -> Tally:
    """Answers right and wrong; topics that are not asked count neither way."""
    right = topics == OF_IT
    asked = topics != NOT_ASKED
    return Tally(
        right=int((held & right).sum()),
        false=int((held & asked & ~right).sum()),
        missed=int((~held & right).sum()),
    )
