"""What was dropped is chosen below the table; how sure a finding is said to be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyzer.findings import find_by_cues
from analyzer.records import Basis, ClauseKind, Document, DocumentId, Job, JobState
from analyzer.taxonomy import load_taxonomy
from analyzer.ui.finding_shown import BASIS_SAID, BASIS_WORDS, sureness
from analyzer.ui.screens.library import first_arrival
from tests.clause_trees import Twig, grow


def documents(*names: str) -> list[Document]:
    return [Document(DocumentId(name), f"{name}.pdf", "0", name) for name in names]


def job(number: int, document: str | None) -> Job:
    made = DocumentId(document) if document else None
    return Job(number, f"{number}.pdf", JobState.DONE, document=made)


def test_the_first_that_was_dropped_and_is_read_is_chosen() -> None:
    jobs = [job(4, "offer"), job(3, None), job(2, "old"), job(1, "older")]
    held = documents("older", "old", "offer")
    assert first_arrival({3, 4}, jobs, held) == "offer"
    assert first_arrival({2, 4}, jobs, held) == "old"
    assert first_arrival({3}, jobs, held) is None
    assert first_arrival({4}, jobs, documents("older")) is None
    assert first_arrival((), jobs, held) is None


@pytest.mark.parametrize("basis", list(Basis))
def test_only_a_user_is_quite_sure(basis: Basis) -> None:
    article = Twig(
        "art",
        heading="Digital Replicas",
        kind=ClauseKind.ARTICLE,
        below=(Twig("a", "The producer shall own the scan."),),
    )
    finding = find_by_cues(grow("d", (article,)), load_taxonomy()).findings[0]
    said = sureness(replace(finding, score=1.0, basis=(basis,)))
    assert ("100% sure" in said) == (basis is Basis.CORRECTED)
    assert f"sure, found {BASIS_WORDS[basis]}<" in said
    assert BASIS_SAID[basis] in said


def test_by_what_a_clause_was_found_is_told_without_the_names_of_the_program() -> None:
    assert BASIS_WORDS.keys() == BASIS_SAID.keys() == set(Basis)
    for basis, said in BASIS_WORDS.items():
        assert basis.value not in said
