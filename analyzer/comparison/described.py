"""Every change between two documents → a comparison, of all of them or of those about a topic.

Matching and describing cost most, and do not ask what somebody wants to see: one `Described` tells
as many topics as are asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from analyzer.comparison.comparability import RESTATES_IN_PART, tell_strangers
from analyzer.comparison.context import find_context, mark_restated
from analyzer.comparison.doubting import Doubting
from analyzer.comparison.effect_standing import Standing
from analyzer.comparison.elsewhere import add_consequences
from analyzer.comparison.kept_tables import find_kept, list_steps, tell_kept
from analyzer.comparison.left_alone import tell_attachments, tell_doubtful_words, tell_in_short
from analyzer.comparison.pairing import Pairing
from analyzer.comparison.provisions import Provisions, is_about
from analyzer.comparison.rates import compare_rates
from analyzer.comparison.renaming import Renaming
from analyzer.comparison.restating import find_not_restated, mark_not_restated
from analyzer.comparison.sides import Side
from analyzer.comparison.table_pairs import TablePairs
from analyzer.comparison.unread import tell_unread
from analyzer.records import (
    Change,
    Clause,
    ClauseId,
    Comparison,
    DefinedTerm,
    Document,
    NotCompared,
)


@dataclass(frozen=True)
class Described:
    """Two documents matched and every change described, whatever it is about; `unread` counts the
    clauses that seem added and removed by pages of the other side that nobody could read."""

    documents: tuple[Document, Document]
    pairing: Pairing
    tables: TablePairs
    changes: tuple[Change, ...]
    provisions: Provisions
    doubting: Doubting
    unread: tuple[int, int]
    definitions: tuple[Sequence[DefinedTerm], Sequence[DefinedTerm]]
    standing: Standing | None
    renaming: Renaming

    def about(self, topic: str | None) -> Comparison:
        """The comparison: of all changes, or of those that are about a topic on either side."""
        (old, new), pairing = self.documents, self.pairing
        left, right = pairing.old, pairing.new
        shown = self.changes
        if topic is not None:
            shown = tuple(change for change in self.changes if is_about(change, topic))
        clauses = _clauses_of(shown, left, right)
        silent, lines = _find_silent(pairing, (old, new), clauses.keys())
        kept = find_kept((left, right), pairing.partner, self.tables.alone[0], other=new)
        silent += tuple(
            key for table in kept for key in table.clauses if key in clauses and key not in silent
        )
        matched = sum(there >= 0 for there in pairing.partner)
        of = min(len(left), len(right))
        lines = (*tell_strangers(old, new, matched=matched, of=of), *lines)
        lines += tell_unread(old, self.unread[0], seems="added")
        lines += tell_unread(new, self.unread[1], seems="removed")
        lines += (*tell_doubtful_words(old, left.clauses), *tell_doubtful_words(new, right.clauses))
        everything = _clauses_of(self.changes, left, right)
        # a table that stands somewhere else than the topic is passed over all the same
        silence = silent
        if topic is not None:
            silence = _find_silent(pairing, (old, new), everything.keys())[0]
        passed_over = frozenset(silence).union(*(table.clauses for table in kept))
        rates, alone = compare_rates(
            self.tables, passed_over=passed_over, in_part=new.kind in RESTATES_IN_PART
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
            terms_changed=self.provisions.contrasts(shown),
            not_compared=lines + (alone if topic is None else tell_in_short(alone, (old, new))),
            topic=topic,
            left_out=len(self.changes) - len(shown),
            not_restated=silent,
            perhaps_unread=tuple(key for key in clauses if key in self.doubting.whole),
            rates=tuple(
                rate
                for rate in rates
                if topic is None or rate.table_new in clauses or rate.table_old in clauses
            ),
        )
        if topic is not None:
            context = find_context(
                shown,
                self.changes,
                everything,
                definitions=[*self.definitions[0], *self.definitions[1]],
                silent=frozenset(silent),
            )
            keys = {key for item in context for key in (*item.change.old, *item.change.new)}
            unsaid = frozenset(_find_silent(pairing, (old, new), keys)[0])
            comparison = replace(comparison, context=mark_restated(context, unsaid))
        told = add_consequences(
            comparison,
            everything,
            every=self.changes,
            definitions=self.definitions,
            standing=self.standing,
            renaming=self.renaming,
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


def _clauses_of(changes: Sequence[Change], *sides: Side) -> dict[ClauseId, Clause]:
    """The clauses that the changes name, old side first, in reading order."""
    named = {clause for change in changes for clause in (*change.old, *change.new)}
    return {clause.id: clause for side in sides for clause in side.clauses if clause.id in named}
