"""Consent that came or went, or became stricter or looser.

Input: a `SentencePair`. Output: `Sign`s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from analyzer.comparison.effect_cases import RELATIVE
from analyzer.comparison.effect_content import is_rewritten
from analyzer.comparison.effect_duties import is_a_case
from analyzer.comparison.effect_pairs import Hunk, SentencePair
from analyzer.comparison.effect_parties import role_of
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_sides import opposite
from analyzer.comparison.effect_signs import Sign, phrase
from analyzer.records import Favors

#: so many characters between "consent" and the "not" that denies it
_DENIED = 30
# "consent is required", "obtain the performer's approval"
_IS_NEEDED = re.compile(
    r"\b(?:consent|approval|permission)\b[^.;,]{0,30}\b(?:required|needed|necessary|obtained|sought)\b|"
    r"\b(?:obtains?|requires?|needs?|seeks?|only with|without)\b[^.;,]{0,40}"
    r"\b(?:consent|approval|permission)\b",
    re.IGNORECASE,
)
# "consent shall not be required", "no consent is needed", "needs no consent"
_NOT_NEEDED = re.compile(
    r"\b(?:consent|approval|permission)\b[^.;,]{0,20}\bnot (?:be )?(?:required|needed|necessary)|"
    r"\bno (?:\w+ )?(?:consent|approval|permission)\b",
    re.IGNORECASE,
)
# "shall obtain the written consent", "requires a new consent", "not without the consent of"
_IS_ASKED = re.compile(
    r"\b(?:shall|must|will) (?:first )?(?:obtain|seek|have|get)\b[^.;,]{0,40}\bconsents?\b|"
    r"\b(?:requires?|needs?) [^.;,]{0,30}\b(?:consents?|agreement of)\b|"
    r"\b(?:no|not|only|neither|nor|never)\b[^.;]*?\b(?:without|with) [^.;,]{0,30}\bconsents?\b|"
    r"\bconsents?\b[^.;,]{0,20}\b(?:is|are|shall be|must be) (?:required|needed|obtained)\b",
    re.IGNORECASE,
)
# "must obtain the player's approval", "requires the approval of the Guild"
_IS_APPROVED = re.compile(
    r"\b(?:(?:shall|must|will) (?:first )?(?:obtain|seek|have|get|secure)|requires?|needs?)\b"
    r"[^.;,]{0,40}\b(?:approval|permission|authori[sz]ation)(?: of (?:\w+ ){1,3}\w+)?",
    re.IGNORECASE,
)
# "consent may be withdrawn": whether it can be taken back, not where it is needed
_TAKEN_BACK = re.compile(r"\bconsents?\b[^.;,]{0,40}\b(?:withdr[ae]w|revok|rescind)", re.I)
# "right to consent shall be eliminated"
_GIVEN_UP = re.compile(
    r"\b(?:consent|approval)\b[^.;]{0,80}\b(?:eliminated|waived|dispensed|forgone|given up)\b", re.I
)
# "consent", and no "manager's approval"
_CONSENT = re.compile(r"\bconsent", re.IGNORECASE)
_FORMS = "(?:prior|written|express|advance|signed|separate|specific|informed|explicit|individual)"
# "written", "prior written", "express and signed"
_FORM = re.compile(rf"(?:{_FORMS}(?:,? and|,| )? ?)+", re.IGNORECASE)
# " consent", " written consent", " and signed consent"
_OF_CONSENT = re.compile(
    rf"(?:,? (?:and )?{_FORMS})* (?:consents?|approval|permission)\b", re.IGNORECASE
)
# "the consent of the other party"
_EITHERS = re.compile(r"\bconsents? (?:of|from) (?:the other|both|either|each) ", re.IGNORECASE)
# "that the consent names", "as the approval says"
_DOES = re.compile(r"\b(?:that|which|as|the) (?:the )?(?:consent|approval) \w+s\b", re.IGNORECASE)


def find_consent(pair: SentencePair) -> Iterator[Sign]:
    """Consent that came or went, or became stricter or looser."""
    row = words_of("consent")
    before, after = bool(row.search(pair.old)), bool(row.search(pair.new))
    if not before and not after:
        return
    if _TAKEN_BACK.search(pair.old) or _TAKEN_BACK.search(pair.new):
        return
    if any(_GIVEN_UP.search(words) for words in pair.put):
        yield Sign("consent_narrowed", phrase(pair, old=True), phrase(pair), Favors.EMPLOYER)
        return
    formed = _form_changed(pair)
    if formed is not None:
        yield formed
        return
    alone = (lone.words for lone in pair.lone)
    if any(is_a_case(words) or RELATIVE.match(words) for words in alone):
        return
    score = _score(pair, before=before, after=after)
    if not score:
        return
    name = "consent_widened" if score > 0 else "consent_narrowed"
    favors = Favors.WORKER if score > 0 else Favors.EMPLOYER
    if _employer_consents(pair.old if before else pair.new):
        favors = opposite(favors)
        if before != after and not _CONSENT.search(f"{pair.old} {pair.new}"):
            name = "condition_added" if after else "condition_dropped"
    yield Sign(name, phrase(pair, old=True), phrase(pair), favors)


def _form_changed(pair: SentencePair) -> Sign | None:
    """A form that consent must have, and no more, that came or went: 'without the written consent';
    so it is whatever needs that consent."""
    lone = next((each for each in pair.lone if _FORM.fullmatch(each.words)), None)
    if lone is None or not _OF_CONSENT.match(lone.sentence, lone.end):
        return None
    favors = Favors.WORKER if lone.came else Favors.EMPLOYER
    if _EITHERS.search(lone.sentence):
        favors = Favors.UNCLEAR
    elif _employer_consents(lone.sentence):
        favors = opposite(favors)
    name = "consent_widened" if lone.came else "consent_narrowed"
    return Sign(name, phrase(pair, old=True), phrase(pair), favors)


def _score(pair: SentencePair, *, before: bool, after: bool) -> int:
    """Above 0 where more needs consent, or a stricter one; below where less does."""
    if before and not after and pair.gone("consent"):
        return -1
    if after and not before and pair.come("consent"):
        return -1 if _is_waived(pair.new) else 1
    if is_rewritten(pair):
        return 0
    waived = _is_waived(pair.old)
    if waived != _is_waived(pair.new):
        return 1 if waived else -1
    return _consent_score(pair)


def reach_of_consent(pair: SentencePair, sign: Sign) -> Sign:
    """The sign of a rule that reaches more or less, as one of consent where consent is the rule:
    'Consent is not required for minor edits' that holds for all edits."""
    if not (_IS_NEEDED.search(pair.old) and _IS_NEEDED.search(pair.new)):
        return sign
    more = (sign.name == "scope_widened") != (_NOT_NEEDED.search(pair.new) is not None)
    favors = Favors.WORKER if more else Favors.EMPLOYER
    if _employer_consents(pair.new):
        favors = opposite(favors)
    return replace(sign, name="consent_widened" if more else "consent_narrowed", favors=favors)


def _consent_score(pair: SentencePair) -> int:
    strong_old, strong_new = pair.differ("consent_strong", near="consent")
    weak_old, weak_new = pair.differ("consent_weak", near="consent")
    asking = pair.keep(lambda hunk: _asks(pair, hunk))
    more_old, more_new = asking.differ("consent")
    was, now = -1 if _grants(pair.old) else 1, -1 if _grants(pair.new) else 1
    strong = now * len(strong_new) - was * len(strong_old) + len(more_new) - len(more_old)
    not_old, not_new = pair.differ("not_word", near="consent", beside=_DENIED)
    weak = len(weak_new) - len(weak_old)
    if not_new and weak <= 0:
        weak -= 1
    if not_old and not not_new:
        weak += 2
    return strong - weak


def _asks(pair: SentencePair, hunk: Hunk) -> bool:
    """False of long words in which a consent only does something: 'that the consent names'."""
    words = pair.new[hunk.b0 : hunk.b1] or pair.old[hunk.a0 : hunk.a1]
    return _DOES.search(words) is None or _IS_ASKED.search(words) is not None


def _grants(sentence: str) -> bool:
    return re.search(r"\bconsent\w*\b[^.;]{0,30}\b(?:covers?|extends?)", sentence, re.I) is not None


def _is_waived(sentence: str) -> bool:
    without = re.search(r"\bwithout\b[^.;,]{0,40}\b(?:consent|approval|permission)", sentence, re.I)
    denied = re.search(r"\b(?:no|not|never|nor|neither)\b", sentence, re.I)
    return bool(without and not denied) or bool(
        re.search(r"\b(?:no|not)\b[^.;,]{0,30}\b(?:consent|approval|permission)\b", sentence, re.I)
        and not without
    )


def _employer_consents(sentence: str) -> bool:
    of = re.search(
        r"\b(?:consent|approval|permission) of (?:the |its )?(?P<after>\w+)|"
        r"(?P<before>\w+)'s? (?:\w+ ){0,3}(?:consent|approval|permission)|"
        r"\b(?P<office>(?:supervis|manag|administrat)\w+|agency|employer)(?: \w+)? "
        r"(?:approval|permission|authori[sz]ation)",
        sentence,
        re.I,
    )
    if of is None:
        return False
    party = of["after"] or of["before"]
    return of["office"] is not None or role_of(party) == "employer"


def who_consents(main: str) -> Favors | None:
    """The side whose consent a rule asks for or waives; None where it is about no consent. WORKER
    where consent is asked of the worker, EMPLOYER where it is waived or asked of the employer."""
    waived = is_waiver(main)
    if not waived and not _IS_ASKED.search(main):
        asked = _IS_APPROVED.search(main)
        givers = asked and any(words_of(row).search(asked[0]) for row in ("worker", "union"))
        return Favors.WORKER if givers else None
    employers = _employer_consents(main)
    return Favors.EMPLOYER if waived != employers else Favors.WORKER


def is_waiver(main: str) -> bool:
    """True of 'no consent is needed'."""
    return _NOT_NEEDED.search(main) is not None
