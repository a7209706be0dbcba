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
from analyzer.comparison.effect_parties import SIDES, find_parties, side_at, subject_before
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_unnamed import side_without_party
from analyzer.comparison.effect_verbs import main_clause, rule_verbs, verbs_of
from analyzer.records import Favors, Modality
from analyzer.wording.modality import DutyVerb

#: so many sentences are kept read: each is asked for several times in a row
_KEPT = 64
#: so many characters before a word are looked at
_NEAR = 60
_OTHER = {Favors.EMPLOYER: Favors.WORKER, Favors.WORKER: Favors.EMPLOYER}
# "pay the dancer and ", "report it, but also "
_SECOND = re.compile(r"(?:\band|\bor|\bbut|,) (?:\w+ly |also |further |then )?$", re.I)

# " be informed", " promptly be paid", " not be scanned"
_PASSIVE = re.compile(r"(?: (?:\w+ly|also|then|not|never))? be (?:\w+ly )?([a-z]+)\b", re.I)
_BOUND = frozenset(("required", "obliged", "bound", "expected", "responsible", "liable", "subject"))
# " receive", " also be entitled"
_GAINS = re.compile(
    r"(?: (?:\w+ly|also|then))? "
    r"(receive|get|earn|enjoy|accrue|have|be entitled|move (?:up|to|into)|advance)\b",
    re.I,
)
# " maintain their current rate of pay", " remain at the same step": what a worker keeps
_KEEPS = re.compile(
    r" (?:retain|keep|maintain|remain at|enter)(?= (?:\w+ ){0,4}?"
    r"(?:pay|salary|wages?|rates?|steps?|seniority|status|position|classification)\b)",
    re.I,
)
# " suffer a loss"
_SUFFERS = re.compile(r" (?:suffer|lose|forfeit|incur)\b", re.I)
# "eligible", "included": who gets something, and nothing when it is denied
_COUNTS_AS = frozenset(("eligible", "included", "counted", "accorded"))
# "considered", "deemed": it may serve either, and leaves out when it is denied
_SEEN_AS = frozenset(("considered", "deemed", "treated", "regarded"))
# "are released", "is not paid"
_IS_DONE = re.compile(r"\b(?:is|are) (?P<not>not )?(?:\w+ly )?(?P<done>\w+(?:ed|en|id|ld))\b", re.I)
# "do not ", "no longer "
_DENIES = re.compile(r"\b(?:not|never|no longer) (?:\w+ly )?$", re.I)
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
    return _OTHER.get(side, side)


def plain_side(side: Favors) -> Favors:
    """One of the two sides; UNCLEAR for both at once."""
    return Favors.UNCLEAR if side is Favors.BOTH else side


@lru_cache(maxsize=_KEPT)
def read_rule(sentence: str) -> Rule:
    """The side that the main clause of a sentence binds and the one that it serves."""
    main = main_clause(sentence)
    nothing = _NOTHING.match(main)
    if nothing:
        freed = next((p.side for p in find_parties(main) if p.start >= nothing.end()), None)
        return Rule(serves=freed) if freed in SIDES else Rule()
    if is_definition(main):
        return Rule()
    owner = owner_of(main)
    if owner is not None:
        return _for(owner)
    guarded = side_of_guard(main)
    if guarded is not None:
        return _for(guarded)
    for verb in rule_verbs(main):
        side = bearer_of(main, verb)
        if side is Favors.BOTH:
            return Rule()
        if side is not Favors.UNCLEAR:
            return _of_duty(side, verb.modality, denied=_is_denied(main, verb.start))
    plain = _of_plain_passive(main)
    if plain.serves is Favors.UNCLEAR:
        plain = _of_plain_verb(main)
    return plain if plain.serves is not Favors.UNCLEAR else _for(side_without_party(main))


