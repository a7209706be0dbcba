"""A text of the same length whose quotation marks, hyphens and spaces are the plain ones.

Input: a text as printed, or the pieces of one. Output: one that patterns can read, every offset of
which is an offset of the printed text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from analyzer.records import WordPiece

_PLAIN = {
    **dict.fromkeys("‘’‚‛ʼ′`´", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f\t\n\r\f\v", " "),
}
# "’", "–": few of the signs of a text, which `str.translate` would look up one by one
_PRINTED = re.compile(f"[{re.escape(''.join(_PLAIN))}]")


def plain_text(text: str) -> str:
    """The text with plain marks, character for character."""
    return _PRINTED.sub(lambda sign: _PLAIN[sign.group()], text)


def plain_words(pieces: Iterable[WordPiece]) -> str:
    """The words of all pieces with plain marks."""
    return plain_text("".join(piece.text for piece in pieces))
