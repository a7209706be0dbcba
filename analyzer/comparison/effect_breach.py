"""What follows a breach, and how a dispute ends: whole sentences, and words that changed.

Input: a sentence or a `SentencePair`. Output: whose breach it is, or `Sign`s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.comparison.effect_pairs import SentencePair
from analyzer.comparison.effect_parties import SIDES, find_parties
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_signs import Sign, phrase
from analyzer.records import Favors

# "violates this rule", "fails to appear", "any breach of": somebody's fault
_FAULT = re.compile(
    r"\b(?:breach(?:es|ed)?|violat(?:es?|ed|ions?|ing)|fail(?:s|ed|ure|ures)? to|breaks?|"
    r"refus(?:es?|ed|al)|misus(?:es?|ed)|misconduct)\b",
    re.IGNORECASE,
)

# "Alleged violations of this letter ", "Any dispute over the list "
_DISPUTE = re.compile(
    r"(?:(?:any|all|the|such|each|alleged|a|an) )*(?:violations?|breach(?:es)?|disputes?|"
    r"disagreements?|controvers(?:y|ies)|complaints?|differences)\b[^.;]{0,120}$",
    re.IGNORECASE,
)
# "are not subject to the grievance procedure", "shall be settled by arbitration"
_GOES_TO = re.compile(
    r"\b(?:is|are|be) (?P<not>not )?(?:\w+ly )?(?:subject to|resolved|settled|handled|determined|"
    r"processed|decided|submitted|referred)\b[^.;]{0,60}?\b(?:grievance|arbitrat\w+)"
    r"|\b(?P<none>not )?(?:be )?(?:grievable|arbitrable)\b",
    re.IGNORECASE,
)
# "is subject to", "shall be grievable": open to a grievance, however else a dispute may end
_OPEN_TO = re.compile(r"\bsubject to\b|\bgrievable\b", re.IGNORECASE)
# "shall be fined", "pay liquidated damages", "be subject to a late-filing penalty": of fault alone
_FINED = re.compile(
    r"\bbe fined\b|\ba fine of\b|\bliquidated damages\b|"
    r"\bbe subject to (?:an? |the )?(?:[\w-]+ ){0,3}?(?:penalt(?:y|ies)|fines?|forfeitures?)\b",
    re.IGNORECASE,
)

# 'No penalty follows an inadvertent failure'
_NO_PENALTY = re.compile(
    r"\bno (?:\w+ ){0,2}?(?:penalt(?:y|ies)|damages|fines?)\b[^.;]{0,60}?"
    r"\b(?:failures?|errors?|omissions?|inadvertent\w*|breach(?:es)?|violations?)\b",
    re.IGNORECASE,
)


def find_remedies(pair: SentencePair) -> Iterator[Sign]:
    """What follows a breach, or how a dispute ends."""
    breach = any(_tells_breach(text) for text in (pair.old, pair.new))
    old, new = pair.differ("remedy")
    strong_old, strong_new = pair.differ("remedy_strong")
    weak_old, weak_new = pair.differ("remedy_weak")
    answers = (strong_old or weak_old) and (strong_new or weak_new)
    if not (old and new) and not (breach and (old or new or answers)):
        return
    score = len(strong_new) - len(strong_old) - len(weak_new) + len(weak_old)
    favors = Favors.UNCLEAR
    if score:
        favors = Favors.WORKER if score > 0 else Favors.EMPLOYER
    yield Sign("remedy_changed", phrase(pair, old=True), phrase(pair), favors)


def is_remedy(sentence: str, main: str) -> bool:
    """True of a rule that says what follows a breach; `main`: without the case that opens it."""
    if _FINED.search(main):
        return True
    if _tells_breach(sentence) and words_of("sanction").search(main):
        return True
    fault = _FAULT.search(sentence)
    return fault is not None and words_of("punished").search(sentence, fault.end()) is not None


def ends_dispute(main: str) -> Favors | None:
    """Whom it serves how a dispute ends: the worker where a grievance is open, the employer where
    it is not, UNCLEAR where another body decides; None of any other rule."""
    goes = _GOES_TO.search(main)
    if goes is None or not _DISPUTE.match(main, 0, goes.start()):
        return None
    if goes["not"] or goes["none"]:
        return Favors.EMPLOYER
    return Favors.WORKER if _OPEN_TO.search(goes.group()) else Favors.UNCLEAR


def who_breaks(sentence: str) -> Favors:
    """The side whose breach a sentence tells of: the party before the word for it."""
    for breach in words_of("breach").finditer(sentence):
        before = [p for p in find_parties(sentence) if p.end <= breach.start()]
        if before and before[-1].side is not Favors.BOTH:
            return before[-1].side
    return Favors.UNCLEAR


def who_is_spared(sentence: str, main: str) -> Favors | None:
    """The side that no penalty follows for what it fails to do; the employer where nobody is named,
    who has most to observe; None of any other rule."""
    if not _NO_PENALTY.search(main):
        return None
    breaker = who_breaks(sentence)
    return breaker if breaker in SIDES else Favors.EMPLOYER


def _tells_breach(sentence: str) -> bool:
    """True of words for a breach that are no words for what follows it."""
    return any(
        words_of("remedy").fullmatch(found.group()) is None
        for found in words_of("breach").finditer(sentence)
    )
