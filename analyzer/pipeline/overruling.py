"""Corrections laid over what was found in one document: the findings, terms, silences and risks as
a user says that they are, each with the correction that says so.

Findings and corrections → findings. A clause is found by its place in the document, else by its
words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from analyzer.pipeline.corrections import words_key
from analyzer.records import (
    Basis,
    Clause,
    Correction,
    Document,
    Evidence,
    Finding,
    Findings,
    Overruled,
    Passage,
    ProvisionTerm,
    Risk,
    Silence,
)
from analyzer.taxonomy import Taxonomy

#: what a term is corrected to where the clause does not say it
SILENT = "silent"

LoadClauses = Callable[[], Sequence[Clause]]


def lay_over_findings(
    findings: Findings,
    corrections: Sequence[Correction],
    load_clauses: LoadClauses,
    *,
    taxonomy: Taxonomy,
) -> Findings:
    """The findings of one document with its corrections; `load_clauses` gives its clauses."""
    wanted = [each for each in corrections if each.about is not Overruled.CHECK]
    if not wanted:
        return findings
    clauses = tuple(load_clauses())
    found = list(findings.findings)
    for correction in wanted:
        clause = find_clause(correction, clauses)
        if clause is None:
            continue
        if correction.about is Overruled.TOPIC:
            found = _with_topic(found, clause, correction)
        else:
            found = _with_term(found, clause, correction, taxonomy)
    found.sort(key=lambda finding: finding.clause.order)
    names = {each.name for each in wanted if each.about is Overruled.TERM}
    return Findings(tuple(found), _silences(findings.silences, found, names, taxonomy))


def find_clause(correction: Correction, clauses: Sequence[Clause]) -> Clause | None:
    """The clause that was corrected, as it is read now; None where it is no longer there."""
    place = str(correction.clause).partition("#")[2]
    by_place = [c for c in clauses if str(c.id).partition("#")[2] == place]
    alike = [c for c in by_place if words_key(c) == correction.words_key]
    if alike:
        return alike[0]
    by_words = [c for c in clauses if correction.words_key == words_key(c)]
    return next(iter((*by_words, *by_place)), None)


def _with_topic(found: list[Finding], clause: Clause, correction: Correction) -> list[Finding]:
    held = bool(correction.value)
    changed = [
        replace(
            finding,
            asserted=held,
            score=1.0 if held else 0.0,
            basis=tuple(dict.fromkeys((*finding.basis, Basis.CORRECTED))),
            correction=correction,
        )
        if finding.clause_id == clause.id and finding.topic == correction.name
        else finding
        for finding in found
    ]
    if held and not any(finding.correction == correction for finding in changed):
        changed.append(_new_finding(clause, correction.name, correction))
    return changed


def _new_finding(
    clause: Clause, topic: str, correction: Correction, terms: tuple[ProvisionTerm, ...] = ()
) -> Finding:
    return Finding(
        clause=clause,
        topic=topic,
        score=1.0,
        asserted=True,
        basis=(Basis.CORRECTED,),
        evidence=(Evidence(0, len(clause.text), clause.text),),
        terms=terms,
        correction=correction,
    )


def _with_term(
    found: list[Finding], clause: Clause, correction: Correction, taxonomy: Taxonomy
) -> list[Finding]:
    known = next((term for term in taxonomy.terms if term.name == correction.name), None)
    if known is None:
        return found
    here = [finding for finding in found if finding.clause_id == clause.id]
    before = next((term for f in here for term in f.terms if term.name == correction.name), None)
    said: tuple[ProvisionTerm, ...] = ()
    if correction.value != SILENT:
        start, end = (before.start, before.end) if before else (0, len(clause.text))
        quote = clause.text[start:end]
        said = (
            ProvisionTerm(
                known.name, correction.value, known.unit, 1.0, start, end, quote, correction
            ),
        )
    bears = [f for f in here if f.asserted and f.topic in known.topics]
    changed = [
        replace(
            finding,
            terms=(
                *(term for term in finding.terms if term.name != known.name),
                *(said if finding in bears else ()),
            ),
        )
        if finding.clause_id == clause.id
        else finding
        for finding in found
    ]
    if said and not bears:
        changed.append(_new_finding(clause, known.topics[0], correction, said))
    return changed


def _silences(
    silences: Sequence[Silence],
    found: Sequence[Finding],
    names: set[str],
    taxonomy: Taxonomy,
) -> tuple[Silence, ...]:
    """The silences as they are now: none where a term is said, one where it no longer is."""
    said: dict[str, set[str]] = {}
    for finding in found:
        for term in finding.terms if finding.asserted else ():
            said.setdefault(term.name, set()).add(finding.clause_id)
    kept = [
        silence
        for silence in silences
        if silence.term not in names or not _breaks(silence, said.get(silence.term or "", set()))
    ]
    there = {silence.term for silence in kept if silence.scope == "document"}
    missing = [
        term
        for term in taxonomy.terms
        if term.name in names and term.name not in said and term.name not in there
    ]
    looked_in = tuple(dict.fromkeys(finding.clause_id for finding in found))
    document = found[0].document if found else None
    new = [
        Silence(document, "document", None, None, term.name, looked_in, term.searched_for)
        for term in missing
        if document is not None
    ]
    return (*kept, *new)


def _breaks(silence: Silence, said_in: set[str]) -> bool:
    if silence.scope == "document":
        return bool(said_in)
    return not said_in.isdisjoint(silence.looked_in)


def lay_over_risks(
    risks: Sequence[Risk],
    corrections: Sequence[Correction],
    document: Document,
    clauses: Sequence[Clause],
    *,
    named: Callable[[Correction, Passage], Risk | None],
) -> tuple[Risk, ...]:
    """The risks of one document with its corrections; `named` makes the risk of a check that a
    user says is triggered and the program did not find."""
    about = {each.name: each for each in corrections if each.about is Overruled.CHECK}
    changed = [replace(r, correction=about.get(r.check)) if r.check in about else r for r in risks]
    missing = [c for name, c in about.items() if c.value and name not in {r.check for r in risks}]
    for correction in missing:
        clause = find_clause(correction, clauses) if correction.clause else None
        if clause is None:
            continue
        words = Passage(
            document.id, clause.id, clause.citation, clause.pages, 0, len(clause.text), clause.text
        )
        risk = named(correction, words)
        if risk:
            changed.append(replace(risk, correction=correction))
    return tuple(changed)
