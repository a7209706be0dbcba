"""Is what stands in a carried library what this program writes? Checksums tell bytes that turned;
they do not tell a file that somebody made.

A catalog that came from elsewhere → why it is not to be taken, or None. Every record is read, each
field held against its type, and ids, parents and places against each other, before anything of the
library that it shall go into is touched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from functools import cache

from pydantic import ConfigDict, TypeAdapter, ValidationError

from analyzer import wire
from analyzer.errors import AnalyzerError
from analyzer.ports import Catalog, ClauseFilter
from analyzer.records import (
    Clause,
    ClauseId,
    Correction,
    Document,
    Finding,
    Findings,
    Hints,
    OffsetMap,
    Reading,
)

#: 'agreement-2023', 'offer_2-0a3f61bc'
_ID = re.compile(r"[\w][\w.-]*")
_STRICT = ConfigDict(revalidate_instances="always", strict=True, allow_inf_nan=False)


def find_foreign(theirs: Catalog) -> str | None:
    """What is foreign in the catalog, in words that hold nothing of a document."""
    place = "The list of documents"
    try:
        for number, document in enumerate(theirs.documents(), start=1):
            place = f"Document {number}"
            _check_document(theirs, document)
        place = "One of the notes"
        _check_notes(theirs.meta())
    except AnalyzerError as error:
        return f"{place}: {error.why or error.what}"
    except _Foreign as error:
        return f"{place}: {error}"
    except (ValidationError, LookupError, TypeError, ValueError, AttributeError, RecursionError):
        return f"{place} has not the form that this program writes."
    return None


class _Foreign(Exception):
    """What does not go together."""


def _check_document(theirs: Catalog, document: Document) -> None:
    only = ClauseFilter(documents=frozenset({document.id}))
    reading, hints = theirs.reading(document.id), theirs.hints(document.id)
    found = Findings(theirs.findings(only, asserted_only=False), theirs.silences(only))
    _strict().validate_python(((reading,), (found,), (hints,) if hints else (), ()))
    if not _ID.fullmatch(document.id):
        raise _Foreign("its id is none that this program gives.")
    if not reading.account.balanced:
        raise _Foreign("its words are not all accounted for.")
    _check_tree(document, reading.clauses)
    _check_findings(found.findings, reading.clauses)


@cache
def _strict() -> TypeAdapter[
    tuple[tuple[Reading, ...], tuple[Findings, ...], tuple[Hints, ...], tuple[Correction, ...]]
]:
    kinds = tuple[
        tuple[Reading, ...], tuple[Findings, ...], tuple[Hints, ...], tuple[Correction, ...]
    ]
    return TypeAdapter(kinds, config=_STRICT)


def _check_tree(document: Document, clauses: Sequence[Clause]) -> None:
    """Every clause belongs to the document and hangs, in the end, on none: on one that may stand
    after it, as a footnote does that is printed before its clause."""
    above = {clause.id: clause.parent for clause in clauses}
    if len(above) < len(clauses) or any(clause.document != document.id for clause in clauses):
        raise _Foreign("its clauses do not make a tree.")
    rooted: set[ClauseId | None] = {None}
    for clause in clauses:
        way: dict[ClauseId, None] = {}
        at: ClauseId | None = clause.id
        while at is not None and at not in rooted:
            if at not in above or at in way:
                raise _Foreign("its clauses do not make a tree.")
            way[at], at = None, above[at]
        rooted.update(way)
        if len(clause.offsets.data) % OffsetMap.ROW.size:
            raise _Foreign("nothing says where the words of a clause stand.")


def _check_findings(findings: Iterable[Finding], clauses: Iterable[Clause]) -> None:
    """Every quote lies within the words of its clause."""
    lengths = {clause.id: len(clause.text) for clause in clauses}
    for finding in findings:
        most = lengths[finding.clause.id]
        spans = [(item.start, item.end) for item in finding.evidence]
        spans += [(term.start, term.end) for term in finding.terms]
        for start, end in spans:
            if not 0 <= start <= end <= most:
                raise _Foreign("a finding quotes words that its clause does not have.")


def _check_notes(notes: dict[str, str]) -> None:
    for key, value in notes.items():
        kind = key.partition(":")[0]
        if kind == "correction":
            hints = (wire.hints_from_json(json.loads(value)),)
            _strict().validate_python(((), (), hints, ()))
        elif kind == "overruled":
            said = tuple(map(wire.correction_from_json, json.loads(value)))
            _strict().validate_python(((), (), (), said))
