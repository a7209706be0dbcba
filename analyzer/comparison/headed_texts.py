"""Sections whose text one print sets below a heading of its own, rewritten as well.

A pairing → the same pairing where a section that says its text itself goes with the section of the
same number that has only a heading, and with the first clause below that heading.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from analyzer.comparison.pairing import Group, Pairing, likeness_of
from analyzer.comparison.sides import Side

#: least likeness of the text with heading and first clause, and what that clause must add to it
_ALIKE, _GAIN = 0.30, 0.10


def join_headed_texts(pairing: Pairing) -> None:
    """Join what is free, matched by label alone, or matched with the first clause below the
    heading; where a label stands twice, it says nothing."""
    for i, j in list(_list_namesakes(pairing)):
        group = _group_of(pairing, i, j)
        if group is not None:
            pairing.regroup(*group)


def _list_namesakes(pairing: Pairing) -> Iterator[tuple[int, int]]:
    """Clauses that bear the same label under the same clause."""
    for above_old, above_new in [(-1, -1), *enumerate(pairing.partner)]:
        if above_new < 0 <= above_old:
            continue
        ours = _by_label(pairing.old, above_old)
        theirs = _by_label(pairing.new, above_new)
        for label in ours.keys() & theirs.keys():
            yield ours[label], theirs[label]


def _by_label(side: Side, above: int) -> dict[str, int]:
    found: dict[str, list[int]] = defaultdict(list)
    for child in side.children[above]:
        if side.labels[child]:
            found[side.labels[child]].append(child)
    return {label: children[0] for label, children in found.items() if len(children) == 1}


def _group_of(pairing: Pairing, i: int, j: int) -> Group | None:
    """One of the two with its first clause, and the other, where they are each other's or free."""
    old, new = pairing.old, pairing.new
    if _has_text(old, i) and not _has_text(new, j):
        parts = (j, *new.children[j][:1])
        if len(parts) > 1 and _are_only(pairing, (i,), parts) and _says(old, i, new, parts):
            return (i,), parts
    if _has_text(new, j) and not _has_text(old, i):
        parts = (i, *old.children[i][:1])
        if len(parts) > 1 and _are_only(pairing, parts, (j,)) and _says(new, j, old, parts):
            return parts, (j,)
    return None


def _are_only(pairing: Pairing, olds: tuple[int, ...], news: tuple[int, ...]) -> bool:
    """True when none of them has a partner beside the others."""
    return pairing.is_closed(olds, news) and not pairing.groups_with(olds, news)


def _has_text(side: Side, position: int) -> bool:
    return len(side.words[position]) > len(side.headings[position])


def _says(side: Side, position: int, other: Side, parts: tuple[int, ...]) -> bool:
    words = side.words[position]
    alike = likeness_of(words, other.words_of(parts))
    return alike >= _ALIKE and alike >= likeness_of(words, other.words[parts[0]]) + _GAIN
