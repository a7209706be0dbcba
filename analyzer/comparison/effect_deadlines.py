"""Times by which somebody must act: which amounts are such times, and those that came or went.

'within ten days', 'no later than June 1', 'by noon' bind whoever acts; 'ten days before' counts
back, and 'accrued before June 1' only parts. Input: a sentence with an `Amount`, or a
`SentencePair`. Output: yes or no, or `Sign`s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.comparison.effect_amount_sides import actor_of
from analyzer.comparison.effect_amounts import Amount, find_amounts
from analyzer.comparison.effect_pairs import Lone, SentencePair
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_sides import opposite, read_rule
from analyzer.comparison.effect_signs import Sign
from analyzer.comparison.effect_values import AmountKind
from analyzer.comparison.effect_verbs import verbs_of

#: so many characters before an amount say by when
_NEAR = 40
# "No clinic may enroll a dancer after ": the last day for it
_NOT_AFTER = re.compile(
    r"\b(?:no|not|never)\b[^.;]{0,120}?\b(?:after|beyond|past) (?:the )?$", re.IGNORECASE
)
# " 11:59 p.m. eastern time on ", " 5 p.m. (ET) of "
_CLOCK = re.compile(r" \d{1,2}(?::\d\d)? [ap]\.?m\.?(?: \(?\w+\)?(?: time)?)? (?:on|of) ", re.I)
# "no more than": by when only where it is counted from something
_CAPS = re.compile(r"(?:no|not) more than", re.IGNORECASE)
# " after wrap", " calendar days before"
_COUNTED_FROM = re.compile(
    r"'?(?: \w+){0,2} (?:after|before|prior to|from|following|of)\b", re.IGNORECASE
)
# " hours before", "'s in advance of": counted back from something
_COUNTED_BACK = re.compile(
    r"'?(?: \w+){0,2}? (?:before|prior to|in advance|ahead of|preceding)\b", re.IGNORECASE
)
# "accrued ", "commenced on ", "who retired ": what was done and not what is to be done
_PAST = re.compile(
    r"(?<!be )(?<!been )(?<!is )(?<!are )(?<!not )"
    r"\b(?:\w{2,}ed|begun|began|became|hired|born|made|went|paid)(?: on)? ?(?:or )?$",
    re.IGNORECASE,
)
# "until June 30, 2031", "through May 1, 2031": the last day of what is given
_UNTIL = re.compile(
    r"(?:and )?(?:until|through|ending(?: on)?|up to and including)\b", re.IGNORECASE
)
_TIMES = frozenset({AmountKind.PERIOD, AmountKind.DATE})
#: so many words that came or went name a time and no more
_SHORT = 14


def is_due(sentence: str, amount: Amount) -> bool:
    """True where somebody must act by then: not 'accrued before June 1', which only parts."""
    before = sentence[max(0, amount.start - _NEAR) : amount.start]
    if amount.kind is AmountKind.DATE and _NOT_AFTER.search(sentence, 0, amount.start):
        return True
    found = list(words_of("within").finditer(before))
    if not found or len(_CLOCK.sub(" ", before[found[-1].end() :]).split()) > 2:
        return False
    if amount.kind is AmountKind.PERIOD and found[-1].group().lower() == "by":
        return False
    if _CAPS.fullmatch(found[-1].group()) and not _COUNTED_FROM.match(sentence, amount.end):
        return False
    return amount.kind is not AmountKind.DATE or not _PAST.search(before[: found[-1].start()])


def is_counted_back(sentence: str, amount: Amount) -> bool:
    """True of 'ten days before'."""
    return _COUNTED_BACK.match(sentence, amount.end) is not None


def is_last_day(sentence: str, amount: Amount) -> bool:
    """True of 'no later day than': 'No clinic may enroll a dancer after June 1'."""
    return _NOT_AFTER.search(sentence, 0, amount.start) is not None


def put_due(pair: SentencePair) -> str | None:
    """A time to act in that stands where none was named: 'promptly' became 'within 30 days'."""
    if any(amount.kind is AmountKind.PERIOD for amount in find_amounts(pair.old)):
        return None
    came = (a for a in find_amounts(pair.new) if a.kind is AmountKind.PERIOD)
    return next((amount.text for amount in came if is_due(pair.new, amount)), None)


def _last_day(lone: Lone) -> Sign | None:
    """A day on which what a rule gives ends, that came or went: 'until June 30, 2031'."""
    if _UNTIL.match(lone.words) is None or len(lone.words.split()) > _SHORT:
        return None
    days = [a for a in find_amounts(lone.sentence) if a.touches(lone.start, lone.end)]
    if not any(day.kind is AmountKind.DATE and not day.partial for day in days):
        return None
    serves = read_rule(lone.sentence).serves
    if lone.came:
        return Sign("period_shortened", None, lone.words, opposite(serves))
    return Sign("period_lengthened", lone.words, None, serves, lasting=True)


def find_deadlines(pair: SentencePair) -> Iterator[Sign]:
    """A time to act in that came to a rule which had none, or went from it."""
    for lone in pair.lone:
        words = lone.words
        last = _last_day(lone)
        if last is not None:
            yield last
            continue
        if not words_of("within").match(words) or len(words.split()) > _SHORT:
            continue
        if not verbs_of(lone.sentence):
            continue
        times = [a for a in find_amounts(lone.sentence) if a.touches(lone.start, lone.end)]
        time = next((a for a in times if a.kind in _TIMES and is_due(lone.sentence, a)), None)
        if time is None or is_counted_back(lone.sentence, time):
            continue
        bound = actor_of(lone.sentence)
        if lone.came:
            yield Sign("deadline_earlier", None, words, opposite(bound))
        else:
            yield Sign("deadline_later", words, None, bound)
