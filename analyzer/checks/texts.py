"""A document as checks read it: its AI clauses, its articles, where mitigators may stand.

Input: a document, its clauses in reading order, its findings. Output: a `Text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from analyzer.checks.checklist import Detector
from analyzer.records import (
    Clause,
    ClauseId,
    ClauseKind,
    Document,
    Finding,
    Findings,
    Passage,
    ProvisionTerm,
)
from analyzer.wording.modality import is_negated
from analyzer.wording.plain import plain_text
from analyzer.wording.sentences import split_sentences

# "Grievance and Arbitration", "Settlement of Disputes"
_GRIEVANCES = re.compile(r"\b(?:grievances?|arbitration|disputes?)\b", re.IGNORECASE)
# "Sideletter 4", "Letter of Understanding"
_SIDELETTER = re.compile(r"\bside ?-?letter|\bletters? of (?:understanding|agreement)\b", re.I)
_OPENERS = frozenset({ClauseKind.ARTICLE, ClauseKind.SECTION, ClauseKind.ATTACHMENT})
_SILENT = frozenset(
    {
        ClauseKind.TOC,
        ClauseKind.SIGNATURE,
        ClauseKind.PARTY_LIST,
        ClauseKind.INSTRUCTION,
        ClauseKind.DRAFTING_NOTE,
        ClauseKind.HEADING,
        ClauseKind.TABLE,
    }
)


@dataclass(frozen=True)
class Text:
    """One document with what was found in it."""

    document: Document
    clauses: tuple[Clause, ...]
    findings: Findings

    @cached_property
    def held(self) -> dict[ClauseId, tuple[Finding, ...]]:
        """The findings held true, by clause, in reading order."""
        found: dict[ClauseId, list[Finding]] = {}
        for finding in self.findings.findings:
            if finding.asserted:
                found.setdefault(finding.clause_id, []).append(finding)
        order = {clause.id: clause.order for clause in self.clauses}
        ranked = sorted(found, key=lambda clause: order.get(clause, 0))
        return {clause: tuple(found[clause]) for clause in ranked}

    @cached_property
    def by_id(self) -> dict[ClauseId, Clause]:
        """Every clause by its id."""
        return {clause.id: clause for clause in self.clauses}

    @cached_property
    def _tops(self) -> dict[ClauseId, ClauseId]:
        tops: dict[ClauseId, ClauseId] = {}
        parents = {clause.parent for clause in self.clauses}
        loose: ClauseId | None = None
        for clause in self.clauses:
            above = clause.parent
            if above:
                tops[clause.id] = tops.get(above, above)
            elif clause.id in parents or clause.kind in _OPENERS:
                tops[clause.id] = clause.id
            else:
                loose = loose or clause.id
                tops[clause.id] = loose
        return tops

    def article_of(self, clause: ClauseId) -> ClauseId:
        """The outermost clause around a clause; paragraphs that stand in none are one article."""
        return self._tops.get(clause, clause)

    def of_article(self, clause: ClauseId) -> tuple[Clause, ...]:
        """The clauses of the same article, footnotes among them."""
        top = self.article_of(clause)
        return tuple(each for each in self.clauses if self._tops[each.id] == top)

    @cached_property
    def elsewhere(self) -> tuple[Clause, ...]:
        """The clauses of grievance articles and of sideletters within the document."""
        return tuple(
            clause
            for clause in self.clauses
            if self._is_elsewhere(self.by_id[self._tops[clause.id]])
        )

    def _is_elsewhere(self, top: Clause) -> bool:
        title = top.heading or (top.text[:80] if top.kind is ClauseKind.HEADING else "")
        return bool(_GRIEVANCES.search(title) or _SIDELETTER.search(title))

    def terms_of(self, clause: ClauseId) -> tuple[ProvisionTerm, ...]:
        """The terms read in a clause, each once."""
        found = (term for finding in self.held.get(clause, ()) for term in finding.terms)
        return tuple(dict.fromkeys(found))

    def may_say(self, term: str) -> bool:
        """True where no value of a term was read and yet its silence is not claimed: a clause may
        give it in words that nobody reads."""
        if not any(silence.term for silence in self.findings.silences):
            return False
        claimed = any(s.term == term and s.scope == "document" for s in self.findings.silences)
        read = any(t.name == term for clause in self.held for t in self.terms_of(clause))
        return not claimed and not read

    def topics_of(self, clause: ClauseId) -> frozenset[str]:
        """The topics that a clause is held to be about."""
        return frozenset(finding.topic for finding in self.held.get(clause, ()))


def detect(text: Text, clauses: Sequence[Clause], detector: Detector) -> Iterator[Passage]:
    """Each place in the clauses where the detector finds its words, terms before patterns."""
    for clause in clauses:
        for term in text.terms_of(clause.id):
            if detector.takes(term.name, term.value):
                yield passage(clause, term.start, term.end)
    for clause in clauses:
        if clause.kind not in _SILENT and clause.text:
            for start, end in _spans(plain_text(clause.text), detector):
                yield passage(clause, start, end)


def _spans(plain: str, detector: Detector) -> Iterator[tuple[int, int]]:
    for start, end in split_sentences(plain):
        sentence = plain[start:end]
        if detector.refuse and detector.refuse.search(sentence):
            continue
        for pattern in detector.patterns:
            for match in pattern.finditer(sentence):
                if detector.keeps_negation or not is_negated(sentence, *match.span()):
                    yield start + match.start(), start + match.end()
                    break


def passage(clause: Clause, start: int, end: int) -> Passage:
    """Words of a clause with the place that they are cited by."""
    return Passage(
        document=clause.document,
        clause=clause.id,
        citation=clause.citation,
        pages=clause.pages,
        start=start,
        end=end,
        quote=clause.text[start:end],
    )
