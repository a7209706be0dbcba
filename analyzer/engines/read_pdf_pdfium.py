"""The reader that is used first: PDF bytes → words, rules and pictures of each page, by PDFium.

Pages are loaded one at a time and closed at once; texts and styles are shared by the whole file.
"""

from __future__ import annotations

import ctypes
from types import TracebackType
from typing import Any, Self

from analyzer.engines.pdfium_binding import LOCK, View, open_library
from analyzer.engines.pdfium_drawing import read_drawing
from analyzer.engines.pdfium_scans import is_scan_with_words
from analyzer.engines.pdfium_styles import StyleBook
from analyzer.engines.pdfium_text import TextOfPage
from analyzer.errors import RefusedFileError
from analyzer.records import Bookmark, RawPage, RefusalCode, Rule, Word

#: entries of a file's own outline that are read
MOST_BOOKMARKS = 50_000
#: a rule cuts a word when it ends this far inside it, in points
_INSIDE = 1.2


class PdfiumReader:
    """Reads PDF files with PDFium's raw interface."""

    name = "pdfium"

    def open(self, data: bytes, *, path: str, password: str | None = None) -> PdfiumFile:
        """Open a file. Raises RefusedFileError (encrypted, damaged)."""
        return PdfiumFile(data, path=path, password=password)


class PdfiumFile:
    """One open PDF file."""

    def __init__(self, data: bytes, *, path: str, password: str | None) -> None:
        self._path = path
        self._document = open_document(data, path=path, password=password)
        self._data = data  # PDFium reads from it as long as the file is open
        self._book = StyleBook()

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        with LOCK:
            return int(open_library().FPDF_GetPageCount(self._document))

    @property
    def title(self) -> str | None:
        """The title in the file's metadata."""
        pdfium = open_library()
        with LOCK:
            size = pdfium.FPDF_GetMetaText(self._document, b"Title", None, 0)
            buffer = ctypes.create_string_buffer(max(size, 2))
            pdfium.FPDF_GetMetaText(self._document, b"Title", buffer, size)
        return _utf16(buffer.raw) or None

    def bookmarks(self) -> tuple[Bookmark, ...]:
        """The file's own outline, in order; () when it has none."""
        pdfium = open_library()
        found: list[Bookmark] = []
        with LOCK:
            first = pdfium.FPDFBookmark_GetFirstChild(self._document, None)
            todo: list[tuple[Any, int]] = [(first, 0)] if first else []
            seen: set[int] = set()
            while todo and len(found) < MOST_BOOKMARKS:
                entry, level = todo.pop()
                address = ctypes.cast(entry, ctypes.c_void_p).value or 0
                if address in seen:
                    continue
                seen.add(address)
                found.append(self._bookmark(entry, level))
                following = pdfium.FPDFBookmark_GetNextSibling(self._document, entry)
                child = pdfium.FPDFBookmark_GetFirstChild(self._document, entry)
                todo += [(following, level)] if following else []
                todo += [(child, level + 1)] if child else []
        return tuple(found)

    def page(self, number: int, *, most: int | None = None) -> RawPage:
        """Every word of page `number` (from 1); its memory is given back at once."""
        del most  # a page is in memory before its words are
        pdfium = open_library()
        with LOCK:
            page = pdfium.FPDF_LoadPage(self._document, number - 1)
            if not page:
                raise _damaged(self._path, why=f"Page {number} cannot be opened.")
            try:
                return self._read(page, number)
            finally:
                pdfium.FPDF_ClosePage(page)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with LOCK:
            if self._document:
                open_library().FPDF_CloseDocument(self._document)
                self._document = None

    def _read(self, page: Any, number: int) -> RawPage:  # noqa: ANN401
        pdfium = open_library()
        view = View.of_page(page)
        drawing = read_drawing(page, view)
        text_page = pdfium.FPDFText_LoadPage(page)
        if not text_page:
            raise _damaged(self._path, why=f"The text of page {number} cannot be read.")
        try:
            text = TextOfPage(text_page, view, self._book)
            words, characters = text.words()
            cut = words_cut_by_rules(words, drawing.rules) - characters.keys()
            characters |= text.characters_of(sorted(cut))
        finally:
            pdfium.FPDFText_ClosePage(text_page)
        return RawPage(
            number,
            view.width,
            view.height,
            tuple(words),
            tuple(drawing.rules),
            tuple(drawing.pictures),
            characters=characters,
            scanned=is_scan_with_words(page, view, drawing.pictures),
        )

    def _bookmark(self, entry: Any, level: int) -> Bookmark:  # noqa: ANN401
        pdfium = open_library()
        size = pdfium.FPDFBookmark_GetTitle(entry, None, 0)
        buffer = ctypes.create_string_buffer(max(size, 2))
        pdfium.FPDFBookmark_GetTitle(entry, buffer, size)
        place = pdfium.FPDFBookmark_GetDest(self._document, entry)
        if not place:
            action = pdfium.FPDFBookmark_GetAction(entry)
            place = pdfium.FPDFAction_GetDest(self._document, action) if action else None
        index = pdfium.FPDFDest_GetDestPageIndex(self._document, place) if place else -1
        return Bookmark(_utf16(buffer.raw), level, index + 1 if index >= 0 else None)


