"""Definitions that changed, with the clauses that use their terms; a term under another name once.

A comparison's changes, with both documents' clauses and defined terms → one row a definition that
changed, came or went, and one a name that is another one now.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from analyzer.comparison.consequences import differs
from analyzer.comparison.standing_terms import Stood
from analyzer.records import (
    Change,
    Clause,
    ClauseId,
    DefinedTerm,
    DefinitionChange,
    DefinitionFate,
    WordOperation,
)

#: words so close (in characters) to a term in quotation marks are part of its definition
_BESIDE = 100
# '2020', 'July 1, 2023'
_DATE = re.compile(r"\b(?:\d{1,4}|[A-Z][a-z]+ (?=\d))")
# 'made as of July 1, 2023 by the Guild', 'between the Guild and the Producer'
_BY_WHOM = re.compile(r"\b(?:by|between|among|with)\b")


def tell_definitions(
    changes: Sequence[Change],
    clauses: Mapping[ClauseId, Clause],
    old: Sequence[DefinedTerm],
    new: Sequence[DefinedTerm],
    *,
    renamed: Mapping[str, str] | None = None,
) -> Iterator[DefinitionChange]:
    """Each term whose defining clause differs, with the clauses in which it stands: those of the
    new document, or of the old one where the term is gone. `renamed`: old names by new ones."""
    return _tell_names_once(
        list(_tell_each(changes, clauses, old, new, renamed=renamed or {})),
        alone={at for at, change in enumerate(changes) if not (change.old and change.new)},
    )


def _tell_names_once(
    told: Sequence[DefinitionChange], *, alone: Collection[int]
) -> Iterator[DefinitionChange]:
    """The same; a term that is defined in several places has its other name once: where the clause
    stands in both documents, else at the first, with all clauses that use it."""
    places: dict[str, list[DefinitionChange]] = defaultdict(list)
    for item in told:
        if item.fate is DefinitionFate.RENAMED:
            places[item.term].append(item)
    for item in told:
        rows = places[item.term]
        if item.fate is not DefinitionFate.RENAMED or len(rows) < 2:
            yield item
        elif item is min(rows, key=lambda row: (row.change in alone, row.change)):
            used = dict.fromkeys(clause for row in rows for clause in row.used_in)
            yield replace(item, used_in=tuple(used))


def _tell_each(
    changes: Sequence[Change],
    clauses: Mapping[ClauseId, Clause],
    old: Sequence[DefinedTerm],
    new: Sequence[DefinedTerm],
    *,
    renamed: Mapping[str, str],
) -> Iterator[DefinitionChange]:
    gone = set(renamed.values())
    said = {now: was for now, was in renamed.items() if not _spells(now, was)}
    before, after = _by_clause(old), _by_clause(new)
    known, known_before = {item.term for item in new}, {item.term for item in old}
    stood = Stood(clauses, old, new)
    for at, change in enumerate(changes):
        if not differs(change):
            continue
        told: dict[str, tuple[ClauseId, ...]] = {}
        for clause in change.old:
            told.update(
                (item.term, item.used_in)
                for item in before.get(clause, ())
                if item.term not in gone
                and (item.term not in known or change.new)
                and not stood.goes_on_as(item.term)
            )
        for clause in change.new:
            told.update((item.term, item.used_in) for item in after.get(clause, ()))
        own = {clauses[clause].defines for clause in (*change.old, *change.new)}
        alone = not change.old or not change.new
        for term, used_in in told.items():
            fate = _fate_of(term, renamed=said, before=known_before | renamed.keys(), after=known)
            if alone and fate is DefinitionFate.CHANGED and stood.says_same(term, change):
                continue
            if stood.stands_on(term, fate):
                fate = DefinitionFate.CHANGED
            other = fate is not DefinitionFate.CHANGED
            if other or alone or term in own or _is_near(change, term):
                yield DefinitionChange(term, at, used_in, fate, was=said.get(term))


def _fate_of(
    term: str, *, renamed: Mapping[str, str], before: AbstractSet[str], after: AbstractSet[str]
) -> DefinitionFate:
    if term in renamed:
        return DefinitionFate.RENAMED
    if term not in after:
        return DefinitionFate.DROPPED
    return DefinitionFate.CHANGED if term in before else DefinitionFate.ADDED


def _spells(one: str, other: str) -> bool:
    """True of a name that a blank or a hyphen parts otherwise: 'Agency', 'Agen cy'."""
    letters = ("".join(sign for sign in name if sign.isalnum()) for name in (one, other))
    return len({name.casefold() for name in letters}) == 1


def _is_near(change: Change, term: str) -> bool:
    """True where words came or went beside a term that is defined in passing ('(the “Guild”)'):
    before it, or behind it where no bracket closes; a date is not of a party named behind it."""
    text, changed = "", []
    for piece in change.words:
        if piece.op is not WordOperation.EQUAL and piece.text.strip():
            changed.append((len(text), piece.text))
        text += piece.text
    quoted = re.compile(rf"[“\"‘']{re.escape(term)}[”\"’',]+(?P<closed>\))?")
    return any(
        _speaks_of(words, text[start + len(words) : found.start()])
        if start < found.start()
        else not found["closed"] and start < found.end() + _BESIDE
        for found in quoted.finditer(text)
        for start, words in changed
    )


def _speaks_of(words: str, between: str) -> bool:
    """True where changed words stand close before a term and are no date of something else."""
    is_date = not _DATE.sub("", words).strip(" ,")
    return len(between) < _BESIDE and not (is_date and _BY_WHOM.search(between))


def _by_clause(terms: Sequence[DefinedTerm]) -> Mapping[ClauseId, Sequence[DefinedTerm]]:
    found: dict[ClauseId, list[DefinedTerm]] = defaultdict(list)
    for term in terms:
        found[term.defined_in].append(term)
    return found
