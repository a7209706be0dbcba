"""A sentence that names no party before its verb → the side that it serves.

What it is about tells, then who else has a role in it, then what is limited or denied: a thing that
workers get, or what may be done to them. UNCLEAR where none of this is plain.
"""

from __future__ import annotations

import re

from analyzer.comparison.effect_roles import side_by_roles
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_things import (
    NOBODY,
    NOT_DONE,
    head_of,
    is_aside,
    own_word,
    side_of_burden,
    side_of_conduct,
    side_of_paper,
    side_of_place,
    side_of_thing,
)
from analyzer.comparison.effect_verbs import rule_verbs
from analyzer.records import Favors, Modality

# "shall not increase", "may not exceed": a limit on what stands behind; "not be reduced": none less
_NOT_MORE = re.compile(
    r"\bnot (?:be )?(?:increased?|exceed(?:ed)?|accrued?|accumulated?|total more|carr(?:y|ied))\b|"
    r"\bno (?:more|greater|higher) than\b|"
    r"\bno (?:case|event|instance|circumstances?) (?:shall|will|may|must) (?:\w+ ){1,4}?exceed\b",
    re.I,
)
_NOT_LESS = re.compile(
    r"\b(?:not|no)\b[^.;]{0,40}"
    r"\b(?:reduc\w+|decreas\w+|diminish\w*|lower\w*|lose|loss|less than)\b",
    re.I,
)
# "There shall be no penalty", "no payment is due", "no additional contributions shall"
_NONE_OF = re.compile(r"\bno (?:\w+ ){0,3}?(?P<thing>[a-z]+)\b", re.I)
# "shall remain the same", "will be maintained", "shall not be changed"
_AS_IT_IS = re.compile(
    r"\bremains? (?:the same|unchanged|at)\b|\bbe (?:maintained|retained|preserved|restored)\b|"
    r"\bnot (?:be )?(?:chang|alter|modif|affect)\w*\b",
    re.I,
)
_REMAINS = re.compile(r"\b(?:remains?|maintained|retained|preserved|restored)\b", re.I)
# "will not be reimbursed"
_NOT_GIVEN = re.compile(r"\b(?:shall|will|may|must|is|are) not (?:be )?(?P<done>[a-z]+)\b")
# "shall not apply", "is not considered": says where a rule holds, and not what is forbidden
_HOLDS_NOT = re.compile(
    r"\b(?:shall|will|must|may|can|is|are|does|do)(?: \w+)? not (?:be )?(?:\w+ly )?"
    r"(?:appl\w+|considered|deemed|construed|counted|subject|affect|constitute|necessary|"
    r"include[ds]?|extend|cover(?:ed)?|interpreted|precedent\w*|set|used as)\b",
    re.IGNORECASE,
)
# "No adjustments shall be made", "there is no reduction"
_NO_CHANGE = re.compile(
    r"(?:there (?:shall|will) be |there (?:is|are) )?no (?:\w+ ){0,2}?(?:adjustments?|changes?|"
    r"limits?|steps|exceptions?|precedents?)\b",
    re.IGNORECASE,
)
# "shall not be unreasonably withheld": what is asked for must be given
NOT_WITHHELD = re.compile(
    r"\b(?:shall|will|may|must) not (?:be (?:\w+ly )?|\w+ly be )(?:withheld|denied|refused)\b", re.I
)
# "The exclusive option"
_FIRST = re.compile(r"(?:[\w'-]+\W+){0,3}[\w'-]*")
# "they will accrue ", "he or she shall be paid "
_THEY_GET = re.compile(
    r"\b(?:they|he or she|he/she|she or he|s/he) (?:shall|will|may|must)(?P<not> not)? "
    r"(?:also |then )?(?:receive|accrue|earn|retain|have the (?:ability|right|option|opportunity)|"
    r"be (?:able to|paid|credited|entitled|eligible|granted|"
    r"given|provided|allowed|reimbursed|compensated))\b",
    re.IGNORECASE,
)
_ASKED_OF_EMPLOYER = re.compile(
    r"\b(?:approvals?|authori[sz]ations?|permissions?|requests?)\b", re.I
)


def side_without_party(sentence: str) -> Favors:
    """The side that such a sentence serves."""
    for read in _READERS:
        side = read(sentence)
        if side is not None:
            return side
    first = _FIRST.match(head_of(sentence))
    used = own_word("used", sentence) or (first and own_word("option", first.group()))
    if used:
        given = words_of("benefit_thing").search(sentence[: used.start()])
        return Favors.WORKER if given and used.group()[:3] in ("may", "can") else Favors.EMPLOYER
    return side_of_thing(sentence)


def _of_limit(sentence: str) -> Favors | None:
    """Of what workers get no less, no more, none, or as it is."""
    thing = words_of("benefit_thing")
    if _NOT_LESS.search(sentence) and thing.search(sentence):
        return Favors.WORKER
    if _NOT_MORE.search(sentence) and thing.search(sentence):
        return Favors.EMPLOYER
    for none in _NONE_OF.finditer(sentence):
        if thing.fullmatch(none["thing"]) or words_of("remedy").fullmatch(none["thing"]):
            return Favors.EMPLOYER
    if _AS_IT_IS.search(sentence):
        stays = _REMAINS.search(sentence) and thing.search(sentence)
        return Favors.WORKER if stays else Favors.UNCLEAR
    return None


def _of_denial(sentence: str) -> Favors | None:
    """Of what is forbidden: a thing that workers get, or what may be done to them."""
    gets = _THEY_GET.search(sentence)
    if gets and any(
        verb.modality is Modality.MUST_NOT and verb.start > gets.end()
        for verb in rule_verbs(sentence)
    ):
        return Favors.UNCLEAR
    if gets:
        return Favors.EMPLOYER if gets["not"] else Favors.WORKER
    withheld = NOT_WITHHELD.search(sentence)
    if withheld and _ASKED_OF_EMPLOYER.search(sentence, 0, withheld.start()):
        return Favors.WORKER
    not_given = _NOT_GIVEN.search(sentence)
    if not_given and words_of("done_for").fullmatch(not_given["done"]):
        return Favors.EMPLOYER
    kept_from = _denied_verb(sentence)
    if kept_from and words_of("benefit_thing").search(sentence[: kept_from.start()]):
        return Favors.EMPLOYER
    if kept_from and _HOLDS_NOT.match(sentence, kept_from.start()):
        return Favors.UNCLEAR
    if _NO_CHANGE.match(sentence):
        return Favors.UNCLEAR
    denied = kept_from or NOBODY.search(sentence) or words_of("gate").search(sentence)
    return Favors.WORKER if denied else None


def _denied_verb(sentence: str) -> re.Match[str] | None:
    """The 'not' of the rule's own verb, and not of what says which or if."""
    verb = next((v for v in rule_verbs(sentence) if v.end > v.start), None)
    if verb is not None and verb.modality in (Modality.MUST, Modality.MAY):
        return None
    for found in NOT_DONE.finditer(sentence):
        if not is_aside(sentence, found.start()):
            return found
    return None


#: asked in this order; the first that knows tells
_READERS = (
    side_of_paper,
    side_by_roles,
    side_of_burden,
    side_of_conduct,
    side_of_place,
    _of_limit,
    _of_denial,
)
