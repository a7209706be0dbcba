"""Which words of a draft are its heading: run in, on the label's line, or on the lines after it.

A heading on its own lines after a label is taken into that label's draft; what is left stays a
heading without a label.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.clauses.drafts import Draft
from analyzer.clauses.joining import Piece
from analyzer.clauses.rows import in_capitals
from analyzer.clauses.titles import in_title_case
from analyzer.records import LineRole, MarkKind

#: longest run-in heading, in words
_RUN_IN = 14
#: longest heading that ends with a colon, in words
_COLON = 6
#: longest heading on its own lines, in words
_OWN_LINES = 40
# 'No.', 'Inc.', 'U.S.', 'J.': a stop that ends no heading
_ABBREVIATION = re.compile(
    r"(?:\b(?:no|nos|inc|co|corp|ltd|sec|art|par|para|vs|dr|mr|ms|mrs|jr|sr|st|etc|e\.g|i\.e)|"
    r"\b[A-Za-z])\.$",
    re.IGNORECASE,
)


def settle_headings(drafts: Sequence[Draft]) -> list[Draft]:
    """Sets `heading_length` and joins headings that stand on the lines after their label; returns
    the drafts that are left, in order (parents keep their numbers)."""
    gone: set[int] = set()
    for index, draft in enumerate(drafts):
        if draft.order in gone or draft.role is not LineRole.BODY:
            continue
        if draft.label is None and draft.rank is None:
            whole = draft.is_heading
            draft.heading_length = len(draft.pieces) if whole else _run_in(draft.pieces, bare=True)
            continue
        draft.heading_length = _heading_length(draft, drafts[index + 1 : index + 2])
        if draft.heading_length == len(draft.pieces):
            gone.update(_take_following(draft, drafts, index))
    return [draft for draft in drafts if draft.order not in gone]


def _take_following(draft: Draft, drafts: Sequence[Draft], index: int) -> list[int]:
    """Headings without a label right after a draft whose words are all heading (or none)."""
    taken: list[int] = []
    capitals = False
    for following in drafts[index + 1 : index + 4]:
        if not following.is_heading or following.label is not None or following.rank is not None:
            break
        if draft.rank is None and draft.pieces and not _goes_on(draft, following):
            break
        # a title in capitals, and below it one that is not: the first part's own title
        if capitals and not _in_capitals(following):
            break
        capitals = _in_capitals(following)
        if draft.rank is None and taken:
            break
        if len(draft.pieces) + len(following.pieces) > _OWN_LINES:
            break
        draft.pieces += following.pieces
        draft.lines += following.lines
        draft.heading_length = len(draft.pieces)
        taken.append(following.order)
    return taken


def _in_capitals(draft: Draft) -> bool:
    return in_capitals(" ".join([piece.text for piece in draft.pieces]))


def _goes_on(draft: Draft, following: Draft) -> bool:
    """A title that is set off fills its line, and its last words, set alike, stand hard below."""
    last, first = draft.lines[-1], following.lines[0]
    if last.page != first.page or not all(map(_is_set_off, draft.pieces + following.pieces)):
        return False
    return first.top - last.bottom < 0.45 * (last.bottom - last.top) and first.x0 >= last.x0


def _heading_length(draft: Draft, following: Sequence[Draft]) -> int:
    """How many of a labelled draft's first words are its heading; all of them when the heading
    stands alone."""
    if not draft.pieces:
        return 0
    whole = _alone(draft.pieces, draft, following)
    return whole or _run_in(draft.pieces)


def _alone(pieces: Sequence[Piece], draft: Draft, following: Sequence[Draft]) -> int:
    """All words, when they are a title and nothing else."""
    text = [piece.text for piece in pieces]
    if len(text) > _OWN_LINES // 2 or text[-1][-1:] in ";,":
        return 0
    last = text[-1].rstrip('”"')
    has_more = any(other.parent == draft.order for other in following)
    if last.endswith(":") and has_more and draft.rank is None:
        return len(pieces) if len(text) <= _COLON and in_title_case(text) else 0
    if last.endswith(":") or (last.endswith(".") and not in_title_case(text)):
        return 0
    if any(word.endswith(".") and not _ABBREVIATION.search(word) for word in text[:-1]):
        return 0
    # a title with nothing below it is an item of a list
    if draft.rank is None and text[-1] in ("and", "or"):
        return 0
    if in_title_case(text) and (has_more or draft.rank is not None):
        return len(pieces)
    return len(pieces) if all(map(_is_set_off, pieces)) and len(text) < _RUN_IN else 0


def _run_in(pieces: Sequence[Piece], *, bare: bool = False) -> int:
    """Words up to the first stop, colon or dash, when they are set off or (after a label; not in a
    bare paragraph) in title case."""
    for count, piece in enumerate(pieces[:_RUN_IN], start=1):
        text = piece.text.rstrip('”"')
        ends = text.endswith((".", ":", ".—", ".–")) or piece.text in ("–", "—", "-")
        if not ends or text.lower() == "re:" or (_ABBREVIATION.search(text) and count < 2):
            continue
        if count == len(pieces):
            return 0
        head = pieces[:count]
        if any(piece.word.mark is MarkKind.DELETED for piece in head):
            return 0
        follows = pieces[count].text.lstrip("“\"‘'([")[:1]
        if follows and not (follows.isupper() or follows.isdigit()):
            return 0
        set_off = all(map(_is_set_off, head)) and not _is_set_off(pieces[count])
        titled = not bare and in_title_case([piece.text for piece in head])
        return count if set_off or titled else 0
    return 0


def _is_set_off(piece: Piece) -> bool:
    style = piece.word.style
    return style.bold or style.italic or piece.word.caption
