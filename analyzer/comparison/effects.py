"""What a change of words means, and whom it favours: the words before and after → effects.

The sentences that differ are paired; in each pair amounts, verbs of duty and words of the rows of
data/effects.toml are held against each other. A pair in which no word of meaning changed is
cosmetic. Nothing is said where nothing is plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from analyzer.comparison.effect_amounts import find_amounts
from analyzer.comparison.effect_consent import find_consent
from analyzer.comparison.effect_content import content_changed
from analyzer.comparison.effect_counts import find_counts
from analyzer.comparison.effect_duties import find_duties, find_negations
from analyzer.comparison.effect_pairs import SentencePair, pair_sentences
from analyzer.comparison.effect_reach import (
    find_benefits,
    find_cases,
    find_parties_changed,
    find_remedies,
    find_scope,
)
from analyzer.comparison.effect_rows import load_effects, words_of
from analyzer.comparison.effect_sides import opposite, read_rule, verbs_of
from analyzer.comparison.effect_signs import Sign, shorten
from analyzer.records import (
    Change,
    ChangeKind,
    ClauseId,
    Effect,
    Favors,
    Modality,
    Severity,
    WordOperation,
)

# 'No scan is', 'Neither party'
_NOBODY = re.compile(r"(?:no|neither|nobody|none|never)\b", re.IGNORECASE)
# 'Rev: 2019, 2021', 'Page 6', 'Dear Ms. Harbor:', '/////', '____': a page's, not the contract's
_APPARATUS = re.compile(
    r"(?:rev(?:ised|isions?|\.)?|page|amended|adopted)\b[\s\d:.,;/&()-]*"
    r"|dear (?:\w+\.? ){0,3}\w+[:,]|[\W_]+",
    re.IGNORECASE,
)
COSMETIC = "cosmetic"
#: so many effects of one change at most, the heaviest first
_MOST = 8
_WEIGHT = {Severity.HIGH: 0, Severity.MEDIUM: 1, Severity.LOW: 2}


def add_effects(change: Change, *, passed_over: frozenset[ClauseId] = frozenset()) -> Change:
    """The change with what its words mean; one without changed words, or only of clauses that are
    passed over, stays as it is."""
    if passed_over.issuperset((*change.old, *change.new)):
        return change
    if change.kind in (ChangeKind.UNCHANGED, ChangeKind.RENUMBERED) or not change.words:
        return change
    old = "".join(p.text for p in change.words if p.op is not WordOperation.INSERT)
    new = "".join(p.text for p in change.words if p.op is not WordOperation.DELETE)
    return replace(change, effects=find_effects(old, new))


def find_effects(old: str, new: str) -> tuple[Effect, ...]:
    """The effects of a change from one text to another, the heaviest first."""
    if old == new:
        return ()
    if not (old.strip() and new.strip()) and _APPARATUS.fullmatch(f"{old}{new}".strip()):
        return (Effect(COSMETIC, None, None, Favors.UNCLEAR, Severity.LOW),)
    signs: dict[tuple[str, str | None, str | None], Sign] = {}
    pairs = pair_sentences(old, new)
    for pair in pairs:
        for sign in _read_pair(pair, within=bool(old.strip() and new.strip())):
            signs.setdefault((sign.name, sign.old, sign.new), sign)
    if not signs and all(_is_cosmetic(pair) for pair in pairs):
        return (Effect(COSMETIC, None, None, Favors.UNCLEAR, Severity.LOW),)
    found = sorted((_weigh(sign) for sign in signs.values()), key=lambda e: _WEIGHT[e.severity])
    return tuple(found[:_MOST])


def _weigh(sign: Sign) -> Effect:
    row = load_effects().effects[sign.name]
    severity = row.severity
    if row.high_from is not None and sign.share is not None and sign.share >= row.high_from:
        severity = Severity.HIGH
    return Effect(sign.name, sign.old, sign.new, sign.favors, severity, sign.difference)


def _read_pair(pair: SentencePair, *, within: bool) -> Iterator[Sign]:
    if not pair.old or not pair.new:
        yield from _read_alone(pair, within=within)
        return
    if not pair.hunks:
        return
    found: dict[str, Sign] = {}
    for sign in find_counts(pair):
        found.setdefault(sign.name, sign)
        yield sign
    for finder in (find_duties, find_negations, find_consent, find_remedies, find_parties_changed):
        for sign in finder(pair):
            if sign.name not in found:
                found[sign.name] = sign
                yield sign
    for sign in find_cases(pair):
        found[sign.name] = sign
        yield sign
    if found:
        return
    later = [*find_benefits(pair)] or [*find_scope(pair)]
    yield from later


def _read_alone(pair: SentencePair, *, within: bool) -> Iterator[Sign]:
    """A sentence that came or went whole; `within` a clause of which others stay."""
    words, added = pair.new or pair.old, not pair.old
    rule = read_rule(words)
    favors = rule.serves if added else opposite(rule.serves)
    old, new = (None, shorten(words)) if added else (shorten(words), None)
    if words_of("exception").search(words) and len(words_of("exception").findall(words)) == 1:
        name = "exception_added" if added else "exception_dropped"
        yield Sign(name, old, new, Favors.UNCLEAR)
        return
    thing = words_of("benefit_thing").search(words) and words_of("benefit").search(words)
    if thing and rule.serves is Favors.WORKER:
        yield Sign("benefit_added" if added else "benefit_dropped", old, new, favors)
        return
    limited = rule.bound is Favors.WORKER or words.lower().startswith("however")
    if within and limited and _limits(words):
        yield Sign("exception_added" if added else "exception_dropped", old, new, favors)
        return
    verbs = {verb.modality for verb in verbs_of(words)}
    if Modality.MUST_NOT in verbs or _NOBODY.match(words):
        yield Sign("negation_added" if added else "negation_dropped", old, new, favors)
    elif Modality.MUST in verbs:
        yield Sign("duty_strengthened" if added else "duty_weakened", old, new, favors)
    elif Modality.MAY in verbs and rule.serves is Favors.WORKER:
        yield Sign("benefit_added" if added else "benefit_dropped", old, new, favors)
    elif Modality.MAY in verbs:
        yield Sign("scope_widened" if added else "scope_narrowed", old, new, favors)


def _limits(words: str) -> bool:
    """True of 'However, … may not' and 'no … may': a case in which what was said does not hold."""
    return any(verb.modality is Modality.MUST_NOT for verb in verbs_of(words))


def _is_cosmetic(pair: SentencePair) -> bool:
    gone, come = content_changed(pair)
    same = [a.value for a in find_amounts(pair.old)] == [a.value for a in find_amounts(pair.new)]
    return not gone and not come and same
