"""A clause → what it stands under, and whom that serves where the clause itself does not say.

Input: clauses by id. Output: the headings and lead-ins above a clause, outermost first. 'Six days:
72 hours' names nobody; 'Pension Plan' above it says that more hours serve the worker.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from analyzer.comparison.effect_parties import SIDES
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_sides import read_rule
from analyzer.comparison.effect_verbs import verbs_of
from analyzer.records import Clause, ClauseId, Favors
from analyzer.wording.sentences import list_sentences

#: no tree is deeper
_DEEP = 12
#: so many rules before a clause may be those that it speaks of
_NEAREST = 12
#: an item of a list that names nobody has no more words
_ITEM = 15


def find_setting(ids: Sequence[ClauseId], clauses: Mapping[ClauseId, Clause]) -> tuple[str, ...]:
    """Headings and lead-ins above the first of the clauses that is held, outermost first."""
    first = next((key for key in ids if key in clauses), None)
    above = islice(list_above(first, clauses), _DEEP) if first is not None else ()
    return tuple(clauses[key].full_text for key in above)[::-1]


def find_before(ids: Sequence[ClauseId], clauses: Mapping[ClauseId, Clause]) -> tuple[str, ...]:
    """The nearest rule before the first of the clauses, in its article, of which it is plain whom
    it serves: what 'this provision' stands for; () where there is none."""
    clause = next((clauses[key] for key in ids if key in clauses), None)
    if clause is None:
        return ()
    top = _outermost(clause, clauses)
    before = [
        other
        for other in clauses.values()
        if other.document == clause.document
        and other.order < clause.order
        and _outermost(other, clauses) == top
    ]
    before.sort(key=lambda other: -other.order)
    rules = (other.full_text for other in before if verbs_of(other.full_text))
    nearest = islice(rules, _NEAREST)
    return next(((text,) for text in nearest if above_serves((text,)) in SIDES), ())


def _outermost(clause: Clause, clauses: Mapping[ClauseId, Clause]) -> ClauseId:
    return [clause.id, *islice(list_above(clause.id, clauses), _DEEP)][-1]


def list_above(key: ClauseId, clauses: Mapping[ClauseId, Clause]) -> Iterator[ClauseId]:
    """The clauses that a clause stands under, the nearest first."""
    above = clauses[key].parent
    while above is not None and above in clauses:
        yield above
        above = clauses[above].parent


def above_serves(setting: Sequence[str]) -> Favors:
    """Whom the text right above a clause serves, where it makes a rule or names a benefit."""
    text = setting[-1] if setting else ""
    rules = [read_rule(sentence).serves for sentence in list_sentences(text)]
    sides = {side for side in rules if side in SIDES}
    if len(sides) == 1:
        return sides.pop()
    titled = not verbs_of(text) and words_of("benefit_thing").search(text)
    return Favors.WORKER if titled else Favors.UNCLEAR


def setting_serves(sentence: str, setting: Sequence[str]) -> Favors:
    """Whom a rule serves that names nobody itself, by what it stands under; the nearest first."""
    if verbs_of(sentence) or len(sentence.split()) > _ITEM:
        return Favors.UNCLEAR
    for text in reversed(setting):
        serves = read_rule(text).serves if verbs_of(text) else Favors.UNCLEAR
        if serves is not Favors.UNCLEAR:
            return serves
        if not verbs_of(text) and words_of("benefit_thing").search(text):
            return Favors.WORKER
    return Favors.UNCLEAR
