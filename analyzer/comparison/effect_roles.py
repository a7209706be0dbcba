"""A rule of which the doer's side is not known → the side that it serves, by the other roles in it.

Who is given or told something is served, and who answers for nothing; so is he whose act the rule
waits for the other's. Input: the main clause of a sentence. Output: that side, or None.
"""

from __future__ import annotations

import re

from analyzer.comparison.effect_parties import OTHER, SIDES, find_parties
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_subjects import is_modifier, side_at
from analyzer.comparison.effect_verbs import rule_verbs
from analyzer.records import Favors, Modality
from analyzer.wording.modality import DutyVerb

#: so many characters before a party tell its role
_NEAR = 140
# "the ", "all new ", "each affected bargaining unit "
_WHICH = r"(?:(?!to\b|of\b|by\b|for\b)[\w'/-]+ ){0,4}?"
# " inform all new ", " promptly pay ": whoever stands behind is served
_GIVES_TO = re.compile(
    r"(?: (?:\w+ly|also|then|continue to|be|further))* "
    r"(?:inform|notify|tell|advise|pay|train|reimburse|compensate|offer|grant|allow|permit|"
    r"provide|furnish|send|supply|give|consult(?: with)?|release|promote|retain|protect|assist)"
    rf" {_WHICH}$",
    re.IGNORECASE,
)
# " promptly inform the ", " provide notice of the test to each ", " make payments to the "
_PASSES_ON = re.compile(
    r"(?: (?:\w+ly|also|then|further))* "
    rf"(?:(?:inform|notify|tell|advise|(?P<pays>pay|reimburse)) {_WHICH}|"
    r"(?:be (?:\w+ly )?)?(?:sen[dt]|given?|provided?|forward(?:ed)?|furnish(?:ed)?|deliver(?:ed)?|"
    r"made available|(?P<pays_to>paid|pay|make|cause|distributed?))\b[^.;]{0,140}? to "
    rf"{_WHICH})",
    re.IGNORECASE,
)
# " continue to pay any fees"
_GIVES = re.compile(
    r"(?: (?:\w+ly|also|then|continue to|further))* (?:pay|provide|furnish|supply|grant|reimburse|"
    r"offer|contribute)\b(?P<what>[^.;,]{0,60})",
    re.IGNORECASE,
)
# " be sent to the ", " provide a copy of it to each "
_GIVEN_TO = re.compile(
    r"(?: (?:\w+ly|also|then|continue to|further))* "
    r"(?:be (?:\w+ly )?(?:sent|given|provided|paid|forwarded|submitted|reported|delivered|"
    r"furnished|returned|supplied|granted|offered|issued|made available|distributed|"
    r"credited|available)|"
    r"provide|give|send|furnish|supply|offer|grant|pay|issue|distribute|deliver|forward)"
    rf"\b[^.;]{{0,80}}? to {_WHICH}$",
    re.IGNORECASE,
)
# "no duty for the ", "no further liability on the part of the "
_FREE_OF = re.compile(
    r"\bno (?:\w+ )?(?:dut(?:y|ies)|obligations?|liabilit(?:y|ies)|responsibilit(?:y|ies)|costs?|"
    rf"expenses?) (?:for|of|on|upon|to)(?: the part of)? {_WHICH}$",
    re.IGNORECASE,
)
# "overtime being charged to the ", "at no cost to the ", "paid for by the "
_CHARGED_TO = re.compile(
    r"\b(?:charged|billed) to (?:the |its |each |any )?$|"
    r"\bat (?:the )?(?P<no>no )?(?:additional |extra |sole )?(?:cost|expense) (?:to|of) "
    r"(?:the |its |each |any )?$",
    re.IGNORECASE,
)
# "only after the affected ", "not until the "
_WAITS_FOR = re.compile(
    r"\b(?:only (?:after|if|when|once|upon)|not (?:\w+ )?(?:until|unless)) "
    r"(?:(?:the|its|any|each|such) )?(?:(?:affected|relevant|hiring) )?$",
    re.IGNORECASE,
)
# "does not obligate the ", "shall not require it to"
_BINDS_NOT = re.compile(
    r"\b(?:does|do|shall|will|may|must) not (?:\w+ly )?(?:obligate|oblige|require|bind|limit|"
    r"restrict|prevent|preclude|prohibit|impair|diminish|waive) "
    rf"(?:(?P<it>it|them|him or her)\b|{_WHICH}$)",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|never|no|nor|neither)\b", re.IGNORECASE)
_HAS_DONE = re.compile(r" (?:has|have|had|shall have)\b", re.IGNORECASE)


def side_by_roles(main: str) -> Favors | None:
    """The side that such a rule serves; None where no role in it tells."""
    free = _BINDS_NOT.search(main)
    for party in find_parties(main):
        if party.side not in SIDES:
            continue
        if free and free["it"] and party.end <= free.start():
            return party.side
        head = main[max(0, party.start - _NEAR) : party.start]
        if _FREE_OF.search(head) or _BINDS_NOT.search(head):
            return party.side
        charged = _CHARGED_TO.search(head)
        if charged:
            spared = charged["no"] or _DENIED.search(head)
            return party.side if spared else OTHER[party.side]
        if _WAITS_FOR.search(head) and _HAS_DONE.match(main, party.end):
            return OTHER[party.side]
        given = _is_given(main, party.start)
        if given is not None:
            return _of_gift(party.side, given=given)
    return Favors.WORKER if _gives_thing(main) else None


def stays_within(main: str, verb: DutyVerb, side: Favors) -> bool:
    """True where a party only tells or pays one of its own side: 'the Association shall inform the
    Producer of it'. Whom that serves is not said; what is paid for the other side's people is."""
    behind = [party for party in find_parties(main) if party.start >= verb.end]
    # 'the AIP dancers': the name only says which dancers
    whole = {party.start - 1 for party in behind}
    for party in (party for party in behind if party.end not in whole):
        passes = _PASSES_ON.fullmatch(main, verb.end, party.start)
        if passes is None or is_modifier(main[party.end :]):
            continue
        paid = passes["pays"] or passes["pays_to"]
        others = any(each.side is OTHER[side] for each in behind)
        return side_at(main, party.start) is side and not (paid and others)
    return False


def _of_gift(receiver: Favors, *, given: bool) -> Favors:
    """What workers get, or are denied, tells; what an employer gets may come from another."""
    if receiver is Favors.EMPLOYER:
        return Favors.UNCLEAR
    return Favors.WORKER if given else Favors.EMPLOYER


def _gives_thing(main: str) -> bool:
    """True of 'the LPB will continue to pay the fee', whoever that is."""
    verb = next((v for v in rule_verbs(main) if v.end > v.start), None)
    if verb is None or verb.modality is not Modality.MUST:
        return False
    gives = _GIVES.match(main, verb.end)
    return gives is not None and bool(words_of("benefit_thing").search(gives["what"]))


def _is_given(main: str, at: int) -> bool | None:
    """Whether the party at a place is given something, or denied it; None: neither."""
    for verb in rule_verbs(main):
        if verb.end > at or verb.end == verb.start:
            continue
        if _GIVES_TO.fullmatch(main, verb.end, at) or _GIVEN_TO.fullmatch(main, verb.end, at):
            if verb.modality in (Modality.MAY, Modality.RESERVE):
                return None
            subject = main[: verb.start]
            denied = verb.modality is Modality.MUST_NOT or _DENIED.match(subject.strip())
            return not denied
    return None
