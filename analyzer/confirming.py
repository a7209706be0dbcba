"""A second pair of eyes: does an independent reading of the page give the same quote?

A quote, the boxes of its words, and the words that the second reader saw on those pages → yes,
differs (with what the second reader saw there), or not checked (with the reason). The words are
taken by their place on the page and compared by their letters, digits and signs of money: spaces,
hyphens and quotes are setting, and readers part words differently.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from analyzer.records import Box, Clause, Confirmation

# '(cid:57)': pdfminer's name for a letter of which the font says nothing
_UNNAMED = re.compile(r"\(cid:\d+\)")
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
        return _unchecked("nothing says where its words stand on a page")
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
    given: set[tuple[int, int]] = set()
    for box in boxes:
        for number, word in enumerate(seen[box.page]):
            _, _, x0, top, x1, bottom = word
            across, down = (x0 + x1) / 2, (top + bottom) / 2
            inside = (
                box.x0 - MARGIN <= across <= box.x1 + MARGIN
                and box.top - MARGIN <= down <= box.bottom + MARGIN
            ) or (
                # one word of the second reading over several of the first
                x0 - MARGIN <= (box.x0 + box.x1) / 2 <= x1 + MARGIN
                and top - MARGIN <= (box.top + box.bottom) / 2 <= bottom + MARGIN
            )
            if inside and (box.page, number) not in given:
                given.add((box.page, number))
                yield word


def fold(text: str) -> str:
    """Letters, digits and signs of money, in one case: 'per- form' and 'perform' are one."""
    plain = unicodedata.normalize("NFKC", _UNNAMED.sub("", text)).casefold()
    return "".join(sign for sign in plain if sign.isalnum() or sign in _SIGNS)


def _unchecked(why: str) -> Verdict:
    return Verdict(Confirmation.NOT_CHECKED, why=why)
