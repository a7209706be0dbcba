"""A stretch of work in which Python does not look for circles of records that nothing holds."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for circles of records meanwhile: a comparison makes none, and among so many that
    live on, each search takes longer than the last, a tenth of two long agreements' time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
