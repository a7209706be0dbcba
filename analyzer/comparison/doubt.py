"""Second thoughts: what came out as a move, now that all is matched, must be sure.

A pairing → the same pairing without doubtful moves: pairs of few words, and boilerplate that stands
in many places and is as like one as another. They stay removed and added.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from analyzer.comparison.candidates import RunIndex
from analyzer.comparison.credibility import goes_sure, moved_with_children
from analyzer.comparison.moves import find_moved
from analyzer.comparison.pairing import Pairing, likeness_of

#: a clause that is so much more like its own partner is no rival for another
_SETTLED = 0.02


def part_doubtful(pairing: Pairing) -> None:
    """Undo pairs that would be doubtful moves."""
    moved = find_moved(pairing)
    if not moved:
        return
    old, new = pairing.old.words, pairing.new.words
    settled_old = [pairing.likeness(i, j) if j >= 0 else 0.0 for i, j in enumerate(pairing.partner)]
    settled_new = [settled_old[i] if i >= 0 else 0.0 for i in pairing.back]
    index_old, index_new = pairing.indexes
    rivals_old = _find_rivals(old, index_old, settled_old)
    rivals_new = _find_rivals(new, index_new, settled_new)
    doubtful = []
    for i in moved:
        j = pairing.partner[i]
        lead = pairing.likeness(i, j) - max(rivals_old(i, new[j]), rivals_new(j, old[i]))
        if not moved_with_children(pairing, (i, j)) and not goes_sure(pairing, (i, j), lead=lead):
            doubtful.append(i)
    for i in doubtful:
        pairing.part(i)


def _find_rivals(
    words: Sequence[Sequence[str]], index: RunIndex, settled: Sequence[float]
) -> Callable[[int, Sequence[str]], float]:
    """A function: how like a text is to any clause of this side but `own` that could as well have
    become it."""

    def best_rival(own: int, text: Sequence[str]) -> float:
        others = (position for position in index.nearest(text) if position != own)
        alike = ((likeness_of(words[other], text), other) for other in others)
        return max(
            (like for like, other in alike if like + _SETTLED >= settled[other]), default=0.0
        )

    return best_rival
