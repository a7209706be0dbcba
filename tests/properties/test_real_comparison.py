"""What holds of comparisons of real agreements; they are found through ANALYZER_REAL_DATA."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from analyzer.clauses import split_clauses
from analyzer.documents import describe, open_source, reader_name
from analyzer.engines import load
from analyzer.pages import read_pages
from analyzer.records import Reading
from tests.properties.comparing import check_comparison, mirrored, told

REAL = os.environ.get("ANALYZER_REAL_DATA", "")
PAIRS = [
    ("oregon/state-afscme-department-of-state-lands-2023-2025.txt",
     "oregon/state-afscme-department-of-state-lands-2025-2027.txt"),
    ("guild/IATSE_2015-2018_Basic_Agreement.pdf", "guild/IATSE_2018-2021_Basic_Agreement.pdf"),
]  # fmt: skip


def read_file(name: str) -> Reading:
    if not REAL:
        pytest.skip("ANALYZER_REAL_DATA names no folder of real agreements")
    path = Path(REAL) / name
    if not path.is_file():
        pytest.skip(f"{name} is not in ANALYZER_REAL_DATA")
    source = open_source(path)
    pages = read_pages(source, load("reader", reader_name(source, "pdfium"))())
    return split_clauses(pages, describe(source, pages, None))


@pytest.mark.slow
@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_a_real_pair_is_covered_rebuilt_and_mirrored(old: str, new: str) -> None:
    before, after = read_file(old), read_file(new)
    forth = check_comparison(before.clauses, after.clauses)
    back = check_comparison(after.clauses, before.clauses)
    assert told(forth) == mirrored(back)
    kinds = {change.kind.value for change in forth.changes}
    assert {"unchanged", "reworded", "added", "removed"} <= kinds
