"""Changes that are read together: entries → blocks → chapters.

An entry is one change with its clauses; a block holds clauses that came or went together, or the
changes of one section; a chapter the blocks of one article or attachment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analyzer.records import Change, Clause, ClauseId, ClauseKind, Comparison
from analyzer.reports.naming import name_clause
from analyzer.reports.weighing import WHOLE, Weight

#: how many clauses of a block the first page quotes
_TELLING = 3
#: a sentence has so many words, and this share of them small
_SENTENCE, _SMALL = 4, 0.45
#: small words of which no address nor row of names has as many, however many names it has
_MANY = 30


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
    #: True where it may only seem so: pages of the other document were not read
    doubtful: bool = False
    #: of a footnote that came or went: another of its document that says the same words
    repeats: str = ""
    #: True where it speaks of the paper itself and not of the terms
    about_paper: bool = False
    #: of the first clause of what went together: why it had lapsed
    lapsed: str = ""
    #: of such a clause: that it says itself that it ended with the old term
    ended: str = ""

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
    """Changes that are read together: clauses that were added (or removed) one after another under
    one clause, each with all below it, or one change by itself; or all of one section."""

    entries: tuple[Entry, ...]
    #: the section, where its entries are all changes of one and not one thing that came or went
    section: Clause | None = None

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
    def under(self) -> tuple[str, ...]:
        """Headings that its section, or else its first change, stands under, outermost first."""
        under = self.head.under
        within = self.section is not None and self.section.id != self.head.clause.id
        if within and self.section is not None and self.section.heading:
            return under[:-1]
        return under

    @property
    def heaviest(self) -> Entry:
        """Its heaviest change, what says what holds before all else."""
        return max(self.terms or self.entries, key=lambda entry: entry.weight.key)

    @property
    def telling(self) -> tuple[Entry, ...]:
        """The heaviest changes that have words to show, wording before what only surrounds it, text
        before footnotes, no words twice, in reading order; at most three."""
        ranked = _rank(self.terms or self.entries)
        worded = {entry.change.words: entry for entry in reversed(ranked) if entry.change.words}
        heaviest = [entry for entry in ranked if worded.get(entry.change.words) is entry]
        heaviest = heaviest[:_TELLING] or [self.head]
        return tuple(sorted(heaviest, key=lambda entry: entry.number))

    @property
    def untold(self) -> tuple[Entry, ...]:
        """Its other changes, which the first page only names, the heaviest first; of what came or
        went as one, none: its head stands for them."""
        if self.section is None:
            return ()
        told = {entry.number for entry in self.telling}
        return tuple(entry for entry in _rank(self.entries) if entry.number not in told)

    @property
    def terms(self) -> tuple[Entry, ...]:
        """Changes of running text that say what holds: no letterhead, salutation, name or bare
        heading, and nothing about the paper itself."""
        return tuple(
            entry for entry in self.entries if _is_wording(entry) and not entry.about_paper
        )

    @property
    def doubtful(self) -> bool:
        """True when its first change may only seem so."""
        return self.head.doubtful

    @property
    def cosmetic(self) -> bool:
        """True when none of its changes is more than cosmetic."""
        return all(entry.weight.cosmetic for entry in self.entries)


def is_outermost(clause: Clause) -> bool:
    """True for a whole article or attachment."""
    if clause.kind in (ClauseKind.ATTACHMENT, ClauseKind.ARTICLE):
        return True
    return clause.parent is None and clause.label is not None


def _rank(entries: Sequence[Entry]) -> list[Entry]:
    """Text before footnotes, then by tier and weight."""
    return sorted(
        entries,
        key=lambda entry: (_is_note(entry), -entry.weight.tier, -entry.weight.value, entry.number),
    )


def _is_note(entry: Entry) -> bool:
    return entry.clause.kind is ClauseKind.FOOTNOTE


def _is_wording(entry: Entry) -> bool:
    """True where about half of the words are small, or many: no address or row of names."""
    words = [word for piece in entry.change.words for word in piece.text.split()]
    small = sum(word[:1].islower() for word in words)
    return len(words) >= _SENTENCE and small >= min(_SMALL * len(words), _MANY)


@dataclass(frozen=True, slots=True)
class Chapter:
    """The blocks of one article, under its name."""

    name: str
    blocks: tuple[Block, ...]


def list_above(clause: Clause, comparison: Comparison) -> list[Clause]:
    """The clauses above that the comparison holds, nearest first."""
    above = []
    while clause.parent is not None and clause.parent in comparison.clauses:
        clause = comparison.clauses[clause.parent]
        above.append(clause)
    return above


def group_blocks(entries: Sequence[Entry]) -> tuple[Block, ...]:
    """Join each added (or removed) clause to the added (or removed) clause above it, or right
    before it under the same clause."""
    home: dict[ClauseId, list[Entry]] = {}
    blocks: list[list[Entry]] = []
    for entry in entries:
        clause, kind = entry.clause, entry.change.kind
        above = home.get(clause.parent) if clause.parent and kind in WHOLE else None
        if above is None and blocks and _goes_on(blocks[-1][0], entry):
            above = blocks[-1]
        if above is not None and above[0].change.kind is kind:
            above.append(entry)
        else:
            above = [entry]
            blocks.append(above)
        if kind in WHOLE:
            home[clause.id] = above
    return tuple(Block(tuple(block)) for block in blocks)


def _goes_on(head: Entry, entry: Entry) -> bool:
    """True for a clause that came (or went) as the one before it did, under the same clause."""
    first, clause = head.clause, entry.clause
    return (
        head.change.kind is entry.change.kind
        and entry.change.kind in WHOLE
        and head.doubtful == entry.doubtful
        and first.parent == clause.parent is not None
        and not (is_outermost(first) or is_outermost(clause))
    )


def group_chapters(blocks: Sequence[Block], comparison: Comparison) -> tuple[Chapter, ...]:
    """Blocks of the same outermost clause that follow each other; one that is matched bears the
    name that it has now."""
    became = {c.old[0]: c.new[0] for c in comparison.changes if len(c.old) == len(c.new) == 1}
    chapters: list[tuple[str, list[Block]]] = []
    for block in blocks:
        name = _name_chapter(block.head.clause, comparison, became)
        if not chapters or chapters[-1][0] != name:
            chapters.append((name, []))
        chapters[-1][1].append(block)
    return tuple(Chapter(name, tuple(group)) for name, group in chapters)


def _name_chapter(
    clause: Clause, comparison: Comparison, became: Mapping[ClauseId, ClauseId]
) -> str:
    if not clause.labels:
        return "Text outside of any article"
    top = (clause, *list_above(clause, comparison))[-1]
    if top.labels != clause.labels[:1]:
        return clause.labels[0]
    return name_clause(comparison.clauses[became.get(top.id, top.id)])
