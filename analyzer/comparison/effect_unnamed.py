"""A sentence that names no party before its verb → the side that it serves.

What is paid or asked for serves the worker, what may be kept or used the employer; what is denied
serves the worker unless it is a thing that workers get. UNCLEAR where none of this is plain.
"""

from __future__ import annotations

import re

from analyzer.comparison.effect_rows import words_of
from analyzer.records import Favors

# "shall not increase", "may not exceed": a limit on what stands behind; "not be reduced": none less
_NOT_MORE = re.compile(
    r"\bnot (?:be )?(?:increased?|exceed(?:ed)?|accrued?|accumulated?|total more|carr(?:y|ied))\b",
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
# "No scan", "during a strike no scan shall"
_NOBODY = re.compile(
    r"^(?:[Nn]o|[Nn]either|[Nn]obody|[Nn]othing)\b|\bno (?:\w+ ){1,4}?(?:shall|will|may|must)\b"
)
# "not", and no "that are not used "
_NOT_DONE = re.compile(
    r"(?<!that )(?<!who )(?<!which )\b(?:shall|will|must|may|can|is|are|does|do|did|has|have|be)"
    r"(?: \w+)? not\b|\bcannot\b"
)


def side_without_party(sentence: str) -> Favors:
    """The side that such a sentence serves."""
    side = _of_limit(sentence)
    if side is None:
        side = _of_denial(sentence)
    if side is not None:
        return side
    used = words_of("used").search(sentence)
    if used:
        given = words_of("benefit_thing").search(sentence[: used.start()])
        return Favors.WORKER if given and used.group()[:3] in ("may", "can") else Favors.EMPLOYER
    return Favors.WORKER if words_of("owed").search(sentence) else Favors.UNCLEAR


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
    withheld = _NOT_GIVEN.search(sentence)
    if withheld and words_of("done_for").fullmatch(withheld["done"]):
        return Favors.EMPLOYER
    kept_from = _NOT_DONE.search(sentence)
    if kept_from and words_of("benefit_thing").search(sentence[: kept_from.start()]):
        return Favors.EMPLOYER
    denied = kept_from or _NOBODY.search(sentence) or words_of("gate").search(sentence)
    return Favors.WORKER if denied else None
