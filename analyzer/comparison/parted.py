"""Paragraphs that one print parts and the other does not: a struck line is easily taken for the end
of one. A finished pairing → the same, with what follows a clause unmatched and unlabelled joined to
it where the words of both sides then agree better.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Indel

from analyzer.comparison.pairing import Pairing
from analyzer.comparison.sides import Side


def join_parted(pairing: Pairing) -> None:
    """Join rests of paragraphs to the clauses that they follow."""
    grouped = {olds[0] for olds, _ in pairing.groups}
    for i, j in enumerate(list(pairing.partner)):
        if j < 0 or i in grouped:
            continue
        ours, theirs = pairing.old.words[i], pairing.new.words[j]
        olds = _extend(pairing.old, i, theirs, pairing.free_old)
        news = _extend(pairing.new, j, ours, pairing.free_new)
        if len(news) > 1 and len(news) >= len(olds):
            pairing.join_group((i,), news)
        elif len(olds) > 1:
            pairing.join_group(olds, (j,))


def _extend(side: Side, at: int, other: Sequence[str], free: set[int]) -> tuple[int, ...]:
    """The clause with those behind it that bring its words nearer to the others."""
    found = [at]
    words = list(side.words[at])
    best = Indel.distance(words, other)
    for rest in range(at + 1, len(side)):
        if rest not in free or side.clauses[rest].label is not None or side.clauses[rest].cells:
            break
        joined = words + list(side.words[rest])
        distance = Indel.distance(joined, other)
        if distance >= best:
            break
        found, words, best = [*found, rest], joined, distance
    return tuple(found)
