"""A verb of duty in its sentence → the side that it binds or frees.

That is the party before it, or the one behind 'by'; in 'performers shall be paid' it is the other,
which pays. BOTH where a party is told of that neither must act nor gets anything.
"""

from __future__ import annotations

import re

from analyzer.comparison.effect_parties import OTHER
from analyzer.comparison.effect_plain import COUNTS_AS, NONE
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_subjects import side_at, subject_before
from analyzer.comparison.effect_verbs import verbs_of
from analyzer.records import Favors, Modality
from analyzer.wording.modality import DutyVerb

#: so many characters before a word are looked at
_NEAR = 60
# "pay the dancer and ", "report it, but also "
_SECOND = re.compile(r"(?:\band|\bor|\bbut|,) (?:\w+ly |also |further |then )?$", re.I)
# " be informed", " promptly be paid", " not be scanned"
PASSIVE = re.compile(
    r"(?: (?:\w+ly|also|then|not|never|continue to))? be (?:\w+ly |(?:direct|first|next|again) )?"
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
# " have the burden of proof", " also have sole responsibility for"
_BURDENED = re.compile(
    r" (?:(?:the|an?|sole|full|no|any|ultimate) )*(?:burdens?|responsibilit(?:y|ies)|dut(?:y|ies)|"
    r"obligations?|onus|liabilit(?:y|ies))\b",
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
        return doer(sentence, verb, subject.side)
    agent = _BY.match(sentence[verb.end :])
    return side_at(sentence, verb.end + agent.end()) if agent else Favors.UNCLEAR


def doer(sentence: str, verb: DutyVerb, side: Favors) -> Favors:
    """Who acts where a party stands before the verb: in 'performers shall be paid' the other."""
    if side is Favors.BOTH:
        return side
    modality = verb.modality
    if modality is Modality.MUST and is_denied(sentence, verb.start):
        modality = Modality.MUST_NOT
    gainer = _gainer(sentence, verb, side, must=modality is Modality.MUST)
    if gainer is not None:
        return gainer
    if _SUFFERS.match(sentence, verb.end) and modality is Modality.MUST_NOT:
        return OTHER[side]
    passive = PASSIVE.match(sentence, verb.end)
    if passive is None:
        neutral = modality is Modality.MUST and _NEUTRAL.match(sentence, verb.end)
        return Favors.BOTH if neutral and side is Favors.WORKER else side
    word = passive.group(1).lower()
    if word in _BOUND:
        return OTHER[side] if modality in (Modality.MAY, Modality.MUST_NOT) else side
    if word in _SEEN_AS and modality is not Modality.MUST_NOT:
        return Favors.BOTH
    if words_of("done_for").fullmatch(word) or word in COUNTS_AS or word in _SEEN_AS:
        return OTHER[side] if modality is Modality.MUST else side
    if modality is Modality.MUST:
        return side if words_of("done_to").fullmatch(word) else Favors.BOTH
    return OTHER[side]


def _gainer(sentence: str, verb: DutyVerb, side: Favors, *, must: bool) -> Favors | None:
    """Who acts where a party gets or keeps something: the other, unless it gets none of it."""
    free = side is Favors.WORKER and not _FORCED.search(sentence, verb.start, verb.end)
    keeps = _KEEPS.match(sentence, verb.end) if free else None
    gains = _GAINS.match(sentence, verb.end) or keeps
    if gains is not None and _BURDENED.match(sentence, gains.end()):
        return None
    if gains is None or (side is not Favors.WORKER and gains.group(1).lower() == "have"):
        return None
    return OTHER[side] if must and not NONE.match(sentence, gains.end()) else side


def is_denied(sentence: str, at: int) -> bool:
    """True where the subject before a place denies it: 'No dancer'."""
    return _NOBODY.match(sentence[:at].strip()) is not None
