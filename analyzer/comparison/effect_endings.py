"""The end of a text that went while what it ended stays → what workers get has no end any more.

A letter that was to expire on a day is set into the agreement: its leave is kept, the sentence with
the day is not. That is more than a date. Input: changes in their order and the clauses of both
sides. Output: the same changes, where a lost end that such clauses stood under tells what it does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from analyzer.comparison.effect_giving import gives
from analyzer.comparison.effect_recitals import tells_own_time
from analyzer.comparison.effect_setting import list_above
from analyzer.comparison.effect_sides import read_rule
from analyzer.comparison.effect_signs import Sign, shorten
from analyzer.comparison.effect_verbs import main_clause
from analyzer.comparison.effect_weight import severity_of, weigh_sign
from analyzer.records import Change, ChangeKind, Clause, ClauseId, Effect, Favors
from analyzer.wording.plain import plain_text
from analyzer.wording.sentences import list_sentences

# "will sunset on", "expires", "through June 30", "shall end": a last day
_ENDS = re.compile(r"\b(?:sunsets?|expires?|terminates?|ends?|through|until)\b", re.IGNORECASE)


def read_endings(
    changes: Sequence[Change], clauses: Mapping[ClauseId, Clause]
) -> tuple[Change, ...]:
    """The changes; a lost end of what stays and gives workers something with its effect."""
    lost = [at for at, change in enumerate(changes) if _is_lost_end(change, clauses)]
    if not lost:
        return tuple(changes)
    kept = {key: change for change in changes if change.new for key in change.old}
    told = list(changes)
    for at in lost:
        end = clauses[changes[at].old[0]]
        if _outlives(end, kept, clauses):
            told[at] = replace(changes[at], effects=(_effect(end),))
    return tuple(told)


def _is_lost_end(change: Change, clauses: Mapping[ClauseId, Clause]) -> bool:
    if change.kind is not ChangeKind.REMOVED or [e.name for e in change.effects] != [
        "date_changed"
    ]:
        return False
    clause = clauses.get(change.old[0])
    return clause is not None and _names_end(clause)


def _names_end(clause: Clause) -> bool:
    words = plain_text(clause.full_text)
    return tells_own_time(words) and _ENDS.search(words) is not None


def _outlives(
    end: Clause, kept: Mapping[ClauseId, Change], clauses: Mapping[ClauseId, Clause]
) -> bool:
    """True where clauses beside the lost end stand in the new text, give something to workers, and
    have no end beside them there."""
    if end.parent is None:
        return False
    found = [clauses[key] for key in kept if key in clauses and _is_under(key, end.parent, clauses)]
    if not any(_gives(sentence) for clause in found for sentence in _sentences(clause)):
        return False
    now = {key for clause in found for key in kept[clause.id].new if key in clauses}
    above = {key for each in now for key in list_above(each, clauses)}
    return not any(clause.parent in above and _names_end(clause) for clause in clauses.values())


def _is_under(key: ClauseId, above: ClauseId, clauses: Mapping[ClauseId, Clause]) -> bool:
    """True of a clause that stands under another, at any depth."""
    return any(clauses[each].parent == above for each in (key, *list_above(key, clauses)))


def _sentences(clause: Clause) -> tuple[str, ...]:
    return list_sentences(plain_text(clause.full_text))


def _gives(sentence: str) -> bool:
    return read_rule(sentence).serves is not Favors.EMPLOYER and gives(main_clause(sentence))


def _effect(end: Clause) -> Effect:
    words = shorten(plain_text(end.full_text))
    sign = Sign("period_lengthened", words, None, Favors.WORKER, lasting=True)
    return Effect(sign.name, words, None, sign.favors, severity_of(weigh_sign(sign)))
