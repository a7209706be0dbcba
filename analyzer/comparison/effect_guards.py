"""A sentence about what guards the worker, with no party before its verb → the side that it serves.

Consent, signature and notice stand for the worker: what they must hold serves the worker, what they
may be or need not say serves the employer, and so does what is waived or no longer due.
"""

from __future__ import annotations

import re

from analyzer.records import Favors, Modality
from analyzer.wording.modality import duty_verbs

# "The consent ", "Each such written consent ", "A separate signature "
_GUARD = re.compile(
    r"(?:the|such|any|each|every|an?|this|that)? ?(?:\w+ ){0,2}?(?:consent|signature)s?\b", re.I
)
_WITHHELD = re.compile(r"\b(?:withh[eo]ld\w*|refus\w+|den(?:y|ied)|delay\w*)\b", re.I)
# "No notice is required", "nothing further is due", "Neither residuals nor contributions are due"
_WAIVED = re.compile(
    r"\b(?:no|neither|nothing)\b[^.;]*?\b(?:(?:notice|consent|signature|description|disclosure|"
    r"notification)\b[^.;]{0,40}\b(?:required|needed|necessary)|"
    r"(?:is|are|be|becomes?) (?:due|owed|owing|payable))\b",
    re.I,
)
# "is not subject to Article 9": what that Article gives, and to whom, is not known
_NOT_SUBJECT = re.compile(r"(?:it|this|that) (?:is|are|shall) not (?:be )?subject to\b", re.I)


def side_of_guard(sentence: str) -> Favors | None:
    """The side that such a sentence serves; None for a sentence of another kind."""
    guard = _GUARD.match(sentence)
    if guard:
        return _of_consent(sentence, guard.end())
    if _WAIVED.search(sentence):
        return Favors.EMPLOYER
    return Favors.UNCLEAR if _NOT_SUBJECT.match(sentence) else None


def _of_consent(sentence: str, end: int) -> Favors:
    verb = next((verb for verb in duty_verbs(sentence) if verb.start >= end), None)
    if verb is None:
        return Favors.UNCLEAR
    withheld = verb.modality is Modality.MUST_NOT and _WITHHELD.search(sentence, verb.end)
    if verb.modality in (Modality.MAY, Modality.RESERVE) or withheld:
        return Favors.EMPLOYER
    return Favors.WORKER
