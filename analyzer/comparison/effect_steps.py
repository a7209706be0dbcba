"""A sentence with a series of rates by date, and one in which it goes on → the rate to start from.

'$0.26 in 2020, $0.36 in 2021' that became '$0.53 in 2023' rose from $0.36: the last old rate was in
force when the first new one came. Input: a `SentencePair`. Output: an `Amount`.
"""

from __future__ import annotations

from itertools import pairwise

from analyzer.comparison.effect_amounts import Amount, find_amounts
from analyzer.comparison.effect_pairs import SentencePair
from analyzer.comparison.effect_values import AmountKind

#: so many rates are a series
_SERIES = 2


def last_rate(pair: SentencePair) -> Amount | None:
    """The last old rate where a rising series of rates goes on later; None for anything else."""
    rates, dates = _of(pair.old)
    more, later = _of(pair.new)
    if min(len(rates), len(more)) < _SERIES:
        return None
    if len(dates) != len(rates) or len(later) != len(more):
        return None
    rises = all(one.value < two.value for one, two in pairwise(rates))
    goes_on = max(date.value for date in dates) < min(date.value for date in later)
    return rates[-1] if rises and goes_on else None


def _of(sentence: str) -> tuple[list[Amount], list[Amount]]:
    """The sums of money of a sentence, and its full dates."""
    amounts = find_amounts(sentence)
    return (
        [amount for amount in amounts if amount.kind is AmountKind.MONEY],
        [a for a in amounts if a.kind is AmountKind.DATE and not a.partial],
    )
