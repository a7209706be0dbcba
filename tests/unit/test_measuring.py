"""What the benchmarks watch: a process and all that it started."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.measuring import tree_of

pytestmark = pytest.mark.skipif(
    not Path(f"/proc/self/task/{os.getpid()}/children").exists(),
    reason="this system does not tell the children of a process",
)
_WAIT = "import sys; sys.stdin.read()"


def test_a_tree_holds_the_process_and_its_children() -> None:
    with subprocess.Popen([sys.executable, "-c", _WAIT], stdin=subprocess.PIPE) as child:
        tree = tree_of(os.getpid())
        assert tree[0] == os.getpid()
        assert child.pid in tree
        child.communicate()


def test_a_process_that_has_ended_has_no_children() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        child.wait()
    assert tree_of(child.pid) == [child.pid]
