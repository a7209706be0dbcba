"""A sentence that serves a side by what it is about, whoever stands before its verb → that side.

Consent, signature and notice stand for the worker: what they must hold serves the worker, what they
may be or need not say serves the employer, and so does what is waived or no longer due. Whoever
owns a thing is served by it; what counts toward a duty of the employer makes it lighter.
"""

from __future__ import annotations

import re

from analyzer.comparison.effect_parties import SIDES
from analyzer.comparison.effect_subjects import side_at, subject_before
from analyzer.comparison.effect_verbs import rule_verbs
from analyzer.records import Favors, Modality

#: so many characters behind a word its verb still is its own
_FAR = 60

# "The consent ", "Each such written consent ", "A separate signature "
_GUARD = re.compile(
    r"(?:the|such|any|each|every|an?|this|that)? ?(?:\w+ ){0,2}?(?:consent|signature)s?\b", re.I
)
_WITHHELD = re.compile(
    r"\b(?:withh[eo]ld\w*|refus\w+|den(?:y|ied)|delay\w*|withdr[ae]w\w*|revoked?|rescind\w*|"
    r"cancel\w*)\b",
    re.I,
)
# "The consent continues after death", "A consent once given lasts for the series"
_LASTS = re.compile(r"\bconsents?\b[^.;,]{0,60}?\b(?:continues|lasts|binds|extends|covers)\b", re.I)
# "be counted toward the number", "be credited against overtime", "counts towards seniority"
_COUNTS = re.compile(
    r"\b(?=[nacos])(?P<not>(?:not|no|never)\b[^.;,]{0,30})?\b"
    r"(?:counts?|counted|credit(?:s|ed)?|appl(?:y|ies|ied)|offset|set off|charged?|creditable)"
    r"\b[^.;,]{0,12} (?P<to>towards?|against)\b(?P<what>[^.;,]{0,60})",
    re.I,
)
# "seniority", "vesting": what a worker gathers; counting toward it serves the worker
_GATHERED = re.compile(
    r"\b(?:seniority|service|vest(?:ing|ed)?|eligib\w+|qualif\w+|accru\w+|roster|credits?|"
    r"completion|promotion|advancement|hours worked|time worked|overtime)\b",
    re.I,
)
# "toward the limit": what is used up, by whichever side
_LIMITS = re.compile(r"\b(?:limits?|maximums?|caps?)\b", re.I)
# "full consideration", "in full satisfaction of", "in lieu of any other payment",
# "The payment of that sum covers all uses of the song"
_PAID_UP = re.compile(
    r"\b(?=[fctesi])(?:(?:full|complete|total|entire|sole) (?:consideration|satisfaction|"
    r"settlement|compensation|payment|remedy)\b|in lieu of (?:any|all)\b)|"
    r"^(?:such |the |this |said )?(?:foregoing )?(?:payments?|fees?|sums?|amounts?|salar(?:y|ies)|"
    r"compensation)\b[^.;,]{0,60}? (?:covers?|buys?|includes?|satisf(?:y|ies)) (?:any|all|every)\b"
    r"(?! employees?| performers?| members?)",
    re.I,
)
# "The arbitrator may award", "the arbitrator shall have no power to order"
_OF_ARBITRATOR = re.compile(
    r"(?:the |an |any |such )?(?:arbitrators?|arbitration panel)\b[^.;,]{0,30}?\b"
    r"(?:award|order|restrain|reinstate|enjoin|grant relief)\b",
    re.I,
)
# "owns", "shall own", "retains title to", "is the property of", "belongs to", "vests in"
_OWNS = re.compile(
    r"\b(?=[swhorka])(?:(?:shall|will|hereby) (?:hereby |solely |at all times |continue to )?)?"
    r"(?:own|owns|holds? title|(?:retains?|keeps?|reserves?|has|have|acquires?) "
    r"(?:(?:all|every|any|sole|full|exclusive|the) ){0,3}(?:rights?|title|ownership)(?! to\b)|"
    r"retains? ownership)\b",
    re.I,
)
_OWNED_BY = re.compile(
    r"\b(?=[osepbvt])(?:owned by|(?:sole |exclusive )?property of|belongs? to|vests? in|"
    r"titles? (?:is|rests?) in) (?:the |its |each |such )?",
    re.I,
)
# '"Picture" means', 'the term "Day" shall mean', "is defined as"
_MEANS = re.compile(
    r"^[^.;]{0,120}?[\"'”’\)] ?(?:,[^,]{1,80}, )?(?:(?:shall|will) )?(?:means?|refers? to|"
    r"is defined|"
    r"are defined|includes?)\b|\b(?:shall mean|is defined as|are defined as)\b",
    re.I,
)
# "No notice is required", "nothing further is due", "Neither residuals nor contributions are due"
_WAIVED = re.compile(
    r"\b(?:no|neither|nothing)\b[^.;]*?\b(?:(?:notice|consent|signature|description|disclosure|"
    r"notification)\b[^.;]{0,40}\b(?:required|needed|necessary)|"
    r"(?:is|are|be|becomes?) (?:due|owed|owing|payable))\b",
    re.I,
)
# "shall not be grounds for discipline", "Nothing said there is a basis for discharge": protected
_NO_GROUNDS = re.compile(
    r"\b(?:not|nothing|no|never|neither|nor)\b[^.;]{0,120}?"
    r"\b(?:grounds?|cause|bas[ie]s|reasons?|subject to|result in|lead to|used (?:for|in))\b"
    r"(?! (?:the )?(?:provisions|terms))[^.;,]{0,25}?"
    r"\b(?:disciplin\w+|discharged?|dismissal|reprisals?|retaliation|adverse action)\b",
    re.I,
)
# "is not subject to Article 9": what that Article gives, and to whom, is not known
_NOT_SUBJECT = re.compile(r"(?:it|this|that) (?:is|are|shall) not (?:be )?subject to\b", re.I)


