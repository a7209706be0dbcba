"""An amount in its sentence → the side that more of it serves, and who must act in time.

An amount that somebody must reach to gain something serves the other side where it grows; a limit
serves whoever it holds back least.
"""

from __future__ import annotations

import re

from analyzer.comparison.effect_amounts import Amount
from analyzer.comparison.effect_bearers import bearer_of
from analyzer.comparison.effect_parties import find_parties
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_sides import opposite, plain_side, read_rule
from analyzer.comparison.effect_subjects import subject_before
from analyzer.comparison.effect_verbs import verbs_of
from analyzer.records import Favors

#: so many characters before an amount say what it is
_BEFORE = 40
#: so many characters behind "who" or "if" an amount still says what must be so
_GATE = 70
# "flights longer than ", "in excess of "
_BEYOND = re.compile(
    r"(?<!no )(?<!not )(?<!not be )(?<!no event )(?<!no case )(?<!no event be )(?<!no case be )\b"
    r"(?:(?:longer|greater|more|larger|higher) than|in excess of|exceeding|beyond|over) $",
    re.IGNORECASE,
)
# " of service", " of continuous employment"
_SERVED = re.compile(r"'? of (?:[\w-]+ )?(?:service|employment|seniority|work|membership)\b", re.I)
# "who has worked ", "if the member earns ", "that is ": opens what must be so
_OPENS = re.compile(
    r"\b(?:who|whose|which|that|if|when|where|unless|once|after|working|having|with)\b",
    re.IGNORECASE,
)
# "shall", "receives": behind it the amount belongs to the rule again
_CLOSES = re.compile(r", | (?:shall|will|must|receives?|pays?|is paid|are paid)\b", re.IGNORECASE)
# "notice to the affected employee", "notify the Union"
_TOLD_WORKER = re.compile(
    r"\bnotice[^.;,]{0,60}? to (?:the |its |an? |each |any )?(?:\w+ )?"
    r"(?:employee|union|guild|local|performer|member|worker|player|actor|artist|writer|crew)|"
    r"\bnotify (?:the |each |any |such |affected )*"
    r"(?:employee|union|guild|performer|member|player)",
    re.IGNORECASE,
)
# "notice", "notified"
_NOTICE = re.compile(r"\bnotice\b|\bnotif", re.IGNORECASE)
# "amortized over", "written off": how a cost is reckoned
_WRITTEN_OFF = re.compile(
    r"\b(?:amorti[sz]\w+|depreciat\w+|wr(?:ite|ites|itten) off)\b", re.IGNORECASE
)
# " unless ", ", ": what stands behind it is told apart
_PARTED = re.compile(r"\b(?:unless|if|except|until|which)\b|[;:]", re.IGNORECASE)
# "No dancer may be kept ", "shall not "
_DENIED = re.compile(r"\b(?:no|not|never)\b", re.IGNORECASE)
# "tell the ", "notifies each affected "
_TELLS = re.compile(
    r"\b(?:tells?|informs?|advises?|notif(?:y|ies)|warns?) "
    r"(?:(?:the|each|every|any|such|its|affected|all) )*",
    re.IGNORECASE,
)
# " in advance", " beforehand", " before "
_AHEAD = re.compile(r"'?(?: \w+){0,2}? (?:in advance|beforehand|before|prior to|ahead)\b", re.I)
# "notice to the Company", "notify the Producer"
_TOLD_EMPLOYER = re.compile(
    r"\bnotice (?:of [\w ]+ )?to (?:the |its |an? )?(?:compan|employer|producer|agency|department)"
    r"|\bnotify (?:the |his |her |their )?(?:compan|employer|producer|supervisor|agency)",
    re.IGNORECASE,
)

# "fails to make an offer by ": so many characters before the time
_FAILS = re.compile(r"\b(?:fails?|has failed|does not|do not)(?: to)?\b", re.IGNORECASE)
_CASE = 400
# "has made", "have given"; "provided that "
_HAS_DONE = re.compile(r"\b(?:has|have) (?:\w+ed|made|given|sent|paid|told)\b", re.IGNORECASE)
_PROVIDED = re.compile(r"\b(?:provided,? that|so long as|if)\b", re.IGNORECASE)


def number_serves(sentence: str, amount: Amount) -> Favors:
    """Whom a higher count serves."""
    before = sentence[max(0, amount.start - _BEFORE) : amount.start]
    rule = read_rule(sentence)
    gate = gate_serves(sentence, amount)
    if gate is not None:
        return gate
    if words_of("lower").search(before):
        return Favors.EMPLOYER if _worker_must(sentence) else Favors.WORKER
    if words_of("upper").search(before) and _DENIED.search(sentence, 0, amount.start):
        return opposite(rule.serves)
    return rule.serves


