"""What of a document speaks of the paper itself and not of the terms: letterhead, preface,
signatures, what an offer says of offers.

A comparison → the clauses of both documents that do. Such a clause is told like any other; it never
stands before one that says what holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analyzer.records import (
    Clause,
    ClauseId,
    ClauseKind,
    Comparison,
    Document,
    DocumentKind,
)

#: kinds of clause that bind nobody
_NO_TERMS = frozenset(
    {
        ClauseKind.TOC,
        ClauseKind.SIGNATURE,
        ClauseKind.PARTY_LIST,
        ClauseKind.PREAMBLE,
        ClauseKind.HEADING,
        ClauseKind.DRAFTING_NOTE,
    }
)
#: what is handed over in bargaining, and says so
_OFFERS = frozenset(
    {
        DocumentKind.PROPOSAL,
        DocumentKind.COUNTERPROPOSAL,
        DocumentKind.PACKAGE,
        DocumentKind.LAST_OFFER,
        DocumentKind.TENTATIVE_AGREEMENT,
    }
)
# 'MPA Proposals No. 2 and No. 5', 'this counterproposal'
_OFFER = re.compile(r"\b(?:counter-?)?proposals?\b", re.IGNORECASE)
# 'This letter is entered into by and between the Guild and the Producer'
_RECITAL = re.compile(
    r"\b(?:made|entered into)(?: as)?(?: of [^.;]{4,40}?)?,? (?:by and )?(?:between|among)\b"
)
# 'Proposal' of 'Proposal No. 7', 'Article' of 'Article XXI'
_LEVEL = re.compile(r"[^\W\d_]+")


def find_paper(comparison: Comparison) -> frozenset[ClauseId]:
    """The clauses that speak of the paper itself."""
    by_document: dict[str, list[Clause]] = {}
    for clause in comparison.clauses.values():
        by_document.setdefault(clause.document, []).append(clause)
    found: set[ClauseId] = set()
    for document in (comparison.old, comparison.new):
        clauses = sorted(by_document.get(document.id, ()), key=lambda clause: clause.order)
        found.update(clause.id for clause in clauses if _binds_nobody(clause))
        if document.kind in _OFFERS:
            found.update(_of_offer(document, clauses))
    return frozenset(found)


def _binds_nobody(clause: Clause) -> bool:
    """True for what stands around the terms, and for a paragraph that says between whom they
    are."""
    return clause.kind in _NO_TERMS or (
        clause.label is None and _RECITAL.search(clause.text) is not None
    )


def _of_offer(document: Document, clauses: Sequence[Clause]) -> Iterator[ClauseId]:
    """Of an offer: what stands before its first provision, and what names offers."""
    first = _first_provision(clauses)
    for clause in clauses:
        if clause.order < first or _OFFER.search(clause.text):
            yield clause.id


def _first_provision(clauses: Sequence[Clause]) -> int:
    """The place of the first outermost clause that bears a label, passing over one whose level no
    other bears: 'Proposal No. 7' before 'Article V' and 'Article VII'."""
    tops = [clause for clause in clauses if clause.parent is None and clause.label]
    if len(tops) > 2 and _level(tops[0]) not in map(_level, tops[1:]):
        tops = tops[1:]
    return tops[0].order if tops else 0


def _level(clause: Clause) -> str:
    found = _LEVEL.match(clause.labels[0]) if clause.labels else None
    return found[0].casefold() if found else ""
