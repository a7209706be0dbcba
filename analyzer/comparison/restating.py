"""What a proposal passes over: articles that it does not restate are not struck by its silence.

A finished pairing and the two documents → the clauses of articles (and of sections whose numbers an
article skips) without any counterpart in a document that restates only what is at issue, with one
line for each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from analyzer.comparison.comparability import RESTATES_IN_PART
from analyzer.comparison.sides import Side
from analyzer.labels import name_place, read_label
from analyzer.records import (
    Clause,
    ClauseId,
    ClauseKind,
    Comparison,
    Document,
    NotCompared,
    TermContrast,
)

#: shape and value of a label that counts
Number = tuple[str, float]
#: an article of which so many numbers are printed is restated as a whole
_MOST_PRINTED = 0.5


def find_not_restated(
    sides: tuple[Side, Side],
    partner: Sequence[int],
    *,
    other: Document,
    shown: AbstractSet[ClauseId],
) -> tuple[tuple[ClauseId, ...], tuple[NotCompared, ...]]:
    """Clauses of the first side in articles of which `other` says nothing; () unless it restates in
    part only. Articles without any clause that is `shown` are left out."""
    if other.kind not in RESTATES_IN_PART:
        return (), ()
    side = sides[0]
    articles: list[tuple[str, list[Clause]]] = []
    loose: list[Clause] = []
    for top in _passed_over(sides, partner):
        below = [side.clauses[position] for position in side.subtree(top)]
        if not any(clause.id in shown for clause in below):
            continue
        head = below[0]
        if head.label:
            articles.append((name_place(head.citation, head.heading), below))
        else:
            loose += below
    if loose:
        articles.append(("Text outside of any article", loose))
    why = f"not restated in the {other.kind.value.replace('_', ' ')}; its silence strikes nothing"
    return (
        tuple(clause.id for _, below in articles for clause in below if clause.id in shown),
        tuple(
            NotCompared(below[0].document, f"{name} ({_count(below)})", why)
            for name, below in articles
        ),
    )


def mark_not_restated(comparison: Comparison) -> Comparison:
    """The same, where each clause that one side only does not restate says so and means nothing: no
    effect, no changed term, and no term for which a document is silent."""
    silent = frozenset(comparison.not_restated)
    return replace(
        comparison,
        changes=tuple(
            change
            if silent.isdisjoint((*change.old, *change.new))
            else replace(change, terms=(), effects=(), not_restated=True)
            for change in comparison.changes
        ),
        terms_changed=tuple(
            contrast
            for contrast in comparison.terms_changed
            if not _stands_only_in(silent, contrast)
        ),
    )


def _stands_only_in(silent: AbstractSet[ClauseId], contrast: TermContrast) -> bool:
    values = [value for value in (contrast.old, contrast.new) if value is not None]
    return len(values) == 1 and values[0].clause in silent


def _count(clauses: Sequence[Clause]) -> str:
    return f"{len(clauses)} clause{'s' if len(clauses) > 1 else ''}"


def _passed_over(sides: tuple[Side, Side], partner: Sequence[int]) -> Iterator[int]:
    """The outermost clause of each part without a counterpart."""
    side = sides[0]
    for top in range(len(side)):
        if not _is_article(side, top):
            continue
        if partner[top] >= 0:
            yield from _skipped(sides, partner, top)
        elif all(partner[position] < 0 for position in side.subtree(top)):
            yield top


def _skipped(sides: tuple[Side, Side], partner: Sequence[int], above: int) -> Iterator[int]:
    """Sections that the other document leaves out of an article, or letters out of a section, that
    it prints in part only: numbers are missing between others, or most of them are."""
    side, other = sides
    printed = {_number(other.clauses[j]) for j in other.children[partner[above]]} - {None}
    numbered = [child for child in side.children[above] if _number(side.clauses[child])]
    absent = [child for child in numbered if _number(side.clauses[child]) not in printed]
    missing = [
        child for child in absent if all(partner[position] < 0 for position in side.subtree(child))
    ]
    if not missing or not (
        _leaves_gaps([_number(side.clauses[child]) for child in missing], printed)
        or len(numbered) - len(absent) < _MOST_PRINTED * len(numbered)
    ):
        return
    yield from missing
    for child in numbered:
        if partner[child] >= 0:
            yield from _skipped(sides, partner, child)


def _leaves_gaps(missing: Sequence[Number | None], printed: AbstractSet[Number | None]) -> bool:
    """True when a number of the same series stands behind a missing one."""
    ours, theirs = filter(None, missing), tuple(filter(None, printed))
    return any(
        shape == series and value > number for series, number in ours for shape, value in theirs
    )


def _number(clause: Clause) -> Number | None:
    """How the clause's own label counts, first reading; None where it does not."""
    label = read_label(clause.labels[-1]) if clause.label and clause.labels else None
    if label is None or label.readings[0].value is None:
        return None
    return label.readings[0].shape, label.readings[0].value


def _is_article(side: Side, position: int) -> bool:
    """The outermost clauses, and articles inside a part or a title."""
    above = side.parent[position]
    kind = side.clauses[position].kind
    if above < 0:
        return True
    return kind is ClauseKind.ARTICLE and side.clauses[above].kind is not ClauseKind.ARTICLE
