"""Floors under what is paid, and a minimum taken twice → signs.

'but not less than scale' that is struck takes a floor away, though no amount stands in it. Input: a
`SentencePair`. Output: `Sign`s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.comparison.effect_pairs import Lone, SentencePair
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_sides import opposite
from analyzer.comparison.effect_signs import Sign, lone_sign, serves_either
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
    for lone in pair.lone:
        if sets_floor(lone.words) and serves_either(pair) is not Favors.EMPLOYER:
            yield lone_sign("benefit", lone, Favors.WORKER)
            continue
        raised = _raises(lone)
        if raised is None:
            continue
        serves = serves_either(pair)
        yield Sign(
            "number_raised" if raised else "number_lowered",
            None if lone.came else lone.words,
            lone.words if lone.came else None,
            serves if raised else opposite(serves),
        )


def _raises(lone: Lone) -> bool | None:
    """Whether more is owed than a base or a floor now, or less; None of other words."""
    if _MORE.fullmatch(lone.words) and is_floor(lone.sentence):
        return lone.came
    times = _TIMES.fullmatch(lone.words)
    if times and _BASE.match(lone.sentence, lone.end):
        return (times["more"] is not None) == lone.came
    return None


def _pays(words: str) -> bool:
    return any(words_of(row).search(words) for row in ("paid_out", "benefit_thing", "scale"))
