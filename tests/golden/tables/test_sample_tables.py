"""Tables of the sample agreement, cell by cell; ANALYZER_REWRITE_GOLDEN=1 writes the file anew."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from analyzer.documents import open_source
from analyzer.intake import read_file
from analyzer.records import Clause

HERE = Path(__file__).parent
SAMPLE = Path(__file__).resolve().parents[3] / "corpus" / "agreement-2023.pdf"
GOLDEN = HERE / "agreement-2023.txt"


def printed(clause: Clause) -> Iterator[str]:
    facts = clause.table
    assert facts is not None
    yield f"p. {clause.pages[0]} | {facts.caption or '-'}"
    yield f"  periods: {' | '.join(period or '-' for period in facts.periods)}"
    yield f"  units:   {' | '.join(unit or '-' for unit in facts.units)}"
    for cell in clause.cells or ():
        head = " header" if cell.header else ""
        notes = f" notes {', '.join(cell.notes)}" if cell.notes else ""
        yield f"  {cell.row}.{cell.column} {cell.text}{notes}{head}"


def test_the_tables_of_the_sample_agreement() -> None:
    reading = read_file(open_source(SAMPLE), reader="pdfium")
    said = "\n".join(line for clause in reading.clauses if clause.cells for line in printed(clause))
    if os.environ.get("ANALYZER_REWRITE_GOLDEN") == "1":
        GOLDEN.write_text(said + "\n", encoding="utf-8")
        pytest.fail("the golden file was written anew: look at it, then test without the flag")
    assert said + "\n" == GOLDEN.read_text(encoding="utf-8")
    assert reading.account.balanced
