"""A sentence → the side that it binds and the side that it serves.

A duty of the employer serves the worker, a right of the employer the employer; where no party is
named before the verb, what is paid or asked for serves the worker, what may be kept or used the
employer. UNCLEAR where none of this is plain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from analyzer.comparison.effect_bearers import PASSIVE, bearer_of, doer, is_denied
from analyzer.comparison.effect_guards import is_definition, owner_of, side_of_guard
from analyzer.comparison.effect_names import keep_read
from analyzer.comparison.effect_parties import OTHER, SIDES, find_parties
from analyzer.comparison.effect_plain import has_rule, opens, side_of_plain
from analyzer.comparison.effect_roles import stays_within
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_straight import serves_nobody, straighten
from analyzer.comparison.effect_subjects import subject_before
from analyzer.comparison.effect_unnamed import side_without_party
from analyzer.comparison.effect_verbs import main_clause, rule_verbs
from analyzer.records import Favors, Modality
from analyzer.wording.modality import DutyVerb

#: so many sentences are kept read: each is asked for several times in a row
_KEPT = 64

# " have the power"
_POWER = re.compile(r" have (?:(?:the|full|sole) )*(?:power|authority|discretion)\b", re.I)
# " impose upon him a fine", " suspend"
_HARMS = re.compile(
    r" (?:\w+ly )?(?:impose|fine|suspend|discipline|dismiss|discharge|demote|expel|disqualify|"
    r"penali[sz]e|lay off)\b",
    re.I,
)
# " withhold the fine from any pay", " deduct from the wages"; not dues, which are the union's
_WITHHOLDS = re.compile(
    r" (?:\w+ly )?(?:withhold|deduct|dock)\b"
    r"(?=[^.;]{0,80}\b(?:fines?|pay|wages?|salar(?:y|ies)|compensation|payments?)\b)"
    r"(?![^.;]*\b(?:dues|unions?|guilds?|fees|tax(?:es)?|contributions?|premiums?|assessments?|"
    r"authori[sz]\w+)\b)",
    re.IGNORECASE,
)
# "Increase the pension rates by", "Add a holiday": what the parties agreed, told as an order
_ORDER = re.compile(
    r"(?:(?P<more>increase|raise|improve|restore|add|extend)|reduce|decrease|lower|eliminate|"
    r"freeze) (?P<what>[^.;,]{3,60})",
    re.IGNORECASE,
)
# " transition all employees to", " reassign the dancer": done to workers, for good or ill
_MOVES = re.compile(
    r" (?:\w+ly )?(?:transition|transfer|move|convert|reassign|relocate|rotate|reclassify)"
    r" (?:(?:the|an?|any|all|each|every|such|affected|its|current) ){0,3}"
    r"(?:employees?|players?|performers?|members?|workers?|dancers?|crews?|staff)\b",
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


@keep_read(_KEPT)
def read_rule(sentence: str) -> Rule:
    """The side that the main clause of a sentence binds and the one that it serves."""
    main = straighten(main_clause(sentence))
    nothing = _NOTHING.match(main)
    if nothing:
        freed = next((p.side for p in find_parties(main) if p.start >= nothing.end()), None)
        return Rule(serves=freed) if freed in SIDES else Rule()
    if is_definition(main) or serves_nobody(main):
        return Rule()
    order = _ORDER.match(main)
    if order and words_of("paid_out").search(order["what"]):
        return _for(Favors.WORKER if order["more"] else Favors.EMPLOYER)
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
            if side is Favors.EMPLOYER and _gives_none(main, verb):
                return _for(side)
            if _POWER.match(main, verb.end) and verb.modality is Modality.MUST:
                return Rule(bound=side, serves=side)
            if side is Favors.EMPLOYER and _MOVES.match(main, verb.end):
                return Rule(bound=side)
            if verb.modality is Modality.MUST and stays_within(main, verb, side):
                return Rule(bound=side)
            if side is Favors.EMPLOYER and _does_harm(main, verb):
                return Rule(bound=side, serves=_after_harm(verb, main))
            return _of_duty(side, verb.modality, denied=is_denied(main, verb.start))
    return None


def _is_mutual(main: str, verb: DutyVerb, side: Favors) -> bool:
    """True of 'the Guild shall not strike, and the Producer shall not lock out': each is bound."""
    later = (other for other in rule_verbs(main) if other.start > verb.end)
    bans = (other for other in later if other.modality is Modality.MUST_NOT)
    return any(bearer_of(main, other) is opposite(side) for other in bans)


def _gives_none(main: str, verb: DutyVerb) -> bool:
    """True of 'no meal shall be supplied by the Producer': a thing that workers do not get."""
    done = PASSIVE.match(main, verb.end)
    if done is None or verb.modality is not Modality.MUST or not is_denied(main, verb.start):
        return False
    given = words_of("done_for").fullmatch(done.group(1))
    return given is not None and bool(words_of("benefit_thing").search(main, 0, verb.start))


def _does_harm(main: str, verb: DutyVerb) -> bool:
    """True where what is done punishes workers, or keeps their pay from them."""
    return any(pattern.match(main, verb.end) for pattern in (_HARMS, _WITHHOLDS))


def _after_harm(verb: DutyVerb, main: str) -> Favors:
    """Whom a punishment serves that the employer must, may or must not impose."""
    denied = verb.modality is Modality.MUST_NOT or is_denied(main, verb.start)
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
    side = doer(main, free, subject.side)
    return _of_duty(side, Modality.MAY, denied=is_denied(main, can.start()))


def _without_verb(main: str) -> Favors:
    side = Favors.UNCLEAR if has_rule(main) else side_of_plain(main)
    return side_without_party(main) if side is Favors.UNCLEAR else plain_side(side)


def _may_give(sentence: str, verb: DutyVerb) -> bool:
    """True of 'the Producer may reimburse him': what the one may do serves the other."""
    return verb.modality is Modality.MAY and _MAY_GIVE.match(sentence, verb.end) is not None


def _of_duty(side: Favors, modality: Modality, *, denied: bool) -> Rule:
    if modality in (Modality.MAY, Modality.RESERVE):
        serves = opposite(side) if denied else side
        return Rule(bound=side, serves=serves)
    return _for(opposite(side))


def _for(side: Favors) -> Rule:
    """The rule that serves a side and binds the other."""
    return Rule(bound=opposite(side), serves=side)
