"""A document is named by id, unambiguous beginning, manifest name; in that order."""

from __future__ import annotations

import pytest

from analyzer.errors import UnknownDocumentError
from analyzer.pipeline.naming import find_document
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


def test_ambiguous_name_is_refused_with_the_candidates() -> None:
    with pytest.raises(UnknownDocumentError, match="agreement-2020, agreement-2023"):
        find_document(DOCUMENTS, "agreement")


@pytest.mark.parametrize("name", ["", "nothing"])
def test_unknown_name_says_what_there_is(name: str) -> None:
    with pytest.raises(UnknownDocumentError, match="It holds: agreement-2020"):
        find_document(DOCUMENTS, name)


def test_empty_library_says_how_to_fill_it() -> None:
    with pytest.raises(UnknownDocumentError, match="analyzer ingest"):
        find_document((), "agreement")
