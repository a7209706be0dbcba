"""Words of a document in Markdown: escaped, they make no link, picture, heading or tag."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analyzer.records import WordOperation, WordPiece
from analyzer.wording.showing import showable

# "[x](y)", "<b>", "~~", "a_b", "http://", "$x$": signs that mean something in Markdown
_SIGNS = re.compile(r"[\\`*_{}\[\]<>#|~!&$^]|:(?=//)")
# "- item", "+ item", "===", "12. item", "3) item" at the beginning of a line
_LINE_START = re.compile(r"^(\d*)([-+=.)])")
# "www.example.test" would become a link by itself
_WWW = re.compile(r"\bwww\.", re.IGNORECASE)
_TAGS = {WordOperation.DELETE: "del", WordOperation.INSERT: "ins"}


def shown(text: str) -> str:
    """Text of a document, on one line, without any meaning as Markdown."""
    return _LINE_START.sub(r"\1\\\2", _inner(text))


def _inner(text: str) -> str:
    """As `shown`, for words that do not begin a line."""
    line = _SIGNS.sub(lambda sign: f"\\{sign.group()}", " ".join(showable(text).split()))
    return _WWW.sub(r"www\.", line).replace("@", "<!-- -->@")


def redlined(pieces: Iterable[WordPiece]) -> str:
    """Pieces with struck and inserted words in tags, which hold where emphasis would not."""
    parts: list[str] = []
    for piece in pieces:
        inner = _inner(piece.text) if parts else shown(piece.text)
        before, after = piece.text[:1].isspace(), piece.text[-1:].isspace() and bool(inner)
        tag = _TAGS.get(piece.op)
        marked = f"<{tag}>{inner}</{tag}>" if tag and inner else inner
        parts.append(f"{' ' * before}{marked}{' ' * after}")
    return "".join(parts).strip()
