"""A page on its way from raw words to lines: raw page → sheet of rows.

A row is what stands on one baseline over the whole width of the page; columns, roles and furniture
are decided later, on rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter, itemgetter, sub

from analyzer.records import (
    Box,
    Line,
    LineRole,
    Picture,
    Rule,
    SetAside,
    SetAsideKind,
    TypeStyle,
    Word,
)

#: how far below its baseline a word's box reaches, as a share of its height
DESCENT = 0.22
#: words of one row have baselines closer than this share of the type size
SAME_BASELINE = 0.3
#: a note digit is set smaller than this share of its row
SMALL = 0.82
#: and stands higher than its row by this share of the row's size
RAISED = 0.12


@dataclass(slots=True)
class Row:
    """Words on one baseline, from left to right."""

    words: list[Word]
    role: LineRole = LineRole.BODY
    column: int = 0
    table: int | None = None
    _size: float | None = None

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return max([word.x1 for word in self.words])

    @property
    def top(self) -> float:
        """Upper edge."""
        return min([word.top for word in self.words])

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return max([word.bottom for word in self.words])

    @property
    def size(self) -> float:
        """The type size of its middle word, by size; settled when it is first asked for."""
        if self._size is None:
            sizes = sorted([word.style.size for word in self.words])
            self._size = sizes[len(sizes) // 2]
        return self._size

    @property
    def text(self) -> str:
        """The words, joined by one space."""
        return " ".join([word.text for word in self.words])

    def to_line(self, page: int) -> Line:
        """The record."""
        return Line(page, tuple(self.words), self.role, self.column, self.table)

    @property
    def gap(self) -> float:
        """The widest empty place between two words; 0 for a single word."""
        words = self.words
        gaps = map(sub, [word.x0 for word in words[1:]], [word.x1 for word in words])
        return max(gaps, default=0.0)

    def segments(self, gap: float) -> list[list[Word]]:
        """The words in groups, cut where more than `gap` points are empty."""
        if self.gap <= gap:
            return [list(self.words)]
        groups: list[list[Word]] = [[self.words[0]]]
        for word, last in zip(self.words[1:], self.words, strict=False):
            if word.x0 - last.x1 > gap:
                groups.append([word])
            else:
                groups[-1].append(word)
        return groups


@dataclass(slots=True)
class Sheet:
    """One page while it is being read; `rows` from top to bottom."""

    number: int
    width: float
    height: float
    rows: list[Row]
    rules: tuple[Rule, ...] = ()
    drawn: bool = True
    #: small ones, each perhaps a label that is drawn as an image
    pictures: tuple[Picture, ...] = ()
    #: set at a right angle to the page: rows in reading order, but no geometry to judge by
    sideways: bool = False
    #: a picture, whose words are a text layer that nobody sees
    scanned: bool = False
    label: str | None = None
    set_aside: list[SetAside] = field(default_factory=list)

    def put_aside(self, words: Sequence[Word], kind: SetAsideKind) -> None:
        """Give words a name that keeps them out of every clause."""
        if words:
            self.set_aside.append(set_aside(self.number, words, kind, drawn=self.drawn))


def set_aside(
    page: int, words: Sequence[Word], kind: SetAsideKind, *, drawn: bool = True
) -> SetAside:
    """The record of words that belong to no clause."""
    box = Box(
        page,
        min(word.x0 for word in words),
        min(word.top for word in words),
        max(word.x1 for word in words),
        max(word.bottom for word in words),
    )
    text = " ".join(word.text for word in words)
    return SetAside(page, kind, text, box if drawn else None, len(words))


def make_rows(words: Iterable[Word]) -> list[Row]:
    """Rows from top to bottom; note digits join the row beside which they stand."""
    groups: list[list[Word]] = []
    baseline = 0.0
    placed = [(word.bottom - DESCENT * (word.bottom - word.top), word) for word in words]
    for here, word in sorted(placed, key=itemgetter(0)):
        if here == baseline and groups:  # most words stand exactly level with the last
            groups[-1].append(word)
            continue
        size = word.style.size
        if groups and here - baseline <= SAME_BASELINE * min(size, groups[-1][0].style.size):
            groups[-1].append(word)
        else:
            groups.append([word])
            baseline = here
    rows = [Row(sorted(group, key=_left)) for group in groups]
    return _raise_notes(_join_overlapping(rows))


def make_sideways_rows(words: Iterable[Word], *, upward: bool) -> list[Row]:
    """Rows of a page whose text runs upward (or downward), in the order in which it is read; the
    words keep their boxes."""
    laid: dict[int, Word] = {}
    level: list[Word] = []
    for word in words:
        across = (-word.bottom, -word.top) if upward else (word.top, word.bottom)
        down = (word.x0, word.x1) if upward else (-word.x1, -word.x0)
        turned = replace(word, x0=across[0], x1=across[1], top=down[0], bottom=down[1])
        laid[id(turned)] = word
        level.append(turned)
    groups: list[list[Word]] = []
    for word in sorted(level, key=lambda word: word.top + word.bottom):
        last = groups[-1][-1] if groups else None
        if last and word.top + word.bottom < last.top + last.bottom + 0.8 * word.style.size:
            groups[-1].append(word)
        else:
            groups.append([word])
    return [Row([laid[id(word)] for word in sorted(group, key=_left)]) for group in groups]


def _baseline(word: Word) -> float:
    return word.bottom - DESCENT * (word.bottom - word.top)


_left = attrgetter("x0")


def _join_overlapping(rows: list[Row]) -> list[Row]:
    """Rows of small words whose middle lies inside a neighbouring row become part of it."""
    joined: list[Row] = []
    spans: list[tuple[float, float, float]] = []
    for row in rows:
        span = (row.top, row.bottom, row.size)
        if joined and _lies_inside(*sorted((spans[-1], span), key=itemgetter(2))):
            host = joined[-1]
            words = sorted(host.words + row.words, key=_left)
            if _apart(words):
                host.words, host._size = words, None
                spans[-1] = max(spans[-1], span, key=itemgetter(2))
                continue
        joined.append(row)
        spans.append(span)
    return joined


def _lies_inside(small: tuple[float, float, float], large: tuple[float, float, float]) -> bool:
    """True when the middle of the smaller of two rows (top, bottom, size) lies inside the
    larger."""
    if small[2] >= SMALL * large[2]:
        return False
    middle = (small[0] + small[1]) / 2
    return large[0] - 0.15 * large[2] < middle < large[1] + 0.1 * large[2]


def _apart(words: list[Word]) -> bool:
    """True when no two words lie over one another."""
    return all(
        word.x0 > last.x1 - 0.3 * min(word.style.size, last.style.size) - 0.5
        for word, last in zip(words[1:], words, strict=False)
    )


_RAISED: dict[TypeStyle, TypeStyle] = {}


def _raise_notes(rows: list[Row]) -> list[Row]:
    for row in rows:
        words = row.words
        sizes = [word.style.size for word in words]
        largest = max(sizes)
        if min(sizes) >= SMALL * largest:
            continue
        size = Counter(word.style.size for word in words).most_common(1)[0][0]
        size = size if size >= SMALL * largest else largest
        base = max(_baseline(word) for word in words if word.style.size >= SMALL * size)
        for at, word in enumerate(words):
            if word.style.size < SMALL * size and base - _baseline(word) > RAISED * size:
                words[at] = replace(word, style=raised(word.style))
    return rows


def raised(style: TypeStyle) -> TypeStyle:
    """The same style as a note digit; one object for all."""
    found = _RAISED.get(style)
    if found is None:
        found = _RAISED[style] = replace(style, superscript=True)
    return found
