"""Amounts that differ between two sentences → signs: raised, lowered, sooner …, and for whom."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from analyzer.comparison.effect_amount_pairs import pair_amounts
from analyzer.comparison.effect_amount_sides import (
    actor_of,
    number_serves,
    period_serves,
)
from analyzer.comparison.effect_amounts import Amount, find_amounts, may_count
from analyzer.comparison.effect_deadlines import (
    find_deadlines,
    is_counted_back,
    is_due,
    is_last_day,
    put_due,
)
from analyzer.comparison.effect_money_sides import money_serves
from analyzer.comparison.effect_pairs import SentencePair
from analyzer.comparison.effect_setting import setting_serves
from analyzer.comparison.effect_sides import opposite, read_rule
from analyzer.comparison.effect_signs import Sign
from analyzer.comparison.effect_values import FOR_EVER, AmountKind
from analyzer.records import Favors

_RAISED = {
    AmountKind.MONEY: ("money_raised", "money_lowered"),
    AmountKind.PERCENTAGE: ("percentage_raised", "percentage_lowered"),
    AmountKind.PAY: ("money_raised", "money_lowered"),
    AmountKind.NUMBER: ("number_raised", "number_lowered"),
}
#: days of a year; so many days more or less and a date has moved by whole years
_YEAR, _ABOUT = 365.25, 8
# "the effective date", "the first day of the month", "ratification"
_TELLS_WHEN = re.compile(
    r"\b(?:date|day|month|year|term|ratification|signing|execution|expiration|season|period)\b",
    re.I,
)
# "shall", "is", "may"
_MUST_BE = re.compile(r"\b(?:shall|must|will|may|is|are|due)\b", re.IGNORECASE)
# "not later than", "by": the last moment, and no window as "within" is
_AT_LATEST = re.compile(
    r"\b(?:(?:no|not) later than|by|at the latest|due|before)\b[^.;,]{0,12}$", re.IGNORECASE
)
_UNITS = (
    (8760, "year"),
    (730, "month"),
    (168, "week"),
    (24, "day"),
    (1, "hour"),
    (1 / 60, "minute"),
)


def find_counts(pair: SentencePair) -> Iterator[Sign]:
    """Every amount that differs, with its difference."""
    if any(may_count(words) for words in (*pair.struck, *pair.put)):
        yield from _amounts(pair)
        yield from _named_otherwise(pair)
        yield from find_deadlines(pair)
    yield from _order(pair)


def _amounts(pair: SentencePair) -> Iterator[Sign]:
    told = set()
    for old, new in pair_amounts(pair):
        if old.value == new.value:
            continue
        if (old.kind, old.value, new.value) in told:
            continue
        told.add((old.kind, old.value, new.value))
        if old.kind is AmountKind.DATE:
            yield from _date(pair, old, new)
        elif old.kind is AmountKind.PERIOD:
            yield _period(pair, old, new)
        else:
            yield _count(pair, old, new)


def _named_otherwise(pair: SentencePair) -> Iterator[Sign]:
    """A date in whose place other words stand: 'June 1, 2025' became 'the date of signing'."""
    for hunk, struck, put in zip(pair.hunks, pair.struck, pair.put, strict=True):
        if not struck or not put:
            continue
        old, new = _full_date(pair.old, hunk.a0, hunk.a1), _full_date(pair.new, hunk.b0, hunk.b1)
        if (old is None) != (new is None) and _TELLS_WHEN.search(put if old else struck):
            yield Sign("date_changed", struck, put, Favors.UNCLEAR)


def _full_date(sentence: str, start: int, end: int) -> Amount | None:
    return next(
        (
            amount
            for amount in find_amounts(sentence)
            if amount.kind is AmountKind.DATE and not amount.partial
            if amount.touches(start, end)
        ),
        None,
    )


def _order(pair: SentencePair) -> Iterator[Sign]:
    """'before' that became 'after'."""
    old_sooner, new_sooner = pair.differ("sooner")
    old_later, new_later = pair.differ("later")
    if old_sooner and not new_sooner and (due := put_due(pair)):
        yield Sign("deadline_later", old_sooner[0], due, actor_of(pair.new))
    if (old_sooner and new_later) or (old_later and new_sooner):
        bound = actor_of(pair.new)
        later = bool(new_later)
        yield Sign(
            "deadline_later" if later else "deadline_earlier",
            (old_sooner or old_later)[0],
            (new_later or new_sooner)[0],
            bound if later else opposite(bound),
        )


def _sign(name: str, old: Amount, new: Amount, favors: Favors) -> Sign:
    several = old.several or new.several
    share = abs(new.value - old.value) / abs(old.value) if old.value and not several else None
    lasting = old.kind is AmountKind.PERIOD and max(old.value, new.value) >= FOR_EVER
    return Sign(name, old.text, new.text, favors, share, _difference(old, new), lasting)


def _difference(old: Amount, new: Amount) -> str | None:
    change = new.value - old.value
    sign = "+" if change > 0 else "−"
    if old.kind is AmountKind.DATE or old.several or new.several:
        return None
    if abs(change) >= FOR_EVER / 2:
        return None
    if old.kind is AmountKind.PAY:
        return f"{sign}{abs(change):.4g} hours of pay"
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
    more = _more_serves(
        pair, old, new, number_serves if old.kind is AmountKind.NUMBER else money_serves
    )
    return _sign(name, old, new, more if raised else opposite(more))


def _date(pair: SentencePair, old: Amount, new: Amount) -> Iterator[Sign]:
    stays = old.text in pair.new and is_due(pair.old, old)
    due = (stays or is_due(pair.new, new)) and (
        new.partial or read_rule(pair.new).bound != Favors.UNCLEAR
    )
    if due and not _rolls_over(old, new) and _MUST_BE.search(pair.new):
        yield _deadline(pair, old, new)
    else:
        yield _sign("date_changed", old, new, Favors.UNCLEAR)


def _rolls_over(old: Amount, new: Amount) -> bool:
    """True of a date that moves by whole years, as all do from one agreement to the next."""
    if old.partial or new.partial:
        return False
    years = abs(new.value - old.value) / _YEAR
    return round(years) >= 1 and abs(years - round(years)) * _YEAR <= _ABOUT


def _deadline(pair: SentencePair, old: Amount, new: Amount) -> Sign:
    back = old.kind is AmountKind.PERIOD and is_counted_back(pair.new, new)
    later = (new.value > old.value) is not back
    bound = actor_of(pair.new, new.start)
    if old.kind is AmountKind.DATE and is_last_day(pair.new, new):
        bound = Favors.UNCLEAR
    favors = bound if later else opposite(bound)
    return _sign("deadline_later" if later else "deadline_earlier", old, new, favors)


def _period(pair: SentencePair, old: Amount, new: Amount) -> Sign:
    longer = new.value > old.value
    name = "period_lengthened" if longer else "period_shortened"
    if is_due(pair.new, new):
        if not is_counted_back(pair.new, new) or _AT_LATEST.search(pair.new, 0, new.start):
            return _deadline(pair, old, new)
        return _sign(name, old, new, Favors.UNCLEAR)
    more = _more_serves(pair, old, new, period_serves)
    return _sign(name, old, new, more if longer else opposite(more))


def _more_serves(
    pair: SentencePair, old: Amount, new: Amount, serves: Callable[[str, Amount], Favors]
) -> Favors:
    """Whom more serves: by the new sentence, else by the old one, else by what both stand under."""
    more = serves(pair.new, new)
    if more is Favors.UNCLEAR:
        more = serves(pair.old, old)
    return setting_serves(pair.new, pair.setting) if more is Favors.UNCLEAR else more
