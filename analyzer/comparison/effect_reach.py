"""What a rule reaches: benefits and scope that changed.

Input: a `SentencePair`. Output: `Sign`s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.comparison.effect_content import (
    content_changed,
    content_words,
    count_reach,
    is_item,
    is_list,
    is_rewritten,
)
from analyzer.comparison.effect_giving import tells_of
from analyzer.comparison.effect_guards import is_definition
from analyzer.comparison.effect_negations import in_lead_in
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
# "is", "shall": no mere name
_IS = re.compile(r"\b(?:is|are|be|was|were|shall|will|must|may|has|have)\b", re.IGNORECASE)
#: more words than this for as many are another statement
_LONG = 6
#: a side with so many times the words of the other says more of it
_FAR_MORE = 3
#: so many words of meaning on both sides are another meaning
_ENOUGH = 3
#: 'all languages' and 'English': so few words on both sides
_FEW = 3
#: within so many words that came or went stands what tells their reach: 'in all other media'
_SHORT = 3
#: so many words behind 'all' or 'this' its noun stands
_BEHIND = 3
#: words that say of a noun behind them how much of it is meant
_OF_NOUNS = frozenset(
    [
        "any",
        "all",
        "every",
        "each",
        "other",
        "another",
        "both",
        "whole",
        "entire",
        "future",
        "later",
        "subsequent",
        "further",
        "related",
        "similar",
        "including",
        "this",
        "that",
        "these",
        "those",
        "first",
        "one",
        "single",
        "named",
        "particular",
        "specific",
        "certain",
        "limited",
        "same",
        "own",
        "individual",
        "some",
        "said",
        "regular",
        "permanent",
    ]
)
#: a sentence, and a span of it
_Span = tuple[str, int, int]
# " committee", " Council": behind words that name it
_BODY = re.compile(
    r" (?:committee|council|board|panel|task force|work ?group|trust|fund|unit|office|program)\b",
    re.IGNORECASE,
)
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
    given = list(words_of("is_given").finditer(sentence, max(0, first - _CLOSE), first))
    return bool(given) and not tells_of(sentence, given[-1].end())


def find_scope(pair: SentencePair) -> Iterator[Sign]:
    """More or fewer works, persons, uses or places."""
    short = pair.keep(lambda hunk: _may_tell(pair, hunk))
    wide_old, wide_new = short.differ("wide")
    narrow_old, narrow_new = short.differ("narrow")
    score = len(wide_new) - len(wide_old) - len(narrow_new) + len(narrow_old)
    gone, come = content_changed(pair)
    if not (wide_old or wide_new) and all(len(w) < 2 or w[0].isdigit() for w in gone + come):
        return
    if not score and is_definition(pair.old) and is_definition(pair.new):
        yield from _redefined(pair, len(gone), len(come))
        return
    if is_rewritten(pair) or _RECITAL.search(pair.new or pair.old):
        return
    if _turns_over(pair) and not _only_names(pair):
        return
    if not score and (is_list(pair) or _is_rule(pair)):
        score = count_reach(pair)
        few = pair.kept is None and not is_list(pair) and not _tells_of_acts(pair)
        if not score and few and not _renames_body(pair):
            score = _compare_length(len(gone), len(come))
    if score:
        serves = serves_either(pair)
        name = "scope_widened" if score > 0 else "scope_narrowed"
        favors = serves if score > 0 else opposite(serves)
        yield Sign(name, phrase(pair, old=True), phrase(pair), favors)


def _redefined(pair: SentencePair, gone: int, come: int) -> Iterator[Sign]:
    """A word that means another thing: with more items it reaches more, with more words less."""
    score = count_reach(pair)
    if not score and min(gone, come) >= _ENOUGH:
        score = -1 if come > gone else 1
    if score:
        name = "scope_widened" if score > 0 else "scope_narrowed"
        yield Sign(name, phrase(pair, old=True), phrase(pair), Favors.UNCLEAR)


def _renames_body(pair: SentencePair) -> bool:
    """True of 'the joint committee' that became 'the advisory committee': another name."""
    return any(
        struck and put and _BODY.match(pair.old, hunk.a1) and _BODY.match(pair.new, hunk.b1)
        for hunk, struck, put in zip(pair.hunks, pair.struck, pair.put, strict=True)
    )


def _compare_length(gone: int, come: int) -> int:
    """-1 where far more words say what a few said, and so say it of less; 1 the other way."""
    few, many = sorted((gone, come))
    return (1 if gone > come else -1) if 0 < few * _FAR_MORE <= many else 0


def _tells_of_acts(pair: SentencePair) -> bool:
    """True where what is done changed, and not only to what."""
    return any(
        words_of(row).search(words)
        for words in (*pair.struck, *pair.put)
        for row in ("is_given", "getting", "must")
    )


def _only_names(pair: SentencePair) -> bool:
    """True where nothing but short names came, or went: 'and the Fund'."""
    lone = pair.lone
    return len(lone) == len(pair.hunks) and not any(
        len(each.words.split()) > _LONG or _IS.search(each.words) for each in lone
    )


def _turns_over(pair: SentencePair) -> bool:
    """True where a rule serves the one side before and the other after: it is no rule of the same
    kind that reaches more."""
    before, after = read_rule(pair.old).serves, read_rule(pair.new).serves
    return before is not after and before is opposite(after)


def _may_tell(pair: SentencePair, hunk: Hunk) -> bool:
    """False of long words for other long words, and of an item that came or went whole: 'all' and
    'this' among them say nothing."""
    sides = (pair.old, hunk.a0, hunk.a1), (pair.new, hunk.b0, hunk.b1)
    words = [sentence[start:end] for sentence, start, end in sides]
    if not all(words):
        opens = " ".join((words[0] or words[1]).split()[:_SHORT])
        return not is_item(pair, hunk) and any(
            words_of(row).search(opens) is not None for row in ("wide", "narrow")
        )
    return min(len(part.split()) for part in words) <= _LONG and _says_of_one(*sides)


def _says_of_one(old: _Span, new: _Span) -> bool:
    """True where 'all', 'this' and the like stand on either side before a noun of both, where one
    that reaches far took the place of one that does not, and of 'worldwide'."""
    for row, other_row in (("wide", "narrow"), ("narrow", "wide")):
        if words_of(row).search(*old) and words_of(other_row).search(*new):
            return True
    phrases = [sentence[start:end].split() for sentence, start, end in (old, new)]
    if max(map(len, phrases)) <= _FEW and any(
        words[0].lower() in ("all", "any") for words in phrases
    ):
        return True
    for side, other in ((old, new), (new, old)):
        sentence, start, end = side
        nouns = content_words(other[0][other[1] : other[2]])
        for row in ("wide", "narrow"):
            for found in words_of(row).finditer(sentence, start, end):
                after = sentence[found.end() : end]
                if found.group().lower() not in _OF_NOUNS:
                    return True
                if not after.strip() or content_words(" ".join(after.split()[:_BEHIND])) & nouns:
                    return True
    return False


def _is_rule(pair: SentencePair) -> bool:
    """False of a name or a heading: what is said more of it narrows nothing."""
    sentence = pair.new or pair.old
    return bool(verbs_of(sentence)) or any(
        words_of(row).search(sentence) for row in ("gain", "burden", "used", "owed", "owed_thing")
    )
