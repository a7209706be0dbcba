"""What changed words mean: duties, negations, consent, conditions, remedies, benefits, scope.

Input: a `SentencePair`. Output: `Sign`s, each an effect's name with the words on both sides and
whom it favours. Amounts are read in effect_amounts, parties' sides in effect_sides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from analyzer.comparison.effect_amounts import find_amounts, may_count
from analyzer.comparison.effect_pairs import Hunk, SentencePair
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_sides import bearer_of, find_parties, opposite, read_rule, verbs_of
from analyzer.comparison.tokens import STOP_WORDS
from analyzer.records import Favors, Modality
from analyzer.wording.modality import DutyVerb

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_STRENGTH = {
    Modality.MUST: 2,
    Modality.WILL_ENDEAVOR: 1,
    Modality.MAY: 0,
    Modality.MUST_NOT: -1,
}
#: words that join, point or stand for somebody: alone they change nothing
_LIGHT = STOP_WORDS | frozenset(
    [
        "herein",
        "hereof",
        "hereunder",
        "thereof",
        "therein",
        "thereto",
        "said",
        "such",
        "same",
        "and",
        "or",
        "him",
        "themselves",
    ]
)
# "The consent "
_CONSENT_BEFORE = re.compile(r"\bconsent\w* $", re.IGNORECASE)
# "which is", "if": no item of a list
_HANGS = re.compile(r"(?:which|who|whose|that|if|when|where|but|as|so)\b", re.IGNORECASE)
# "and boots", ", boots", "or the like"
_LISTED = re.compile(r"^(?:,|and\b|or\b|as well as\b|plus\b)|(?:,|\band|\bor)$", re.IGNORECASE)

#: one spelling for two: 'colour', 'organise', 'licence', 'theatre', 'cancelled', 'judgement'
_SPELLINGS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"(?<=[a-z]{2})our(?=$|s$|ed$|ing$|able$)", "or"),
        (r"is(?=e$|es$|ed$|ing$|ation$|ations$)", "iz"),
        (r"ence(?=s?$)", "ense"),
        (r"tre(?=s?$)", "ter"),
        (r"ll(?=ed$|ing$|ment$)", "l"),
        (r"gement", "gment"),
        (r"mme(?=s?$)", "m"),
        (r"-", ""),
    )
)
#: a side with so many times the words of the other is an addition to it, or a cut
_FAR_MORE = 3


@dataclass(frozen=True, slots=True)
class Sign:
    """One effect before it is weighed."""

    name: str
    old: str | None
    new: str | None
    favors: Favors
    #: the difference of two amounts, as a share of the old one
    share: float | None = None
    difference: str | None = None


def serves_either(pair: SentencePair) -> Favors:
    """Whom the rule of a pair serves: as it was, or as it is where that is not plain."""
    before = read_rule(pair.old).serves if pair.old else Favors.UNCLEAR
    if before is not Favors.UNCLEAR or not pair.new:
        return before
    return read_rule(pair.new).serves


# ── duties and negations ─────────────────────────────────────────────────────────────────────────
def find_duties(pair: SentencePair) -> Iterator[Sign]:
    """Verbs of duty that changed in place, and duties that came or went within a sentence."""
    old, new = _verbs(pair.old), _verbs(pair.new)
    for hunk in pair.hunks:
        ours = [v for v in old if v.start <= hunk.a1 and v.end >= hunk.a0]
        theirs = [v for v in new if v.start <= hunk.b1 and v.end >= hunk.b0]
        for before, after in zip(ours, theirs, strict=False):
            yield from _turn(pair, before, after)
        if not ours and theirs and theirs[0].start >= hunk.b0:
            yield from _lone(pair.new, theirs[0], hunk, added=True)
        if not theirs and ours and ours[0].start >= hunk.a0:
            yield from _lone(pair.old, ours[0], hunk, added=False)
    softer, plainer = pair.differ("softener")
    if bool(softer) != bool(plainer):
        bound = read_rule(pair.old).bound
        name = "duty_strengthened" if softer else "duty_weakened"
        favors = opposite(bound) if softer else bound
        yield Sign(name, " ".join(softer) or None, " ".join(plainer) or None, favors)


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
    if was is None or now is None or was == now:
        return
    if _CONSENT_BEFORE.search(pair.new[max(0, after.start - 20) : after.start]):
        return
    bound = bearer_of(pair.new, after)
    if bound is Favors.UNCLEAR:
        bound = read_rule(pair.new).bound
    if was < 0 or now < 0:
        freed = was < 0 and now < 2
        if was < 0:
            yield Sign("negation_dropped", old, new, bound if freed else opposite(bound))
        else:
            yield Sign("negation_added", old, new, opposite(bound))
    elif "not" in old.lower().split() or "not" in new.lower().split():
        return
    elif now < was:
        yield Sign("duty_weakened", old, new, bound)
    else:
        yield Sign("duty_strengthened", old, new, opposite(bound))


def _lone(sentence: str, verb: DutyVerb, hunk: Hunk, *, added: bool) -> Iterator[Sign]:
    start, end = (hunk.b0, hunk.b1) if added else (hunk.a0, hunk.a1)
    words = sentence[start:end]
    if verb.modality is not Modality.MUST or verb.end > end or _is_a_case(words):
        return
    bound = bearer_of(sentence, verb)
    if added:
        yield Sign("duty_strengthened", None, words, opposite(bound))
    else:
        yield Sign("duty_weakened", words, None, bound)


def _is_a_case(words: str) -> bool:
    return any(words_of(row).search(words) for row in ("condition", "exception"))


def find_negations(pair: SentencePair) -> Iterator[Sign]:
    """'not' that came or went, and what is allowed now forbidden."""
    old, new = _denials(pair)
    if len(new) > len(old):
        favors = read_rule(pair.new).serves
        if favors is Favors.UNCLEAR:
            favors = opposite(read_rule(pair.old).serves)
        yield Sign("negation_added", _phrase(pair, old=True), _phrase(pair), favors)
    elif len(old) > len(new):
        favors = read_rule(pair.new).serves
        if favors is Favors.UNCLEAR:
            favors = opposite(read_rule(pair.old).serves)
        yield Sign("negation_dropped", _phrase(pair, old=True), _phrase(pair), favors)


def _denials(pair: SentencePair) -> tuple[list[str], list[str]]:
    sides = []
    for matches, sentence in (
        ((*pair.gone("not_word"), *pair.gone("forbid")), pair.old),
        ((*pair.come("not_word"), *pair.come("forbid")), pair.new),
    ):
        compared = [m.span() for m in words_of("negative_comparison").finditer(sentence)]
        cases = [m.span() for m in words_of("exception").finditer(sentence)]
        sides.append(
            [
                m.group().lower()
                for m in matches
                if not any(a < m.end() and m.start() < b for a, b in compared + cases)
            ]
        )
    return sides[0], sides[1]


# ── consent ──────────────────────────────────────────────────────────────────────────────────────
def find_consent(pair: SentencePair) -> Iterator[Sign]:
    """Consent that came or went, or became stricter or looser."""
    row = words_of("consent")
    before, after = bool(row.search(pair.old)), bool(row.search(pair.new))
    if not before and not after:
        return
    score = _consent_score(pair)
    if before and not after and pair.gone("consent"):
        score = -1
    elif after and not before and pair.come("consent"):
        score = -1 if _is_waived(pair.new) else 1
    elif any(_is_a_case(words) for words in _one_sided(pair)):
        return
    if score:
        name = "consent_widened" if score > 0 else "consent_narrowed"
        favors = Favors.WORKER if score > 0 else Favors.EMPLOYER
        if _employer_consents(pair.old if before else pair.new):
            favors = opposite(favors)
        yield Sign(name, _phrase(pair, old=True), _phrase(pair), favors)


def _one_sided(pair: SentencePair) -> Iterator[str]:
    """Words that came or went without others in their place."""
    for struck, put in zip(pair.struck, pair.put, strict=True):
        if not struck or not put:
            yield struck or put


def _consent_score(pair: SentencePair) -> int:
    strong_old, strong_new = pair.differ("consent_strong")
    weak_old, weak_new = pair.differ("consent_weak")
    more_old, more_new = pair.differ("consent")
    was, now = -1 if _grants(pair.old) else 1, -1 if _grants(pair.new) else 1
    strong = now * len(strong_new) - was * len(strong_old) + len(more_new) - len(more_old)
    not_old, not_new = pair.differ("not_word")
    weak = len(weak_new) - len(weak_old)
    if not_new and weak <= 0:
        weak -= 1
    if not_old and not not_new:
        weak += 2
    return strong - weak


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
        r"(?P<before>\w+)'s? (?:\w+ ){0,3}(?:consent|approval|permission)",
        sentence,
        re.I,
    )
    party = of and (of.group("after") or of.group("before"))
    return bool(party and words_of("employer").fullmatch(party))


# ── conditions and exceptions ────────────────────────────────────────────────────────────────────
def find_cases(pair: SentencePair) -> Iterator[Sign]:
    """Conditions and exceptions that came or went."""
    serves = serves_either(pair)
    for row in ("condition", "exception"):
        old, new = pair.differ(row)
        soft = (*pair.gone("softener"), *pair.come("softener"))
        if len(new) > len(old) and not soft:
            yield Sign(f"{row}_added", None, _phrase(pair), opposite(serves))
        elif len(old) > len(new) and not soft:
            yield Sign(f"{row}_dropped", _phrase(pair, old=True), None, serves)


# ── parties ──────────────────────────────────────────────────────────────────────────────────────
def find_parties_changed(pair: SentencePair) -> Iterator[Sign]:
    """Another party in the place of one."""
    for struck, put in zip(pair.struck, pair.put, strict=True):
        if not struck or not put or max(len(struck.split()), len(put.split())) > 6:
            continue
        ours, theirs = _roles(struck), _roles(put)
        if ours and theirs and not ours & theirs:
            before, after = read_rule(pair.old), read_rule(pair.new)
            sides = {party.side for party in find_parties(put)}
            favors = next(iter(sides)) if len(sides) == 1 else Favors.UNCLEAR
            if len(sides) == 1 and _pays_by(pair.new, put):
                favors = opposite(favors)
            elif after.serves is not Favors.UNCLEAR and after.serves is not before.serves:
                favors = after.serves
            elif {p.side for p in find_parties(struck)} == sides:
                favors = Favors.UNCLEAR
            yield Sign("party_changed", struck, put, favors)


def _pays_by(sentence: str, party: str) -> bool:
    head = sentence[: sentence.find(party)]
    return bool(re.search(r"\bby (?:the |each |an? )?$", head)) and bool(
        words_of("borne").search(head)
    )


def _roles(words: str) -> frozenset[str]:
    roles = {row for row in ("employer", "union") if words_of(row).search(words)}
    if not roles and find_parties(words):
        roles = {"worker"}
    if re.search(r"\bpart(?:y|ies)\b", words, re.I):
        roles = {"both"}
    if re.search(r"\b(?:arbitrator|mediator|committee|neutral|umpire|panel)\b", words, re.I):
        roles |= {"neutral"}
    return frozenset(roles)


# ── remedies, benefits, scope ────────────────────────────────────────────────────────────────────
def find_remedies(pair: SentencePair) -> Iterator[Sign]:
    """What follows a breach, or how a dispute ends."""
    breach = any(words_of("breach").search(text) for text in (pair.old, pair.new))
    old, new = pair.differ("remedy")
    if not (old and new) and not (breach and (old or new)):
        return
    strong_old, strong_new = pair.differ("remedy_strong")
    weak_old, weak_new = pair.differ("remedy_weak")
    score = len(strong_new) - len(strong_old) - len(weak_new) + len(weak_old)
    favors = Favors.UNCLEAR
    if score:
        favors = Favors.WORKER if score > 0 else Favors.EMPLOYER
    yield Sign("remedy_changed", _phrase(pair, old=True), _phrase(pair), favors)


def find_benefits(pair: SentencePair) -> Iterator[Sign]:
    """Things that workers get, that came or went in a list or a phrase."""
    gone, come = content_changed(pair)
    words = " ".join(pair.put if come else pair.struck)
    either = pair.new or pair.old
    if bool(gone) == bool(come) or not words_of("benefit").search(either):
        return
    thing = words_of("benefit_thing").search(words)
    if not thing and not (_is_list(pair) and read_rule(either).serves is Favors.WORKER):
        return
    if come:
        yield Sign("benefit_added", None, _phrase(pair), Favors.WORKER)
    else:
        yield Sign("benefit_dropped", _phrase(pair, old=True), None, Favors.EMPLOYER)


def find_scope(pair: SentencePair) -> Iterator[Sign]:
    """More or fewer works, persons, uses or places."""
    wide_old, wide_new = pair.differ("wide")
    narrow_old, narrow_new = pair.differ("narrow")
    score = len(wide_new) - len(wide_old) - len(narrow_new) + len(narrow_old)
    gone, come = content_changed(pair)
    if not (wide_old or wide_new) and all(len(w) < 2 or w[0].isdigit() for w in gone + come):
        return
    few, many = sorted((len(gone), len(come)))
    if not score and few * _FAR_MORE <= many and many:
        longer = len(come) > len(gone)
        score = 1 if longer == _is_list(pair) else -1
    if score:
        serves = serves_either(pair)
        name = "scope_widened" if score > 0 else "scope_narrowed"
        favors = serves if score > 0 else opposite(serves)
        yield Sign(name, _phrase(pair, old=True), _phrase(pair), favors)


@lru_cache(maxsize=64)
def content_changed(pair: SentencePair) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words of meaning that only one side has, parties by their row."""
    ours = _content(pair.old, [(hunk.a0, hunk.a1) for hunk in pair.hunks])
    theirs = _content(pair.new, [(hunk.b0, hunk.b1) for hunk in pair.hunks])
    return tuple((ours - theirs).elements()), tuple((theirs - ours).elements())


