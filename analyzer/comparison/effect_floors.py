"""Floors under what is paid, and a minimum taken twice → signs.

'but not less than scale' that is struck takes a floor away, though no amount stands in it. Input: a
`SentencePair`. Output: `Sign`s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.comparison.effect_pairs import SentencePair
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_sides import opposite
from analyzer.comparison.effect_signs import Sign, serves_either
from analyzer.records import Favors

# "but not less than the minimum", "at least scale", "in no event below the rate"
_FLOOR = re.compile(
    r"\b(?:(?:not|no|never) (?:\w+ )?(?:less|fewer|lower|smaller) than|at least|not (?:be )?below|"
    r"a minimum of|undercut)\b",
    re.IGNORECASE,
)
# "shall not be less than", "shall not undercut"
_MUST_REACH = re.compile(
    r"\b(?:shall|must|will|may) (?:not|never|in no (?:event|case)) (?:be )?"
    r"(?:less than|lower than|below|undercut|fall below)\b",
    re.IGNORECASE,
)
# "twice", "three times", "double", "one half of", "one quarter more"
_TIMES = re.compile(
    r"(?:(?P<more>twice|double|triple|thrice|(?:one and )?\w+(?:[ -]and[ -]\w+[ -]\w+)? times)|"
    r"(?:one[ -])?(?:half|third|quarter)(?: of)?|\w+[ -](?:thirds|quarters|"
    r"fifths)(?: of)?)",
    re.IGNORECASE,
)
# "and one quarter more", "plus ten percent"
_MORE = re.compile(
    r"(?:and )?(?:an? |one )?\w+ (?:more|again|on top)|plus (?:an? |one )?[\w ]+", re.IGNORECASE
)
# " the minimum", " scale"
_BASE = re.compile(
    r" ?(?:of )?(?:the |that |his |her |their |its |such )?(?:\w+ ){0,2}?"
    r"(?:minimums?|rates?|scale|pay|wages?|salar(?:y|ies)|fees?|compensation|sums?|amounts?)\b",
    re.IGNORECASE,
)


def is_floor(main: str) -> bool:
    """True of a rule that pay shall not be less than something."""
    return _MUST_REACH.search(main) is not None and _pays(main)


def sets_floor(words: str) -> bool:
    """True of words that put a floor under what is paid."""
    return _FLOOR.search(words) is not None and _pays(words)


def find_floors(pair: SentencePair) -> Iterator[Sign]:
    """Floors that came or went, and a base that is taken more or fewer times."""
    for hunk, struck, put in zip(pair.hunks, pair.struck, pair.put, strict=True):
        if bool(struck) == bool(put):
            continue
        words, sentence, end = (put, pair.new, hunk.b1) if put else (struck, pair.old, hunk.a1)
        if sets_floor(words) and serves_either(pair) is not Favors.EMPLOYER:
            if put:
                yield Sign("benefit_added", None, words, Favors.WORKER)
            else:
                yield Sign("benefit_dropped", words, None, Favors.EMPLOYER)
            continue
        if _MORE.fullmatch(words) and is_floor(sentence):
            serves = serves_either(pair)
            name = "number_raised" if put else "number_lowered"
            yield Sign(name, struck or None, put or None, serves if put else opposite(serves))
            continue
        times = _TIMES.fullmatch(words)
        if times and _BASE.match(sentence, end):
            raised = (times["more"] is not None) == bool(put)
            serves = serves_either(pair)
            yield Sign(
                "number_raised" if raised else "number_lowered",
                struck or None,
                put or None,
                serves if raised else opposite(serves),
            )


def _pays(words: str) -> bool:
    return any(words_of(row).search(words) for row in ("paid_out", "benefit_thing", "scale"))
