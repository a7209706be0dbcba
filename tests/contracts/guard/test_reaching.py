"""Files that would load, fetch or climb do nothing of it: a tenth of the benchmark, and every file
of the old parser's trap."""

from __future__ import annotations

import pytest

from benchmarks.reaching import CONTROLS, read_all

pytestmark = pytest.mark.slow


def test_nothing_is_loaded_fetched_or_told() -> None:
    told = read_all(every=10)
    assert told.controls == CONTROLS
    assert told.markers == told.fetched == told.secrets == told.internal == []
    assert told.files >= 6
