"""Topics by learning: the head's file, and how it is laid over the cues."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from analyzer.errors import TaxonomyError
from analyzer.findings import find, find_by_cues, learned
from analyzer.findings.learned import Joining, WordWeights, head_from_arrays, load_head, normalised
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
            Twig("b", "A voice model may not be built unless whoever lent the voice has agreed."),
        ),
    ),
    Twig("c", "Meals are served at noon."),
)
JOINING = Joining(cue=0.5, learned=1.5, rival=-0.5, shift=1.0, held_from=0.4, held_beside=0.6)


def test_the_head_is_of_the_topics_of_the_taxonomy() -> None:
    head = load_head()
    assert head.slugs == TAXONOMY.slugs
    assert head.full.vectors is not None and head.by_words.vectors is None


def test_rows_without_numbers_become_zero() -> None:
    rows = normalised(np.array([[np.nan, np.nan], [3, 4]], dtype=np.float32))
    assert rows.tolist() == [[0, 0], [pytest.approx(0.6), pytest.approx(0.8)]]


def test_words_weigh_more_the_rarer_they_are() -> None:
    weights = WordWeights({"scann": 0, "actor": 1}, np.array([4.0, 3.0]))
    at, values = weights.weigh("An actor is scanned, unheard of.")
    assert dict(zip(at.tolist(), values.tolist(), strict=True)) == {0: 0.8, 1: 0.6}
    assert weights.weigh("Nothing known.")[0].size == 0


def test_a_surer_cue_and_a_surer_head_make_a_better_chance() -> None:
    cues, strengths = np.array([[0.0, 0.9, 0.9]]), np.array([[-1.0, -1.0, 2.0]])
    first, second, third = JOINING.chances(cues, strengths)[0]
    assert first < second < third


def test_a_strong_rival_makes_a_topic_less_likely() -> None:
    cues = np.zeros((2, 2))
    alone, beside = JOINING.chances(cues, np.array([[0.0, -3.0], [0.0, 3.0]]))[:, 0]
    assert beside < alone


def test_learning_must_be_surer_beside_what_cues_hold_true() -> None:
    cues = np.array([[0.0, 0.3, 0.8], [0.0, 0.3, 0.4]])
    assert JOINING.thresholds(cues).tolist() == [[0.6, 0.4, 0.05], [0.4, 0.4, 0.4]]


def test_a_clause_that_was_not_embedded_is_judged_by_cues() -> None:
    clauses = grow("d", TWIGS)
    encoder = LetterEncoder("none", longest=90)
    vectors = np.full((len(clauses), LetterEncoder.dimension), np.nan, dtype=np.float32)
    with pytest.warns(UserWarning, match="another encoder"):
        found = find(clauses, TAXONOMY, vectors, encoder=encoder)
    assert found == find_by_cues(clauses, TAXONOMY)


def test_with_another_encoder_words_speak_and_a_warning_says_so() -> None:
    encoder = LetterEncoder("other", longest=90)
    clauses = grow("d", TWIGS)
    vectors = normalised(encoder.encode([clause.full_text for clause in clauses]))
    with pytest.warns(UserWarning, match="another encoder"):
        found = find(clauses, TAXONOMY, vectors, encoder=encoder).findings
    assert "consent" in {f.topic for f in found if f.clause_id == "d#b" and f.asserted}


def test_a_document_without_ai_needs_no_head(monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = LetterEncoder("unused", longest=90)
    clauses = grow("d", TWIGS[1:])
    vectors = np.zeros((len(clauses), LetterEncoder.dimension), dtype=np.float32)
    monkeypatch.setattr("analyzer.findings.finder.load_head", lambda: pytest.fail("loaded"))
    assert find(clauses, TAXONOMY, vectors, encoder=encoder).findings == ()


def test_a_head_of_another_schema_or_shape_is_refused() -> None:
    path = Path(learned.__file__).parents[1] / "data" / learned.HEAD_FILE
    with np.load(path, allow_pickle=False) as kept:
        arrays = {name: kept[name] for name in kept.files}
    with pytest.raises(ValueError, match="schema 9"):
        head_from_arrays(arrays | {"schema": np.array(9)})
    with pytest.raises(ValueError, match="features"):
        head_from_arrays(arrays | {"features": arrays["features"][:-1]})


def test_a_damaged_file_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / learned.HEAD_FILE).write_bytes(b"no archive")
    monkeypatch.setattr(learned, "files", lambda _: tmp_path)
    load_head.cache_clear()
    try:
        with pytest.raises(TaxonomyError, match="make learn"):
            load_head()
    finally:
        load_head.cache_clear()


@pytest.mark.slow
def test_the_real_encoder_finds_what_cues_do_not(request: pytest.FixtureRequest) -> None:
    encoder = real_encoder(request.config)
    clauses = grow("d", TWIGS)
    vectors = normalised(encoder.encode([clause.full_text for clause in clauses]))
    assert load_head().fingerprint == encoder.fingerprint
    found = find(clauses, TAXONOMY, vectors, encoder=encoder).findings
    held = {(f.clause_id.split("#")[1], f.topic): f.basis for f in found if f.asserted}
    assert held["a", "enforcement"][0] is Basis.CUE
    assert Basis.LEARNED in held["b", "consent"]
    assert not [f for f in found if f.clause_id == "d#c"]
