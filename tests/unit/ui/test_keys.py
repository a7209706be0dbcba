"""What is cached of a document goes with its whole record."""

from __future__ import annotations

from dataclasses import fields

from analyzer.records import Document
from analyzer.ui import state


def test_every_field_of_a_document_is_part_of_its_key() -> None:
    document = Document(**{field.name: f"<{field.name}>" for field in fields(Document)})  # type: ignore[arg-type]
    key = state._WHOLE[Document](document)
    assert all(f"<{field.name}>" in key for field in fields(Document))
