"""The matrix: a value with its quote or a silence in every cell; other words, the same group."""

from __future__ import annotations

from dataclasses import replace

from analyzer.checks import Text
from analyzer.matrix import build_matrix
from analyzer.records import DocumentId, MatrixRow
from analyzer.taxonomy import load_taxonomy
from analyzer.wording.words import fold_words
from tests.unit.checks.test_checks import text_of


def rows_of(*texts: Text) -> dict[str, MatrixRow]:
    documents = [replace(t.document, id=DocumentId(str(at))) for at, t in enumerate(texts)]
    found = {d.id: t.findings for d, t in zip(documents, texts, strict=True)}
    return {row.term: row for row in build_matrix(documents, found, taxonomy=load_taxonomy())}


def test_every_cell_is_a_value_or_a_silence() -> None:
    rows = rows_of(
        text_of("The producer shall own the digital replica."), text_of("Lunch is at noon.")
    )
    assert list(rows) == [term.name for term in load_taxonomy().terms]
    for row in rows.values():
        assert [cell.document for cell in row.cells] == ["0", "1"]
        assert all(bool(cell.readings) != (cell.silence is not None) for cell in row.cells)
    owned = rows["owner"].cells[0].readings[0]
    assert owned.value == "employer"
    assert owned.passage.quote in "The producer shall own the digital replica."
    silent = rows["owner"].cells[1].silence
    assert silent is not None
    assert silent.searched_for


def test_what_is_said_alike_shares_a_group() -> None:
    rows = rows_of(
        text_of("The producer shall own the digital replica."),
        text_of("Title to each digital replica vests in the company."),
        text_of("The digital replica belongs to the performer."),
    )
    assert [cell.group for cell in rows["owner"].cells] == [1, 1, 2]
    assert [cell.group for cell in rows["duration"].cells] == [0, 0, 0]


def test_words_of_different_guilds_fold_alike() -> None:
    assert fold_words("the minimum that the Producer pays") == fold_words(
        "The minimum that a Company pays."
    )
    assert fold_words("the minimum of the Guild") != fold_words("the minimum of the Studio")
