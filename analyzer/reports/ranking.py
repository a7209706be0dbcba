"""Which changes a report names first: by severity, AI before other matters, then by weight.

Chapters → at most ten blocks, and all that weigh as much as the last of them. The changes of one
section are named together. A whole article is high; an attachment is what it says, and one that had
lapsed is low. What speaks of the paper itself stands behind every term; that a section or article
was named before counts only among equals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from analyzer.records import Clause, ClauseId, ClauseKind, Comparison, Severity
from analyzer.reports.blocks import Block, Chapter, is_outermost
from analyzer.reports.weighing import WHOLE

#: how many blocks the first page tells
_MOST = 10
#: what a block gains for each change after its first, for one of a section that is as heavy as its
#: heaviest, and at most
_FOR_EACH, _FOR_HEAVY, _MOST_FOR_SIZE = 5, 20, 60
#: and for being a whole article or attachment
_ARTICLE, _ATTACHMENT = 50, 40
#: blocks of one article among equals before others have their turn
_MOST_OF_ONE = 2
#: the tier of what is high: a whole article is
_HEAVY = 6
#: tiers of one severity: without AI and with
_TIERS = 2
#: the place of what weighs as much as the last of those that are to be read first
AS_HEAVY = "as heavy"
_SEVERITIES = {1: Severity.LOW, 2: Severity.MEDIUM, 3: Severity.HIGH}


@dataclass(frozen=True, slots=True)
class Ranked:
    """What is told first, and what is only named: all blocks of the severity of the last one told,
    None where that has none."""

    foremost: tuple[Block, ...]
    further: tuple[Block, ...] = ()
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class _Placed:
    block: Block
    chapter: int
    tier: int
    value: float


def rank_blocks(chapters: Sequence[Chapter], comparison: Comparison) -> Ranked:
    """The blocks that matter most, the heaviest first; among equals the earlier one."""
    became = {c.old[0]: c.new[0] for c in comparison.changes if len(c.old) == len(c.new) == 1}
    placed = [
        _Placed(block, at, _rank(block), _weigh(block))
        for at, chapter in enumerate(chapters)
        for block in _join_sections(chapter.blocks, comparison.clauses, became)
        if not block.cosmetic
    ]
    ranked = _take_turns(sorted(placed, key=_order))
    told, left = ranked[:_MOST], ranked[_MOST:]
    severity = _severity(told[-1]) if told else None
    further = [each.block for each in left if severity and _severity(each) is severity]
    return Ranked(tuple(each.block for each in told), tuple(further), severity)


def list_places(foremost: Sequence[Block], further: Sequence[Block]) -> Iterator[tuple[str, Block]]:
    """Each block with its place among what is to be read first, from '1'."""
    for at, block in enumerate(foremost, 1):
        yield str(at), block
    for block in further:
        yield AS_HEAVY, block


def _severity(placed: _Placed) -> Severity | None:
    return _SEVERITIES.get(placed.tier // _TIERS)


def _order(placed: _Placed) -> tuple[float, float, int]:
    return -placed.tier, -placed.value, placed.block.head.number


def _take_turns(placed: Iterable[_Placed]) -> list[_Placed]:
    """Of one tier at first no more than two blocks of one article."""
    named: Counter[tuple[int, int]] = Counter()
    turns: list[tuple[int, int, _Placed]] = []
    for each in placed:
        key = (each.tier, each.chapter)
        turns.append((-each.tier, named[key] // _MOST_OF_ONE, each))
        named[key] += 1
    return [each for *_, each in sorted(turns, key=lambda turn: turn[:2])]


# ── what a block weighs ──────────────────────────────────────────────────────────────────────────
def _rank(block: Block) -> int:
    """The tier of its heaviest term; a whole article is high; −1 for what says nothing of the
    terms, 0 for what may only seem to have come or gone."""
    terms = block.terms
    if not terms:
        return -1
    if block.doubtful:
        return 0
    tier = max(entry.weight.tier for entry in terms)
    if not _is_whole_provision(block) or _is_attached(block) or block.head.lapsed:
        return tier
    return max(tier, _HEAVY + any(entry.change.topics for entry in terms))


def _weigh(block: Block) -> float:
    """The weight of its heaviest change, and a part of that for each other."""
    entries = block.terms or block.entries
    tier = max(entry.weight.tier for entry in entries)
    heavy = [entry.weight.value for entry in entries if entry.weight.tier == tier]
    size = _FOR_EACH * (len(block.entries) - 1)
    if block.section is not None:
        size = _FOR_HEAVY * (len(heavy) - 1)
    value = max(heavy) + min(_MOST_FOR_SIZE, size)
    if not _is_whole_provision(block) or block.head.lapsed:
        return value
    return value + (_ATTACHMENT if _is_attached(block) else _ARTICLE)


def _is_whole_provision(block: Block) -> bool:
    head = block.head
    return block.section is None and head.change.kind in WHOLE and is_outermost(head.clause)


def _is_attached(block: Block) -> bool:
    return block.head.clause.kind is ClauseKind.ATTACHMENT


# ── the changes of one section ───────────────────────────────────────────────────────────────────
def _join_sections(
    blocks: Iterable[Block],
    clauses: Mapping[ClauseId, Clause],
    became: Mapping[ClauseId, ClauseId],
) -> Iterable[Block]:
    """Blocks of the same section as one, in the place of the first; those that are cosmetic, that
    may only seem so or that speak of the paper itself stay by themselves."""
    joined: dict[tuple[str, ...], list[Block]] = {}
    for block in blocks:
        clause = block.head.clause
        apart = block.cosmetic or block.doubtful or not block.terms or is_outermost(clause)
        section = _section(clause, clauses)
        labels = clauses[became.get(section, section)].labels
        key = (clause.id,) if apart or not labels else labels
        joined.setdefault(key, []).append(block)
    for group in joined.values():
        if len(group) == 1:
            yield group[0]
            continue
        entries = sorted((e for one in group for e in one.entries), key=lambda e: e.number)
        section = _section(entries[0].clause, clauses)
        yield Block(tuple(entries), section=clauses[became.get(section, section)])


def _section(clause: Clause, clauses: Mapping[ClauseId, Clause]) -> ClauseId:
    """The clause above, where it is no whole article and was compared; else the clause itself."""
    above = clauses.get(clause.parent) if clause.parent else None
    if above is None or (is_outermost(above) and clause.label):
        return clause.id
    return above.id
