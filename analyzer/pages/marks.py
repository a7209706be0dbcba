"""Struck and underlined words: rules that run through or under words → marks on words.

A rule through the middle of a word strikes it; one just below the baseline underlines it. A mark
may cover part of what the reader took for one word ('20212024'): such words are cut at the mark's
edges, but a quotation mark or full stop stays with its word. Frames of tables and rules that reach
far beyond the words over them mark nothing. Every underlined word is provisionally an insertion;
`settle_marks` decides by the whole document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from analyzer.pages.captions import find_captions
from analyzer.pages.sheet import Sheet
from analyzer.records import MarkKind, RawPage, Rule, Word

#: a drawn mark is thinner than this, in points
THICKEST_MARK = 2.6
#: height of the rule over the baseline, in type sizes: a strike lies in here
STRIKE = (0.11, 0.55)
#: and an underline in here
UNDERLINE = (-0.32, 0.11)
#: and, under a raised note sign, not lower than this
NOTE_UNDERLINE = -0.95
#: a rule must cover this share of a word
COVERED = 0.5
#: a rule that reaches further beyond its words than this, in points, frames something
OVERHANG = 10.0
#: letters and figures of a struck word that makes a document a redline: a rule through a single
#: sign may be anything
FEWEST_STRUCK = 2
#: a note digit is smaller than this share of the characters beside it, and raised by this share
SMALL, RAISED = 0.82, 0.1

#: signs that stand before what they belong to, and are cut off with it
OPENING = "$£€¥([“‘"

_ROW = 12
#: how a character is marked, and whether it is a note digit
_Look = tuple[MarkKind | None, bool]
# '7', '12', '*', '†'
_NOTE_SIGN = re.compile(r"\d{1,3}|[*†‡§]{1,3}")


class Marks:
    """The level rules of one page, found by height, and how far words stand over each."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rows: dict[int, list[Rule]] = {}
        self._reach: dict[int, tuple[Rule, float, float]] = {}
        self._lines: dict[tuple[float, float], list[Rule]] = {}
        #: the largest type that a rule underlines
        self._sizes: dict[int, float] = {}
        for rule in rules:
            if rule.bottom - rule.top <= THICKEST_MARK and rule.x1 - rule.x0 >= 1.5:
                row = int((rule.top + rule.bottom) / 2) // _ROW
                self._rows.setdefault(row, []).append(rule)

    def __bool__(self) -> bool:
        return bool(self._rows)

    def kind(self, word: Word) -> tuple[MarkKind, Rule] | None:
        """How a word is marked, and by which rule; a strike goes before an underline."""
        near = self._near(word.top, word.bottom)
        if not near:
            return None
        found: tuple[MarkKind, Rule] | None = None
        covered = dict.fromkeys(MarkKind, 0.0)
        size = word.style.size or word.bottom - word.top
        if size <= 0:
            return None  # a word of no height cannot be crossed
        baseline = word.bottom - 0.22 * size
        for rule in near:
            kind = _kind_at((baseline - (rule.top + rule.bottom) / 2) / size)
            over = min(rule.x1, word.x1) - max(rule.x0, word.x0)
            if kind is None or over <= 0:
                continue
            _, x0, x1 = self._reach.get(id(rule), (rule, word.x0, word.x1))
            self._reach[id(rule)] = (rule, min(x0, word.x0), max(x1, word.x1))
            if kind is MarkKind.INSERTED:
                self._sizes[id(rule)] = max(size, self._sizes.get(id(rule), 0.0))
            covered[kind] += over
            enough = covered[kind] >= COVERED * (word.x1 - word.x0)
            if enough and (found is None or kind is MarkKind.DELETED):
                found = (kind, rule)
        return found

    def note_kind(self, word: Word) -> tuple[MarkKind, Rule] | None:
        """How a raised note sign is marked: its rule is that of the larger words beside it, and
        lies farther below its own baseline."""
        size = word.style.size or word.bottom - word.top
        if size <= 0:
            return None
        baseline = word.bottom - 0.22 * size
        for rule in self._near(word.top, word.bottom):
            _, x0, x1 = self._reach.get(id(rule), (rule, word.x0, word.x1))
            middle = (word.x0 + word.x1) / 2
            height = (baseline - (rule.top + rule.bottom) / 2) / size
            if not (rule.x0 < middle < rule.x1 and NOTE_UNDERLINE < height < UNDERLINE[0]):
                continue
            if self._sizes.get(id(rule), 0.0) * SMALL > size:
                self._reach[id(rule)] = (rule, min(x0, word.x0), max(x1, word.x1))
                return MarkKind.INSERTED, rule
        return None

    def frames(self, rule: Rule) -> bool:
        """True when a rule reaches far beyond all words over it: it marks nothing."""
        _, x0, x1 = self._reach.get(id(rule), (rule, rule.x0, rule.x1))
        return x0 - rule.x0 > OVERHANG or rule.x1 - x1 > OVERHANG

    def _near(self, top: float, bottom: float) -> list[Rule]:
        """Rules about as high as a line of words; the words of a line share them."""
        found = self._lines.get((top, bottom))
        if found is None:
            rows = range(int(top) // _ROW, int(bottom + 3) // _ROW + 1)
            found = [rule for row in rows for rule in self._rows.get(row, ())]
            self._lines[top, bottom] = found
        return found


def _kind_at(height: float) -> MarkKind | None:
    if STRIKE[0] < height <= STRIKE[1]:
        return MarkKind.DELETED
    if UNDERLINE[0] <= height <= UNDERLINE[1]:
        return MarkKind.INSERTED
    return None


def mark_words(raw: RawPage) -> list[Word]:
    """The words of a page, cut where a mark or a note digit begins, with provisional marks."""
    marks = Marks(raw.rules)
    if not marks and not raw.characters:
        return list(raw.words)
    words: list[Word] = []
    for at, word in enumerate(raw.words):
        characters = raw.characters.get(at)
        words += cut_word(word, characters, marks) if characters else (word,)
    if not marks:
        return words
    found = [marks.kind(word) for word in words]
    for at, word in enumerate(words):
        if found[at] is None and _NOTE_SIGN.fullmatch(word.text):
            found[at] = marks.note_kind(word)
    return [
        replace(word, mark=mark[0]) if mark and not marks.frames(mark[1]) else word
        for word, mark in zip(words, found, strict=True)
    ]


def cut_word(word: Word, characters: Sequence[Word], marks: Marks) -> tuple[Word, ...]:
    """The parts of a word that are marked alike and set alike; the word itself when it is one.

    Signs without a letter or figure stay with their neighbours, and so do raised letters ('5th').
    """
    groups: list[list[Word]] = []
    last: _Look | None = None
    largest = max(character.style.size for character in characters)
    low = max(character.bottom for character in characters)
    looks: list[_Look] = []
    for character in characters:
        found = marks.kind(character)
        small = character.style.size < SMALL * largest and not character.text.isalpha()
        note = small and low - character.bottom > RAISED * largest
        looks.append((found[0] if found else None, note))
    for at, character in enumerate(characters):
        look = looks[at]
        opens = character.text in OPENING and look not in (last, (None, False))
        if opens and last is not None and look in looks[at + 1 : at + 2]:
            groups.append([character])
            last = look
            continue
        signs = not character.text.isalnum() and not look[1]
        if groups and (look == last or signs or _same_word(last, look, groups[-1][-1], character)):
            groups[-1].append(character)
            continue
        if groups and last is None:
            groups[-1].append(character)
        else:
            groups.append([character])
        last = None if signs else look
    if len(groups) < 2:
        return (word,)
    return tuple(_join(group) for group in groups)


def _same_word(
    last: _Look | None,
    look: _Look,
    before: Word,
    character: Word,
) -> bool:
    """True for 'Overtime' of which only the new capital is underlined: a word of the new text."""
    if last is None or last[1] or look[1] or MarkKind.DELETED in (last[0], look[0]):
        return False
    return before.text.isalpha() and character.text.isalpha()


def _join(characters: Sequence[Word]) -> Word:
    first = next((one for one in characters if one.text.isalnum()), characters[0])
    return Word(
        "".join(character.text for character in characters),
        characters[0].x0,
        min(character.top for character in characters),
        characters[-1].x1,
        max(character.bottom for character in characters),
        first.style,
    )


def is_redline(sheets: Sequence[Sheet]) -> bool:
    """True when the document strikes words: only then do its underlines mark insertions."""
    return any(
        sum(map(str.isalnum, word.text)) >= FEWEST_STRUCK
        for sheet in sheets
        for row in sheet.rows
        for word in row.words
        if word.mark is MarkKind.DELETED
    )


def settle_marks(sheets: Sequence[Sheet]) -> bool:
    """Decide which provisional marks stand; True when the document is in redline mode."""
    redline = is_redline(sheets)
    for sheet in sheets:
        captions = find_captions(sheet.rows) if redline else set()
        for at, row in enumerate(sheet.rows):
            if any([word.mark for word in row.words]):
                row.words = [
                    _settled(word, redline and (at, place) not in captions)
                    for place, word in enumerate(row.words)
                ]
    return redline


def _settled(word: Word, stands: bool) -> Word:
    if word.mark is None or stands:
        return word
    return replace(word, mark=None, caption=word.mark is MarkKind.INSERTED)
