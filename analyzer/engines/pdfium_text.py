"""The words of one page: PDFium's characters → words that stand between spaces.

PDFium gives characters with pen boxes, in the order of the file, and puts in spaces and line ends
of its own. A word ends at a printed space, where the pen jumps by more than 0.15 of the type size,
goes back, or leaves the line: the rule by which a well set pdfplumber cuts, so that both readers
give the same words.
"""

from __future__ import annotations

import ctypes
import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, compress, count, islice, repeat
from operator import lt, ne, sub
from typing import Any

from analyzer.engines.pdfium_binding import (
    View,
    address_of,
    fast_calls,
    loose_boxes,
    open_library,
    origins,
)
from analyzer.engines.pdfium_styles import PageStyles, StyleBook
from analyzer.records import TypeStyle, Word

#: the pen may jump this share of the type size inside a word
WORD_GAP = 0.15
#: and this share where another font begins: a bullet beside its word
FONT_GAP = 0.06
#: how far above and below the baseline a word's box reaches, in type sizes
ASCENT, DESCENT = 0.78, 0.22
#: a jump below this, in points, is never looked at
_SMALLEST_JUMP = 0.4
#: a space this narrow may be one that PDFium put in
_SMALL_SPACE = 2.6
#: characters of one word whose boxes end this far apart, in points, are not set alike
_UNLIKE = 0.6
#: a word's characters lie on one line while their baselines differ by less than this, in points
_LINE = 3.0

