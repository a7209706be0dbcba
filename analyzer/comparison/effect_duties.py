"""Verbs of duty and negations that changed: duties weaker or stronger, acts forbidden or allowed.

Input: a `SentencePair`. Output: `Sign`s.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from analyzer.comparison.effect_bearers import bearer_of
from analyzer.comparison.effect_guards import is_definition, is_waived, side_of_guard
from analyzer.comparison.effect_manner import find_manner
from analyzer.comparison.effect_pairs import Hunk, SentencePair
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_sides import opposite, plain_side, read_rule
from analyzer.comparison.effect_signs import Sign, lone_sign, phrase
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
#: so many words say that something is not so, and no more
_FEW = 4
# 'shall not be unreasonably denied', 'will not arbitrarily refuse'
_MUST_GRANT = re.compile(
    r"\bnot (?:be )?(?:unreasonably|arbitrarily|unduly|capriciously) "
    r"(?:denied|deny|withheld|withhold|refused?|delay(?:ed)?|rescind(?:ed)?|rejected)\b",
    re.IGNORECASE,
)
# " be withheld", " be granted"
_WITHHELD = re.compile(r" (?:be )?(?:withheld|denied|refused|rejected)\b", re.IGNORECASE)
_GRANTED = re.compile(r" (?:be )?(?:granted|approved|allowed|given|accepted)\b", re.IGNORECASE)
_SOON = 20
# "shall ", "is ", "was also ": what stands before a "not" of a verb
_DENIES_VERB = re.compile(
    r"\b(?:shall|will|must|may|can|could|would|should|is|are|was|were|be|been|do|does|did|has|have|"
    r"need|if|or|and|agrees?)(?: \w+)? $",
    re.IGNORECASE,
)
# "If the actor", "In the event that"
_CASE_FIRST = re.compile(
    r"(?:and |but )?(?:if|when|where|whenever|unless|in the event|once|should)\b", re.IGNORECASE
)
# "The consent "
_CONSENT_BEFORE = re.compile(r"\bconsent\w* $", re.IGNORECASE)


def find_duties(pair: SentencePair) -> Iterator[Sign]:
    """Verbs of duty that changed in place, and duties that came or went within a sentence."""
    if must_grant(pair.new) and not must_grant(pair.old):
        yield Sign("duty_strengthened", None, phrase(pair), read_rule(pair.new).serves)
        return
    if must_grant(pair.old) and not must_grant(pair.new):
        yield Sign("duty_weakened", phrase(pair, old=True), None, read_rule(pair.old).bound)
        return
    old, new = _verbs(pair.old), _verbs(pair.new)
    for hunk in pair.hunks:
        ours = [v for v in old if v.start <= hunk.a1 and v.end >= hunk.a0]
        theirs = [v for v in new if v.start <= hunk.b1 and v.end >= hunk.b0]
        for before, after in zip(ours, theirs, strict=False):
            yield from _turn(pair, before, after)
        if not ours and theirs and old and theirs[0].start >= hunk.b0:
            yield from _lone(pair.new, theirs[0], hunk, added=True)
        if not theirs and ours and new and ours[0].start >= hunk.a0:
            yield from _lone(pair.old, ours[0], hunk, added=False)
    yield from find_manner(pair)


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
    if (was < 0) != (now < 0) and _says_the_same(pair, before, after):
        return
    weaker = now < was and now >= 0
    bound = bound_by(pair.old, before) if weaker else bound_by(pair.new, after)
    if was < 0 or now < 0:
        freed = was < 0 and now < 2
        if was < 0:
            yield Sign(
                "negation_dropped", old, new, _freed(pair, bound) if freed else opposite(bound)
            )
        else:
            yield Sign("negation_added", old, new, opposite(bound))
    elif before.lifts == after.lifts and "not" in (*old.lower().split(), *new.lower().split()):
        return
    elif now < was:
        yield Sign("duty_weakened", old, new, bound)
    else:
        yield Sign("duty_strengthened", old, new, opposite(bound))


def _is_said_otherwise(pair: SentencePair) -> bool:
    if not pair.gone("not_word") and not pair.come("not_word"):
        return False
    return any(
        _says_the_same(pair, before, after)
        for before in verbs_of(pair.old)
        for after in verbs_of(pair.new)
        if (before.modality is Modality.MUST_NOT) != (after.modality is Modality.MUST_NOT)
    )


def _says_the_same(pair: SentencePair, before: DutyVerb, after: DutyVerb) -> bool:
    """True of 'shall not be withheld' that became 'shall be granted'."""
    old, new = pair.old[before.end : before.end + _SOON], pair.new[after.end : after.end + _SOON]
    if before.modality is not Modality.MUST_NOT:
        old, new = new, old
    return _WITHHELD.match(old) is not None and _GRANTED.match(new) is not None


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
    if verb.modality is not Modality.MUST or verb.end > end:
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


def find_negations(pair: SentencePair) -> Iterator[Sign]:
    """'not' that came or went, and what is allowed now forbidden."""
    waived = next((lone for lone in pair.lone if is_waived(lone.words)), None)
    if waived is not None:
        yield lone_sign("negation", waived, Favors.EMPLOYER)
        return
    if is_definition(pair.new or pair.old) or _is_said_otherwise(pair):
        return
    old, new = _denials(pair)
    if old == new or must_grant(pair.new) != must_grant(pair.old):
        return
    name = "negation_added" if new > old else "negation_dropped"
    favors = read_rule(pair.new).serves
    if favors is Favors.UNCLEAR:
        favors = opposite(read_rule(pair.old).serves)
    yield Sign(name, phrase(pair, old=True), phrase(pair), favors)


def is_flip(pair: SentencePair) -> bool:
    """True where all that changed is that something is, or is not, so."""
    words = " ".join((*pair.struck, *pair.put)).split()
    return len(words) <= _FEW


def in_lead_in(sentence: str, at: int) -> bool:
    """True before the rule itself: 'If the actor is not told, the Producer shall'."""
    return _CASE_FIRST.match(sentence) is not None and not any(
        verb.start < at for verb in verbs_of(sentence)
    )


def _denials(pair: SentencePair) -> tuple[int, int]:
    """How many words of each side deny its rule: not those of a comparison, an exception, a case
    that goes before, or of words so many that they say more than that something is not so."""
    short = [
        h
        for h in pair.hunks
        if max(_words(pair.old[h.a0 : h.a1]), _words(pair.new[h.b0 : h.b1])) <= _FEW
    ]
    old = (*pair.gone("not_word"), *pair.gone("forbid"))
    new = (*pair.come("not_word"), *pair.come("forbid"))
    return (
        _count_denials(pair.old, old, [(hunk.a0, hunk.a1) for hunk in short]),
        _count_denials(pair.new, new, [(hunk.b0, hunk.b1) for hunk in short]),
    )


def _words(text: str) -> int:
    return len(text.split())


def _count_denials(
    sentence: str, matches: Iterable[re.Match[str]], within: Sequence[tuple[int, int]]
) -> int:
    other = [
        found.span()
        for row in ("negative_comparison", "exception")
        for found in words_of(row).finditer(sentence)
    ]
    return sum(
        any(a < match.end() and match.start() < b for a, b in within)
        and not any(a < match.end() and match.start() < b for a, b in other)
        and not in_lead_in(sentence, match.start())
        and (match.group().lower() != "not" or _denies_verb(sentence, match.start()))
        for match in matches
    )


def _denies_verb(sentence: str, at: int) -> bool:
    return _DENIES_VERB.search(sentence, 0, at) is not None
