"""How many pages a guarded child has read: a number is all that it can say before its answer.

The child's bytes, as they come → counts for whoever watches, and the bytes of the answer. A count
is a line '#12/700' ahead of the answer; what is no such line begins the answer. A count that cannot
be (more pages than a file may have, more read than there are, another total, no more than before)
is dropped, and one count after the other is a flood: a child gone bad can say no more than so many
numbers.
"""

from __future__ import annotations

import re
from time import monotonic

from analyzer.ports import PageWatch

#: bytes of counts that a child may write: with two a second, those of an hour
MOST_BYTES = 1 << 16
#: seconds between two counts that are passed on, but for the last
SELDOM = 0.1
# '#12/700'
_COUNT = re.compile(rb"#(\d{1,7})/(\d{1,7})\n")
# '#12/7', cut off
_BEGUN = re.compile(rb"(?:#(?:\d{1,7}(?:/\d{0,7})?)?)?")


def count_line(done: int, total: int) -> bytes:
    """What a child writes ahead of its answer."""
    return b"#%d/%d\n" % (done, total)


class PageCounts:
    """Takes the counts out of what a child writes; `most`: pages that a file may have."""

    def __init__(self, watch: PageWatch | None, *, most: int) -> None:
        self._watch = watch
        self._most = most
        self._done, self._total = -1, 0
        self._told_at = 0.0
        #: bytes ahead of the answer that may be the beginning of a count; None once it has begun
        self._held: bytes | None = None if watch is None else b""
        self._came = 0

    @property
    def flooded(self) -> bool:
        """True where more counts came than a child has to tell."""
        return self._came > MOST_BYTES

    def take(self, chunk: bytes) -> bytes:
        """The part of what came that is the answer's."""
        if self._held is None:
            return chunk
        held, at = self._held + chunk, 0
        while line := _COUNT.match(held, at):
            self._note(int(line[1]), int(line[2]))
            at = line.end()
        self._came += at
        self._held = held[at:]
        return b"" if _BEGUN.fullmatch(self._held) else self.end()

    def end(self) -> bytes:
        """What was held back and is no count."""
        held, self._held = self._held or b"", None
        return held

    def _note(self, done: int, total: int) -> None:
        known = self._total or total
        if not (self._done < done <= total == known and 0 < total <= self._most):
            return
        self._done, self._total = done, total
        now = monotonic()
        if self._watch and (done == total or now >= self._told_at + SELDOM):
            self._told_at = now
            self._watch(done, total)
