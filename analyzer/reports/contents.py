"""What a report says, before any format: a comparison → what matters, every change, the rest.

Formats only set what stands here, so that HTML and Markdown say the same in the same order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analyzer.records import (
    Change,
    ChangeKind,
    Clause,
    ClauseId,
    ClauseKind,
    Comparison,
    NotCompared,
    TermContrast,
    TermValue,
)
from analyzer.reports.naming import name_clause
from analyzer.reports.opening import tell_opening
from analyzer.reports.phrases import Phrases, phrases_of
from analyzer.reports.weighing import Weight, weigh_change

#: how many changes the first page names
_MOST = 10
#: how many clauses of a block the first page quotes
_TELLING = 3
#: what a block gains for each clause that came or went with its first, and at most
_FOR_EACH, _MOST_FOR_SIZE = 5, 60
#: what may only seem new weighs so much less, but for AI never nothing
_DOUBT = 20
#: parts of a document that carry no duty
_APPARATUS = frozenset({ClauseKind.TOC, ClauseKind.SIGNATURE, ClauseKind.PARTY_LIST})
_WHOLE = frozenset({ChangeKind.ADDED, ChangeKind.REMOVED})


@dataclass(frozen=True, slots=True)
class Entry:
    """One change with its clauses; `number` counts from 1 through the whole report."""

    number: int
    change: Change
    old: tuple[Clause, ...]
    new: tuple[Clause, ...]
    weight: Weight
    #: headings that it stands under, outermost first
    under: tuple[str, ...] = ()
    #: True where pages of the other document were not read: perhaps it stands there
    doubtful: bool = False

    @property
    def clause(self) -> Clause:
        """The clause that names the entry: the new one where there is one."""
        return (self.new or self.old)[0]

    @property
    def places(self) -> tuple[tuple[str, Clause], ...]:
        """Each clause with its side; a document's own marks have but one place."""
        if self.old == self.new:
            return tuple(("", clause) for clause in self.new)
        sides = (("old: ", self.old), ("new: ", self.new))
        return tuple((side, clause) for side, clauses in sides for clause in clauses)

    @property
    def renamed_from(self) -> str | None:
        """What a renumbered clause was called; None where the print does not say."""
        if self.old != self.new:
            return name_clause(self.old[0])
        before = self.change.old_citation
        return before if before != self.change.new_citation else None


