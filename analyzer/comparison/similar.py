"""Clauses that were reworded: candidate pairs scored, then taken best first.

A pairing and pairs worth scoring → the same pairing with those joined that are credible where they
stand. Likeness of words decides, of texts that share few of them their meaning; place breaks ties,
and a clause that another one under its own label could have become goes elsewhere only where the
words are sure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from analyzer.comparison.candidates import Pair
from analyzer.comparison.credibility import (
    IN_PLACE,
    SURE,
    is_at_home,
    is_credible,
    is_rewritten,
    is_same_node,
    opens_alike,
)
from analyzer.comparison.pairing import Pairing, Place

#: how sure a clause of few words is that stands in its place under its label
_SAME_NODE = 0.9
#: and one under the same labels from the article down that opens with the same words
_SAME_OPENING = 0.75
#: texts so nearly the same come first, wherever they stand, if they lead any other pair by so much
_NEAR, _LEAD = 0.95, 0.10
#: pairs whose words differ by no more are near equals: their place decides between them
_NEAR_EQUAL = 0.06

_One = TypeVar("_One", int, str)


def join_similar(pairing: Pairing, pairs: Iterable[Pair], *, least: float) -> None:
    """Join pairs of at least this likeness, as the last survey saw their places."""
    free = [pair for pair in pairs if pairing.are_free(*pair)]
    lead = find_leads({pair: pairing.likeness(*pair) for pair in free})
    places = [(pair, pairing.place(*pair)) for pair in free]
    home = find_leads({pair: pairing.likeness(*pair) for pair, place in places if place.is_kept})
    at_home = _find_homes(pairing, places, least)
    awaited = _find_awaited(pairing, places, least)
    scored: list[tuple[float, int, int, int]] = []
    for (i, j), place in places:
        strength = pairing.likeness(i, j)
        if is_same_node(pairing, (i, j), place):
            strength = max(strength, _SAME_NODE)
        elif place.path and opens_alike(pairing, (i, j)):
            strength = max(strength, _SAME_OPENING)
        if not place.is_kept and (
            (least >= _NEAR and lead[i, j] < _LEAD)
            or (strength < SURE and not at_home.isdisjoint(_keys((i, j))))
        ):
            continue
        if any(awaited.get(key, 0.0) > strength + place.prior for key in _keys((i, j))):
            continue
        if strength >= least and is_credible(
            pairing, (i, j), place, lead=lead[i, j], home=home.get((i, j), 0.0)
        ):
            if strength < IN_PLACE and not place.path and is_rewritten(pairing, (i, j)):
                strength = IN_PLACE * pairing.closeness(i, j)
            scored.append((-strength - place.prior, pairing.distance(i, j), i + j, i))
    for score, _, both, i in sorted(scored):
        j = both - i
        if pairing.are_free(i, j):
            confidence = (0.6 * pairing.likeness(i, j) + 0.4) if -score > 0.5 else 0.5
            pairing.join(i, j, confidence=round(confidence, 4))


def _find_homes(
    pairing: Pairing, places: Sequence[tuple[Pair, Place]], least: float
) -> set[tuple[int, int]]:
    """Of clauses that could move in this round, those that have a counterpart in their place."""
    moving = {
        key
        for pair, place in places
        if not place.is_kept and least <= pairing.likeness(*pair) < SURE
        for key in _keys(pair)
    }
    return {
        key
        for pair, place in places
        if not moving.isdisjoint(_keys(pair)) and is_at_home(pairing, pair, place)
        for key in _keys(pair)
    }


def _find_awaited(
    pairing: Pairing, places: Sequence[tuple[Pair, Place]], least: float
) -> dict[tuple[int, int], float]:
    """Of each clause the likeness and place of the best pair in its place that this round is only
    just too early for: near equals are not told apart by where a round begins."""
    awaited: dict[tuple[int, int], float] = {}
    for pair, place in places:
        alike = pairing.likeness(*pair)
        if least - _NEAR_EQUAL <= alike < least and place.is_kept and place.path:
            for key in _keys(pair):
                awaited[key] = max(awaited.get(key, 0.0), alike + place.prior)
    return awaited


def _keys(pair: tuple[_One, _One]) -> tuple[tuple[int, _One], tuple[int, _One]]:
    """The members of a pair, told apart by side."""
    return (0, pair[0]), (1, pair[1])


def find_leads(likeness: Mapping[tuple[_One, _One], float]) -> dict[tuple[_One, _One], float]:
    """How much better each pair is than the next best pair of either of its members."""
    best: dict[tuple[int, _One], tuple[float, float]] = defaultdict(lambda: (0.0, 0.0))
    for pair, alike in likeness.items():
        for key in _keys(pair):
            second, first = best[key]
            if alike > second:
                best[key] = (first, alike) if alike > first else (alike, first)
    leads: dict[tuple[_One, _One], float] = {}
    for (i, j), alike in likeness.items():
        rivals = (second if alike >= first else first for second, first in (best[0, i], best[1, j]))
        leads[i, j] = alike - max(rivals)
    return leads
