"""What a guarded child takes from itself before it touches an untrusted file.

Limits → a process that has less memory and time, no core dumps, no file to write, and, where the
system allows it, no network. Only POSIX systems know these limits; on Windows `confine` does
nothing and only the wall clock of the parent and the page and word limits of the reader hold.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys

from analyzer.ports import Limits

#: from linux/sched.h and linux/prctl.h
CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
PR_SET_PDEATHSIG = 1
PR_SET_NO_NEW_PRIVS = 38


def confine(limits: Limits) -> tuple[str, ...]:
    """Give up what reading a file does not need; returns what the system did not allow."""
    missing = [] if cap_resources(limits) else ["memory and time limits"]
    if not leave_network():
        missing.append("a network of its own")
    return tuple(missing)


def cap_resources(limits: Limits) -> bool:
    """Cap address space, CPU time, core dumps and written files; False where that is unknown."""
    if sys.platform == "win32":
        return False
    try:
        import resource
    except ImportError:  # a Python that was built without it
        return False

    wanted = (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_AS, limits.memory_bytes),
    )
    capped = True
    for kind, value in wanted:
        _, hard = resource.getrlimit(kind)
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            # CPU time ends with SIGXCPU, which the parent can tell from a kill.
            beyond = value + 1 if kind == resource.RLIMIT_CPU and value != hard else value
            resource.setrlimit(kind, (value, beyond))
        except (OSError, ValueError):
            capped = False
    return capped


def leave_network() -> bool:
    """Enter a network namespace without any device; False where the system does not allow it."""
    if not sys.platform.startswith("linux"):
        return False
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    with contextlib.suppress(AttributeError):
        libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    try:
        alone = libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0
        return bool(alone or libc.unshare(CLONE_NEWNET) == 0)
    except AttributeError:
        return False


def die_with_parent(parent: int) -> None:
    """End this process when its parent ends, so that a killed program leaves no reader behind."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    with contextlib.suppress(AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)
