"""The guard's promise: a child that misbehaves becomes a refusal, and nothing of it stays."""

from __future__ import annotations

import json
import os
import sys
import textwrap

import pytest

from analyzer.engines.guard_process import ProcessGuard
from analyzer.errors import MissingLibraryError, RefusedFileError
from analyzer.ports import Limits
from analyzer.records import RefusalCode

LIMITS = Limits(memory_bytes=1 << 30, cpu_seconds=20, wall_seconds=20)
REQUEST = {"work": "read", "path": "offer.pdf"}


def guard_of(script: str) -> ProcessGuard:
    """A guard whose child runs this script, with `request` and `data` at hand."""
    opening = (
        "import json, os, signal, sys\n"
        "from analyzer.engines import guard_limits\n"
        "from analyzer.ports import Limits\n"
        "request = json.loads(sys.stdin.buffer.readline())\n"
        "limits = Limits(**request.pop('limits'))\n"
        "data = sys.stdin.buffer.read()\n"
    )
    return ProcessGuard(command=(sys.executable, "-c", opening + textwrap.dedent(script)))


def refusal_of(script: str, *, limits: Limits = LIMITS) -> RefusedFileError:
    with pytest.raises(RefusedFileError) as caught:
        guard_of(script).run(REQUEST, b"bytes", limits=limits)
    refusal = caught.value.refusal
    assert refusal.path == "offer.pdf"
    assert refusal.what
    assert refusal.why
    assert refusal.do
    return caught.value


def test_request_and_bytes_arrive_and_the_answer_comes_back() -> None:
    data = bytes(range(256)) * 5_000
    answer = guard_of("print(json.dumps({'path': request['path'], 'size': len(data)}))").run(
        REQUEST, data, limits=LIMITS
    )
    assert answer == {"path": "offer.pdf", "size": len(data)}


def test_child_that_reads_nothing_does_not_block_the_parent() -> None:
    child = (sys.executable, "-c", "print('{}')")
    assert ProcessGuard(command=child).run(REQUEST, b"x" * (8 << 20), limits=LIMITS) == {}


