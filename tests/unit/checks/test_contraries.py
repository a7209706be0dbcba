"""Words that say the contrary: every example is read, no counterexample is."""

from __future__ import annotations

import pytest

from analyzer.checks.contraries import Contrary, load_contraries
from analyzer.checks.texts import detect
from tests.unit.checks.test_checks import text_of

ROWS = load_contraries()


def reads(row: Contrary, sentence: str) -> bool:
    text = text_of(sentence)
    return any(detect(text, text.clauses, row.detector))


@pytest.mark.parametrize(("row", "example"), [(r, e) for r in ROWS for e in r.examples])
def test_an_example_is_read(row: Contrary, example: str) -> None:
    assert reads(row, example)


@pytest.mark.parametrize(("row", "example"), [(r, e) for r in ROWS for e in r.counterexamples])
def test_a_counterexample_is_not_read(row: Contrary, example: str) -> None:
    assert not reads(row, example)