def side_of_guard(sentence: str) -> Favors | None:
    """The side that such a sentence serves; None for a sentence of another kind."""
    if is_protected(sentence):
        return Favors.WORKER
    if is_waived(sentence) or is_paid_up(sentence):
        return Favors.EMPLOYER
    guard = _GUARD.match(sentence)
    if guard:
        return _of_consent(sentence, guard.end())
    arbitrator = _OF_ARBITRATOR.match(sentence)
    if arbitrator:
        denied = re.search(r"\b(?:no (?:power|authority)|not|only)\b", sentence, re.I)
        return Favors.EMPLOYER if denied else Favors.WORKER
    counts = _COUNTS.search(sentence)
    if counts:
        return _of_counting(counts)
    return Favors.UNCLEAR if _NOT_SUBJECT.match(sentence) else None


def is_protected(sentence: str) -> bool:
    """True of what must not lead to discipline."""
    return _NO_GROUNDS.search(sentence) is not None


def is_definition(sentence: str) -> bool:
    """True of what says what a word means: it serves whom the rules with that word serve."""
    return _MEANS.search(sentence) is not None


def is_waived(sentence: str) -> bool:
    """True of what is no longer asked for or owed: 'no notice is required', 'nothing is due'."""
    return _WAIVED.search(sentence) is not None


def is_paid_up(sentence: str) -> bool:
    """True of what says that nothing further is owed."""
    return _PAID_UP.search(sentence) is not None


def owner_of(sentence: str) -> Favors | None:
    """The side that a sentence makes owner of a thing; None: of none."""
    owned = _OWNED_BY.search(sentence)
    if owned:
        owner = side_at(sentence, owned.end())
        return owner if owner in SIDES else None
    owns = _OWNS.search(sentence)
    if owns is None or re.search(r"\b(?:not|no|never|nor|may)\b", sentence[: owns.end()], re.I):
        return None
    subject = subject_before(sentence, owns.start())
    if subject is None or len(sentence[subject.end : owns.start()].split()) > 3:
        return None
    return subject.side if subject.side in SIDES else None


def _of_counting(counts: re.Match[str]) -> Favors:
    """Toward what a worker gathers it serves the worker, toward what the employer owes it does not;
    the other side where it is denied."""
    if _LIMITS.search(counts["what"]):
        return Favors.UNCLEAR
    gathered = _GATHERED.search(counts["what"]) is not None and counts["to"].lower() != "against"
    return Favors.WORKER if gathered != (counts["not"] is not None) else Favors.EMPLOYER


def _of_consent(sentence: str, end: int) -> Favors:
    verb = next((verb for verb in rule_verbs(sentence) if verb.start >= end), None)
    if verb is None or verb.start >= end + _FAR:
        return Favors.EMPLOYER if _LASTS.search(sentence) else Favors.UNCLEAR
    withheld = _WITHHELD.search(sentence, verb.end, verb.end + _FAR)
    if withheld and verb.modality is Modality.MAY:
        return Favors.WORKER
    withheld = withheld if verb.modality is Modality.MUST_NOT else None
    if verb.modality in (Modality.MAY, Modality.RESERVE) or withheld:
        return Favors.EMPLOYER
    return Favors.WORKER
