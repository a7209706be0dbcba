"""A sentence without a verb of duty → the side that it serves: 'The Company pays'.

A verb of giving or of getting behind the party that opens it tells, and what is done for or to that
party. Input: the main clause of a sentence. Output: that side, or BOTH; UNCLEAR where none is.
"""

from __future__ import annotations

import re

from analyzer.comparison.effect_parties import OTHER
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_subjects import subject_before
from analyzer.comparison.effect_verbs import rule_verbs
from analyzer.records import Favors, Modality

# "eligible", "included": who gets something, and nothing when it is denied
COUNTS_AS = frozenset(("eligible", "included", "counted", "accorded"))
#: verbs of duty that make a rule
_RULES = frozenset({Modality.MUST, Modality.MAY, Modality.MUST_NOT, Modality.WILL_ENDEAVOR})
#: a relative clause of so few words has its verb behind it
_RELATIVE = 3
#: so many words between a party and its verb
_BETWEEN = 6
# "are released", "is not paid"
_IS_DONE = re.compile(
    r"\b(?:is|are) (?P<not>not )?(?:\w+ly )?(?P<done>\w+(?:ed|en|id|ld)|eligible)\b", re.I
)
# "who worked for ten days"
_WHO = re.compile(r"\b(?:who|whom|whose)\b", re.I)
# " no severance", " neither meals": nothing of it
NONE = re.compile(r" (?:no|neither|nothing|none)\b(?! (?:less|fewer|later|more|lower) than)", re.I)
# "do not ", "no longer "
_DENIES = re.compile(r"\b(?:not|never|no longer) (?:\w+ly )?$", re.I)
# "Dancers ", "The touring dancers ", ", and each dancer ": where a subject stands
_AT_START = re.compile(r"(?:^|[,;:(] ?)\W*(?:(?!to\b|of\b|includes?\b)[\w/'-]+ ){0,4}$")


def has_rule(main: str) -> bool:
    """True of what says that somebody must, may or must not."""
    return any(verb.modality in _RULES and verb.end > verb.start for verb in rule_verbs(main))


def opens(main: str, at: int) -> bool:
    """True of a place where the subject of a sentence, or of a part of it, may stand."""
    return _AT_START.search(main, 0, at) is not None


def side_of_plain(main: str) -> Favors:
    """The side that such a sentence serves."""
    side = _of_done(main)
    return _of_verb(main) if side is Favors.UNCLEAR else side


def _of_done(sentence: str) -> Favors:
    """'Stewards are released', 'Dancers are searched': what is done for or to a party."""
    for done in _IS_DONE.finditer(sentence):
        subject = subject_before(sentence, done.start())
        if subject is None or subject.side is Favors.BOTH:
            continue
        between = sentence[subject.end : done.start()]
        if between.strip() and not (_WHO.search(between) and len(between.split()) > _RELATIVE):
            continue
        side = OTHER[subject.side] if done["not"] else subject.side
        if words_of("done_for").fullmatch(done["done"]) or done["done"] in COUNTS_AS:
            return side
        if words_of("done_to").fullmatch(done["done"]):
            return OTHER[side]
    return Favors.UNCLEAR


def _of_verb(sentence: str) -> Favors:
    """'The Company pays', 'Members receive': a verb of giving or of getting behind a party."""
    for row, gains in (("gain", True), ("burden", False)):
        for verb in words_of(row).finditer(sentence):
            subject = subject_before(sentence, verb.start())
            if subject is None and words_of("getting").fullmatch(verb.group()):
                return Favors.WORKER
            if subject is None or len(sentence[subject.end : verb.start()].split()) > _BETWEEN:
                continue
            if not opens(sentence, subject.start):
                continue
            if subject.side is Favors.BOTH:
                return Favors.BOTH
            denied = bool(
                _DENIES.search(sentence, 0, verb.start()) or NONE.match(sentence, verb.end())
            )
            return subject.side if gains != denied else OTHER[subject.side]
    return Favors.UNCLEAR
