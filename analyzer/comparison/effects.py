"""What a change of words means, and whom it favours: the words before and after → effects.

The sentences that differ are paired; in each pair amounts, verbs of duty and words of the rows of
data/effects.toml are held against each other. A pair in which no word of meaning changed is
cosmetic. Nothing is said where nothing is plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from analyzer.comparison.effect_alone import read_alone
from analyzer.comparison.effect_amounts import find_amounts, may_count
from analyzer.comparison.effect_consent import find_consent, reach_of_consent
from analyzer.comparison.effect_content import content_changed
from analyzer.comparison.effect_counts import find_counts
from analyzer.comparison.effect_duties import find_duties, find_negations, is_flip
from analyzer.comparison.effect_pairs import SentencePair, first_sentence, pair_sentences
from analyzer.comparison.effect_reach import (
    find_benefits,
    find_cases,
    find_parties_changed,
    find_remedies,
    find_scope,
)
from analyzer.comparison.effect_rest import rest_of, without_cuts
from analyzer.comparison.effect_rows import load_effects
from analyzer.comparison.effect_series import read_series
from analyzer.comparison.effect_setting import find_setting
from analyzer.comparison.effect_sides import read_rule
from analyzer.comparison.effect_signs import Sign
from analyzer.comparison.words import text_without
from analyzer.records import (
    Change,
    ChangeKind,
    Clause,
    ClauseId,
    Effect,
    Favors,
    Severity,
    WordOperation,
)

# 'Rev: 2019, 2021', 'Page 6', 'Dear Ms. Harbor:', '/////', '____': a page's, not the contract's
_APPARATUS = re.compile(
    r"(?:rev(?:ised|isions?|\.)?|page|amended|adopted)\b[\s\d:.,;/&()-]*"
    r"|dear (?:\w+\.? ){0,3}\w+[:,]|[\W_]+",
    re.IGNORECASE,
)
COSMETIC = "cosmetic"
_Key = tuple[str, str | None, str | None]
#: so many effects of one change at most, the heaviest first
_MOST = 8
_WEIGHT = {Severity.HIGH: 0, Severity.MEDIUM: 1, Severity.LOW: 2}


def add_effects(
    change: Change,
    *,
    passed_over: frozenset[ClauseId] = frozenset(),
    clauses: Mapping[ClauseId, Clause] | None = None,
) -> Change:
    """The change with what its words mean; one without changed words, or only of clauses that are
    passed over, stays as it is. `clauses` hold what its clauses stand under."""
    if passed_over.issuperset((*change.old, *change.new)):
        return change
    if change.kind in (ChangeKind.UNCHANGED, ChangeKind.RENUMBERED) or not change.words:
        return change
    old = text_without(change.words, WordOperation.INSERT)
    new = text_without(change.words, WordOperation.DELETE)
    setting = find_setting((*change.new, *change.old), clauses) if clauses else ()
    return replace(change, effects=find_effects(old, new, setting))


def add_series(
    changes: Sequence[Change], *, passed_over: frozenset[ClauseId] = frozenset()
) -> tuple[Change, ...]:
    """The changes; an added step of a series of rates with what became of the rate."""
    read = [change for change in changes if not passed_over.issuperset((*change.old, *change.new))]
    told = {
        id(change): other for change, other in zip(read, read_series(read, _rates), strict=True)
    }
    return tuple(told.get(id(change), change) for change in changes)


def _rates(old: str, new: str) -> tuple[Effect, ...]:
    return tuple(_weigh(sign) for sign in find_counts(SentencePair(old, new)))


def find_effects(old: str, new: str, setting: tuple[str, ...] = ()) -> tuple[Effect, ...]:
    """The effects of a change from one text to another, the heaviest first; `setting`: what the
    clause stands under, outermost first."""
    if old == new:
        return ()
    if all(_APPARATUS.fullmatch(text.strip()) for text in (old, new) if text.strip()):
        return (Effect(COSMETIC, None, None, Favors.UNCLEAR, Severity.LOW),)
    signs: dict[_Key, Sign] = {}
    stays = new if old.strip() and new.strip() else None
    pairs = pair_sentences(old, new, setting)
    for pair in pairs:
        left = pair if stays is None or len(pairs) == 1 else without_cuts(pair, old, new)
        for sign in _read_pair(left, stays) if left else ():
            signs.setdefault((sign.name, sign.old, sign.new), sign)
    if not (old.strip() and new.strip()):
        signs = _without_details(signs)
    if not signs and all(_is_cosmetic(pair) for pair in pairs):
        return (Effect(COSMETIC, None, None, Favors.UNCLEAR, Severity.LOW),)
    found = sorted((_weigh(sign) for sign in signs.values()), key=lambda e: _WEIGHT[e.severity])
    return tuple(found[:_MOST])


def _without_details(signs: dict[_Key, Sign]) -> dict[_Key, Sign]:
    """Of a clause that came or went whole and gives a benefit, that: its limits are how."""
    benefits = {key: sign for key, sign in signs.items() if sign.name.startswith("benefit")}
    return benefits or signs


def _weigh(sign: Sign) -> Effect:
    row = load_effects().effects[sign.name]
    severity = row.severity
    if row.high_from is not None and sign.share is not None and sign.share >= row.high_from:
        severity = Severity.HIGH
    return Effect(sign.name, sign.old, sign.new, sign.favors, severity, sign.difference)


def _read_pair(pair: SentencePair, stays: str | None) -> Iterator[Sign]:
    """`stays`: the clause of which other sentences stay; None where it came or went whole."""
    if not pair.old or not pair.new:
        words, added, within = pair.new or pair.old, not pair.old, stays is not None
        about = read_rule(first_sentence(stays)).serves if stays else Favors.UNCLEAR
        yield from read_alone(words, added=added, within=within, about=about)
        return
    if not pair.hunks:
        return
    found: set[str] = set()
    for sign in find_counts(pair):
        found.add(sign.name)
        yield sign
    for finder in (find_duties, find_negations, find_consent, find_remedies, find_parties_changed):
        for sign in finder(pair):
            if sign.name not in found:
                found.add(sign.name)
                yield sign
    of_consent = any(name.startswith("consent") for name in found)
    flipped = any(name.startswith("negation") for name in found)
    for sign in find_cases(pair, alone=of_consent):
        if not (flipped and sign.name.startswith("exception") and is_flip(pair)):
            found.add(sign.name)
            yield sign
    rest = rest_of(pair, found)
    if not rest.hunks:
        return
    later = [*find_benefits(rest)] or [reach_of_consent(pair, sign) for sign in find_scope(rest)]
    yield from later


def _is_cosmetic(pair: SentencePair) -> bool:
    gone, come = content_changed(pair)
    if gone or come or not any(may_count(words) for words in (*pair.struck, *pair.put)):
        return not gone and not come
    return [a.value for a in find_amounts(pair.old)] == [a.value for a in find_amounts(pair.new)]
