"""Which changes matter most: what a change of words touches, and how much of it there is.

A change → its weight, higher first, by its effects, figures and duties, and whether it is cosmetic.
This orders a report; it judges nobody's interest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from analyzer.records import Change, ChangeKind, Effect, Severity, WordOperation, WordPiece
from analyzer.reports.bearing import bears_on_all, has_lapsed, is_paid_once
from analyzer.reports.meanings import COSMETIC
from analyzer.wording.past_days import MONEY_SIGN

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

#: kinds of a clause that came or went as a whole
WHOLE = frozenset({ChangeKind.ADDED, ChangeKind.REMOVED})
_PARTED = frozenset({ChangeKind.SPLIT, ChangeKind.MERGED})
_SET_ANEW = WHOLE | _PARTED | {ChangeKind.REWORDED}
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
#: what pay of everyone adds, and what is taken from pay that comes once
_EVERYONE, _ONCE = 60, 30
#: what each changed AI term adds, and how many count
_TERM, _MOST_TERMS = 8, 5
#: kinds of effect that speak of what is paid
_OF_PAY = frozenset({"money", "percentage", "benefit"})
#: the tier of what had lapsed before the new term: a payment that was made once, a letter all of
#: whose days lie before; as of what has low severity
LAPSED = 2
#: steps of severity; a changed AI term, or a clause about AI that came or went, is at least medium
_STEPS = {Severity.HIGH: 3, Severity.MEDIUM: 2, Severity.LOW: 1}


@dataclass(frozen=True, slots=True)
class Weight:
    """How much a change weighs, first by its tier: its severity, and of equal ones AI first.
    Cosmetic: punctuation, letter case or running dates only."""

    value: float
    cosmetic: bool
    tier: int = 0

    @property
    def key(self) -> tuple[int, float]:
        """What orders by it, the heaviest last."""
        return self.tier, self.value


def is_cosmetic(change: Change) -> bool:
    """True where a clause stays in its place and no word of meaning in it differs; two that are
    printed as one in the same words too, one in which a term only bears another name, and a note
    that is only printed once more or less."""
    if change.repeated:
        return True
    renamed = any(effect.name == COSMETIC and effect.new for effect in change.effects)
    if (change.topics and not renamed) or change.terms or change.kind not in _SET_ANEW:
        return False
    parted = change.kind in _PARTED and ChangeKind.REWORDED not in change.also
    if any(effect.name != COSMETIC for effect in change.effects):
        return False
    return bool(change.effects) or parted


def weigh_change(change: Change) -> Weight:
    """Weigh one change."""
    if change.kind is ChangeKind.UNCHANGED:
        return Weight(0, cosmetic=True)
    pieces = (*change.sure_words, *(change.heading_words or ()))
    if change.kind is ChangeKind.RENUMBERED:
        return Weight(_RENUMBERING, cosmetic=True)
    value = _weigh_words(pieces) + _weigh_effects(change)
    cosmetic = value < _MOVE and change.kind is ChangeKind.REWORDED
    if change.kind in WHOLE:
        money = MONEY_SIGN.search(" ".join(piece.text for piece in pieces))
        value = _BLOCK + value / 2 + (_WHOLE_MONEY if money else 0)
    elif ChangeKind.REWORDED not in (change.kind, *change.also):
        value += _MOVE
    value += _TERM * min(_MOST_TERMS, len(change.terms)) + _weigh_bearing(change)
    return Weight(value, cosmetic=cosmetic and not change.topics, tier=_rank_tier(change))


def _weigh_bearing(change: Change) -> int:
    """More for what everyone is paid, less for what is paid once."""
    if not any(_theme(effect) in _OF_PAY for effect in change.effects):
        return 0
    if bears_on_all(change):
        return _EVERYONE
    return -_ONCE if is_paid_once(change) else 0


def _rank_tier(change: Change) -> int:
    """Twice the step of its heaviest effect, and one more for AI; a payment that has lapsed is
    nothing that anybody has."""
    tier = _rank_effects(change)
    return min(tier, LAPSED) if has_lapsed(change) else tier


def _rank_effects(change: Change) -> int:
    steps = [_step(effect) for effect in change.effects if effect.name != COSMETIC]
    if change.terms or (change.topics and change.kind in WHOLE):
        steps.append(_STEPS[Severity.MEDIUM])
    return 2 * max(steps, default=0) + bool(change.topics)


def _step(effect: Effect) -> int:
    """Its severity as a number; pay that changes noticeably stands with what is high."""
    if _THEMES.get(_theme(effect)) is _PAY and effect.severity is not Severity.LOW:
        return _STEPS[Severity.HIGH]
    return _STEPS[effect.severity]


def _theme(effect: Effect) -> str:
    return effect.name.partition("_")[0]


def _weigh_effects(change: Change) -> float:
    """The heaviest effect, and a little for each other kind of effect that counts at all."""
    each = {
        effect.name: _THEMES.get(_theme(effect), _WORDING)[effect.severity]
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
        value += _MONEY if any(map(MONEY_SIGN.search, figures)) else 0
    value += _DUTIES + min(10, 2 * duties) if duties else 0
    return value + (1 if _DATE.search(struck + put) else 0)


def _without_dates(text: str) -> str:
    return _DATE.sub(" ", text)


def _unlike(pattern: re.Pattern[str], old: str, new: str) -> Counter[str]:
    """What stands more often on one side than on the other, letter case aside."""
    before = Counter(found.lower().rstrip(".,") for found in pattern.findall(old))
    after = Counter(found.lower().rstrip(".,") for found in pattern.findall(new))
    return (before - after) + (after - before)
