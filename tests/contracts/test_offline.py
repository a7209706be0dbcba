"""Without a network the commands say what they say with one; one of the benchmark's commands."""

from __future__ import annotations

import pytest

from benchmarks.offline import run_alone

pytestmark = pytest.mark.slow


def test_commands_say_the_same_without_a_network() -> None:
    told = run_alone(only=[4])
    if told.left_out:
        pytest.skip(told.left_out)
    assert told.away == 1
    assert told.commands == 1
    assert told.differ == []
