"""Runs one untrusted file's work in a process of its own, so that the file can hurt nothing else.

Request (plain data) and bytes → the child's JSON, or RefusedFileError: the child said no, died,
took too long or answered too much. The child is `python -m analyzer.intake`: it gets the request as
one JSON line, the limits with it, then the bytes; ahead of its answer it may count pages (see
guard_pages). Its standard error is never read, since a library may print words of the file there.
On Windows there is no limit on memory and CPU time (see guard_limits); the wall clock holds
everywhere.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from analyzer import errors
from analyzer.engines.guard_pages import PageCounts
from analyzer.engines.guard_spare import READY, keep_spare, take_spare
from analyzer.errors import AnalyzerError, RefusedFileError
from analyzer.ports import Limits, PageWatch
from analyzer.records import Refusal, RefusalCode

COMMAND = (sys.executable, "-m", "analyzer.intake")
#: an answer may be this much, and this many times the file besides
ANSWER_BYTES = 64 << 20
ANSWER_RATIO = 64
CHUNK = 1 << 16
#: the variables without which Python or a library may not start
KEPT = ("SYSTEMROOT", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
#: how the child ends when it answers, refuses a file, or names an error that is not the file's
ANSWERED, REFUSED, FAILED = 0, 3, 4

#: the child's deaths: code, why, what to do
SLOW = (
    RefusalCode.TOO_SLOW,
    "Reading it took longer than {cpu_seconds} s of computing or {wall_seconds} s in all.",
    "Split the file, or print it to a new PDF and read that.",
)
LARGE = (
    RefusalCode.TOO_LARGE,
    "Reading it needs more memory than the {megabytes} MB that a file of its size may use.",
    "Split the file, or print it to a new PDF and read that.",
)
CRASHED = (
    RefusalCode.UNSAFE,
    "It makes the reader crash: it is badly damaged, or was made to do harm.",
    "Ask for it again; if you trust it, print it to a new PDF and read that.",
)
BROKEN = (
    RefusalCode.DAMAGED,
    "The reader ended without an answer (code {code}).",
    "Print it to a new PDF and read that; `analyzer doctor` says whether the reader is sound.",
)


class ProcessGuard:
    """Guard by a child process with limits; see the module."""

    def __init__(self, *, command: tuple[str, ...] | None = None) -> None:
        self.command = command or COMMAND

    @staticmethod
    def wait_for_pages() -> None:
        """From now on a child waits for the next page to draw, its libraries loaded."""
        keep_spare(lambda: _start(COMMAND, **{READY: "1"}))

    def run(self, request: Mapping[str, Any], data: bytes, *, limits: Limits) -> dict[str, Any]:
        """The child's answer as plain data. Raises RefusedFileError."""
        answer: dict[str, Any] = json.loads(self.answer(request, data, limits=limits))
        return answer

    def answer(
        self,
        request: Mapping[str, Any],
        data: bytes,
        *,
        limits: Limits,
        watch: PageWatch | None = None,
    ) -> bytes:
        """The child's answer as it came, for those who only pass it on; `watch` is told how many
        pages it has read, where that takes long. Raises as `run` does."""
        path = str(request["path"])
        asked = {**request, "limits": asdict(limits), "counts": watch is not None}
        line = json.dumps(asked).encode() + b"\n"
        with _child_for(request, self.command) as child:
            feeder = threading.Thread(target=_feed, args=(child.stdin, line, data), daemon=True)
            alarm = _Alarm(child, limits.wall_seconds)
            feeder.start()
            try:
                most = ANSWER_BYTES + ANSWER_RATIO * len(data)
                answer = _read_at_most(child.stdout, most, PageCounts(watch, most=limits.pages))
                if answer is not None:
                    child.wait()
            finally:
                alarm.stop()
                _kill(child)
                feeder.join()
        if answer is None:
            raise _refused(path, LARGE, limits, child.returncode)
        if alarm.rang:
            raise _refused(path, SLOW, limits, child.returncode)
        return _accept(path, answer, child.returncode, limits)


