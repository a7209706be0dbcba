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
# "$", "12 percent", "cents"
_MONEY_SIGN = re.compile(r"[$£€¢%]|\b(?:per ?cent|dollars?|cents?)\b", re.IGNORECASE)
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
#: what figures that are money or a share add, and those of a clause that came or went as a whole
_MONEY, _WHOLE_MONEY = 20, 40
_MOST_WORDS = 30
#: what the heaviest effect of a change adds: pay and shares of it, then rights and periods, then
#: how a duty is worded, which long rewritings nearly always touch
_PAY = {Severity.HIGH: 110, Severity.MEDIUM: 90, Severity.LOW: 0}
_RIGHT = {Severity.HIGH: 60, Severity.MEDIUM: 40, Severity.LOW: 0}
_WORDING = {Severity.HIGH: 45, Severity.MEDIUM: 25, Severity.LOW: 0}
_THEMES = {
    **dict.fromkeys(("money", "percentage"), _PAY),
    **dict.fromkeys(
        ("benefit", "consent", "remedy", "period", "deadline", "number", "scope", "party"), _RIGHT
    ),
}
#: what each other kind of effect adds, and how many count
_FURTHER, _MOST_FURTHER = 6, 4


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
    value = _weigh_words(pieces) + _weigh_effects(change)
    cosmetic = value < _MOVE and change.kind is ChangeKind.REWORDED
    if change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED):
        money = _MONEY_SIGN.search(" ".join(piece.text for piece in pieces))
        value = _BLOCK + value / 2 + (_WHOLE_MONEY if money else 0)
    elif ChangeKind.REWORDED not in (change.kind, *change.also):
        value += _MOVE
    return Weight(value + _ABOUT_AI * bool(change.topics), cosmetic=cosmetic and not change.topics)


def _weigh_effects(change: Change) -> float:
    """The heaviest effect, and a little for each other kind of effect that counts at all."""
    each = {
        effect.name: _THEMES.get(effect.name.partition("_")[0], _WORDING)[effect.severity]
        for effect in sorted(change.effects, key=lambda one: one.severity is Severity.HIGH)
    }
    counted = sorted(filter(None, each.values()), reverse=True)
    return sum(counted[:1]) + _FURTHER * min(_MOST_FURTHER, max(0, len(counted) - 1))


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
    if figures:
        value += _FIGURES + min(10, figures.total())
        value += _MONEY if any(map(_MONEY_SIGN.search, figures)) else 0
    value += _DUTIES + min(10, 2 * duties) if duties else 0
    return value + (1 if _DATE.search(struck + put) else 0)


def _without_dates(text: str) -> str:
    return _DATE.sub(" ", text)


def _unlike(pattern: re.Pattern[str], old: str, new: str) -> Counter[str]:
    """What stands more often on one side than on the other, letter case aside."""
    before = Counter(found.lower().rstrip(".,") for found in pattern.findall(old))
    after = Counter(found.lower().rstrip(".,") for found in pattern.findall(new))
    return (before - after) + (after - before)
