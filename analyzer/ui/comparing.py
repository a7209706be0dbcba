"""What the Compare screen compares: two documents, a document by its own marks, marks by their
base; each is made beside the screen, once, two documents for what is about AI and for all at once.

Documents → what was made of them with a key of its own, or None while it is under way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from analyzer.assessments import Audited
from analyzer.records import Document
from analyzer.results import Compared, ProgressCallback
from analyzer.ui import state, working

#: what the switch of the screen chooses between
TOPICS = ("ai", None)


@dataclass(frozen=True, slots=True)
class Made:
    """A comparison; another key is another comparison."""

    compared: Compared
    key: str


def compare(old: Document, new: Document, topic: str | None) -> Made | None:
    """Two documents compared, about one of TOPICS. Raises NotComparableError."""
    library = state.open_library()

    def make(progress: ProgressCallback) -> tuple[Compared, ...]:
        return library.compare_about(old.id, new.id, TOPICS, progress=progress)

    key = ("compare", old, new, state.overruled_in(old, new))
    work = working.wait_for(key, make, what="Comparing the two documents")
    if work is None:
        return None
    told = cast("tuple[Compared, ...]", work.result)
    return Made(told[TOPICS.index(topic)], f"{work.number} {topic}")


def own_marks(document: Document, topic: str | None) -> Made | None:
    """What a document itself marks as changed."""
    library = state.open_library()

    def make(progress: ProgressCallback) -> Compared:
        return library.redline(document.id, topic=topic, progress=progress)

    key = ("own marks", document, topic, state.overruled_in(document))
    work = working.wait_for(key, make, what="Reading the document's own marks")
    return None if work is None else Made(cast("Compared", work.result), str(work.number))


def audit(base: Document, proposal: Document) -> Audited | None:
    """A document's own marks held against the one that it changes. Raises NotComparableError."""
    library = state.open_library()

    def make(progress: ProgressCallback) -> Audited:
        return library.audit(base.id, proposal.id, progress=progress)

    what = "Holding the marks against the base"
    work = working.wait_for(("audit", base, proposal), make, what=what)
    return None if work is None else cast("Audited", work.result)
