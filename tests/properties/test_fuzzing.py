"""Our parsers, with whatever is made up: a tenth of the benchmark; and a fault would be told."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st

from benchmarks import fuzzing


def test_nothing_is_uncaught_and_no_word_lost() -> None:
    told = fuzzing.fuzz(500)
    assert told.uncaught == []
    assert sum(told.runs.values()) >= 500


def test_a_fault_is_told_with_what_made_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_on_digits(text: str) -> None:
        if "7" in text:
            raise ZeroDivisionError("seven")

    monkeypatch.setitem(fuzzing.WORKS, "clauses", (st.text("17"), break_on_digits))
    monkeypatch.setattr(fuzzing, "SHARES", {"clauses": 1.0})
    told = fuzzing.fuzz(50)
    assert len(told.uncaught) == 1
    assert "ZeroDivisionError: seven" in told.uncaught[0] and "made='7'" in told.uncaught[0]
