"""Documents named the wrong way round: said at the top of every report, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyzer.records import DocumentId, DocumentKind
from analyzer.reports import comparison_to_sheets, to_html, to_markdown
from analyzer.reports.sequence import tell_reversed
from analyzer.results import Compared
from tests.clause_trees import make_comparison

KIND = DocumentKind


def ordered(old: dict[str, object], new: dict[str, object]) -> Compared:
    made = make_comparison()
    return Compared(
        replace(
            made,
            old=replace(made.old, **{"effective": None, **old}),  # type: ignore[arg-type]
            new=replace(made.new, **{"effective": None, **new}),  # type: ignore[arg-type]
        )
    )


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ({"effective": "2026-07-01"}, {"effective": "2023-07-01"}, "in force from 2023-07-01"),
        ({"answers": "new"}, {}, "answers the new one"),
        ({"amends": "new"}, {"effective": "2023-07-01"}, "amends the new one"),
        ({"predecessor": "new"}, {}, "comes after and replaces"),
        (
            {"effective": "2026-07-01", "kind": KIND.TENTATIVE_AGREEMENT},
            {"effective": "2026-07-01", "kind": KIND.PROPOSAL},
            "is a proposal and the old one, of the same term, a tentative agreement",
        ),
    ],
)
def test_the_wrong_way_round_is_said_first(
    old: dict[str, object], new: dict[str, object], why: str
) -> None:
    compared = ordered(old, {**new, "id": DocumentId("new")})
    said = compared.warnings[0]
    assert said.startswith("The order may be reversed: ") and why in said
    page, marked = to_html(compared.comparison), to_markdown(compared.comparison)
    assert said in page.partition('<p class="opening">')[0].partition("<header>")[2]
    assert "**The order may be reversed" in marked.partition("| Reworded")[0]
    summary = comparison_to_sheets(compared.comparison)[0]
    assert [cell.text for cell in summary.cells if cell.row == 1] == ["", said]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({}, {}),
        ({"effective": "2023-07-01"}, {"effective": "2026-07-01"}),
        ({"effective": "2026-07-01"}, {}),
        ({"kind": KIND.PROPOSAL}, {"kind": KIND.AGREEMENT}),
        (
            {"effective": "2026-07-01", "kind": KIND.PROPOSAL},
            {"effective": "2026-07-01", "kind": KIND.TENTATIVE_AGREEMENT},
        ),
        ({"effective": "2023-07-01"}, {"effective": "2023-07-01", "kind": KIND.MEMORANDUM}),
    ],
)
def test_the_right_order_or_one_that_nobody_knows_is_not_doubted(
    old: dict[str, object], new: dict[str, object]
) -> None:
    comparison = ordered(old, new).comparison
    assert tell_reversed(comparison) == ""
    assert "reversed" not in to_html(comparison) + to_markdown(comparison)


def test_a_document_with_its_own_marks_has_no_order() -> None:
    later = ordered({"effective": "2026-07-01"}, {"effective": "2023-07-01"}).comparison
    assert tell_reversed(later) and tell_reversed(replace(later, own_marks=3)) == ""
