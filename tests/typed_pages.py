"""Pages typed as plain text: a column is 6 points, a line 12, a form feed ends a page.

A line may begin with @toc, @table or @note; {-word-} is struck, {+word+} inserted, __word__
underlined as a caption, ^7 a raised note mark.
"""

from __future__ import annotations

import re
from dataclasses import replace

from analyzer.clauses import split_clauses
from analyzer.records import (
    Bookmark,
    Clause,
    Document,
    DocumentId,
    DocumentKind,
    Line,
    LineRole,
    MarkKind,
    Page,
    Pages,
    Reading,
    TypeStyle,
    Word,
)

PLAIN = TypeStyle(font="Times", size=12.0)
RAISED = TypeStyle(font="Times", size=7.0, superscript=True)
ROLES = {"@toc ": LineRole.TOC, "@table ": LineRole.TABLE, "@note ": LineRole.FOOTNOTE}
# '{-two-}', '{+three+}', '__Rest.__', '^7'
DRESSED = re.compile(r"\{-(.+?)-\}|\{\+(.+?)\+\}|__(.+?)__|\^(\S+)")


def type_pages(text: str, *, bookmarks: tuple[Bookmark, ...] = ()) -> Pages:
    """Pages of typed text."""
    pages = tuple(
        _type_page(number, sheet) for number, sheet in enumerate(text.split("\f"), start=1)
    )
    words = [word for page in pages for line in page.lines for word in line.words]
    return Pages(
        pages,
        set_aside=(),
        word_count=len(words),
        bookmarks=bookmarks,
        redline=any(word.mark is MarkKind.DELETED for word in words),
    )


def split(
    text: str,
    kind: DocumentKind = DocumentKind.AGREEMENT,
    *,
    bookmarks: tuple[Bookmark, ...] = (),
) -> Reading:
    """The reading of typed text."""
    document = Document(DocumentId("typed"), "typed.txt", "0" * 64, "Typed", kind=kind)
    return split_clauses(type_pages(text, bookmarks=bookmarks), document)


def labelled(reading: Reading) -> list[str]:
    """The path of every clause that bears a label."""
    return [".".join(clause.labels) for clause in reading.clauses if clause.label]


def by_path(reading: Reading, path: str) -> Clause:
    """The labelled clause of a path."""
    return next(
        clause for clause in reading.clauses if clause.label and ".".join(clause.labels) == path
    )


def _type_page(number: int, sheet: str) -> Page:
    lines = []
    for row, typed in enumerate(sheet.split("\n")):
        role, table = LineRole.BODY, None
        for tag, named in ROLES.items():
            if typed.startswith(tag):
                role, typed = named, typed.removeprefix(tag)
        if role is LineRole.TABLE:
            table = 1
        words = _type_words(typed, 72.0 + 12 * row)
        if words:
            lines.append(Line(number, words, role, table=table))
    return Page(number, f"-{number}-", 612.0, 792.0, tuple(lines))


def _type_words(typed: str, top: float) -> tuple[Word, ...]:
    words = []
    for match in re.finditer(r"\S+", _spread(typed)):
        text, mark, caption, style = _dress(match[0])
        x0 = 72.0 + 6 * match.start()
        word = Word(text, x0, top, x0 + 6 * len(text), top + 12, style, mark)
        words.append(replace(word, caption=caption))
    return tuple(words)


def _spread(typed: str) -> str:
    """Marks around several words are set on each of them."""

    def each(match: re.Match[str]) -> str:
        opening, closing = match[0][:2], match[0][-2:]
        return " ".join(f"{opening}{word}{closing}" for word in match[0][2:-2].split(" "))

    return re.sub(r"\{-.+?-\}|\{\+.+?\+\}|__.+?__", each, typed)


def _dress(token: str) -> tuple[str, MarkKind | None, bool, TypeStyle]:
    match = DRESSED.fullmatch(token)
    if not match:
        return token, None, False, PLAIN
    if match[1]:
        return match[1], MarkKind.DELETED, False, PLAIN
    if match[2]:
        return match[2], MarkKind.INSERTED, False, PLAIN
    if match[3]:
        return match[3], None, True, PLAIN
    return match[4], None, False, RAISED
