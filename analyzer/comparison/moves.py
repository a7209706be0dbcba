"""Which matched clauses moved: their parents went elsewhere, or their siblings kept another order.

A finished pairing → the old positions of clauses that moved, and of those that only came along.
"""

from __future__ import annotations

from collections import defaultdict

from analyzer.comparison.pairing import Pairing
from analyzer.order import longest_run
from analyzer.records import ClauseKind

_NOTE = ClauseKind.FOOTNOTE


def find_moved(pairing: Pairing) -> set[int]:
    """Old positions of clauses whose matched parents differ, or that left the longest run of
    matched siblings in the same order; a footnote stands where the page ends, and moves only with
    the clause that bears its mark; what is one on one side only was read otherwise."""
    families: dict[tuple[int, int], list[int]] = defaultdict(list)
    in_order = _whole_run(pairing)
    moved: set[int] = set()
    for i, j in enumerate(pairing.partner):
        if j < 0:
            continue
        above_old, above_new = pairing.kin(i, j)
        if (pairing.partner[above_old] if above_old >= 0 else -1) == above_new:
            if _NOTE not in _kinds(pairing, i, j):
                families[above_old, above_new].append(i)
        elif _became_note(pairing, i, j):
            continue
        elif i not in in_order or _crosses_parents(pairing, i, j) or _left_article(pairing, i, j):
            moved.add(i)
    for siblings in families.values():
        places = [pairing.partner[i] for i in siblings]
        run = longest_run(places, [pairing.weight(i) for i in siblings])
        moved.update(i for at, i in enumerate(siblings) if at not in run)
    return moved


def find_carried(pairing: Pairing, moved: set[int]) -> set[int]:
    """Old positions of matched clauses below a moved one that did not move by themselves."""
    carried: set[int] = set()
    for i, j in enumerate(pairing.partner):
        if j < 0 or i in moved:
            continue
        above_old, above_new = pairing.kin(i, j)
        together = above_old >= 0 and pairing.partner[above_old] == above_new
        if together and (above_old in moved or above_old in carried):
            carried.add(i)
    return carried


def _whole_run(pairing: Pairing) -> set[int]:
    """Clauses in the longest run of the whole reading order: on paper they stayed where they
    were, whatever they are held to hang from."""
    matched = [i for i, j in enumerate(pairing.partner) if j >= 0]
    run = longest_run([pairing.partner[i] for i in matched], [pairing.weight(i) for i in matched])
    return {i for at, i in enumerate(matched) if at in run}


def _kinds(pairing: Pairing, i: int, j: int) -> tuple[ClauseKind, ClauseKind]:
    return pairing.old.clauses[i].kind, pairing.new.clauses[j].kind


def _became_note(pairing: Pairing, i: int, j: int) -> bool:
    """True of a footnote that was read as text on one side, within the same article."""
    same = pairing.partner[pairing.old.outermost[i]] == pairing.new.outermost[j]
    return same and _kinds(pairing, i, j).count(_NOTE) == 1


def _left_article(pairing: Pairing, i: int, j: int) -> bool:
    """True when labels say that the clause now hangs from another article than before; below that,
    indentation is read too variously to call a clause moved that stands where it stood."""
    if not (pairing.old.labels[i] and pairing.new.labels[j]):
        return False
    old, new = pairing.old.outermost, pairing.new.outermost
    article, place = old[i], new[j]
    became, was = pairing.partner[article], pairing.back[place]
    left = became >= 0 and new[became] != place
    entered = was >= 0 and old[was] != article
    return (left or entered) and (left or became < 0) and (entered or was < 0)


def _crosses_parents(pairing: Pairing, i: int, j: int) -> bool:
    """True when the clause stands on the other side of one of its two parents than before."""
    above_old, above_new = pairing.kin(i, j)
    came_after_new = above_new < 0 or pairing.back[above_new] < i
    goes_after_old = above_old < 0 or pairing.partner[above_old] < j
    return not (came_after_new and goes_after_old)
