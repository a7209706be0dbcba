"""What a report says, before any format: a comparison → what matters, every change, the rest.

Formats only set what stands here, so that HTML and Markdown say the same in the same order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from analyzer.records import (
    NOT_RESTATED,
    REPEATED,
    SIGNATURES,
    Change,
    ChangeKind,
    ClauseId,
    ClauseKind,
    Comparison,
    DoubtReason,
    NotCompared,
    Severity,
    TermContrast,
    TermValue,
)
from analyzer.reports.blocks import (
    Block,
    Chapter,
    Entry,
    group_blocks,
    group_chapters,
    list_above,
)
from analyzer.reports.lapsing import date_documents, mark_lapsed
from analyzer.reports.meanings import list_meanings
from analyzer.reports.naming import name_count
from analyzer.reports.opening import tell_opening
from analyzer.reports.paper import find_paper
from analyzer.reports.phrases import Phrases, phrases_of
from analyzer.reports.ranking import Ranked, rank_blocks
from analyzer.reports.repeating import find_repeats
from analyzer.reports.sequence import tell_reversed
from analyzer.reports.weighing import WHOLE, is_cosmetic, weigh_change

#: parts of a document that carry no duty
_APPARATUS = frozenset({ClauseKind.TOC, ClauseKind.SIGNATURE, ClauseKind.PARTY_LIST})
#: a table that came or went weighs no more: its figures are told as rates, or as not compared
_TABLE = 20


@dataclass(frozen=True, slots=True)
class TermRow:
    """One term of the AI provisions with all values that differ; () on a side: silent."""

    name: str
    old: tuple[TermValue, ...]
    new: tuple[TermValue, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything a report shows, in its order."""

    comparison: Comparison
    phrases: Phrases
    #: said before anything else: that the documents may stand the wrong way round; mostly ''
    caution: str
    #: one sentence each
    opening: tuple[str, ...]
    #: by name: 'Reworded', 'Not restated'
    counts: tuple[tuple[str, int], ...]
    terms: tuple[TermRow, ...]
    foremost: tuple[Block, ...]
    #: all that weighs as much as the last of them, and is only named; and how much that is
    further: tuple[Block, ...]
    severity: Severity | None
    chapters: tuple[Chapter, ...]
    renumbered: tuple[Entry, ...]
    unchanged: tuple[Entry, ...]
    #: what differs in setting, punctuation, notes of revision or repeated: no word of meaning
    cosmetic: tuple[Entry, ...]
    #: contents, signatures, lists of parties that differ
    apparatus: tuple[Entry, ...]
    not_restated: tuple[Entry, ...]
    not_compared: tuple[NotCompared, ...]


def list_contents(comparison: Comparison) -> Contents:
    """Sort the changes of a comparison into the parts of a report."""
    comparison = date_documents(comparison)
    repeats, paper = find_repeats(comparison), find_paper(comparison)
    entries = tuple(
        _enter(comparison, at, change, repeats=repeats.get(at - 1, ""), paper=paper)
        for at, change in enumerate(comparison.changes, 1)
    )
    not_restated = tuple(e for e in entries if e.change.not_restated)
    left = [e for e in entries if not e.change.not_restated]
    unchanged = tuple(e for e in left if e.change.kind is ChangeKind.UNCHANGED)
    renumbered = tuple(e for e in left if e.change.kind is ChangeKind.RENUMBERED)
    same = (ChangeKind.UNCHANGED, ChangeKind.RENUMBERED)
    differing = [e for e in left if e.change.kind not in same]
    apparatus = tuple(e for e in differing if e.clause.kind in _APPARATUS)
    told = [e for e in differing if e.clause.kind not in _APPARATUS]
    whole = {e.clause.id for e in told if e.change.kind in WHOLE}
    cosmetic = tuple(e for e in told if is_cosmetic(e.change) and e.clause.parent not in whole)
    quiet = {e.number for e in cosmetic}
    shown = [e for e in told if e.number not in quiet]
    chapters = mark_lapsed(group_chapters(group_blocks(shown), comparison), comparison)
    ranked = rank_blocks(chapters, comparison)
    return Contents(
        comparison=comparison,
        phrases=phrases_of(comparison),
        caution=tell_reversed(comparison),
        opening=tell_opening(
            comparison, [entry.change for entry in left], not_restated=len(not_restated)
        ),
        counts=_count(comparison.summary),
        terms=_group_terms(comparison.terms_changed),
        foremost=ranked.foremost,
        further=ranked.further,
        severity=ranked.severity,
        chapters=chapters,
        renumbered=renumbered,
        unchanged=unchanged,
        cosmetic=cosmetic,
        apparatus=apparatus,
        not_restated=not_restated,
        not_compared=comparison.not_compared,
    )


