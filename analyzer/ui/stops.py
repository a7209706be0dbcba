"""Where a clause, or what changed in several, stands on printed pages: a stop for each page.

Clauses with spans of their text, or a change → stops in reading order, and the one to open first.
Pure; draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from analyzer.records import Box, Change, Clause, WordOperation, WordPiece

Span = tuple[int, int]
#: the widest space between two words that share a box, in heights of a line
SPACE = 0.5


@dataclass(frozen=True, slots=True)
class Stop:
    """One page of a clause: the boxes on it, and those of the words that changed."""

    clause: Clause
    page: int
    boxes: tuple[Box, ...]
    changed: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """Stops one after the other; `first` is opened first."""

    stops: tuple[Stop, ...]
    first: int = 0

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Its clauses, each once."""
        return tuple({stop.clause.id: stop.clause for stop in self.stops}.values())

    def opened_at(self, page: int) -> Way:
        """The same, opened at that page where it goes there."""
        pages = [stop.page for stop in self.stops]
        return replace(self, first=pages.index(page)) if page in pages else self


def way_of(clause: Clause, spans: Sequence[Span] = ()) -> Way:
    """The pages of a clause; boxed are the spans, and where none of them is, the clause."""
    meant = tuple(box for span in spans for box in clause.offsets.boxes(*span))
    stops = tuple(
        Stop(clause, page, _on(meant, page) or _on(clause.boxes, page)) for page in _pages(clause)
    )
    return Way(stops, _index(stops, clause, meant[0].page) if meant else 0)


def way_of_change(change: Change, clauses: Sequence[Clause], side: WordOperation) -> Way:
    """The pages of one side of a change (DELETE: the old, INSERT: the new), opened where its first
    changed words stand; where only the other side has words, at the place between which they go."""
    stops: list[Stop] = []
    first: tuple[Clause, int] | None = None
    for clause, own in spans_by_clause(change, clauses, side):
        changed = () if _is_whole(clause, own) else _boxes(clause, own)
        stops += (
            Stop(clause, page, _on(clause.boxes, page), _on(changed, page))
            for page in _pages(clause)
        )
        page = _page_at(clause, own[0]) if own else None
        first = first or ((clause, page) if page is not None else None)
    if first is None or change.heading_words:
        return Way(tuple(stops))
    return Way(tuple(stops), _index(stops, *first))


def spans_by_clause(
    change: Change, clauses: Sequence[Clause], side: WordOperation
) -> list[tuple[Clause, tuple[Span, ...]]]:
    """Each clause of one side with what changed in its text."""
    spans = changed_spans(change.words, side)
    return list(zip(clauses, _parted(spans, clauses), strict=True))


def changed_spans(words: Sequence[WordPiece], side: WordOperation) -> tuple[Span, ...]:
    """What changed on one side, on its text; empty spans where only the other side has words."""
    found: list[Span] = []
    at = 0
    for piece in words:
        length = len(piece.text) if piece.op in (WordOperation.EQUAL, side) else 0
        if piece.op is not WordOperation.EQUAL:
            found.append((at, at + length))
        at += length
    return tuple(found)


def _parted(spans: Sequence[Span], clauses: Sequence[Clause]) -> Iterator[tuple[Span, ...]]:
    """The spans of each clause: a change of several has their texts joined by a space."""
    at = 0
    for number, clause in enumerate(clauses):
        end = at + len(clause.text)
        last = number == len(clauses) - 1
        yield tuple(
            (max(low, at) - at, min(high, end) - at)
            for low, high in spans
            if (low < end and high > at) or (low == high and at <= low < end + last)
        )
        at = end + 1


def _is_whole(clause: Clause, spans: Sequence[Span]) -> bool:
    return (0, len(clause.text)) in spans


def _boxes(clause: Clause, spans: Sequence[Span]) -> tuple[Box, ...]:
    """The words of the spans: neighbours joined, so that struck words between them stay out."""
    found: list[Box] = []
    for low, high in spans:
        for box in clause.offsets.word_boxes(low, high) if low < high else ():
            if found and _follows(box, found[-1]):
                last = found.pop()
                top, bottom = min(last.top, box.top), max(last.bottom, box.bottom)
                box = Box(box.page, last.x0, top, box.x1, bottom)
            found.append(box)
    return tuple(dict.fromkeys(found))


def _follows(box: Box, last: Box) -> bool:
    """True where one stands behind the other on its line, a space away at most."""
    on_line = box.page == last.page and box.top < last.bottom and box.bottom > last.top
    return on_line and 0 <= box.x0 - last.x1 <= SPACE * (box.bottom - box.top)


def _page_at(clause: Clause, span: Span) -> int | None:
    """The page of the first words of a span; of an empty one, of the word that it follows."""
    low, high = span
    for near in ((low, high), (low, low + 1), (max(low - 2, 0), low)):
        if boxes := clause.offsets.boxes(*near):
            return boxes[0].page
    return None


def _pages(clause: Clause) -> list[int]:
    return list(dict.fromkeys(box.page for box in clause.boxes)) or list(clause.pages) or [1]


def _on(boxes: Sequence[Box], page: int) -> tuple[Box, ...]:
    return tuple(box for box in boxes if box.page == page)


def _index(stops: Sequence[Stop], clause: Clause, page: int) -> int:
    places = [(stop.clause.id, stop.page) for stop in stops]
    wanted = (clause.id, page)
    return places.index(wanted) if wanted in places else 0
