"""What a rule reaches: benefits and scope that changed.

Input: a `SentencePair`. Output: `Sign`s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from analyzer.comparison.effect_content import (
    content_changed,
    count_reach,
    is_item,
    is_list,
    is_rewritten,
)
from analyzer.comparison.effect_duties import in_lead_in
from analyzer.comparison.effect_pairs import Hunk, SentencePair
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_sides import opposite, read_rule
from analyzer.comparison.effect_signs import Sign, phrase, serves_either
from analyzer.comparison.effect_verbs import verbs_of
from analyzer.records import Favors

# "This will memorialize the agreement reached": tells of the bargaining, rules nothing
_RECITAL = re.compile(
    r"\b(?:memoriali[sz]es?|confirms? (?:the|our|an) (?:agreement|understanding|discussion))\b",
    re.I,
)
#: more words than this for as many are another statement
_LONG = 6
#: a side with so many times the words of the other is an addition to it, or a cut
_FAR_MORE = 3
#: so many characters before an item of a list stands the verb that gives it
_CLOSE = 80


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
    if (not thing and not listed) or _binds_workers(pair):
        return
    if come:
        yield Sign("benefit_added", None, phrase(pair), Favors.WORKER)
    else:
        yield Sign("benefit_dropped", phrase(pair, old=True), None, Favors.EMPLOYER)


def _binds_workers(pair: SentencePair) -> bool:
    """True of a rule that serves the employer before and after: it gives workers nothing."""
    rules = (read_rule(pair.old), read_rule(pair.new))
    return all(rule.serves is Favors.EMPLOYER for rule in rules)


def _is_given(pair: SentencePair) -> bool:
    """True where a verb of giving or of getting stands close before what changed."""
    sentence = pair.new or pair.old
    first = min(hunk.b0 if pair.new else hunk.a0 for hunk in pair.hunks)
    return words_of("is_given").search(sentence, max(0, first - _CLOSE), first) is not None


def find_scope(pair: SentencePair) -> Iterator[Sign]:
    """More or fewer works, persons, uses or places."""
    short = replace(pair, kept=tuple(hunk for hunk in pair.hunks if _may_tell(pair, hunk)))
    wide_old, wide_new = short.differ("wide")
    narrow_old, narrow_new = short.differ("narrow")
    score = len(wide_new) - len(wide_old) - len(narrow_new) + len(narrow_old)
    gone, come = content_changed(pair)
    if not (wide_old or wide_new) and all(len(w) < 2 or w[0].isdigit() for w in gone + come):
        return
    few, many = sorted((len(gone), len(come)))
    if is_rewritten(pair) or _turns_over(pair) or _RECITAL.search(pair.new or pair.old):
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


def _turns_over(pair: SentencePair) -> bool:
    """True where a rule serves the one side before and the other after: it is no rule of the same
    kind that reaches more."""
    before, after = read_rule(pair.old).serves, read_rule(pair.new).serves
    return before is not after and before is opposite(after)


def _may_tell(pair: SentencePair, hunk: Hunk) -> bool:
    """False of long words for other long words, and of an item that came or went whole: 'all' and
    'this' among them say nothing."""
    if (hunk.a0 == hunk.a1) != (hunk.b0 == hunk.b1) and is_item(pair, hunk):
        return False
    words = (pair.old[hunk.a0 : hunk.a1], pair.new[hunk.b0 : hunk.b1])
    return min(len(part.split()) for part in words) <= _LONG


def _is_rule(pair: SentencePair) -> bool:
    """False of a name or a heading: what is said more of it narrows nothing."""
    sentence = pair.new or pair.old
    return bool(verbs_of(sentence)) or any(
        words_of(row).search(sentence) for row in ("gain", "burden", "used", "owed", "owed_thing")
    )
