"""The front door with the encoder that comes with the program: texts, sample corpus, comparison."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from analyzer.errors import BadRequestError, NotComparableError, UnknownDocumentError
from analyzer.pipeline import Analyzer
from analyzer.records import Stage
from tests.sample_library import copy_sample_library

CORPUS = Path(__file__).parents[3] / "corpus"
TEXTS = {
    "scan": "A scan of the performer's face serves one picture, unless the performer agrees.",
    "meal": "Lunch lasts thirty minutes and is taken away from the set.",
    "call": "The call sheet is handed out the evening before.",
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Analyzer]:
    """The sample library."""
    with Analyzer.open(copy_sample_library(tmp_path_factory, "sample")) as library:
        yield library


@pytest.mark.slow
def test_texts_from_elsewhere_are_found_by_their_own_ids(tmp_path: Path) -> None:
    with Analyzer.from_texts(TEXTS) as library:
        hits = library.search("may they keep the likeness for other films?", mode="semantic", top=1)
        assert [hit.clause.id for hit in hits] == ["scan"]
        assert [clause.id for clause in library.clauses()] == list(TEXTS)
        assert library.search("lunch", mode="lexical")[0].clause.id == "meal"
        both = library.search(["keep the face", "use a likeness for another film"], top=1)
        assert both[0].clause.id == "scan"
        assert both.warnings == ()


@pytest.mark.slow
def test_corpus_is_read_through_all_stages(sample: Analyzer) -> None:
    documents = sample.documents()
    assert len(documents) == 15
    assert all(document.stages == tuple(Stage) and document.sample for document in documents)
    for document in documents:
        reading = sample.catalog.reading(document.id)
        assert reading.account.balanced, document.id


@pytest.mark.slow
def test_vectors_are_rows_in_the_order_of_the_clauses(sample: Analyzer) -> None:
    clauses = sample.clauses(document="proposal-2026")
    vectors = sample.vectors(clauses)
    assert vectors.shape == (len(clauses), 384)
    assert vectors.dtype == np.float32
    lengths = np.linalg.norm(vectors, axis=1)
    assert np.all((abs(lengths - 1) < 1e-4) | (lengths == 0))
    backwards = sample.vectors(clauses[::-1])
    assert np.array_equal(backwards, vectors[::-1])


@pytest.mark.slow
def test_question_is_answered_with_documents_and_topics(sample: Analyzer) -> None:
    hits = sample.search("may the producer keep the scan for other pictures?", top=5)
    assert hits.confident
    assert len(hits) == 5
    assert any(hit.topics for hit in hits)
    assert all(hit.clause.document == hit.document.id for hit in hits)
    only = sample.search("scan", document="proposal", kind="proposal", top=3)
    assert {hit.document.id for hit in only} == {"proposal-2026"}


@pytest.mark.slow
def test_files_are_compared_like_documents_of_the_library(sample: Analyzer) -> None:
    old, new = CORPUS / "agreement-2023.pdf", CORPUS / "proposal-2026.pdf"
    held = sample.compare("agreement-2023", "proposal-2026", topic="ai")
    assert held.has_changes
    assert held.comparison.old.stages == tuple(Stage)
    named = sample.compare(old, new, topic="ai")
    assert named.has_changes
    assert named.comparison.old.stages == ()
    assert named.comparison.summary == held.comparison.summary


@pytest.mark.slow
def test_own_marks_of_a_file_are_those_of_the_library(sample: Analyzer) -> None:
    held = sample.redline("memorandum-2023")
    assert held.has_changes
    assert not held.warnings
    assert held.comparison.own_marks == held.comparison.summary["reworded"]
    named = sample.redline(CORPUS / "memorandum-2023.pdf")
    assert named.comparison.summary == held.comparison.summary
    assert [c.words for c in named.changes] == [c.words for c in held.changes]
    about = sample.redline("memorandum-2023", topic="ai")
    assert 0 < len(about.changes) < len(held.changes)
    nothing = sample.redline("counterproposal-2026")
    assert not nothing.has_changes
    assert nothing.warnings


@pytest.mark.slow
def test_memorandum_is_not_compared_with_an_agreement(sample: Analyzer) -> None:
    with pytest.raises(NotComparableError) as caught:
        sample.compare("memorandum-2023", "agreement-2023")
    assert caught.value.do


@pytest.mark.slow
def test_span_is_shown_as_its_boxes(sample: Analyzer) -> None:
    finding = next(found for found in sample.find(document="proposal-2026") if found.evidence)
    evidence = finding.evidence[0]
    page = finding.clause.pages[0]
    shown = sample.show(
        "proposal-2026", page, clause=finding.clause.id, span=(evidence.start, evidence.end)
    )
    whole = sample.show("proposal-2026", page, clause=finding.clause.id)
    assert shown.boxes
    assert {box.clause for box in shown.boxes} == {finding.clause.id}
    assert _area(shown.boxes) < _area(whole.boxes)
    assert shown.image.data[:2] == b"\xff\xd8"


def _area(boxes: object) -> float:
    assert isinstance(boxes, tuple)
    return float(sum((b.box.x1 - b.box.x0) * (b.box.bottom - b.box.top) for b in boxes))


@pytest.mark.slow
def test_requests_that_make_no_sense_say_what_does(sample: Analyzer) -> None:
    with pytest.raises(BadRequestError, match="page from 1 to"):
        sample.show("proposal-2026", 999)
    with pytest.raises(BadRequestError, match="consent"):
        sample.find(topic="weather")
    with pytest.raises(BadRequestError, match="memorandum"):
        sample.search("scan", kind="novel")
    with pytest.raises(BadRequestError, match="2026-07-01"):
        sample.search("scan", as_of="July")
    with pytest.raises(BadRequestError, match="hybrid"):
        sample.search("scan", mode="guess")
    with pytest.raises(UnknownDocumentError, match="agreement-2020, agreement-2023"):
        sample.document("agreement")


@pytest.mark.slow
def test_provenance_names_versions_encoder_and_files(sample: Analyzer) -> None:
    told = sample.provenance()
    assert told["encoder"]["fingerprint"].startswith("all-MiniLM-L6-v2:")
    assert told["packages"]["faiss-cpu"]
    assert {row["id"] for row in told["documents"]} == {d.id for d in sample.documents()}
    assert all(len(row["sha256"]) == 64 for row in told["documents"])
