"""A rule by which a side gives up what it could claim: whom it serves, and whether it reaches more.

'The Guild waives the City Sick Time Law': each law more that is named serves the other side. Input:
a sentence, or a `SentencePair`. Output: the side that waives, or `Sign`s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.comparison.effect_content import content_changed
from analyzer.comparison.effect_pairs import SentencePair
from analyzer.comparison.effect_parties import SIDES
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_sides import opposite
from analyzer.comparison.effect_signs import Sign, phrase
from analyzer.comparison.effect_subjects import side_at, subject_before
from analyzer.comparison.effect_verbs import verbs_of
from analyzer.records import Favors

# "expressly waives", "shall waive", "hereby irrevocably waive and release"
_WAIVES = re.compile(
    r"\b(?=[hsweaikfr])(?:(?:hereby|shall|will|expressly|agrees? to|irrevocably|knowingly|"
    r"further|also|and|"
    r"fully) )*"
    r"(?:waives?|relinquish(?:es)?|forgoes?)\b(?! (?:compliance with )?(?:this|the) "
    r"(?:notice|deadline|time limit))",
    re.I,
)
# "is hereby waived by the "
_WAIVED_BY = re.compile(
    r"\b(?:is|are|be)(?: (?:hereby|expressly|also))* (?:waived|relinquished) by "
    r"(?:the |each |such )?",
    re.I,
)
# "shall not ", "may ", "does not ", "unless it ", "nothing herein ": nothing is given up
_NOT_SO = re.compile(
    r"\b(?:not|never|nor|neither|no|nothing|may|can|could|if|unless|until|to|"
    r"that|which|who|whether)\b[^.;,]{0,40}$",
    re.I,
)
# "The LPG ": a name that no word tells the side of
_NAME = re.compile(r"(?:[Tt]he )?[A-Z]{2,} $")
# "Act", "Paid Sick Leave Ordinance"
_LAW = re.compile(r"\b(?:Acts?|Ordinances?|Laws?|Statutes?|laws?|ordinances?|statutes?)\b")
#: what came has at least so many times the words of meaning of what went, or the other way
_MORE = 2


def who_waives(sentence: str) -> Favors | None:
    """The side that gives something up; None where none does or both do."""
    verb = _WAIVES.search(sentence)
    if verb:
        if _NOT_SO.search(sentence, 0, verb.start()):
            return None
        subject = subject_before(sentence, verb.start())
        if subject is None:
            return Favors.WORKER if _is_of_workers(sentence, verb) else None
        return subject.side if subject.side in SIDES else None
    by = _WAIVED_BY.search(sentence)
    if by is None or _NOT_SO.search(sentence, 0, by.start()):
        return None
    side = side_at(sentence, by.end())
    return side if side in SIDES else None


def _is_of_workers(sentence: str, verb: re.Match[str]) -> bool:
    """True where somebody whom nothing names as a side gives up a law's benefits: 'The LPG waives
    application of the Sick Leave Act'."""
    named = _NAME.match(sentence, 0, verb.start()) is not None
    law = _LAW.search(sentence, verb.end())
    return (
        named and law is not None and bool(words_of("benefit_thing").search(sentence, verb.end()))
    )


def find_waiver(pair: SentencePair) -> Iterator[Sign]:
    """A waiver that reaches more, or less, than before; it stands on both sides."""
    side = who_waives(pair.new)
    if side is None or who_waives(pair.old) is not side:
        return
    verb = _WAIVES.search(pair.new) or _WAIVED_BY.search(pair.new)
    if verb is None or any(v.end < verb.start() for v in verbs_of(pair.new)):
        return
    if _WAIVES.match(pair.new, verb.start()) and pair.hunks[0].b0 < verb.end():
        return
    gone, come = (len(words) for words in content_changed(pair))
    if come > _MORE * gone:
        name, favors = "scope_widened", opposite(side)
    elif gone > _MORE * come:
        name, favors = "scope_narrowed", side
    else:
        return
    yield Sign(name, phrase(pair, old=True), phrase(pair), favors, lasting=True)
