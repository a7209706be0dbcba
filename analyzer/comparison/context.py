"""What the clauses of a topic lean on: the definitions of terms that they use, and their footnotes.

The changes that are shown and all changes, with clauses and defined terms → context, in the order
of all changes. Context is read along with a topic and never counted as a change about it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from analyzer.records import (
    Change,
    Clause,
    ClauseId,
    ClauseKind,
    Context,
    ContextKind,
    DefinedTerm,
)


def find_context(
    shown: Sequence[Change],
    every: Iterable[Change],
    clauses: Mapping[ClauseId, Clause],
    *,
    definitions: Iterable[DefinedTerm],
    silent: Collection[ClauseId] = (),
) -> tuple[Context, ...]:
    """Definitions and footnotes that shown clauses use and that are not shown themselves. What a
    document only does not restate (`silent`) uses nothing."""
    here = {key for change in shown for key in (*change.old, *change.new)}
    using = here.difference(silent)
    terms: dict[ClauseId, dict[str, None]] = defaultdict(dict)
    used: dict[ClauseId, dict[ClauseId, None]] = defaultdict(dict)
    for item in definitions:
        users = [key for key in item.used_in if key in using]
        if users:
            terms[item.defined_in][item.term] = None
            used[item.defined_in].update(dict.fromkeys(users))
    found = []
    for change in every:
        keys = (*change.old, *change.new)
        if not here.isdisjoint(keys):
            continue
        named = tuple(dict.fromkeys(term for key in keys for term in terms.get(key, ())))
        if named:
            users = list(dict.fromkeys(user for key in keys for user in used.get(key, ())))
            found.append(Context(change, ContextKind.DEFINITION, tuple(users), named))
            continue
        bearers = _bearers((clauses[key] for key in keys), using)
        if bearers:
            found.append(Context(change, ContextKind.FOOTNOTE, bearers))
    return tuple(found)


def _bearers(notes: Iterable[Clause], using: Collection[ClauseId]) -> tuple[ClauseId, ...]:
    """The clauses that bear the signs of these footnotes."""
    parents = (note.parent for note in notes if note.kind is ClauseKind.FOOTNOTE)
    return tuple(dict.fromkeys(parent for parent in parents if parent and parent in using))


def mark_restated(context: Iterable[Context], silent: Collection[ClauseId]) -> tuple[Context, ...]:
    """The same, where what one document does not restate (`silent`) is said to be no removal."""
    return tuple(
        replace(item, restated=False)
        if not set(silent).isdisjoint((*item.change.old, *item.change.new))
        else item
        for item in context
    )
