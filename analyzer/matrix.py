"""Terms × documents: each term's values with their quotes, or silence with what was searched.

Input: documents with their findings and clauses in the order of the columns, the taxonomy. Output:
`MatrixRow`s in the order of the taxonomy. Values that say the same in different guilds' words share
a group; what is shown is never rewritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from analyzer.records import (
    Document,
    DocumentId,
    Finding,
    Findings,
    MatrixCell,
    MatrixRow,
    Passage,
    ProvisionTerm,
    Searched,
    TermReading,
)
from analyzer.taxonomy import Taxonomy, Term
from analyzer.wording.words import fold_words

#: the same without an order
_Group = frozenset[tuple[str, str]]


def build_matrix(
    documents: Sequence[Document],
    found: Mapping[DocumentId, Findings],
    *,
    taxonomy: Taxonomy,
    topic: str | None = None,
) -> tuple[MatrixRow, ...]:
    """A row for each term of the taxonomy (of one topic: for each of its terms)."""
    readings = {name: read_terms(findings.findings) for name, findings in found.items()}
    return tuple(
        _row(term, documents, found, readings=readings)
        for term in taxonomy.terms
        if topic is None or topic in term.topics
    )


def read_terms(findings: Iterable[Finding]) -> dict[str, tuple[TermReading, ...]]:
    """By term's name every value that is held true, each once a clause, in reading order."""
    found: dict[str, dict[tuple[object, ...], TermReading]] = {}
    for finding in sorted(findings, key=lambda finding: finding.clause.order):
        if not finding.asserted:
            continue
        for term in finding.terms:
            key = (finding.clause_id, type(term.value), term.value)
            found.setdefault(term.name, {}).setdefault(key, _reading(finding, term))
    return {name: tuple(rows.values()) for name, rows in found.items()}


def _reading(finding: Finding, term: ProvisionTerm) -> TermReading:
    clause = finding.clause
    return TermReading(
        value=term.value,
        unit=term.unit,
        passage=Passage(
            document=clause.document,
            clause=clause.id,
            citation=clause.citation,
            pages=clause.pages,
            start=term.start,
            end=term.end,
            quote=term.quote,
        ),
        confidence=term.confidence,
        correction=term.correction,
    )


def _row(
    term: Term,
    documents: Sequence[Document],
    found: Mapping[DocumentId, Findings],
    *,
    readings: Mapping[DocumentId, Mapping[str, tuple[TermReading, ...]]],
) -> MatrixRow:
    groups: dict[_Group, int] = {}
    cells = []
    for document in documents:
        read = readings[document.id].get(term.name, ())
        if not read:
            cells.append(MatrixCell(document.id, silence=_silence(found[document.id], term)))
            continue
        group = groups.setdefault(_group_of(read), len(groups) + 1)
        cells.append(MatrixCell(document.id, read, group=group))
    return MatrixRow(term.name, term.topics, tuple(cells))


def _group_of(readings: Iterable[TermReading]) -> _Group:
    return frozenset((fold_words(str(read.value)), read.unit or "") for read in readings)


def _silence(findings: Findings, term: Term) -> Searched:
    for silence in findings.silences:
        if silence.scope == "document" and silence.term == term.name:
            return Searched(silence.looked_in, silence.searched_for)
    looked_in = tuple(dict.fromkeys(finding.clause_id for finding in findings.findings))
    return Searched(looked_in, term.searched_in_doubt)
