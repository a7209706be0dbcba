"""A document with a printed redline against the one that it claims to change → an audit.

The redline is taken back first: each clause as it was before its struck and underlined words. These
clauses are matched with the base's as any two documents are; where they say the same, the marks are
true. What differs is told word by word (audit_words).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from analyzer.comparison.audit_asides import (
    is_underlined_title,
    name_others,
    name_own_words,
    name_titles,
    underlines_titles,
)
from analyzer.comparison.audit_words import Found, audit_words
from analyzer.comparison.comparability import RESTATES_IN_PART, check_auditable
from analyzer.comparison.matching import STEPS, match_sides
from analyzer.comparison.other_agreements import OtherAgreements, find_other_agreements
from analyzer.comparison.pairing import Pairing
from analyzer.comparison.parted import join_parted
from analyzer.comparison.restating import find_not_restated
from analyzer.comparison.sides import Side
from analyzer.comparison.taken_back import Before, take_back
from analyzer.comparison.watching import Watch, watched
from analyzer.records import (
    Audit,
    AuditEdit,
    AuditVerdict,
    Box,
    Clause,
    ClauseId,
    ClauseKind,
    Document,
    DocumentKind,
    NotCompared,
    WordOperation,
    WordPiece,
)

#: their words are made anew in every document: page numbers, names, dates of signing
_APPARATUS = frozenset({ClauseKind.TOC, ClauseKind.SIGNATURE, ClauseKind.PARTY_LIST})
#: what somebody says about the text, which is none of it
_REMARKS = frozenset({ClauseKind.INSTRUCTION, ClauseKind.DRAFTING_NOTE})
#: kinds that tell what changes, in words of their own
_PATCHES = frozenset({DocumentKind.MEMORANDUM, DocumentKind.RIDER, DocumentKind.SIDELETTER})
#: a document that prints this share of the base's words prints all of it
_WHOLE = 0.75
#: words that make a paragraph outside of any article one of the text
_TELLING_WORDS = 12


def audit_redline(
    base: Document,
    base_clauses: Sequence[Clause],
    proposal: Document,
    proposal_clauses: Sequence[Clause],
    *,
    watch: Watch | None = None,
    watch_matching: Watch | None = None,
) -> Audit:
    """Hold the proposal's own marks against the base; `watch_matching` and then `watch` are told
    how far it is. Raises NotComparableError where the proposal carries none, or is no text of a
    contract."""
    check_auditable(base, proposal, marked=any(clause.marks for clause in proposal_clauses))
    if watch_matching is not None:
        watch_matching(0, STEPS)
    others = OtherAgreements()
    if proposal.kind in _PATCHES:
        others = find_other_agreements(base, proposal_clauses)
    own = [clause for clause in proposal_clauses if clause.id not in others.clauses]
    before = take_back(own, left_out=_APPARATUS)
    left = Side.of([clause for clause in base_clauses if clause.kind not in _APPARATUS])
    right = Side.of([one.clause for one in before.values()])
    pairing = match_sides(left, right, watch=watch_matching)
    join_parted(pairing)
    work = _Work(base, proposal, pairing, before)
    ordered = sorted(own, key=lambda clause: clause.order)
    edits, aside = work.list_edits(ordered, watch)
    named = {key for edit in edits for key in (edit.base, edit.proposal)}
    return Audit(
        base=base,
        proposal=proposal,
        clauses={
            clause.id: clause for clause in (*base_clauses, *proposal_clauses) if clause.id in named
        },
        edits=tuple(edits),
        not_audited=(*aside, *name_others(others, proposal)),
    )


@dataclass(frozen=True, slots=True)
class _Work:
    """What the audit goes by."""

    base: Document
    proposal: Document
    pairing: Pairing
    before: dict[ClauseId, Before]

    def list_edits(
        self, clauses: Sequence[Clause], watch: Watch | None
    ) -> tuple[list[AuditEdit], list[NotCompared]]:
        """Edits in the order of the proposal, and what was not audited."""
        side = self.pairing.new
        place = {clause.id: at for at, clause in enumerate(side.clauses)}
        groups = {olds[0]: (olds, news) for olds, news in self.pairing.groups}
        loose = self.pairing.free_new
        edits: list[AuditEdit] = []
        aside: list[Clause] = []
        titles: list[Clause] = []
        styled = underlines_titles(self.pairing, self.before)
        dropped = self._find_dropped()
        gone = self._place_dropped(dropped)
        edits += gone.get(None, [])
        for clause in watched(clauses, watch):
            at = place.get(clause.id)
            if at is None:
                edits += _tell_new(clause)
            elif at in loose and is_underlined_title(clause):
                if styled:
                    titles.append(clause)
                else:
                    edits += _tell_new(clause)
            elif at in loose or (not clause.marks and self.proposal.kind in _PATCHES):
                if self._claims_nothing(clause):
                    aside.append(clause)
                else:
                    edits += self._tell_pair((), (at,))
            elif (i := self.pairing.back[at]) >= 0:
                edits += self._tell_pair(*groups.get(i, ((i,), (at,))))
            edits += gone.get(clause.id, [])
        return edits, [
            *name_own_words(aside, self.proposal),
            *name_titles(titles, self.proposal),
            *self._passed_over(),
        ]

    # ── one pair ─────────────────────────────────────────────────────────────────────────────────
    def _tell_pair(self, olds: Sequence[int], news: Sequence[int]) -> Iterator[AuditEdit]:
        base = [self.pairing.old.clauses[i] for i in olds]
        prints = [self.before[self.pairing.new.clauses[j].id] for j in news]
        first = base[0].heading or "" if base else ""
        for found in audit_words(first, prints[0].heading, any_case=True):
            if found.base_words.strip(" .:") or found.printed_words.strip(" .:"):
                yield _edit(found, base[0] if base else None, prints[0].origin, in_heading=True)
        pieces: list[WordPiece] = []
        ends: list[int] = []
        size = 0
        for at, one in enumerate(prints):
            pieces += [WordPiece(WordOperation.EQUAL, " ")] * bool(at) + list(one.pieces)
            size += bool(at) + len(one.origin.text)
            ends.append(size)
        for found in audit_words(" ".join(clause.text for clause in base), pieces):
            at = next((n for n, end in enumerate(ends) if found.start < end), len(ends) - 1)
            start = ends[at] - len(prints[at].origin.text)
            moved = replace(found, start=found.start - start, end=found.end - start)
            yield _edit(moved, base[0] if base else None, prints[at].origin)

    # ── what stands on one side only ─────────────────────────────────────────────────────────────
    def _claims_nothing(self, clause: Clause) -> bool:
        """True for words that do not pass for words of the base: the covering letter of a proposal,
        the sentences in which a memorandum speaks."""
        if clause.marks:
            return False
        if clause.kind in _REMARKS or self.proposal.kind in _PATCHES:
            return True
        if clause.kind is ClauseKind.FOOTNOTE and clause.parent not in self.before:
            return True
        if self._is_whole():
            return not clause.labels and not self._has_front()
        return not self._is_restated(clause)

    def _is_restated(self, clause: Clause) -> bool:
        """True where anything that stands with the clause under one title is the base's too."""
        side = self.pairing.new
        at = next(at for at, one in enumerate(side.clauses) if one.id == clause.id)
        return any(self.pairing.back[below] >= 0 for below in side.subtree(side.outermost[at]))

    def _has_front(self) -> bool:
        """True where paragraphs outside of any article are the base's too."""
        side = self.pairing.new
        return any(
            self.pairing.back[at] >= 0 and len(side.words[at]) >= _TELLING_WORDS
            for at, clause in enumerate(side.clauses)
            if not clause.labels
        )

    def _find_dropped(self) -> list[int]:
        """Clauses of the base that the proposal ought to print and does not."""
        free = self.pairing.free_old
        if self.proposal.kind in _PATCHES:
            return []
        side = self.pairing.old
        silent: set[ClauseId] = set()
        if not self._is_whole():
            silent = set(self._not_restated()[0])
            silent.update(side.clauses[at].id for at in free if _is_of_table(side, at))
        return [
            at
            for at in sorted(free)
            if side.clauses[at].id not in silent
            and side.words[at]
            and side.clauses[at].labels
            and not self._goes_with_mark(at)
        ]

    def _goes_with_mark(self, at: int) -> bool:
        """True for a note of the base to a clause of which words are struck."""
        side = self.pairing.old
        above = self.pairing.partner[side.parent[at]] if side.parent[at] >= 0 else -1
        if side.clauses[at].kind is not ClauseKind.FOOTNOTE or above < 0:
            return False
        return bool(self.before[self.pairing.new.clauses[above].id].origin.marks)

    def _is_whole(self) -> bool:
        side = self.pairing.old
        total = sum(map(len, side.words))
        there = sum(len(side.words[at]) for at in range(len(side)) if self.pairing.partner[at] >= 0)
        return self.proposal.kind not in _PATCHES and there >= _WHOLE * total

    def _not_restated(self) -> tuple[tuple[ClauseId, ...], tuple[NotCompared, ...]]:
        other = self.proposal
        if other.kind not in RESTATES_IN_PART:
            other = replace(other, kind=DocumentKind.PROPOSAL)
        shown = frozenset(clause.id for clause in self.pairing.old.clauses)
        sides = (self.pairing.old, self.pairing.new)
        return find_not_restated(sides, self.pairing.partner, other=other, shown=shown)

    def _place_dropped(self, dropped: Sequence[int]) -> dict[ClauseId | None, list[AuditEdit]]:
        """An edit for each, behind the clause of the proposal that it would follow."""
        gone: dict[ClauseId | None, list[AuditEdit]] = {}
        old, new = self.pairing.old, self.pairing.new
        for at in dropped:
            before = next(
                (j for i in range(at - 1, -1, -1) if (j := self.pairing.partner[i]) >= 0), None
            )
            beside = new.clauses[before] if before is not None else None
            page, box = _last_place(self.before[beside.id].origin) if beside else (None, None)
            base = old.clauses[at]
            edit = AuditEdit(
                AuditVerdict.UNMARKED, base.id, None, base.full_text, "", page=page, box=box
            )
            gone.setdefault(beside.id if beside else None, []).append(edit)
        return gone

    # ── what was not audited ─────────────────────────────────────────────────────────────────────
    def _passed_over(self) -> tuple[NotCompared, ...]:
        if self._is_whole() or self.proposal.kind in _PATCHES:
            return ()
        return self._not_restated()[1]


