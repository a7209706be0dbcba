"""Word pieces → what a display shows: setting passed over, long unchanged runs shortened.

`clean_pieces` drops deletions and insertions that differ in quotes, dashes or spaces only;
`excerpt` keeps a few words around each change. Neither is for rebuilding texts: the JSON report
holds the exact pieces.
"""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.records import WordOperation, WordPiece
from analyzer.wording.setting import fold_setting

ELLIPSIS = " … "


def clean_pieces(pieces: Sequence[WordPiece]) -> tuple[WordPiece, ...]:
    """The pieces without differences of setting: the new setting is shown."""
    kept: list[WordPiece] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        if (
            piece.op is WordOperation.DELETE
            and after is not None
            and after.op is WordOperation.INSERT
            and fold_setting(piece.text) == fold_setting(after.text)
        ):
            piece = WordPiece(WordOperation.EQUAL, after.text)
            at += 1
        elif piece.op is not WordOperation.EQUAL and not piece.text.strip():
            piece = WordPiece(WordOperation.EQUAL, piece.text)
        if kept and kept[-1].op is piece.op:
            piece = WordPiece(piece.op, kept.pop().text + piece.text)
        kept.append(piece)
        at += 1
    return tuple(kept)


def excerpt(
    pieces: Sequence[WordPiece], *, around: int = 14, longest: int = 60
) -> tuple[WordPiece, ...]:
    """At most `around` unchanged words on each side of a change, `longest` words of each."""
    shown: list[WordPiece] = []
    for at, piece in enumerate(pieces):
        words = piece.text.split(" ")
        text = piece.text
        if piece.op is not WordOperation.EQUAL:
            if len(words) > longest:
                text = " ".join(words[:longest]) + ELLIPSIS
        elif at == 0 and len(pieces) > 1:
            text = ELLIPSIS + " ".join(words[-around:]) if len(words) > around + 4 else text
        elif at == len(pieces) - 1:
            text = " ".join(words[:around]) + ELLIPSIS if len(words) > around + 4 else text
        elif len(words) > 2 * around + 4:
            text = " ".join(words[:around]) + ELLIPSIS + " ".join(words[-around:])
        shown.append(WordPiece(piece.op, text))
    return tuple(shown)
