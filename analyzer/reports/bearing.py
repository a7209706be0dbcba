"""Whom a change of pay bears on, and how often: everyone or a few, each time or once.

A change → whether it is about pay of all, and whether about what was or is paid once. A payment of
old that was made once has lapsed: that it is not set again takes nothing that anybody has.
"""

from __future__ import annotations

import re

from analyzer.records import Change, ChangeKind
from analyzer.wording.past_days import MONEY_SIGN, PAID_ONCE, pays_once
from analyzer.wording.plain import plain_words
from analyzer.wording.sentences import list_sentences

_WORKERS = (
    r"(?:employees?|workers?|members?|performers?|artists?|players?|actors?|writers?|musicians?|"
    r"directors?|hands?|crews?|staff)"
)
# 'all pay rates', 'every employee', 'each of the salaries', 'a general wage increase'
_ALL = re.compile(
    rf"\b(?:all|each|every)(?: of)?(?: the)? (?:[\w-]+ ){{0,2}}?"
    rf"(?:rates?(?: of pay)?|salar(?:y|ies)|wages?|minimums?|scales?|{_WORKERS})\b"
    r"|\bacross[ -]the[ -]board\b|\bgeneral (?:wage|salary|pay) (?:increase|raise)s?\b",
    re.IGNORECASE,
)
# 'the Employer will pay ninety-five percent', 'the Producer shall contribute $4'
_PAYS = re.compile(
    r"\bthe (?:employer|company|producer|agency|state|theat(?:er|re)|management|association|"
    r"compan(?:y|ies)|producers|employers)\b(?: \w+){0,2}? (?:will|shall|must) "
    r"(?:pay|contribute|increase|raise)\b",
    re.IGNORECASE,
)
# 'employees who work at night', 'if the cap is reached', 'assigned to the pier'
_SOME = re.compile(
    r"\b(?:who|whom|whose|that (?:are|is|have|has|work\w*)|if|when|where|while|unless|only|"
    r"assigned|working|enroll\w*|eligible|classif\w+|subject to|covered by|in lieu)\b",
    re.IGNORECASE,
)


def bears_on_all(change: Change) -> bool:
    """True where a sentence of it sets what everyone is paid, or pays, without a condition."""
    text = plain_words(change.words)
    if not MONEY_SIGN.search(text):
        return False
    return any(map(_is_of_all, list_sentences(text)))


def is_paid_once(change: Change) -> bool:
    """True where all that it says of money is paid a single time."""
    return pays_once(plain_words(change.words))


def has_lapsed(change: Change) -> bool:
    """True of a payment that was made once and is not set again."""
    return change.kind is ChangeKind.REMOVED and is_paid_once(change)


def names_money(change: Change) -> bool:
    """True where its words say how much."""
    return MONEY_SIGN.search(plain_words(change.words)) is not None


def _is_of_all(sentence: str) -> bool:
    if not MONEY_SIGN.search(sentence) or _SOME.search(sentence) or PAID_ONCE.search(sentence):
        return False
    return bool(_ALL.search(sentence) or _PAYS.search(sentence))
