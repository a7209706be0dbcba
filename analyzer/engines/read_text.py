"""Plain text as pages: a form feed ends a page, a character column is 6 points, a line 12."""

from __future__ import annotations

import re
from itertools import islice
from types import TracebackType
from typing import Self

from analyzer.errors import RefusedFileError
from analyzer.records import Bookmark, RawPage, RefusalCode, TypeStyle, Word

COLUMN, LINE = 6.0, 12.0
TAB = 8
STYLE = TypeStyle(font="text", size=LINE)

_WORD = re.compile(r"\S+")
_ENCODINGS = ("utf-8-sig", "cp1252")
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class TextReader:
    """Reads plain text in UTF-8 or UTF-16, else as Windows wrote it."""

    name = "text"

    def open(self, data: bytes, *, path: str, password: str | None = None) -> TextFile:
        """Open a file; text has no password. Raises RefusedFileError (unreadable_text)."""
        del password
        return TextFile(_decode(data, path))


class TextFile:
    """One open text."""

    title: str | None = None

    def __init__(self, text: str) -> None:
        pages = text.replace("\r\n", "\n").replace("\r", "\n").split("\f")
        while len(pages) > 1 and not pages[-1].strip():
            pages.pop()
        self._pages = [page.removeprefix("\n").expandtabs(TAB).split("\n") for page in pages]
        self._width = COLUMN * max((len(line) for page in self._pages for line in page), default=0)

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def bookmarks(self) -> tuple[Bookmark, ...]:
        """Text has none."""
        return ()

    def page(self, number: int, *, most: int | None = None) -> RawPage:
        """Every word of page `number` (from 1); with `most` no more than one beyond it, since a
        file of one line may hold millions."""
        lines = self._pages[number - 1]
        while len(lines) > 1 and not lines[-1].strip():
            lines = lines[:-1]
        words = (
            Word(
                found[0],
                found.start() * COLUMN,
                row * LINE,
                found.end() * COLUMN,
                (row + 1) * LINE,
                STYLE,
            )
            for row, line in enumerate(lines)
            for found in _WORD.finditer(line)
        )
        given = tuple(words if most is None else islice(words, most + 1))
        return RawPage(number, self._width, len(lines) * LINE, given, drawn=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pages = []


def _decode(data: bytes, path: str) -> str:
    encodings = (_MARKS[data[:2]],) if data[:2] in _MARKS else _ENCODINGS
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RefusedFileError.because(
        RefusalCode.UNREADABLE_TEXT,
        path,
        what="The letters of the text cannot be read.",
        why="It is neither UTF-8 nor UTF-16 nor Windows-1252.",
        do="Save it as UTF-8 text, and read that.",
    )
