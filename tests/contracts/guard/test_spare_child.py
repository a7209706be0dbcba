"""A child that waits for the next page: taken once, ended with the program, never used twice."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from analyzer.engines.guard_process import ProcessGuard
from analyzer.engines.guard_spare import Spare
from analyzer.errors import RefusedFileError
from analyzer.intake import render_request
from analyzer.ports import Limits
from analyzer.records import RefusalCode

CORPUS = Path(__file__).parents[3] / "corpus"
#: seconds after which a test gives up; nothing waits so long
LONGEST = 30
#: a program that keeps a spare child, says its number, and ends or is killed
PROGRAM = """
import os, sys, time
from analyzer.engines import guard_process, guard_spare
guard_process.ProcessGuard.wait_for_pages()
while guard_spare._spare._waiting is None:
    time.sleep(0.01)
print(guard_spare._spare._waiting.pid, flush=True)
if "killed" in sys.argv:
    os.kill(os.getpid(), 9)
"""


def sleeper() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def taken(spare: Spare) -> subprocess.Popen[bytes]:
    for _ in range(LONGEST * 100):
        child = spare.take()
        if child is not None:
            return child
        time.sleep(0.01)
    raise AssertionError("no child waits")


def test_each_child_is_given_once_and_none_is_left() -> None:
    spare = Spare(sleeper)
    children = [taken(spare) for _ in range(3)]
    assert len({child.pid for child in children}) == 3
    spare.close()
    assert spare.take() is None
    for child in children:
        child.kill()
        child.communicate()


def test_a_child_that_died_while_it_waited_is_not_given() -> None:
    def dead() -> subprocess.Popen[bytes]:
        child = subprocess.Popen([sys.executable, "-c", ""], stdin=subprocess.PIPE)
        child.wait()
        return child

    spare = Spare(dead)
    for _ in range(20):
        assert spare.take() is None
        time.sleep(0.01)
    spare.close()


def test_pages_are_the_same_with_a_child_that_waited_and_limits_hold() -> None:
    guard = ProcessGuard()
    data = (CORPUS / "proposal-2026.pdf").read_bytes()
    asked = render_request("proposal-2026.pdf", page=2, scale=1.0)
    alone = guard.run(asked, data, limits=Limits())
    guard.wait_for_pages()
    for _ in range(3):
        assert guard.run(asked, data, limits=Limits()) == alone
    with pytest.raises(RefusedFileError) as caught:
        guard.run(asked, b"%PDF-1.7\n" + b"\x00broken" * 40, limits=Limits())
    assert caught.value.refusal.code is RefusalCode.DAMAGED
    assert guard.run(asked, data, limits=Limits()) == alone


@pytest.mark.parametrize("end", ["ended", "killed"])
def test_the_child_that_waits_ends_with_the_program(end: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM, end], capture_output=True, text=True, check=False
    )
    child = int(told.stdout)
    for _ in range(LONGEST * 100):
        if not _lives(child):
            return
        time.sleep(0.01)
    raise AssertionError(f"process {child} is left behind")


def _lives(process: int) -> bool:
    """A zombie that nobody has buried yet is dead."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def test_a_child_waits_again_after_one_could_not_be_started() -> None:
    tries: list[int] = []

    def start() -> subprocess.Popen[bytes]:
        tries.append(1)
        if len(tries) == 1:
            raise OSError(11, "Resource temporarily unavailable")
        return sleeper()

    spare = Spare(start)
    child = taken(spare)
    spare.close()
    child.kill()
    child.communicate()
