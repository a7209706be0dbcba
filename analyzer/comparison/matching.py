"""Two clause trees → which clauses are the same one, by content first and place second.

Exact texts come first (setting aside), parents follow their children, then what is left is scored
on sparse candidates and taken best first, in rounds, so that each round's matches are the next
round's context. A pair that would be a move must be beyond doubt: a doubtful one stays removed and
added.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

from analyzer.comparison.candidates import (
    Pair,
    Vectors,
    pairs_by_path,
    pairs_by_place,
    pairs_by_vectors,
    pairs_by_words,
)
from analyzer.comparison.groups import join_groups
from analyzer.comparison.moves import find_moved
from analyzer.comparison.pairing import Pairing, Place
from analyzer.comparison.sides import Side

#: an exact text of this many words, once on each side, needs no further proof
_TELLING = 6
#: an exact text that stands several times, left over once on each side: longer, to be a move
_TELLING_LEFTOVER = 10
#: least likeness of a pair that keeps its place; of a few words without a label; with the same
#: heading
_IN_PLACE, _SHORT, _SAME_HEADING = 0.40, 0.60, 0.15
#: with the same labels from the article down: alone, and where the vectors agree
_SAME_PLACE, _HARDLY, _SAME_MEANING = 0.30, 0.12, 0.55
#: least likeness of a pair in another order or elsewhere, and its lead over the next best
_MOVED, _LEAD, _SURE = 0.55, 0.10, 0.85
#: least words of a text that may move
_MOVING_WORDS = 6
#: each round takes pairs of at least this likeness
_ROUNDS = (0.8, 0.6, 0.4, 0.0)
#: children's words count so much more for a parent that bears the same labels
_SAME_PATH = 2
#: of a group of equal texts this many nearest are considered for each
_NEAREST = 4


def match_sides(old: Side, new: Side, *, vectors: tuple[Vectors, Vectors] | None = None) -> Pairing:
    """Match two clause trees."""
    pairing = Pairing(old, new, vectors=vectors)
    _join_unique(pairing, lambda side, i: side.printed[i])
    _join_unique(pairing, lambda side, i: side.words[i])
    _join_headed(pairing)
    _lift_parents(pairing)
    _join_repeated(pairing)
    join_groups(pairing)
    _lift_parents(pairing)
    free_old, free_new = pairing.free_old, pairing.free_new
    pairs = pairs_by_words(old, new, free_old, free_new)
    pairs |= pairs_by_path(old, new, free_old, free_new)
    if vectors is not None:
        pairs |= pairs_by_vectors(*vectors, free_old, free_new)
    for least in _ROUNDS:
        pairing.survey()
        beside = pairs_by_place(old, new, pairing.partner, pairing.back)
        _join_similar(pairing, pairs | beside, least=least)
        _lift_parents(pairing)
    _part_doubtful(pairing)
    return pairing


# ── exact ────────────────────────────────────────────────────────────────────────────────────────
def _group(
    side: Side, free: Iterable[int], key: Callable[[Side, int], Hashable]
) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for position in sorted(free):
        if side.words[position]:
            groups[key(side, position)].append(position)
    return groups


def _join_unique(pairing: Pairing, key: Callable[[Side, int], Hashable]) -> None:
    """Texts that stand once on each side and are long enough to tell."""
    ours = _group(pairing.old, pairing.free_old, key)
    theirs = _group(pairing.new, pairing.free_new, key)
    for text, positions in ours.items():
        others = theirs.get(text, [])
        if len(positions) == len(others) == 1:
            i, j = positions[0], others[0]
            if len(pairing.old.words[i]) >= _TELLING:
                pairing.join(i, j, confidence=1.0)


def _join_repeated(pairing: Pairing) -> None:
    """Texts that stand several times or are short: each goes where its place says."""
    for passes in range(2):
        pairing.survey()
        ours = _group(pairing.old, pairing.free_old, lambda side, i: side.printed[i])
        theirs = _group(pairing.new, pairing.free_new, lambda side, j: side.printed[j])
        scored: list[tuple[float, int, int, int]] = []
        for text, positions in ours.items():
            others = theirs.get(text, [])
            alone = len(positions) == len(others) == 1
            for i, j in _nearest(pairing, positions, others):
                place = pairing.place(i, j)
                leftover = passes and alone and _tells_alone(pairing, i, j)
                if place.is_kept or leftover:
                    scored.append((-place.prior, abs(pairing.expected(i) - j), i + j, i))
        for prior, _, both, i in sorted(scored):
            j = both - i
            if pairing.are_free(i, j):
                pairing.join(i, j, confidence=min(1.0, 0.7 - prior))


def _tells_alone(pairing: Pairing, i: int, j: int) -> bool:
    """An exact text, wherever it stands, that is long enough or bears a heading and its label."""
    named = pairing.old.labels[i] == pairing.new.labels[j] != "" and pairing.old.headings[i]
    return bool(named) or len(pairing.old.words[i]) >= _TELLING_LEFTOVER


def _nearest(pairing: Pairing, ours: Sequence[int], theirs: Sequence[int]) -> Iterable[Pair]:
    if len(ours) * len(theirs) <= _NEAREST**3:
        return {(i, j) for i in ours for j in theirs}
    pairs: set[Pair] = set()
    for i in ours:
        at = bisect_left(theirs, pairing.expected(i))
        pairs.update((i, j) for j in theirs[max(0, at - _NEAREST) : at + _NEAREST])
    return pairs


def _join_headed(pairing: Pairing) -> None:
    """Clauses above others whose heading, or heading and labels, stand once on each side."""
    for key in (_path_and_heading, _heading_alone):
        ours = _group(pairing.old, pairing.free_old, key)
        theirs = _group(pairing.new, pairing.free_new, key)
        for heading, positions in ours.items():
            others = theirs.get(heading, [])
            if heading != () and len(positions) == len(others) == 1:
                i, j = positions[0], others[0]
                if _share_children(pairing, i, j) and _may_be_parents(pairing, i, j):
                    pairing.join(i, j, confidence=0.95)


def _path_and_heading(side: Side, position: int) -> Hashable:
    heading = side.headings[position]
    return (side.paths[position], heading) if heading and side.children[position] else ()


def _heading_alone(side: Side, position: int) -> Hashable:
    return side.headings[position] if side.children[position] else ()


def _share_children(pairing: Pairing, i: int, j: int) -> bool:
    """True when a child of one was matched with a child of the other."""
    partners = {pairing.partner[child] for child in pairing.old.children[i]}
    return not partners.isdisjoint(pairing.new.children[j])


# ── parents ──────────────────────────────────────────────────────────────────────────────────────
def _lift_parents(pairing: Pairing) -> None:
    """Clauses whose children went to one clause's children go with them, from the leaves up."""
    old, new = pairing.old, pairing.new
    for i in range(len(old) - 1, -1, -1):
        if pairing.partner[i] >= 0 or not old.children[i]:
            continue
        j = _chosen(old, new, i, pairing.partner)
        if j < 0 or pairing.back[j] >= 0 or _chosen(new, old, j, pairing.back) != i:
            continue
        if _may_be_parents(pairing, i, j):
            pairing.join(i, j, confidence=0.9)


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


