"""A rule → whether it gives something that workers get, or sets what it is worth."""

from __future__ import annotations

import re

from analyzer.comparison.effect_amounts import find_amounts
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_things import NOBODY, head_of
from analyzer.comparison.effect_values import OF_PAY
from analyzer.comparison.effect_verbs import rule_verbs, verbs_of
from analyzer.records import Modality

# ' provide', ' promptly be paid', ' continue to receive': what is done, a giving
_GIVES = re.compile(
    r"(?: be| also| then| not| have been| \w+ly| continue to|"
    r" make(?: an?| any| all| such)?| at least)* "
    r"(?:provided?|pay|paid|furnish(?:ed)?|grant(?:ed)?|given?|suppl(?:y|ied)|reimbursed?|"
    r"contribut(?:ed?|ions?)|credit(?:ed)?|allow(?:ed)?|receive|get|earn|accrue|have|has|"
    r"extend(?:ed)?|"
    r"offer(?:ed)?|cover(?:ed)?|arranged?|allocated?|distributed?|deposit(?:ed)?|borne|bear|"
    r"fund(?:ed)?|available|releas(?:ed?|e)|increased?|restored?|issued?|"
    r"entitled|eligible|compensated?|guaranteed?|use|take|retain|maintain(?:ed)?|elect|choose|"
    r"(?<=make )payments?|(?<=make an )payment|(?<=make a )payment|"
    r"added|awarded|afforded|excused|due|payable|owed|move|advance|cashed|carried over|rolled over|"
    r"refunded|continue)\b",
    re.IGNORECASE,
)
# 'give written notice', 'provide a list of': told, not given
_TOLD = re.compile(
    r"(?:\w+ ){0,4}?(?:notices?|information|statements?|reasons?|lists?|reports?|responses?|"
    r"decisions?|documentation|forms?|reply|answers?|copy|copies)\b",
    re.IGNORECASE,
)
# ' be provided', ' also be made available to employees'
_PROVIDED = re.compile(
    r"(?: also| continue to)? be (?:provided|furnished|supplied|made available)\b"
    r"(?! (?:by the (?:employee|performer|applicant)|for in\b|in (?:article|section)))",
    re.IGNORECASE,
)
# 'Documentation ', 'A copy ', 'Proof of insurance ': told, or handed in
_DOCUMENT = re.compile(
    r"\b(?:documents?|documentation|proof|evidence|verification|certificat\w+|cop(?:y|ies)|records?|"
    r"data|names?|explanations?|responses?|answers?|reasons?|updates?|forms?|schedules?|decisions?|"
    r"drafts?|summar(?:y|ies)|details?)\b",
    re.IGNORECASE,
)
# 'Their rate of pay shall remain the same', 'the salary will be left unchanged'
_KEEPS_PAY = re.compile(
    r"\b(?:salar(?:y|ies)|wages?|rates? of pay|pay(?: rates?)?|steps?|seniority)\b[^.;,]{0,60}?"
    r"\b(?:shall|will|must) (?:remain|stay|be left|be kept) "
    r"(?:the same|unchanged|in effect|intact)\b",
    re.IGNORECASE,
)
#: so many characters behind 'shall' stands the rate that it sets
_SOON = 25


def gives(main: str) -> bool:
    """True where a rule gives a thing that workers get, and does not only tell of it."""
    if _is_provided(main):
        return True
    if not words_of("benefit_thing").search(main):
        return False
    acts = [_GIVES.match(main, verb.end) for verb in verbs_of(main) if verb.end > verb.start]
    if not acts:
        acts = [*words_of("is_given").finditer(main)]
    return any(
        act is not None and not tells_of(main, act.end()) and _names_thing(main, act)
        for act in acts
    )


def _is_provided(main: str) -> bool:
    """True of a thing, whatever it is, that shall be provided: 'a first-aid post will be supplied';
    not of what is told, handed in or said."""
    verb = next((v for v in rule_verbs(main) if v.end > v.start), None)
    if verb is None or verb.modality is not Modality.MUST:
        return False
    if _PROVIDED.match(main, verb.end) is None or NOBODY.match(main):
        return False
    head = head_of(main)
    told = any(words_of(row).search(head) for row in ("tells_of", "letters", "paper"))
    return not told and _DOCUMENT.search(head) is None


def gives_first(main: str) -> bool:
    """True where the first thing that a rule does is to give: 'will receive a raise, and is not
    subject to a trial'."""
    verbs = [verb for verb in rule_verbs(main) if verb.end > verb.start]
    if len(verbs) < 2:
        return False
    act = _GIVES.match(main, verbs[0].end, verbs[1].start)
    if act is None or verbs[0].modality is Modality.MUST_NOT or tells_of(main, act.end()):
        return False
    return words_of("benefit_thing").search(main, 0, verbs[1].start) is not None


def tells_of(sentence: str, at: int) -> bool:
    """True where a notice, a list, an answer follows what is done at a place."""
    return _TOLD.match(sentence, at + 1) is not None


def _names_thing(main: str, act: re.Match[str]) -> bool:
    """True where what is given is such a thing: it stands behind a verb in the active voice."""
    passive = act.group().lstrip().startswith("be ") or act.group()[:1] != " "
    return passive or words_of("benefit_thing").search(main, act.start()) is not None


def sets_rate(main: str) -> bool:
    """True of 'the differential shall be four dollars', 'their pay shall remain the same'."""
    if _KEEPS_PAY.search(main):
        return True
    verb = next((v for v in rule_verbs(main) if v.modality is Modality.MUST), None)
    if verb is None or not words_of("benefit_thing").search(main, 0, verb.start):
        return False
    return any(
        amount.kind in OF_PAY
        for amount in find_amounts(main)
        if verb.end <= amount.start <= verb.end + _SOON
    )
