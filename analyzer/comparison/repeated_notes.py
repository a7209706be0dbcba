"""Footnotes that one side prints once and the other under several signs.

Changes and their clauses → the same changes, where a note that came or went means nothing if its
side has the same note in another change, and is called repeated: the note serves both places,
nothing was won or lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from analyzer.records import Change, Clause, ClauseId, ClauseKind


def hush_repeats(
    changes: Sequence[Change], clauses: Mapping[ClauseId, Clause]
) -> tuple[Change, ...]:
    """The changes; of notes with the same words one tells what became of them: that which has a
    counterpart, else the first."""
    telling: dict[tuple[bool, str], int] = {}
    for at, change in sorted(enumerate(changes), key=lambda item: not _has_both(item[1])):
        for key in _list_notes(change, clauses):
            telling.setdefault(key, at)
    return tuple(
        replace(change, effects=(), repeated=True)
        if not _has_both(change) and _is_told(change, at, clauses, telling)
        else change
        for at, change in enumerate(changes)
    )


def _is_told(
    change: Change,
    at: int,
    clauses: Mapping[ClauseId, Clause],
    telling: Mapping[tuple[bool, str], int],
) -> bool:
    """True of a change of nothing but notes of which other changes tell."""
    notes = [*_list_notes(change, clauses)]
    whole = len(notes) == len((*change.old, *change.new))
    return whole and all(telling[key] != at for key in notes)


def _has_both(change: Change) -> bool:
    return bool(change.old and change.new)


def _list_notes(change: Change, clauses: Mapping[ClauseId, Clause]) -> Iterator[tuple[bool, str]]:
    """The side and the words of each footnote of a change."""
    for is_old, keys in ((True, change.old), (False, change.new)):
        for key in keys:
            clause = clauses.get(key)
            if clause is not None and clause.kind is ClauseKind.FOOTNOTE:
                yield is_old, " ".join(clause.text.split())
