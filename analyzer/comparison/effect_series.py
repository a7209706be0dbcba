"""A rate that came with a clause of its own → the same rate as an old clause had it.

A series of rates by year is often set anew: a step seems added, though an old clause near it says
the same with other amounts and dates. Input: changes in their order. Output: the same, where an
added clause is such a step with the effects of its amounts; one that goes on at the same rates has
none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from rapidfuzz.distance import Indel

from analyzer.comparison.effect_amounts import Amount, find_amounts
from analyzer.comparison.effect_steps import pair_steps
from analyzer.comparison.effect_values import AmountKind
from analyzer.comparison.tokens import read_tokens
from analyzer.comparison.words import text_without
from analyzer.records import Change, ChangeKind, Effect, WordOperation
from analyzer.wording.plain import plain_text

Weigh = Callable[[str, str], tuple[Effect, ...]]
#: so many changes before and after an added clause may hold the old step
_NEAR = 12
#: two steps have so large a share of their other words in common
_ALIKE = 0.6
#: longer clauses are no step of a series
_LONGEST = 1500
# "$", "18.7¢", "six percent"
_RATE = re.compile(r"[$£€¢%]|\bcents?\b|\bper ?cent\b", re.IGNORECASE)
_RATES = (AmountKind.MONEY, AmountKind.PERCENTAGE)
#: how the names of effects on them begin
_OF_RATES = ("money", "percentage")


def read_series(changes: Sequence[Change], weigh: Weigh) -> tuple[Change, ...]:
    """The changes; `weigh` gives the effects of the amounts of an old and of a new text."""
    told: list[Change] = []
    for at, change in enumerate(changes):
        new = _text(change, WordOperation.DELETE) if change.kind is ChangeKind.ADDED else ""
        frame = _frame(new)
        near = changes[max(0, at - _NEAR) : at + _NEAR + 1] if frame else ()
        old = _closest(frame, [_text(other, WordOperation.INSERT) for other in near])
        effects = _read_step(old, new, weigh) if old else ()
        as_before = old and not effects and _goes_on(old, new)
        told.append(replace(change, effects=effects) if effects or as_before else change)
    return tuple(told)


def _read_step(old: str, new: str, weigh: Weigh) -> tuple[Effect, ...]:
    """What became of the rates: each against the one in force on its day, or, where both texts
    hold as many, the one in its place; else the last of both."""
    steps = _steps(old, new)
    if not steps:
        ours, theirs = _rates_of(old), _rates_of(new)
        if len(ours) == len(theirs) > 1:
            return tuple(e for e in weigh(old, new) if e.name.startswith(_OF_RATES))
        steps = [(ours[-1].text, theirs[-1].text)]
    return tuple(effect for was, now in steps for effect in weigh(was, now))


def _goes_on(old: str, new: str) -> bool:
    """True where all days of the new text lie behind those of the old one."""
    before, after = (
        [a.value for a in find_amounts(text) if a.kind is AmountKind.DATE and not a.partial]
        for text in (old, new)
    )
    return bool(before and after) and max(before) < min(after)


def _text(change: Change, without: WordOperation) -> str:
    return plain_text(text_without(change.words, without))


def _closest(frame: tuple[str, ...], texts: Sequence[str]) -> str:
    """The text of another step: the same words but for amounts; '' where there is none."""
    best, found = _ALIKE, ""
    for text in texts:
        other = _frame(text)
        share = Indel.normalized_similarity(frame, other) if other else 0.0
        if share >= best:
            best, found = share, text
    return found


@lru_cache(maxsize=64)
def _frame(text: str) -> tuple[str, ...]:
    """The words of a text that names a rate, amounts left out; () of any other."""
    if len(text) > _LONGEST or not _RATE.search(text):
        return ()
    amounts = find_amounts(text)
    if not any(amount.kind in _RATES for amount in amounts):
        return ()
    words = list(text)
    for amount in amounts:
        words[amount.start : amount.end] = " " * (amount.end - amount.start)
    return tuple(t.folded.lower() for t in read_tokens("".join(words)) if t.is_word)


def _steps(old: str, new: str) -> list[tuple[str, str]]:
    """Each new rate with the old one that was in force on its day, as printed; [] where no days
    are told."""
    for kind in _RATES:
        pairs = [
            (was.text, now.text)
            for was, now in pair_steps(old, new, kind) or ()
            if not was.several and not now.several
        ]
        if pairs:
            return pairs
    return []


def _rates_of(text: str) -> list[Amount]:
    return [amount for amount in find_amounts(text) if amount.kind in _RATES]
