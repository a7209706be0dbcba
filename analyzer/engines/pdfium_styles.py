"""How words are set: PDFium's text objects and fonts → type styles, shared by the whole file."""

from __future__ import annotations

import ctypes
import math
import re
import sys
from dataclasses import dataclass, field

from analyzer.engines.pdfium_binding import View, fast_calls, open_library
from analyzer.records import TypeStyle

# 'ABCDEF+Times-BoldItalic'
_BOLD = re.compile(r"bold|black|heavy|demi|semibold", re.IGNORECASE)
# 'ArialNarrow-Oblique'
_ITALIC = re.compile(r"ital|obli|slanted", re.IGNORECASE)
# 'WRTKKF+Wingdings-Regular'  'WP-IconicSymbolsA': fonts whose letters draw pictures
_PICTURES = re.compile(r"w(?:ing|eb)dings|dingbats|(?:iconic|typographic)symbols", re.IGNORECASE)
_FORCE_BOLD, _ITALIC_FLAG = 1 << 18, 1 << 6
_FILLED_AND_STROKED = 2


@dataclass(slots=True)
class StyleBook:
    """The styles of one document, one object each, and its interned texts."""

    styles: dict[tuple[str, float, bool, bool, float], TypeStyle] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def style(self, font: str, size: float, bold: bool, italic: bool, angle: float) -> TypeStyle:
        """The one style of that look."""
        key = (font, size, bold, italic, angle)
        found = self.styles.get(key)
        if found is None:
            found = self.styles[key] = TypeStyle(sys.intern(font), size, bold, italic, angle)
        return found


@dataclass(frozen=True, slots=True)
class Font:
    """A font of a page."""

    name: str = ""
    bold: bool = False
    italic: bool = False
    draws_pictures: bool = False


NO_FONT = Font()
#: size, matrix, font and whether it is drawn twice over, as PDFium gives them
_Look = tuple[float, tuple[float, ...] | None, int, bool]


class PageStyles:
    """Styles of one text page, by the address of its text objects."""

    def __init__(self, text_page: int, view: View, book: StyleBook) -> None:
        self._text_page = text_page
        self._book = book
        self._turned = 90.0 * view.quarter_turns
        self._fonts: dict[int, Font] = {}
        self._looks: dict[_Look, TypeStyle] = {}
        self._calls = fast_calls()
        self._matrix = (ctypes.c_float * 6)()
        self._matrix_at = ctypes.addressof(self._matrix)
        #: styles that are known, by text object
        self.known: dict[int, TypeStyle] = {}
        #: names of fonts of this page whose letters draw pictures
        self.pictures: set[str] = set()

    def at(self, index: int) -> TypeStyle:
        """The style of a character."""
        return self.of(self._calls.text_object(self._text_page, index) or 0, index)

    def of(self, text_object: int, index: int) -> TypeStyle:
        """The style of a text object, to which the character `index` belongs."""
        style = self.known.get(text_object)
        if style is None:
            style = self.known[text_object] = self._read(text_object, index)
        return style

    def draws_pictures(self, index: int) -> bool:
        """True when a character is a picture, not a letter."""
        return self.at(index).font in self.pictures

    def _read(self, text_object: int, index: int) -> TypeStyle:
        """The style of a text object; those that PDFium says the same of are worked out once."""
        calls, page = self._calls, self._text_page
        turned = calls.matrix(page, index, self._matrix_at)
        look = (
            calls.font_size(page, index),
            tuple(self._matrix[:4]) if turned else None,
            (calls.font(text_object) or 0) if text_object else 0,
            text_object != 0 and calls.render_mode(text_object) == _FILLED_AND_STROKED,
        )
        style = self._looks.get(look)
        if style is None:
            style = self._looks[look] = self._work_out(*look)
        return style

    def _work_out(
        self, size: float, matrix: tuple[float, ...] | None, font_key: int, stroked: bool
    ) -> TypeStyle:
        angle, skewed = 0.0, False
        if matrix:
            across, up, lean, rise = matrix
            size *= math.hypot(lean, rise)
            if up or self._turned or across < 0:
                angle = (math.degrees(math.atan2(up, across)) - self._turned) % 360.0
            skewed = abs(up) < 1e-3 < abs(lean)
        angle = 0.0 if angle < 1.0 or angle > 359.0 else round(angle, 1)
        font = self._font(font_key)
        bold = font.bold or stroked
        italic = font.italic or (skewed and not angle)
        return self._book.style(font.name, round(abs(size), 1), bold, italic, angle)

    def _font(self, key: int) -> Font:
        if not key:
            return NO_FONT
        font = self._fonts.get(key)
        if font is None:
            font = self._fonts[key] = _read_font(key)
            if font.draws_pictures:
                self.pictures.add(font.name)
        return font


def _read_font(key: int) -> Font:
    pdfium = open_library()
    handle = ctypes.cast(key, pdfium.FPDF_FONT)
    buffer = ctypes.create_string_buffer(128)
    pdfium.FPDFFont_GetBaseFontName(handle, buffer, 128)
    name = buffer.value.decode("utf-8", "replace")
    flags = max(pdfium.FPDFFont_GetFlags(handle), 0)
    return Font(
        name,
        bold=bool(_BOLD.search(name)) or bool(flags & _FORCE_BOLD),
        italic=bool(_ITALIC.search(name)) or bool(flags & _ITALIC_FLAG),
        draws_pictures=bool(_PICTURES.search(name)),
    )
