"""Footnotes → the clauses that bear their marks."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.clauses.drafts import Draft
from analyzer.clauses.joining import Piece
from analyzer.records import LineRole


def hang_notes(drafts: Sequence[Draft]) -> None:
    """Makes each footnote a child of the clause whose words bear its mark on the same page, or on
    the page before; a mark that is nowhere leaves the note where it stands."""
    marks: dict[tuple[int, str], int] = {}
    if not any(draft.role is LineRole.FOOTNOTE and draft.label for draft in drafts):
        return
    for draft in drafts:
        if draft.role is LineRole.FOOTNOTE:
            continue
        for piece in (*draft.label_pieces, *draft.pieces):
            if piece.text[-1:].isalnum() and not piece.word.style.superscript:
                continue
            sign = _mark_of(piece)
            if sign:
                marks.setdefault((piece.page, sign), draft.order)
    for draft in drafts:
        if draft.role is not LineRole.FOOTNOTE or not draft.label:
            continue
        page = draft.lines[0].page
        bearer = marks.get((page, draft.label), marks.get((page - 1, draft.label)))
        if bearer is not None:
            draft.parent = bearer


def _mark_of(piece: Piece) -> str | None:
    """'7' set raised, or a sign at the end of a word ('member*')."""
    text = piece.text.strip('”"’.,;:)')
    if piece.word.style.superscript and text:
        return text
    tail = text[-1:]
    return tail if tail in "†‡" or (tail == "*" and len(text) > 1) else None
