"""The guard's promise: a child that misbehaves becomes a refusal, and nothing of it stays."""

from __future__ import annotations

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
