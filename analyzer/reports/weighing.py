"""Which changes matter most: what a change of words touches, and how much of it there is.

A change → its weight, higher first, by its effects, figures and duties, and whether it is cosmetic.
This orders a report; it judges nobody's interest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from analyzer.records import Change, ChangeKind, Severity, WordOperation, WordPiece

# "$1,250", "12.5%", "48", "31"
_FIGURE = re.compile(r"[$£€]\s?\d[\d,.]*|\d[\d,.]*\s?%|\d[\d,]*(?:\.\d+)?")
# "July 31, 2018", "2021", "August 1": a term of agreement runs on every few years
_DATE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?:\s+\d{1,2}(?:,\s*\d{4})?)?|\b(?:19|20)\d\d(?:[-–/]\d{2,4})?\b"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

#: words that make, limit or lift a duty
_DUTY_WORDS = """
shall may must will should not no never none without unless except only solely sole exclusive
consent consents agree agrees waive waives waived prior written mandatory voluntary discretion
required requires prohibited permitted entitled obligated forfeit irrevocable perpetual perpetuity
reasonable endeavor endeavour best efforts notwithstanding provided
"""
_DUTY = frozenset(_DUTY_WORDS.split())

_ABOUT_AI = 1000
_FIGURES, _DUTIES, _BLOCK, _MOVE, _RENUMBERING = 40, 40, 20, 10, 1
_MOST_WORDS = 30
#: what the heaviest effect of a change adds
_EFFECT = {Severity.HIGH: 60, Severity.MEDIUM: 30, Severity.LOW: 0}


@dataclass(frozen=True, slots=True)
class Weight:
    """How much a change weighs; cosmetic: punctuation, letter case or running dates only."""

    value: float
    cosmetic: bool


def weigh_change(change: Change) -> Weight:
    """Weigh one change; AI topics come before everything else."""
    if change.kind is ChangeKind.UNCHANGED:
        return Weight(0, cosmetic=True)
    pieces = (*change.words, *(change.heading_words or ()))
    if change.kind is ChangeKind.RENUMBERED:
        return Weight(_RENUMBERING, cosmetic=True)
    value = _weigh_words(pieces)
    value += max((_EFFECT[effect.severity] for effect in change.effects), default=0)
    cosmetic = value < _MOVE and change.kind is ChangeKind.REWORDED
    if change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED):
        value = _BLOCK + value / 2
    elif change.kind is not ChangeKind.REWORDED:
        value += _MOVE
    return Weight(value + _ABOUT_AI * bool(change.topics), cosmetic=cosmetic and not change.topics)


def _weigh_words(pieces: Iterable[WordPiece]) -> float:
    struck, put = "", ""
    for piece in pieces:
        if piece.op is WordOperation.DELETE:
            struck += f" {piece.text}"
        elif piece.op is WordOperation.INSERT:
            put += f" {piece.text}"
    words = _unlike(_WORD, _without_dates(struck), _without_dates(put))
    figures = _unlike(_FIGURE, _without_dates(struck), _without_dates(put))
    duties = sum(count for word, count in words.items() if word in _DUTY)
    value = float(min(_MOST_WORDS, words.total()))
    if words.total() == 1 and not duties:
        value = 5
    value += _FIGURES + min(10, figures.total()) if figures else 0
    value += _DUTIES + min(10, 2 * duties) if duties else 0
    return value + (1 if _DATE.search(struck + put) else 0)


def _without_dates(text: str) -> str:
    return _DATE.sub(" ", text)


def _unlike(pattern: re.Pattern[str], old: str, new: str) -> Counter[str]:
    """What stands more often on one side than on the other, letter case aside."""
    before = Counter(found.lower().rstrip(".,") for found in pattern.findall(old))
    after = Counter(found.lower().rstrip(".,") for found in pattern.findall(new))
    return (before - after) + (after - before)