def _accept(path: str, answer: bytes, code: int, limits: Limits) -> bytes:
    """The answer of a child that ended well; else what its end means."""
    if code == ANSWERED:
        return answer
    if code == REFUSED:
        said = _last_line(answer)["refusal"]
        raise RefusedFileError(
            Refusal(path, RefusalCode(said["code"]), said["what"], said["why"], said["do"])
        )
    if code == FAILED:
        said = _last_line(answer)["error"]
        kind = getattr(errors, said["type"], AnalyzerError)
        raise kind(said["what"], why=said["why"], do=said["do"])
    raise _refused(path, _meaning(code), limits, code)


def _last_line(answer: bytes) -> dict[str, Any]:
    """What a child says when it ends badly; part of an answer may stand before it."""
    said: dict[str, Any] = json.loads(answer.rstrip().rsplit(b"\n", 1)[-1])
    return said


def _meaning(code: int) -> tuple[RefusalCode, str, str]:
    """What the end of a child that gave no answer says of the file; signals are negative."""
    if sys.platform != "win32":
        if code == -signal.SIGXCPU:
            return SLOW
        # PDFium aborts when an allocation fails; the kernel kills when the machine is full.
        if code in (-signal.SIGABRT, -signal.SIGKILL):
            return LARGE
        if code in (-signal.SIGSEGV, -signal.SIGBUS, -signal.SIGILL, -signal.SIGFPE):
            return CRASHED
    return BROKEN


def _refused(
    path: str, reason: tuple[RefusalCode, str, str], limits: Limits, code: int
) -> RefusedFileError:
    kind, why, do = reason
    facts = {"megabytes": limits.memory_bytes >> 20, "code": code, **asdict(limits)}
    return RefusedFileError.because(
        kind, path, what="The file was not read.", why=why.format(**facts), do=do
    )


@contextlib.contextmanager
def _child_for(
    request: Mapping[str, Any], command: tuple[str, ...]
) -> Iterator[subprocess.Popen[bytes]]:
    """The child that waits for a page to draw, else a new one."""
    spare = take_spare() if request.get("work") == "render" and command == COMMAND else None
    with spare or _start(command) as child:
        try:
            yield child
        finally:
            _kill(child)


def _start(command: tuple[str, ...], **variables: str) -> subprocess.Popen[bytes]:
    """A child, alone in its session, with nothing of this process but its two pipes."""
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**_clean_environment(), **variables},
        start_new_session=True,
    )


def _clean_environment() -> dict[str, str]:
    """What Python needs to find this very package, and no variable of the user's."""
    package = Path(__file__).resolve().parents[2]
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return {
        **kept,
        "PATH": os.defpath,
        "PYTHONPATH": str(package),
        "PYTHONSAFEPATH": "1",
        "PYTHONUTF8": "1",
        "PYTHONHASHSEED": "0",
        "OMP_NUM_THREADS": "1",
        "ANALYZER_PARENT": str(os.getpid()),
    }


def _feed(pipe: IO[bytes] | None, line: bytes, data: bytes) -> None:
    """Write request and file; a child that has died already reads no more, which is no error."""
    assert pipe is not None
    with contextlib.suppress(OSError):
        pipe.write(line)
        pipe.write(data)
    with contextlib.suppress(OSError):
        pipe.close()


def _read_at_most(pipe: IO[bytes] | None, most: int, counts: PageCounts) -> bytes | None:
    """The answer in the pipe; None when there is more than that, or counts of pages without end."""
    assert pipe is not None
    held = bytearray()
    while chunk := os.read(pipe.fileno(), CHUNK):
        held += counts.take(chunk)
        if len(held) > most or counts.flooded:
            return None
    return bytes(held + counts.end())


class _Alarm:
    """Kills a child when its time is over."""

    def __init__(self, child: subprocess.Popen[bytes], seconds: float) -> None:
        self.rang = False
        self._child = child
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True
        self._timer.start()

    def _ring(self) -> None:
        if self._child.poll() is None:
            self.rang = True
            _kill(self._child)

    def stop(self) -> None:
        """No more waiting."""
        self._timer.cancel()


def _kill(child: subprocess.Popen[bytes]) -> None:
    """End the child and whatever it started."""
    if sys.platform == "win32":
        child.kill()
        return
    if child.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
