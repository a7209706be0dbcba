"""Clauses that were split or merged: neighbours that together say what one clause says.

A pairing → the same pairing with groups joined. Only the sure case is taken: unmatched siblings in
a row that begin and end as the one clause does, and whose words in a row are its words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from analyzer.comparison.pairing import Group, Pairing
from analyzer.comparison.sides import Side
from analyzer.comparison.words import text_similarity

#: words at the beginning and at the end that must be the same
_EDGE = 4
#: most clauses on the side of many, and least likeness of both texts
_MOST, _ALIKE = 4, 0.85
#: least likeness of each part with the words where it would stand in the whole
_IN_ITS_PLACE = 0.7
#: the parts together may be so much longer than the whole
_LONGER = 1.2

Edges = tuple[tuple[str, ...], tuple[str, ...]]


def join_groups(pairing: Pairing) -> None:
    """Join mergers and splits among what is unmatched: of near twins the likest first, then those
    that stand under the same clause, then those of most words."""
    old, new = pairing.old, pairing.new
    mergers = _find(old, new, pairing.free_old, pairing.free_new)
    splits = _find(new, old, pairing.free_new, pairing.free_old)
    groups: list[Group] = [(parts, (whole,)) for parts, whole in mergers]
    groups += [((whole,), parts) for parts, whole in splits]
    pairing.survey()

    def rank(group: Group) -> tuple[float, bool, int, int, int]:
        olds, news = group
        ours, theirs = old.words_of(olds), new.words_of(news)
        moves = not pairing.place(olds[0], news[0]).is_kept
        alike = text_similarity(ours, theirs)
        words = len(ours) + len(theirs)
        return -alike, moves, -words, pairing.distance(olds[0], news[0]), olds[0] + news[0]

    for olds, news in sorted(groups, key=rank):
        if pairing.are_all_free(olds, news):
            pairing.join_group(olds, news)


def _find(
    side: Side, other: Side, free: set[int], wholes: set[int]
) -> Iterator[tuple[tuple[int, ...], int]]:
    """(siblings on `side`, one clause on `other`) that say the same."""
    edges: dict[Edges, list[int]] = defaultdict(list)
    for whole in sorted(wholes):
        if len(other.words[whole]) >= 2 * _EDGE:
            edges[other.words[whole][:_EDGE], other.words[whole][-_EDGE:]].append(whole)
    for siblings in side.children:
        for at, first in enumerate(siblings):
            if first not in free:
                continue
            rows = siblings[at : at + _MOST]
            ends = {side.words[last][-_EDGE:] for last in rows[1:] if last in free}
            for end in sorted(ends):
                for whole in edges.get((side.words[first][:_EDGE], end), ()):
                    parts = _gather(side, rows, free, other.words[whole])
                    if parts:
                        yield parts, whole


def _gather(
    side: Side, siblings: tuple[int, ...], free: set[int], whole: tuple[str, ...]
) -> tuple[int, ...]:
    """The first siblings that together say the whole; () when none do."""
    joined: tuple[str, ...] = ()
    for count, position in enumerate(siblings, 1):
        if position not in free or not side.words[position]:
            return ()
        if count > 1 and side.headings[position]:
            return ()
        place = whole[len(joined) : len(joined) + len(side.words[position])]
        joined += side.words[position]
        if len(joined) > _LONGER * len(whole):
            return ()
        if text_similarity(side.words[position], place) < _IN_ITS_PLACE:
            return ()
        ends = joined[-_EDGE:] == whole[-_EDGE:]
        if count > 1 and ends and text_similarity(joined, whole) >= _ALIKE:
            return siblings[:count]
    return ()