def _may_be_parents(pairing: Pairing, i: int, j: int) -> bool:
    """Own words must not speak against it: a long text of its own that is another one."""
    a, b = pairing.old.words[i], pairing.new.words[j]
    if min(len(a), len(b)) < 2 * _TELLING:
        return True
    return pairing.likeness(i, j) >= _IN_PLACE or pairing.place(i, j).heading


# ── similar ──────────────────────────────────────────────────────────────────────────────────────
def _join_similar(pairing: Pairing, pairs: Iterable[Pair], *, least: float) -> None:
    """Take candidate pairs best first; likeness of words decides, place breaks ties."""
    free = [pair for pair in pairs if pairing.are_free(*pair)]
    lead = _leads(pairing, free)
    scored: list[tuple[float, int, int, int]] = []
    for i, j in free:
        likeness = pairing.likeness(i, j)
        place = pairing.place(i, j)
        strength = max(likeness, 0.9) if _is_same_node(pairing, i, j, place) else likeness
        if strength >= least and _is_credible(pairing, (i, j), place, lead=lead[i, j]):
            scored.append((-strength - place.prior, abs(pairing.expected(i) - j), i + j, i))
    for score, _, both, i in sorted(scored):
        j = both - i
        if pairing.are_free(i, j):
            confidence = (0.6 * pairing.likeness(i, j) + 0.4) if -score > 0.5 else 0.5
            pairing.join(i, j, confidence=round(confidence, 4))


