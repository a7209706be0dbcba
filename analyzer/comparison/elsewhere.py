"""What the changes of a comparison do elsewhere, told with it.

A comparison, every change of both documents and their clauses → the same comparison with terms,
cross-references, exceptions and what comes back, and with every clause that these name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from analyzer.comparison.carving import find_carve_outs
from analyzer.comparison.comparability import RESTATES_IN_PART
from analyzer.comparison.consequences import find_broken, find_returned
from analyzer.comparison.defining import tell_definitions
from analyzer.comparison.effect_setting import list_above
from analyzer.comparison.effect_standing import Standing
from analyzer.comparison.renaming import Renaming
from analyzer.comparison.stood import find_stood
from analyzer.records import Change, Clause, ClauseId, Comparison, DefinedTerm


def add_consequences(
    comparison: Comparison,
    clauses: Mapping[ClauseId, Clause],
    *,
    every: Sequence[Change],
    definitions: tuple[Sequence[DefinedTerm], Sequence[DefinedTerm]],
    standing: Standing | None,
    renaming: Renaming,
) -> Comparison:
    """What the changes that are shown do elsewhere; clauses that this names are held too."""
    shown = comparison.changes
    silent = frozenset(comparison.not_restated)
    told = [change for change in shown if silent.isdisjoint((*change.old, *change.new))]
    number = {id(change): at for at, change in enumerate(shown)}
    at = [number[id(change)] for change in told]
    defined = tuple(
        replace(item, change=at[item.change])
        for item in tell_definitions(told, clauses, *definitions, renamed=renaming.kept)
    )
    broken = tuple(
        item
        for item in find_broken(every, clauses, silent=silent | _apart(comparison, every))
        if comparison.topic is None or item.clause in comparison.clauses
    )
    returned = list(find_returned(told))
    if standing is not None:
        returned += find_stood(told, standing, clauses)
    named = {key for item in defined for key in item.used_in}
    named.update(
        key for item in broken for key in (item.clause, item.was, item.now, *item.stands) if key
    )
    named.update(key for item in comparison.context for key in (*item.change.old, *item.change.new))
    named.update(comparison.clauses)
    named.update([above for key in named for above in list_above(key, clauses)])
    return replace(
        comparison,
        clauses={key: clause for key, clause in clauses.items() if key in named},
        definitions_changed=defined,
        references_broken=broken,
        carve_outs=tuple(
            replace(item, change=at[item.change]) for item in find_carve_outs(told, clauses)
        ),
        returned=tuple(
            replace(item, dropped=at[item.dropped], comes_back=at[item.comes_back])
            for item in sorted(returned, key=lambda each: (each.dropped, each.comes_back))
        ),
    )


def _apart(comparison: Comparison, changes: Sequence[Change]) -> frozenset[ClauseId]:
    """Clauses that a document which restates only a part of the other leaves out."""
    if comparison.new.kind not in RESTATES_IN_PART:
        return frozenset()
    return frozenset(clause for change in changes if not change.new for clause in change.old)
