"""A `SentencePair` → the words of meaning that only one side has, and whether they are a list's.

What is left when setting, spelling, amounts and other words for the same party are taken away.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from analyzer.comparison.effect_amounts import find_amounts, may_count
from analyzer.comparison.effect_pairs import SentencePair
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
    ]
)
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


def is_list(pair: SentencePair) -> bool:
    """True where what came or went is an item of a list."""
    cuts = [(pair.old, hunk.a0, hunk.a1) for hunk in pair.hunks]
    cuts += [(pair.new, hunk.b0, hunk.b1) for hunk in pair.hunks]
    return any(
        _LISTED.search(text[start:end]) is not None
        or (text[:start].rstrip().endswith(",") and not _HANGS.match(text, start))
        for text, start, end in cuts
        if end > start and text[start:end].lower() not in ("and", "or")
    )
