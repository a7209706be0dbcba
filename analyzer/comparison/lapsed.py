"""What a clause that went gave only until a day of the old term → light, with the day.

A letter whose days lie all before the end of the old term, one that paid a single time and one of
a committee that has reported take nothing away when they are not printed again. The days are asked
of the clause, and of all that went with it: a sentence about how a payment is taxed has none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from analyzer.comparison.effect_setting import list_above
from analyzer.records import (
    Change,
    ChangeKind,
    Clause,
    ClauseId,
    Document,
    Favors,
    Severity,
)
from analyzer.wording.days import find_days, name_day
from analyzer.wording.moved_ends import find_old_end
from analyzer.wording.past_days import MONEY_SIGN, find_last_day, find_report_day, pays_once
from analyzer.wording.plain import plain_words
from analyzer.wording.sentences import list_sentences


def let_lapse(
    changes: Sequence[Change],
    clauses: Mapping[ClauseId, Clause],
    documents: tuple[Document, Document],
) -> tuple[Change, ...]:
    """The changes; what had lapsed before the term of the second document began weighs little."""
    end = _find_end(changes, *documents)
    gone = [change for change in changes if change.kind is ChangeKind.REMOVED]
    if end is None or not any(change.effects for change in gone):
        return tuple(changes)
    whole: dict[ClauseId, list[Change]] = defaultdict(list)
    kept = {key for change in changes if change.new for key in change.old}
    for change in gone:
        whole[_outermost(change.old[0], clauses, kept)].append(change)
    told: dict[int, str] = {}
    for parts in whole.values():
        heavy = [change for change in parts if change.effects]
        ground = _tell(parts, end) if heavy else ""
        for change in heavy:
            told[id(change)] = ground or (_tell([change], end) if len(parts) > 1 else "")
    return tuple(
        _lighten(change, told[id(change)]) if told.get(id(change)) else change for change in changes
    )


def _find_end(changes: Sequence[Change], old: Document, new: Document) -> date | None:
    """The last day of the old term; the first of the new one where that comes sooner."""
    end = find_old_end(old.expires, changes)
    if end is None or not new.effective:
        return end
    return min(end, date.fromisoformat(new.effective))


def _outermost(key: ClauseId, clauses: Mapping[ClauseId, Clause], kept: set[ClauseId]) -> ClauseId:
    """The outermost of the clauses above one that went with it."""
    for above in list_above(key, clauses):
        if above in kept:
            break
        key = above
    return key


def _tell(parts: Iterable[Change], end: date) -> str:
    """Why what went together had lapsed; '' where it had not."""
    texts = [plain_words(change.words) for change in parts]
    sentences = [sentence for text in texts for sentence in list_sentences(text)]
    last = find_last_day(sentences, end)
    if last is not None:
        return f"of days that are past, the last {name_day(last)}"
    paid = list(filter(MONEY_SIGN.search, texts))
    days = [day for sentence in sentences for _, _, day in find_days(sentence)]
    if paid and all(map(pays_once, paid)) and days and max(days) <= end:
        return "of a payment that was made once"
    reported = find_report_day(sentences, end)
    if reported is not None:
        return f"of a committee that was to be done by {name_day(reported)}"
    return ""


def _lighten(change: Change, why: str) -> Change:
    effects = tuple(
        replace(effect, severity=Severity.LOW, doubt=why)
        if effect.new is None and effect.favors is not Favors.UNCLEAR
        else effect
        for effect in change.effects
    )
    return replace(change, effects=effects)
