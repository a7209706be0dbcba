"""A finished pairing → changes: what became of each clause, every clause of both sides once.

Kinds are those of the interface: the first that applies of split, merged, moved, reworded,
renumbered, unchanged is the kind, the others stand beside it; what has no partner was added or
removed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.comparison.moves import find_carried, find_moved
from analyzer.comparison.pairing import Pairing
from analyzer.comparison.sides import Side, said
from analyzer.comparison.table_words import redline_tables
from analyzer.comparison.words import redline, text_similarity
from analyzer.records import Change, ChangeKind, Clause, WordPiece

#: order in which kinds are asked; the first that applies names the change
_RANK = (
    ChangeKind.SPLIT,
    ChangeKind.MERGED,
    ChangeKind.MOVED,
    ChangeKind.REWORDED,
    ChangeKind.RENUMBERED,
)
# "12", "shall", "$", "%"
_SAID = re.compile(r"\w+|[$%]")


def list_changes(pairing: Pairing) -> tuple[Change, ...]:
    """Changes in the reading order of the new document; what was removed stands where it stood."""
    moved = find_moved(pairing)
    carried = find_carried(pairing, moved)
    groups = {olds[0]: (olds, news) for olds, news in pairing.groups}
    free_old, free_new = pairing.free_old, pairing.free_new
    placed: list[tuple[int, int, int, Change]] = []
    last = -1
    for i, j in enumerate(pairing.partner):
        if i in free_old:
            placed.append((last, 1, i, _remove(pairing.old.clauses[i])))
        if j < 0:
            continue
        pair = _Matched(pairing, *groups.get(i, ((i,), (j,))))
        kinds = [kind for kind in _RANK if pair.is_of(kind, moved)]
        if i in carried:
            kinds.append(ChangeKind.MOVED_WITH_PARENT)
        placed.append((j, 0, i, pair.tell(kinds)))
        if i not in moved and i not in carried:
            last = j
    placed += [(j, 0, -1, _add(pairing.new.clauses[j])) for j in free_new]
    return tuple(change for *_, change in sorted(placed, key=lambda item: item[:3]))


@dataclass(frozen=True, slots=True)
class _Matched:
    """Clauses held to be the same: one on each side, or several on one of them; several on both say
    the same in a row and are only cut otherwise (recut.py)."""

    pairing: Pairing
    olds: tuple[int, ...]
    news: tuple[int, ...]

    def is_of(self, kind: ChangeKind, moved: set[int]) -> bool:
        """True when the kind applies."""
        old, new, i, j = self.pairing.old, self.pairing.new, self.olds[0], self.news[0]
        if len(self.olds) > 1 and len(self.news) > 1 and kind is not ChangeKind.MOVED:
            return kind is ChangeKind.REWORDED and (
                _in_a_row(old, self.olds) != _in_a_row(new, self.news)
            )
        match kind:
            case ChangeKind.SPLIT:
                return _are_parted(new, self.news)
            case ChangeKind.MERGED:
                return _are_parted(old, self.olds)
            case ChangeKind.MOVED:
                return i in moved
            case ChangeKind.REWORDED:
                return _says_other(_now_printed(old, self.olds), _now_printed(new, self.news))
            case _:
                return old.labels[i] != new.labels[j]

    def tell(self, kinds: Sequence[ChangeKind]) -> Change:
        """The change of these kinds, in the order of their rank."""
        olds = [self.pairing.old.clauses[i] for i in self.olds]
        news = [self.pairing.new.clauses[j] for j in self.news]
        main = next((kind for kind in kinds if kind in _RANK), ChangeKind.UNCHANGED)
        alone = len(olds) == len(news) == 1
        return Change(
            kind=main,
            old=tuple(clause.id for clause in olds),
            new=tuple(clause.id for clause in news),
            also=tuple(kind for kind in kinds if kind is not main),
            old_citation=olds[0].citation,
            new_citation=news[0].citation,
            similarity=self._similarity() if ChangeKind.REWORDED in kinds else 1.0,
            confidence=self.pairing.confidence[self.olds[0]],
            words=(alone and redline_tables(olds[0], news[0]))
            or redline(_join_texts(olds), _join_texts(news)),
            heading_words=_heading_words(olds[0], news[0]),
        )

    def _similarity(self) -> float:
        old = self.pairing.old.words_of(self.olds)
        new = self.pairing.new.words_of(self.news)
        return round(min(text_similarity(old, new), 0.9999), 4)


def _are_parted(side: Side, positions: Sequence[int]) -> bool:
    """True for several texts; a heading that stands apart from its text, or a table that runs on
    over a page, is only set otherwise."""
    clauses = [side.clauses[p] for p in positions]
    return sum(bool(said(one)) and one.cells is None for one in clauses) > 1


def _now_printed(side: Side, positions: Sequence[int]) -> tuple[str, str]:
    """Heading and text without setting; a wholly struck clause says nothing any more."""
    texts = (side.printed[p][1] if side.clauses[p].text else "" for p in positions)
    return side.printed[positions[0]][0], " ".join(filter(None, texts))


def _in_a_row(side: Side, positions: Sequence[int]) -> list[str]:
    """Every label, heading and text without setting, wherever one ends and the next begins."""
    parts = ((side.clauses[p].label or "", *side.printed[p]) for p in positions)
    return " ".join(part for three in parts for part in three).split()


def _says_other(old: tuple[str, str], new: tuple[str, str]) -> bool:
    """False where only the line between heading and text is drawn elsewhere."""
    if old[0] == new[0]:
        return old[1] != new[1]
    before, after = (" ".join(said).casefold() for said in (old, new))
    return _SAID.findall(before) != _SAID.findall(after)


def _join_texts(clauses: Sequence[Clause]) -> str:
    return " ".join(clause.text for clause in clauses)


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