def gate_serves(sentence: str, amount: Amount) -> Favors | None:
    """Whom more of an amount serves that must be reached to come under a rule; None: no such."""
    head = sentence[: amount.start]
    if _BEYOND.search(head):
        return opposite(read_rule(sentence).serves)
    opened = list(_OPENS.finditer(head))
    if not opened or _CLOSES.search(head, opened[-1].end()):
        return None
    before = head[opened[-1].start() :]
    if len(before) > _GATE:
        return None
    behind = sentence[amount.end : amount.end + _BEFORE]
    serves = read_rule(sentence).serves
    if serves is Favors.UNCLEAR:
        return None
    if words_of("at_most").search(before):
        return serves
    if _SERVED.match(behind):
        return opposite(serves)
    if words_of("at_least").search(before) or re.match(r"[\w ]{0,20}\bor more\b", behind):
        return opposite(serves)
    return None


def _worker_must(sentence: str) -> bool:
    rule = read_rule(sentence)
    denied = re.match(r"\s*(?:no|neither)\b", sentence, re.I)
    return rule.bound is Favors.WORKER and rule.serves is Favors.EMPLOYER and not denied


def period_serves(sentence: str, amount: Amount) -> Favors:
    """Whom a longer time serves: notice him who gets it, storage and trial the employer."""
    if _WRITTEN_OFF.search(sentence):
        return Favors.UNCLEAR
    rule = read_rule(sentence)
    if _is_of_notice(sentence, amount):
        if _TOLD_EMPLOYER.search(sentence):
            return Favors.EMPLOYER
        if _TOLD_WORKER.search(sentence):
            return Favors.WORKER
        return Favors.WORKER if rule.serves is not Favors.EMPLOYER else Favors.EMPLOYER
    told = _told(sentence) if _AHEAD.match(sentence, amount.end) else None
    if told is not None:
        return told
    gate = gate_serves(sentence, amount)
    if gate is not None:
        return gate
    if words_of("held_back").search(sentence, 0, amount.start):
        return Favors.EMPLOYER
    if words_of("rest").search(sentence) and rule.serves is not Favors.EMPLOYER:
        return Favors.WORKER
    if words_of("retention").search(sentence):
        denied = _DENIED.search(sentence, 0, amount.start)
        capped = words_of("upper").search(sentence[: amount.end])
        return Favors.WORKER if denied and not capped else Favors.EMPLOYER
    return rule.serves


def _is_of_notice(sentence: str, amount: Amount) -> bool:
    """True of the length of a notice: 'ten days' notice', and no 'for a year unless notice is'."""
    for found in _NOTICE.finditer(sentence, max(0, amount.start - _BEFORE), amount.end + _BEFORE):
        start, end = sorted((found.start(), amount.start))
        if _PARTED.search(sentence, start, end) is None:
            return True
    return False


def _told(sentence: str) -> Favors | None:
    """The side that is told something; None where nobody is named behind the verb."""
    ends = {found.end() for found in _TELLS.finditer(sentence)}
    sides = {party.side for party in find_parties(sentence) if party.start in ends}
    return plain_side(sides.pop()) if len(sides) == 1 else None


def actor_of(sentence: str, at: int | None = None) -> Favors:
    """Who must act in time: the bearer of the last duty before that place, where it names one."""
    failing = _who_fails(sentence, at) if at is not None else Favors.UNCLEAR
    if failing is not Favors.UNCLEAR:
        return failing
    rule = read_rule(sentence)
    before = [verb for verb in verbs_of(sentence) if at is not None and verb.end <= at]
    bearer = bearer_of(sentence, before[-1]) if before else Favors.UNCLEAR
    if bearer is not Favors.UNCLEAR:
        return plain_side(bearer)
    if words_of("worker_acts").search(sentence) and not re.search(
        r"\b(?:answer|reply|respond|decide|hear)\w*\b", sentence, re.I
    ):
        return Favors.WORKER
    if rule.bound is not Favors.UNCLEAR:
        return rule.bound
    return Favors.EMPLOYER if words_of("paid_out").search(sentence) else Favors.UNCLEAR


def _who_fails(sentence: str, at: int) -> Favors:
    """The side that must act where a case asks whether it did: 'if the Troupe fails to answer by',
    'provided that, by June 1, the Troupe has answered'."""
    near = max(0, at - _CASE)
    opens = _FAILS.search(sentence, near, at)
    act = opens or _HAS_DONE.search(sentence, at, at + _CASE)
    opens = opens or _PROVIDED.search(sentence, near, at)
    if opens is None or act is None:
        return Favors.UNCLEAR
    if any(opens.end() <= verb.start < act.start() for verb in verbs_of(sentence)):
        return Favors.UNCLEAR
    subject = subject_before(sentence, act.start())
    return plain_side(subject.side) if subject else Favors.UNCLEAR
