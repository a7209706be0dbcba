"""What a rule reaches: conditions, exceptions, parties, remedies, benefits and scope that changed.

Input: a `SentencePair`. Output: `Sign`s.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from analyzer.comparison.effect_content import content_changed, count_reach, is_list, is_rewritten
from analyzer.comparison.effect_duties import in_lead_in
from analyzer.comparison.effect_pairs import Hunk, SentencePair
from analyzer.comparison.effect_parties import find_parties
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_sides import opposite, read_rule, verbs_of
from analyzer.comparison.effect_signs import Sign, phrase, serves_either
from analyzer.records import Favors

# "which has been agreed", "who are on the roster", "after three days of absence"
RELATIVE = re.compile(
    r"(?:which|who|whose|that|after|upon|following|pending|contingent) (?:\w+ )*\w+", re.IGNORECASE
)
# "and the plan is funded": one thing more that must be so
_FURTHER = re.compile(
    r"and (?:\S+ ){0,12}?(?:is|are|has|have|was|were|does|do|did|\w{3,}(?:ies|es|[^s]s))\b",
    re.IGNORECASE,
)
# "except ", "other than in "
_EXCEPT = re.compile(
    r"\b(?:except|unless|other than|save)(?: (?:that|in|for|as|to))? $", re.IGNORECASE
)
#: more words than this for as many are another statement
_LONG = 6
#: a side with so many times the words of the other is an addition to it, or a cut
_FAR_MORE = 3
#: so many characters before an item of a list stands the verb that gives it
_CLOSE = 80


# ── conditions and exceptions ────────────────────────────────────────────────────────────────────
def find_cases(pair: SentencePair, *, alone: bool = False) -> Iterator[Sign]:
    """Conditions and exceptions that came or went; `alone`: only where nothing took their place."""
    if alone and any(struck and put for struck, put in zip(pair.struck, pair.put, strict=True)):
        return
    serves = serves_either(pair)
    soft = (*pair.gone("softener"), *pair.come("softener"))
    for row in ("condition", "exception"):
        old, new = pair.differ(row)
        if row == "condition":
            old = old[_opened(pair.old, pair.gone(row)) :]
            new = new[_opened(pair.new, pair.come(row)) :]
        if len(new) > len(old) and not soft:
            yield Sign(f"{row}_added", None, phrase(pair), opposite(serves))
        elif len(old) > len(new) and not soft:
            yield Sign(f"{row}_dropped", phrase(pair, old=True), None, serves)
        elif row == "condition" and not old and not new:
            yield from _restricted(pair, serves)


def _opened(sentence: str, conditions: Iterable[re.Match[str]]) -> int:
    """How many conditions only go on with an exception: 'except where'."""
    return sum(_EXCEPT.search(sentence, 0, found.start()) is not None for found in conditions)


def _restricted(pair: SentencePair, serves: Favors) -> Iterator[Sign]:
    """A relative clause that came or went whole: 'a leave that the Producer has approved'."""
    for struck, put in zip(pair.struck, pair.put, strict=True):
        if struck and not put and RELATIVE.match(struck):
            yield Sign("condition_dropped", struck, None, serves)
        elif put and not struck and RELATIVE.match(put):
            yield Sign("condition_added", None, put, opposite(serves))
    for hunk, struck, put in zip(pair.hunks, pair.struck, pair.put, strict=True):
        if _FURTHER.match(put) and not struck and in_lead_in(pair.new, hunk.b0):
            yield Sign("condition_added", None, put, opposite(serves))
        elif _FURTHER.match(struck) and not put and in_lead_in(pair.old, hunk.a0):
            yield Sign("condition_dropped", struck, None, serves)


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
    parties = find_parties(words)
    heads = [
        party.word
        for party, after in zip(parties, (*parties[1:], None), strict=False)
        if after is None or after.start > party.end + 1
    ]
    roles = {
        row for row in ("employer", "union") if any(words_of(row).fullmatch(word) for word in heads)
    }
    if not roles and heads:
        roles = {"worker"}
    if re.search(r"\bpart(?:y|ies)\b", words, re.I):
        roles = {"both"}
    if re.search(r"\b(?:arbitrator|mediator|committee|neutral|umpire|panel)\b", words, re.I):
        roles |= {"neutral"}
    return frozenset(roles)


# ── remedies, benefits, scope ────────────────────────────────────────────────────────────────────
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


def _tells_breach(sentence: str) -> bool:
    """True of words for a breach that are no words for what follows it."""
    return any(
        words_of("remedy").fullmatch(found.group()) is None
        for found in words_of("breach").finditer(sentence)
    )


def find_benefits(pair: SentencePair) -> Iterator[Sign]:
    """Things that workers get, that came or went in a list or a phrase."""
    gone, come = content_changed(pair)
    lost, won = (
        pair.gone("is_given") and pair.come("lost"),
        pair.gone("lost") and pair.come("is_given"),
    )
    if lost or won:
        name, favors = (
            ("benefit_dropped", Favors.EMPLOYER) if lost else ("benefit_added", Favors.WORKER)
        )
        yield Sign(name, phrase(pair, old=True), phrase(pair), favors)
        return
    words = " ".join(pair.put if come else pair.struck)
    either = pair.new or pair.old
    if bool(gone) == bool(come) or not words_of("benefit").search(either):
        return
    if all(in_lead_in(pair.new, hunk.b0) and in_lead_in(pair.old, hunk.a0) for hunk in pair.hunks):
        return
    if words_of("upper").search(words):
        return
    thing = words_of("benefit_thing").search(words)
    listed = is_list(pair) and read_rule(either).serves is Favors.WORKER and _is_given(pair)
    if not thing and not listed:
        return
    if come:
        yield Sign("benefit_added", None, phrase(pair), Favors.WORKER)
    else:
        yield Sign("benefit_dropped", phrase(pair, old=True), None, Favors.EMPLOYER)


def _is_given(pair: SentencePair) -> bool:
    """True where a verb of giving or of getting stands close before what changed."""
    sentence = pair.new or pair.old
    first = min(hunk.b0 if pair.new else hunk.a0 for hunk in pair.hunks)
    return words_of("is_given").search(sentence, max(0, first - _CLOSE), first) is not None


def find_scope(pair: SentencePair) -> Iterator[Sign]:
    """More or fewer works, persons, uses or places."""
    short = replace(pair, kept=tuple(hunk for hunk in pair.hunks if _is_short(pair, hunk)))
    wide_old, wide_new = short.differ("wide")
    narrow_old, narrow_new = short.differ("narrow")
    score = len(wide_new) - len(wide_old) - len(narrow_new) + len(narrow_old)
    gone, come = content_changed(pair)
    if not (wide_old or wide_new) and all(len(w) < 2 or w[0].isdigit() for w in gone + come):
        return
    few, many = sorted((len(gone), len(come)))
    if is_rewritten(pair):
        return
    if not score and (is_list(pair) or _is_rule(pair)):
        score = count_reach(pair)
        if not score and pair.kept is None and few * _FAR_MORE <= many and many:
            score = 1 if (len(come) > len(gone)) == is_list(pair) else -1
    if score:
        serves = serves_either(pair)
        name = "scope_widened" if score > 0 else "scope_narrowed"
        favors = serves if score > 0 else opposite(serves)
        yield Sign(name, phrase(pair, old=True), phrase(pair), favors)


def _is_short(pair: SentencePair, hunk: Hunk) -> bool:
    """False of long words for other long words: 'all' and 'this' among them say nothing."""
    words = (pair.old[hunk.a0 : hunk.a1], pair.new[hunk.b0 : hunk.b1])
    return min(len(part.split()) for part in words) <= _LONG


def _is_rule(pair: SentencePair) -> bool:
    """False of a name or a heading: what is said more of it narrows nothing."""
    sentence = pair.new or pair.old
    return bool(verbs_of(sentence)) or any(
        words_of(row).search(sentence) for row in ("gain", "burden", "used", "owed")
    )
