"""The second reader, which the first is held against: PDF bytes → words and rules by pdfplumber.

Never with its own tolerance of 3 points, which glues words of justified lines: the pen may jump
0.15 of the type size. Every page is closed when it is read, or memory grows without end.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from types import TracebackType
from typing import Any, Self

from analyzer.errors import MissingLibraryError, RefusedFileError
from analyzer.records import (
    Bookmark,
    Picture,
    RawPage,
    RefusalCode,
    Rule,
    TypeStyle,
    Word,
)

X_TOLERANCE_RATIO = 0.15
#: tops of one word differ by so many points: its small capitals stand lower than the large ones
Y_TOLERANCE = 3.3
#: as in the first reader, so that both give the same boxes
ASCENT, DESCENT = 0.78, 0.22
THICKEST_RULE = 3.0
MOST_OBJECTS = 50_000

# 'ABCDEF+Times-BoldItalic'
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obli|slanted", re.IGNORECASE)


class PdfplumberReader:
    """Reads PDF files with pdfplumber, well set."""

    name = "pdfplumber"

    def open(self, data: bytes, *, path: str, password: str | None = None) -> PdfplumberFile:
        """Open a file. Raises RefusedFileError (encrypted, damaged)."""
        return PdfplumberFile(data, path=path, password=password)


class PdfplumberFile:
    """One open PDF file."""

    def __init__(self, data: bytes, *, path: str, password: str | None) -> None:
        try:
            import pdfplumber
            from pdfminer.pdfdocument import PDFPasswordIncorrect
            from pdfminer.pdfpage import PDFPage
        except ModuleNotFoundError as error:
            raise MissingLibraryError.of("pdfplumber", feature="The second reader") from error

        self._path = path
        self._styles: dict[TypeStyle, TypeStyle] = {}
        try:
            self._pdf = pdfplumber.open(io.BytesIO(data), password=password or "")
            # walked as far as they are asked for: a tree of many pages takes longer than one page
            self._left: Iterator[Any] = iter(PDFPage.create_pages(self._pdf.doc))
            self._found: list[Any] = []
            self._reach(1)
        except Exception as error:
            cause = error.args[0] if error.args else error
            locked = isinstance(error, PDFPasswordIncorrect) or isinstance(
                cause, PDFPasswordIncorrect
            )
            raise _refused(path, locked=locked, asked=password is not None) from error

    @property
    def page_count(self) -> int:
        """How many pages there are. Raises RefusedFileError (damaged)."""
        try:
            self._found += self._left
        except Exception as error:
            raise _refused(self._path, locked=False, asked=False) from error
        return len(self._found)

    def has_page(self, number: int) -> bool:
        """True where there is a page of this number (from 1); the pages behind it are left alone.
        Raises RefusedFileError (damaged)."""
        try:
            return number >= 1 and self._reach(number)
        except Exception as error:
            raise _refused(self._path, locked=False, asked=False) from error

    def _reach(self, number: int) -> bool:
        """Walk the tree of pages until that one."""
        self._found += islice(self._left, max(0, number - len(self._found)))
        return len(self._found) >= number

    @property
    def title(self) -> str | None:
        """The title in the file's metadata."""
        title = self._pdf.metadata.get("Title")
        return " ".join(str(title).split()) or None if title else None

    def bookmarks(self) -> tuple[Bookmark, ...]:
        """The file's own outline; without pages, which pdfplumber does not resolve."""
        try:
            outline = list(self._pdf.doc.get_outlines())
        except Exception:  # pdfminer raises what it likes for a broken or missing outline
            return ()
        return tuple(Bookmark(str(title), level - 1, None) for level, title, *_ in outline)

    def page(self, number: int, *, most: int | None = None) -> RawPage:
        """Every word of page `number` (from 1); its memory is given back at once."""
        del most  # a page is in memory before its words are
        if not self.has_page(number):
            raise IndexError(f"There is no page {number}.")
        page = self._open_page(number)
        try:
            if len(page.objects.get("char", ())) > MOST_OBJECTS:
                raise _refused(self._path, locked=False, asked=False)
            found = _words(page)
            words = [self._word(word["chars"], word["text"]) for word in found]
            characters = {
                at: tuple(self._word([char], char["text"]) for char in word["chars"])
                for at, word in enumerate(found)
                if len({round(char["bottom"]) for char in word["chars"]}) > 1
            }
            rules = tuple(_rules(page.objects))
            characters |= {
                at: tuple(self._word([char], char["text"]) for char in found[at]["chars"])
                for at in _crossed(words, rules)
            }
            pictures = tuple(
                Picture(image["x0"], image["top"], image["x1"], image["bottom"])
                for image in page.images
            )
            return RawPage(
                number,
                float(page.width),
                float(page.height),
                tuple(words),
                rules,
                pictures,
                characters=characters,
            )
        except RefusedFileError:
            raise
        except Exception as error:
            raise _refused(self._path, locked=False, asked=False) from error
        finally:
            page.close()

    def _open_page(self, number: int) -> Any:  # noqa: ANN401
        from pdfplumber.page import Page

        try:
            page: Any = Page(self._pdf, self._found[number - 1], page_number=number)
        except Exception as error:
            raise _refused(self._path, locked=False, asked=False) from error
        page.process_object = partial(_describe, page, page.process_object)
        return page

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pdf.flush_cache()  # its `close` would walk the whole tree; the bytes are ours

    def _word(self, chars: Sequence[Mapping[str, Any]], text: str) -> Word:
        first = chars[0]
        style = self._style(first)
        x0 = min(char["x0"] for char in chars)
        x1 = max(char["x1"] for char in chars)
        if style.angle:
            top = min(char["top"] for char in chars)
            return Word(text, x0, top, x1, max(char["bottom"] for char in chars), style)
        baseline = round(_baseline(first), 1)
        size = style.size
        return Word(text, x0, baseline - ASCENT * size, x1, baseline + DESCENT * size, style)

    def _style(self, char: Mapping[str, Any]) -> TypeStyle:
        name = str(char["fontname"]).split("+")[-1]
        style = TypeStyle(
            name,
            round(float(char["size"]), 1),
            bool(_BOLD.search(name)),
            bool(_ITALIC.search(name)),
            _angle(char),
        )
        return self._styles.setdefault(style, style)