def _is_same_node(pairing: Pairing, i: int, j: int, place: Place) -> bool:
    """Clauses with few or no words of their own are known by label and heading in their place."""
    few = max(len(pairing.old.words[i]), len(pairing.new.words[j])) < _TELLING
    return few and place.is_kept and place.label and (place.heading or pairing.likeness(i, j) > 0.5)


def _leads(pairing: Pairing, pairs: Sequence[Pair]) -> dict[Pair, float]:
    """How much better a pair is than the next best pair of either of its clauses."""
    best: dict[tuple[int, int], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for i, j in pairs:
        likeness = pairing.likeness(i, j)
        for key in ((0, i), (1, j)):
            best[key] = sorted((*best[key], likeness))[-2:]
    leads: dict[Pair, float] = {}
    for i, j in pairs:
        likeness = pairing.likeness(i, j)
        rivals = (
            second if likeness >= first else first for second, first in (best[0, i], best[1, j])
        )
        leads[i, j] = likeness - max(rivals)
    return leads


def _is_credible(pairing: Pairing, pair: Pair, place: Place, *, lead: float) -> bool:
    """In its place a pair needs some likeness; elsewhere it would be a move, and must be sure."""
    likeness = pairing.likeness(*pair)
    shortest = min(len(pairing.old.words[pair[0]]), len(pairing.new.words[pair[1]]))
    if place.is_kept:
        if not pairing.old.words[pair[0]] and not pairing.new.words[pair[1]]:
            return place.label
        if place.path and likeness >= _SAME_PLACE:
            return True
        if place.path and likeness >= _HARDLY and pairing.closeness(*pair) >= _SAME_MEANING:
            return True
        if place.heading:
            return likeness >= _SAME_HEADING
        return likeness >= (_IN_PLACE if place.label or shortest >= _TELLING else _SHORT)
    if shortest < _MOVING_WORDS or likeness < _MOVED:
        return False
    return lead >= _LEAD or (likeness >= _SURE and lead > 0)


# ── doubt ────────────────────────────────────────────────────────────────────────────────────────
def _part_doubtful(pairing: Pairing) -> None:
    """Undo pairs that came out as moves, now that all is matched, without being sure ones."""
    for i in find_moved(pairing):
        if not _may_move(pairing, i, pairing.partner[i]):
            pairing.part(i)


def _may_move(pairing: Pairing, i: int, j: int) -> bool:
    """Enough words that agree, or children that went along."""
    shortest = min(len(pairing.old.words[i]), len(pairing.new.words[j]))
    if shortest >= _MOVING_WORDS and pairing.likeness(i, j) >= _MOVED:
        return True
    if pairing.old.printed[i] == pairing.new.printed[j] and _tells_alone(pairing, i, j):
        return True
    along = sum(
        pairing.old.weight[child]
        for child in pairing.old.children[i]
        if pairing.partner[child] >= 0 and pairing.new.parent[pairing.partner[child]] == j
    )
    return along >= _TELLING_LEFTOVER