def test_child_that_takes_too_long_is_ended_with_all_that_it_started() -> None:
    error = refusal_of(
        """
        import subprocess
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        import time
        time.sleep(60)
        """,
        limits=Limits(wall_seconds=1),
    )
    assert error.refusal.code is RefusalCode.TOO_SLOW


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no limit on CPU time")
def test_child_that_computes_too_long_is_too_slow() -> None:
    error = refusal_of(
        "guard_limits.confine(limits)\nwhile True: pass", limits=Limits(cpu_seconds=1)
    )
    assert error.refusal.code is RefusalCode.TOO_SLOW


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no limit on address space")
def test_memory_is_capped_inside_the_child() -> None:
    answer = guard_of(
        """
        guard_limits.confine(limits)
        try:
            held = bytearray(1 << 30)
            said = "allowed"
        except MemoryError:
            said = "refused"
        print(json.dumps({"memory": said}))
        """
    ).run(REQUEST, b"", limits=Limits(memory_bytes=512 << 20))
    assert answer == {"memory": "refused"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize(
    ("signal", "code"),
    [
        ("SIGABRT", RefusalCode.TOO_LARGE),
        ("SIGKILL", RefusalCode.TOO_LARGE),
        ("SIGSEGV", RefusalCode.UNSAFE),
        ("SIGBUS", RefusalCode.UNSAFE),
    ],
)
def test_death_by_a_signal_is_a_refusal(signal: str, code: RefusalCode) -> None:
    assert refusal_of(f"os.kill(os.getpid(), signal.{signal})").refusal.code is code


def test_any_other_end_is_a_damaged_file() -> None:
    assert refusal_of("sys.exit(7)").refusal.code is RefusalCode.DAMAGED


def test_answer_without_end_is_too_large() -> None:
    error = refusal_of("while True: sys.stdout.buffer.write(b'x' * 65536)")
    assert error.refusal.code is RefusalCode.TOO_LARGE


def test_refusal_of_the_child_is_raised_as_it_is() -> None:
    error = refusal_of(
        """
        said = {"path": "?", "code": "encrypted", "what": "a", "why": "b", "do": "c"}
        print('{"reading": {"doc', end="")
        print("\\n" + json.dumps({"refusal": said}), end="")
        sys.exit(3)
        """
    )
    assert error.refusal.code is RefusalCode.ENCRYPTED
    assert (error.refusal.what, error.refusal.why, error.refusal.do) == ("a", "b", "c")


def test_error_that_is_not_the_file_s_keeps_its_kind() -> None:
    script = """
        said = {"type": "MissingLibraryError", "what": "no reader", "why": "", "do": "install it"}
        print(json.dumps({"error": said}))
        sys.exit(4)
        """
    with pytest.raises(MissingLibraryError, match="install it"):
        guard_of(script).run(REQUEST, b"", limits=LIMITS)


def test_nothing_of_standard_error_is_shown(capfd: pytest.CaptureFixture[str]) -> None:
    error = refusal_of("sys.stderr.write('words of the offer'); sys.exit(1)")
    shown = capfd.readouterr()
    assert "words of the offer" not in str(error) + shown.out + shown.err


def test_environment_is_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRIVATE_TOKEN", "abc")
    answer = guard_of("print(json.dumps(dict(os.environ)))").run(REQUEST, b"", limits=LIMITS)
    assert "PRIVATE_TOKEN" not in answer
    assert "HOME" not in answer
    assert answer["ANALYZER_PARENT"] == str(os.getpid())


COUNTED = """
    def say(text):
        sys.stdout.write(text)
        sys.stdout.flush()
"""


def counts_of(script: str, *, limits: Limits = LIMITS) -> tuple[bytes, list[tuple[int, int]]]:
    told: list[tuple[int, int]] = []
    guard = guard_of(textwrap.dedent(COUNTED) + textwrap.dedent(script))
    answer = guard.answer(
        REQUEST, b"", limits=limits, watch=lambda done, total: told.append((done, total))
    )
    return answer, told


def test_pages_are_counted_while_the_child_reads_and_are_no_part_of_its_answer() -> None:
    answer, told = counts_of(
        """
        import time
        for done in (0, 3, 7):
            say(f"#{done}/7\\n")
            time.sleep(0.3)
        say('{"counts": %s}' % json.dumps(request["counts"]))
        """
    )
    assert json.loads(answer) == {"counts": True}
    assert told == [(0, 7), (3, 7), (7, 7)]


def test_a_count_that_comes_in_pieces_is_one_count() -> None:
    answer, told = counts_of(
        """
        import time
        for piece in ("#", "1", "2/", "40", "\\n", "#13", '/x"'):
            say(piece)
            time.sleep(0.05)
        """
    )
    assert (answer, told) == (b'#13/x"', [(12, 40)])


@pytest.mark.parametrize(
    "said",
    ["#0/0", "#8/7", "#9/6000", "#12345678/7", "#-1/7", "#1/7;", "<b>", "#1/7\\r"],
)
def test_what_is_no_count_is_never_told(said: str) -> None:
    """Nothing read of nothing, more than there is, more than a file may have, words."""
    _, told = counts_of(f"say('{said}\\n{{}}')")
    assert told == []


def test_a_child_cannot_flood_the_parent_with_counts() -> None:
    """Counts that go back, stand still or change their total are dropped; the others are bounded by
    the pages that a file may have, and by the clock."""
    answer, told = counts_of(
        """
        for _ in range(2_000):
            say("#5/9\\n#4/9\\n#6/8\\n#5/9\\n")
        say("".join(f"#{done}/9\\n" for done in range(10)) + "{}")
        """
    )
    assert answer == b"{}"
    assert told[0] == (5, 9) and told[-1] == (9, 9)
    assert len(told) <= 5


def test_counts_without_end_are_an_answer_that_is_too_large() -> None:
    with pytest.raises(RefusedFileError) as caught:
        counts_of("while True: sys.stdout.write('#1/2\\n' * 10_000)")
    assert caught.value.refusal.code is RefusalCode.TOO_LARGE


def test_a_child_that_counts_and_hangs_is_ended_in_its_time() -> None:
    with pytest.raises(RefusedFileError) as caught:
        counts_of("import time\nsay('#1/2\\n')\ntime.sleep(60)", limits=Limits(wall_seconds=1))
    assert caught.value.refusal.code is RefusalCode.TOO_SLOW


def test_nobody_who_does_not_ask_gets_counts() -> None:
    guard = guard_of("print(json.dumps({'counts': request['counts']}))")
    assert guard.run(REQUEST, b"", limits=LIMITS) == {"counts": False}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has namespaces")
def test_confined_child_writes_no_file_and_reaches_no_network() -> None:
    answer = guard_of(
        """
        import errno, socket, tempfile
        missing = guard_limits.confine(limits)
        said = {"missing": missing}
        try:
            with tempfile.TemporaryFile() as file:
                file.write(b"x" * 100_000)
                file.flush()
            said["file"] = "written"
        except OSError:
            said["file"] = "refused"
        try:
            socket.create_connection(("198.51.100.1", 9), timeout=1)
            said["network"] = "reached"
        except OSError as error:
            said["network"] = errno.errorcode.get(error.errno, "timeout")
        print(json.dumps(said))
        """
    ).run(REQUEST, b"", limits=LIMITS)
    assert answer["file"] == "refused"
    if "a network of its own" in answer["missing"]:
        pytest.skip("this system allows no network namespace; the child went on with its limits")
    assert answer["network"] == "ENETUNREACH"
