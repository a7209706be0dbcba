"""Clauses of a letter or other attachment go where it goes: what says so, and what is taken back.

A row of letters opens and ends in the same phrases: as like as they are, those of one letter are
not those of another. A pairing → the same pairing without pairs between two letters of which either
is matched otherwise, or neither is and others are as like, unless the words are beyond doubt.
"""

from __future__ import annotations

from analyzer.comparison.candidates import Pair, RunIndex
from analyzer.comparison.pairing import Pairing, likeness_of
from analyzer.comparison.sides import Side
from analyzer.records import ClauseKind

#: least words of what goes from one letter to another, its likeness, and its lead over any other
_WORDS, _ALIKE, _LEAD = 20, 0.60, 0.10


def is_stray(pairing: Pairing, pair: Pair) -> bool:
    """True of clauses of two letters that are not each other's, though one of them is matched."""
    i, j = pair
    above_old, above_new = pairing.old.outermost[i], pairing.new.outermost[j]
    there, back = pairing.partner[above_old], pairing.back[above_new]
    if there == above_new or (there < 0 and back < 0):
        return False
    return _are_letters(pairing, pair) and not _goes_along(pairing, pair)


def may_stray(pairing: Pairing, pair: Pair, *, lead: float) -> bool:
    """True where the words are too many and too like to be a phrase of letters."""
    i, j = pair
    if min(len(pairing.old.words[i]), len(pairing.new.words[j])) < _WORDS:
        return False
    return pairing.likeness(i, j) >= _ALIKE and lead >= _LEAD


def part_strays(pairing: Pairing) -> None:
    """Undo pairs between letters that are not each other's."""
    found = [
        (i, j)
        for i, j in enumerate(pairing.partner)
        if j >= 0 and _are_letters(pairing, (i, j)) and not _goes_along(pairing, (i, j))
    ]
    if not found:
        return
    olds, news = pairing.indexes
    for i, j in found:
        lead = pairing.likeness(i, j) - max(
            _best(pairing.old, olds, i, pairing.new.words[j]),
            _best(pairing.new, news, j, pairing.old.words[i]),
        )
        if lead <= 0 or (is_stray(pairing, (i, j)) and not may_stray(pairing, (i, j), lead=lead)):
            pairing.part(i)


def _best(side: Side, index: RunIndex, own: int, words: tuple[str, ...]) -> float:
    """How like a text is to any clause of this side but its own."""
    others = (position for position in index.nearest(words) if position != own)
    return max((likeness_of(side.words[position], words) for position in others), default=0.0)


def _are_letters(pairing: Pairing, pair: Pair) -> bool:
    """True of clauses below two attachments that are not each other's."""
    i, j = pair
    above_old, above_new = pairing.old.outermost[i], pairing.new.outermost[j]
    if above_old == i or above_new == j or pairing.partner[above_old] == above_new:
        return False
    kinds = pairing.old.clauses[above_old].kind, pairing.new.clauses[above_new].kind
    return kinds == (ClauseKind.ATTACHMENT, ClauseKind.ATTACHMENT)


def _goes_along(pairing: Pairing, pair: Pair) -> bool:
    """True below clauses that are each other's though their letters are not."""
    above_old, above_new = pairing.kin(*pair)
    return above_old >= 0 and pairing.partner[above_old] == above_new