def _content(sentence: str, spans: list[tuple[int, int]]) -> Counter[str]:
    words: Counter[str] = Counter()
    counts = any(may_count(sentence[start:end]) for start, end in spans)
    amounts = find_amounts(sentence) if counts else ()
    for start, end in spans:
        for match in _WORD.finditer(sentence, start, end):
            if any(a.start < match.end() and match.start() < a.end for a in amounts):
                continue
            word = match.group().lower().removesuffix("'s").removesuffix("'")
            if word not in _LIGHT:
                words[_fold(word)] += 1
    return words


def _fold(word: str) -> str:
    """A word without its spelling and number; words for one party, and for must, are one."""
    for row in ("employer", "union", "employee", "must"):
        if words_of(row).fullmatch(word):
            return row
    for pattern, plain in _SPELLINGS:
        word = pattern.sub(plain, word)
    return word.removesuffix("s")


def _is_list(pair: SentencePair) -> bool:
    cuts = [(pair.old, hunk.a0, hunk.a1) for hunk in pair.hunks]
    cuts += [(pair.new, hunk.b0, hunk.b1) for hunk in pair.hunks]
    return any(
        _LISTED.search(text[start:end]) is not None
        or (text[:start].rstrip().endswith(",") and not _HANGS.match(text, start))
        for text, start, end in cuts
        if end > start and text[start:end].lower() not in ("and", "or")
    )


def _phrase(pair: SentencePair, *, old: bool = False) -> str | None:
    """The changed words of a side, at most twelve."""
    words = " … ".join(part for part in (pair.struck if old else pair.put) if part).split()
    return " ".join(words[:12]) + (" …" if len(words) > 12 else "") if words else None
