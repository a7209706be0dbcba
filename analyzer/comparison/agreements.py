"""Two documents with their clauses and findings → what became of each clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from analyzer.comparison.candidates import Vectors
from analyzer.comparison.comparability import RESTATES_IN_PART, check_comparable
from analyzer.comparison.described import Described
from analyzer.comparison.doubting import Doubting
from analyzer.comparison.effect_endings import read_endings
from analyzer.comparison.effect_names import knowing
from analyzer.comparison.effect_standing import Standing
from analyzer.comparison.effects import add_effects, add_series
from analyzer.comparison.kinds import list_changes
from analyzer.comparison.lapsed import let_lapse
from analyzer.comparison.matching import STEPS, match_sides
from analyzer.comparison.party_names import read_party_names
from analyzer.comparison.provisions import Provisions
from analyzer.comparison.recast import doubt_recast
from analyzer.comparison.renaming import find_renamed
from analyzer.comparison.repeated_notes import hush_repeats
from analyzer.comparison.sides import Side
from analyzer.comparison.table_pairs import pair_tables
from analyzer.comparison.unread import find_perhaps_unread
from analyzer.comparison.unread_edges import Edges
from analyzer.comparison.watching import Watch, watched
from analyzer.ports import Neighbours
from analyzer.records import (
    APPARATUS,
    Clause,
    ClauseKind,
    DefinedTerm,
    Document,
    Findings,
)

#: kinds whose words bind nobody, and tables: their figures are told as rates
_NO_WORDING = APPARATUS | {ClauseKind.HEADING}


@dataclass(frozen=True, slots=True)
class Given:
    """One document as it is given to be compared; `vectors` are rows in the order of the clauses,
    `definitions` its defined terms."""

    document: Document
    clauses: Sequence[Clause]
    findings: Findings
    vectors: Vectors | None = None
    definitions: Sequence[DefinedTerm] = ()


def describe_changes(
    old: Given,
    new: Given,
    *,
    neighbours: Neighbours | None = None,
    watch: Watch | None = None,
    watch_matching: Watch | None = None,
) -> Described:
    """Match two documents clause by clause and say what each change means.

    `neighbours` finds the vectors that lie nearest; `watch_matching` and then `watch` are told how
    far it is. Raises NotComparableError for two kinds that do not go together.
    """
    check_comparable(old.document, new.document)
    if watch_matching is not None:
        watch_matching(0, STEPS)
    definitions = (old.definitions, new.definitions)
    renaming = find_renamed((old.clauses, new.clauses), definitions)
    left, right = Side.of(old.clauses), Side.of(new.clauses, fold=renaming.folder())
    vectors = None
    if old.vectors is not None and new.vectors is not None:
        vectors = (
            _in_order(old.vectors, old.clauses, left),
            _in_order(new.vectors, new.clauses, right),
        )
    tables = pair_tables(left.clauses, right.clauses)
    pairing = match_sides(
        left, right, vectors=vectors, tables=tables, neighbours=neighbours, watch=watch_matching
    )
    documents = (old.document, new.document)
    unread_old, unread_new = (document.unread_pages for document in documents)
    provisions = Provisions(old.findings, new.findings)
    seem_added = find_perhaps_unread(right, pairing.back, left, unread=unread_old)
    seem_removed = find_perhaps_unread(left, pairing.partner, right, unread=unread_new)
    edges = (
        Edges.of(left, unread_old, "old"),
        Edges.of(right, unread_new, "new"),
    )
    doubting = Doubting(edges, {**seem_added, **seem_removed}, documents)
    apparatus = frozenset(
        clause.id for clause in (*left.clauses, *right.clauses) if clause.kind in _NO_WORDING
    )
    known = {clause.id: clause for clause in (*left.clauses, *right.clauses)}
    listed = list_changes(pairing)
    standing = None if new.document.kind in RESTATES_IN_PART else Standing.of(listed, known)
    describe = partial(add_effects, passed_over=apparatus, clauses=known, standing=standing)
    given = ((side.document, side.clauses, side.definitions) for side in (old, new))
    with knowing(read_party_names(given)):
        described = [
            doubting.describe(
                change, lambda one: renaming.describe(provisions.describe(one), describe)
            )
            for change in watched(listed, watch)
        ]
        ended = read_endings(add_series(described, passed_over=apparatus), known)
        recast = doubt_recast(ended, known, standing)
    return Described(
        documents=documents,
        pairing=pairing,
        tables=tables,
        changes=hush_repeats(let_lapse(recast, known, documents), known),
        provisions=provisions,
        doubting=doubting,
        unread=(len(seem_added), len(seem_removed)),
        definitions=definitions,
        standing=standing,
        renaming=renaming,
    )


def _in_order(vectors: Vectors, clauses: Sequence[Clause], side: Side) -> Vectors:
    """Rows in the reading order of the side."""
    row = {clause.id: at for at, clause in enumerate(clauses)}
    ordered: Vectors = vectors[[row[clause.id] for clause in side.clauses]]
    return ordered
