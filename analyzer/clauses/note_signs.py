"""How a footnote opens: the digits or signs before its words, as they are and as they were.

First line of a note → its signs. One note may bear two numbers ('16, 17'); a number that the print
changes is struck beside the new one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.records import Line, MarkKind, Word

#: a footnote that has no number yet
BLANK = "[ ]"
# '7', '12Should', '*', '†See'
_OPENING = re.compile(r"(\d{1,3}|\*{1,4}|[†‡§]{1,2})(?=\.?$|[A-Z“\"‘])")
# '7', '16,', '†'
_SIGN = re.compile(r"(\d{1,3}|\*{1,4}|[†‡§]{1,2})[,.;]?")
#: signs before one note
_MOST = 4


@dataclass(frozen=True, slots=True)
class Opening:
    """The signs of a note; `words` of the line are signs, of the last one `length` characters."""

    label: str
    old_label: str | None = None
    words: int = 1
    length: int | None = None


def read_opening(line: Line, last: str | None) -> Opening | None:
    """The signs by which a line of the note area opens a footnote: raised, or the number that comes
    after the last note's; None for a line that goes on with a note."""
    words = line.words
    if [word.text for word in words[:2]] == BLANK.split():
        return Opening(BLANK, words=2)
    raised = _raised_signs(words)
    if len(raised) > 1:
        return _from_several(raised)
    match = _OPENING.match(words[0].text)
    if not match:
        return None
    sign = match[1]
    if not words[0].style.superscript and sign.isdigit():
        number = (last or "").rpartition(" ")[2]
        comes_next = not number.isdigit() or int(sign) in (1, int(number) + 1)
        if not comes_next or (len(words) < 2 and len(sign) > 2):
            return None
    return Opening(sign, length=len(sign))


def _raised_signs(words: Sequence[Word]) -> list[Word]:
    found: list[Word] = []
    for word in words[:_MOST]:
        if not word.style.superscript or not _SIGN.fullmatch(word.text):
            break
        found.append(word)
    return found


def _from_several(signs: Sequence[Word]) -> Opening:
    """Live signs are the label, struck ones the label as it was; where all are struck, all."""
    live = [_bare(word) for word in signs if word.mark is not MarkKind.DELETED]
    before = [_bare(word) for word in signs if word.mark is not MarkKind.INSERTED]
    label, old = ", ".join(live or before), ", ".join(before)
    changed = old if live and before and old != label else None
    return Opening(label, changed, words=len(signs))


def _bare(word: Word) -> str:
    return word.text.rstrip(",.;")


def signs_of(label: str | None) -> tuple[str, ...]:
    """'16, 17' → ('16', '17')."""
    return tuple(label.split(", ")) if label else ()
