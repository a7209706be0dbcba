"""A printed redline taken back: the clauses of a document as they were before its own marks.

Clauses with marks → those that were there before, with their old words, and the pieces that lead
from these to the words of now. What is wholly underlined was not there.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from analyzer.comparison.marked_print import Printed, lay_pieces
from analyzer.comparison.words import redline
from analyzer.records import Clause, ClauseId, ClauseKind, WordOperation, WordPiece

#: signs around a label that are no part of its number
_AROUND_LABEL = "“”‘’\"' ."


@dataclass(frozen=True, slots=True)
class Before:
    """A clause of the proposal as it was: `clause` has the words before, `pieces` and `heading`
    lead from them to those that it has now."""

    clause: Clause
    origin: Clause
    pieces: tuple[WordPiece, ...]
    heading: tuple[WordPiece, ...]


def take_back(
    clauses: Sequence[Clause], *, left_out: Collection[ClauseKind] = ()
) -> dict[ClauseId, Before]:
    """Every clause that was there before, as it was; those wholly underlined were not."""
    found: dict[ClauseId, Before] = {}
    parents: dict[ClauseId, ClauseId | None] = {}
    for clause in sorted(clauses, key=lambda clause: clause.order):
        above = clause.parent
        while above is not None and above in parents and above not in found:
            above = parents[above]
        parents[clause.id] = above
        if clause.kind not in left_out and (one := _clause_before(clause, above)):
            found[clause.id] = one
    return found


def _clause_before(clause: Clause, parent: ClauseId | None) -> Before | None:
    if not clause.marks:
        same = replace(clause, parent=parent)
        return Before(same, clause, _plain(clause.text), _plain(clause.heading or ""))
    printed = Printed.of(clause)
    text, heading = clause.old_text or "", printed.old_heading()
    if text and not heading:
        heading = clause.heading or ""  # underlined as headings are
    if not text and not heading:
        if clause.text:
            return None
        if clause.heading:  # a title that stands alone is underlined as titles are
            same = replace(clause, parent=parent, marks=(), marked_text=None)
            return Before(same, clause, (), _plain(clause.heading))
    label = (clause.old_label or "").strip(_AROUND_LABEL)
    labels = (*clause.labels[:-1], label) if label and clause.labels else clause.labels
    now = clause.heading or ""
    return Before(
        replace(
            clause,
            parent=parent,
            text=text,
            old_text=None,
            heading=heading or None,
            label=clause.old_label or clause.label,
            labels=labels,
            marks=(),
            marked_text=None,
        ),
        clause,
        lay_pieces(printed.own, text, clause.text) or redline(text, clause.text),
        lay_pieces(printed.heading, heading, now) or redline(heading, now),
    )


def _plain(text: str) -> tuple[WordPiece, ...]:
    return (WordPiece(WordOperation.EQUAL, text),) if text else ()
