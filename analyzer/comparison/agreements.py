"""Two documents with their clauses and findings → a comparison: what became of each clause."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import partial

from analyzer.comparison.candidates import Vectors
from analyzer.comparison.comparability import RESTATES_IN_PART, check_comparable, tell_strangers
from analyzer.comparison.context import find_context, mark_restated
from analyzer.comparison.doubting import Doubting
from analyzer.comparison.effect_endings import read_endings
from analyzer.comparison.effect_standing import Standing
from analyzer.comparison.effects import add_effects, add_series
from analyzer.comparison.elsewhere import add_consequences
from analyzer.comparison.kept_tables import find_kept, list_steps, tell_kept
from analyzer.comparison.kinds import list_changes
from analyzer.comparison.left_alone import tell_attachments, tell_doubtful_words, tell_in_short
from analyzer.comparison.matching import STEPS, match_sides
from analyzer.comparison.pairing import Pairing
from analyzer.comparison.provisions import Provisions, is_about
from analyzer.comparison.rates import compare_rates
from analyzer.comparison.renaming import find_renamed
from analyzer.comparison.restating import find_not_restated, mark_not_restated
from analyzer.comparison.sides import Side
from analyzer.comparison.table_pairs import pair_tables
from analyzer.comparison.unread import find_perhaps_unread, tell_unread
from analyzer.comparison.unread_edges import Edges
from analyzer.ports import Neighbours
from analyzer.records import (
    APPARATUS,
    Change,
    Clause,
    ClauseId,
    ClauseKind,
    Comparison,
    DefinedTerm,
    Document,
    Findings,
    NotCompared,
)

#: kinds whose words bind nobody, and tables: their figures are told as rates
_NO_WORDING = APPARATUS | {ClauseKind.HEADING}
#: told how much of how much is done: steps of matching, or changes described
Watch = Callable[[int, int], None]
#: changes described between two tellings
_A_TELLING = 100


def compare_agreements(
    old: Document,
    old_clauses: Sequence[Clause],
    new: Document,
    new_clauses: Sequence[Clause],
    *,
    old_findings: Findings,
    new_findings: Findings,
    old_vectors: Vectors | None = None,
    new_vectors: Vectors | None = None,
    neighbours: Neighbours | None = None,
    topic: str | None = None,
    definitions: tuple[Sequence[DefinedTerm], Sequence[DefinedTerm]] = ((), ()),
    watch: Watch | None = None,
    watch_matching: Watch | None = None,
) -> Comparison:
    """Compare two documents clause by clause; vectors are rows in the order of the clauses,
    and `neighbours` finds those that lie nearest.

    `definitions` are the defined terms of the old and of the new document. `topic` ('ai', or a
    slug) keeps only changes that are about it on either side; `watch_matching` and then `watch` are
    told how far it is. Raises NotComparableError for two kinds that do not go together.
    """
    check_comparable(old, new)
    if watch_matching is not None:
        watch_matching(0, STEPS)
    renaming = find_renamed((old_clauses, new_clauses), definitions)
    left, right = Side.of(old_clauses), Side.of(new_clauses, fold=renaming.folder())
    vectors = None
    if old_vectors is not None and new_vectors is not None:
        vectors = (
            _in_order(old_vectors, old_clauses, left),
            _in_order(new_vectors, new_clauses, right),
        )
    tables = pair_tables(left.clauses, right.clauses)
    pairing = match_sides(
        left, right, vectors=vectors, tables=tables, neighbours=neighbours, watch=watch_matching
    )
    provisions = Provisions(old_findings, new_findings)
    seem_added = find_perhaps_unread(right, pairing.back, left, unread=old.unread_pages)
    seem_removed = find_perhaps_unread(left, pairing.partner, right, unread=new.unread_pages)
    edges = (
        Edges.of(left, old.unread_pages, "old"),
        Edges.of(right, new.unread_pages, "new"),
    )
    doubting = Doubting(edges, {**seem_added, **seem_removed}, (old, new))
    apparatus = frozenset(
        clause.id for clause in (*left.clauses, *right.clauses) if clause.kind in _NO_WORDING
    )
    known = {clause.id: clause for clause in (*left.clauses, *right.clauses)}
    listed = list_changes(pairing)
    standing = None if new.kind in RESTATES_IN_PART else Standing.of(listed, known)
    describe = partial(add_effects, passed_over=apparatus, clauses=known, standing=standing)
    described = [
        doubting.describe(change, lambda one: renaming.describe(provisions.describe(one), describe))
        for change in _watched(listed, watch)
    ]
    changes = read_endings(add_series(described, passed_over=apparatus), known)
    shown = changes
    if topic is not None:
        shown = tuple(change for change in changes if is_about(change, topic))
    clauses = _clauses_of(shown, left, right)
    silent, lines = _find_silent(pairing, (old, new), clauses.keys())
    kept = find_kept((left, right), pairing.partner, tables.alone[0], other=new)
    silent += tuple(
        key for table in kept for key in table.clauses if key in clauses and key not in silent
    )
    matched = sum(there >= 0 for there in pairing.partner)
    of = min(len(left), len(right))
    lines = (*tell_strangers(old, new, matched=matched, of=of), *lines)
    lines += tell_unread(old, len(seem_added), seems="added")
    lines += tell_unread(new, len(seem_removed), seems="removed")
    lines += (*tell_doubtful_words(old, left.clauses), *tell_doubtful_words(new, right.clauses))
    everything = _clauses_of(changes, left, right)
    # a table that stands somewhere else than the topic is passed over all the same
    silence = silent if topic is None else _find_silent(pairing, (old, new), everything.keys())[0]
    passed_over = frozenset(silence).union(*(table.clauses for table in kept))
    rates, alone = compare_rates(
        tables, passed_over=passed_over, in_part=new.kind in RESTATES_IN_PART
    )
    alone = (
        *tell_attachments(left, pairing.partner, old, other=new),
        *tell_attachments(right, pairing.back, new, other=old),
        *map(tell_kept, kept),
        *alone,
    )
    rates = (*(step for table in kept for step in list_steps(table)), *rates)
    comparison = Comparison(
        old=old,
        new=new,
        clauses=clauses,
        changes=shown,
        terms_changed=provisions.contrasts(shown),
        not_compared=lines + (alone if topic is None else tell_in_short(alone, (old, new))),
        topic=topic,
        left_out=len(changes) - len(shown),
        not_restated=silent,
        perhaps_unread=tuple(key for key in clauses if key in doubting.whole),
        rates=tuple(
            rate
            for rate in rates
            if topic is None or rate.table_new in clauses or rate.table_old in clauses
        ),
    )
    if topic is not None:
        context = find_context(
            shown,
            changes,
            everything,
            definitions=[*definitions[0], *definitions[1]],
            silent=frozenset(silent),
        )
        keys = {key for item in context for key in (*item.change.old, *item.change.new)}
        unsaid = frozenset(_find_silent(pairing, (old, new), keys)[0])
        comparison = replace(comparison, context=mark_restated(context, unsaid))
    told = add_consequences(
        comparison,
        everything,
        every=changes,
        definitions=definitions,
        standing=standing,
        renaming=renaming,
    )
    return mark_not_restated(told)


def _find_silent(
    pairing: Pairing, documents: tuple[Document, Document], shown: AbstractSet[ClauseId]
) -> tuple[tuple[ClauseId, ...], tuple[NotCompared, ...]]:
    """Of the shown clauses, those that one side only does not restate, and a line a part."""
    old, new = documents
    left, right = pairing.old, pairing.new
    silent, lines = find_not_restated((left, right), pairing.partner, other=new, shown=shown)
    if new.kind in RESTATES_IN_PART:
        return silent, lines
    more, further = find_not_restated((right, left), pairing.back, other=old, shown=shown)
    return silent + more, lines + further


def _watched(changes: Sequence[Change], watch: Watch | None) -> Iterator[Change]:
    for at, change in enumerate(changes):
        if watch is not None and at % _A_TELLING == 0:
            watch(at, len(changes))
        yield change


def _in_order(vectors: Vectors, clauses: Sequence[Clause], side: Side) -> Vectors:
    """Rows in the reading order of the side."""
    row = {clause.id: at for at, clause in enumerate(clauses)}
    ordered: Vectors = vectors[[row[clause.id] for clause in side.clauses]]
    return ordered


def _clauses_of(changes: Sequence[Change], *sides: Side) -> dict[ClauseId, Clause]:
    """The clauses that the changes name, old side first, in reading order."""
    named = {clause for change in changes for clause in (*change.old, *change.new)}
    return {clause.id: clause for side in sides for clause in side.clauses if clause.id in named}
