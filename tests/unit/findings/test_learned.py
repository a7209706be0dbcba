"""Topics by likeness: the head, and how it is laid over the cues."""

from __future__ import annotations

import numpy as np
import pytest

from analyzer.findings import example_texts, find, find_by_cues
from analyzer.findings.learned import TopicHead, normalised
from analyzer.records import Basis, ClauseKind
from analyzer.taxonomy import load_taxonomy
from tests.clause_trees import Twig, grow
from tests.encoding import LetterEncoder, real_encoder

TAXONOMY = load_taxonomy()
TWIGS = (
    Twig(
        "art",
        heading="Artificial Intelligence",
        kind=ClauseKind.ARTICLE,
        below=(
            Twig("a", "Claims under this article are arbitrable."),
            Twig("b", "Whoever lends a face for a likeness must be asked first and must agree."),
        ),
    ),
    Twig("c", "Meals are served at noon."),
)


def test_a_head_tells_its_examples_apart() -> None:
    vectors = normalised(np.array([[3, 0.1], [2, 0], [0, 1], [0.1, 4]], dtype=np.float32))
    of_topic = np.array([[True, False], [True, False], [False, True], [False, True]])
    chances = TopicHead.from_examples(vectors, of_topic).chances(vectors)
    assert (chances[of_topic] > 0.5).all()
    assert (chances[~of_topic] < 0.5).all()


def test_rows_without_numbers_become_zero() -> None:
    rows = normalised(np.array([[np.nan, np.nan], [3, 4]], dtype=np.float32))
    assert rows.tolist() == [[0, 0], [pytest.approx(0.6), pytest.approx(0.8)]]


def test_a_clause_that_was_not_embedded_is_judged_by_cues() -> None:
    clauses = grow("d", TWIGS)
    vectors = np.full((len(clauses), LetterEncoder.dimension), np.nan, dtype=np.float32)
    found = find(clauses, TAXONOMY, vectors, encoder=LetterEncoder("none", longest=90))
    assert found == find_by_cues(clauses, TAXONOMY)


def test_the_examples_are_encoded_once() -> None:
    encoder = LetterEncoder("once", longest=90)
    clauses = grow("d", TWIGS)
    vectors = normalised(encoder.encode([clause.full_text for clause in clauses]))
    encoder.encoded.clear()
    find(clauses, TAXONOMY, vectors, encoder=encoder)
    find(clauses, TAXONOMY, vectors, encoder=encoder)
    assert encoder.encoded == list(example_texts(TAXONOMY))


def test_a_document_without_ai_needs_no_encoder() -> None:
    encoder = LetterEncoder("unused", longest=90)
    clauses = grow("d", TWIGS[1:])
    vectors = np.zeros((len(clauses), LetterEncoder.dimension), dtype=np.float32)
    assert find(clauses, TAXONOMY, vectors, encoder=encoder).findings == ()
    assert encoder.encoded == []


@pytest.mark.slow
def test_the_real_encoder_adds_to_the_cues_and_takes_nothing_away(
    request: pytest.FixtureRequest,
) -> None:
    encoder = real_encoder(request.config)
    clauses = grow("d", TWIGS)
    vectors = normalised(encoder.encode([clause.full_text for clause in clauses]))
    by_cues = find_by_cues(clauses, TAXONOMY).findings
    found = find(clauses, TAXONOMY, vectors, encoder=encoder).findings
    scores = {(f.clause_id, f.topic): f.score for f in found}
    assert all(scores[f.clause_id, f.topic] >= f.score for f in by_cues)
    learned = {f.topic for f in found if Basis.LEARNED in f.basis and f.clause_id == "d#b"}
    assert "consent" in learned
    assert not [f for f in found if f.clause_id == "d#c"]
