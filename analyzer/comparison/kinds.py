"""A finished pairing → changes: what became of each clause, every clause of both sides once.

Kinds are those of the interface: the first that applies of moved, reworded, renumbered, unchanged
is the kind, the others stand beside it; what has no partner was added or removed.
"""

from __future__ import annotations

from analyzer.comparison.moves import find_carried, find_moved
from analyzer.comparison.pairing import Pairing
from analyzer.comparison.sides import Side
from analyzer.comparison.words import redline, text_similarity
from analyzer.records import Change, ChangeKind, Clause, WordPiece

#: order in which kinds are asked; the first that applies names the change
_RANK = (ChangeKind.MOVED, ChangeKind.REWORDED, ChangeKind.RENUMBERED)


def list_changes(pairing: Pairing) -> tuple[Change, ...]:
    """Changes in the reading order of the new document; what was removed stands where it stood."""
    moved = find_moved(pairing)
    carried = find_carried(pairing, moved)
    placed: list[tuple[int, int, int, Change]] = []
    last = -1
    for i, j in enumerate(pairing.partner):
        if j < 0:
            placed.append((last, 1, i, _remove(pairing.old.clauses[i])))
            continue
        kinds = [kind for kind in _RANK if _applies(kind, pairing, i, moved)]
        if i in carried:
            kinds.append(ChangeKind.MOVED_WITH_PARENT)
        placed.append((j, 0, i, _change(pairing, i, kinds)))
        if i not in moved and i not in carried:
            last = j
    for j, i in enumerate(pairing.back):
        if i < 0:
            placed.append((j, 0, -1, _add(pairing.new.clauses[j])))
    return tuple(change for *_, change in sorted(placed, key=lambda item: item[:3]))


def _applies(kind: ChangeKind, pairing: Pairing, i: int, moved: set[int]) -> bool:
    j = pairing.partner[i]
    if kind is ChangeKind.MOVED:
        return i in moved
    if kind is ChangeKind.REWORDED:
        return _now_printed(pairing.old, i) != _now_printed(pairing.new, j)
    return pairing.old.labels[i] != pairing.new.labels[j]


def _now_printed(side: Side, position: int) -> tuple[str, str]:
    """Heading and text without setting; a wholly struck clause says nothing any more."""
    heading, text = side.printed[position]
    return heading, text if side.clauses[position].text else ""


def _change(pairing: Pairing, i: int, kinds: list[ChangeKind]) -> Change:
    j = pairing.partner[i]
    old, new = pairing.old.clauses[i], pairing.new.clauses[j]
    main = next((kind for kind in kinds if kind in _RANK), ChangeKind.UNCHANGED)
    reworded = ChangeKind.REWORDED in kinds
    return Change(
        kind=main,
        old=(old.id,),
        new=(new.id,),
        also=tuple(kind for kind in kinds if kind is not main),
        old_citation=old.citation,
        new_citation=new.citation,
        similarity=_similarity(pairing, i, j) if reworded else 1.0,
        confidence=pairing.confidence[i],
        words=redline(old.text, new.text),
        heading_words=_heading_words(old, new),
    )


def _similarity(pairing: Pairing, i: int, j: int) -> float:
    alike = text_similarity(pairing.old.words[i], pairing.new.words[j])
    return round(min(alike, 0.9999), 4)


def _heading_words(old: Clause, new: Clause) -> tuple[WordPiece, ...] | None:
    before, after = old.heading or "", new.heading or ""
    return None if before == after else redline(before, after)


def _remove(clause: Clause) -> Change:
    return Change(
        kind=ChangeKind.REMOVED,
        old=(clause.id,),
        new=(),
        old_citation=clause.citation,
        similarity=0.0,
        words=redline(clause.text, ""),
    )


def _add(clause: Clause) -> Change:
    return Change(
        kind=ChangeKind.ADDED,
        old=(),
        new=(clause.id,),
        new_citation=clause.citation,
        similarity=0.0,
        words=redline("", clause.text),
    )
