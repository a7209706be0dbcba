"""The pieces that a Markdown report is set from; words of a document are escaped, so that they make
no link, picture, heading or tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from analyzer.records import WordOperation, WordPiece
from analyzer.reports.blocks import Entry
from analyzer.reports.excerpts import clean_pieces, excerpt
from analyzer.reports.leading import tell_where
from analyzer.reports.naming import list_doubts, name_topic
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


# ── changes ───────────────────────────────────────────────────────────────────────────────────────
def entry_redline(entry: Entry, *, short: bool = False) -> list[str]:
    """The redline of heading and text, shortened around the changes where asked."""
    change = entry.change
    lines = []
    if change.heading_words is not None and change.old and change.new:
        heading = clean_pieces(change.heading_words)
        if any(piece.op is not WordOperation.EQUAL for piece in heading):
            lines += [f"> {redlined(heading)}", ">"]
    pieces = clean_pieces(change.words)
    if pieces:
        lines += [f"> {redlined(excerpt(pieces) if short else pieces)}", ""]
    elif lines:
        lines[-1] = ""
    return lines


def entry_where(entry: Entry, *, chapter: str = "") -> str:
    """What it stands under, in a chapter of that name below it, and its places."""
    return " · ".join(map(shown, (tell_where(entry, chapter=chapter), *list_doubts(entry.change))))


def topic_line(topics: Sequence[str]) -> list[str]:
    """Topics by name; [] without one."""
    return [f"About AI: {shown(', '.join(name_topic(slug) for slug in topics))}", ""] * bool(topics)


def after(means: str) -> str:
    """What is said behind a link."""
    return f" {shown(means)}" if means else ""
