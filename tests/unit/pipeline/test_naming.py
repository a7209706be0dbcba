"""A document is named by id, beginning of an id, manifest name, title, file name; in that order."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.errors import UnknownDocumentError
from analyzer.pipeline.naming import find_document, is_place
from analyzer.records import Document, DocumentId


def held(identifier: str, name: str | None = None) -> Document:
    return Document(DocumentId(identifier), path="a.pdf", sha256="0", title="A", name=name)


DOCUMENTS = (
    held("agreement-2020"),
    held("agreement-2023", name="base"),
    held("base-text"),
    held("proposal"),
    held("proposal-2026"),
)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("agreement-2020", "agreement-2020"),
        ("agreement-2023", "agreement-2023"),
        ("proposal", "proposal"),
        ("proposal-", "proposal-2026"),
        ("base-", "base-text"),
        ("base", "base-text"),
    ],
)
def test_names_in_their_order(name: str, found: str) -> None:
    assert find_document(DOCUMENTS, name).id == found


def test_manifest_name_comes_last() -> None:
    assert find_document(DOCUMENTS[:2], "base").id == "agreement-2023"


def test_a_title_is_a_name_in_any_letter_case_where_one_document_bears_it() -> None:
    titled = Document(DocumentId("z-1"), path="z.pdf", sha256="0", title="Pact of Harbors, 2026")
    assert find_document((*DOCUMENTS, titled), "pact of harbors, 2026").id == "z-1"
    with pytest.raises(UnknownDocumentError, match="names several documents"):
        find_document(DOCUMENTS[2:], "a")


@pytest.mark.parametrize("name", ["Harbor_Pact 2026.pdf", "harbor_pact 2026", "HARBOR_PACT 2026"])
@pytest.mark.parametrize("folder", ["", "papers/", "C:\\papers\\"])
def test_a_document_answers_to_the_name_of_its_file(name: str, folder: str) -> None:
    filed = Document(DocumentId("z-1"), path=f"{folder}Harbor_Pact 2026.pdf", sha256="0", title="Z")
    assert find_document((*DOCUMENTS, filed), name).id == "z-1"


def test_a_file_name_that_several_bear_is_no_name() -> None:
    with pytest.raises(UnknownDocumentError, match="names several documents"):
        find_document(DOCUMENTS, "a.pdf")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("gone.pdf", True),
        ("papers/gone", True),
        (Path("gone"), True),
        ("agreement-2023", False),
        ("Pact of Harbors, 2026", False),
        ("", False),
    ],
)
def test_what_can_be_nothing_but_a_path_is_one(name: str | Path, expected: bool) -> None:
    assert is_place(name) is expected


def test_ambiguous_name_is_refused_with_the_candidates() -> None:
    with pytest.raises(UnknownDocumentError, match="agreement-2020, agreement-2023"):
        find_document(DOCUMENTS, "agreement")


@pytest.mark.parametrize("name", ["", "nothing"])
def test_unknown_name_says_what_there_is(name: str) -> None:
    with pytest.raises(UnknownDocumentError, match="It holds: agreement-2020") as told:
        find_document(DOCUMENTS, name)
    assert "Name one of them" in str(told.value)


def test_empty_library_says_how_to_fill_it() -> None:
    with pytest.raises(UnknownDocumentError, match="analyzer ingest"):
        find_document((), "agreement")