def list_asides(contents: Contents) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """What is told apart from every change since it binds nobody or says nothing new, by title."""
    return (
        (
            (
                "No word of meaning changed: setting, punctuation, names of terms, repeated notes, "
                "notes of revision"
            ),
            contents.cosmetic,
        ),
        ("Contents, signatures, lists of parties", contents.apparatus),
    )


def group_reasons(
    items: Iterable[NotCompared],
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What took no part, by the reason, each reason in the place of the first that it holds for."""
    groups: dict[str, list[str]] = {}
    for item in items:
        groups.setdefault(item.why, []).append(item.what)
    return tuple((why, tuple(what)) for why, what in groups.items())


def rank_comparison(comparison: Comparison) -> Ranked:
    """What a report names first, at most ten, and what weighs as much."""
    contents = list_contents(comparison)
    return Ranked(contents.foremost, contents.further, contents.severity)


def _enter(
    comparison: Comparison,
    number: int,
    change: Change,
    *,
    repeats: str,
    paper: Collection[ClauseId],
) -> Entry:
    old = tuple(comparison.clauses[clause] for clause in change.old)
    new = tuple(comparison.clauses[clause] for clause in change.new)
    above = list_above((new or old)[0], comparison)
    under = tuple(one.heading.rstrip(".") for one in reversed(above) if one.heading)
    doubted = _is_doubted(change)
    weight = weigh_change(change)
    if change.kind in WHOLE:
        if (new or old)[0].kind is ClauseKind.TABLE:
            weight = replace(weight, value=min(weight.value, _TABLE), tier=0)
        weight = replace(weight, cosmetic=weight.cosmetic or bool(repeats))
    about_paper = all(clause in paper for clause in (*change.old, *change.new))
    return Entry(number, change, old, new, weight, under, doubted, repeats, about_paper)


def _is_doubted(change: Change) -> bool:
    """True where pages were not read for it and nothing that it means is certain."""
    unread = [doubt for doubt in change.doubts if doubt.reason is DoubtReason.NOT_READ]
    whole = any(not doubt.words for doubt in unread)
    return whole or (bool(unread) and not list_meanings(change, every_weight=True))


def _count(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Kinds that differ first, those that say the same and what is no change last."""
    same = (ChangeKind.RENUMBERED, ChangeKind.UNCHANGED)
    none = (SIGNATURES, REPEATED, NOT_RESTATED)
    order = (*(kind for kind in ChangeKind if kind not in same), *same, *none)
    return tuple((name_count(kind), counts[kind]) for kind in order if kind in counts)


def _group_terms(contrasts: Sequence[TermContrast]) -> tuple[TermRow, ...]:
    rows: dict[str, tuple[dict[TermValue, None], dict[TermValue, None]]] = {}
    for contrast in contrasts:
        old, new = rows.setdefault(contrast.name, ({}, {}))
        if contrast.old is not None:
            old[contrast.old] = None
        if contrast.new is not None:
            new[contrast.new] = None
    return tuple(TermRow(name, tuple(old), tuple(new)) for name, (old, new) in rows.items())
