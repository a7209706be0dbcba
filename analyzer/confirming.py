"""A second pair of eyes: does an independent reading of the page give the same quote?

A quote, the boxes of its words, and the words that the second reader saw on those pages → yes,
differs (with what the second reader saw there), or not checked (with the reason). The words are
taken by their place on the page and compared by their letters, digits and signs of money: spaces,
hyphens and quotes are setting, and readers part words differently.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from analyzer.records import Box, Clause, Confirmation

# '(cid:57)': pdfminer's name for a letter of which the font says nothing
_UNNAMED = re.compile(r"\(cid:\d+\)")
#: why words that have no box are not checked
NO_PLACE = "nothing says where its words stand on a page"
#: a word belongs to a box when its middle lies within it, so many points around it
MARGIN = 1.5
_SIGNS = frozenset("$%€£¢§")


class SeenWord(NamedTuple):
    """A word of the second reading; `bare` without the raised signs of notes that are set close to
    it, edges in points."""

    text: str
    bare: str
    x0: float
    top: float
    x1: float
    bottom: float


Seen = Mapping[int, Sequence[SeenWord]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a second reading says of one quote; `second` is what it saw there, where it differs,
    `why` the reason where nothing was compared."""

    confirmed: Confirmation
    second: str | None = None
    why: str | None = None


def pages_of(clause: Clause, start: int, end: int) -> tuple[int, ...]:
    """The pages that the words of text[start:end] stand on."""
    return tuple(dict.fromkeys(box.page for box in clause.offsets.word_boxes(start, end)))


def confirm(clause: Clause, start: int, end: int, seen: Seen) -> Verdict:
    """Hold text[start:end] of a clause against the second reading of its pages."""
    if clause.source != "text":
        return _unchecked("its words were not read as text")
    boxes = clause.offsets.word_boxes(start, end)
    quote = clause.text[start:end]
    if not boxes or not fold(quote):
        return _unchecked(NO_PLACE)
    if any(box.page not in seen for box in boxes):
        return _unchecked("its page was not read a second time")
    words = list(_seen_at(boxes, seen))
    if _same(fold(quote), words):
        return Verdict(Confirmation.YES)
    return Verdict(Confirmation.DIFFERS, " ".join(word.text for word in words) or "nothing")


def _same(wanted: str, words: Sequence[SeenWord]) -> bool:
    """True where the words, each with or without its raised signs, give what is wanted; the first
    and the last may be more than the quote has of them."""
    at = 0
    for number, word in enumerate(words):
        forms = sorted({fold(word.text), fold(word.bare)}, key=len, reverse=True)
        fitting = next((form for form in forms if wanted.startswith(form, at)), None)
        if fitting is not None:
            at += len(fitting)
        elif number == 0 and (begun := _begins_within(wanted, forms)):
            at = begun
        elif number == 0 and len(fold(word.text)) == 1:
            continue  # the mark of a list, set in a font of signs: it has no letter's meaning
        elif number == len(words) - 1:
            return at < len(wanted) and any(form.startswith(wanted[at:]) for form in forms)
        else:
            return False
    return at == len(wanted)


def _begins_within(wanted: str, forms: Sequence[str]) -> int:
    """How much of the quote the end of its first word is; all of it where that holds all."""
    for form in forms:
        if wanted in form:
            return len(wanted)
        for start in range(1, len(form)):
            if wanted.startswith(form[start:]):
                return len(form) - start
    return 0


def _seen_at(boxes: Sequence[Box], seen: Seen) -> Iterable[SeenWord]:
    """The words of the second reading in these boxes, each once, in the order of the boxes."""
    pages = {page: _Rows(seen[page]) for page in {box.page for box in boxes}}
    given: set[tuple[int, int]] = set()
    for box in boxes:
        for number, word in pages[box.page].near(box):
            if _belongs(word, box) and (box.page, number) not in given:
                given.add((box.page, number))
                yield word


class _Rows:
    """The words of a page by their height on it, each with its number."""

    def __init__(self, words: Sequence[SeenWord]) -> None:
        self._words = words
        ranked = sorted((_middle(word.top, word.bottom), at) for at, word in enumerate(words))
        self._heights = [height for height, _ in ranked]
        self._numbers = [number for _, number in ranked]
        self._tallest = max((word.bottom - word.top for word in words), default=0.0)

    def near(self, box: Box) -> Iterable[tuple[int, SeenWord]]:
        """The words that could belong to a box, in their order on the page."""
        reach = MARGIN + self._tallest / 2
        first = bisect_left(self._heights, box.top - reach)
        last = bisect_right(self._heights, box.bottom + reach)
        return ((number, self._words[number]) for number in sorted(self._numbers[first:last]))


def _belongs(word: SeenWord, box: Box) -> bool:
    """True where the middle of one lies within the other: readers part words differently."""
    return _lies_in(word, box) or _lies_in(box, word)


def _lies_in(inner: SeenWord | Box, outer: SeenWord | Box) -> bool:
    across, down = _middle(inner.x0, inner.x1), _middle(inner.top, inner.bottom)
    return (
        outer.x0 - MARGIN <= across <= outer.x1 + MARGIN
        and outer.top - MARGIN <= down <= outer.bottom + MARGIN
    )


def _middle(low: float, high: float) -> float:
    return (low + high) / 2


def fold(text: str) -> str:
    """Letters, digits and signs of money, in one case: 'per- form' and 'perform' are one."""
    plain = unicodedata.normalize("NFKC", _UNNAMED.sub("", text)).casefold()
    return "".join(sign for sign in plain if sign.isalnum() or sign in _SIGNS)


def _unchecked(why: str) -> Verdict:
    return Verdict(Confirmation.NOT_CHECKED, why=why)
