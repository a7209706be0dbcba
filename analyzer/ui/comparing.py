"""What the Compare screen compares: two documents, a document by its own marks, marks by their
base; each is made beside the screen, once.

Documents → what was made of them with a number for keys, or None while it is under way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import cast

from analyzer.assessments import Audited
from analyzer.pipeline import Analyzer
from analyzer.records import Document
from analyzer.results import Compared, ProgressCallback
from analyzer.ui import state, working


@dataclass(frozen=True, slots=True)
class Made:
    """A comparison; another number is another comparison."""

    compared: Compared
    number: int


def compare(old: Document, new: Document, topic: str | None) -> Made | None:
    """Two documents compared. Raises NotComparableError."""
    make = partial(_compare, state.open_library(), old, new, topic)
    key = ("compare", old, new, topic, state.overruled_in(old, new))
    return _made(key, make, "Comparing the two documents")


def own_marks(document: Document, topic: str | None) -> Made | None:
    """What a document itself marks as changed."""
    library = state.open_library()

    def make(progress: ProgressCallback) -> Compared:
        return library.redline(document.id, topic=topic)

    key = ("own marks", document, topic, state.overruled_in(document))
    return _made(key, make, "Reading the document's own marks")


def audit(base: Document, proposal: Document) -> Audited | None:
    """A document's own marks held against the one that it changes. Raises NotComparableError."""
    library = state.open_library()

    def make(progress: ProgressCallback) -> Audited:
        return library.audit(base.id, proposal.id)

    what = "Holding the marks against the base"
    work = working.wait_for(("audit", base, proposal), make, what=what)
    return None if work is None else cast("Audited", work.result)


def _compare(
    library: Analyzer, old: Document, new: Document, topic: str | None, progress: ProgressCallback
) -> Compared:
    return library.compare(old.id, new.id, topic=topic, progress=progress)


def _made(
    key: tuple[object, ...], make: Callable[[ProgressCallback], Compared], what: str
) -> Made | None:
    work = working.wait_for(key, make, what=what)
    return None if work is None else Made(cast("Compared", work.result), work.number)
