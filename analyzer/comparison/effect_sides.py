"""A sentence → the side that it binds and the side that it serves.

A duty of the employer serves the worker, a right of the employer the employer; where no party is
named before the verb, what is paid or asked for serves the worker, what may be kept or used the
employer. UNCLEAR where none of this is plain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from analyzer.comparison.effect_rows import words_of
from analyzer.records import Favors, Modality
from analyzer.wording.modality import DutyVerb, duty_verbs

#: so many sentences are kept read: each is asked for several times in a row
_KEPT = 64
#: so many characters before a word are looked at
_NEAR = 60
_OTHER = {Favors.EMPLOYER: Favors.WORKER, Favors.WORKER: Favors.EMPLOYER}
# "rigger", "violinists", "puppeteers", "technicians"
_AGENT = re.compile(r"\b[a-z]{2,}(?:er|or|ist|ian|eer|hand|man|woman|person)s?\b", re.I)
# "of the ", "to each ", "with any such "
_OBLIQUE = re.compile(
    r"\b(?:of|to|for|by|with|from|on|upon|against|between|under|in|at|among)"
    r"(?: (?:the|an?|each|any|every|all|such|its|their|his|her|both|affected|individual))*\s*$",
    re.I,
)
# "if the roster changes, "
_LEAD_IN = re.compile(
    r"^(?:and )?(?:if|when|where|upon|before|after|in|for|at|during|on|once|unless|until)\b[^,]*, ",
    re.I,
)

# "pay the dancer and ", "report it, but also "
_SECOND = re.compile(r"(?:\band|\bor|\bbut|,) (?:\w+ly |also |further |then )?$", re.I)

# " be informed", " promptly be paid", " not be scanned"
_PASSIVE = re.compile(r"(?: (?:\w+ly|also|then|not|never))? be (?:\w+ly )?([a-z]+)\b", re.I)
_BOUND = frozenset(("required", "obliged", "bound", "expected", "responsible", "liable", "subject"))
# " receive", " also be entitled"
_GAINS = re.compile(
    r"(?: (?:\w+ly|also|then))? (receive|get|earn|enjoy|accrue|have|be entitled)\b", re.I
)
# " suffer a loss"
_SUFFERS = re.compile(r" (?:suffer|lose|forfeit|incur)\b", re.I)
# "is sent", "are signed"
_IS_DONE = re.compile(r"\b(?:is|are) (?:\w+ly )?\w+(?:ed|en|nt|id|ld|wn)\b", re.I)


@dataclass(frozen=True, slots=True)
class Party:
    """A word for a party with its side."""

    word: str
    side: Favors
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rule:
    """Whom a sentence binds and whom it serves."""

    bound: Favors = Favors.UNCLEAR
    serves: Favors = Favors.UNCLEAR


def opposite(side: Favors) -> Favors:
    """The other side; UNCLEAR and BOTH stay."""
    return _OTHER.get(side, side)


@lru_cache(maxsize=_KEPT)
def verbs_of(sentence: str) -> tuple[DutyVerb, ...]:
    """The verbs of duty of a sentence."""
    return duty_verbs(sentence)


@lru_cache(maxsize=_KEPT)
def find_parties(text: str) -> tuple[Party, ...]:
    """Every word for a party, in order; an unknown noun for somebody who acts is a worker."""
    found: dict[int, Party] = {}
    for row, side in (
        ("union", Favors.WORKER),
        ("employer", Favors.EMPLOYER),
        ("worker", Favors.WORKER),
    ):
        for match in words_of(row).finditer(text):
            if not any(p.start < match.end() and match.start() < p.end for p in found.values()):
                found[match.start()] = Party(match.group(), side, match.start(), match.end())
    for match in _AGENT.finditer(text):
        word = match.group().lower()
        known = any(p.start < match.end() and match.start() < p.end for p in found.values())
        if not known and not words_of("not_a_person").fullmatch(word.removesuffix("s")):
            found[match.start()] = Party(match.group(), Favors.WORKER, match.start(), match.end())
    return tuple(found[start] for start in sorted(found))


@lru_cache(maxsize=_KEPT)
def read_rule(sentence: str) -> Rule:
    """The side that the main clause of a sentence binds and the one that it serves."""
    main = sentence
    while lead := _LEAD_IN.match(main):
        main = main[lead.end() :]
    for verb in verbs_of(main):
        side = bearer_of(main, verb)
        if side is not Favors.UNCLEAR:
            return _of_duty(side, verb.modality, denied=_is_denied(main, verb.start))
    plain = _of_plain_verb(main)
    return plain if plain.serves is not Favors.UNCLEAR else _without_party(main)


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
    if agent:
        at = verb.end + agent.end()
        for party in find_parties(sentence):
            if party.start == at:
                return party.side
    return Favors.UNCLEAR


def _doer(sentence: str, verb: DutyVerb, side: Favors) -> Favors:
    """Who acts where a party stands before the verb: in 'performers shall be paid' the other."""
    gains = _GAINS.match(sentence, verb.end)
    if gains and (side is Favors.WORKER or gains.group(1).lower() != "have"):
        return opposite(side) if verb.modality is Modality.MUST else side
    if _SUFFERS.match(sentence, verb.end) and verb.modality is Modality.MUST_NOT:
        return opposite(side)
    passive = _PASSIVE.match(sentence, verb.end)
    if passive is None or passive.group(1).lower() in _BOUND:
        return side
    if words_of("done_for").fullmatch(passive.group(1)):
        return opposite(side)
    return side if verb.modality is Modality.MUST else opposite(side)


def subject_before(sentence: str, at: int) -> Party | None:
    """The party that stands before a place as its subject: not 'of the actor', not "actor's"."""
    head = sentence[:at]
    for party in reversed(find_parties(sentence)):
        if party.end > at:
            continue
        rest = head[party.end :]
        if rest.startswith("'") or re.search(r"[;:]", rest):
            continue
        if not _OBLIQUE.search(head[max(0, party.start - _NEAR) : party.start]):
            return party
    return None


def _of_duty(side: Favors, modality: Modality, *, denied: bool) -> Rule:
    if modality in (Modality.MAY, Modality.RESERVE):
        serves = opposite(side) if denied else side
        return Rule(bound=side, serves=serves)
    return Rule(bound=side, serves=opposite(side))


def _is_denied(sentence: str, at: int) -> bool:
    return re.match(r"(?:no|neither|nobody)\b", sentence[:at].strip(), re.I) is not None


def _of_plain_verb(sentence: str) -> Rule:
    """'The Company pays', 'Members receive': a verb of giving or of getting behind a party."""
    for row, gains in (("gain", True), ("burden", False)):
        for verb in words_of(row).finditer(sentence):
            subject = subject_before(sentence, verb.start())
            if subject is None and words_of("getting").fullmatch(verb.group()):
                return Rule(bound=Favors.EMPLOYER, serves=Favors.WORKER)
            if subject is None or len(sentence[subject.end : verb.start()].split()) > 6:
                continue
            other = opposite(subject.side)
            if gains:
                return Rule(bound=other, serves=subject.side)
            return Rule(bound=subject.side, serves=other)
    return Rule()


def _without_party(sentence: str) -> Rule:
    for_worker = Rule(bound=Favors.EMPLOYER, serves=Favors.WORKER)
    for_employer = Rule(bound=Favors.WORKER, serves=Favors.EMPLOYER)
    denied = re.match(r"(?:no|neither|nobody|nothing)\b", sentence, re.I)
    kept_from = re.search(r"\bnot\b", sentence)
    if kept_from and words_of("benefit_thing").search(sentence[: kept_from.start()]):
        return for_employer
    if denied or words_of("gate").search(sentence) or kept_from:
        return for_worker
    used = words_of("used").search(sentence)
    if used:
        thing = words_of("benefit_thing").search(sentence[: used.start()])
        return for_worker if thing and used.group()[:3] in ("may", "can") else for_employer
    if words_of("owed").search(sentence):
        return for_worker
    must = any(verb.modality is Modality.MUST for verb in verbs_of(sentence))
    if must or _IS_DONE.search(sentence):
        return for_worker
    return Rule()
