"""Verbs of duty that changed: duties weaker or stronger, acts forbidden or allowed.

Input: a `SentencePair`. Output: `Sign`s.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from analyzer.comparison.effect_bearers import bearer_of
from analyzer.comparison.effect_floors import pays
from analyzer.comparison.effect_guards import side_of_guard
from analyzer.comparison.effect_manner import find_manner
from analyzer.comparison.effect_pairs import Hunk, SentencePair
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_sides import opposite, plain_side, read_rule
from analyzer.comparison.effect_signs import Sign, phrase
from analyzer.comparison.effect_verbs import main_clause, rule_verbs, verbs_of
from analyzer.records import Favors, Modality
from analyzer.wording.modality import DutyVerb

_STRENGTH = {
    Modality.MUST: 2,
    Modality.WILL_ENDEAVOR: 1,
    Modality.MAY: 0,
    Modality.ACKNOWLEDGE: 0,
    Modality.MUST_NOT: -1,
}
# "is limited to", "are subject to": what a rule reaches, no duty
_IS_BOUND = re.compile(r"\b(?:limited|restricted|confined|subject)\b", re.IGNORECASE)
# 'shall not be unreasonably denied', 'will not arbitrarily refuse'
_MUST_GRANT = re.compile(
    r"\bnot (?:be )?(?:unreasonably|arbitrarily|unduly|capriciously) "
    r"(?:denied|deny|withheld|withhold|refused?|delay(?:ed)?|rescind(?:ed)?|rejected)\b",
    re.IGNORECASE,
)
# 'shall not be denied': in every case
_MUST_GIVE = re.compile(r"\bnot be (?:denied|withheld|refused|delayed|rescinded|rejected)\b", re.I)
# " be required to"
_NOT_REQUIRED = re.compile(r" be (?:required|obligated|obliged) to\b", re.IGNORECASE)
# " be withheld", " be granted"
_WITHHELD = re.compile(r" (?:be )?(?:withheld|denied|refused|rejected)\b", re.IGNORECASE)
_GRANTED = re.compile(r" (?:be )?(?:granted|approved|allowed|given|accepted)\b", re.IGNORECASE)
_SOON = 20
# " be submitted", " promptly submit"
_ACT = re.compile(r"(?: (?:be|also|then|not|\w+ly))* (?P<act>[a-z]{3,})", re.IGNORECASE)
#: so many letters of an act, whatever its ending
_STEM = 5
# " be less than", " be below", " exceed": a comparison is denied, and no act
_COMPARES = re.compile(
    r" (?:be (?:(?:less|more|fewer|lower|greater|higher|larger|smaller|longer|later|earlier|"
    r"sooner) than|below|above|under|over)|exceed|fall below)\b",
    re.IGNORECASE,
)
# " be less than", " fall below"
_IS_LESS = re.compile(r"\b(?:less|fewer|lower|smaller|shorter|below|under)\b", re.IGNORECASE)
# "The consent "
_CONSENT_BEFORE = re.compile(r"\bconsent\w* $", re.IGNORECASE)


def find_duties(pair: SentencePair) -> Iterator[Sign]:
    """Verbs of duty that changed in place, and duties that came or went within a sentence."""
    was, now = must_grant(pair.old), must_grant(pair.new)
    if was != now:
        stricter = now != (_MUST_GIVE.search(pair.old if now else pair.new) is not None)
        if stricter:
            rule = read_rule(pair.new if now else pair.old)
            yield Sign("duty_strengthened", phrase(pair, old=True), phrase(pair), rule.serves)
        else:
            rule = read_rule(pair.old if was else pair.new)
            yield Sign("duty_weakened", phrase(pair, old=True), phrase(pair), rule.bound)
        return
    old, new = _verbs(pair.old), _verbs(pair.new)
    for hunk in pair.hunks:
        ours = [v for v in old if v.start <= hunk.a1 and v.end >= hunk.a0]
        theirs = [v for v in new if v.start <= hunk.b1 and v.end >= hunk.b0]
        turned = ours or [v for v in old if theirs and v.end + 1 == hunk.a0]
        to = theirs or [v for v in new if ours and v.end + 1 == hunk.b0]
        for before, after in zip(turned, to, strict=False):
            yield from _turn(pair, before, after)
        if not ours and theirs and old and not _binds_to(pair.new, theirs[0], pair.old, old):
            yield from _lone(pair.new, theirs[0], hunk, added=True)
        if not theirs and ours and new and not _binds_to(pair.old, ours[0], pair.new, new):
            yield from _lone(pair.old, ours[0], hunk, added=False)
    yield from find_manner(pair)


def _binds_to(sentence: str, verb: DutyVerb, other: str, verbs: Iterable[DutyVerb]) -> bool:
    """True where the other sentence binds to the same act: 'shall submit', 'shall be submitted'."""
    act = _act(sentence, verb)
    binding = (each for each in verbs if each.modality is verb.modality)
    return bool(act) and any(_act(other, each) == act for each in binding)


def _act(sentence: str, verb: DutyVerb) -> str:
    """The first letters of the act behind a verb of duty."""
    found = _ACT.match(sentence, verb.end)
    return found["act"].lower()[:_STEM] if found else ""


def _verbs(sentence: str) -> list[DutyVerb]:
    soft = [
        DutyVerb(found.start(), found.end(), Modality.WILL_ENDEAVOR)
        for found in words_of("soft").finditer(sentence)
    ]
    hard = [
        verb
        for verb in verbs_of(sentence)
        if verb.end > verb.start
        and not any(s.start < verb.end and verb.start < s.end for s in soft)
    ]
    return sorted(soft + hard, key=lambda verb: verb.start)


def _turn(pair: SentencePair, before: DutyVerb, after: DutyVerb) -> Iterator[Sign]:
    old, new = pair.old[before.start : before.end], pair.new[after.start : after.end]
    was, now = _STRENGTH.get(before.modality), _STRENGTH.get(after.modality)
    if was is None or now is None or was == now or _IS_BOUND.search(old) or _IS_BOUND.search(new):
        return
    if _CONSENT_BEFORE.search(pair.new[max(0, after.start - 20) : after.start]) and not (
        before.lifts or after.lifts
    ):
        return
    if (was < 0) != (now < 0) and (
        says_the_same(pair, before, after) or _measures_pay(pair, before, after)
    ):
        return
    if _frees(pair.old, before) and _frees(pair.new, after):
        return
    weaker = now < was and now >= 0
    bound = bound_by(pair.old, before) if weaker else bound_by(pair.new, after)
    if was < 0 or now < 0:
        compared = _compares_pay(pair, before, after)
        if was < 0:
            gains = _freed(pair, bound) if now < 2 else opposite(bound)
            yield Sign("negation_dropped", old, new, compared or gains)
        else:
            yield Sign("negation_added", old, new, opposite(compared or bound))
    elif before.lifts == after.lifts and "not" in (*old.lower().split(), *new.lower().split()):
        return
    elif now < was:
        yield Sign("duty_weakened", old, new, bound)
    else:
        yield Sign("duty_strengthened", old, new, _gains_by(pair.new, bound))


def _gains_by(sentence: str, bound: Favors) -> Favors:
    """Whom a stricter duty serves: the other side, but for a duty that serves nobody plainly."""
    rule = read_rule(sentence)
    bound_only = rule.bound is bound and rule.serves is Favors.UNCLEAR
    return Favors.UNCLEAR if bound_only else opposite(bound)


def says_the_same(pair: SentencePair, before: DutyVerb, after: DutyVerb) -> bool:
    """True of 'shall not be withheld' that became 'shall be granted'."""
    old, new = pair.old[before.end : before.end + _SOON], pair.new[after.end : after.end + _SOON]
    if before.modality is not Modality.MUST_NOT:
        old, new = new, old
    return _WITHHELD.match(old) is not None and _GRANTED.match(new) is not None


def _measures_pay(pair: SentencePair, before: DutyVerb, after: DutyVerb) -> bool:
    """True where what is denied on one side is a comparison of pay, of which the other says
    nothing: 'shall not be less than scale', 'shall be scale'."""
    was, now = _COMPARES.match(pair.old, before.end), _COMPARES.match(pair.new, after.end)
    return bool(was) != bool(now) and pays(pair.old if was else pair.new)


def _compares_pay(pair: SentencePair, before: DutyVerb, after: DutyVerb) -> Favors | None:
    """Whom it serves that pay may be what is compared: the employer where it may be lower, the
    worker where it may be higher; None of any other rule."""
    was, now = _COMPARES.match(pair.old, before.end), _COMPARES.match(pair.new, after.end)
    if was is None or now is None or was.group() != now.group() or not pays(pair.new):
        return None
    return Favors.EMPLOYER if _IS_LESS.search(now.group()) else Favors.WORKER


def _frees(sentence: str, verb: DutyVerb) -> bool:
    """True of 'need not' and of 'shall not be required to'."""
    bans = verb.modality is Modality.MUST_NOT
    return verb.lifts or (bans and _NOT_REQUIRED.match(sentence, verb.end) is not None)


def _freed(pair: SentencePair, bound: Favors) -> Favors:
    """Whom it serves that something is no more forbidden."""
    serves = read_rule(pair.new).serves
    return bound if serves is Favors.UNCLEAR else serves


def must_grant(sentence: str) -> bool:
    """True of 'shall not be unreasonably withheld': in the form of a ban, a duty to grant."""
    return _MUST_GRANT.search(sentence) is not None


def bound_by(sentence: str, verb: DutyVerb) -> Favors:
    """The side that a verb of duty binds, or else its sentence."""
    bound = bearer_of(sentence, verb)
    return read_rule(sentence).bound if bound is Favors.UNCLEAR else plain_side(bound)


def _lone(sentence: str, verb: DutyVerb, hunk: Hunk, *, added: bool) -> Iterator[Sign]:
    start, end = (hunk.b0, hunk.b1) if added else (hunk.a0, hunk.a1)
    words = sentence[start:end]
    if verb.modality is not Modality.MUST or verb.start < start or verb.end > end:
        return
    if is_a_case(sentence[start : max(start, verb.start)]) or verb not in rule_verbs(sentence):
        return
    guarded = side_of_guard(main_clause(sentence))
    bound = opposite(guarded) if guarded else plain_side(bearer_of(sentence, verb))
    if added:
        yield Sign("duty_strengthened", None, words, opposite(bound))
    else:
        yield Sign("duty_weakened", words, None, bound)


def is_a_case(words: str) -> bool:
    """True where words hold a condition or an exception."""
    return any(words_of(row).search(words) for row in ("condition", "exception"))
