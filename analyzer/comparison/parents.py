"""Clauses that stand above others: known by their headings, and by where their children went.

A pairing → the same pairing with parents joined. Headings that stand once on each side speak first;
else a parent goes with more than half of its matched children, when they came from no other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

from analyzer.comparison.credibility import TELLING, may_be_parents, opens_alike
from analyzer.comparison.exact import shared_groups
from analyzer.comparison.pairing import Pairing
from analyzer.comparison.sides import Side
from analyzer.comparison.untitled import are_strangers

#: children's words count so much more for a parent that bears the same labels
_SAME_PATH = 2
#: a heading of this many words under the same labels needs no children to prove it
_TELLING_HEADING = 2


def join_headed(pairing: Pairing) -> None:
    """Clauses above others whose heading, or heading and labels, stand once on each side."""
    for key in (_path_and_heading, _heading_alone):
        for ours, theirs in shared_groups(pairing, key):
            if len(ours) > 1 or len(theirs) > 1:
                continue
            i, j = ours[0], theirs[0]
            named = key is _path_and_heading and len(pairing.old.headings[i]) >= _TELLING_HEADING
            named = named and not _went_elsewhere(pairing, i, j)
            if named or (_share_children(pairing, i, j) and may_be_parents(pairing, (i, j))):
                pairing.join(i, j, confidence=0.95)


def lift_parents(pairing: Pairing) -> None:
    """Clauses whose children went to one clause's children go with them, one level after another,
    so that both directions of a comparison agree."""
    waiting = {i for i in pairing.free_old if pairing.old.children[i]}
    while waiting:
        found = [(i, j) for i in waiting if (j := _follow_children(pairing, i)) >= 0]
        if not found:
            return
        for i, j in found:
            pairing.join(*_rather(pairing, i, j), confidence=0.9)
        waiting.difference_update(i for i, _ in found)


def _rather(pairing: Pairing, i: int, j: int) -> tuple[int, int]:
    """Of a pair under other labels, the clause above one of them that bears the labels of the other
    and opens with the same words, where it is free: text below a list is easily hung from the
    list's last item."""
    old, new = pairing.old, pairing.new
    if old.paths[i] == new.paths[j]:
        return i, j
    for pair in ((old.parent[i], j), (i, new.parent[j])):
        same = min(pair) >= 0 and old.paths[pair[0]] == new.paths[pair[1]]
        if same and pairing.are_free(*pair) and opens_alike(pairing, pair):
            return pair
    return i, j


def _follow_children(pairing: Pairing, i: int) -> int:
    """The unmatched clause to whose children those of `i` went and from which none else came."""
    old, new = pairing.old, pairing.new
    j = _chosen(old, new, i, pairing.partner)
    if j < 0 or not pairing.are_free(i, j) or _chosen(new, old, j, pairing.back) != i:
        return -1
    if _has_better_namesake(pairing, i, j) or are_strangers(pairing, (i, j)):
        return -1
    return j if may_be_parents(pairing, (i, j)) else -1


def _has_better_namesake(pairing: Pairing, i: int, j: int) -> bool:
    """True where beside one of a pair under other labels stands a free clause with the label of the
    other that says more of its words: text below a list hangs from its last item, and an item that
    was added at the end would take the text's own for its predecessor."""
    old, new = pairing.old, pairing.new
    if old.labels[i] == new.labels[j] or min(len(old.words[i]), len(new.words[j])) < TELLING:
        return False
    ours = [(near, j) for near in _namesakes(old, i, new.labels[j])]
    theirs = [(i, near) for near in _namesakes(new, j, old.labels[i])]
    alike = pairing.likeness(i, j)
    return any(
        pairing.are_free(*pair) and pairing.likeness(*pair) > alike for pair in (*ours, *theirs)
    )


def _namesakes(side: Side, position: int, label: str) -> list[int]:
    """The siblings that bear this label."""
    siblings = side.children[side.parent[position]]
    return [near for near in siblings if label and side.labels[near] == label]


def _path_and_heading(side: Side, position: int) -> Hashable:
    heading = side.headings[position]
    return (side.paths[position], heading) if heading and side.children[position] else ()


def _heading_alone(side: Side, position: int) -> Hashable:
    return side.headings[position] if side.children[position] else ()


def _share_children(pairing: Pairing, i: int, j: int) -> bool:
    """True when a child of one was matched with a child of the other."""
    partners = {pairing.partner[child] for child in pairing.old.children[i]}
    return not partners.isdisjoint(pairing.new.children[j])


def _went_elsewhere(pairing: Pairing, i: int, j: int) -> bool:
    """True when children of one are matched, and none with a child of the other."""
    gone = any(pairing.partner[child] >= 0 for child in pairing.old.children[i])
    came = any(pairing.back[child] >= 0 for child in pairing.new.children[j])
    return (gone or came) and not _share_children(pairing, i, j)


def _chosen(side: Side, other: Side, position: int, partner: Sequence[int]) -> int:
    """The parent to which more than half of the matched children's words went, or -1."""
    votes: Counter[int] = Counter()
    for child in side.children[position]:
        if partner[child] >= 0:
            votes[other.parent[partner[child]]] += side.weight[child] + 1
    for above in votes:
        if above >= 0 and side.paths[position] == other.paths[above]:
            votes[above] *= _SAME_PATH
    if not votes:
        return -1
    best, words = max(votes.items(), key=lambda vote: (vote[1], -vote[0]))
    return best if 2 * words > votes.total() else -1
