"""A document's own struck and underlined words → changes, as if it were its own predecessor.

One document with its clauses and findings → a comparison whose two sides are that document: as it
read before, and as it now reads. Pieces are cut where the print marks them, not where two texts
happen to differ; joined, they give `old_text` and `text` exactly. Every clause stands on both sides
of exactly one change, those that were wholly inserted or struck too: they are clauses of the print,
without words on one side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from analyzer.comparison.context import find_context
from analyzer.comparison.effect_names import knowing
from analyzer.comparison.effects import add_effects
from analyzer.comparison.marked_print import Printed, lay_pieces
from analyzer.comparison.party_names import read_party_names
from analyzer.comparison.provisions import is_about
from analyzer.comparison.sides import matching_words
from analyzer.comparison.watching import Watch, watched
from analyzer.comparison.words import redline, text_similarity
from analyzer.records import (
    Change,
    ChangeKind,
    Clause,
    ClauseId,
    Comparison,
    Context,
    DefinedTerm,
    Document,
    Findings,
    WordPiece,
)

#: signs around a label that are no part of its number
_AROUND_LABEL = "“”‘’\"' ."


def read_own_marks(
    document: Document,
    clauses: Sequence[Clause],
    *,
    findings: Findings,
    topic: str | None = None,
    definitions: Sequence[DefinedTerm] = (),
    watch: Watch | None = None,
) -> Comparison:
    """What the document itself marks as changed; `topic` ('ai', or a slug) keeps only what is
    about it, with the definitions and footnotes that it uses as context; `watch` is told how far
    it is. Where no clause carries marks, all are unchanged."""
    ordered = sorted(clauses, key=lambda clause: clause.order)
    topics = _topics_by_clause(findings)
    with knowing(read_party_names([(document, ordered, definitions)])):
        changes = tuple(
            replace(add_effects(_tell(clause)), topics=topics.get(clause.id, ()))
            for clause in watched(ordered, watch)
        )
    shown = tuple(change for change in changes if topic is None or is_about(change, topic))
    context: tuple[Context, ...] = ()
    if topic is not None:
        by_id = {clause.id: clause for clause in ordered}
        context = find_context(shown, changes, by_id, definitions=definitions)
    told = (*shown, *(item.change for item in context))
    named = {clause for change in told for clause in change.new}
    return Comparison(
        old=document,
        new=document,
        clauses={clause.id: clause for clause in ordered if clause.id in named},
        changes=shown,
        topic=topic,
        left_out=len(changes) - len(shown),
        own_marks=sum(bool(clause.marks) for clause in ordered),
        context=context,
    )


def _topics_by_clause(findings: Findings) -> dict[ClauseId, tuple[str, ...]]:
    """Topics of the findings held true."""
    found: dict[ClauseId, dict[str, None]] = defaultdict(dict)
    for finding in findings.findings:
        if finding.asserted:
            found[finding.clause_id][finding.topic] = None
    return {clause: tuple(topics) for clause, topics in found.items()}


def _tell(clause: Clause) -> Change:
    """What became of one clause."""
    if not clause.marks:
        return Change(
            kind=ChangeKind.UNCHANGED,
            old=(clause.id,),
            new=(clause.id,),
            old_citation=clause.citation,
            new_citation=clause.citation,
            words=redline(clause.text, clause.text),
        )
    printed = Printed.of(clause)
    kind, also = printed.kinds()
    old_text, old_heading = clause.old_text or "", printed.old_heading()
    return Change(
        kind=kind,
        old=(clause.id,),
        new=(clause.id,),
        also=also,
        old_citation=None if kind is ChangeKind.ADDED else _old_citation(clause),
        new_citation=None if kind is ChangeKind.REMOVED else clause.citation,
        similarity=_similarity(kind, clause, f"{old_heading} {old_text}"),
        words=lay_pieces(printed.own, old_text, clause.text) or redline(old_text, clause.text),
        heading_words=_heading_words(printed, old_heading, clause.heading or ""),
    )


def _old_citation(clause: Clause) -> str:
    """The citation with the label as it was, where the print changes it."""
    before = (clause.old_label or "").strip(_AROUND_LABEL)
    if not before or not clause.labels or not clause.citation.endswith(clause.labels[-1]):
        return clause.citation
    return clause.citation.removesuffix(clause.labels[-1]) + before


def _similarity(kind: ChangeKind, clause: Clause, before: str) -> float:
    if kind is ChangeKind.RENUMBERED:
        return 1.0
    if kind is not ChangeKind.REWORDED:
        return 0.0
    alike = text_similarity(matching_words(before), matching_words(clause.full_text))
    return round(min(alike, 0.9999), 4)


def _heading_words(printed: Printed, old: str, new: str) -> tuple[WordPiece, ...] | None:
    """The pieces of a heading that is marked; None where it reads as before."""
    if old == new:
        return None
    return lay_pieces(printed.heading, old, new) or redline(old, new)
