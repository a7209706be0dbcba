"""Which documents are in force on a day: a document says the same as the catalog's filter."""

from __future__ import annotations

import pytest

from analyzer.records import Document, DocumentId, DocumentKind, Status


def agreement(**fields: object) -> Document:
    known: dict[str, object] = {
        "kind": DocumentKind.AGREEMENT,
        "status": Status.RATIFIED,
        "effective": "2023-07-01",
        "expires": "2026-06-30",
    }
    return Document(
        id=DocumentId("a"),
        path="a.pdf",
        sha256="0",
        title="A",
        **{**known, **fields},  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("day", "binds"),
    [("2023-06-30", False), ("2023-07-01", True), ("2026-06-30", True), ("2026-07-01", False)],
)
def test_an_agreement_binds_from_its_first_day_to_its_last(day: str, binds: bool) -> None:
    assert agreement().is_in_force(day) is binds


def test_an_agreement_without_a_last_day_goes_on() -> None:
    assert agreement(expires=None).is_in_force("2099-01-01")


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": DocumentKind.PROPOSAL},
        {"kind": DocumentKind.SUMMARY},
        {"status": Status.TENTATIVE},
        {"status": Status.ALLEGED},
        {"effective": None},
    ],
)
def test_offers_claims_and_undated_texts_are_not_in_force(fields: dict[str, object]) -> None:
    assert not agreement(**fields).is_in_force("2024-01-01")
