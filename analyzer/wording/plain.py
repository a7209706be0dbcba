"""A text of the same length whose quotation marks, hyphens and spaces are the plain ones.

Input: a text as printed, or the pieces of one. Output: one that patterns can read, every offset of
which is an offset of the printed text.
"""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.records import WordPiece
from analyzer.wording.signs import replace_signs

_TO_PLAIN = replace_signs(
    {
        **dict.fromkeys("‘’‚‛ʼ′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f\t\n\r\f\v", " "),
    }
)


def plain_text(text: str) -> str:
    """The text with plain marks, character for character."""
    return _TO_PLAIN(text)


def plain_words(pieces: Iterable[WordPiece]) -> str:
    """The words of all pieces with plain marks."""
    return plain_text("".join(piece.text for piece in pieces))
