"""What the margin of a Word file says of a change: what it means, and where its clauses stand.

A comparison → the lines of one comment a clause that needs one. A change bears a comment where it
has an effect, an AI topic or a changed term, is a note that is only repeated, or may only seem so;
clauses that moved, were split or merged bear one on both sides, so that nobody takes what stands
elsewhere for dropped. Definitions and footnotes that come along with a topic say so, and a clause
that is untouched itself says which of its references leads elsewhere now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analyzer.records import Change, ChangeKind, Clause, ClauseId, Comparison, DoubtReason
from analyzer.reports.across import tell_reference
from analyzer.reports.context import list_context, tell_context
from analyzer.reports.meanings import COSMETIC, list_meanings
from analyzer.reports.naming import (
    join_parts,
    list_doubts,
    name_change,
    name_clause,
    name_pages,
    name_topic,
)

#: their words are those of before
_SAME = frozenset({ChangeKind.UNCHANGED, ChangeKind.RENUMBERED})
#: said where the file strikes and sets what nobody changed
_CUT_OTHERWISE = "The same words in a row, only cut into other clauses"
_ELSEWHERE = frozenset({ChangeKind.MOVED, ChangeKind.SPLIT, ChangeKind.MERGED})


def list_remarks_by_clause(comparison: Comparison) -> dict[ClauseId, tuple[str, ...]]:
    """The comment on each clause that bears one, at the clause where it is to be read."""
    remarks: dict[ClauseId, tuple[str, ...]] = {}
    for change in comparison.restated:
        if _is_cut_otherwise(change):
            said = (_CUT_OTHERWISE, *_places(change, comparison))
            remarks.update((clause, said) for clause in (change.old[0], change.new[0]))
        if not _is_told(change):
            continue
        lines = tuple(_lines(change, comparison))
        here = (change.new or change.old)[0]
        remarks[here] = lines
        if change.kind in _ELSEWHERE:
            pointed = (lines[0], *_places(change, comparison))
            for clause in (*change.old, *change.new):
                remarks.setdefault(clause, pointed)
    for item, row in zip(comparison.context, list_context(comparison), strict=True):
        said = (row.title, tell_context(comparison), row.used)
        means = list_meanings(item.change, every_weight=True) if _is_told(item.change) else ()
        here = (item.change.new or item.change.old)[0]
        remarks[here] = (*said, *means, *_places(item.change, comparison))
    for broken in comparison.references_broken:
        told = tell_reference(broken, comparison)
        remarks[broken.clause] = (*remarks.get(broken.clause, ()), f"{told.title} {told.said}")
    return remarks


def _is_cut_otherwise(change: Change) -> bool:
    """True of several clauses that say what several others said: the file strikes and sets them."""
    return change.kind in _SAME and len(change.old) > 1 and len(change.new) > 1


def _is_told(change: Change) -> bool:
    if change.kind in _SAME:
        return False
    if change.repeated:
        return True
    means = any(effect.name != COSMETIC for effect in change.effects)
    means = means or any(doubt.reason is DoubtReason.NOT_READ for doubt in change.doubts)
    return bool(means or change.topics or change.terms or change.kind in _ELSEWHERE)


def _lines(change: Change, comparison: Comparison) -> Iterator[str]:
    yield name_change(change)
    if change.topics:
        yield f"About AI: {', '.join(name_topic(slug) for slug in change.topics)}"
    yield from list_meanings(change, every_weight=True)
    yield from _places(change, comparison)
    for said in list_doubts(change):
        yield said[0].upper() + said[1:]


def _places(change: Change, comparison: Comparison) -> Iterator[str]:
    """'Old: Article II.3, page 5'; a document with its own marks has but one place."""
    clauses = comparison.clauses
    if comparison.own_marks is not None:
        yield f"Place: {_list_places(clauses[key] for key in change.new)}"
        return
    for side, keys in (("Old", change.old), ("New", change.new)):
        yield f"{side}: {_list_places(clauses[key] for key in keys) or 'none'}"


def _list_places(clauses: Iterable[Clause]) -> str:
    return "; ".join(
        join_parts(clause.citation or name_clause(clause), name_pages(clause)) for clause in clauses
    )
