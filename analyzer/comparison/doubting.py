"""What a change says where pages were not read, or only from a picture, and why it is in doubt.

A change → the same change with its doubts: described by the words alone that both documents were
read for, held loosely where it, or a part of it, may only seem so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from analyzer.comparison.consequences import SAME_WORDS
from analyzer.comparison.unread_edges import Edges, name_pages
from analyzer.records import (
    Change,
    ChangeKind,
    ClauseId,
    Document,
    Doubt,
    DoubtReason,
    WordOperation,
)

#: confidence of a clause that only seems added or removed, and most of one that in part only seems
#: to say something else
DOUBTED, DOUBTED_IN_PART = 0.3, 0.6
_WHOLE = frozenset({ChangeKind.ADDED, ChangeKind.REMOVED})


@dataclass(frozen=True, slots=True)
class Doubting:
    """Both sides with their unread pages; `whole`: clauses without a counterpart that may stand on
    such pages of the other document."""

    edges: tuple[Edges, Edges]
    whole: Mapping[ClauseId, tuple[int, ...]]
    documents: tuple[Document, Document]

    def describe(self, change: Change, describe: Callable[[Change], Change]) -> Change:
        """The change with what its certain words mean, and with its doubts."""
        unread = tuple(self._list_unread(change))
        doubts = (*unread, *self._list_pictures(change))
        if not unread:
            told = describe(change)
            return replace(told, doubts=doubts) if doubts else told
        if change.kind in _WHOLE:
            return replace(describe(change), doubts=doubts, confidence=DOUBTED)
        sure = replace(change, doubts=doubts).sure_words
        told = describe(replace(change, words=sure))
        if all(piece.op is WordOperation.EQUAL for piece in (*sure, *(change.heading_words or ()))):
            told = replace(told, effects=())
            doubts = tuple(replace(one, words="") if one in unread else one for one in doubts)
        held = min(change.confidence, DOUBTED_IN_PART)
        return replace(told, words=change.words, doubts=doubts, confidence=held)

    def _list_unread(self, change: Change) -> Iterator[Doubt]:
        """Of what came the pages of the old document, of what went those of the new one."""
        old, new = self.edges
        if change.old and change.new:
            if change.kind not in SAME_WORDS:
                yield from old.tell(old.find(change.old), change.words)
                yield from new.tell(new.find(change.new), change.words)
            return
        pages = {page for key in (*change.old, *change.new) for page in self.whole.get(key, ())}
        if pages:
            yield (new if change.old else old).doubt(sorted(pages))

    def _list_pictures(self, change: Change) -> Iterator[Doubt]:
        """The pages of its clauses of whose words a program read a picture."""
        if change.kind in SAME_WORDS:
            return
        for edges, document, keys in zip(
            self.edges, self.documents, (change.old, change.new), strict=True
        ):
            if not document.ocr_pages:
                continue
            clauses = (edges.side.clauses[at] for at in edges.find(keys))
            pages = {page for one in clauses for page in one.pages}.intersection(document.ocr_pages)
            if pages:
                why = f"{name_pages(sorted(pages), edges.name)} read from a picture"
                yield Doubt(DoubtReason.READ_FROM_PICTURE, document.id, tuple(sorted(pages)), why)
