"""What the head learns from: passages, their topics, and groups of near copies."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.errors import TaxonomyError
from analyzer.learning import passages as module
from analyzer.learning.passages import (
    NOT_ASKED,
    NOT_OF_IT,
    OF_IT,
    Passage,
    cue_scores,
    gather_lessons,
    group_texts,
    load_passages,
)
from analyzer.taxonomy import load_taxonomy

TAXONOMY = load_taxonomy()


def at(slug: str) -> int:
    return TAXONOMY.slugs.index(slug)


def test_every_topic_has_passages_and_some_passages_have_none() -> None:
    passages = load_passages(TAXONOMY)
    for slug in TAXONOMY.slugs:
        assert sum(slug in passage.topics for passage in passages) >= 5, slug
    assert sum(not passage.topics for passage in passages) >= 5
    assert len({passage.text for passage in passages}) == len(passages)


def test_a_topic_is_never_both_held_and_open_to_dispute() -> None:
    for passage in load_passages(TAXONOMY):
        assert not set(passage.topics) & set(passage.may), passage.text


def test_examples_counterexamples_and_passages_make_one_table() -> None:
    passage = Passage(
        manner="dock", text="No crane is steered by AI.", topics=("displacement",), may=("consent",)
    )
    lessons = gather_lessons(TAXONOMY, [passage])
    assert lessons.passages == (passage.text,)
    row = lessons.topics[-1]
    assert row[at("displacement")] == OF_IT and row[at("consent")] == NOT_ASKED
    assert row[at("training")] == NOT_OF_IT
    consent = TAXONOMY.topic("consent")
    example = lessons.texts.index(consent.examples[0])
    counterexample = lessons.texts.index(consent.counterexamples[0])
    assert lessons.topics[example, at("consent")] == OF_IT
    assert lessons.topics[counterexample, at("consent")] == NOT_OF_IT


def test_near_copies_and_passages_of_one_manner_are_one_group() -> None:
    texts = [
        "No scan is made without the consent of the actor.",
        "Lines are paid by the minute.",
        "No scan was made without the consent of the actor.",
        "The stage is swept at noon.",
        "Doors open at eight.",
    ]
    groups = group_texts(texts, [None, None, None, "stage", "stage"])
    assert groups[0] == groups[2] and groups[3] == groups[4]
    assert len(set(groups.tolist())) == 3


def test_cues_judge_a_passage_as_part_of_an_article_about_ai() -> None:
    scores = cue_scores(
        ["Claims under this article are arbitrable.", "Lunch is at noon."], TAXONOMY
    )
    assert scores[0, at("enforcement")] >= 0.5
    assert not scores[1].any()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("schema = 1", "schema = 7", "shape"),
        ('topics = ["worker_notice"]', 'topics = ["weather"]', "weather"),
    ],
)
def test_a_broken_file_is_refused(
    old: str, new: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (Path(module.__file__).parents[1] / "data" / module.PASSAGES_FILE).read_text("utf-8")
    assert old in text
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / module.PASSAGES_FILE).write_text(text.replace(old, new, 1), "utf-8")
    monkeypatch.setattr(module, "files", lambda _: tmp_path)
    with pytest.raises(TaxonomyError, match=says):
        load_passages(TAXONOMY)
