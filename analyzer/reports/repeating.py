"""What came or went and yet stands elsewhere: a comparison → by change, where the same words stand.

A footnote that came or went is printed on other pages too; a clause that went stands in another as
before. Neither changes what holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from analyzer.records import (
    Change,
    ChangeKind,
    Clause,
    ClauseKind,
    Comparison,
    DocumentId,
    Returned,
)
from analyzer.reports.weighing import WHOLE

#: footnotes by document and words
_Notes = Mapping[tuple[DocumentId, str], Sequence[Clause]]
#: a clause that went stands elsewhere where so large a share of its words do
_NEARLY_ALL = 0.9


def find_repeats(comparison: Comparison) -> dict[int, str]:
    """By the number of a change (from 0) the citation of what still says its words."""
    notes, stood = _list_notes(comparison), _list_stood(comparison)
    found = {
        at: _same_note(change, comparison, notes)
        if change.repeated
        else _standing(change, comparison, stood[at])
        for at, change in enumerate(comparison.changes)
        if change.kind in WHOLE
    }
    return {at: citation for at, citation in found.items() if citation}


def _list_notes(comparison: Comparison) -> _Notes:
    """The footnotes of each document by their words."""
    notes: dict[tuple[DocumentId, str], list[Clause]] = defaultdict(list)
    for clause in comparison.clauses.values():
        if clause.kind is ClauseKind.FOOTNOTE:
            notes[_note_key(clause)].append(clause)
    return notes


def _note_key(note: Clause) -> tuple[DocumentId, str]:
    return note.document, " ".join(note.text.split())


def _same_note(change: Change, comparison: Comparison, notes: _Notes) -> str:
    """The citation of another footnote with the words of this one; '' where it is left out."""
    clause = comparison.clauses[(change.new or change.old)[0]]
    return next((note.citation for note in notes[_note_key(clause)] if note.id != clause.id), "")


def _list_stood(comparison: Comparison) -> Mapping[int, Sequence[Returned]]:
    stood: dict[int, list[Returned]] = defaultdict(list)
    for item in comparison.returned:
        if item.stood:
            stood[item.dropped].append(item)
    return stood


def _standing(change: Change, comparison: Comparison, stood: Sequence[Returned]) -> str:
    """The citation of the clause that still has the words of one that went; '' where it says more
    than stands elsewhere."""
    if change.kind is not ChangeKind.REMOVED or not stood:
        return ""
    words = len(comparison.clauses[change.old[0]].text.split())
    if sum(len(item.words.split()) for item in stood) < _NEARLY_ALL * words:
        return ""
    holder = comparison.changes[stood[0].comes_back].new[0]
    return comparison.clauses[holder].citation
