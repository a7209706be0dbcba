"""Training: folds that keep groups whole, heads that tell topics apart, thresholds, figures."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from analyzer.findings.learned import Joining, head_from_arrays, load_head
from analyzer.learning import passages
from analyzer.learning.passages import NOT_ASKED, Lessons, gather_lessons, load_passages
from analyzer.learning.training import (
    FOLDS,
    Tally,
    fit_joining,
    fold_of_groups,
    solve,
    tally,
    train,
    weigh_words,
)
from analyzer.taxonomy import load_taxonomy

DATA = Path(passages.__file__).parents[1] / "data"


def lessons() -> Lessons:
    """Sixty short texts of three topics, half of them passages."""
    words = ("scan the face", "pay the fee", "tell the union")
    texts = tuple(f"{words[n % 3]} of number {n}" for n in range(60))
    topics = np.array([[int(n % 3 == k) for k in range(3)] for n in range(60)], dtype=np.int8)
    topics[::7, 2] = np.where(topics[::7, 2] == 1, 1, NOT_ASKED)
    return Lessons(texts, topics, np.arange(60), np.arange(60) % 2 == 0)


def test_a_group_is_never_on_both_sides_of_a_fold() -> None:
    groups = np.array([0, 1, 2, 3, 4, 5, 6, 7, 8, 9] * 3)
    folds = fold_of_groups(groups)
    assert set(folds.tolist()) == set(range(FOLDS))
    for group in range(10):
        assert len(set(folds[groups == group].tolist())) == 1


def test_words_that_stand_in_one_text_only_are_not_learned_from() -> None:
    weights = weigh_words(["the scan", "a scan", "the fee"])
    assert list(weights.rows) == ["scan"]


def test_a_head_tells_topics_apart() -> None:
    inputs = np.array([[1.0, 0.0], [0.9, 0.1], [0.0, 1.0], [0.1, 0.8]])
    topics = np.array([[1, 0], [1, 0], [0, 1], [0, 1]], dtype=np.int8)
    weights = solve(inputs, topics, np.ones(4))
    assert (((inputs @ weights.features + weights.added) > 0) == (topics == 1)).all()


def test_what_is_not_asked_counts_neither_way() -> None:
    held = np.array([[True, True, False, True]])
    counted = tally(held, np.array([[1, 0, 1, NOT_ASKED]], dtype=np.int8))
    assert counted == Tally(right=1, false=1, missed=1)
    assert counted.f1 == 0.5 and not counted.precise


def test_joining_trusts_what_tells_topics_apart() -> None:
    chance = np.random.default_rng(1)
    topics = (chance.random((80, 4)) < 0.3).astype(np.int8)
    strengths = 4.0 * topics - 2.0 + chance.normal(size=topics.shape)
    joining = fit_joining(chance.random(topics.shape) / 5, strengths, topics)
    assert joining.learned > abs(joining.cue)


def test_training_gives_a_head_that_can_be_read() -> None:
    table = lessons()
    vectors = np.eye(3)[np.arange(60) % 3]
    cues = np.where(table.topics[table.is_passage] == 1, 0.7, 0.0)
    trained = train(table, vectors, cues, fingerprint="enc", slugs=("a", "b", "c"))
    head = head_from_arrays(trained.arrays)
    strengths = head.strengths(head.full, table.texts, vectors.astype(np.float32))
    assert (strengths.argmax(axis=1) == np.arange(60) % 3).all()
    assert head.by_words.vectors is None and isinstance(head.full.joining, Joining)
    assert tally(trained.held, table.topics[table.is_passage]).f1 > 0.9


def test_the_figures_stand_beside_the_weights_that_they_are_of() -> None:
    taxonomy, head = load_taxonomy(), load_head()
    figures = json.loads((DATA / "topic_head.json").read_text("utf-8"))
    table = gather_lessons(taxonomy, load_passages(taxonomy))
    assert figures["fingerprint"] == head.fingerprint
    assert figures["texts"] == len(table.texts), "run `make learn`"
    assert figures["features"] == len(head.weights.rows)
    assert list(figures["topics"]) == list(taxonomy.slugs)
    assert figures["micro_f1"]["joined"] > figures["micro_f1"]["cues_alone"]


def test_the_words_of_the_head_are_those_of_its_lessons() -> None:
    taxonomy = load_taxonomy()
    table = gather_lessons(taxonomy, load_passages(taxonomy))
    assert weigh_words(table.texts).rows == load_head().weights.rows, "run `make learn`"
