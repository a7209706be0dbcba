"""Reads the marks inside a paragraph and cuts it into words.

Text of a block -> words, each of one or more pieces (a piece has one font and one mark), and the
footnotes met on the way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum


class Mark(StrEnum):
    """What a thin rectangle says about a word."""

    NONE = "none"
    HEADING = "heading"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Look:
    """Font and mark of a piece of text."""

    bold: bool = False
    italic: bool = False
    mark: Mark = Mark.NONE
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one look; `note` is the number of the footnote that a raised digit calls."""

    text: str
    look: Look
    note: int = 0


@dataclass(frozen=True, slots=True)
class Word:
    """Pieces without a space between; `gap` is the look of the space before it."""

    pieces: tuple[Piece, ...]
    gap: Look


@dataclass(frozen=True, slots=True)
class Inline:
    """A paragraph as words, with its footnotes by number."""

    words: tuple[Word, ...]
    notes: tuple[tuple[int, str], ...]


# the switches of the markup: '**', '//', '__', '{-', '-}', '{+', '+}', a raised sign '^3^', and a
# whole '[[fn: note]]'
_SWITCH = re.compile(
    r"\[\[fn:(?P<note>.*?)\]\]|\^(?P<sign>[\d*†‡]{1,3})\^|\*\*|//|(?<!_)__(?!_)|\{-|-\}|\{\+|\+\}"
)
# an opening quotation mark stands at the start or after a space or an opening bracket: ("Picture")
_OPENING = re.compile(r"(^|[\s(\[—–/“‘])([\"'])")


def curl(text: str) -> str:
    """Return the text with curly quotes and real dashes."""
    text = text.replace("---", "—").replace("--", "–")
    while True:
        curled = _OPENING.sub(lambda m: m[1] + ("“" if m[2] == '"' else "‘"), text, count=1)
        if curled == text:
            break
        text = curled
    return text.replace('"', "”").replace("'", "’")


def read_inline(text: str, *, base: Look | None = None, first_note: int = 1) -> Inline:
    """Return the words of a marked-up text; footnotes are numbered from `first_note`."""
    look = base or Look()
    pieces: list[Piece] = []
    notes: list[tuple[int, str]] = []
    text = _curl_outside_switches(text)
    start = 0
    for switch in _SWITCH.finditer(text):
        pieces.append(Piece(text[start : switch.start()], look))
        start = switch.end()
        if switch["note"] is not None:
            number = first_note + len(notes)
            notes.append((number, switch["note"].strip()))
            pieces.append(Piece(str(number), replace(look, raised=True, mark=Mark.NONE), number))
        elif switch["sign"]:
            pieces.append(Piece(switch["sign"], replace(look, raised=True, mark=Mark.NONE)))
        else:
            look = _turn(look, switch[0])
    pieces.append(Piece(text[start:], look))
    return Inline(tuple(_cut_words(pieces)), tuple(notes))


def _curl_outside_switches(text: str) -> str:
    """Curl quotes as if the switches were not there, so that '{+"Day"+}' opens and closes."""
    switches = list(_SWITCH.finditer(text))
    bare = _SWITCH.sub("", text)
    curled, at, start, out = curl(bare.replace("--", "\x00\x01")), 0, 0, []
    for switch in [*switches, None]:
        end = len(text) if switch is None else switch.start()
        length = len(text[start:end].replace("--", "\x00\x01"))
        out.append(curled[at : at + length])
        at += length
        if switch is not None:
            note = switch["note"]
            out.append(switch[0] if note is None else f"[[fn:{curl(note)}]]")
            start = switch.end()
    return "".join(out).replace("\x00\x01-", "—").replace("\x00\x01", "–")


def _turn(look: Look, switch: str) -> Look:
    if switch == "**":
        return replace(look, bold=not look.bold)
    if switch == "//":
        return replace(look, italic=not look.italic)
    if switch == "__":
        heading = look.mark is Mark.HEADING
        return replace(look, mark=Mark.NONE if heading else Mark.HEADING)
    opened = {"{-": Mark.DELETED, "{+": Mark.INSERTED}.get(switch, Mark.NONE)
    return replace(look, mark=opened)


def _cut_words(pieces: list[Piece]) -> list[Word]:
    words: list[Word] = []
    current: list[Piece] = []
    gap = Look()
    for piece in pieces:
        for part in re.split(r"( )", piece.text):
            if part == " ":
                if current:
                    words.append(Word(tuple(current), gap))
                    current = []
                gap = piece.look
            elif part:
                current.append(replace(piece, text=part))
    if current:
        words.append(Word(tuple(current), gap))
    return words
