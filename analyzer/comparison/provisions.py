"""What the changes are about: topics and terms of findings on either side.

Changes and the findings of both documents → the same changes with topics and changed terms, and the
terms that differ between the two documents as a whole. Only findings held true count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from analyzer.records import (
    Change,
    ChangeKind,
    ClauseId,
    Finding,
    Findings,
    Scalar,
    TermChange,
    TermContrast,
    TermValue,
)
from analyzer.taxonomy import load_taxonomy

#: the filter that keeps whatever is about any topic
ANY_TOPIC = "ai"

_Values = dict[tuple[str, str], TermValue]
_ByClause = Mapping[ClauseId, Sequence[Finding]]


class Provisions:
    """Findings held true in two documents, by clause."""

    def __init__(self, old: Findings, new: Findings) -> None:
        self._old, self._new = _by_clause(old), _by_clause(new)

    def describe(self, change: Change) -> Change:
        """The change with its topics and, unless nothing in it changed, its changed terms."""
        findings = [*_of(self._old, change.old), *_of(self._new, change.new)]
        topics = tuple(dict.fromkeys(finding.topic for finding in findings))
        if not topics:
            return change
        terms = () if change.kind is ChangeKind.UNCHANGED else self._terms(change)
        return replace(change, topics=topics, terms=terms)

    def _terms(self, change: Change) -> tuple[TermChange, ...]:
        old = _values(_of(self._old, change.old))
        new = _values(_of(self._new, change.new))
        return tuple(
            TermChange(name, a.value if a else None, b.value if b else None)
            for name, a, b in _contrast(old, new)
        )

    def contrasts(self, changes: Iterable[Change]) -> tuple[TermContrast, ...]:
        """Terms whose values differ between the documents, in the order of the taxonomy: first
        within one clause and its successor, then values that one document has and the other has
        nowhere."""
        every_old, every_new = _values(_all(self._old)), _values(_all(self._new))
        gone = {key: value for key, value in every_old.items() if key not in every_new}
        come = {key: value for key, value in every_new.items() if key not in every_old}
        found: list[TermContrast] = []
        for change in changes:
            ours = _within(gone, _values(_of(self._old, change.old)))
            theirs = _within(come, _values(_of(self._new, change.new)))
            for name, old, new in _contrast(ours, theirs):
                if old is None or new is None:
                    continue
                found.append(TermContrast(name, old, new))
                gone.pop((name, _key(old.value)), None)
                come.pop((name, _key(new.value)), None)
        for name, old, new in _contrast(gone, come):
            found.append(
                TermContrast(
                    name,
                    old or _first(every_old, name),
                    new or _first(every_new, name),
                )
            )
        if not found:
            return ()
        order = _term_order()
        last = len(order)
        return tuple(sorted(found, key=lambda one: (order.get(one.name, last), one.name)))


@cache
def _term_order() -> dict[str, int]:
    """Scope, duration, owner, consent, pay and so on, as everywhere."""
    return {term.name: at for at, term in enumerate(load_taxonomy().terms)}


def is_about(change: Change, topic: str) -> bool:
    """True when a finding on either side bears the topic; 'ai' stands for any."""
    return bool(change.topics) if topic == ANY_TOPIC else topic in change.topics


def _by_clause(findings: Findings) -> _ByClause:
    by_clause: dict[ClauseId, list[Finding]] = defaultdict(list)
    for finding in findings.findings:
        if finding.asserted:
            by_clause[finding.clause_id].append(finding)
    return by_clause


def _of(by_clause: _ByClause, clauses: Iterable[ClauseId]) -> list[Finding]:
    return [finding for clause in clauses for finding in by_clause.get(clause, ())]


def _all(by_clause: _ByClause) -> list[Finding]:
    findings = [finding for group in by_clause.values() for finding in group]
    return sorted(findings, key=lambda finding: finding.clause.order)


def _key(value: Scalar) -> str:
    return str(value).strip().lower()


def _values(findings: Iterable[Finding]) -> _Values:
    """The first occurrence of each value of each term."""
    values: _Values = {}
    for finding in findings:
        for term in finding.terms:
            key = (term.name, _key(term.value))
            values.setdefault(key, TermValue(term.value, finding.clause_id, term.quote))
    return values


def _within(kept: _Values, values: _Values) -> _Values:
    return {key: value for key, value in values.items() if key in kept}


def _first(values: _Values, name: str) -> TermValue | None:
    return next((value for (own, _), value in values.items() if own == name), None)


def _contrast(old: _Values, new: _Values) -> list[tuple[str, TermValue | None, TermValue | None]]:
    """Values of a term that only one side has, paired in reading order; None where one has more."""
    rows: list[tuple[str, TermValue | None, TermValue | None]] = []
    for name in dict.fromkeys(name for name, _ in (*old, *new)):
        gone = [value for key, value in old.items() if key[0] == name and key not in new]
        come = [value for key, value in new.items() if key[0] == name and key not in old]
        for at in range(max(len(gone), len(come))):
            rows.append(
                (
                    name,
                    gone[at] if at < len(gone) else None,
                    come[at] if at < len(come) else None,
                )
            )
    return rows
