"""Struck and underlined words: rules that run through or under words → marks on words.

A rule through the middle of a word strikes it; one just below the baseline underlines it. A mark
may cover part of what the reader took for one word ('20212024'): such words are cut at the mark's
edges. Frames of tables and rules that reach far beyond the words over them mark nothing. Every
underlined word is provisionally an insertion; `settle_marks` decides by the whole document.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from analyzer.pages.sheet import Sheet
from analyzer.records import MarkKind, RawPage, Rule, Word

#: a drawn mark is thinner than this, in points
THICKEST_MARK = 2.6
#: height of the rule over the baseline, in type sizes: a strike lies in here
STRIKE = (0.11, 0.55)
#: and an underline in here
UNDERLINE = (-0.32, 0.11)
#: a rule must cover this share of a word
COVERED = 0.5
#: a rule that reaches further beyond its words than this, in points, frames something
OVERHANG = 10.0
#: struck words without which a document is no redline
FEWEST_STRIKES = 3

_ROW = 12


class Marks:
    """The level rules of one page, found by height."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rows: dict[int, list[Rule]] = {}
        level = [
            rule
            for rule in rules
            if rule.bottom - rule.top <= THICKEST_MARK and rule.x1 - rule.x0 >= 1.5
        ]
        for rule in level:
            row = int((rule.top + rule.bottom) / 2) // _ROW
            self._rows.setdefault(row, []).append(rule)

    def __bool__(self) -> bool:
        return bool(self._rows)

    def near(self, word: Word) -> list[Rule]:
        """Rules at the height of a word."""
        first, last = int(word.top) // _ROW, int(word.bottom + 3) // _ROW
        return [rule for row in range(first, last + 1) for rule in self._rows.get(row, ())]

    def kind(self, word: Word) -> tuple[MarkKind, Rule] | None:
        """How a word is marked, and by which rule; a strike goes before an underline."""
        found: tuple[MarkKind, Rule] | None = None
        covered = {MarkKind.DELETED: 0.0, MarkKind.INSERTED: 0.0}
        size = word.style.size or word.bottom - word.top
        baseline = word.bottom - 0.22 * size
        for rule in self.near(word):
            kind = _kind_at((baseline - (rule.top + rule.bottom) / 2) / size)
            if kind is None:
                continue
            covered[kind] += max(0.0, min(rule.x1, word.x1) - max(rule.x0, word.x0))
            if covered[kind] < COVERED * (word.x1 - word.x0) or covered[kind] <= 0:
                continue
            if found is None or kind is MarkKind.DELETED:
                found = (kind, rule)
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
    words: list[Word] = []
    if not marks and not raw.characters:
        return list(raw.words)
    for at, word in enumerate(raw.words):
        characters = raw.characters.get(at)
        parts = cut_word(word, characters, marks) if characters else (word,)
        words += parts
    if not marks:
        return words
    found = [marks.kind(word) for word in words]
    frames = _frames(words, found)
    return [
        replace(word, mark=mark[0]) if mark and id(mark[1]) not in frames else word
        for word, mark in zip(words, found, strict=True)
    ]


def _frames(words: Sequence[Word], found: Sequence[tuple[MarkKind, Rule] | None]) -> set[int]:
    """Rules that reach far beyond the words they would mark: frames and blanks, not marks."""
    reach: dict[int, tuple[Rule, float, float]] = {}
    for word, mark in zip(words, found, strict=True):
        if mark:
            rule = mark[1]
            _, x0, x1 = reach.get(id(rule), (rule, word.x0, word.x1))
            reach[id(rule)] = (rule, min(x0, word.x0), max(x1, word.x1))
    return {
        key
        for key, (rule, x0, x1) in reach.items()
        if x0 - rule.x0 > OVERHANG or rule.x1 - x1 > OVERHANG
    }


def cut_word(word: Word, characters: Sequence[Word], marks: Marks) -> tuple[Word, ...]:
    """The parts of a word that are marked alike and set alike; the word itself when it is one."""
    groups: list[list[Word]] = []
    looks: list[tuple[MarkKind | None, bool]] = []
    largest = max(character.style.size for character in characters)
    low = max(character.bottom for character in characters)
    for character in characters:
        found = marks.kind(character)
        small = character.style.size < 0.82 * largest and low - character.bottom > 0.1 * largest
        look = (found[0] if found else None, small)
        if groups and look == looks[-1]:
            groups[-1].append(character)
        else:
            groups.append([character])
            looks.append(look)
    if len(groups) < 2:
        return (word,)
    return tuple(_join(group) for group in groups)


def _join(characters: Sequence[Word]) -> Word:
    first = characters[0]
    return Word(
        "".join(character.text for character in characters),
        first.x0,
        min(character.top for character in characters),
        characters[-1].x1,
        max(character.bottom for character in characters),
        first.style,
    )


def is_redline(sheets: Sequence[Sheet]) -> bool:
    """True when the document strikes words: only then do its underlines mark insertions."""
    struck = sum(
        word.mark is MarkKind.DELETED
        for sheet in sheets
        for row in sheet.rows
        for word in row.words
    )
    return struck >= FEWEST_STRIKES


def settle_marks(sheets: Sequence[Sheet]) -> bool:
    """Decide which provisional marks stand; True when the document is in redline mode."""
    redline = is_redline(sheets)
    for sheet in sheets:
        for row in sheet.rows:
            if any(word.mark for word in row.words):
                row.words = [_settled(word, redline) for word in row.words]
    return redline


def _settled(word: Word, redline: bool) -> Word:
    if word.mark is None or redline:
        return word
    return replace(word, mark=None, caption=word.mark is MarkKind.INSERTED)
