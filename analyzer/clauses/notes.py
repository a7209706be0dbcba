"""Footnotes → the clauses that bear their marks; raised marks leave the running text.

A mark is the note's digit or sign, raised or at the end of a word. What is raised and leads to a
note is no word of the sentence: it is counted in the clause, but stands in none of its texts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzer.clauses.drafts import Draft
from analyzer.clauses.joining import Piece
from analyzer.clauses.note_signs import BLANK, signs_of
from analyzer.records import LineRole

_AROUND = '”"’.,;:)'
# '7', '16,', '†.', '**'
_RAISED = re.compile(r"(?P<sign>\d{1,3}|[*†‡§¶]{1,4}|\])(?P<rest>[^\w\s]*)")
# '),', '.': stands hard upon the word before the mark
_CLOSING = re.compile(r"[)\]”’\".,;:]+")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark in a draft's pieces; `length` is 0 where it is part of a word or of a label."""

    draft: Draft
    at: int
    length: int


def hang_notes(drafts: Sequence[Draft]) -> None:
    """Makes each footnote a child of the clause whose words bear its mark on the same page, or on
    the page before; a mark that is nowhere leaves the note where it stands."""
    notes = [draft for draft in drafts if draft.role is LineRole.FOOTNOTE and draft.label]
    if not notes:
        return
    marks: dict[tuple[int, str], list[_Mark]] = defaultdict(list)
    for draft in drafts:
        if draft.role is not LineRole.FOOTNOTE:
            for page, sign, mark in _marks_of(draft):
                marks[page, sign].append(mark)
    taken: list[_Mark] = []
    for note in notes:
        found = _marks_to(note, marks)
        if found:
            note.parent = found[0].draft.order
            taken += found
    _take_out(taken)


def _marks_to(note: Draft, marks: dict[tuple[int, str], list[_Mark]]) -> list[_Mark]:
    """The marks that lead to a note; of notes without a number, each takes the next one."""
    page = note.lines[0].page
    if note.label == BLANK:
        blanks = marks.get((page, BLANK)) or marks.get((page - 1, BLANK))
        return [blanks.pop(0)] if blanks else []
    found: list[_Mark] = []
    for sign in (*signs_of(note.label), *signs_of(note.old_label)):
        found += marks.get((page, sign)) or marks.get((page - 1, sign)) or ()
    return found


def _marks_of(draft: Draft) -> Iterator[tuple[int, str, _Mark]]:
    """(page, sign, mark) of a draft, in print order."""
    apart = draft.role is LineRole.BODY
    for piece in draft.label_pieces:
        sign = _sign_of(piece)
        if sign:
            yield piece.page, sign, _Mark(draft, 0, 0)
    pieces = draft.pieces
    for at, piece in enumerate(pieces):
        if not piece.word.style.superscript:
            if piece.text[-1:].isalnum():
                continue
        elif piece.text == "[" and at + 1 < len(pieces) and pieces[at + 1].text[:1] == "]":
            yield piece.page, BLANK, _Mark(draft, at, 2 if apart else 0)
            continue
        elif (match := _RAISED.fullmatch(piece.text)) and match["sign"] != "]":
            yield piece.page, match["sign"], _Mark(draft, at, 1 if apart else 0)
            continue
        sign = _sign_of(piece)
        if sign:
            yield piece.page, sign, _Mark(draft, at, 0)


def _sign_of(piece: Piece) -> str | None:
    """'7' set raised, or a sign at the end of a word ('member*')."""
    text = piece.text.strip(_AROUND)
    if piece.word.style.superscript and text:
        return text
    tail = text[-1:]
    return tail if tail in "†‡" or (tail == "*" and len(text) > 1) else None


def _take_out(marks: Sequence[_Mark]) -> None:
    """Moves the pieces of raised marks out of their drafts' words, into what is only counted."""
    places: dict[int, set[int]] = defaultdict(set)
    drafts: dict[int, Draft] = {}
    for mark in marks:
        places[mark.draft.order].update(range(mark.at, mark.at + mark.length))
        drafts[mark.draft.order] = mark.draft
    for order, taken in places.items():
        if taken and len(taken) < len(drafts[order].pieces):
            _take_out_of(drafts[order], taken)


def _take_out_of(draft: Draft, taken: set[int]) -> None:
    pieces = draft.pieces
    kept: list[Piece] = []
    for at, piece in enumerate(pieces):
        if at not in taken:
            if kept and at - 1 in taken and _CLOSING.fullmatch(piece.text):
                kept[-1] = kept[-1]._replace(text=kept[-1].text + piece.text)
                draft.note_pieces.append(piece)
            else:
                kept.append(piece)
            continue
        draft.note_pieces.append(piece)
        match = _RAISED.fullmatch(piece.text)
        rest = match["rest"] if match else ""
        # '1, 2': the comma between two marks goes with them
        if rest and kept and at + 1 not in taken:
            kept[-1] = kept[-1]._replace(text=kept[-1].text + rest)
        if piece.ends_line and kept:
            kept[-1] = kept[-1]._replace(ends_line=True)
    draft.heading_length -= sum(at < draft.heading_length for at in taken)
    draft.pieces = kept