def _is_of_table(side: Side, at: int) -> bool:
    """True for a table, and for the caption above one: who restates a section leaves them out."""
    here = [side.clauses[at], *side.clauses[at + 1 : at + 2]]
    return any(clause.kind is ClauseKind.TABLE for clause in here if clause.label is None)


def _tell_new(clause: Clause) -> Iterator[AuditEdit]:
    """A clause that is underlined from end to end."""
    if clause.kind in _APPARATUS or not clause.full_text:
        return
    page, box = _first_place(clause)
    yield AuditEdit(AuditVerdict.MARKED, None, clause.id, "", clause.full_text, page=page, box=box)


def _edit(
    found: Found, base: Clause | None, printed: Clause, *, in_heading: bool = False
) -> AuditEdit:
    boxes = () if in_heading else printed.offsets.boxes(*_with_neighbour(found))
    page, box = (boxes[0].page, boxes[0]) if boxes else _first_place(printed)
    return AuditEdit(
        found.verdict,
        base.id if base else None,
        printed.id,
        found.base_words,
        found.printed_words,
        page=page,
        box=box,
    )


def _with_neighbour(found: Found) -> tuple[int, int]:
    """The words, or those around the place where they are missing or struck."""
    if found.end > found.start:
        return found.start, found.end
    return max(0, found.start - 2), found.start + 1


def _first_place(clause: Clause) -> tuple[int | None, Box | None]:
    box = clause.boxes[0] if clause.boxes else None
    return (box.page if box else next(iter(clause.pages), None)), box


def _last_place(clause: Clause) -> tuple[int | None, Box | None]:
    box = clause.boxes[-1] if clause.boxes else None
    return (box.page if box else next(reversed(clause.pages), None)), box
