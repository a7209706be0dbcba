"""Periods of two documents, in order → for each new one the old one whose figures were in force.

Where the new periods follow the old ones at one distance, each answers the one in its place: the
second year the second year. Where they do not, or more came than there were, each is held against
the last old one that had begun.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from analyzer.comparison.effect_amounts import find_amounts
from analyzer.comparison.effect_values import AmountKind

#: distances of periods that differ by no more days are one
_SAME = 45.0


def start_of(period: str | None) -> float | None:
    """The day on which a period begins, to order it by; None where no full date is told."""
    days = (amount for amount in find_amounts((period or "").title()) if not amount.partial)
    return next((day.value for day in days if day.kind is AmountKind.DATE), None)


def find_in_force(
    old: Sequence[float | None], new: Sequence[float | None]
) -> tuple[int, ...] | None:
    """The place of the old period of each new one; None where they go by their order, counted from
    the last one back, or where nothing tells."""
    ours = [day for day in old if day is not None]
    theirs = [day for day in new if day is not None]
    if len(ours) < len(old) or len(theirs) < len(new) or not ours or not theirs:
        return None
    if any(one >= two for days in (ours, theirs) for one, two in pairwise(days)):
        return None
    apart = [there - here for here, there in zip(ours[::-1], theirs[::-1], strict=False)]
    if len(theirs) <= len(ours) and max(apart) - min(apart) <= _SAME:
        return None
    places = tuple(bisect_right(ours, day) - 1 for day in theirs)
    return places if min(places) >= 0 else None