# 'employ\x02ment' where PDFium found a hyphen at a line's end; 'Auditions......12' of contents
_TOKEN = re.compile(r"\.{4,}|(?:(?!\.{4,})[^\s\x00])+")
# 'employ-ment', for pages without leaders: three times as fast
_PLAIN_TOKEN = re.compile(r"[^\s\x00]+")
_SIGNS = {
    0x20: None,
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
# '\uf0b7'
_PRIVATE = re.compile("[\uf000-\uf0ff]")

Span = tuple[int, int]
#: a text object, and the lower edge of its characters on one baseline
_Line = tuple[int | None, float]


@dataclass(slots=True)
class Glyphs:
    """Characters of one page, with their edges as the page is seen; `bottom` is only good for
    differences."""

    text: str
    x0: list[float]
    x1: list[float]
    bottom: list[float]


class TextOfPage:
    """One loaded text page, cut into words."""

    def __init__(self, text_page: Any, view: View, book: StyleBook) -> None:  # noqa: ANN401
        self._handle = text_page
        self._address = address_of(text_page)
        self._view = view
        self._book = book
        self._pdfium = open_library()
        self._styles = PageStyles(self._address, view, book)
        self._heights: dict[tuple[float, float], tuple[float, float]] = {}
        self._lines: dict[_Line, tuple[TypeStyle, float, float]] = {}
        self._where: list[Span] = []
        self._glyphs = self._read_glyphs()

    def words(self) -> tuple[list[Word], dict[int, tuple[Word, ...]]]:
        """Words in the order of the file; for those not set in one style on one baseline, their
        characters too, by the word's place."""
        spans, unlike = self._spans()
        words = self._words(spans)
        if self._styles.pictures:
            spans = [part for span in spans for part in self._part_picture(span)]
            words = self._words(spans)
        self._where = spans
        return words, self.characters_of(at for at, span in enumerate(spans) if span in unlike)

    def _part_picture(self, span: Span) -> list[Span]:
        """A picture that stands for a bullet, apart from the word that it touches."""
        start, end = span
        draws = self._styles.draws_pictures
        if end - start > 1 and draws(start) and not draws(start + 1):
            return [(start, start + 1), (start + 1, end)]
        return [span]

    def characters_of(self, indexes: Iterable[int]) -> dict[int, tuple[Word, ...]]:
        """The characters of some of `words`, by the word's place, each as a word."""
        text, where = self._glyphs.text, self._where
        places = {
            index: [(at, at + 1) for at in range(*where[index]) if text[at] != " "]
            for index in indexes
        }
        if not places:
            return {}
        words = iter(self._words(list(chain.from_iterable(places.values()))))
        return {index: tuple(islice(words, len(spans))) for index, spans in places.items()}

    # ── characters ───────────────────────────────────────────────────────────────────────────────
    def _read_glyphs(self) -> Glyphs:
        count = max(self._pdfium.FPDFText_CountChars(self._handle), 0)
        text = self._text(count).replace("\x02", "-").replace("\ufffe", "-")
        flat = loose_boxes(self._address, count)
        left, right, bottom = flat[0::4], flat[2::4], flat[3::4]
        top = flat[1::4] if self._view.quarter_turns else bottom
        view = self._view
        match view.quarter_turns:
            case 0:
                shift = view.left
                x0 = [x - shift for x in left] if shift else left.tolist()
                x1 = [x - shift for x in right] if shift else right.tolist()
                low = bottom.tolist()
            case 1:
                x0 = [y - view.bottom for y in bottom]
                x1 = [y - view.bottom for y in top]
                low = [x - view.left for x in right]
            case 2:
                x0 = [view.right - x for x in right]
                x1 = [view.right - x for x in left]
                low = [y - view.bottom for y in top]
            case _:
                x0 = [view.top - y for y in top]
                x1 = [view.top - y for y in bottom]
                low = [view.right - x for x in left]
        return Glyphs(text, x0, x1, low)

    def _text(self, count: int) -> str:
        buffer = (ctypes.c_ushort * (count + 1))()
        written = self._pdfium.FPDFText_GetText(self._handle, 0, count, buffer)
        units = bytes(buffer)[: 2 * count]
        if written == count + 1:
            text = units.decode("utf-16-le", "replace")
            if len(text) == count:
                return text
        ask = self._pdfium.FPDFText_GetUnicode
        codes = (ask(self._handle, at) for at in range(count))
        return "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)

    # ── where words begin and end ────────────────────────────────────────────────────────────────
    def _spans(self) -> tuple[list[Span], set[Span]]:
        glyphs = self._glyphs
        x0, x1, low = glyphs.x0, glyphs.x1, glyphs.bottom
        jumps = _jumps(x0, x1, low)
        jumps.append(len(x0))
        spans: list[Span] = []
        unlike: set[Span] = set()
        next_jump, place, last = jumps[0], 0, -9
        tokens = _TOKEN if "...." in glyphs.text else _PLAIN_TOKEN
        for token in tokens.finditer(glyphs.text):
            start, end = token.span()
            narrow = start - last == 1 and x0[start] - x1[last - 1] < _SMALL_SPACE
            narrow = narrow and not (token[0].endswith("....") or glyphs.text[last - 1] == ".")
            if narrow and self._belongs(last - 1, start):
                start = spans.pop()[0]
            while next_jump <= start:
                place += 1
                next_jump = jumps[place]
            last = end
            if next_jump >= end:
                spans.append((start, end))
                continue
            inside = [at for at in jumps[place : place + end - start] if start < at < end]
            spans += self._cut(start, end, inside, unlike)
        return spans, unlike

    def _cut(self, start: int, end: int, jumps: list[int], unlike: set[Span]) -> list[Span]:
        """Cut one token where its pen leaves it; note what is left of unlike characters."""
        spans: list[Span] = []
        uneven = False
        for at in jumps:
            if self._breaks(at):
                spans.append((start, at))
                if uneven:
                    unlike.add(spans[-1])
                start, uneven = at, False
            elif abs(self._glyphs.bottom[at] - self._glyphs.bottom[at - 1]) > _UNLIKE:
                uneven = True
        spans.append((start, end))
        if uneven:
            unlike.add(spans[-1])
        return spans

    def _breaks(self, at: int) -> bool:
        """True when no word goes on from character `at` - 1 to `at`."""
        glyphs, style = self._glyphs, self._styles.at(at - 1)
        if style.angle or " " in glyphs.text[at - 1 : at + 1]:
            return False
        size = style.size
        jump = glyphs.x0[at] - glyphs.x1[at - 1]
        if jump > FONT_GAP * size and self._styles.at(at).font != style.font:
            return True
        if jump > WORD_GAP * size or glyphs.x0[at] < glyphs.x0[at - 1] - 0.01:
            return glyphs.text[at] not in "\u0300\u0301\u0302\u0303\u0308\u030a\u0327"
        step = glyphs.bottom[at] - glyphs.bottom[at - 1]
        return abs(step) > _LINE and abs(self._drop(at)) > _LINE

    def _drop(self, at: int) -> float:
        """How much lower the top of `at` is than that of the character before it: a note digit
        stands high, but its top is that of its neighbours."""
        points = origins(self._address, (at - 1, at), 2)
        before = self._view.point(points[0], points[1])[1] - ASCENT * self._styles.at(at - 1).size
        return (
            self._view.point(points[2], points[3])[1] - ASCENT * self._styles.at(at).size - before
        )

    def _belongs(self, last: int, at: int) -> bool:
        """True when the space between two tokens is PDFium's own and the pen hardly moved."""
        glyphs = self._glyphs
        space = glyphs.x0[last + 1]  # slanted letters reach beyond their pen; the space does not
        jump = max(glyphs.x0[at], space) - min(glyphs.x1[last], space)
        if glyphs.x0[at] < glyphs.x0[last]:
            return False
        if abs(glyphs.bottom[at] - glyphs.bottom[last]) > _UNLIKE:
            return False
        if jump > WORD_GAP * self._styles.at(last).size:
            return False
        return bool(self._pdfium.FPDFText_IsGenerated(self._handle, last + 1) == 1)

    # ── words ────────────────────────────────────────────────────────────────────────────────────
    def _words(self, spans: list[Span]) -> list[Word]:
        """The words of `spans`, built column by column: most of the time of a page goes here."""
        glyphs = self._glyphs
        text, x0, x1, low = glyphs.text, glyphs.x0, glyphs.x1, glyphs.bottom
        starts = [start for start, _ in spans]
        handles = map(fast_calls().text_object, repeat(self._address), starts)
        lines = list(zip(handles, [low[start] for start in starts], strict=True))
        self._read_lines(lines, starts)
        known = self._lines
        settings = [known[line] for line in lines]
        styles = [setting[0] for setting in settings]
        tokens = [text[start:end] for start, end in spans]
        pictures = self._styles.pictures
        tokens = [
            token
            if token.isascii() and " " not in token and not pictures
            else _clean(token, draws_pictures=style.font in pictures)
            for token, style in zip(tokens, styles, strict=True)
        ]
        words = Word.from_columns(
            list(map(self._book.texts.setdefault, tokens, tokens)),
            styles,
            sides=([x0[start] for start in starts], [x1[end - 1] for _, end in spans]),
            heights=([setting[1] for setting in settings], [setting[2] for setting in settings]),
        )
        if any(style.angle for style in self._styles.known.values()):
            for at, word in enumerate(words):
                if word.style.angle:
                    words[at] = Word(word.text, *self._ink(*spans[at]), word.style)
        return words

    def _read_lines(self, lines: list[_Line], starts: list[int]) -> None:
        """Style, top and bottom of each text object on its baseline, asked for at the first of its
        words that is new; words of one line share their floats."""
        new = dict(zip(reversed(lines), reversed(starts), strict=True))
        for line in new.keys() & self._lines.keys():
            del new[line]
        points = origins(self._address, new.values(), len(new))
        for (line, start), baseline in zip(new.items(), self._baselines(points), strict=True):
            style = self._styles.of(line[0] or 0, start)
            key = (baseline, style.size)
            height = self._heights.get(key)
            if height is None:
                size = style.size
                height = self._heights[key] = (baseline - ASCENT * size, baseline + DESCENT * size)
            self._lines[line] = (style, *height)

    def _baselines(self, points: array[float]) -> list[float]:
        """The baseline of each pen position, from the top of the page as it is seen."""
        if not self._view.quarter_turns:
            top = self._view.top
            return [round(top - y, 1) for y in points[1::2]]
        seen = map(self._view.point, points[0::2], points[1::2])
        return [round(y, 1) for _, y in seen]

    def _ink(self, start: int, end: int) -> tuple[float, float, float, float]:
        """The ink of a turned word."""
        ask, values = fast_calls().tight_box, (ctypes.c_double * 4)()
        at = ctypes.addressof(values)
        boxes = []
        for index in range(start, end):
            ask(self._address, index, at, at + 8, at + 16, at + 24)
            left, right, bottom, top = values
            boxes.append(self._view.box(left, bottom, right, top))
        x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
        return min(x0s), min(tops), max(x1s), max(bottoms)


def _jumps(x0: list[float], x1: list[float], low: list[float]) -> list[int]:
    """Characters before which the pen leaps, goes back, or leaves the line: nothing here is
    computed in Python's own loop, for a page has thousands of characters."""
    next_x0, next_low = x0[1:], low[1:]
    ahead = map(_SMALLEST_JUMP.__lt__, map(sub, next_x0, x1))
    back = map(lt, next_x0, x0)
    found = set(compress(count(1), ahead))
    found.update(compress(count(1), back))
    moved = compress(count(1), map(ne, next_low, low))
    found.update(at for at in moved if not -_UNLIKE < low[at] - low[at - 1] < _UNLIKE)
    return sorted(found)


def _clean(token: str, *, draws_pictures: bool) -> str:
    """A word as it is kept: ligatures undone, '•' for letters that draw a picture."""
    token = token.translate(_SIGNS)
    if draws_pictures and token.isalnum():
        return "•" * len(token)
    return _PRIVATE.sub("•", token)
