"""A sentence → the side that it binds and the side that it serves.

A duty of the employer serves the worker, a right of the employer the employer; where no party is
named before the verb, what is paid or asked for serves the worker, what may be kept or used the
employer. UNCLEAR where none of this is plain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from analyzer.comparison.effect_guards import is_definition, owner_of, side_of_guard
from analyzer.comparison.effect_parties import (
    OTHER,
    SIDES,
    find_parties,
    side_at,
    subject_before,
)
from analyzer.comparison.effect_plain import COUNTS_AS, has_rule, opens, side_of_plain
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_straight import serves_nobody, straighten
from analyzer.comparison.effect_unnamed import side_without_party
from analyzer.comparison.effect_verbs import main_clause, rule_verbs, verbs_of
from analyzer.records import Favors, Modality
from analyzer.wording.modality import DutyVerb

#: so many sentences are kept read: each is asked for several times in a row
_KEPT = 64
#: so many characters before a word are looked at
_NEAR = 60
# "pay the dancer and ", "report it, but also "
_SECOND = re.compile(r"(?:\band|\bor|\bbut|,) (?:\w+ly |also |further |then )?$", re.I)

# " be informed", " promptly be paid", " not be scanned"
_PASSIVE = re.compile(
    r"(?: (?:\w+ly|also|then|not|never|continue to))? be (?:\w+ly )?"
    r"([a-z]+(?:ed|en|ent|ant|id|ld|pt|ght|ne|de|et|ut|it|un|st|rn|wn|nd)|eligible|responsible|"
    r"liable|subject)\b",
    re.I,
)
# " be on the roster", " go first", " consist of": serves nobody
_NEUTRAL = re.compile(
    r" (?:be (?:on|in|at|the|an?|by|for|of|with|as|from)\b|displace|bump|go|consist|rotate|become|"
    r"mean|vary|differ|apply to|begin|start|end)\b",
    re.I,
)
_BOUND = frozenset(("required", "obliged", "bound", "expected", "responsible", "liable", "subject"))
# " receive", " also be entitled"
_GAINS = re.compile(
    r"(?: (?:\w+ly|also|then))? "
    r"(receive|get|earn|enjoy|accrue|have|be entitled|be (?:able|free) to|move (?:up|to|into)|"
    r"advance)\b",
    re.I,
)
# " maintain their current rate of pay", " remain at the same step": what a worker keeps
_KEEPS = re.compile(
    r" (?:retain|keep|maintain|remain at|enter|use|take)(?= (?:\w+ ){0,4}?"
    r"(?:pay|salary|wages?|rates?|steps?|seniority|status|position|classification|leave|vacation|"
    r"time off)\b)",
    re.I,
)
# " have the same cap", " have access": what an employer has, and not what it must do
_HAS = re.compile(
    r" (?:also )?have (?:the (?:same|ability)|access|until|(?:an?|its) [\w ]{0,40}(?:equal|of))\b",
    re.I,
)
# "must", "are required to"
_FORCED = re.compile(r"\b(?:must|required|obliged|obligated)\b", re.I)
# " suffer a loss", " serve a trial period", " work more than ten hours"
_SUFFERS = re.compile(
    r" (?:suffer|lose|forfeit|incur|repay|bear|contribute|"
    r"serve (?:\w+ ){0,3}(?:trial|probation\w*)|"
    r"work (?:\w+ ){0,2}(?:more|over|beyond|longer|in excess|later|on|without)|"
    r"pay|be subject to|have to)\b",
    re.I,
)
# " be kept in a locked room by the "
_BY = re.compile(
    r"(?: \w+ly)?(?: be| not be| have been) (?:(?!by\b)[\w'/-]+ ){1,12}?"
    r"by (?:the |each |any |an? |its |such )*",
    re.I,
)
# "considered", "deemed": it may serve either, and leaves out when it is denied
_SEEN_AS = frozenset(("considered", "deemed", "treated", "regarded"))
# "No ", "Neither ", "In no case "
_NOBODY = re.compile(r"(?:no|neither|nobody|none|nor)\b|(?:in|at|under) no \w+", re.I)
# " have the power"
_POWER = re.compile(r" have (?:(?:the|full|sole) )*(?:power|authority|discretion)\b", re.I)
# " impose upon him a fine", " suspend"
_HARMS = re.compile(
    r" (?:\w+ly )?(?:impose|fine|suspend|discipline|dismiss|discharge|demote|expel|disqualify|"
    r"penali[sz]e|lay off)\b",
    re.I,
)
# " reimburse him", " grant an employee"
_MAY_GIVE = re.compile(
    r"(?: \w+ly| also)? (?:reimburse|pay|grant|give|offer|compensate|excuse|provide) "
    r"(?:(?:the|an?|any|each|such) )?(?:him|her|them|employees?|players?|performers?|members?)\b",
    re.I,
)
# "Employees can "
_CAN = re.compile(r"\bcan(?: also)?\b(?! not)", re.I)
# "Nothing in this Article limits ", "nothing herein requires "
_NOTHING = re.compile(
    r"\bnothing\b[^.;]{0,90}?\b(?:limit|restrict|prevent|preclude|prohibit|impair|abridge|diminish|"
    r"require|obligate|oblige|waive|affect)\w*\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """Whom a sentence binds and whom it serves."""

    bound: Favors = Favors.UNCLEAR
    serves: Favors = Favors.UNCLEAR


def opposite(side: Favors) -> Favors:
    """The other side; UNCLEAR and BOTH stay."""
    return OTHER[side]


def plain_side(side: Favors) -> Favors:
    """One of the two sides; UNCLEAR for both at once."""
    return Favors.UNCLEAR if side is Favors.BOTH else side


@lru_cache(maxsize=_KEPT)
def read_rule(sentence: str) -> Rule:
    """The side that the main clause of a sentence binds and the one that it serves."""
    main = straighten(main_clause(sentence))
    nothing = _NOTHING.match(main)
    if nothing:
        freed = next((p.side for p in find_parties(main) if p.start >= nothing.end()), None)
        return Rule(serves=freed) if freed in SIDES else Rule()
    if is_definition(main) or serves_nobody(main):
        return Rule()
    owner = owner_of(main)
    guarded = side_of_guard(main) if owner is None else owner
    if guarded is not None:
        return _for(guarded)
    return _of_verbs(main) or _of_can(main) or _for(_without_verb(main))


def _of_verbs(main: str) -> Rule | None:
    """By the first verb of duty of which it is known whom it binds."""
    for verb in rule_verbs(main):
        side = bearer_of(main, verb)
        if side is Favors.BOTH or (side is Favors.EMPLOYER and _may_give(main, verb)):
            return Rule()
        if side is not Favors.UNCLEAR:
            if verb.modality is Modality.MUST_NOT and _is_mutual(main, verb, side):
                return Rule()
            if _POWER.match(main, verb.end) and verb.modality is Modality.MUST:
                return Rule(bound=side, serves=side)
            if side is Favors.EMPLOYER and _HARMS.match(main, verb.end):
                return Rule(bound=side, serves=_after_harm(verb, main))
            return _of_duty(side, verb.modality, denied=_is_denied(main, verb.start))
    return None


def _is_mutual(main: str, verb: DutyVerb, side: Favors) -> bool:
    """True of 'the Guild shall not strike, and the Producer shall not lock out': each is bound."""
    later = (other for other in rule_verbs(main) if other.start > verb.end)
    bans = (other for other in later if other.modality is Modality.MUST_NOT)
    return any(bearer_of(main, other) is opposite(side) for other in bans)


def _after_harm(verb: DutyVerb, main: str) -> Favors:
    """Whom a punishment serves that the employer must, may or must not impose."""
    denied = verb.modality is Modality.MUST_NOT or _is_denied(main, verb.start)
    return Favors.WORKER if denied else Favors.EMPLOYER


def _of_can(main: str) -> Rule | None:
    """'Employees can take it later': they may."""
    can = _CAN.search(main)
    subject = subject_before(main, can.start()) if can else None
    if can is None or subject is None or subject.side not in SIDES:
        return None
    if not opens(main, subject.start):
        return None
    free = DutyVerb(can.start(), can.end(), Modality.MAY)
    side = _doer(main, free, subject.side)
    return _of_duty(side, Modality.MAY, denied=_is_denied(main, can.start()))


def _without_verb(main: str) -> Favors:
    side = Favors.UNCLEAR if has_rule(main) else side_of_plain(main)
    return side_without_party(main) if side is Favors.UNCLEAR else plain_side(side)


def bearer_of(sentence: str, verb: DutyVerb) -> Favors:
    """The side of the party before a verb of duty, or of the one behind 'by'."""
    if _SECOND.search(sentence[max(0, verb.start - _NEAR) : verb.start]):
        earlier = [other for other in verbs_of(sentence) if other.end < verb.start]
        if earlier:
            return bearer_of(sentence, earlier[-1])
    subject = subject_before(sentence, verb.start)
    if subject is not None and subject.side is Favors.EMPLOYER and _HAS.match(sentence, verb.end):
        return Favors.BOTH
    if subject is not None:
        return _doer(sentence, verb, subject.side)
    agent = _BY.match(sentence[verb.end :])
    return side_at(sentence, verb.end + agent.end()) if agent else Favors.UNCLEAR


def _doer(sentence: str, verb: DutyVerb, side: Favors) -> Favors:
    """Who acts where a party stands before the verb: in 'performers shall be paid' the other."""
    if side is Favors.BOTH:
        return side
    modality = verb.modality
    if modality is Modality.MUST and _is_denied(sentence, verb.start):
        modality = Modality.MUST_NOT
    free = side is Favors.WORKER and not _FORCED.search(sentence, verb.start, verb.end)
    keeps = _KEEPS.match(sentence, verb.end) if free else None
    gains = _GAINS.match(sentence, verb.end) or keeps
    if gains and (side is Favors.WORKER or gains.group(1).lower() != "have"):
        return opposite(side) if modality is Modality.MUST else side
    if _SUFFERS.match(sentence, verb.end) and modality is Modality.MUST_NOT:
        return opposite(side)
    passive = _PASSIVE.match(sentence, verb.end)
    if passive is None:
        neutral = modality is Modality.MUST and _NEUTRAL.match(sentence, verb.end)
        return Favors.BOTH if neutral and side is Favors.WORKER else side
    if passive.group(1).lower() in _BOUND:
        return opposite(side) if modality in (Modality.MAY, Modality.MUST_NOT) else side
    word = passive.group(1).lower()
    if word in _SEEN_AS and modality is not Modality.MUST_NOT:
        return Favors.BOTH
    if words_of("done_for").fullmatch(word) or word in COUNTS_AS or word in _SEEN_AS:
        return opposite(side) if modality is Modality.MUST else side
    if modality is Modality.MUST:
        return side if words_of("done_to").fullmatch(word) else Favors.BOTH
    return opposite(side)


def _may_give(sentence: str, verb: DutyVerb) -> bool:
    """True of 'the Producer may reimburse him': what the one may do serves the other."""
    return verb.modality is Modality.MAY and _MAY_GIVE.match(sentence, verb.end) is not None


def _of_duty(side: Favors, modality: Modality, *, denied: bool) -> Rule:
    if modality in (Modality.MAY, Modality.RESERVE):
        serves = opposite(side) if denied else side
        return Rule(bound=side, serves=serves)
    return _for(opposite(side))


def _is_denied(sentence: str, at: int) -> bool:
    return _NOBODY.match(sentence[:at].strip()) is not None


def _for(side: Favors) -> Rule:
    """The rule that serves a side and binds the other."""
    return Rule(bound=opposite(side), serves=side)
