"""A `SentencePair` → the words of meaning that only one side has, and whether they are a list's.

What is left when setting, spelling, amounts and other words for the same party are taken away.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from analyzer.comparison.effect_amounts import find_amounts, may_count
from analyzer.comparison.effect_pairs import Hunk, SentencePair
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.tokens import STOP_WORDS

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
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
        "calendar",
        "above",
        "below",
        "foregoing",
    ]
)
# "which is", "if": no item of a list
_HANGS = re.compile(r"(?:which|who|whose|that|if|when|where|but|as|so)\b", re.IGNORECASE)
# "and boots", ", boots", "or the like"
_LISTED = re.compile(
    r"^(?:,|and\b|or\b|as well as\b|plus\b)|(?:,|\band|\bor)(?: (?:the|an?))?$|"
    r"\band \w+(?: \w+){0,2}$",
    re.IGNORECASE,
)

# "Attachment A", "Article XII.(f)(2)", "Sections 3 and 4": a place, no matter of the rule
_PLACE = "(?:attachment|appendix|exhibit|(?:sub)?section|article|(?:sub)?paragraph|schedule)s?"
_NUMBER = r"(?:[A-Z]\b|[IVXLC]+\b|\d|\((?:[ivx]+|[a-zA-Z]|\d+)\))[\w.()-]*"
_REFERENCE = re.compile(
    rf"\b{_PLACE} {_NUMBER}(?:(?:, | and | or ){_NUMBER})*|"
    rf"\bthis (?:agreement|sideletter|letter|contract|{_PLACE})\b",
    re.IGNORECASE,
)
#: more words of meaning than this, and a third of all, are another sentence
_MUCH = 14
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
    named = [found.span() for found in _REFERENCE.finditer(sentence)]
    for start, end in spans:
        for match in _WORD.finditer(sentence, start, end):
            if any(amount.touches(*match.span()) for amount in amounts):
                continue
            if any(a <= match.start() < b for a, b in named):
                continue
            word = match.group().lower().removesuffix("'s").removesuffix("'")
            if word not in _LIGHT:
                words[_fold(word)] += 1
    return words


def _fold(word: str) -> str:
    """A word without its spelling and number; words for one party, and for must, are one."""
    for row in ("employer", "union", "employee", "must", "earlier"):
        if words_of(row).fullmatch(word):
            return row
    for pattern, plain in _SPELLINGS:
        word = pattern.sub(plain, word)
    return word.removesuffix("s")


def is_list(pair: SentencePair) -> bool:
    """True where what came or went is an item of a list."""
    return any(is_item(pair, hunk) for hunk in pair.hunks)


def is_item(pair: SentencePair, hunk: Hunk) -> bool:
    """True of an item of a list."""
    return any(
        _LISTED.search(text[start:end]) is not None
        or (text[:start].rstrip().endswith(",") and not _HANGS.match(text, start))
        for text, start, end in ((pair.old, hunk.a0, hunk.a1), (pair.new, hunk.b0, hunk.b1))
        if end > start
        and text[start:end].lower() not in ("and", "or")
        and not words_of("upper").match(text, start)
    )


def count_reach(pair: SentencePair) -> int:
    """Above 0 where a rule says more, below where it says less: an item of a list adds to what it
    reaches, any other word that came takes from it; items count before other words."""
    gone, come = (frozenset(words) for words in content_changed(pair))
    items = others = 0
    for hunk in pair.hunks:
        old = gone & _content(pair.old, [(hunk.a0, hunk.a1)]).keys()
        new = come & _content(pair.new, [(hunk.b0, hunk.b1)]).keys()
        if bool(old) == bool(new):
            continue
        came = 1 if new else -1
        if is_item(pair, hunk):
            items += came
        else:
            others -= came
    return items or (others if pair.kept is None else 0)


def is_rewritten(pair: SentencePair) -> bool:
    """True of a sentence of which little stays: single words then say nothing of its reach."""
    changed = sum(len(words) for words in content_changed(pair))
    words = len(pair.old.split()) + len(pair.new.split())
    return bool(pair.old and pair.new) and changed > _MUCH and 3 * changed > words