def bearer_of(sentence: str, verb: DutyVerb) -> Favors:
    """The side of the party before a verb of duty, or of the one behind 'by'."""
    if _SECOND.search(sentence[max(0, verb.start - _NEAR) : verb.start]):
        earlier = [other for other in verbs_of(sentence) if other.end < verb.start]
        if earlier:
            return bearer_of(sentence, earlier[-1])
    subject = subject_before(sentence, verb.start)
    if subject is not None:
        return _doer(sentence, verb, subject.side)
    agent = re.search(r"\bby (?:the |each |any |an? |its |such )*", sentence[verb.end :], re.I)
    return side_at(sentence, verb.end + agent.end()) if agent else Favors.UNCLEAR


def _doer(sentence: str, verb: DutyVerb, side: Favors) -> Favors:
    """Who acts where a party stands before the verb: in 'performers shall be paid' the other."""
    if side is Favors.BOTH:
        return side
    modality = verb.modality
    if modality is Modality.MUST and _is_denied(sentence, verb.start):
        modality = Modality.MUST_NOT
    keeps = _KEEPS.match(sentence, verb.end) if side is Favors.WORKER else None
    gains = _GAINS.match(sentence, verb.end) or keeps
    if gains and (side is Favors.WORKER or gains.group(1).lower() != "have"):
        return opposite(side) if modality is Modality.MUST else side
    if _SUFFERS.match(sentence, verb.end) and modality is Modality.MUST_NOT:
        return opposite(side)
    passive = _PASSIVE.match(sentence, verb.end)
    if passive is None:
        return side
    if passive.group(1).lower() in _BOUND:
        return opposite(side) if modality in (Modality.MAY, Modality.MUST_NOT) else side
    word = passive.group(1).lower()
    if word in _SEEN_AS and modality is not Modality.MUST_NOT:
        return Favors.BOTH
    if words_of("done_for").fullmatch(word) or word in _COUNTS_AS or word in _SEEN_AS:
        return opposite(side) if modality is Modality.MUST else side
    if modality is Modality.MUST:
        return side if words_of("done_to").fullmatch(word) else Favors.BOTH
    return opposite(side)


def _of_duty(side: Favors, modality: Modality, *, denied: bool) -> Rule:
    if modality in (Modality.MAY, Modality.RESERVE):
        serves = opposite(side) if denied else side
        return Rule(bound=side, serves=serves)
    return _for(opposite(side))


def _is_denied(sentence: str, at: int) -> bool:
    return re.match(r"(?:no|neither|nobody)\b", sentence[:at].strip(), re.I) is not None


def _of_plain_passive(sentence: str) -> Rule:
    """'Stewards are released', 'Dancers are searched': what is done for or to a party."""
    for done in _IS_DONE.finditer(sentence):
        subject = subject_before(sentence, done.start())
        if subject is None or subject.side is Favors.BOTH:
            continue
        if sentence[subject.end : done.start()].strip() or done["not"]:
            continue
        if words_of("done_for").fullmatch(done["done"]):
            return _for(subject.side)
        if words_of("done_to").fullmatch(done["done"]):
            return _for(opposite(subject.side))
    return Rule()


def _of_plain_verb(sentence: str) -> Rule:
    """'The Company pays', 'Members receive': a verb of giving or of getting behind a party."""
    for row, gains in (("gain", True), ("burden", False)):
        for verb in words_of(row).finditer(sentence):
            subject = subject_before(sentence, verb.start())
            if subject is None and words_of("getting").fullmatch(verb.group()):
                return _for(Favors.WORKER)
            if subject is None or len(sentence[subject.end : verb.start()].split()) > 6:
                continue
            if subject.side is Favors.BOTH:
                return Rule()
            denied = _DENIES.search(sentence, 0, verb.start()) is not None
            return _for(subject.side if gains != denied else opposite(subject.side))
    return Rule()


def _for(side: Favors) -> Rule:
    """The rule that serves a side and binds the other."""
    return Rule(bound=opposite(side), serves=side)
