"""Words that a change strikes or puts in where the other text breaks off at a page not read.

A change and the two sides → the pieces of it that may stand on such a page, each with its reason. A
paragraph that runs on over a page of which there is only a picture ends at its foot, and begins
anew behind it: what the other document says there is not known to be gone or to have come.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analyzer.comparison.sides import Side
from analyzer.records import (
    Clause,
    ClauseId,
    ClauseKind,
    Doubt,
    DoubtReason,
    WordOperation,
    WordPiece,
)

#: least words of a piece at such an edge, and by how much it outweighs what it takes the place of
_LEAST, _OUTWEIGHS = 3, 2
#: so many signs a piece may stand off the edge: blanks and a comma
_NEAR = 2


@dataclass(frozen=True, slots=True)
class Edges:
    """One side with its pages that were not read; `name` is 'old' or 'new'."""

    side: Side
    unread: Collection[int]
    name: str
    places: Mapping[ClauseId, int]

    @classmethod
    def of(cls, side: Side, unread: Collection[int], name: str) -> Edges:
        """The side with the numbers of its unread pages."""
        places = {clause.id: at for at, clause in enumerate(side.clauses)}
        return cls(side, frozenset(unread), name, places)

    def find(self, keys: Sequence[ClauseId]) -> tuple[int, ...]:
        """The positions of these clauses."""
        return tuple(self.places[key] for key in keys)

    def tell(self, positions: Sequence[int], pieces: Sequence[WordPiece]) -> Iterator[Doubt]:
        """The pieces that only the other side has, at an edge of these clauses' joined texts."""
        if not self.unread or not positions:
            return
        edges = dict(self._list_edges(positions))
        if not edges:
            return
        ours, theirs = WordOperation.DELETE, WordOperation.INSERT
        if self.name == "new":
            ours, theirs = theirs, ours
        at, struck = 0, 0
        for piece in pieces:
            words = len(piece.text.split())
            if piece.op is theirs and words >= max(_LEAST, _OUTWEIGHS * struck):
                pages = next((p for edge, p in edges.items() if abs(edge - at) <= _NEAR), ())
                if pages:
                    yield self.doubt(pages, piece.text.strip())
            if piece.op is not theirs:
                at += len(piece.text)
            struck = words if piece.op is ours else 0

    def doubt(self, pages: Sequence[int], words: str = "") -> Doubt:
        """A doubt for these pages of the side's document."""
        return Doubt(
            DoubtReason.NOT_READ,
            self.side.clauses[0].document,
            tuple(pages),
            f"{name_pages(pages, self.name)} not read",
            words,
        )

    def _list_edges(self, positions: Sequence[int]) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Offsets on the joined texts at which unread pages lie, with these pages."""
        at = 0
        for position in positions:
            clause = self.side.clauses[position]
            if clause.pages:
                if not clause.label and not clause.heading:
                    ahead = self._pages_of(reversed(range(position)))
                    yield at, self._between(ahead[-1] if ahead else 0, clause.pages[0])
                for start, before, after in _page_breaks(clause):
                    yield at + start, self._between(before, after)
                behind = self._pages_of(range(position + 1, len(self.side)))
                begins = behind[0] if behind else max(self.unread) + 1
                yield at + len(clause.text), self._between(clause.pages[-1], begins)
            at += len(clause.text) + 1

    def _between(self, before: int, after: int) -> tuple[int, ...]:
        """The unread pages between two that were read, where no other lies there."""
        pages = tuple(range(before + 1, after))
        return pages if pages and all(page in self.unread for page in pages) else ()

    def _pages_of(self, positions: Iterable[int]) -> tuple[int, ...]:
        """The pages of the first of these clauses that the text runs through; () where there is
        none: at the beginning no page lies before, at the end all that were not read may follow."""
        clauses = (self.side.clauses[at] for at in positions)
        runs = (one.pages for one in clauses if one.kind is not ClauseKind.FOOTNOTE and one.pages)
        return next(runs, ())


def name_pages(pages: Sequence[int], side: str) -> str:
    """'page 12 of the old document was', 'pages 12 and 13 of the old document were'."""
    numbers = " and ".join(filter(None, [", ".join(map(str, pages[:-1])), str(pages[-1])]))
    name, verb = ("page", "was") if len(pages) == 1 else ("pages", "were")
    return f"{name} {numbers} of the {side} document {verb}"


def _page_breaks(clause: Clause) -> Iterator[tuple[int, int, int]]:
    """Where the text goes on over pages: offset, the page that ends and the page that begins."""
    starts = clause.offsets.page_starts()
    for (_, before), (start, after) in pairwise(starts):
        yield start, before, after
