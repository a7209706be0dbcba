"""Amounts that differ between two sentences → signs: raised, lowered, sooner …, and for whom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.comparison.effect_amounts import (
    Amount,
    AmountKind,
    find_amounts,
    may_count,
    pair_amounts,
)
from analyzer.comparison.effect_pairs import SentencePair
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_sides import opposite, read_rule
from analyzer.comparison.effect_signs import Sign
from analyzer.records import Favors

_RAISED = {
    AmountKind.MONEY: ("money_raised", "money_lowered"),
    AmountKind.PERCENTAGE: ("percentage_raised", "percentage_lowered"),
    AmountKind.NUMBER: ("number_raised", "number_lowered"),
}
#: so many characters before an amount say what it is
_BEFORE = 40
#: hours of what never ends
_FOR_EVER = 1e9
_UNITS = ((8760, "year"), (730, "month"), (168, "week"), (24, "day"), (1, "hour"))


def find_counts(pair: SentencePair) -> Iterator[Sign]:
    """Every amount that differs, with its difference."""
    if any(may_count(words) for words in (*pair.struck, *pair.put)):
        yield from _amounts(pair)
    yield from _order(pair)


def _amounts(pair: SentencePair) -> Iterator[Sign]:
    told = set()
    for old, new in pair_amounts(find_amounts(pair.old), find_amounts(pair.new)):
        if (old.kind, old.value, new.value) in told:
            continue
        told.add((old.kind, old.value, new.value))
        if old.kind is AmountKind.DATE:
            yield from _date(pair, old, new)
        elif old.kind is AmountKind.PERIOD:
            yield _period(pair, old, new)
        else:
            yield _count(pair, old, new)


def _order(pair: SentencePair) -> Iterator[Sign]:
    """'before' that became 'after'."""
    old_sooner, new_sooner = pair.differ("sooner")
    old_later, new_later = pair.differ("later")
    if (old_sooner and new_later) or (old_later and new_sooner):
        bound = _actor(pair.new)
        later = bool(new_later)
        yield Sign(
            "deadline_later" if later else "deadline_earlier",
            (old_sooner or old_later)[0],
            (new_later or new_sooner)[0],
            bound if later else opposite(bound),
        )


def _sign(name: str, old: Amount, new: Amount, favors: Favors) -> Sign:
    share = abs(new.value - old.value) / abs(old.value) if old.value else None
    return Sign(name, old.text, new.text, favors, share, _difference(old, new))


def _difference(old: Amount, new: Amount) -> str | None:
    change = new.value - old.value
    sign = "+" if change > 0 else "−"
    if old.kind is AmountKind.DATE:
        return None
    if abs(change) >= _FOR_EVER / 2:
        return None
    if old.kind is AmountKind.PERIOD:
        hours = abs(change)
        for size, unit in sorted(_UNITS, key=lambda row: row[1] not in new.text):
            number = round(hours / size, 1)
            if number and abs(hours / size - number) < 0.01:
                return f"{sign}{number:g} {unit}{'' if number == 1 else 's'}"
        return f"{sign}{hours:g} hours"
    unit = {AmountKind.MONEY: "", AmountKind.PERCENTAGE: " points"}.get(old.kind, "")
    said = f"{sign}{abs(change):,.4f}".rstrip("0").rstrip(".") + unit
    if old.kind is AmountKind.MONEY and old.value:
        said += f" ({sign}{abs(change) / old.value:.1%})"
    return said


def _count(pair: SentencePair, old: Amount, new: Amount) -> Sign:
    raised = new.value > old.value
    name = _RAISED[old.kind][0 if raised else 1]
    serves = _number_serves if old.kind is AmountKind.NUMBER else _money_serves
    more = serves(pair, new)
    return _sign(name, old, new, more if raised else opposite(more))


def _money_serves(pair: SentencePair, _: Amount) -> Favors:
    """Whom a higher amount of money serves."""
    sentence = pair.new
    rule = read_rule(sentence)
    if words_of("taken").search(sentence) and rule.bound is not Favors.EMPLOYER:
        return Favors.EMPLOYER
    if re.search(r"\btaken from\b|\bdeduct|\bwithh[eo]ld", sentence, re.I):
        return Favors.EMPLOYER
    if rule.serves is Favors.EMPLOYER and rule.bound is Favors.WORKER:
        return Favors.EMPLOYER
    return Favors.WORKER


def _number_serves(pair: SentencePair, amount: Amount) -> Favors:
    """Whom a higher count serves."""
    before = pair.new[max(0, amount.start - _BEFORE) : amount.start]
    rule = read_rule(pair.new)
    if words_of("lower").search(before):
        return Favors.EMPLOYER if _worker_must(pair.new) else Favors.WORKER
    denied = re.search(r"\b(?:no|not|never)\b", pair.new[: amount.start], re.I)
    if words_of("upper").search(before):
        return opposite(rule.serves) if denied else rule.serves
    return rule.serves


def _worker_must(sentence: str) -> bool:
    rule = read_rule(sentence)
    denied = re.match(r"\s*(?:no|neither)\b", sentence, re.I)
    return rule.bound is Favors.WORKER and rule.serves is Favors.EMPLOYER and not denied


def _date(pair: SentencePair, old: Amount, new: Amount) -> Iterator[Sign]:
    due = _is_due(pair.new, new) and (new.partial or read_rule(pair.new).bound != Favors.UNCLEAR)
    if due and re.search(r"\b(?:shall|must|will|is|are|due)\b", pair.new, re.I):
        yield _deadline(pair, old, new)
    else:
        yield _sign("date_changed", old, new, Favors.UNCLEAR)


def _is_due(sentence: str, amount: Amount) -> bool:
    before = sentence[max(0, amount.start - 22) : amount.start]
    found = list(words_of("within").finditer(before))
    return bool(found) and len(before[found[-1].end() :].split()) <= 2


def _deadline(pair: SentencePair, old: Amount, new: Amount) -> Sign:
    later = new.value > old.value
    bound = _actor(pair.new)
    favors = bound if later else opposite(bound)
    return _sign("deadline_later" if later else "deadline_earlier", old, new, favors)


def _actor(sentence: str) -> Favors:
    """Who must act in time."""
    rule = read_rule(sentence)
    if words_of("worker_acts").search(sentence) and not re.search(
        r"\b(?:answer|reply|respond|decide|hear)\w*\b", sentence, re.I
    ):
        return Favors.WORKER
    if rule.bound is not Favors.UNCLEAR:
        return rule.bound
    return Favors.EMPLOYER if words_of("paid_out").search(sentence) else Favors.UNCLEAR


def _period(pair: SentencePair, old: Amount, new: Amount) -> Sign:
    if _is_due(pair.new, new):
        return _deadline(pair, old, new)
    longer = new.value > old.value
    more = _period_serves(pair.new, new)
    name = "period_lengthened" if longer else "period_shortened"
    return _sign(name, old, new, more if longer else opposite(more))


def _period_serves(sentence: str, amount: Amount) -> Favors:
    """Whom a longer time serves: notice him who gets it, storage and trial the employer."""
    rule = read_rule(sentence)
    if re.search(r"\bnotice\b|\bnotif", sentence, re.I):
        if re.search(
            r"\bnotice (?:of [\w ]+ )?to (?:the )?(?:company|employer|producer)", sentence, re.I
        ):
            return Favors.EMPLOYER
        return Favors.WORKER if rule.serves is not Favors.EMPLOYER else Favors.EMPLOYER
    if words_of("rest").search(sentence) and rule.serves is not Favors.EMPLOYER:
        return Favors.WORKER
    if words_of("retention").search(sentence):
        denied = re.search(r"\b(?:not|no|never)\b", sentence[: amount.start], re.I)
        capped = words_of("upper").search(sentence[: amount.end])
        return Favors.WORKER if denied and not capped else Favors.EMPLOYER
    return rule.serves
