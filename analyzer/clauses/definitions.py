"""Defined terms: where each is defined and in which clauses it is used.

Clauses → terms in the order of their definitions. A term is defined at the beginning of a clause,
or in brackets behind the words that it stands for ('a voice copy (the “Copy”)'). It is used where
its words stand, in the singular or the plural; of two terms at one place the longer counts, and of
two definitions of one term the one that is nearer in the tree.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from analyzer.clauses.kinds import find_term
from analyzer.records import Clause, ClauseId, ClauseKind, DefinedTerm

# '(the “Copy”)', '(each, a "Stage" and collectively, the “Stages”)', '(“Band”)'
_IN_BRACKETS = re.compile(
    r"\((?:(?:hereinafter|hereafter|herein|each|individually|collectively|together|jointly|"
    r"referred|called|known|defined|such|to|as|as the|the|an?|or|and|any|all|in this \w+),? )*"
    r"[“\"][^”\"()]{2,60}[”\"][^()]{0,90}\)"
)
# 'shall be referred to as the “Copy”', 'is called a "Band"'
_CALLED = re.compile(
    r"\b(?:referred to (?:in this \w+ |herein |hereinafter |collectively )*as|hereinafter called|"
    r"(?:is|are|be) called),? (?:the |an? )?[“\"](?P<term>[^”\"()]{2,60})[”\"]"
)
# 'Article 4', 'Section 3(b)', 'Paragraph C.': what follows in brackets is the title of that place
_AFTER_PLACE = re.compile(
    r"\b(?:Articles?|(?:[Ss]ub-?)?[Ss]ections?|(?:[Ss]ub-?)?[Pp]aragraphs?|Items?|Exhibits?|Parts?|"
    r"Sideletters?|Schedules?|Appendix|Rules?) [\w.()-]+,?\s*$"
)
# 'the Copy', 'such Copy'
_LEADING = re.compile(r"^(?:the|an?|such|said|this) (?=\S)", re.IGNORECASE)
# '“Copy”'
_QUOTED = re.compile(r"[“\"]([^”\"]{2,60})[”\"]")
# 'Digital', 'real-time', "Player's"
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
#: what may follow a term that is used: its plural, or an end of the word
_ENDING = re.compile(r"(?:s|es)?(?:[’'](?:s)?)?(?![\w])")
_LEFT_OUT = frozenset({ClauseKind.TOC, ClauseKind.SIGNATURE, ClauseKind.PARTY_LIST})
#: words of a term; a longer quotation is no term
_LONGEST = 8


def find_definitions(clauses: Sequence[Clause]) -> tuple[DefinedTerm, ...]:
    """Every defined term of a document; one that is defined twice has two rows."""
    defined: dict[str, list[Clause]] = {}
    for clause in clauses:
        for term in _terms_of(clause):
            places = defined.setdefault(term, [])
            if clause not in places[-1:]:
                places.append(clause)
    if not defined:
        return ()
    used = _find_uses(clauses, defined)
    order = sorted(
        ((place.order, at, term) for at, term in enumerate(defined) for place in defined[term])
    )
    by_order = {place.order: place.id for places in defined.values() for place in places}
    return tuple(
        DefinedTerm(term, by_order[number], tuple(used[term, by_order[number]]))
        for number, _, term in order
    )


def _terms_of(clause: Clause) -> Iterator[str]:
    """The terms that a clause defines."""
    if clause.kind in _LEFT_OUT:
        return
    quotes = "“" in clause.text or '"' in clause.text
    opening = _clean(clause.defines or (quotes and find_term(clause.text)) or "")
    if _is_term(opening):
        yield opening
    if not quotes:
        return
    for match in _IN_BRACKETS.finditer(clause.text):
        if not _AFTER_PLACE.search(clause.text, max(0, match.start() - 40), match.start()):
            yield from filter(_is_term, map(_clean, _QUOTED.findall(match[0])))
    for match in _CALLED.finditer(clause.text):
        term = _clean(match["term"])
        if _is_term(term):
            yield term


def _clean(term: str) -> str:
    return _LEADING.sub("", term.strip(" ,.;:"), count=1)


def _is_term(term: str) -> bool:
    """True for a name; not for a figure, a blank or a sentence."""
    return len(term) > 1 and term[0].isalpha() and len(term.split()) <= _LONGEST


def _find_uses(
    clauses: Sequence[Clause], defined: Mapping[str, Sequence[Clause]]
) -> Mapping[tuple[str, ClauseId], list[ClauseId]]:
    """By term and clause that defines it: the other clauses that use it, in reading order."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for term in sorted(defined, key=len, reverse=True):
        for first in _first_words(term):
            by_first[first].append(term)
    parents = {clause.id: clause.parent for clause in clauses}
    used: dict[tuple[str, ClauseId], list[ClauseId]] = defaultdict(list)
    for clause in clauses:
        if clause.kind in _LEFT_OUT:
            continue
        for term in _terms_in(clause, by_first):
            places = defined[term]
            nearest = places[0].id if len(places) == 1 else _nearest(clause, places, parents)
            if clause.id not in [place.id for place in places]:
                used[term, nearest].append(clause.id)
    return used


def _first_words(term: str) -> set[str]:
    """The first word of a term as it may be printed: a term in small letters begins a sentence
    with a capital."""
    match = _WORD.match(term)
    first = match[0] if match else term
    forms = {first, first.capitalize()} if first.islower() else {first}
    if match and match.end() == len(term):
        forms |= {form + ending for form in forms for ending in ("s", "es")}
        forms |= {form + ending for form in forms for ending in ("’s", "'s", "’", "'")}
    return forms


def _terms_in(clause: Clause, by_first: Mapping[str, Sequence[str]]) -> Iterable[str]:
    """The terms that a clause uses, each once."""
    found: dict[str, None] = {}
    text, end = clause.full_text, 0
    for match in _WORD.finditer(text):
        terms = by_first.get(match[0])
        if terms is None or match.start() < end:
            continue
        for term in terms:
            at = match.start() + 1
            if text.startswith(term[1:], at) and _ENDING.match(text, at + len(term) - 1):
                found[term] = None
                end = at + len(term) - 1
                break
    return found


def _nearest(
    clause: Clause, places: Sequence[Clause], parents: Mapping[ClauseId, ClauseId | None]
) -> ClauseId:
    """Of several definitions of a term, the one that shares most levels with a clause; of equals
    the last one before it, else the first."""
    own = _levels(clause.id, parents)
    before = [place for place in places if place.order <= clause.order]
    ranked = [*reversed(before), *places]
    return max(ranked, key=lambda place: len(own & _levels(place.id, parents))).id


def _levels(clause: ClauseId, parents: Mapping[ClauseId, ClauseId | None]) -> set[ClauseId]:
    found: set[ClauseId] = set()
    at: ClauseId | None = clause
    while at is not None:
        found.add(at)
        at = parents[at]
    return found