@dataclass(frozen=True, slots=True)
class Block:
    """Changes that are read together: a clause that was added or removed with all below it, or one
    change by itself."""

    entries: tuple[Entry, ...]

    @property
    def head(self) -> Entry:
        """The outermost change."""
        return self.entries[0]

    @property
    def topics(self) -> tuple[str, ...]:
        """Topics of all its changes."""
        found = (topic for entry in self.entries for topic in entry.change.topics)
        return tuple(dict.fromkeys(found))

    @property
    def telling(self) -> tuple[Entry, ...]:
        """The heaviest changes that have words to show, no words twice, in reading order; at most
        three."""
        ranked = sorted(self.entries, key=lambda entry: (-entry.weight.value, entry.number))
        worded = {entry.change.words: entry for entry in reversed(ranked) if entry.change.words}
        heaviest = [entry for entry in ranked if worded.get(entry.change.words) is entry]
        heaviest = heaviest[:_TELLING] or [self.head]
        return tuple(sorted(heaviest, key=lambda entry: entry.number))

    @property
    def value(self) -> float:
        """The weight of its heaviest change, and a part of that for each other."""
        heaviest = max(entry.weight.value for entry in self.entries)
        if self.doubtful:
            return heaviest / _DOUBT
        return heaviest + min(_MOST_FOR_SIZE, _FOR_EACH * (len(self.entries) - 1))

    @property
    def doubtful(self) -> bool:
        """True when its first change may only seem so."""
        return self.head.doubtful

    @property
    def cosmetic(self) -> bool:
        """True when none of its changes is more than cosmetic."""
        return all(entry.weight.cosmetic for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Chapter:
    """The blocks of one article, under its name."""

    name: str
    blocks: tuple[Block, ...]


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
    #: one sentence each
    opening: tuple[str, ...]
    counts: tuple[tuple[ChangeKind, int], ...]
    terms: tuple[TermRow, ...]
    foremost: tuple[Block, ...]
    chapters: tuple[Chapter, ...]
    renumbered: tuple[Entry, ...]
    unchanged: tuple[Entry, ...]
    #: contents, signatures, lists of parties that differ
    apparatus: tuple[Entry, ...]
    not_restated: tuple[Entry, ...]
    not_compared: tuple[NotCompared, ...]


def list_contents(comparison: Comparison) -> Contents:
    """Sort the changes of a comparison into the parts of a report."""
    entries = tuple(_enter(comparison, at, c) for at, c in enumerate(comparison.changes, 1))
    passed_over = frozenset(comparison.not_restated)
    not_restated = tuple(e for e in entries if passed_over & {*e.change.old, *e.change.new})
    aside = {entry.number for entry in not_restated}
    left = [entry for entry in entries if entry.number not in aside]
    unchanged = tuple(e for e in left if e.change.kind is ChangeKind.UNCHANGED)
    renumbered = tuple(e for e in left if e.change.kind is ChangeKind.RENUMBERED)
    differing = [e for e in left if e not in unchanged and e not in renumbered]
    apparatus = tuple(e for e in differing if e.clause.kind in _APPARATUS)
    shown = [entry for entry in differing if entry.clause.kind not in _APPARATUS]
    blocks = _group_blocks(shown)
    return Contents(
        comparison=comparison,
        phrases=phrases_of(comparison),
        opening=tell_opening(
            comparison, [entry.change for entry in left], not_restated=len(not_restated)
        ),
        counts=_count(left),
        terms=_group_terms(comparison.terms_changed),
        foremost=_rank(blocks),
        chapters=_group_chapters(blocks, comparison),
        renumbered=renumbered,
        unchanged=unchanged,
        apparatus=apparatus,
        not_restated=not_restated,
        not_compared=comparison.not_compared,
    )


def list_foremost(comparison: Comparison) -> tuple[Block, ...]:
    """What a report names first, at most ten."""
    return list_contents(comparison).foremost


def _enter(comparison: Comparison, number: int, change: Change) -> Entry:
    old = tuple(comparison.clauses[clause] for clause in change.old)
    new = tuple(comparison.clauses[clause] for clause in change.new)
    above = _list_above((new or old)[0], comparison)
    under = tuple(clause.heading for clause in reversed(above) if clause.heading)
    doubted = not {*change.old, *change.new}.isdisjoint(comparison.perhaps_unread)
    return Entry(number, change, old, new, weigh_change(change), under, doubted)


def _list_above(clause: Clause, comparison: Comparison) -> list[Clause]:
    """The clauses above that the comparison holds, nearest first."""
    above = []
    while clause.parent is not None and clause.parent in comparison.clauses:
        clause = comparison.clauses[clause.parent]
        above.append(clause)
    return above


def _count(entries: Iterable[Entry]) -> tuple[tuple[ChangeKind, int], ...]:
    """Kinds that differ first, those that say the same last."""
    counts = Counter(entry.change.kind for entry in entries)
    same = (ChangeKind.RENUMBERED, ChangeKind.UNCHANGED)
    order = (*(kind for kind in ChangeKind if kind not in same), *same)
    return tuple((kind, counts[kind]) for kind in order if counts[kind])


def _rank(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The heaviest blocks; among equals the earlier one."""
    weighty = [block for block in blocks if not block.cosmetic]
    ranked = sorted(weighty, key=lambda block: (-block.value, block.head.number))
    return tuple(ranked[:_MOST])


def _group_terms(contrasts: Sequence[TermContrast]) -> tuple[TermRow, ...]:
    rows: dict[str, tuple[dict[TermValue, None], dict[TermValue, None]]] = {}
    for contrast in contrasts:
        old, new = rows.setdefault(contrast.name, ({}, {}))
        if contrast.old is not None:
            old[contrast.old] = None
        if contrast.new is not None:
            new[contrast.new] = None
    return tuple(TermRow(name, tuple(old), tuple(new)) for name, (old, new) in rows.items())


def _group_blocks(entries: Sequence[Entry]) -> tuple[Block, ...]:
    """Join each added (or removed) clause to the added (or removed) clause above it."""
    home: dict[ClauseId, list[Entry]] = {}
    blocks: list[list[Entry]] = []
    for entry in entries:
        clause, kind = entry.clause, entry.change.kind
        above = home.get(clause.parent) if clause.parent and kind in _WHOLE else None
        if above is not None and above[0].change.kind is kind:
            above.append(entry)
        else:
            above = [entry]
            blocks.append(above)
        if kind in _WHOLE:
            home[clause.id] = above
    return tuple(Block(tuple(block)) for block in blocks)


def _group_chapters(blocks: Sequence[Block], comparison: Comparison) -> tuple[Chapter, ...]:
    """Blocks of the same outermost clause that follow each other."""
    chapters: list[tuple[str, list[Block]]] = []
    for block in blocks:
        name = _name_chapter(block.head.clause, comparison)
        if not chapters or chapters[-1][0] != name:
            chapters.append((name, []))
        chapters[-1][1].append(block)
    return tuple(Chapter(name, tuple(group)) for name, group in chapters)


def _name_chapter(clause: Clause, comparison: Comparison) -> str:
    if not clause.labels:
        return "Text outside of any article"
    top = (clause, *_list_above(clause, comparison))[-1]
    heading = top.heading or "" if top.labels == clause.labels[:1] else ""
    return f"{clause.labels[0]} {heading}".strip()