def open_document(data: bytes, *, path: str, password: str | None) -> Any:  # noqa: ANN401
    """PDFium's handle of a file. Raises RefusedFileError (encrypted, damaged)."""
    pdfium = open_library()
    with LOCK:
        key = password.encode() if password is not None else None
        document = pdfium.FPDF_LoadMemDocument64(data, len(data), key)
        error = pdfium.FPDF_GetLastError() if not document else 0
    if document:
        return document
    if error == pdfium.FPDF_ERR_PASSWORD:
        raise _encrypted(path, asked=password is not None)
    if error == pdfium.FPDF_ERR_SECURITY:
        raise RefusedFileError.because(
            RefusalCode.ENCRYPTED,
            path,
            what="The file is locked in a way that cannot be opened.",
            why="Its encryption scheme is unknown or needs a certificate.",
            do="Save an unlocked copy from the program that opens it, and read that.",
        )
    raise _damaged(path, why="Its inner structure is broken or incomplete.")


def words_cut_by_rules(words: list[Word], rules: list[Rule]) -> set[int]:
    """Words inside which a level rule near them begins or ends, by their place."""
    level = [rule for rule in rules if rule.bottom - rule.top <= 3.0 < rule.x1 - rule.x0]
    if not level:
        return set()
    rows: dict[int, list[Rule]] = {}
    for rule in level:
        for row in {int(rule.top) // 8, int(rule.bottom) // 8}:
            rows.setdefault(row, []).append(rule)
    cut: set[int] = set()
    near: dict[tuple[float, float], list[Rule]] = {}
    for index, word in enumerate(words):
        line = (word.top, word.bottom)  # the words of a line share their rules
        found = near.get(line)
        if found is None:
            found = near[line] = _rules_near(*line, rows)
        for rule in found:
            inner = (word.x0 + _INSIDE, word.x1 - _INSIDE)
            if inner[0] < rule.x0 < inner[1] or inner[0] < rule.x1 < inner[1]:
                cut.add(index)
    return cut


def _rules_near(top: float, bottom: float, rows: dict[int, list[Rule]]) -> list[Rule]:
    """Rules that run through a line of words, or hard below it."""
    return [
        rule
        for row in range(int(top) // 8, int(bottom + 2) // 8 + 1)
        for rule in rows.get(row, ())
        if rule.bottom >= top and rule.top <= bottom + 2
    ]


def _utf16(raw: bytes) -> str:
    """PDFium's UTF-16 text up to its closing zero, on one line."""
    text = raw.decode("utf-16-le", "replace").split("\0")[0]
    return " ".join(text.split())


def _encrypted(path: str, *, asked: bool) -> RefusedFileError:
    if asked:
        why, do = "The password given does not open it.", "Give the right password."
    else:
        why = "It is protected by a password."
        do = "Give the password in a file (--password-file FILE), or save an unlocked copy."
    return RefusedFileError.because(
        RefusalCode.ENCRYPTED, path, what="The file is locked.", why=why, do=do
    )


def _damaged(path: str, *, why: str) -> RefusedFileError:
    return RefusedFileError.because(
        RefusalCode.DAMAGED,
        path,
        what="The file cannot be read as a PDF.",
        why=why,
        do="Open it in a PDF viewer and save it anew, or ask for another copy.",
    )
