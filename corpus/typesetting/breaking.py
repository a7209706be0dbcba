"""Breaks words into lines of a given width.

Words of a paragraph, first and following widths -> lines, each with its words and the width of its
spaces. Greedy, as word processors do; a long word may be parted where hyphens.txt allows it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from reportlab.pdfbase.pdfmetrics import stringWidth

from corpus.typesetting.inline import Look, Mark, Piece, Word

RAISED_SCALE = 0.62
LOOSEST_SPACE = 3.2  # a line whose spaces would grow beyond this many times stays ragged
LEAST_GAP_TO_PART = 0.07  # part a word only where this share of the line would stay empty


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one line, and the width of its spaces in points."""

    words: tuple[Word, ...]
    space: float
    width: float


@dataclass(frozen=True, slots=True)
class Measure:
    """The sizes a paragraph is broken by."""

    size: float
    first: float
    rest: float
    justify: bool = True
    hyphens: bool = False


def font_of(look: Look) -> str:
    """Return the standard font of a look."""
    if look.bold:
        return "Times-BoldItalic" if look.italic else "Times-Bold"
    return "Times-Italic" if look.italic else "Times-Roman"


def width_of(piece: Piece, size: float) -> float:
    """Return the width of a piece in points."""
    scale = RAISED_SCALE if piece.look.raised else 1.0
    return float(stringWidth(piece.text, font_of(piece.look), size * scale))


def break_lines(words: tuple[Word, ...], measure: Measure) -> list[Line]:
    """Return the lines of a paragraph; the last one is never stretched."""
    space = float(stringWidth(" ", "Times-Roman", measure.size))
    lines: list[Line] = []
    rest = list(words)
    while rest:
        limit = measure.rest if lines else measure.first
        taken, rest = _take_line(rest, limit, space, measure)
        natural = _width(taken, measure.size) + space * (len(taken) - 1)
        stretched = space
        if measure.justify and rest and len(taken) > 1:
            wider = space + (limit - natural) / (len(taken) - 1)
            stretched = wider if wider <= LOOSEST_SPACE * space else space
        width = natural + (stretched - space) * (len(taken) - 1)
        lines.append(Line(tuple(taken), stretched, width))
    return lines


def _take_line(
    words: list[Word], limit: float, space: float, measure: Measure
) -> tuple[list[Word], list[Word]]:
    taken: list[Word] = []
    used = 0.0
    for index, word in enumerate(words):
        width = _width([word], measure.size) + (space if taken else 0)
        if used + width <= limit + 0.01:
            taken.append(word)
            used += width
            continue
        room = limit - used - (space if taken else 0)
        head, tail = _part(word, room, measure)
        if head is not None and tail is not None and room > LEAST_GAP_TO_PART * limit:
            return [*taken, head], [tail, *words[index + 1 :]]
        if not taken:
            return [word], words[index + 1 :]
        return taken, words[index:]
    return taken, []


def _width(words: list[Word], size: float) -> float:
    return sum(width_of(piece, size) for word in words for piece in word.pieces)


def _part(word: Word, room: float, measure: Measure) -> tuple[Word | None, Word | None]:
    """Part a plain word so that its head fits: after a hyphen of its own, else where listed."""
    if len(word.pieces) != 1 or word.pieces[0].look.mark is Mark.DELETED:
        return None, None
    piece = word.pieces[0]
    for head, tail in _places(piece.text, measure.hyphens):
        front = replace(piece, text=head)
        if width_of(front, measure.size) <= room:
            back = replace(piece, text=tail)
            return Word((front,), word.gap), Word((back,), piece.look)
    return None, None


def _places(text: str, hyphens: bool) -> list[tuple[str, str]]:
    """Return the ways to part a word, the longest head first."""
    places = [(text[: m.end()], text[m.end() :]) for m in re.finditer(r"(?<=\w\w)-(?=\w\w)", text)]
    core = re.search(r"[A-Za-z]+", text)
    if hyphens and core and "-" not in text:
        parts = _hyphenation().get(core[0].lower(), ())
        at = core.start()
        for part in parts[:-1]:
            at += len(part)
            places.append((text[:at] + "-", text[at:]))
    return sorted(places, key=lambda pair: -len(pair[0]))


@cache
def _hyphenation() -> dict[str, tuple[str, ...]]:
    lines = (Path(__file__).parent / "hyphens.txt").read_text(encoding="utf-8").split()
    return {line.replace("-", ""): tuple(line.split("-")) for line in lines}