def _describe(page: Any, otherwise: Callable[[Any], Any], item: Any) -> Any:  # noqa: ANN401
    """A letter as pdfplumber gives it, but only what is asked of it here; anything else as ever.
    A third of the time of a page went into colours and widths of letters."""
    if type(item).__name__ != "LTChar" or page.pdf.unicode_norm:
        return otherwise(item)
    across, down = page.mediabox[:2]
    font, top, bottom = item.fontname, page.height - item.y1 + down, page.height - item.y0 + down
    return {
        "object_type": "char",
        "text": item.get_text(),
        "fontname": font if isinstance(font, str) else otherwise(item)["fontname"],
        "size": item.size,
        "matrix": item.matrix,
        "upright": item.upright,
        "x0": item.x0 + across,
        "x1": item.x1 + across,
        "y0": item.y0,
        "top": top,
        "bottom": bottom,
        "doctop": page.initial_doctop + top,
    }


def _words(page: Any) -> list[dict[str, Any]]:  # noqa: ANN401
    """Words of the upright and then of the turned characters: letters of a watermark must not land
    inside the words that they lie over."""
    from pdfplumber.utils.text import extract_words

    upright: list[Any] = []
    turned: list[Any] = []
    for char in page.objects.get("char", ()):
        (turned if _angle(char) else upright).append(char)
    return [
        word
        for chars in (upright, turned)
        for word in extract_words(
            chars, x_tolerance_ratio=X_TOLERANCE_RATIO, y_tolerance=Y_TOLERANCE, return_chars=True
        )
    ]


def _angle(char: Mapping[str, Any]) -> float:
    """Degrees by which a character is turned; 0 for an ordinary one. pdfplumber's own `upright`
    holds for diagonal letters too."""
    across, up = char["matrix"][:2]
    angle = math.degrees(math.atan2(up, across)) % 360.0
    return 0.0 if angle < 1.0 or angle > 359.0 else round(angle, 1)


def _baseline(char: Mapping[str, Any]) -> float:
    """The y of the pen from the top; the matrix holds it from the foot of the page."""
    foot = char["bottom"] + char["y0"]
    return float(foot - char["matrix"][5])


def _rules(objects: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[Rule]:
    for line in objects.get("line", ()):
        yield Rule(line["x0"], line["top"], line["x1"], line["bottom"])
    for box in objects.get("rect", ()):
        x0, top, x1, bottom = box["x0"], box["top"], box["x1"], box["bottom"]
        if min(x1 - x0, bottom - top) <= THICKEST_RULE:
            yield Rule(x0, top, x1, bottom)
            continue
        yield from (
            Rule(x0, top, x1, top),
            Rule(x0, bottom, x1, bottom),
            Rule(x0, top, x0, bottom),
            Rule(x1, top, x1, bottom),
        )


def _crossed(words: Sequence[Word], rules: Sequence[Rule]) -> set[int]:
    level = [rule for rule in rules if rule.bottom - rule.top <= THICKEST_RULE]
    return {
        at
        for at, word in enumerate(words)
        for rule in level
        if rule.bottom >= word.top and rule.top <= word.bottom + 2
        if word.x0 + 1.2 < rule.x0 < word.x1 - 1.2 or word.x0 + 1.2 < rule.x1 < word.x1 - 1.2
    }


def _refused(path: str, *, locked: bool, asked: bool) -> RefusedFileError:
    if locked:
        return RefusedFileError.because(
            RefusalCode.ENCRYPTED,
            path,
            what="The file is locked.",
            why="The password given does not open it." if asked else "It asks for a password.",
            do="Give it in a file (--password-file FILE), or save an unlocked copy.",
        )
    return RefusedFileError.because(
        RefusalCode.DAMAGED,
        path,
        what="The file cannot be read as a PDF.",
        why="Its inner structure is broken, incomplete or too full for this reader.",
        do="Try the other reader (--reader pdfium), or save the file anew from a PDF viewer.",
    )
