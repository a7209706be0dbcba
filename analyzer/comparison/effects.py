"""What a change of words means, and whom it favours: the words before and after → effects.

The sentences that differ are paired; in each pair amounts, verbs of duty and words of the rows of
data/effects.toml are held against each other. A pair in which no word of meaning changed is
cosmetic. Nothing is said where nothing is plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from analyzer.comparison.consequences import SAME_WORDS
from analyzer.comparison.effect_alone import read_alone, tell
from analyzer.comparison.effect_amounts import find_amounts, may_count
from analyzer.comparison.effect_bans import read_ban
from analyzer.comparison.effect_breach import find_remedies
from analyzer.comparison.effect_cases import find_cases, opens_cases
from analyzer.comparison.effect_clauses import find_clauses
from analyzer.comparison.effect_consent import find_consent, reach_of_consent
from analyzer.comparison.effect_content import content_changed
from analyzer.comparison.effect_counts import find_counts
from analyzer.comparison.effect_doubts import leave_open
from analyzer.comparison.effect_duties import find_duties
from analyzer.comparison.effect_floors import find_floors, read_floor
from analyzer.comparison.effect_items import read_item
from analyzer.comparison.effect_lead_ins import above_of, under_lead_in, whole_item
from analyzer.comparison.effect_limits import points_back
from analyzer.comparison.effect_negations import find_negations, is_flip
from analyzer.comparison.effect_obstacles import read_case
from analyzer.comparison.effect_pairs import SentencePair
from analyzer.comparison.effect_party_changes import find_parties_changed
from analyzer.comparison.effect_pronouns import named_before, put_name
from analyzer.comparison.effect_reach import find_benefits, find_scope
from analyzer.comparison.effect_rest import rest_of, without_cuts
from analyzer.comparison.effect_sentences import first_sentence, pair_sentences
from analyzer.comparison.effect_series import read_series
from analyzer.comparison.effect_setting import above_serves, find_before, find_setting
from analyzer.comparison.effect_sides import opposite, read_rule
from analyzer.comparison.effect_signs import Sign, close_brackets
from analyzer.comparison.effect_standing import Standing
from analyzer.comparison.effect_waivers import find_waiver
from analyzer.comparison.effect_weight import severity_of, weigh_sign
from analyzer.comparison.words import text_without
from analyzer.records import (
    Change,
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
_FINDERS = (
    find_duties,
    find_negations,
    find_consent,
    find_remedies,
    find_parties_changed,
    find_floors,
)
_Key = tuple[str, str | None, str | None]
#: so many effects of one change at most, the heaviest first
_MOST = 8


def add_effects(
    change: Change,
    *,
    passed_over: frozenset[ClauseId] = frozenset(),
    clauses: Mapping[ClauseId, Clause] | None = None,
    standing: Standing | None = None,
) -> Change:
    """The change with what its words mean; one without changed words, or only of clauses that are
    passed over, stays as it is. `clauses` hold what its clauses stand under; `standing` tells
    which of its words stand elsewhere."""
    if passed_over.issuperset((*change.old, *change.new)):
        return change
    if change.kind in SAME_WORDS or not change.words:
        return change
    old = text_without(change.words, WordOperation.INSERT)
    new = text_without(change.words, WordOperation.DELETE)
    ids = (*change.new, *change.old)
    setting = find_setting(ids, clauses) if clauses else ()
    if clauses and points_back(new or old):
        setting += find_before(ids, clauses)
    topical = bool(change.topics)
    if standing is not None and clauses:
        standing = standing.beside(change, clauses)
    return replace(
        change, effects=find_effects(old, new, setting, topical=topical, standing=standing)
    )


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
    about = f"{old} {new}"
    signs = [replace(sign, about=about) for sign in find_counts(SentencePair(old, new))]
    return tuple(_effect(sign, weigh_sign(sign)) for sign in signs)


def find_effects(
    old: str,
    new: str,
    setting: tuple[str, ...] = (),
    *,
    topical: bool = False,
    standing: Standing | None = None,
) -> tuple[Effect, ...]:
    """The effects of a change from one text to another, the heaviest first; `setting`: what the
    clause stands under, outermost first; `topical`: it is about what the program looks for;
    `standing`: where words of the change stand otherwise."""
    if old == new:
        return ()
    if all(_APPARATUS.fullmatch(text.strip()) for text in (old, new) if text.strip()):
        return (Effect(COSMETIC, None, None, Favors.UNCLEAR, Severity.LOW),)
    signs: dict[_Key, Sign] = {}
    stays = new if old.strip() and new.strip() else None
    pairs = pair_sentences(old, new, setting)
    for pair in pairs:
        left = pair if stays is None or len(pairs) == 1 else without_cuts(pair, old, new)
        left = standing.left_of(left) if left and standing else left
        left = under_lead_in(left, old, new) if left else None
        for sign in _read_pair(left, stays, (old, new), standing=standing) if left else ():
            key = (sign.name, sign.old, sign.new)
            signs.setdefault(key, replace(sign, about=f"{pair.old} {pair.new}"))
    if not (old.strip() and new.strip()):
        signs = _without_details(signs)
    signs = _without_doubt(_without_fallen(signs))
    signs = {key: leave_open(sign) for key, sign in signs.items()}
    if not signs and all(
        _is_cosmetic(standing.without_names(pair) if standing else pair) for pair in pairs
    ):
        return (Effect(COSMETIC, None, None, Favors.UNCLEAR, Severity.LOW),)
    weighed = [(weigh_sign(sign, topical=topical), sign) for sign in signs.values()]
    weighed.sort(key=lambda pair: -pair[0])
    return tuple(_effect(sign, weight) for weight, sign in weighed[:_MOST])


def _without_details(signs: dict[_Key, Sign]) -> dict[_Key, Sign]:
    """Of a clause that came or went whole and gives a benefit, that and what it gives the other
    side: its limits are how."""
    benefits = {key: sign for key, sign in signs.items() if sign.name.startswith("benefit")}
    if not benefits:
        return signs
    sides = {sign.favors for sign in benefits.values()}
    other = {
        key: sign
        for key, sign in signs.items()
        if sign.name.startswith("scope") and opposite(sign.favors) in sides
    }
    return benefits | other


def _without_fallen(signs: dict[_Key, Sign]) -> dict[_Key, Sign]:
    """Without what a rule of consent leaves free where the whole rule came or went with it."""
    left = dict(signs)
    for name, other, at in (
        ("consent_narrowed", "consent_widened", 2),
        ("consent_widened", "consent_narrowed", 1),
    ):
        if any(key[0] == name and key[at] is None for key in signs):
            left = {key: sign for key, sign in left.items() if (key[0], key[at]) != (other, None)}
    return left or signs


def _without_doubt(signs: dict[_Key, Sign]) -> dict[_Key, Sign]:
    """Without a reach of which nobody can say whom it serves, where something plainer is said."""
    plain = {key: sign for key, sign in signs.items() if not _is_vague(sign)}
    plainer = (sign for sign in plain.values() if sign.name != "date_changed")
    return plain if any(sign.favors is not Favors.UNCLEAR for sign in plainer) else signs


def _is_vague(sign: Sign) -> bool:
    return sign.name.startswith("scope") and sign.favors is Favors.UNCLEAR


def _effect(sign: Sign, weight: float) -> Effect:
    old, new = close_brackets(sign.old), close_brackets(sign.new)
    return Effect(sign.name, old, new, sign.favors, severity_of(weight), sign.difference)


def _read_pair(
    pair: SentencePair, stays: str | None, texts: tuple[str, str], *, standing: Standing | None
) -> Iterator[Sign]:
    """`stays`: the clause of which other sentences stay; None where it came or went whole."""
    if not pair.old or not pair.new:
        words = pair.new or pair.old
        above = above_of(pair)
        item = read_item(words, above) if stays is None else None
        if item is not None:
            yield tell(*item, words, added=not pair.old)
        elif not opens_cases(above):
            yield from _read_lone(pair, stays, texts)
        return
    if not pair.hunks:
        return
    floor = read_floor(pair)
    yield from [*find_waiver(pair)] or (_read_rule(pair, standing) if floor is None else floor)


def _read_rule(pair: SentencePair, standing: Standing | None) -> Iterator[Sign]:
    clauses, pair = find_clauses(pair)
    yield from clauses
    found: set[str] = set()
    for sign in find_counts(pair):
        found.add(sign.name)
        yield sign
    for finder in _FINDERS:
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
    rest = standing.without_names(rest) if standing else rest
    if not rest.hunks or _is_set_apart(pair):
        return
    later = [*find_benefits(rest)] or [reach_of_consent(pair, sign) for sign in find_scope(rest)]
    yield from (read_ban(rest, read_case(rest, sign)) for sign in later)


def _read_lone(pair: SentencePair, stays: str | None, texts: tuple[str, str]) -> Iterator[Sign]:
    words, added = pair.new or pair.old, not pair.old
    own = texts[1] if added else texts[0]
    first = first_sentence(stays or own)
    about = above_serves(pair.setting) if first == words else read_rule(first).serves
    read = whole_item(pair, own) or put_name(words, named_before(words, own))
    yield from read_alone(words, read, added=added, within=stays is not None, about=about)


def _is_set_apart(pair: SentencePair) -> bool:
    """True where a list took the place of words, or they of a list: the items say the rest."""
    return pair.old.rstrip().endswith(":") != pair.new.rstrip().endswith(":")


def _is_cosmetic(pair: SentencePair) -> bool:
    gone, come = content_changed(pair)
    if gone or come or not any(may_count(words) for words in (*pair.struck, *pair.put)):
        return not gone and not come
    return [a.value for a in find_amounts(pair.old)] == [a.value for a in find_amounts(pair.new)]
