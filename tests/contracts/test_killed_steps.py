"""A repair may be killed before any of its steps: a part of the benchmark."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.killed_steps import kill_repairs

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that forks"),
]


def test_a_killed_repair_loses_no_file_and_comes_to_the_same_end(tmp_path: Path) -> None:
    told = kill_repairs(tmp_path, every=16)
    assert told.kills > 10
    assert (told.files_lost, told.others) == (0, 0), told.cases
